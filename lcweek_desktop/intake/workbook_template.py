"""Whether a workbook is the empty form of `lcweek template`, and whether anything was filled in.

Runs inside the worker process and nowhere else. Source: docs/template.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from openpyxl import load_workbook

_MARK: Final = re.compile(r"lcweek-template=\d+ campaign=([0-9A-Za-z-]{1,64}) ")
_UNIT_NAME: Final = "unit-name"
_NAME, _FIRST_NUMBER = 2, 3
"""The places of the unit's name and of the first measure in a row, from 0."""
_MOST_ROWS, _MOST_COLUMNS = 2_000, 64


def write_template(source: Path, target: Path) -> None:
    """Write what the workbook `source` is to `target`, as JSON: null for anything but a template.

    A template has the `campaign` it is for, the name that the `unit` wrote, empty for none, and whether it
    `is_filled`: a number, a note, a line of the unit's own or its name.
    """
    target.write_text(json.dumps(_described(_rows(source))), encoding="ascii", newline="\n")


def _rows(source: Path) -> list[tuple[object, ...]]:
    """The first rows of the first sheet; none of a workbook that its reader cannot open."""
    try:
        book = load_workbook(source, read_only=True, keep_links=False)
        sheets = book.worksheets[:1]
        return [
            row
            for sheet in sheets
            for row in sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
        ]
    except MemoryError:
        raise
    except Exception as error:  # whatever a workbook that is broken does to its reader
        if isinstance(error, OSError) and error.errno is not None:
            raise
        return []


def _described(rows: Sequence[tuple[object, ...]]) -> dict[str, object] | None:
    for column, value in enumerate(rows[0] if rows else ()):
        if mark := _MARK.match(value if isinstance(value, str) else ""):
            entries = [entry for row in rows[1:] for entry in _entries(row, column)]
            return {"campaign": mark[1], "unit": _unit_name(rows, column), "is_filled": bool(entries)}
    return None


def _entries(row: tuple[object, ...], key_column: int) -> Iterator[object]:
    """What somebody typed in a line, whose key stands in `key_column`; a formula is no entry."""
    key = row[key_column] if key_column < len(row) else None
    if not isinstance(key, str):
        return
    if key == _UNIT_NAME:
        typed: Sequence[object] = row[_NAME : _NAME + 1]
    else:
        typed = row[_FIRST_NUMBER:key_column] if "/" not in key else row[1:key_column]
    yield from (value for value in typed if value is not None and not str(value).startswith("="))


def _unit_name(rows: Sequence[tuple[object, ...]], key_column: int) -> str:
    for row in rows:
        if key_column < len(row) and row[key_column] == _UNIT_NAME:
            return " ".join(str(row[_NAME] or "").split())[:200]
    return ""
