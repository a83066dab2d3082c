"""A table of units as a worksheet: a line for each unit, a column for each number, their sums below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from lcweek_desktop.documents.breakdown import UnitLine, UnitTable
from lcweek_desktop.documents.xlsx.cells import (
    BOX,
    CENTER,
    FACE,
    LEFT,
    MM,
    NUMBER_FORMAT,
    RIGHT,
    TALLEST,
    Cached,
    lines,
    put_text,
    write_text,
)
from lcweek_desktop.domain.values import format_number

_NAMES: Final = (("Tên đơn vị", 31), ("Mã đơn vị", 24))
"""The columns before the numbers, and their widths in characters."""

_FIRST: Final = len(_NAMES) + 1
_NARROW: Final = 12
_ALONE: Final = 16
"""Of a column that has its head for itself."""

_SCALE: Final = 70
"""Per cent, and the characters that stand beside one another on a page then."""
_PAGE: Final = 176

_HEAD: Final = Font(FACE, 11, bold=True)
_BODY: Final = Font(FACE, 11)
_NAME, _CODE, _NUMBER = "Tên đơn vị", "Mã đơn vị", "Số liệu"
_LOOKS: Final = {
    _NAME: {"font": _BODY, "alignment": LEFT, "border": BOX},
    _CODE: {"font": Font(FACE, 9), "alignment": LEFT, "border": BOX},
    _NUMBER: {"font": _BODY, "alignment": RIGHT, "border": BOX, "number_format": NUMBER_FORMAT},
}
"""Styles of the file: openpyxl takes five times as long to give every cell looks of its own."""

_CODES: Final = 12 / 9
"""Times as many letters of it on a line."""
_INDENT: Final = 1.5
"""Digits, for each unit above one."""


def fill_units(sheet: Worksheet, table: UnitTable, watermark: str = "") -> Cached:
    """Lay `table` out on the empty `sheet` and return what its formulas come to.

    Raises KnownError `document-cell-too-long` for a text that no cell holds.
    """
    head = _write_titles(sheet, table, watermark) + 1
    widths = _set_widths(sheet, table)
    _write_head(sheet, table, head, widths)
    first = head + 2
    _know_looks(sheet.parent)
    for at, line in enumerate(table.lines, first):
        _write_line(sheet, line, at)
    cached = _write_sums(sheet, table, first) if table.sums is not None else {}
    _set_page(sheet, table, head, widths)
    return cached


def _write_titles(sheet: Worksheet, table: UnitTable, watermark: str) -> int:
    """Above the names, which every page repeats; returns the last one's row."""
    texts = [*table.title, *filter(None, [watermark])]
    for at, text in enumerate(texts, 1):
        write_text(sheet.cell(at, 1), text, Font(FACE, 12, bold=at == 1, italic=at == len(table.title)), LEFT)
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=_FIRST - 1)
        sheet.row_dimensions[at].height = 16 * lines(text, sum(width for _, width in _NAMES)) + 2
    return len(texts)


def _set_widths(sheet: Worksheet, table: UnitTable) -> Sequence[float]:
    """In characters; room for the longest number."""
    least = [
        _ALONE if len(group.measures) == 1 else _NARROW for group in table.groups for _ in group.measures
    ]
    rows = [line.numbers for line in table.lines] + ([table.sums] if table.sums is not None else [])
    numbers = (max(room, *(len(format_number(row[at])) + 3 for row in rows)) for at, room in enumerate(least))
    widths = (*(float(width) for _, width in _NAMES), *map(float, numbers))
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    return widths


def _write_head(sheet: Worksheet, table: UnitTable, at: int, widths: Sequence[float]) -> None:
    """Two rows: the form's rows above their measures."""
    for column, (text, _) in enumerate(_NAMES, 1):
        write_text(sheet.cell(at, column), text, _HEAD, CENTER)
        sheet.merge_cells(start_row=at, start_column=column, end_row=at + 1, end_column=column)
    column, above, below = _FIRST, 1, 1
    for group in table.groups:
        last = column + len(group.measures) - 1
        write_text(sheet.cell(at, column), group.title, _HEAD, CENTER)
        above = max(above, lines(group.title, sum(widths[column - 1 : last])))
        for place, measure in enumerate(group.measures, column):
            write_text(sheet.cell(at + 1, place), measure, _HEAD, CENTER)
            below = max(below, lines(measure, widths[place - 1]))
        if last > column:
            sheet.merge_cells(start_row=at, start_column=column, end_row=at, end_column=last)
        column = last + 1
    for row in (at, at + 1):
        for place in range(1, column):
            sheet.cell(row, place).border = BOX
    sheet.row_dimensions[at].height = min(15 * above + 3, TALLEST)
    sheet.row_dimensions[at + 1].height = min(15 * below + 3, TALLEST)


def _know_looks(book: Workbook) -> None:
    for name, look in _LOOKS.items():
        if name not in book.named_styles:
            book.add_named_style(NamedStyle(name, **look))


def _write_line(sheet: Worksheet, line: UnitLine, at: int) -> None:
    name, code = sheet.cell(at, 1), sheet.cell(at, 2)
    name.style, code.style = _NAME, _CODE
    if line.depth:
        name.alignment = LEFT + Alignment(indent=line.depth)
    put_text(name, line.name)
    put_text(code, line.code)
    look = sheet.cell(at, _FIRST)
    look.style = _NUMBER
    for column, number in enumerate(line.numbers, _FIRST):
        sheet.cell(at, column, number)._style = copy(look._style)
    (_, across), (_, beside) = _NAMES
    tallest = max(lines(line.name, across - _INDENT * line.depth), lines(line.code, beside * _CODES))
    sheet.row_dimensions[at].height = min(15 * tallest + 3, TALLEST)


def _write_sums(sheet: Worksheet, table: UnitTable, first: int) -> Cached:
    assert table.sums is not None
    at = first + len(table.lines)
    write_text(sheet.cell(at, 1), "Cộng", _HEAD, CENTER)
    sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=_FIRST - 1)
    sheet.row_dimensions[at].height = 18
    cached = {}
    for column, value in enumerate(table.sums, _FIRST):
        cell = sheet.cell(at, column)
        above = f"{cell.column_letter}{first}:{cell.column_letter}{at - 1}"
        cell.value = f"=SUM({above})" if value is not None else f'=IF(COUNT({above})=0,"",SUM({above}))'
        cell.font, cell.alignment, cell.number_format = _HEAD, RIGHT, NUMBER_FORMAT
        cached[cell.coordinate] = value
    for column in range(1, _FIRST + len(table.sums)):
        sheet.cell(at, column).border = BOX
    return cached


def _set_page(sheet: Worksheet, table: UnitTable, head: int, widths: Sequence[float]) -> None:
    """A4 sideways, heads and names on each page, no row of the form parted by its edge."""
    sheet.freeze_panes = sheet.cell(head + 2, _FIRST)
    sheet.print_title_rows = f"{head}:{head + 1}"
    sheet.print_title_cols = f"A:{get_column_letter(_FIRST - 1)}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.scale = _SCALE  # fitted to a number of pages, Excel would pass over the breaks
    for column in _last_columns(table, widths):
        sheet.col_breaks.append(Break(column))
    margins = sheet.page_margins
    margins.top, margins.bottom = 20 * MM, 15 * MM
    margins.left, margins.right, margins.header = 15 * MM, 15 * MM, 10 * MM
    sheet.oddHeader.center.text = "&P"


def _last_columns(table: UnitTable, widths: Sequence[float]) -> Iterator[int]:
    """Of each page but the last."""
    names = sum(widths[: _FIRST - 1])
    column, filled = _FIRST, names
    for group in table.groups:
        width = sum(widths[column - 1 : column - 1 + len(group.measures)])
        if filled > names and filled + width > _PAGE:
            yield column - 1
            filled = names
        column, filled = column + len(group.measures), filled + width
