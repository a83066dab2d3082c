"""The neutral document → XLSX: Phụ lục II, to be read, summed and edited in any spreadsheet program."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Font

from lcweek_desktop.documents.breakdown import UnitTable
from lcweek_desktop.documents.document import Document
from lcweek_desktop.documents.xlsx.cells import FACE
from lcweek_desktop.documents.xlsx.package import packed
from lcweek_desktop.documents.xlsx.sheet import fill
from lcweek_desktop.documents.xlsx.units import fill_units

_NEVER: Final = datetime(2000, 1, 1)
"""Stands in the file for the time it was made."""


def xlsx_bytes(document: Document, tables: Sequence[UnitTable] = ()) -> bytes:
    """Phụ lục II as a workbook, then a sheet for each of `tables`; the same document gives the same bytes.

    Raises KnownError `document-cell-too-long` for a text above 32,767 characters.
    """
    book = empty_book(" ".join(document.table.title), document.letterhead.issuer)
    sheet = book.active
    sheet.title = sheet_name(document.table.name)
    cached = [fill(sheet, document.table, document.watermark)]
    for table in tables:
        cached.append(fill_units(book.create_sheet(sheet_name(table.name)), table, document.watermark))
    return packed(book, cached)


def empty_book(title: str, creator: str) -> Workbook:
    """A workbook with one sheet, without a trace of when and where it was made."""
    book = Workbook()
    # Columns are measured in digits of this face; a fallback for Calibri would make them half as wide again.
    book._named_styles["Normal"].font = Font(FACE, 12)
    properties = book.properties
    properties.title, properties.creator, properties.language = title, creator, "vi"
    properties.created = properties.modified = _NEVER
    return book


def sheet_name(text: str) -> str:
    """`text` as far as Excel takes it for a name."""
    return re.sub(r"[\[\]:*?/\\]", "-", text)[:31]
