"""Reports of two or three editions of a campaign in one roll-up."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from lcweek_desktop.bundle.manifest import Totals
from lcweek_desktop.bundle.paper import report_payload, sign_paper
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.report import Content, Counted, Figures, Member, OwnLine, Report
from lcweek_desktop.domain.rollup import report_sums
from tests.bundle.sample_bundles import BundleParts, as_member, bundle, key_of, signed_again
from tests.bundle.scenarios.rollups import forced
from tests.bundle.scenarios.samples import district, rolled_up
from tests.bundle.scenarios.scenario import Scenario
from tests.bundle.small_form import (
    COMMUNE,
    COUNT,
    DISTRICT,
    EARLIER,
    FORM,
    KINDS,
    KINDS_EARLIER,
    OLDEST,
    OTHER_SCHOOL,
    PEOPLE,
    SCHOOL,
    figures,
    report,
    small_form,
)


def of(form: Form, member: Member) -> Member:
    """`member`, of the edition with `form`, in a report of another."""
    return replace(member, form=form)


def _school(form: Form = EARLIER, **more: Any) -> Report:
    """A report with numbers that have no place in FORM: of rows that are gone, in other steps, rolled up
    otherwise; its total holds 4 above its parts, one of which is gone."""
    entered = {
        "r1_1_count": 12,
        "r1_2_people": 7,
        "r1_8_count": 31,
        "r1_9_count": 30,
        "r2_count": 3,
        "r5_count": 9,
        "r5_1_count": 2,
        "r5_9_count": 3,
        "r10_1_count": 15,
    }
    lines = (OwnLine("Nói chuyện chuyên đề", "Buổi", {COUNT: 1, PEOPLE: 200}),)
    return report(SCHOOL, Content(figures(form, **entered), own_lines=lines), form, **more)


def _member(made: Report, form: Form, **more: Any) -> Member:
    """`made`, of the edition with `form`, in a report of the same edition."""
    return as_member(made, None, form, **more)


def _other(form: Form = FORM) -> Report:
    return report(OTHER_SCHOOL, Content(figures(form, r1_1_count=5, r2_count=4, r5_count=1)), form)


def _mixed() -> Report:
    """A commune of the present edition with a school of the earlier one."""
    return rolled_up(of(EARLIER, _member(_school(), EARLIER)), as_member(_other()))


def _commune(*members: Member, form: Form = EARLIER, **more: Any) -> Report:
    """A commune of the earlier edition."""
    own = Content(figures(form, r1_1_count=1, r1_9_count=2, r2_count=9, r5_count=2))
    given = members or (_member(_school(form), form), _member(_other(form), form))
    return report(COMMUNE, own, form, members=tuple(sorted(given, key=lambda each: each.unit.code)), **more)


def _whole() -> Member:
    return of(EARLIER, _member(_commune(), EARLIER))


def _deducting(commune: Member) -> Report:
    """A district where the school of `commune` sent anew, by the present edition."""
    later = report(SCHOOL, Content(figures(r1_1_count=14, r5_count=6, r5_3_count=1)), revision=2)
    return district(commune, as_member(later), deducted=((COMMUNE.code, SCHOOL.code),))


def _kinds() -> Report:
    """A district of the present edition over a commune of the earlier one, whose own 2.9 has no place."""
    form = KINDS_EARLIER
    entered = figures(form, r1_1_rate=985, r1_2_rate=985, r2_count=40, r2_9_count=400)
    school = report(SCHOOL, Content(entered), form)
    own = Content(figures(form, r1_1_rate=990, r2_count=100, r2_9_count=500))
    commune = report(COMMUNE, own, form, members=(_member(school, form),))
    return report(
        DISTRICT, Content(figures(KINDS, r3_rate=955)), KINDS, members=(of(form, _member(commune, form)),)
    )


def editions() -> Iterator[Scenario]:
    def taken(file: str, says: str, made: Report, form: Form = FORM) -> Scenario:
        return Scenario(f"ok-edition-{file}.lcweek", "", says, bundle(made, form=form))

    yield taken("earlier", "a report of an earlier edition", _school(), EARLIER)
    kinds = _kinds()
    yield taken("member", "a school of the earlier edition in a commune of the present one", _mixed())
    yield taken("commune", "a commune of the earlier edition with its schools", district(_whole()))
    nested = _commune(of(OLDEST, _member(_school(OLDEST), OLDEST)))
    yield taken("nested", "three editions inside each other", district(of(EARLIER, _member(nested, EARLIER))))
    back = _commune(of(FORM, as_member(_other())))
    yield taken(
        "back",
        "a school of the present edition inside the earlier one",
        district(of(EARLIER, _member(back, EARLIER))),
    )
    yield taken("deducted", "a school of the earlier edition is deducted", _deducting(_whole()))
    through = of(EARLIER, _member(nested, EARLIER))
    yield taken("deducted-nested", "one of two editions before is deducted", _deducting(through))
    double = replace(of(EARLIER, _member(_school(), EARLIER)), counted=Counted.DOUBLE)
    later = rolled_up(as_member(_school(FORM, revision=2)))
    yield taken(
        "double",
        "a double of the earlier edition beside the later report",
        district(as_member(later), double),
    )
    yield taken(
        "paper", "of one of the earlier edition only the paper code came", rolled_up(of(EARLIER, _paper()))
    )
    yield Scenario("ok-edition-kinds.lcweek", "", "greatest numbers of two editions", bundle(kinds))
    unknown = small_form("thu", replace(FORM.rows[3], key="3"))  # type: ignore[arg-type]
    stranger = of(unknown, _member(replace(_other(), form_hash=unknown.hash), unknown))
    yield taken("unknown", "valid; a member of an edition that no reader knows", rolled_up(stranger))


def _paper() -> Member:
    whole = _member(_school(), EARLIER)
    numbers = tuple(OwnLine("", "", line.values) for line in whole.own_lines)
    return replace(whole, fingerprint=whole.fingerprint[:20], own_lines=numbers)


def wrong_editions() -> Iterator[Scenario]:
    def listed(file: str, code: str, says: str, *forms: str) -> Scenario:
        pieces = BundleParts.of(bundle(_mixed()), key_of(COMMUNE))
        data = pieces.with_manifest(forms=[FORM.hash, *forms]).to_bytes()
        return Scenario(f"edition-forms-{file}.lcweek", code, says, data)

    earlier, oldest = EARLIER.hash, OLDEST.hash
    yield listed("missing", "bundle-report", "the manifest does not list the form of a member")
    both = sorted((earlier, oldest))
    yield listed("superfluous", "bundle-report", "it lists a form that no member has", *both)
    yield listed("unsorted", "bundle-manifest", "its forms are not sorted", *reversed(both))
    yield listed("twice", "bundle-manifest", "it lists a form twice", earlier, earlier)
    yield listed("own", "bundle-manifest", "it lists the report's own form twice", FORM.hash)
    many = (f"{at:064x}" for at in range(33))
    yield listed("many", "bundle-manifest", "it lists 34 forms", *many)

    def changed(file: str, code: str, says: str, change: Callable[[dict[str, Any]], object]) -> Scenario:
        pieces = BundleParts.of(bundle(_mixed()), key_of(COMMUNE))
        data = pieces.with_report(lambda value: change(value["members"][1])).to_bytes()
        return Scenario(f"edition-{file}.lcweek", code, says, data)

    none = "a member with figures of the earlier edition, of which it does not say that it is"
    yield changed("member-form-none", "bundle-report", none, lambda member: member.pop("form"))
    same = "a member names the form of who holds it"
    yield changed("member-form-own", "bundle-report", same, lambda member: member.update(form=FORM.hash))
    text = "the form of a member is no hash"
    yield changed("member-form-text", "bundle-report", text, lambda member: member.update(form="thu"))
    new = "a number of a row that the member's edition does not have"
    yield changed(
        "member-new-row", "bundle-report", new, lambda member: member["figures"].update({"5.3": {"count": 1}})
    )
    yield from _wrong_sums()
    yield from _wrong_members()


def _wrong_sums() -> Iterator[Scenario]:
    def refused(file: str, says: str, made: Report, sums: Mapping[str, int], form: Form = FORM) -> Scenario:
        wrong = {**report_sums(form, made), **figures(form, **sums)}
        return Scenario(f"edition-{file}.lcweek", "bundle-figures", says, _with_sums(form, made, wrong))

    yield refused("gone-summed", "a part that is gone stays in the total", _mixed(), {"r5_count": 12})
    yield refused("steps-summed", "numbers of other steps are added", _mixed(), {"r10_1_count": 15})
    yield refused("kind-summed", "a greatest number is added", _mixed(), {"r2_count": 8})
    yield refused("greatest-gone", "a greatest number of another row", _kinds(), {"r2_count": 500}, KINDS)
    kept = "the gone part of a deducted school stays in the total"
    yield refused("deducted-gone", kept, _deducting(_whole()), {"r5_count": 13})


def _wrong_members() -> Iterator[Scenario]:
    top = district(_whole())

    def signed(file: str, code: str, says: str, member: Member, form: Form = EARLIER) -> Scenario:
        return Scenario(
            f"edition-{file}.lcweek", code, says, forced(top, of(EARLIER, signed_again(member, form)))
        )

    whole = _member(_commune(), EARLIER)
    less = replace(whole, figures={**whole.figures, **figures(EARLIER, r1_9_count=1)})
    yield signed("member-less", "bundle-sum", "less in a gone row than its schools have", less)
    above = replace(whole, figures={**whole.figures, **figures(EARLIER, r2_count=10)})
    yield signed("member-greatest", "bundle-greatest", "a greatest number that nobody in it has", above)
    bare = replace(whole, figures=figures(EARLIER, r1_1_count=5), own_lines=(), members=(), own_greatest={})
    other = replace(bare, figures=figures(r1_1_count=5))
    payload = replace(bare, paper=signed_again(other, FORM).paper)
    data = forced(top, of(EARLIER, payload))
    yield Scenario(
        "edition-member-payload.lcweek", "bundle-member-figures", "a payload of the present form", data
    )


def _with_sums(form: Form, made: Report, sums: Figures) -> bytes:
    key, parts = key_of(made.unit), BundleParts.of(bundle(made), key_of(made.unit))
    payload = report_payload(form, made, sums, parts.manifest["fingerprint"], key.public)
    measures = dict(Totals.of(made, sums).measures)
    totals = {**parts.manifest["totals"], "cells": len(sums), "measures": measures}
    paper = base64.b64encode(sign_paper(key, payload)).decode()
    return parts.with_manifest(paper=paper, totals=totals).to_bytes()
