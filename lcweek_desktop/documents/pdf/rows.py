"""Table rows on pages: whole, or in pieces where none holds one. Source: decree-30.md (no row is split)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Table

from lcweek_desktop.documents.pdf.typeface import TABLE_FACE

PAD: Final[float] = 1.1 * mm
"""Left and right of a cell's text."""

ABOVE: Final = 1.5
BELOW: Final = 3.0
_ONE_LINE: Final = 14.4
_LINES: Final = 6
"""Of text in a piece of a row."""

RULE: Final = (0.5, black)

PADDING: Final = [
    TABLE_FACE,
    ("LEFTPADDING", (0, 0), (-1, -1), PAD),
    ("RIGHTPADDING", (0, 0), (-1, -1), PAD),
    ("TOPPADDING", (0, 0), (-1, -1), ABOVE),
    ("BOTTOMPADDING", (0, 0), (-1, -1), BELOW),
]

Cells: TypeAlias = "Sequence[Paragraph | str]"
Command: TypeAlias = "tuple[Any, ...]"


class TableRow(NamedTuple):
    """A row, or a piece of one, and its height in points, told to the table so that it does not measure them
    on each page. `begins`, `ends`: whether the row's first and last lines are in it."""

    cells: Cells
    height: float
    begins: bool = True
    ends: bool = True


def whole_or_broken(cells: Cells, widths: Sequence[float], limit: float) -> Iterator[TableRow]:
    """The row as it is when it is at most `limit` points high; otherwise pieces of a few lines, between which
    a page may end. A text that `limit` holds stands whole in the first of them; one that ends earlier leaves
    its cell empty in those that follow."""
    most = limit - ABOVE - BELOW
    tallest = _tallest(cells, widths)
    if tallest <= most:
        yield TableRow(cells, tallest + ABOVE + BELOW)
        return
    line = max(cell.style.leading for cell in cells if not isinstance(cell, str))
    heights = map(_height, cells, widths)
    piece, above = max(_LINES * line, *(height for height in heights if height <= most)), ABOVE
    while tallest > piece:
        room = piece if above else min(piece, tallest - 2 * line)
        parts = [_cut(cell, width, room) for cell, width in zip(cells, widths, strict=True)]
        yield TableRow([part for part, _ in parts], room + above, begins=above > 0, ends=False)
        above, piece, cells = 0, _LINES * line, [later for _, later in parts]
        tallest = _tallest(cells, widths)
    yield TableRow(cells, tallest + above + BELOW, begins=above > 0)


def rules(rows: Sequence[TableRow], first: int) -> Iterator[Command]:
    """Styles that draw the lines around `rows`, the table's rows from number `first` on: none between the
    pieces of a row."""
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


class Ruled(Table):  # type: ignore[misc]
    """A table of such rows, closed by a line on every page, also where a row goes on behind it."""

    @property
    def beginning(self) -> float:
        """The height of its first two rows, in points."""
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
    return 0 if isinstance(cell, str) else float(cell.wrap(width - 2 * PAD, 0)[1])


def _cut(cell: Paragraph | str, width: float, room: float) -> tuple[Paragraph | str, Paragraph | str]:
    if isinstance(cell, str) or _height(cell, width) <= room:
        return cell, ""
    first, later = cell.split(width - 2 * PAD, room)
    return first, later
