"""The neutral document → XLSX: Phụ lục II, to be read, summed and edited in any spreadsheet program."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Font

from lcweek_desktop.documents.document import Document
from lcweek_desktop.documents.xlsx.cells import FACE
from lcweek_desktop.documents.xlsx.package import packed
from lcweek_desktop.documents.xlsx.sheet import fill

_NEVER: Final = datetime(2000, 1, 1)
"""Stands in the file for the time it was made."""


def xlsx_bytes(document: Document) -> bytes:
    """Phụ lục II as a workbook of one sheet; the same document gives the same bytes.

    Raises KnownError `document-cell-too-long` for a text above 32,767 characters.
    """
    book = Workbook()
    # Columns are measured in digits of this face; a fallback for Calibri would make them half as wide again.
    book._named_styles["Normal"].font = Font(FACE, 12)
    sheet = book.active
    sheet.title = re.sub(r"[\[\]:*?/\\]", "-", document.table.name)[:31]  # what Excel takes for a name
    cached = fill(sheet, document.table, document.watermark)
    properties = book.properties
    properties.title = " ".join(document.table.title)
    properties.creator = document.letterhead.issuer
    properties.language = "vi"
    properties.created = properties.modified = _NEVER
    return packed(book, cached)
