"""Rows of tables on pages: a row stays whole unless it is too high, and then goes on in pieces.

Source: docs/decree-30.md, Table; docs/adr/0036-rows-that-go-on.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Table

from lcweek_desktop.documents.pdf.styles import TABLE_FONT

SIDE_PADDING: Final[float] = 1.1 * mm
"""Points of room left and right of a cell's text."""

TOP_PADDING: Final = 1.5
"""Points of room above a cell's text."""

BOTTOM_PADDING: Final = 3.0
"""Points of room below a cell's text."""

_ONE_LINE: Final = 14.4
_PIECE_LINES: Final = 6
"""The number of lines of text in each piece of a row that is split."""

RULE: Final = (0.5, black)
"""Thickness in points and colour of the lines between cells."""

PADDING: Final = [
    TABLE_FONT,
    ("LEFTPADDING", (0, 0), (-1, -1), SIDE_PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), SIDE_PADDING),
    ("TOPPADDING", (0, 0), (-1, -1), TOP_PADDING),
    ("BOTTOMPADDING", (0, 0), (-1, -1), BOTTOM_PADDING),
]
"""Commands of a table's style: font and padding of all its cells."""

Cells: TypeAlias = "Sequence[Paragraph | str]"
"""The cells of one row; an empty text for an empty cell."""

Command: TypeAlias = "tuple[Any, ...]"
"""A command of a table's style, as reportlab takes it."""


class TableRow(NamedTuple):
    """A row, or a piece of one, with its height in points, which saves the table measuring it on every page.

    `begins` and `ends` say whether the row's first and last lines are in it.
    """

    cells: Cells
    height: float
    begins: bool = True
    ends: bool = True


def whole_or_broken(cells: Cells, widths: Sequence[float], limit: float) -> Iterator[TableRow]:
    """The row as it is when it is at most `limit` points high, otherwise pieces of a few lines each, between
    which a page may end.

    A text that fits into `limit` is whole in the first piece; a text that ends before the others leaves its
    cell empty in the pieces that follow.
    """
    most = limit - TOP_PADDING - BOTTOM_PADDING
    tallest = _tallest(cells, widths)
    if tallest <= most:
        yield TableRow(cells, tallest + TOP_PADDING + BOTTOM_PADDING)
        return
    line = max(cell.style.leading for cell in cells if not isinstance(cell, str))
    heights = map(_height, cells, widths)
    piece, above = max(_PIECE_LINES * line, *(height for height in heights if height <= most)), TOP_PADDING
    while tallest > piece:
        room = piece if above else min(piece, tallest - 2 * line)
        parts = [_split(cell, width, room) for cell, width in zip(cells, widths, strict=True)]
        yield TableRow([part for part, _ in parts], room + above, begins=above > 0, ends=False)
        above, piece, cells = 0, _PIECE_LINES * line, [later for _, later in parts]
        tallest = _tallest(cells, widths)
    yield TableRow(cells, tallest + above + BOTTOM_PADDING, begins=above > 0)


def rules(rows: Sequence[TableRow], first: int) -> Iterator[Command]:
    """Commands that draw the lines around `rows`, which begin at the table's row `first`; there is no line
    between the pieces of a row."""
    yield "LINEBEFORE", (0, first), (-1, -1), *RULE
    yield "LINEAFTER", (-1, first), (-1, -1), *RULE
    for at, row in enumerate(rows, first):
        if row.begins:
            yield "LINEABOVE", (0, at), (-1, at), *RULE
        else:
            yield "TOPPADDING", (0, at), (-1, at), 0
        if not row.ends:
            yield "BOTTOMPADDING", (0, at), (-1, at), 0
        if not (row.begins and row.ends):
            yield "VALIGN", (0, at), (-1, at), "TOP"


class RuledTable(Table):  # type: ignore[misc]
    """A table with a closing line on every page, also where a row continues on the next page."""

    @property
    def height_of_two_rows(self) -> float:
        """The height of its first two rows in points."""
        return float(sum(self._argH[:2]))

    def draw(self) -> None:
        super().draw()
        width, colour = RULE
        self.canv.setLineWidth(width)
        self.canv.setStrokeColor(colour)
        self.canv.line(0, 0, self._width, 0)


def _tallest(cells: Cells, widths: Sequence[float]) -> float:
    return max(_ONE_LINE, *(_height(cell, width) for cell, width in zip(cells, widths, strict=True)))


def _height(cell: Paragraph | str, width: float) -> float:
    return 0 if isinstance(cell, str) else float(cell.wrap(width - 2 * SIDE_PADDING, 0)[1])


def _split(cell: Paragraph | str, width: float, room: float) -> tuple[Paragraph | str, Paragraph | str]:
    if isinstance(cell, str) or _height(cell, width) <= room:
        return cell, ""
    first, later = cell.split(width - 2 * SIDE_PADDING, room)
    return first, later
