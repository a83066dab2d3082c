"""A workbook or a text that somebody made by hand, read as tables of texts whatever it is called.

Runs inside the worker process and nowhere else. What a file is, its bytes say: a workbook of Excel 2007 is
called .xls, a page of the web .doc. Sources: [MS-CFB]; ECMA-376 part 2; OpenDocument 1.3 part 2.
"""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Final

import olefile

from lcweek_desktop.domain.foreign_table import ForeignFile, ForeignTable, TableKind, foreign_json
from lcweek_desktop.domain.html_tables import html_tables, html_words
from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.old_document import converted
from lcweek_desktop.intake.text_document import read_document
from lcweek_desktop.intake.workbook import read_workbook

_UNPACKED: Final = 96 << 20
"""The most bytes that a document may say it has when it is unpacked."""
_MEMBERS: Final = 4_000
_ZIP: Final = b"PK\x03\x04"
_RICH_TEXT: Final = b"{\\rtf"
_HTML: Final = re.compile(rb"<(?:!doctype html|html|head|body|table|meta)\b", re.IGNORECASE)
_HTML_WITHIN: Final = 1 << 12
_CHARSET: Final = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
_MIME: Final = "mimetype"


def write_tables(source: Path, target: Path) -> None:
    """Write to `target` what stands in the file `source` (foreign_table.py), as JSON.

    Raises KnownError `foreign-locked` for one with a password, `handmade-large` for one that unpacks to too
    much, `handmade-damaged` for one that is broken, `handmade-old-document` for a text of Word before 2007
    where LibreOffice is not there or does not open it, and `handmade-other` for any other kind of file.
    """
    try:
        read = _read(source, target.parent)
    except (MemoryError, KnownError):
        raise
    except Exception as error:  # whatever a document that is broken does to its reader
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise KnownError("handmade-damaged", file=source.name) from error
    target.write_text(json.dumps(foreign_json(read.bounded())), encoding="ascii", newline="\n")


def _read(source: Path, folder: Path) -> ForeignFile:
    with source.open("rb") as file:
        head = file.read(_HTML_WITHIN)
    if head.startswith(_ZIP):
        return _read_package(source, folder)
    if head.startswith(olefile.MAGIC):
        return _read_compound(source, folder)
    if head.startswith(_RICH_TEXT):
        return read_document(converted(source, folder))
    if _HTML.search(head) or _HTML.search(head.replace(b"\0", b"")):
        return _read_page(source)
    raise KnownError("handmade-other", file=source.name)


def _read_package(source: Path, folder: Path) -> ForeignFile:
    with zipfile.ZipFile(source) as package:
        members = package.infolist()
        if len(members) > _MEMBERS or sum(each.file_size for each in members) > _UNPACKED:
            raise KnownError("handmade-large", file=source.name)
        names = {each.filename for each in members}
        mime = package.read(_MIME)[:80] if _MIME in names else b""
    if "word/document.xml" in names:
        return read_document(source)
    if mime.endswith(b".text"):
        return read_document(converted(source, folder))
    if mime.endswith(b".spreadsheet") or any(name.startswith("xl/workbook.") for name in names):
        return read_workbook(source)
    raise KnownError("handmade-other", file=source.name)


def _read_compound(source: Path, folder: Path) -> ForeignFile:
    with olefile.OleFileIO(source) as compound:
        if compound.exists("EncryptedPackage"):
            raise KnownError("foreign-locked", file=source.name)
        is_book = compound.exists("Workbook") or compound.exists("Book")
        is_text = compound.exists("WordDocument")
    if is_book:
        return read_workbook(source)
    if is_text:
        return read_document(converted(source, folder))
    raise KnownError("handmade-other", file=source.name)


def _read_page(source: Path) -> ForeignFile:
    data = source.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        code = "utf-16"
    else:
        named = _CHARSET.search(data[:_HTML_WITHIN])
        code = "utf-8-sig" if named is None else named[1].decode("ascii")
    try:
        page = data.decode(code, "replace")
    except LookupError:
        page = data.decode("utf-8", "replace")
    tables = html_tables(page)
    return ForeignFile(
        tuple(ForeignTable(TableKind.TABLE, number, "", lines) for number, lines in enumerate(tables, 1)),
        html_words(page),
    )
