"""Rules about the unit, the sign-off and the report as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from lcweek_desktop.domain.form import CheckOptions
from lcweek_desktop.domain.letterhead import dotted_blanks
from lcweek_desktop.domain.rules.rule import CheckInput, Violation, rule


@rule("unit-code")
def _unit_code(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    return _missing("unit", not case.unit.code)


@rule("unit-name")
def _unit_name(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    return _missing("unit", not case.unit.name.strip())


@rule("unit-level")
def _unit_level(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    return _missing("unit", case.unit.level not in case.form.level_by_key)


@rule("unit-parent")
def _unit_parent(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    level = case.form.level_by_key.get(case.unit.level)
    return _missing("unit", not case.unit.parent and not (level and level.top))


@rule("issuer-missing")
def _issuer_missing(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    return _missing("signoff", case.letterhead is not None and not case.letterhead.issuer.strip())


@rule("opening-blank", fields="blanks")
def _opening_blank(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    blanks = dotted_blanks(case.letterhead.opening) if case.letterhead is not None else ()
    if blanks:
        yield Violation("opening", {"blanks": ", ".join(filter(None, blanks))})


@rule("place-missing")
def _place_missing(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    return _missing("signoff", case.letterhead is not None and not case.letterhead.place.strip())


@rule("abbreviation-missing")
def _abbreviation_missing(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    return _missing("signoff", case.letterhead is not None and not case.letterhead.abbreviation.strip())


@rule("signer-missing")
def _signer_missing(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    head = case.letterhead
    return _missing("signoff", head is not None and not (head.signer.strip() and head.signer_title))


def _missing(place: str, is_missing: bool) -> Iterator[Violation]:
    if is_missing:
        yield Violation(place, {})


@rule("all-blank")
def _all_blank(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    return _missing("report", not case.sums and not any(line.values for line in case.content.own_lines))


@rule("deadline-passed", fields="deadline")
def _deadline_passed(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    campaign = case.form.campaign
    if case.today is not None and campaign.is_late(case.today):
        yield Violation("report", {"deadline": campaign.deadline_text})
