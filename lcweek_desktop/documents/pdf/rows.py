"""Table rows that a page can hold. Source: decree-30.md (no row is split) and the paper's limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from reportlab.lib.units import mm
from reportlab.platypus import Paragraph

PAD: Final[float] = 1.1 * mm
"""Left and right of a cell's text; above and below, two points."""

PADDING: Final = [
    ("LEFTPADDING", (0, 0), (-1, -1), PAD),
    ("RIGHTPADDING", (0, 0), (-1, -1), PAD),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
]

Cells: TypeAlias = "Sequence[Paragraph | str]"


def whole_or_broken(cells: Cells, widths: Sequence[float], limit: float) -> Iterator[Cells]:
    """The row as it is when it is at most `limit` points high; otherwise the rows it is continued in, each
    filling the room there is. A text that ends earlier leaves its cell empty in the rows that follow."""
    room = limit - 5
    rest: list[Paragraph | str] = list(cells)
    while any(_height(cell, width) > room for cell, width in zip(rest, widths, strict=True)):
        parts = [_cut(cell, width, room) for cell, width in zip(rest, widths, strict=True)]
        yield [part for part, _ in parts]
        rest = [later for _, later in parts]
    yield rest


def _height(cell: Paragraph | str, width: float) -> float:
    return 0 if isinstance(cell, str) else float(cell.wrap(width - 2 * PAD, 0)[1])


def _cut(cell: Paragraph | str, width: float, room: float) -> tuple[Paragraph | str, Paragraph | str]:
    if _height(cell, width) <= room:
        return cell, ""
    assert isinstance(cell, Paragraph)
    first, later = cell.split(width - 2 * PAD, room)
    return first, later
