"""Bundles that every reader accepts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.manifest import BundleKind
from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.domain.report import Content, Counted, OwnLine
from tests.bundle.sample_bundles import (
    SCAN_PDF,
    as_member,
    bundle,
    jpeg,
    on_behalf,
    paper_only,
)
from tests.bundle.scenarios.samples import (
    PHOTOS,
    commune,
    district,
    minimal,
    rich,
    rolled_up,
    schools,
)
from tests.bundle.scenarios.scenario import Scenario
from tests.bundle.small_form import (
    COMMUNE,
    COUNT,
    FORM,
    MINIMAL,
    PEOPLE,
    PROVINCE,
    SCHOOL,
    figures,
    report,
    rich_content,
    small_form,
)


def valid() -> Iterator[Scenario]:
    yield Scenario("ok-minimal.lcweek", "", "two cells, a zero, the rest blank", minimal().to_bytes())
    yield Scenario("ok-empty.lcweek", "", "every cell blank", bundle(report()))
    yield Scenario("ok-photos.lcweek", "", "photos, notes, own lines, narrative", rich())
    captions = {sha256_hex(photo): "" for photo in PHOTOS}
    again = bundle(
        report(content=rich_content(captions)), photos=PHOTOS, scans=(SCAN_PDF, jpeg("scan")), issue=2
    )
    yield Scenario("ok-scans-issue-2.lcweek", "", "scans were added: the second issue", again)
    later = report(content=MINIMAL, revision=2, previous="ab" * 32)
    yield Scenario("ok-revision-2.lcweek", "", "names its predecessor", bundle(later))
    restored = bundle(report(content=MINIMAL, revision=7), restored=2)
    yield Scenario("ok-restored.lcweek", "", "restored twice; its predecessor is not known", restored)
    often = bundle(report(content=MINIMAL), restored=caps.MAX_RESTORED + 1)
    yield Scenario("ok-restored-often.lcweek", "", "restored as often as can be said", often)
    lines = tuple(OwnLine(f"Dòng {at}", "", {COUNT: 10**7, PEOPLE: at}) for at in range(60))
    many = report(content=Content(MINIMAL.figures, own_lines=lines))
    yield Scenario("ok-own-lines-digest.lcweek", "", "own lines too many for paper: a digest", bundle(many))
    large = report(content=Content(figures(r1_1_people=caps.MAX_INTEGER, r10_1_count=caps.MAX_INTEGER)))
    yield Scenario("ok-largest-number.lcweek", "", "10^18 in two cells", bundle(large))
    practice = bundle(report(content=MINIMAL), kind=BundleKind.PRACTICE)
    yield Scenario("practice.lcweek", "", "kind practice: valid, never counted", practice)


def rollups() -> Iterator[Scenario]:
    yield Scenario("ok-rollup.lcweek", "", "a commune with two schools", bundle(commune()))
    nested = district(as_member(commune()))
    yield Scenario("ok-rollup-nested.lcweek", "", "a district with that commune", bundle(nested))
    first, other = schools()
    paper = paper_only(other)
    yield Scenario(
        "ok-rollup-paper-alone.lcweek",
        "",
        "of a school only the paper code came",
        bundle(rolled_up(as_member(first), paper)),
    )
    many = tuple(OwnLine("x", "", {COUNT: 10**7, PEOPLE: at}) for at in range(60))
    digest = paper_only(replace(other, content=Content(own_lines=many)), ())
    yield Scenario(
        "ok-rollup-paper-digest.lcweek",
        "",
        "the same, with own lines too many for paper",
        bundle(rolled_up(digest)),
    )
    typed = rolled_up(as_member(first), on_behalf(other, COMMUNE))
    yield Scenario("ok-rollup-on-behalf.lcweek", "", "a school typed from paper", bundle(typed))
    direct = as_member(first, counted=Counted.DOUBLE)
    doubled = district(as_member(commune()), direct)
    yield Scenario("ok-double.lcweek", "", "a school also came directly, and is not counted", bundle(doubled))
    later = as_member(replace(first, content=Content(figures(r1_1_count=3)), revision=2))
    chosen = district(as_member(commune()), later, deducted=((COMMUNE.code, SCHOOL.code),))
    yield Scenario("ok-double-deducted.lcweek", "", "its direct report was chosen instead", bundle(chosen))
    top = report(PROVINCE, members=(as_member(chosen),))
    yield Scenario("ok-double-deducted-nested.lcweek", "", "a province with that district", bundle(top))
    waiting = rolled_up(as_member(first), as_member(other, counted=Counted.CONFLICT))
    yield Scenario("ok-rollup-conflict.lcweek", "", "a member that is not counted yet", bundle(waiting))


def unknown_forms() -> Iterator[Scenario]:
    other = small_form("thu-2031")
    of_other = replace(report(content=MINIMAL), campaign=other.campaign.id)
    yield Scenario(
        "other-campaign.lcweek", "", "valid; its campaign is not in form.json", bundle(of_other, form=other)
    )
    extra = replace(FORM.rows[3], key="3")  # type: ignore[arg-type]
    changed = small_form("thu", extra)
    of_changed = replace(report(content=MINIMAL), form_hash=changed.hash)
    yield Scenario(
        "form-changed.lcweek",
        "",
        "valid; the campaign with another form hash",
        bundle(of_changed, form=changed),
    )
