"""What made-up units write: of their own numbers, under every heading, each in its own way."""

from __future__ import annotations

import pytest

from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.domain.letterhead import dotted_blanks, letterhead
from lcweek_desktop.domain.narrative import figure_cells, to_plain_text
from lcweek_desktop.domain.report import Content, SignOff
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.services.demo.entries import made_up_entry
from lcweek_desktop.services.report.entry_document import apply_entry
from lcweek_desktop.storage.records import Draft
from tests.factories import FORM

_SCHOOLS = [
    Unit(
        UnitId("", UnitCode(f"{code}-th")),
        f"Trường Tiểu học số {code}",
        LevelKey("truong"),
        UnitCode("03394"),
    )
    for code in range(30)
]
_OFFICES = [
    Unit(UnitId("", UnitCode(f"{code}")), f"Xã Số {code}", LevelKey("xa"), UnitCode("106"))
    for code in range(30)
]


def drafted(unit: Unit) -> Draft:
    draft = Draft(Content())
    return apply_entry(made_up_entry(FORM, unit), draft, FORM, unit.level, lambda name: name)


def entered(unit: Unit) -> Content:
    return drafted(unit).content


@pytest.mark.parametrize("unit", [*_SCHOOLS, *_OFFICES], ids=lambda unit: unit.name)
def test_a_made_up_unit_writes_of_its_own_numbers_under_every_heading(unit: Unit) -> None:
    content = entered(unit)
    headings = {heading.key for heading in FORM.headings_at(unit.level) if heading.has_text}
    assert {key for key, text in content.narrative.items() if text} == headings
    cells = [cell for text in content.narrative.values() for cell in figure_cells(text)]
    assert cells
    assert all(displayed_value(FORM, content.figures, cell) for cell in cells)


@pytest.mark.parametrize("units", [_SCHOOLS, _OFFICES], ids=["schools", "offices"])
def test_no_two_made_up_units_write_the_same(units: list[Unit]) -> None:
    written = {
        " ".join(to_plain_text(text, lambda _cell: "") for text in entered(unit).narrative.values())
        for unit in units
    }
    assert len(written) == len(units)


@pytest.mark.parametrize("unit", [_SCHOOLS[0], _OFFICES[0]], ids=["school", "office"])
def test_the_opening_sentence_names_the_plan_with_number_and_day(unit: Unit) -> None:
    opening = letterhead(FORM, unit, (), drafted(unit).signoff).opening
    usual = letterhead(FORM, unit, (), SignOff()).opening
    assert (dotted_blanks(usual), dotted_blanks(opening)) == (("số", "ngày"), ())
    assert unit.name.removeprefix("Xã ") in opening
