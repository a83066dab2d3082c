"""The rows of a table that somebody keeps in Excel or saved as text, as texts.

Runs inside the worker process and nowhere else.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from itertools import islice
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from lcweek_desktop.errors import KnownError

_MOST_ROWS, _MOST_COLUMNS = 20_000, 64
_SEPARATORS: Final = ",;\t"
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of a workbook begin, new and old."""
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
"""The name of what Excel puts into a compound file in place of a workbook with a password."""


def write_rows(source: Path, target: Path) -> None:
    """Write to `target`, as JSON, the rows of the table that the file `source` is, each a list of texts: of a
    workbook those of its first visible sheet that has any.

    Raises KnownError `table-password` for a workbook with one, and `table-unreadable` for what is no table.
    """
    data = source.read_bytes()
    try:
        rows = _sheet_rows(data) if data.startswith(_WORKBOOKS) else _text_rows(data)
    except PasswordError as error:
        raise KnownError("table-password", file=source.name) from error
    except (CalamineError, ValueError, csv.Error) as error:
        raise KnownError("table-unreadable", file=source.name) from error
    target.write_text(json.dumps(rows), encoding="ascii", newline="\n")


def _sheet_rows(data: bytes) -> list[list[str]]:
    if _ENCRYPTED in data and not data.startswith(b"PK"):
        raise PasswordError
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    shown = [each.name for each in workbook.sheets_metadata if each.visible is SheetVisibleEnum.Visible]
    found = (_rows_of(workbook.get_sheet_by_name(name)) for name in shown)
    return next((rows for rows in found if any(map(any, rows))), [])


def _rows_of(sheet: CalamineSheet) -> list[list[str]]:
    rows = sheet.to_python(skip_empty_area=False, nrows=_MOST_ROWS)
    return [[_text(value) for value in row[:_MOST_COLUMNS]] for row in rows]


def _text(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    return str(value).strip()


def _text_rows(data: bytes) -> list[list[str]]:
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = data.decode("utf-16" if is_wide else "utf-8-sig")
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    return [[each.strip() for each in row[:_MOST_COLUMNS]] for row in islice(reader, _MOST_ROWS)]
