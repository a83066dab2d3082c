"""The empty form as a workbook: each promise of docs/template.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from lcweek_desktop.documents.xlsx import template_bytes
from lcweek_desktop.domain.form import Cell, CellState, Form, LevelKey
from tests.documents.xlsx.reading import opened, restricted
from tests.factories import FORM, FORMS

SCHOOL = LevelKey("truong")
DISTRICT = LevelKey("huyen")


def template(form: Form = FORM, level: LevelKey = SCHOOL) -> Worksheet:
    return opened(template_bytes(form, level), values=False)


def key_column(sheet: Worksheet) -> int:
    column: int = next(cell.column for cell in sheet[1] if str(cell.value).startswith("lcweek-template="))
    return column


def places(sheet: Worksheet) -> Mapping[str, int]:
    """The row of the sheet of each hidden key."""
    column = key_column(sheet)
    keys = {row: sheet.cell(row, column).value for row in range(2, sheet.max_row + 1)}
    return {str(key): row for row, key in keys.items() if key is not None}


@pytest.mark.parametrize("form", FORMS)
def test_hidden_keys_say_which_line_is_what(form: Form) -> None:
    sheet = template(form, form.levels[0].key)
    found = places(sheet)
    for row in form.rows:
        assert sheet.cell(found[row.key], 2).value == row.label
    own = form.own_lines_row
    lines = [] if own is None else [f"{own.key}/{number}" for number in range(1, 11)]
    assert found.keys() == {"unit-name", *(row.key for row in form.rows), *lines}
    letter = sheet.cell(1, key_column(sheet)).column_letter
    assert sheet.column_dimensions[letter].hidden
    assert key_column(sheet) == 3 + len(form.measures) + 2


@pytest.mark.parametrize("form", FORMS)
def test_the_hidden_mark_names_form_year_and_level(form: Form) -> None:
    sheet = template(form, form.levels[-1].key)
    assert sheet.cell(1, key_column(sheet)).value == (
        f"lcweek-template=1 campaign={form.campaign.id} year={form.campaign.year} "
        f"level={form.levels[-1].key} form={form.hash}"
    )


@pytest.mark.parametrize("level", [SCHOOL, DISTRICT])
def test_what_the_level_enters_is_open_and_nothing_else(level: LevelKey) -> None:
    sheet = template(level=level)
    found = places(sheet)
    taken = (CellState.OPEN, CellState.TOTAL)
    numbers = {
        f"{'DE'[at]}{found[row.key]}"
        for row in FORM.rows
        for at, measure in enumerate(FORM.measures)
        if FORM.state(Cell(row.key, measure.key), level) in taken
    }
    lines = [found[f"11/{number}"] for number in range(1, 11)]
    numbers |= {f"{column}{row}" for row in lines for column in "DE"}
    texts = {f"F{row}" for key, row in found.items() if key != "unit-name"}
    texts |= {f"{column}{row}" for row in lines for column in "BC"}
    texts.add(f"C{found['unit-name']}")
    merged = {f"{column}{found['unit-name']}" for column in "DEF"}
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert sheet.protection.sheet
    assert unlocked == numbers | texts | merged
    assert restricted(sheet).keys() == numbers
    assert all(sheet[cell].number_format == "@" for cell in texts)


def test_only_a_district_opens_the_row_of_districts() -> None:
    for level, locked in ((SCHOOL, True), (DISTRICT, False)):
        sheet = template(level=level)
        assert sheet[f"D{places(sheet)['7.1']}"].protection.locked is locked


def test_the_plans_title_stands_above_and_no_number_below() -> None:
    sheet = template()
    assert [sheet.cell(row, 1).value for row in (2, 3)] == [*FORM.campaign.template_title]
    assert sheet.cell(4, 1).value == FORM.campaign.template_reference
    assert sheet.cell(places(sheet)["unit-name"], 1).value == "Đơn vị báo cáo:"
    values = opened(template_bytes(FORM, SCHOOL))
    assert {cell.value for row in values.iter_rows(min_row=8, min_col=4, max_col=5) for cell in row} == {None}


def test_filled_in_and_calculated_by_another_program(recalculated: Callable[[bytes], Worksheet]) -> None:
    sheet = template()
    found = places(sheet)
    entered = {"1.1": 3, "1.4a": 0, "1.12": 40, "5.3": 2, "5.4": 5, "10.1": 10**12, "10.2": 1, "11/1": 9}
    for key, number in entered.items():
        sheet[f"D{found[key]}"].value = number
    sheet[f"B{found['11/1']}"].value = "Ngày hội đọc sách"
    filled = BytesIO()
    sheet.parent.save(filled)
    read = recalculated(filled.getvalue())
    assert places(read) == found
    sums = {key: read[f"D{found[key]}"].value for key in ("1", "5", "6", "10")}
    assert sums == {"1": 43, "5": 7, "6": None, "10": 10**12 + 1}


def test_the_same_form_gives_the_same_bytes() -> None:
    assert template_bytes(FORM, SCHOOL) == template_bytes(FORM, SCHOOL) != template_bytes(FORM, DISTRICT)
