"""The workbook of a roll-up whose numbers are not all added (tests/services/decimal_year.py)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lcweek_desktop.domain.form import CellState
from lcweek_desktop.services.output.printing import print_report
from tests.documents.xlsx.reading import without_values
from tests.factories import KINDS
from tests.services.decimal_year import COMMUNE, LIBRARY, SCHOOL, machine, received_by_commune

EVERY, PLACES = "Theo đơn vị", "Cơ sở"
FIRST = 7
COLUMN = {
    str(cell): column
    for column, cell in enumerate((c for c in KINDS.cells if KINDS.state(c) is not CellState.CLOSED), 3)
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("so")
    received_by_commune(folder)
    with machine(folder, COMMUNE) as commune:
        print_report(commune.workspace, folder / "tong-hop.xlsx", sums=True)
    return folder / "tong-hop.xlsx"


def column(sheet: Worksheet, cell: str) -> dict[object, object]:
    """The numbers of a column by the code of the unit; the last line is the total."""
    rows = sheet.iter_rows(min_row=FIRST)
    return {row[1].value or row[0].value: row[COLUMN[cell] - 1].value for row in rows}


def test_every_column_ends_in_what_its_numbers_come_to(written: Path) -> None:
    sheet = load_workbook(written, data_only=True)[EVERY]
    assert column(sheet, "A.1.money") == {COMMUNE: 10, LIBRARY: 1.5, SCHOOL: 1234.5, "Tổng hợp": 1246}
    assert column(sheet, "A.2.rate") == {COMMUNE: None, LIBRARY: 40.5, SCHOOL: 61, "Tổng hợp": 61}
    assert column(sheet, "A.1.rate") == {COMMUNE: 98.5, LIBRARY: 98, SCHOOL: 97, "Tổng hợp": 98.5}
    assert column(sheet, "E.rate") == {COMMUNE: None, LIBRARY: None, SCHOOL: None, "Tổng hợp": None}


def test_the_last_line_adds_takes_the_greatest_or_holds_the_units_own_number(written: Path) -> None:
    sheet = load_workbook(written)[EVERY]
    last = {name: column(sheet, name)["Tổng hợp"] for name in COLUMN}
    assert last["A.1.money"] == "=SUM(F7:F9)"
    assert last["A.2.rate"] == "=MAX(J7:J9)"
    assert last["A.1.rate"] == 98.5
    assert last["E.count"] == '=IF(COUNT(R7:R9)=0,"",SUM(R7:R9))'


def test_the_heads_say_which_numbers_are_not_added(written: Path) -> None:
    sheet = load_workbook(written)[EVERY]
    heads = {name: sheet.cell(FIRST - 1, at).value for name, at in COLUMN.items()}
    assert heads["A.1.rate"] == "Tỷ lệ (%) (không cộng)"
    assert heads["A.2.rate"] == "Tỷ lệ (%) (lấy số lớn nhất)"
    assert heads["A.1.money"] == "Kinh phí (triệu đồng)"


def test_of_a_level_nothing_stands_below_numbers_that_are_not_put_together(written: Path) -> None:
    values, formulas = load_workbook(written, data_only=True)[PLACES], load_workbook(written)[PLACES]
    assert column(values, "A.1.rate") == {LIBRARY: 98, SCHOOL: 97, "Tổng hợp": None}
    assert column(formulas, "A.1.rate")["Tổng hợp"] is None
    assert column(values, "A.2.rate")["Tổng hợp"] == 61


def test_calculated_by_another_program_the_totals_are_ours(
    written: Path, recalculated: Callable[[bytes], Worksheet]
) -> None:
    theirs = recalculated(without_values(written.read_bytes())).parent
    for sheet in load_workbook(written, data_only=True):
        for row in sheet.iter_rows():
            for cell in row:
                other = theirs[sheet.title][cell.coordinate].value
                is_number = isinstance(cell.value, int | float)
                assert other == (pytest.approx(cell.value) if is_number else cell.value), cell.coordinate
