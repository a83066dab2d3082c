"""Rules about the unit, the sign-off and the report as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from lcweek_desktop.domain.form import CheckOptions
from lcweek_desktop.domain.rules.case import Case, Hit, kind


@kind("unit-code")
def _unit_code(case: Case, _: CheckOptions) -> Iterator[Hit]:
    return _missing("unit", not case.unit.code)


@kind("unit-name")
def _unit_name(case: Case, _: CheckOptions) -> Iterator[Hit]:
    return _missing("unit", not case.unit.name.strip())


@kind("unit-level")
def _unit_level(case: Case, _: CheckOptions) -> Iterator[Hit]:
    return _missing("unit", case.unit.level not in case.form.level_by_key)


@kind("unit-parent")
def _unit_parent(case: Case, _: CheckOptions) -> Iterator[Hit]:
    level = case.form.level_by_key.get(case.unit.level)
    return _missing("unit", not case.unit.parent and not (level and level.top))


@kind("issuer-missing")
def _issuer_missing(case: Case, _: CheckOptions) -> Iterator[Hit]:
    return _missing("signoff", case.letterhead is not None and not case.letterhead.issuer.strip())


@kind("place-missing")
def _place_missing(case: Case, _: CheckOptions) -> Iterator[Hit]:
    return _missing("signoff", case.letterhead is not None and not case.letterhead.place.strip())


@kind("abbreviation-missing")
def _abbreviation_missing(case: Case, _: CheckOptions) -> Iterator[Hit]:
    return _missing("signoff", case.letterhead is not None and not case.letterhead.abbreviation.strip())


@kind("signer-missing")
def _signer_missing(case: Case, _: CheckOptions) -> Iterator[Hit]:
    head = case.letterhead
    return _missing("signoff", head is not None and not (head.signer.strip() and head.signer_title))


def _missing(place: str, is_missing: bool) -> Iterator[Hit]:
    if is_missing:
        yield Hit(place, {})


@kind("all-blank")
def _all_blank(case: Case, _: CheckOptions) -> Iterator[Hit]:
    return _missing("report", not case.sums and not any(line.values for line in case.content.own_lines))


@kind("deadline-passed", fields="deadline")
def _deadline_passed(case: Case, _: CheckOptions) -> Iterator[Hit]:
    campaign = case.form.campaign
    if case.today is not None and case.today > campaign.deadline:
        yield Hit("report", {"deadline": campaign.deadline_text})
