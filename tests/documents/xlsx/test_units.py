"""The workbook of a roll-up: the sums, every unit that counts, each level; its columns add up to the sums."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dev import ROOT
from lcweek_desktop.documents.unit_tables import ColumnGroup, UnitColumn, UnitLine, UnitTable, unit_tables
from lcweek_desktop.documents.xlsx import xlsx_bytes
from lcweek_desktop.domain.form import CellState, LevelKey, RollUpKind
from lcweek_desktop.domain.report import Content, Member, Report
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.services.output.printing import print_report
from tests.documents.samples import Sample
from tests.documents.xlsx.reading import opened, without_values
from tests.factories import FORM
from tests.services import three_tiers
from tests.services.installation import COMMUNE, DISTRICT, Installation, listed

SUMS, EVERY, SCHOOLS, COMMUNES = "Phụ lục II", "Theo đơn vị", "Trường, cơ sở giáo dục", "Xã, phường, thị trấn"
FIRST = 8
"""The first line of a table of units: three lines of title, BẢN NHÁP, what the sums lack and two lines of
header are above it."""

CELLS = [cell for cell in FORM.cells if FORM.state(cell) is not CellState.CLOSED]
COLUMN = {str(cell): column for column, cell in enumerate(CELLS, 3)}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the district of tests/services/three_tiers.py, with one entry of its own."""
    folder = tmp_path_factory.mktemp("so")
    with Installation(three_tiers.received_by_district(folder)) as installation:
        installation.fill(DISTRICT, {"figures": {"1.1": {"count": 100}, "10.1": {"count": 10**12}}})
        print_report(installation.workspace(DISTRICT), folder / "tong-hop.xlsx", sums=True)
        print_report(installation.workspace(DISTRICT), folder / "rieng.xlsx")
    return folder / "tong-hop.xlsx"


def lines(sheet: Worksheet, column: str = "1.1.count") -> dict[object, object]:
    """A column by the code of the unit; the last line is the sum."""
    rows = sheet.iter_rows(min_row=FIRST)
    return {row[1].value or row[0].value: row[COLUMN[column] - 1].value for row in rows}


def test_one_sheet_of_sums_one_of_units_and_one_for_each_level(written: Path) -> None:
    assert load_workbook(written).sheetnames == [SUMS, EVERY, SCHOOLS, COMMUNES]
    assert load_workbook(written.with_name("rieng.xlsx")).sheetnames == [SUMS]


def test_every_unit_that_counts_has_a_line_with_what_it_entered_itself(written: Path) -> None:
    book = load_workbook(written, data_only=True)
    direct = {three_tiers.code_of(letter): number for letter, number in three_tiers.IN_DISTRICT.items()}
    inside = {three_tiers.code_of(letter): number for letter, number in three_tiers.IN_COMMUNE.items()}
    own: dict[str, int] = {DISTRICT: 100, COMMUNE: three_tiers.OWN}
    every = own | inside | direct
    assert lines(book[EVERY]) == every | {"Cộng": sum(every.values())}
    names = {row[1].value: row[0] for row in book[EVERY].iter_rows(min_row=FIRST)}
    assert names[three_tiers.code_of("a")].value == "Trường A"
    inner = [names[code].alignment.indent for code in (DISTRICT, COMMUNE, three_tiers.code_of("a"))]
    assert inner == [0, 1, 2]


def test_a_level_has_its_units_with_all_that_counts_below_them(written: Path) -> None:
    book = load_workbook(written, data_only=True)
    commune = three_tiers.OWN + sum(three_tiers.IN_COMMUNE.values())
    assert lines(book[COMMUNES]) == {COMMUNE: commune, "Cộng": commune}
    schools = {
        three_tiers.code_of(letter): number
        for letter, number in (three_tiers.IN_COMMUNE | three_tiers.IN_DISTRICT).items()
    }
    assert lines(book[SCHOOLS]) == schools | {"Cộng": sum(schools.values())}


def test_the_same_roll_up_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "lcweek_desktop",
        "--home",
        str(three_tiers.received_by_district(tmp_path)),
    ]
    for seed in "12":
        written = [*command, "print", "--rollup", str(tmp_path / f"{seed}.xlsx")]
        subprocess.run(written, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, check=True)
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


def test_the_columns_add_up_to_the_sums(written: Path) -> None:
    book = load_workbook(written, data_only=True)
    printed = {(row[0].value, row[1].value): row for row in book[SUMS].iter_rows(min_row=FIRST)}
    sheet = book[EVERY]
    for cell in CELLS:
        row = FORM.row_by_key[cell.row]
        place = 3 + [measure.key for measure in FORM.measures].index(cell.measure)
        numbers = [sheet.cell(at, COLUMN[str(cell)]).value for at in range(FIRST, sheet.max_row)]
        filled = [number for number in numbers if number is not None]
        total = sum(filled) if filled else None
        assert printed[row.tt or None, row.label][place].value == total
        assert sheet.cell(sheet.max_row, COLUMN[str(cell)]).value == total


def test_calculated_by_another_program_the_sums_are_ours(
    written: Path, recalculated: Callable[[bytes], Worksheet]
) -> None:
    ours, theirs = (
        load_workbook(written, data_only=True),
        recalculated(without_values(written.read_bytes())).parent,
    )
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours:
        other = theirs[sheet.title]
        assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
            [cell.value for cell in row]
            for row in other.iter_rows(max_row=sheet.max_row, max_col=sheet.max_column)
        ]


def test_the_pages_repeat_heads_and_names_and_part_no_row_of_the_form(written: Path) -> None:
    sheet = load_workbook(written)[EVERY]
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$6:$7", "$A:$B")
    assert (sheet.freeze_panes, sheet.page_setup.orientation) == ("C8", "landscape")
    starts = {column for column in range(3, sheet.max_column + 1) if sheet.cell(6, column).value}
    breaks = [found.id for found in sheet.col_breaks.brk]
    assert len(breaks) > 1
    assert starts.issuperset(place + 1 for place in breaks)


@pytest.mark.parametrize("trick", ["=1+1", "=HYPERLINK(A1)", "+84", "@SUM(A1)", "#N/A", "007"])
def test_no_code_name_or_head_is_ever_a_formula(trick: str) -> None:
    line = UnitLine(trick, trick, (1,))
    table = UnitTable(
        trick,
        (trick, trick, trick),
        (ColumnGroup(trick, (UnitColumn(trick, 0, RollUpKind.SUM),)),),
        (line,),
        (1,),
    )
    sheet = opened(xlsx_bytes(Sample(FORM).document(), [table]), values=False).parent.worksheets[1]
    formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == ["C7"]  # the sum
    assert [sheet[cell].value for cell in ("A1", "A3", "C4", "C5", "A6", "B6")] == [trick] * 6


def test_units_of_a_level_that_hold_one_another_have_no_sum() -> None:
    def commune(code: str, *members: Member) -> Member:
        unit = Unit(UnitId("2024", UnitCode(code)), code, LevelKey("xa"), None)
        return Member(unit, 1, code, "", b"", {CELLS[2]: 1 + len(members)}, members=members)

    top = listed(DISTRICT)
    report = Report(top, FORM.campaign.id, "", 1, None, Content(), (commune("a", commune("b")), commune("c")))
    every, level = unit_tables(FORM, report)
    assert [line.code for line in level.lines] == [line.code for line in every.lines] == ["a", "b", "c"]
    assert [line.numbers[2] for line in level.lines] == [2, 1, 1]
    assert (every.sums or ())[2] == 3
    assert level.sums is None
    sheets = opened(xlsx_bytes(Sample(FORM).document(), [level])).parent.worksheets
    assert [cell.value for cell in sheets[1]["B"]][-1] == "c"


def test_a_unit_whose_key_nobody_compared_is_marked_on_every_sheet() -> None:
    unit = Unit(UnitId("2024", UnitCode("a")), "Trường A", LevelKey("truong"), None)
    member = Member(unit, 1, "a", "", b"", {CELLS[2]: 1}, provisional=True)
    report = Report(listed(DISTRICT), FORM.campaign.id, "", 1, None, Content(), (member,))
    names = {line.name for table in unit_tables(FORM, report) for line in table.lines}
    assert names == {"Trường A (khóa chưa đối chiếu)"}


def test_a_report_without_members_has_no_tables() -> None:
    report = Report(listed(DISTRICT), FORM.campaign.id, "", 1, None, Content(figures={CELLS[2]: 1}))
    assert unit_tables(FORM, report) == ()
