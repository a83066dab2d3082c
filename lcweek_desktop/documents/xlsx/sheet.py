"""Phụ lục II as a worksheet in the form's layout, computed cells as formulas.

Source: forms-and-rules.md, Phụ lục II; decree-30.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lcweek_desktop.documents.document import FigureRow, FigureTable, Number
from lcweek_desktop.documents.xlsx.cells import (
    BOX,
    CENTER,
    FACE,
    GREY,
    LEFT,
    MM,
    NUMBER_FORMAT,
    RIGHT,
    TALLEST,
    UNDERLINE,
    UNLOCKED,
    Cached,
    lines,
    ranges,
    take_text,
    write_text,
)
from lcweek_desktop.documents.xlsx.locks import lock, take_numbers, take_total
from lcweek_desktop.domain.values import format_number

_LINE: Final = 15.75
"""Points."""

_MOST_LINES: Final = 23
"""Of a cell, so that its row is not higher than Excel's highest."""

_UPRIGHT: Final = 130
"""Characters across an upright page; a wider table would be too small to read, and is printed sideways."""

_LEAST: Final = 16
"""Characters of a column of numbers: money still fits when it is typed later."""

_LEFT_COLUMNS: Final = 3  # TT, label, unit; then the measures, then the note


def fill(sheet: Worksheet, table: FigureTable, watermark: str = "", ask: str = "") -> Cached:
    """Lay `table` out on the empty `sheet` and return what its formulas come to. `ask`: what is to be written
    in above the table ("Đơn vị báo cáo:"), empty for nothing.

    Raises KnownError `document-cell-too-long` for a text that no cell holds.
    """
    head = _write_titles(sheet, table, watermark) + 1
    if ask:
        _write_ask(sheet, ask, head, _width(table))
        head += 1
    _write_head(sheet, table, head)
    first = head + 2
    cached: dict[str, int | None] = {}
    widths = _set_widths(sheet, table)
    for at, row in enumerate(table.rows, first):
        cached |= _write_row(sheet, row, at, first)
        sheet.row_dimensions[at].height = _height(row, widths)
    _restrict(sheet, table.rows, first)
    _set_page(sheet, head, sideways=sum(widths) > _UPRIGHT)
    return cached


def _width(table: FigureTable) -> int:
    return _LEFT_COLUMNS + len(table.measures) + 1


def _write_titles(sheet: Worksheet, table: FigureTable, watermark: str) -> int:
    """The lines above the table, each over its whole width; returns the last one's row."""
    bold, italic = Font(FACE, 14, bold=True), Font(FACE, 13, italic=True)
    texts = [(text, bold) for text in (table.name, *table.title)] + [(table.reference, italic)]
    texts += [(watermark, Font(FACE, 14, bold=True, color="FF7F7F7F"))] if watermark else []
    for at, (text, font) in enumerate(texts, 1):
        write_text(sheet.cell(at, 1), text, font, CENTER)
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=_width(table))
        sheet.row_dimensions[at].height = 19 * -(-len(text) // 80)
    return len(texts)


def _write_ask(sheet: Worksheet, ask: str, at: int, width: int) -> None:
    """The words, and a cell beside them over the rest of the width that takes text."""
    write_text(sheet.cell(at, 1), ask, Font(FACE, 13, bold=True), LEFT)
    sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=2)
    sheet.merge_cells(start_row=at, start_column=3, end_row=at, end_column=width)
    for column in range(3, width + 1):
        answer = sheet.cell(at, column)
        answer.font, answer.alignment, answer.border = Font(FACE, 13), LEFT, UNDERLINE
        take_text(answer)
    sheet.row_dimensions[at].height = 24


def _write_head(sheet: Worksheet, table: FigureTable, at: int) -> None:
    """Two rows: "Số lượng" over the measures, the other headings over both rows."""
    columns, width = table.columns, _width(table)
    texts = {
        1: columns.tt,
        2: columns.label,
        3: columns.unit,
        _LEFT_COLUMNS + 1: columns.amount,
        width: columns.note,
    }
    for column in range(1, width + 1):
        for row in (at, at + 1):
            sheet.cell(row, column).border = BOX
    for column, text in texts.items():
        write_text(sheet.cell(at, column), text, Font(FACE, 12, bold=True), CENTER)
    for column, text in enumerate(table.measures, _LEFT_COLUMNS + 1):
        write_text(sheet.cell(at + 1, column), text, Font(FACE, 12, bold=True), CENTER)
    for column in (1, 2, 3, width):
        sheet.merge_cells(start_row=at, start_column=column, end_row=at + 1, end_column=column)
    if len(table.measures) > 1:  # Excel repairs a file that merges a single cell
        sheet.merge_cells(start_row=at, start_column=_LEFT_COLUMNS + 1, end_row=at, end_column=width - 1)
    sheet.row_dimensions[at].height = _LINE + 3
    sheet.row_dimensions[at + 1].height = _LINE * max(lines(text, _LEAST) for text in table.measures) + 3


def _write_row(sheet: Worksheet, row: FigureRow, at: int, first: int) -> Cached:
    font, regular = Font(FACE, 12, bold=row.bold), Font(FACE, 12)
    texts = ((row.tt, font, CENTER), (row.label, font, LEFT), (row.unit, font, CENTER))
    for column, (text, face, place) in enumerate(texts, 1):
        write_text(sheet.cell(at, column), text, face, place)
    cached = {}
    for column, number in enumerate(row.numbers, _LEFT_COLUMNS + 1):
        cell = sheet.cell(at, column)
        cell.font, cell.alignment, cell.number_format = font, RIGHT, NUMBER_FORMAT
        if number.closed:
            cell.fill = GREY
        cell.value = _formula(number, cell.column_letter, first) if number.adds else number.value
        if number.adds:
            cached[cell.coordinate] = number.value
    note = _LEFT_COLUMNS + len(row.numbers) + 1
    write_text(sheet.cell(at, note), row.note, regular, LEFT)
    for column in range(1, note + 1):
        sheet.cell(at, column).border = BOX
    return cached


def _parts(number: Number, column: str, first: int) -> str:
    return ",".join(ranges(column, [first + part for part in number.adds]))


def _formula(number: Number, column: str, first: int) -> str:
    """A sum of blanks shows nothing; once a part is filled, or a total typed, it is the plain sum."""
    parts = _parts(number, column, first)
    if number.value is None:
        return f'=IF(COUNT({parts})=0,"",SUM({parts}))'
    return f"=SUM({parts}){number.surplus:+d}" if number.surplus else f"=SUM({parts})"


def _restrict(sheet: Worksheet, rows: Sequence[FigureRow], first: int) -> None:
    """Open numbers, typed totals, notes and the unit's own lines may be changed, and nothing else."""
    lock(sheet)
    plain: list[str] = []
    for measure in range(len(rows[0].numbers)):
        column = get_column_letter(_LEFT_COLUMNS + 1 + measure)
        taken = {at: row.numbers[measure] for at, row in enumerate(rows, first)}
        taken = {at: number for at, number in taken.items() if not (number.closed or number.locked)}
        for at, number in taken.items():
            sheet[f"{column}{at}"].protection = UNLOCKED
            if number.adds:
                take_total(sheet, f"{column}{at}", f"SUM({_parts(number, column, first)})")
        plain += ranges(column, [at for at, number in taken.items() if not number.adds])
    take_numbers(sheet, plain)
    note = _LEFT_COLUMNS + len(rows[0].numbers) + 1
    for place, line in enumerate(rows, first):
        for at in (2, 3, note) if line.free else (note,):
            take_text(sheet.cell(place, at))


def _set_widths(sheet: Worksheet, table: FigureTable) -> Sequence[float]:
    """In characters. Wider for long texts, so that no row grows beyond what Excel can show."""
    numbers = [
        max(_LEAST, *(len(format_number(row.numbers[at].value)) + 3 for row in table.rows))
        for at in range(len(table.measures))
    ]
    label = max(38, *(len(row.label) / _MOST_LINES for row in table.rows))
    note = max(15, *(len(row.note) / _MOST_LINES for row in table.rows))
    widths = (6, label, 14, *numbers, note)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    return widths


def _height(row: FigureRow, widths: Sequence[float]) -> float:
    """Points. Room for every line of the wrapped texts."""
    texts = ((row.label, widths[1]), (row.unit, widths[2]), (row.note, widths[-1]))
    most = max(lines(text, width) for text, width in texts)
    return min(_LINE * max(most, 1) + 3, TALLEST)


def _set_page(sheet: Worksheet, head: int, *, sideways: bool) -> None:
    """A4, margins by the decree, as wide as the page, the header on every page."""
    sheet.freeze_panes = sheet.cell(head + 2, 1)
    sheet.print_title_rows = f"{head}:{head + 1}"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE if sideways else sheet.ORIENTATION_PORTRAIT
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.top = margins.bottom = 20 * MM
    margins.left, margins.right, margins.header = 30 * MM, 15 * MM, 10 * MM
    sheet.HeaderFooter.differentFirst = True
    sheet.oddHeader.center.text = "&P"
