"""Whether a workbook is the empty form of `lcweek template`, whether anything was filled in, and what.

Runs inside the worker process and nowhere else. Source: docs/template.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final, TypeAlias

from openpyxl import load_workbook

_Row: TypeAlias = tuple[object, ...]

_MARK: Final = "lcweek-template="
_UNIT_NAME: Final = "unit-name"
_FIRST_NUMBER: Final = 3
"""The place of the first measure in a row, from 0."""
_MOST_ROWS, _MOST_COLUMNS = 2_000, 64


def write_filling(source: Path, target: Path) -> None:
    """Write to `target` whether anything was filled in the empty form that the workbook `source` is, as JSON:
    null for any other workbook, and for one that is broken."""
    target.write_text(json.dumps(_is_filled(_rows(source))), encoding="ascii", newline="\n")


def write_entries(source: Path, target: Path) -> None:
    """Write to `target` what the empty form of the workbook `source` is and what stands in it, as JSON: its
    mark, and of each line the hidden key and the texts before it; null for any other workbook, and for one
    that is broken. Formulas stand as they are, and numbers as people type them."""
    target.write_text(json.dumps(_entries(_rows(source))), encoding="ascii", newline="\n")


def _rows(source: Path) -> list[_Row]:
    """The first rows of the first sheet; none of a workbook that its reader cannot open."""
    try:
        with source.open("rb") as file:  # by its name openpyxl would refuse one that was renamed
            sheets = load_workbook(file, read_only=True, keep_links=False).worksheets[:1]
            return [*chain.from_iterable(map(_rows_of, sheets))]
    except MemoryError:
        raise
    except Exception as error:  # whatever a workbook that is broken does to its reader
        if isinstance(error, OSError) and error.errno is not None:
            raise
        return []


def _rows_of(sheet: object) -> Iterator[_Row]:
    rows: Iterator[_Row] = sheet.iter_rows(  # type: ignore[attr-defined]
        max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True
    )
    return rows


def _entries(rows: Sequence[_Row]) -> dict[str, object] | None:
    for column, value in enumerate(rows[0] if rows else ()):
        if isinstance(value, str) and value.startswith(_MARK):
            keyed = ((row[column], row[:column]) for row in rows[1:] if column < len(row))
            lines = [[key, [*map(_text, typed)]] for key, typed in keyed if isinstance(key, str)]
            return {"mark": value, "lines": lines}
    return None


def _text(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    return "" if value is None else str(value)


def _is_filled(rows: Sequence[_Row]) -> bool | None:
    for column, value in enumerate(rows[0] if rows else ()):
        if isinstance(value, str) and value.startswith(_MARK):
            return any(_has_entry(row, column) for row in rows[1:])
    return None


def _has_entry(row: _Row, key_column: int) -> bool:
    """Whether somebody typed something in a line, whose key stands in `key_column`; a formula is no entry."""
    key = row[key_column]
    if not isinstance(key, str):
        return False
    is_own_text = key == _UNIT_NAME or "/" in key
    typed = row[1 if is_own_text else _FIRST_NUMBER : key_column]
    return any(value is not None and not str(value).startswith("=") for value in typed)
