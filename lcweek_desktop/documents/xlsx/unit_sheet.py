"""A table of units as a worksheet: a line for each unit, a column for each number, their totals below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from lcweek_desktop.documents.unit_tables import UnitColumn, UnitLine, UnitTable
from lcweek_desktop.documents.xlsx.cells import (
    BOX,
    CENTER,
    FAMILY,
    LEFT,
    MAX_ROW_HEIGHT,
    MM,
    RIGHT,
    CachedValues,
    line_count,
    number_format,
    sheet_number,
    write_styled_text,
    write_text,
)
from lcweek_desktop.domain.form import RollUpKind
from lcweek_desktop.domain.values import format_number

_NAMES: Final = (("Tên đơn vị", 31), ("Mã đơn vị", 24))
"""The columns before the numbers, with their widths in characters."""

_FIRST_NUMBER: Final = len(_NAMES) + 1
_NUMBER_WIDTH: Final = 12
"""The least width of a column of numbers, in characters."""
_LONE_NUMBER_WIDTH: Final = 16
"""The least width of a column that is alone under its heading, in characters."""

_SCALE: Final = 70
"""The size at which the sheet is printed, in per cent."""
_PAGE_WIDTH: Final = 176
"""The number of characters across a page at _SCALE."""

_HEADING: Final = Font(FAMILY, 11, bold=True)
_BODY: Final = Font(FAMILY, 11)
_NAME_STYLE, _CODE_STYLE, _NUMBER_STYLE = "Tên đơn vị", "Mã đơn vị", "Số liệu"
_STYLES: Final = {
    _NAME_STYLE: {"font": _BODY, "alignment": LEFT, "border": BOX},
    _CODE_STYLE: {"font": Font(FAMILY, 9), "alignment": LEFT, "border": BOX},
    _NUMBER_STYLE: {"font": _BODY, "alignment": RIGHT, "border": BOX, "number_format": number_format(0)},
}
"""The named styles of the file. Giving every cell properties of its own takes openpyxl five times as long."""

_FUNCTIONS: Final = {RollUpKind.SUM: "SUM", RollUpKind.GREATEST: "MAX"}
"""What makes one number of a column; a column whose numbers are not put together has none."""

_CODE_LETTERS: Final = 12 / 9
"""The factor by which a line holds more letters of a code, set in 9 points, than `line_count` assumes."""
_INDENT: Final = 1.5
"""The indentation of a name for each unit above its own, in widths of a digit."""


def fill_units(sheet: Worksheet, table: UnitTable, *remarks: str) -> CachedValues:
    """Write `table` on the empty `sheet`, with `remarks` below its title, and return the values of its
    formulas. An empty remark is left out.

    Raises KnownError `document-cell-too-long` for a text that no cell holds.
    """
    header = _write_titles(sheet, table, remarks) + 1
    widths = _set_widths(sheet, table)
    _write_header(sheet, table, header, widths)
    first = header + 2
    _add_styles(sheet.parent)
    for at, line in enumerate(table.lines, first):
        _write_line(sheet, line, table.columns, at)
    cached = _write_sums(sheet, table, table.sums, first) if table.sums is not None else {}
    _set_page(sheet, table, header, widths)
    return cached


def _write_titles(sheet: Worksheet, table: UnitTable, remarks: Sequence[str]) -> int:
    """Write the titles over the columns of names, which every page repeats; return the row of the last."""
    texts = [*table.title, *filter(None, remarks)]
    for at, text in enumerate(texts, 1):
        font = Font(FAMILY, 12, bold=at == 1, italic=at == len(table.title))
        write_styled_text(sheet.cell(at, 1), text, font, LEFT)
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=_FIRST_NUMBER - 1)
        sheet.row_dimensions[at].height = 16 * line_count(text, sum(width for _, width in _NAMES)) + 2
    return len(texts)


def _set_widths(sheet: Worksheet, table: UnitTable) -> Sequence[float]:
    """Set and return the widths of the columns in characters, with room for the longest number."""
    least = [
        _LONE_NUMBER_WIDTH if len(group.columns) == 1 else _NUMBER_WIDTH
        for group in table.groups
        for _ in group.columns
    ]
    rows = [line.numbers for line in table.lines] + ([table.sums] if table.sums is not None else [])
    numbers = (
        max(room, *(len(format_number(row[at], column.decimals)) + 3 for row in rows))
        for at, (room, column) in enumerate(zip(least, table.columns, strict=True))
    )
    widths = (*(float(width) for _, width in _NAMES), *map(float, numbers))
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    return widths


def _write_header(sheet: Worksheet, table: UnitTable, at: int, widths: Sequence[float]) -> None:
    """Two rows: the form's rows above their measures."""
    for column, (text, _) in enumerate(_NAMES, 1):
        write_styled_text(sheet.cell(at, column), text, _HEADING, CENTER)
        sheet.merge_cells(start_row=at, start_column=column, end_row=at + 1, end_column=column)
    column, upper_lines, lower_lines = _FIRST_NUMBER, 1, 1
    for group in table.groups:
        last = column + len(group.columns) - 1
        write_styled_text(sheet.cell(at, column), group.title, _HEADING, CENTER)
        upper_lines = max(upper_lines, line_count(group.title, sum(widths[column - 1 : last])))
        for below, each in enumerate(group.columns, column):
            write_styled_text(sheet.cell(at + 1, below), each.title, _HEADING, CENTER)
            lower_lines = max(lower_lines, line_count(each.title, widths[below - 1]))
        if last > column:
            sheet.merge_cells(start_row=at, start_column=column, end_row=at, end_column=last)
        column = last + 1
    for row in (at, at + 1):
        for each_column in range(1, column):
            sheet.cell(row, each_column).border = BOX
    sheet.row_dimensions[at].height = min(15 * upper_lines + 3, MAX_ROW_HEIGHT)
    sheet.row_dimensions[at + 1].height = min(15 * lower_lines + 3, MAX_ROW_HEIGHT)


def _add_styles(book: Workbook) -> None:
    for name, properties in _STYLES.items():
        if name not in book.named_styles:
            book.add_named_style(NamedStyle(name, **properties))


def _write_line(sheet: Worksheet, line: UnitLine, columns: Sequence[UnitColumn], at: int) -> None:
    name, code = sheet.cell(at, 1), sheet.cell(at, 2)
    name.style, code.style = _NAME_STYLE, _CODE_STYLE
    if line.depth:
        name.alignment = LEFT + Alignment(indent=line.depth)
    write_text(name, line.name)
    write_text(code, line.code)
    first = sheet.cell(at, _FIRST_NUMBER)
    first.style = _NUMBER_STYLE
    for column, (number, each) in enumerate(zip(line.numbers, columns, strict=True), _FIRST_NUMBER):
        cell = sheet.cell(at, column, sheet_number(number, each.decimals))
        cell._style = copy(first._style)
        if each.decimals:
            cell.number_format = number_format(each.decimals)
    (_, name_width), (_, code_width) = _NAMES
    lines = max(
        line_count(line.name, name_width - _INDENT * line.depth),
        line_count(line.code, code_width * _CODE_LETTERS),
    )
    sheet.row_dimensions[at].height = min(15 * lines + 3, MAX_ROW_HEIGHT)


def _write_sums(sheet: Worksheet, table: UnitTable, sums: Sequence[int | None], first: int) -> CachedValues:
    """Write the `sums` below the lines, which begin at the row `first`; return the values of their
    formulas."""
    at = first + len(table.lines)
    is_added = all(column.roll_up is RollUpKind.SUM for column in table.columns)
    write_styled_text(sheet.cell(at, 1), "Cộng" if is_added else "Tổng hợp", _HEADING, CENTER)
    sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=_FIRST_NUMBER - 1)
    sheet.row_dimensions[at].height = 18
    cached = {}
    for column, (each, value) in enumerate(zip(table.columns, sums, strict=True), _FIRST_NUMBER):
        cell, number = sheet.cell(at, column), sheet_number(value, each.decimals)
        cell.font, cell.alignment, cell.number_format = _HEADING, RIGHT, number_format(each.decimals)
        function = _FUNCTIONS.get(each.roll_up)
        if function is None:
            cell.value = number
            continue
        above = f"{cell.column_letter}{first}:{cell.column_letter}{at - 1}"
        formula = f"{function}({above})"
        cell.value = f"={formula}" if value is not None else f'=IF(COUNT({above})=0,"",{formula})'
        cached[cell.coordinate] = number
    for column in range(1, _FIRST_NUMBER + len(sums)):
        sheet.cell(at, column).border = BOX
    return cached


def _set_page(sheet: Worksheet, table: UnitTable, header: int, widths: Sequence[float]) -> None:
    """A4 sideways, with headers and names on each page, and no row of the form split between two pages."""
    sheet.freeze_panes = sheet.cell(header + 2, _FIRST_NUMBER)
    sheet.print_title_rows = f"{header}:{header + 1}"
    sheet.print_title_cols = f"A:{get_column_letter(_FIRST_NUMBER - 1)}"
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
    """The last column of each page but the last page."""
    names = sum(widths[: _FIRST_NUMBER - 1])
    column, filled = _FIRST_NUMBER, names
    for group in table.groups:
        width = sum(widths[column - 1 : column - 1 + len(group.columns)])
        if filled > names and filled + width > _PAGE_WIDTH:
            yield column - 1
            filled = names
        column, filled = column + len(group.columns), filled + width
