"""The sheets of a workbook made by hand: Excel of any year, or OpenDocument.

Runs inside the worker process and nowhere else. calamine reads the values of every kind; what it does not
tell (formulas, hidden rows and columns) is read once more where openpyxl can: in a workbook of Excel 2007.
"""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from lcweek_desktop.domain.foreign_table import (
    MOST_COLUMNS,
    MOST_LINES,
    MOST_TABLES,
    ForeignFile,
    ForeignTable,
    TableKind,
)
from lcweek_desktop.errors import KnownError

_LOOKED_INTO: Final = 8 << 20
"""The most bytes of sheets that openpyxl, which needs some fifty times as much memory, is given."""


def read_workbook(source: Path) -> ForeignFile:
    """The sheets of the workbook `source`, those with nothing in them left out.

    Raises KnownError `foreign-locked` for one with a password, and whatever a broken one does to its reader.
    """
    more = _looked_into(source)
    with source.open("rb") as file:  # by its bytes, as its name may be another's
        try:
            book = CalamineWorkbook.from_filelike(file)
        except PasswordError as error:
            raise KnownError("foreign-locked", file=source.name) from error
        return ForeignFile(tuple(_sheets(book, more)))


class _Looked(NamedTuple):
    """What of a sheet is only seen by looking once more: formulas without a result, and what is hidden."""

    formulas: Mapping[tuple[int, int], str]
    lines: frozenset[int]
    columns: frozenset[int]


_NOTHING: Final = _Looked({}, frozenset(), frozenset())


def _sheets(book: CalamineWorkbook, more: Mapping[str, _Looked]) -> Iterator[ForeignTable]:
    kinds = [each for each in book.sheets_metadata if each.typ is SheetTypeEnum.WorkSheet]
    for number, sheet in enumerate(kinds[:MOST_TABLES], 1):
        looked = more.get(sheet.name, _NOTHING)
        read = book.get_sheet_by_name(sheet.name)
        _, first = read.start or (
            0,
            0,
        )  # its rows begin with the first line, and at this column
        rows = islice(read.iter_rows(), MOST_LINES)
        lines = [[*[""] * first, *map(_text, row)][:MOST_COLUMNS] for row in rows]
        _put_formulas(lines, looked.formulas)
        while lines and not any(lines[-1]):
            lines.pop()
        if lines:
            yield ForeignTable(
                TableKind.SHEET,
                number,
                sheet.name,
                tuple(map(tuple, lines)),
                sheet.visible is not SheetVisibleEnum.Visible,
                looked.lines,
                looked.columns,
            )


def _put_formulas(lines: list[list[str]], formulas: Mapping[tuple[int, int], str]) -> None:
    """Put each formula where its sheet has no result of it."""
    for (line, column), formula in formulas.items():
        if line >= len(lines):
            lines.extend([] for _ in range(line + 1 - len(lines)))
        texts = lines[line]
        texts.extend([""] * (column + 1 - len(texts)))
        texts[column] = texts[column] or formula


def _text(value: object) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return f"{value:.15g}".replace(".", ",") if abs(value) < 10**15 else f"{value:.0f}"
        case datetime.datetime() | datetime.date():
            return f"{value:%d/%m/%Y}"
        case _:
            return str(value)


def _looked_into(source: Path) -> Mapping[str, _Looked]:
    """What openpyxl sees of the sheets, by their names; nothing of a workbook of another kind, of a large
    one, or of one that it does not open."""
    try:
        with zipfile.ZipFile(source) as package:
            size = sum(each.file_size for each in package.infolist() if each.filename.startswith("xl/"))
        if size > _LOOKED_INTO:
            return {}
        with source.open("rb") as file:
            return {sheet.title: _look(sheet) for sheet in load_workbook(file, keep_links=False).worksheets}
    except MemoryError:
        raise
    except Exception:  # calamine says whether the workbook is broken
        return {}


def _look(sheet: Any) -> _Looked:
    rows: Sequence[Sequence[Any]] = [
        *sheet.iter_rows(max_row=min(sheet.max_row, MOST_LINES), max_col=min(sheet.max_column, MOST_COLUMNS))
    ]
    formulas = {
        (cell.row - 1, cell.column - 1): str(getattr(cell.value, "text", cell.value))
        for row in rows
        for cell in row
        if cell.data_type == "f"
    }
    lines = {number - 1 for number, each in sheet.row_dimensions.items() if each.hidden}
    columns: set[int] = set()
    for letters, each in sheet.column_dimensions.items():
        if each.hidden:  # one entry may stand for several columns
            first = each.min or column_index_from_string(letters)
            columns.update(range(first - 1, min(each.max or first, MOST_COLUMNS)))
    return _Looked(formulas, frozenset(lines), frozenset(columns))
