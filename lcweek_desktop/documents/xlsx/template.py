"""The empty form as a workbook, for units that work without the program.

Beside the cells to fill in, a hidden column says what each line is. Source: docs/template.md.
"""

from __future__ import annotations

from typing import Final

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lcweek_desktop.documents.document import FigureTable
from lcweek_desktop.documents.report_document import empty_table
from lcweek_desktop.documents.xlsx.cells import FAMILY, LEFT, write_styled_text
from lcweek_desktop.documents.xlsx.figure_sheet import fill_figures
from lcweek_desktop.documents.xlsx.workbook import empty_workbook, sheet_name, workbook_bytes
from lcweek_desktop.domain.form import Form, LevelKey

_OWN_LINES: Final = 10
"""The blank lines under the row of own lines."""

_UNIT_NAME_KEY: Final = "unit-name"
"""The hidden key of the line on which the unit writes its name."""

_UNIT_NAME_LABEL: Final = "Đơn vị báo cáo:"


def template_bytes(form: Form, level: LevelKey) -> bytes:
    """Phụ lục II for a unit of `level` to fill in; the same form gives the same bytes."""
    table = empty_table(form, level, _OWN_LINES)
    book = empty_workbook(" ".join(table.title), "")
    sheet = book.active
    sheet.title = sheet_name(table.name)
    cached = fill_figures(sheet, table, blank_field=_UNIT_NAME_LABEL)
    _write_keys(sheet, table, _mark(form, level))
    return workbook_bytes(book, [cached])


def _mark(form: Form, level: LevelKey) -> str:
    """What says of the whole sheet that it is a template, and for which form and level."""
    campaign = form.campaign
    parts = {"campaign": campaign.id, "year": campaign.year, "level": level, "form": form.hash}
    return " ".join(["lcweek-template=1", *(f"{name}={value}" for name, value in parts.items())])


def _write_keys(sheet: Worksheet, table: FigureTable, mark: str) -> None:
    """Write the mark and the key of each line into the column after the notes."""
    column = sheet.max_column + 1
    first = sheet.max_row - len(table.rows) + 1
    keys = {1: mark, first - 3: _UNIT_NAME_KEY}  # the table's header has two rows
    keys |= {at: row.key for at, row in enumerate(table.rows, first)}
    for at, key in keys.items():
        write_styled_text(sheet.cell(at, column), key, Font(FAMILY, 8), LEFT)
    sheet.column_dimensions[get_column_letter(column)].hidden = True
