"""The empty form for units that work without the program: what they fill in, and hidden beside it what it is.

Source: docs/template.md.
"""

from __future__ import annotations

from typing import Final

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lcweek_desktop.documents.compose import empty_table
from lcweek_desktop.documents.document import FigureTable
from lcweek_desktop.documents.xlsx.cells import FACE, LEFT, write_text
from lcweek_desktop.documents.xlsx.package import packed
from lcweek_desktop.documents.xlsx.sheet import fill
from lcweek_desktop.documents.xlsx.workbook import empty_book, sheet_name
from lcweek_desktop.domain.form import Form, LevelKey

OWN_LINES: Final = 10
"""Blank lines under the row of own lines."""

UNIT_NAME: Final = "unit-name"
"""The hidden key of the line where the unit writes its name."""

_ASK: Final = "Đơn vị báo cáo:"


def template_bytes(form: Form, level: LevelKey) -> bytes:
    """Phụ lục II for a unit of `level` to fill in; the same form gives the same bytes."""
    table = empty_table(form, level, OWN_LINES)
    book = empty_book(" ".join(table.title), "")
    sheet = book.active
    sheet.title = sheet_name(table.name)
    cached = fill(sheet, table, ask=_ASK)
    _write_keys(sheet, table, _mark(form, level))
    return packed(book, [cached])


def _mark(form: Form, level: LevelKey) -> str:
    campaign = form.campaign
    parts = {"campaign": campaign.id, "year": campaign.year, "level": level, "form": form.hash}
    return " ".join(["lcweek-template=1", *(f"{name}={value}" for name, value in parts.items())])


def _write_keys(sheet: Worksheet, table: FigureTable, mark: str) -> None:
    """In the column after the notes: what this is, then the key of each line."""
    column = sheet.max_column + 1
    first = sheet.max_row - len(table.rows) + 1
    keys = {1: mark, first - 3: UNIT_NAME}  # the table's head has two rows
    keys |= {at: row.key for at, row in enumerate(table.rows, first)}
    for at, key in keys.items():
        write_text(sheet.cell(at, column), key, Font(FACE, 8), LEFT)
    sheet.column_dimensions[get_column_letter(column)].hidden = True
