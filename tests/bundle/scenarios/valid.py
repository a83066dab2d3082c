"""Bundles that every reader accepts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.manifest import BundleKind
from lcweek_desktop.domain.canonical import Json, nfc, sha256_hex
from lcweek_desktop.domain.form import HeadingKey, RowKey
from lcweek_desktop.domain.lengths import MAX_HEADING, MAX_LINE, MAX_PARAGRAPH, MAX_UNIT_OF_MEASURE
from lcweek_desktop.domain.list_marks import Mark, marks_from
from lcweek_desktop.domain.narrative import ListBlock, ListItem, Paragraph, Table, TextRun, TitleStyle
from lcweek_desktop.domain.report import Acceptance, Content, Counted, FormerKey, OwnLine, SignOff
from lcweek_desktop.domain.source import Source
from lcweek_desktop.domain.unit import UnitCode
from tests.bundle.sample_bundles import (
    SCAN_PDF,
    BundleParts,
    as_member,
    bundle,
    jpeg,
    key_named,
    key_of,
    on_behalf,
    paper_only,
)
from tests.bundle.scenarios.samples import (
    PHOTOS,
    chain,
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
    DISTRICT,
    FORM,
    HEADINGS,
    MINIMAL,
    PEOPLE,
    PROVINCE,
    SCHOOL,
    figures,
    report,
    rich_content,
    small_form,
    unit,
)

RARE: Final = nfc("\u200ba\u0323\u00ad =1+1 e\u0323\u0302\u0489\ue000\U000f0000 👩\u200d🌾🇻🇳\ufffd\u3000")
"""Letters with marks, characters without a look, for private use, and above U+FFFF."""


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
    orphan = bundle(report(content=MINIMAL, revision=3))
    yield Scenario("ok-revision-3-no-previous.lcweek", "", "does not know its predecessor", orphan)
    kept = minimal().with_manifest(recipient=SCHOOL.code)
    yield Scenario("ok-recipient-self.lcweek", "", "addressed to the unit itself", kept.to_bytes())
    lines = tuple(OwnLine(f"Dòng {at}", "", {COUNT: 10**7, PEOPLE: at}) for at in range(60))
    many = report(content=Content(MINIMAL.figures, own_lines=lines))
    yield Scenario("ok-own-lines-digest.lcweek", "", "own lines too many for paper: a digest", bundle(many))
    rare = report(content=Content(MINIMAL.figures, notes={RowKey("1.1"): RARE}))
    yield Scenario("ok-characters.lcweek", "", "characters that are rare and allowed", bundle(rare))
    titles = tuple(Paragraph((TextRun(f"{style}"),), style=style) for style in TitleStyle)
    titled = report(content=Content(MINIMAL.figures, narrative={HeadingKey("I.1"): titles}))
    yield Scenario("ok-titles.lcweek", "", "a title of every style in the text", bundle(titled))
    marks = marks_from(Mark.NUMBER, Mark.DASH, Mark.PLUS)
    items = tuple(ListItem((TextRun("mục"),), depth) for depth in (0, 1, 2, 0))
    between = Paragraph((TextRun("Đoạn xen giữa."),))
    lists = (ListBlock(items, marks), between, ListBlock(items, marks, start=3))
    listed = report(content=Content(MINIMAL.figures, narrative={HeadingKey("I.1"): lists}))
    yield Scenario("ok-lists.lcweek", "", "a list of three levels that goes on at 3", bundle(listed))
    sources = tuple(
        Source(SCHOOL.id, SCHOOL.name, number, f"{number}a" * 32, HeadingKey("I.1"), f"Mở {number} lớp.")
        for number in (2, 1)
    )
    sourced = (
        Paragraph((TextRun("Các trường đã mở lớp."),), sources=sources),
        ListBlock((ListItem((TextRun("Mở 2 lớp."),), 0, sources[:1]), ListItem((TextRun("riêng"),))), marks),
        Table((((TextRun("a"),), (TextRun("b"),)),), sources[1:]),
    )
    quoted = report(COMMUNE, Content(MINIMAL.figures, narrative={HeadingKey("I.1"): sourced}))
    yield Scenario("ok-sources.lcweek", "", "paragraphs that say where they were taken from", bundle(quoted))
    yield Scenario("ok-longest.lcweek", "", "every text as long as it may be", _longest())
    large = report(content=Content(figures(r1_1_people=caps.MAX_INTEGER, r10_1_count=caps.MAX_INTEGER)))
    yield Scenario("ok-largest-number.lcweek", "", "10^18 in two cells", bundle(large))
    practice = bundle(report(content=MINIMAL), kind=BundleKind.PRACTICE)
    yield Scenario("practice.lcweek", "", "kind practice: valid, never counted", practice)


def _longest() -> bytes:
    line, paragraphs = "ạ" * MAX_LINE, [MAX_PARAGRAPH] * (MAX_HEADING // MAX_PARAGRAPH)
    lengths = (*paragraphs, MAX_HEADING % MAX_PARAGRAPH)
    content = Content(
        MINIMAL.figures,
        notes={RowKey("1.1"): line},
        own_lines=(OwnLine(line, "ạ" * MAX_UNIT_OF_MEASURE, {COUNT: 1}, line),),
        narrative={HeadingKey("I.1"): tuple(Paragraph((TextRun("ạ" * length),)) for length in lengths)},
        accepted=(Acceptance("all-blank", line, line),),
    )
    signoff = SignOff(name=line, recipients=(line,))
    return bundle(report(replace(SCHOOL, name=line), content), signoff=signoff)


def oddities() -> Iterator[Scenario]:
    """What a writer need not do and a reader takes."""

    def taken(file: str, says: str, change: Callable[[dict[str, Any]], object]) -> Scenario:
        pieces = BundleParts.of(bundle(report(content=BARE_LINE)), key_of(SCHOOL))
        return Scenario(f"ok-{file}.lcweek", "", says, pieces.with_report(change).to_bytes())

    empty: Json = [
        {"align": "left", "runs": [], "type": "paragraph"},
        {"items": [], "marks": ["-", "-", "-"], "start": 1, "type": "list"},
        {"items": [{"depth": 1, "runs": []}], "marks": ["1.", "a)", "-"], "start": 999, "type": "list"},
        {"rows": [[[]]], "type": "table"},
    ]
    yield taken("empty-blocks", "blocks, items and cells of nothing", _put("narrative", {"I.1": empty}))
    yield taken("empty-heading", "a heading with no block", _put("narrative", {"I.1": []}))
    yield taken("bare-own-line", "an own line of a label alone", _put("notes", {}))
    notes: Json = {"1": "tự cộng", "7": "gạch chéo", "11": "dòng tự thêm"}
    yield taken("notes-any-row", "notes on a computed and two closed rows", _put("notes", notes))
    unknown: Json = [{"check": "no-such-check", "place": "nowhere", "reason": ""}] * 2
    yield taken(
        "accepted-twice", "an unknown warning, accepted twice without a reason", _put("accepted", unknown)
    )
    sha256 = sha256_hex(PHOTOS[0])
    twice: Json = [{"caption": "", "row": row, "sha256": sha256} for row in ("1.1", None)]
    pieces = minimal().with_part(f"photos/{sha256}.jpg", PHOTOS[0]).with_report(_put("photos", twice))
    yield Scenario("ok-photo-twice.lcweek", "", "one photo listed with two rows", pieces.to_bytes())


BARE_LINE: Final = Content(MINIMAL.figures, own_lines=(OwnLine("Dòng"),))


def _put(key: str, value: Json) -> Callable[[dict[str, Any]], object]:
    return lambda report: report.update({key: value})


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
    yield Scenario("ok-rollup-10-levels.lcweek", "", "ten members inside each other", bundle(chain(10)))
    listed = as_member(first, signed_code=first.unit.code)
    elsewhere = replace(first.unit, id=first.unit.id._replace(code=UnitCode(f"{first.unit.code}-khac")))
    recoded = rolled_up(replace(listed, unit=elsewhere), as_member(other))
    yield Scenario(
        "ok-signed-code.lcweek", "", "a school listed under another code than it signs", bundle(recoded)
    )
    both = replace(as_member(replace(first, revision=2)), unit=elsewhere, signed_code=first.unit.code)
    yield Scenario(
        "ok-signed-code-shared-key.lcweek",
        "",
        "two schools of one code and one key, listed under two",
        bundle(rolled_up(as_member(first), both)),
    )
    apart = rolled_up(as_member(first), as_member(other), apart=(("A", "B"), ("A", "C", "D")))
    yield Scenario("ok-apart.lcweek", "", "units that look alike and were kept apart", bundle(apart))
    former = key_named("cũ").public.base64
    moved = (FormerKey(SCHOOL.code, former), FormerKey(UnitCode("X"), as_member(first).key))
    yield Scenario(
        "ok-replaced.lcweek",
        "",
        "a school whose key replaced another, and which has a second code",
        bundle(rolled_up(as_member(first, replaced=moved))),
    )
    unseen = district(as_member(rolled_up(as_member(first, provisional=True), as_member(other))))
    yield Scenario(
        "ok-provisional.lcweek",
        "",
        "a commune with a school whose key it did not compare",
        bundle(unseen),
    )
    twice = as_member(other, key_of(first.unit), counted=Counted.DOUBLE)
    yield Scenario(
        "ok-key-two-codes.lcweek",
        "",
        "one key under two codes, of which one is not counted",
        bundle(rolled_up(as_member(first), twice)),
    )
    next_door = unit("03404", "Xã Nà Tăm", "xa", "106")
    third = replace(other, unit=unit("03404-th-ban-bo", "Trường Tiểu học Bản Bo", "truong", "03404"))
    inside = report(next_door, members=(as_member(third, key_of(first.unit)),))
    deducted = ((next_door.code, third.unit.code),)
    deducting = district(as_member(commune()), as_member(inside), deducted=deducted)
    yield Scenario("ok-key-two-codes-deducted.lcweek", "", "the same inside two communes", bundle(deducting))
    waiting = rolled_up(as_member(first), as_member(other, counted=Counted.CONFLICT))
    yield Scenario("ok-rollup-conflict.lcweek", "", "a member that is not counted yet", bundle(waiting))


def headings() -> Iterator[Scenario]:
    """A heading that only some levels have."""
    own = {HeadingKey("I.2"): (Paragraph((TextRun("Đề nghị các xã báo cáo sớm."),)),)}
    yield Scenario(
        "ok-heading-of-level.lcweek",
        "",
        "text under a heading that districts have",
        bundle(report(DISTRICT, Content(MINIMAL.figures, narrative=own), HEADINGS), form=HEADINGS),
    )
    everywhere = {HeadingKey("I.1"): own[HeadingKey("I.2")]}
    school = bundle(report(SCHOOL, Content(MINIMAL.figures, narrative=everywhere), HEADINGS), form=HEADINGS)

    def move(value: dict[str, Any]) -> None:
        value["narrative"]["I.2"] = value["narrative"].pop("I.1")

    yield Scenario(
        "report-heading-of-level.lcweek",
        "bundle-report",
        "the same heading in the report of a school",
        BundleParts.of(school, key_of(SCHOOL)).with_report(move).to_bytes(),
    )


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

    def foreign(file: str, code: str, says: str, change: Callable[[dict[str, Any]], object]) -> Scenario:
        pieces = BundleParts.of(bundle(of_other, form=other), key_of(SCHOOL))
        return Scenario(f"other-campaign-{file}.lcweek", code, says, pieces.with_report(change).to_bytes())

    def unjudged(value: dict[str, Any]) -> None:
        value.update(figures={"1": None}, members={}, extra=1)
        del value["notes"], value["accepted"]

    yield foreign("unjudged", "", "valid; figures, members and keys are not looked at", unjudged)
    yield foreign(
        "unit", "bundle-report", "its unit has one key more", lambda value: value["unit"].update(extra=1)
    )
    yield foreign(
        "previous", "bundle-identity", "it does not name its previous", lambda value: value.pop("previous")
    )
    yield foreign("photos", "bundle-report", "its photos are no array", _put("photos", {}))
    listed: Json = [{"sha256": "ab" * 32}]
    yield foreign(
        "photo-missing", "bundle-entries", "it lists a photo that is missing", _put("photos", listed)
    )
