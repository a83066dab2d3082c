"""A list as a worksheet: a row for each entry, to be filtered and sorted, with a table of numbers by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, TypeAlias

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lcweek_desktop.documents.xlsx.cells import (
    BOX,
    CENTER,
    FAMILY,
    LEFT,
    MM,
    line_count,
    write_styled_text,
    write_text,
)
from lcweek_desktop.documents.xlsx.workbook import empty_workbook, sheet_name, workbook_bytes

Entry: TypeAlias = str | int | date | None
"""What a cell of the list holds; None and the empty text leave it blank."""

_TITLE: Final = Font(FAMILY, 13, bold=True)
_HEADING: Final = Font(FAMILY, 12, bold=True)
_BODY: Final = Font(FAMILY, 12)
_DAY_FORMAT: Final = "dd/mm/yyyy"
_TEXT_STYLE, _NUMBER_STYLE, _DAY_STYLE = "Chữ", "Số", "Ngày"
_STYLES: Final = {
    _TEXT_STYLE: (LEFT, "General"),
    _NUMBER_STYLE: (CENTER, "General"),
    _DAY_STYLE: (CENTER, _DAY_FORMAT),
}
"""The named styles of the file (unit_sheet.py says why), each an alignment and a format of numbers."""
_ROW: Final = 16
"""The height of a line of text in points."""


@dataclass(frozen=True)
class ListSheet:
    """A list under a `title` and sentences of `remarks`; `name` is that of the sheet.

    `columns` are headings with their widths in characters. `depths` says how far the first text of each row
    is indented. With `chart` the last column is drawn as bars over the first.
    """

    name: str
    title: str
    remarks: Sequence[str]
    columns: Sequence[tuple[str, float]]
    rows: Sequence[Sequence[Entry]]
    depths: Sequence[int] = ()
    chart: str = ""


def list_workbook(creator: str, sheets: Sequence[ListSheet]) -> bytes:
    """`sheets` as a workbook made by the unit `creator`; the same sheets give the same bytes.

    Raises KnownError `document-cell-too-long` for a text that no cell holds.
    """
    book = empty_workbook(sheets[0].title, creator)
    _add_styles(book)
    for at, listed in enumerate(sheets):
        sheet = book.create_sheet() if at else book.active
        sheet.title = sheet_name(listed.name)
        _fill(sheet, listed)
    return workbook_bytes(book, [{} for _ in sheets])


def _fill(sheet: Worksheet, listed: ListSheet) -> None:
    width = sum(each for _, each in listed.columns)
    above = [(listed.title, _TITLE), *((remark, _BODY) for remark in listed.remarks)]
    for at, (text, font) in enumerate(above, 1):
        write_styled_text(sheet.cell(at, 1), text, font, LEFT)
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=len(listed.columns))
        sheet.row_dimensions[at].height = _ROW * line_count(text, width) + 2
    header = len(above) + 2
    for column, (text, each) in enumerate(listed.columns, 1):
        write_styled_text(sheet.cell(header, column), text, _HEADING, CENTER)
        sheet.cell(header, column).border = BOX
        sheet.column_dimensions[get_column_letter(column)].width = each
    for at, row in enumerate(listed.rows):
        depth = listed.depths[at] if listed.depths else 0
        _write_row(sheet, header + 1 + at, row, depth)
        lines = [
            line_count(entry, each - 2 * depth)
            for entry, (_, each) in zip(row, listed.columns, strict=True)
            if isinstance(entry, str)
        ]
        sheet.row_dimensions[header + 1 + at].height = _ROW * max([1, *lines]) + 2
    last = header + len(listed.rows)
    sheet.auto_filter.ref = f"A{header}:{get_column_letter(len(listed.columns))}{last}"
    sheet.freeze_panes = sheet.cell(header + 1, 1)
    sheet.print_title_rows = f"{header}:{header}"
    _set_page(sheet)
    if listed.chart and listed.rows:
        _draw(sheet, listed, header, last)


def _write_row(sheet: Worksheet, at: int, row: Sequence[Entry], depth: int) -> None:
    first_text = next((column for column, entry in enumerate(row, 1) if isinstance(entry, str)), 0)
    for column, entry in enumerate(row, 1):
        cell = sheet.cell(at, column)
        if isinstance(entry, str):
            cell.style = _TEXT_STYLE
            write_text(cell, entry)
            if depth and column == first_text:
                cell.alignment = _indented(depth)
        else:
            cell.style = _DAY_STYLE if isinstance(entry, date) else _NUMBER_STYLE
            cell.value = entry


@cache
def _indented(depth: int) -> Alignment:
    return Alignment(horizontal="left", vertical="center", wrap_text=True, indent=depth)


def _add_styles(book: Workbook) -> None:
    for name, properties in _STYLES.items():
        style = NamedStyle(name)
        style.font, style.border, style.alignment = _BODY, BOX, properties[0]
        style.number_format = properties[1]
        book.add_named_style(style)


def _draw(sheet: Worksheet, listed: ListSheet, header: int, last: int) -> None:
    chart = BarChart()
    chart.title, chart.legend = listed.chart, None
    numbers = Reference(sheet, min_col=len(listed.columns), min_row=header + 1, max_row=last)
    chart.add_data(numbers)
    chart.set_categories(Reference(sheet, min_col=1, min_row=header + 1, max_row=last))
    chart.x_axis.number_format = _DAY_FORMAT
    chart.x_axis.delete = chart.y_axis.delete = False  # otherwise Excel draws no axis
    sheet.add_chart(chart, f"{get_column_letter(len(listed.columns) + 2)}{header}")


def _set_page(sheet: Worksheet) -> None:
    """A4 sideways, as wide as the page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    margins = sheet.page_margins
    margins.top, margins.bottom = 20 * MM, 15 * MM
    margins.left, margins.right, margins.header = 15 * MM, 15 * MM, 10 * MM
    sheet.oddHeader.center.text = "&P"
