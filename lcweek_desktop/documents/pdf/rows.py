"""Table rows that a page can hold. Source: decree-30.md (no row is split) and the paper's limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from reportlab.lib.units import mm
from reportlab.platypus import Paragraph

from lcweek_desktop.documents.pdf.typeface import TABLE_FACE

PAD: Final[float] = 1.1 * mm
"""Left and right of a cell's text."""

ABOVE: Final = 1.5
BELOW: Final = 3.0
_ONE_LINE: Final = 14.4

PADDING: Final = [
    TABLE_FACE,
    ("LEFTPADDING", (0, 0), (-1, -1), PAD),
    ("RIGHTPADDING", (0, 0), (-1, -1), PAD),
    ("TOPPADDING", (0, 0), (-1, -1), ABOVE),
    ("BOTTOMPADDING", (0, 0), (-1, -1), BELOW),
]

Cells: TypeAlias = "Sequence[Paragraph | str]"


class TableRow(NamedTuple):
    """Cells and their height in points, told to the table so that it does not measure them on each page."""

    cells: Cells
    height: float


def whole_or_broken(cells: Cells, widths: Sequence[float], limit: float) -> Iterator[TableRow]:
    """The row as it is when it is at most `limit` points high; otherwise the rows it is continued in, each
    filling the room there is. A text that ends earlier leaves its cell empty in the rows that follow."""
    room = limit - ABOVE - BELOW
    while (tallest := _tallest(cells, widths)) > room:
        parts = [_cut(cell, width, room) for cell, width in zip(cells, widths, strict=True)]
        yield TableRow([part for part, _ in parts], limit)
        cells = [later for _, later in parts]
    yield TableRow(cells, tallest + ABOVE + BELOW)


def _tallest(cells: Cells, widths: Sequence[float]) -> float:
    return max(_ONE_LINE, *(_height(cell, width) for cell, width in zip(cells, widths, strict=True)))


def _height(cell: Paragraph | str, width: float) -> float:
    return 0 if isinstance(cell, str) else float(cell.wrap(width - 2 * PAD, 0)[1])


def _cut(cell: Paragraph | str, width: float, room: float) -> tuple[Paragraph | str, Paragraph | str]:
    if isinstance(cell, str) or _height(cell, width) <= room:
        return cell, ""
    first, later = cell.split(width - 2 * PAD, room)
    return first, later
