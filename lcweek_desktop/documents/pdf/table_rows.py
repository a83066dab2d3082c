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

_ROUNDING: Final = 1e-6
"""A room of whole lines holds them all, whatever the sum of their heights was rounded to."""

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
    columns = [_Column(cell, width) for cell, width in zip(cells, widths, strict=True)]
    tallest = _tallest(columns)
    if tallest <= most:
        yield TableRow(cells, tallest + TOP_PADDING + BOTTOM_PADDING)
        return
    line = max(cell.style.leading for cell in cells if not isinstance(cell, str))
    heights = (column.height for column in columns)
    piece, above = max(_PIECE_LINES * line, *(height for height in heights if height <= most)), TOP_PADDING
    while tallest > piece:
        room = piece if above else min(piece, tallest - 2 * line)
        yield TableRow([column.take(room) for column in columns], room + above, begins=above > 0, ends=False)
        above, piece, tallest = 0, _PIECE_LINES * line, _tallest(columns)
    last = [column.take(tallest) for column in columns]
    yield TableRow(last, tallest + above + BOTTOM_PADDING, begins=above > 0)


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


class _Column:
    """A cell from which lines are taken, from the top.

    The lines are broken once. reportlab's `split` breaks all that is left again for each piece, which takes a
    minute for a text of some pages.
    """

    def __init__(self, cell: Paragraph | str, width: float) -> None:
        self._cell, self._taken = cell, 0
        self._lines, self._leading = 0, 1.0
        if not isinstance(cell, str):
            cell.wrap(width - 2 * SIDE_PADDING, 0)
            self._lines, self._leading = len(cell.blPara.lines), float(cell.style.leading)

    @property
    def height(self) -> float:
        """The height in points of the lines that were not taken."""
        return (self._lines - self._taken) * self._leading

    def take(self, room: float) -> Paragraph | str:
        """As many of the next lines as `room` points hold; empty when none is left."""
        begin = self._taken
        self._taken = end = min(self._lines, begin + int(room / self._leading + _ROUNDING))
        if begin == end:
            return ""
        if end - begin == self._lines:
            return self._cell
        assert not isinstance(self._cell, str)
        lines = self._cell._get_split_blParaFunc()(self._cell.blPara, begin, end)
        return Paragraph(None, self._cell.style, frags=lines)


def _tallest(columns: Sequence[_Column]) -> float:
    return max(_ONE_LINE, *(column.height for column in columns))
