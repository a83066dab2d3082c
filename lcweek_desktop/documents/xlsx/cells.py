"""What every sheet's cells share: their face and borders, text that stays text, ranges of rows."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from lcweek_desktop.domain.text import clean_text
from lcweek_desktop.domain.values import format_number
from lcweek_desktop.errors import KnownError

FACE: Final = "Times New Roman"
NUMBER_FORMAT: Final = "[$-42A]#,##0"
"""Groups of three; 42A is Vietnamese. LibreOffice groups by it, Excel by what the system is set to."""

TALLEST: Final = 409
"""Points: no row of Excel is higher."""

_LONGEST: Final = 32_767
"""Characters a cell can hold."""

_NOT_XML: Final = {0xFFFE: None, 0xFFFF: None}

_THIN: Final = Side(style="thin")
BOX: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
UNDERLINE: Final = Border(bottom=Side(style="dotted"))
GREY: Final = PatternFill("solid", fgColor="D9D9D9")
LEFT: Final = Alignment(horizontal="left", vertical="center", wrap_text=True)
CENTER: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
RIGHT: Final = Alignment(horizontal="right", vertical="center", indent=1)
UNLOCKED: Final = Protection(locked=False)

MM: Final = 1 / 25.4
"""Margins are in inches."""

Cached = Mapping[str, int | None]
"""By coordinate ("D7"): the value of each formula; None where it shows nothing."""


def write_text(cell: Cell, text: str, font: Font, place: Alignment) -> None:
    """`put_text` in a look of its own."""
    cell.font, cell.alignment = font, place
    put_text(cell, text)


def put_text(cell: Cell, text: str) -> None:
    """Whatever it looks like ("=1+1", "#N/A", "1.10"), it is and stays text, also when somebody edits it.

    Raises KnownError `document-cell-too-long`.
    """
    kept = clean_text(text).translate(_NOT_XML)
    if len(kept) > _LONGEST:
        raise KnownError("document-cell-too-long", text=f"{kept[:40]}…", limit=format_number(_LONGEST))
    if kept:
        cell.value = kept
        cell.data_type = "s"
        cell.quotePrefix = True


def lines(text: str, width: float) -> int:
    """How many lines `text` takes in a column `width` digits wide, at 12 points: LibreOffice does not measure
    wrapped texts when it opens a file. A letter of the face is 0.87 digits wide in the mean."""
    return len(textwrap.wrap(text, max(int(width / 0.95), 1)))


def take_text(cell: Cell) -> None:
    """What somebody types there stays text, too."""
    cell.protection, cell.number_format = UNLOCKED, "@"


def ranges(column: str, rows: Sequence[int]) -> Iterator[str]:
    """Rows that follow one another are one range: D8:D20."""
    for _, run in groupby(enumerate(sorted(rows)), lambda pair: pair[1] - pair[0]):
        numbers = [row for _, row in run]
        yield f"{column}{numbers[0]}:{column}{numbers[-1]}" if len(numbers) > 1 else f"{column}{numbers[0]}"
