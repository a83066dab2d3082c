"""The neutral document as a workbook: Phụ lục II, to be read, summed and edited in any spreadsheet program.

openpyxl writes formulas without their values and stamps the time; both are mended here. Source:
docs/adr/0032-xlsx-cached-values.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Final, TypeAlias
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import SubElement, fromstring, tostring

from lcweek_desktop.documents.document import Document
from lcweek_desktop.documents.reproducible_zip import repacked
from lcweek_desktop.documents.unit_tables import UnitTable
from lcweek_desktop.documents.xlsx.cells import FAMILY, CachedValues
from lcweek_desktop.documents.xlsx.figure_sheet import fill_figures
from lcweek_desktop.documents.xlsx.unit_sheet import fill_units
from lcweek_desktop.temporary_folder import known_temporary_errors

_NO_TIME: Final = datetime(2000, 1, 1)
"""The time of creation in every file, so that the same document gives the same bytes."""

_SHEET: Final = "xl/worksheets/sheet{number}.xml"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FORMULA: Final = f"{{{_MAIN}}}f"

_Element: TypeAlias = Any
"""An element of lxml, which has no types."""


def xlsx_bytes(document: Document, tables: Sequence[UnitTable] = ()) -> bytes:
    """Phụ lục II as a workbook, with a further sheet for each of `tables`; the same document gives the same
    bytes.

    Raises KnownError `document-cell-too-long` for a text of more than 32,767 characters.
    """
    book = empty_workbook(" ".join(document.table.title), document.letterhead.issuer)
    sheet = book.active
    sheet.title = sheet_name(document.table.name)
    cached = [fill_figures(sheet, document.table, document.watermark)]
    for table in tables:
        sheet = book.create_sheet(sheet_name(table.name))
        cached.append(fill_units(sheet, table, document.watermark, document.table.remark))
    return workbook_bytes(book, cached)


def empty_workbook(title: str, creator: str) -> Workbook:
    """A workbook with one sheet, which says nothing of when and where it was made."""
    book = Workbook()
    # Columns are measured in digits of this font; a fallback for Calibri would make them half as wide again.
    book._named_styles["Normal"].font = Font(FAMILY, 12)
    properties = book.properties
    properties.title, properties.creator, properties.language = title, creator, "vi"
    properties.created = properties.modified = _NO_TIME
    return book


def sheet_name(text: str) -> str:
    """As much of `text` as Excel takes for the name of a sheet."""
    return re.sub(r"[\[\]:*?/\\]", "-", text)[:31]


def workbook_bytes(book: Workbook, cached: Sequence[CachedValues]) -> bytes:
    """`book` as a file in which each formula has its value from `cached`, one item for each sheet.

    Raises KnownError `temporary-…`: openpyxl writes each sheet into the system's temporary folder first.
    """
    values = {_SHEET.format(number=number): each for number, each in enumerate(cached, 1)}
    archive = BytesIO()
    with known_temporary_errors(), ZipFile(archive, "w") as parts:
        ExcelWriter(book, parts).save()
    return repacked(archive, lambda name, data: _finished(data, values[name]) if name in values else data)


def _finished(sheet: bytes, cached: CachedValues) -> bytes:
    root = fromstring(sheet)
    for cell in root.iter(f"{{{_MAIN}}}c"):
        if len(cell) and cell[0].tag == _FORMULA:
            _set_value(cell, cached[cell.attrib["r"]])
    _ignore_warnings(root)
    _let_rows_grow(root)
    _sort_merged(root)
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True))


def _set_value(cell: _Element, value: int | Decimal | None) -> None:
    """Set the cached value of a formula; None, for a formula that shows nothing, becomes the empty text."""
    element = cell.find(f"{{{_MAIN}}}v")
    assert element is not None
    if value is None:
        cell.set("t", "str")
    element.text = "" if value is None else str(value)


def _ignore_warnings(root: _Element) -> None:
    """Keep Excel from marking texts such as "1.10" and totals that may be typed over a sum.

    The element has to be the last one of the sheet.
    """
    dimension = root.find(f"{{{_MAIN}}}dimension")
    assert dimension is not None
    errors = SubElement(root, f"{{{_MAIN}}}ignoredErrors")
    where = {"sqref": dimension.attrib["ref"], "numberStoredAsText": "1", "unlockedFormula": "1"}
    SubElement(errors, f"{{{_MAIN}}}ignoredError", where)


def _let_rows_grow(root: _Element) -> None:
    """Unmark all row heights as custom, so that a row grows when somebody types a longer text."""
    for row in root.iter(f"{{{_MAIN}}}row"):
        row.attrib.pop("customHeight", None)


def _sort_merged(root: _Element) -> None:
    """Sort the merged cells: openpyxl keeps them in a set, whose order differs from process to process."""
    for merged in root.iter(f"{{{_MAIN}}}mergeCells"):
        merged[:] = sorted(merged, key=lambda cell: cell.attrib["ref"])
