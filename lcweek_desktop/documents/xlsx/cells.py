"""What the cells of every sheet share: font, borders, alignment, text that stays text, ranges of rows."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final, TypeAlias

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from lcweek_desktop.domain.text import clean_text
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.errors import KnownError

FAMILY: Final = "Times New Roman"
"""The font of every cell."""

_NUMBER_FORMAT: Final = "[$-42A]#,##0"
"""Groups of three digits; 42A is Vietnamese. LibreOffice groups by it, Excel by the system's settings."""

MAX_ROW_HEIGHT: Final = 409
"""The height in points beyond which Excel shows no more of a row."""

_MAX_TEXT: Final = 32_767
"""The characters that a cell can hold."""

_THIN: Final = Side(style="thin")
BOX: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
"""The lines around a cell of a table."""

DOTTED_LINE: Final = Border(bottom=Side(style="dotted"))
"""The line under a cell to write on."""

GREY: Final = PatternFill("solid", fgColor="D9D9D9")
"""The fill of a closed cell."""

LEFT: Final = Alignment(horizontal="left", vertical="center", wrap_text=True)
"""The alignment of a text."""

CENTER: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
"""The alignment of a heading."""

RIGHT: Final = Alignment(horizontal="right", vertical="center", indent=1)
"""The alignment of a number."""

UNLOCKED: Final = Protection(locked=False)
"""The protection of a cell that may be changed on a locked sheet."""

MM: Final = 1 / 25.4
"""A millimetre in inches, in which margins are given."""

CachedValues: TypeAlias = Mapping[str, int | Decimal | None]
"""The value of each formula by coordinate ("D7"); None where it shows nothing."""


def number_format(decimals: int) -> str:
    """The format of numbers with so many decimals."""
    return f"{_NUMBER_FORMAT}.{'0' * decimals}" if decimals else _NUMBER_FORMAT


def sheet_number(value: int | None, decimals: int) -> int | Decimal | None:
    """`value`, in steps of 10^-`decimals`, as a sheet holds it, exactly: 985 with one decimal is 98.5."""
    return Decimal(value).scaleb(-decimals) if decimals and value is not None else value


def write_styled_text(cell: Cell, text: str, font: Font, align: Alignment) -> None:
    """Set font and alignment of `cell`, then `write_text`."""
    cell.font, cell.alignment = font, align
    write_text(cell, text)


def write_text(cell: Cell, text: str) -> None:
    """Write `text` so that it stays text, also when somebody edits it, even if it looks like a formula, an
    error or a number ("=1+1", "#N/A", "1.10").

    Raises KnownError `document-cell-too-long`.
    """
    kept = clean_text(text)
    if len(kept) > _MAX_TEXT:
        raise KnownError("document-cell-too-long", text=f"{kept[:40]}…", limit=format_count(_MAX_TEXT))
    if kept:
        cell.value = kept
        cell.data_type = "s"
        cell.quotePrefix = True


def accept_text(cell: Cell) -> None:
    """Unlock `cell`; what somebody types there stays text."""
    cell.protection, cell.number_format = UNLOCKED, "@"


def line_count(text: str, width: float) -> int:
    """The number of lines that `text` takes at 12 points in a column `width` digits wide.

    Row heights are computed from it, because LibreOffice does not measure wrapped texts when it opens a
    file. A letter of the font is 0.87 digits wide on average; 0.95 is assumed.
    """
    return len(textwrap.wrap(text, max(int(width / 0.95), 1)))


def ranges(column: str, rows: Sequence[int]) -> Iterator[str]:
    """Coordinates of the cells of `column` in `rows`; consecutive rows are one range ("D8:D20")."""
    for _, run in groupby(enumerate(sorted(rows)), lambda pair: pair[1] - pair[0]):
        numbers = [row for _, row in run]
        yield f"{column}{numbers[0]}:{column}{numbers[-1]}" if len(numbers) > 1 else f"{column}{numbers[0]}"
