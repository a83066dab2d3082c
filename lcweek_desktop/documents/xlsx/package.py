"""The file around the sheet: values cached beside their formulas, the same bytes every time.

openpyxl writes formulas without values, and stamps the clock. Source: docs/adr/0032-xlsx-cached-values.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import SubElement, fromstring, tostring

from lcweek_desktop.documents.xlsx.cells import Cached

_SHEET: Final = "xl/worksheets/sheet{number}.xml"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FORMULA: Final = f"{{{_MAIN}}}f"

_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""Of the time a ZIP knows."""

_UNIX: Final = 3
_READABLE: Final = 0o644 << 16

Element = Any
"""Of lxml, which has no types."""


def packed(book: Workbook, cached: Sequence[Cached]) -> bytes:
    """`book` as a file in which each formula has its value; `cached` sheet by sheet."""
    values = {_SHEET.format(number=number): each for number, each in enumerate(cached, 1)}
    draft = BytesIO()
    ExcelWriter(book, ZipFile(draft, "w")).save()
    whole = BytesIO()
    with ZipFile(draft) as source, ZipFile(whole, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(_entry(name), _with_values(data, values[name]) if name in values else data)
    return whole.getvalue()


def _entry(name: str) -> ZipInfo:
    """Nothing in it comes from the clock or the system."""
    entry = ZipInfo(name, _BEGINNING)
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _READABLE
    return entry


def _with_values(sheet: bytes, cached: Cached) -> bytes:
    root = fromstring(sheet)
    for cell in root.iter(f"{{{_MAIN}}}c"):
        if len(cell) and cell[0].tag == _FORMULA:
            _set_value(cell, cached[cell.attrib["r"]])
    _accept_on_purpose(root)
    _let_rows_grow(root)
    _sort_merged(root)
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True))


def _set_value(cell: Element, value: int | None) -> None:
    """A formula that shows nothing has the empty text for its value."""
    element = cell.find(f"{{{_MAIN}}}v")
    assert element is not None
    if value is None:
        cell.set("t", "str")
    element.text = "" if value is None else str(value)


def _let_rows_grow(root: Element) -> None:
    """A height that is not custom gives way when somebody types a longer text."""
    for row in root.iter(f"{{{_MAIN}}}row"):
        row.attrib.pop("customHeight", None)


def _sort_merged(root: Element) -> None:
    """openpyxl keeps merged cells in a set."""
    for merged in root.iter(f"{{{_MAIN}}}mergeCells"):
        merged[:] = sorted(merged, key=lambda cell: cell.attrib["ref"])


def _accept_on_purpose(root: Element) -> None:
    """ "1.10" is text, and a total may be typed over its sum: Excel shall mark neither. (The last of
    the sheet's elements that we use.)"""
    dimension = root.find(f"{{{_MAIN}}}dimension")
    assert dimension is not None
    errors = SubElement(root, f"{{{_MAIN}}}ignoredErrors")
    where = {"sqref": dimension.attrib["ref"], "numberStoredAsText": "1", "unlockedFormula": "1"}
    SubElement(errors, f"{{{_MAIN}}}ignoredError", where)
