"""Phụ lục II as a worksheet in the form's layout, with computed cells as formulas.

Source: docs/form-and-rules.md, Phụ lục II; docs/decree-30.md, Page and Table.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lcweek_desktop.documents.document import FigureRow, FigureTable, Number
from lcweek_desktop.documents.xlsx.cells import (
    BOX,
    CENTER,
    DOTTED_LINE,
    FAMILY,
    GREY,
    LEFT,
    MAX_ROW_HEIGHT,
    MM,
    RIGHT,
    UNLOCKED,
    CachedValues,
    accept_text,
    line_count,
    number_format,
    ranges,
    sheet_number,
    write_styled_text,
)
from lcweek_desktop.documents.xlsx.locks import accept_numbers, accept_total, lock_sheet
from lcweek_desktop.domain.narrative import Align

_LINE_HEIGHT: Final = 15.75
"""The height of a line of text, in points."""

_MAX_LINES: Final = 23
"""The most lines of text that a cell shows in a row of the greatest height that Excel allows."""

_MAX_UPRIGHT: Final = 130
"""The greatest width of a table on an upright page, in characters. A wider one is printed sideways, because
it would be too small to read."""

_TT_WIDTH: Final = 6
_LABEL_WIDTH: Final = 38
_UNIT_WIDTH: Final = 14
_NOTE_WIDTH: Final = 15
_NUMBER_WIDTH: Final = 16
"""The least widths of the columns, in characters: money that is typed later still fits."""

_TT, _LABEL, _UNIT = 1, 2, 3
_FIRST_NUMBER: Final = 4
"""The column of the first measure; the note follows the last."""

_ALIGNMENTS: Final = {Align.LEFT: LEFT, Align.CENTER: CENTER, Align.RIGHT: RIGHT}


def fill_figures(
    sheet: Worksheet, table: FigureTable, watermark: str = "", blank_field: str = ""
) -> CachedValues:
    """Write `table` on the empty `sheet` and return the values of its formulas.

    `blank_field` labels a line above the table on which somebody writes ("Đơn vị báo cáo:"); empty for no
    such line. Raises KnownError `document-cell-too-long` for a text that no cell holds.
    """
    header = _write_titles(sheet, table, watermark) + 1
    if blank_field:
        _write_blank_field(sheet, blank_field, header, _note_column(table))
        header += 1
    _write_header(sheet, table, header)
    first = header + 2
    cached: dict[str, int | Decimal | None] = {}
    widths = _set_widths(sheet, table)
    for at, row in enumerate(table.rows, first):
        cached |= _write_row(sheet, row, at, first)
        sheet.row_dimensions[at].height = _height(row, widths)
    _restrict(sheet, table, first)
    _set_page(sheet, header, sideways=sum(widths) > _MAX_UPRIGHT)
    return cached


def _note_column(table: FigureTable) -> int:
    """The column of the notes, which is the last."""
    return _FIRST_NUMBER + len(table.measures)


def _write_titles(sheet: Worksheet, table: FigureTable, watermark: str) -> int:
    """Write the lines above the table, each over its whole width; return the row of the last one."""
    bold, italic = Font(FAMILY, 14, bold=True), Font(FAMILY, 13, italic=True)
    texts = [(text, bold) for text in (table.name, *table.title)] + [(table.reference, italic)]
    texts += [(table.remark, italic)] if table.remark else []
    texts += [(watermark, Font(FAMILY, 14, bold=True, color="FF7F7F7F"))] if watermark else []
    for at, (text, font) in enumerate(texts, 1):
        write_styled_text(sheet.cell(at, 1), text, font, CENTER)
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=_note_column(table))
        sheet.row_dimensions[at].height = 19 * -(-len(text) // 80)
    return len(texts)


def _write_blank_field(sheet: Worksheet, label: str, at: int, last: int) -> None:
    """Write the label, and beside it a cell up to the column `last` that takes text."""
    write_styled_text(sheet.cell(at, _TT), label, Font(FAMILY, 13, bold=True), LEFT)
    sheet.merge_cells(start_row=at, start_column=_TT, end_row=at, end_column=_LABEL)
    sheet.merge_cells(start_row=at, start_column=_UNIT, end_row=at, end_column=last)
    for column in range(_UNIT, last + 1):
        field = sheet.cell(at, column)
        field.font, field.alignment, field.border = Font(FAMILY, 13), LEFT, DOTTED_LINE
        accept_text(field)
    sheet.row_dimensions[at].height = 24


def _write_header(sheet: Worksheet, table: FigureTable, at: int) -> None:
    """Two rows: "Số lượng" spans the measures, and the other headings span both rows."""
    columns, note = table.columns, _note_column(table)
    texts = {
        _TT: columns.tt,
        _LABEL: columns.label,
        _UNIT: columns.unit,
        _FIRST_NUMBER: columns.amount,
        note: columns.note,
    }
    for column in range(1, note + 1):
        for row in (at, at + 1):
            sheet.cell(row, column).border = BOX
    for column, text in texts.items():
        write_styled_text(sheet.cell(at, column), text, Font(FAMILY, 12, bold=True), CENTER)
    for column, text in enumerate(table.measures, _FIRST_NUMBER):
        write_styled_text(sheet.cell(at + 1, column), text, Font(FAMILY, 12, bold=True), CENTER)
    for column in (_TT, _LABEL, _UNIT, note):
        sheet.merge_cells(start_row=at, start_column=column, end_row=at + 1, end_column=column)
    if len(table.measures) > 1:  # Excel repairs a file that merges a single cell
        sheet.merge_cells(start_row=at, start_column=_FIRST_NUMBER, end_row=at, end_column=note - 1)
    upper = line_count(columns.amount, _NUMBER_WIDTH * len(table.measures))
    lower = max(line_count(text, _NUMBER_WIDTH) for text in table.measures)
    sheet.row_dimensions[at].height = _LINE_HEIGHT * upper + 3
    sheet.row_dimensions[at + 1].height = _LINE_HEIGHT * lower + 3


def _write_row(sheet: Worksheet, row: FigureRow, at: int, first: int) -> CachedValues:
    """Write `row` at the sheet's row `at`, in a table that begins at `first`; return its formulas' values."""
    for column, printed in enumerate(row.cells, 1):
        cell = sheet.cell(at, column)
        cell.border = BOX
        font, align = Font(FAMILY, 12, bold=printed.bold), _ALIGNMENTS[printed.align]
        if printed.align is Align.RIGHT:  # a number, written below
            cell.font, cell.alignment = font, align
        else:
            write_styled_text(cell, printed.text, font, align)
    cached = {}
    for column, number in enumerate(row.numbers, _FIRST_NUMBER):
        cell, value = sheet.cell(at, column), sheet_number(number.value, number.decimals)
        cell.number_format = number_format(number.decimals)
        if number.closed:
            cell.fill = GREY
        cell.value = _formula(number, cell.column_letter, first) if number.adds else value
        if number.adds:
            cached[cell.coordinate] = value
    return cached


def _formula(number: Number, column: str, first: int) -> str:
    """The formula of a computed cell or total: the sum of its parts plus the surplus of a typed total.

    The formula of a blank cell shows nothing until one of its parts is filled.
    """
    parts = _parts(number, column, first)
    if number.value is None:
        return f'=IF(COUNT({parts})=0,"",SUM({parts}))'
    surplus = sheet_number(number.surplus, number.decimals)
    return f"=SUM({parts}){surplus:+}" if surplus else f"=SUM({parts})"


def _parts(number: Number, column: str, first: int) -> str:
    return ",".join(ranges(column, [first + part for part in number.adds]))


def _restrict(sheet: Worksheet, table: FigureTable, first: int) -> None:
    """Let open numbers, typed totals, notes and the unit's own lines be changed, and nothing else."""
    lock_sheet(sheet)
    plain: dict[int, list[str]] = {}
    for measure in range(len(table.measures)):
        column = get_column_letter(_FIRST_NUMBER + measure)
        numbers = {at: row.numbers[measure] for at, row in enumerate(table.rows, first)}
        open_numbers = {at: each for at, each in numbers.items() if not (each.closed or each.locked)}
        for at, number in open_numbers.items():
            sheet[f"{column}{at}"].protection = UNLOCKED
            if number.adds:
                least = f"SUM({_parts(number, column, first)})"
                accept_total(sheet, f"{column}{at}", least, number.decimals)
        for decimals in sorted({number.decimals for number in open_numbers.values()}):
            alike = [
                at for at, number in open_numbers.items() if not number.adds and number.decimals == decimals
            ]
            plain.setdefault(decimals, []).extend(ranges(column, alike))
    for decimals, cells in plain.items():
        accept_numbers(sheet, cells, decimals)
    note = _note_column(table)
    for at, row in enumerate(table.rows, first):
        for text_column in (_LABEL, _UNIT, note) if row.is_own else (note,):
            accept_text(sheet.cell(at, text_column))


def _set_widths(sheet: Worksheet, table: FigureTable) -> Sequence[float]:
    """Set and return the widths of the columns in characters. Long texts make them wider, so that no row
    becomes higher than Excel can show."""
    columns, rows = table.columns, table.rows
    tt = max(_TT_WIDTH, _longest_word(columns.tt, *(row.tt for row in rows)))
    unit = max(_UNIT_WIDTH, _longest_word(columns.unit, *(row.unit for row in rows)))
    numbers = [
        max(
            _NUMBER_WIDTH,
            _longest_word(measure),
            *(len(row.numbers[at].text) + 3 for row in rows),
        )
        for at, measure in enumerate(table.measures)
    ]
    label = max(_LABEL_WIDTH, *(len(row.label) / _MAX_LINES for row in rows))
    note = max(_NOTE_WIDTH, *(len(row.note) / _MAX_LINES for row in rows))
    widths = (tt, label, unit, *numbers, note)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    return widths


def _longest_word(*texts: str) -> int:
    """The width that the longest word of `texts` takes, in characters: no word is broken."""
    return max((len(word) for text in texts for word in text.split()), default=0) + 2


def _height(row: FigureRow, widths: Sequence[float]) -> float:
    """The height of `row` in points, with room for every line of its wrapped texts."""
    texts = ((row.label, widths[1]), (row.unit, widths[2]), (row.note, widths[-1]))
    lines = max(line_count(text, width) for text, width in texts)
    return min(_LINE_HEIGHT * max(lines, 1) + 3, MAX_ROW_HEIGHT)


def _set_page(sheet: Worksheet, header: int, *, sideways: bool) -> None:
    """A4 with the decree's margins, the table as wide as the page, its header on every page."""
    sheet.freeze_panes = sheet.cell(header + 2, 1)
    sheet.print_title_rows = f"{header}:{header + 1}"
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
