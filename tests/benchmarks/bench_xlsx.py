"""The time to write the workbook of a roll-up of 1,500 units, compared with openpyxl alone.

openpyxl writes the same values, with a style as in ours and without any.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from random import Random
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.worksheet.worksheet import Worksheet

from lcweek_desktop.documents.unit_tables import unit_tables
from lcweek_desktop.documents.xlsx import xlsx_bytes
from lcweek_desktop.documents.xlsx.cells import FAMILY
from lcweek_desktop.domain.report import Content, Member, Report
from lcweek_desktop.domain.rollup import report_sums
from tests.documents.samples import Sample
from tests.factories import FORM
from tests.services.installation import DISTRICT, listed, school
from tests.services.random_entries import random_entry

UNITS = 1500
LOOK = "Số liệu"
TURNS = 3
GOAL = 1.2
"""The greatest ratio of our time to that of openpyxl's write-only mode with a style for every cell."""


def main() -> dict[str, Any]:
    random = Random(1)
    units = [school(f"{number:04}", DISTRICT) for number in range(UNITS)]
    members = tuple(
        Member(unit, 1, unit.code, "", b"", random_entry(random, unit.level).figures) for unit in units
    )
    report = Report(listed(DISTRICT), FORM.campaign.id, FORM.hash, 1, None, Content(), members)
    document = Sample(FORM, figures=report_sums(FORM, report)).document()
    tables = unit_tables(FORM, report)
    sheets = [*map(values, load_workbook(BytesIO(xlsx_bytes(document, tables))))]
    ways: dict[str, Callable[[], object]] = {
        "ours": lambda: xlsx_bytes(document, tables),
        "openpyxl": lambda: written(sheets, dressed),
        "values": lambda: written(sheets, lambda _sheet, value: value),
    }
    taken = {name: min(turns) for name, turns in in_turn(ways).items()}
    ratio = taken["ours"] / taken["openpyxl"]
    cells = sum(len(row) for sheet in sheets for row in sheet)
    print(f"  {UNITS} units, {cells} cells: ours {taken['ours']:.0f} ms; openpyxl write-only")
    print(f"  {taken['openpyxl']:.0f} ms, without any looks {taken['values']:.0f} ms")
    print(f"  ratio {ratio:.2f} (goal ≤ {GOAL})")
    return {**taken, "ratio": ratio}


def values(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return [*sheet.iter_rows(values_only=True)]


def written(sheets: Sequence[Sequence[Sequence[Any]]], cell: Callable[[Worksheet, Any], Any]) -> bytes:
    """A workbook with the values of `sheets`, row by row; `cell` makes a cell from a sheet and a value."""
    book, data = Workbook(write_only=True), BytesIO()
    border, place = Border(*(Side(style="thin") for _ in range(4))), Alignment(vertical="center")
    book.add_named_style(NamedStyle(LOOK, Font(FAMILY, 11), border=border, alignment=place))
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append([cell(sheet, value) for value in row])
    book.save(data)
    return data.getvalue()


def dressed(sheet: Worksheet, value: Any) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value)
    cell.style = LOOK
    return cell


def in_turn(ways: Mapping[str, Callable[[], object]]) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(TURNS):
        for name, way in ways.items():
            taken[name].append(timed(way))
    return taken


def timed(step: Callable[[], object]) -> float:
    """The time that `step` takes, in milliseconds."""
    begun = time.perf_counter()
    step()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
