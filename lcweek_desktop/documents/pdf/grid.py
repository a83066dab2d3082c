"""Phụ lục II on paper: a header of two rows on every page, no row split. Source: decree-30.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Final, NamedTuple

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from lcweek_desktop.documents.document import FigureRow, FigureTable
from lcweek_desktop.documents.pdf import typeface
from lcweek_desktop.documents.pdf.landmark import landmark
from lcweek_desktop.documents.pdf.page import HEIGHT, WIDTH
from lcweek_desktop.documents.pdf.rows import (
    PAD,
    PADDING,
    RULE,
    Cells,
    Command,
    Ruled,
    TableRow,
    rules,
    whole_or_broken,
)
from lcweek_desktop.documents.pdf.typeface import evenly, plain
from lcweek_desktop.domain.values import format_number

_WIDEST_UNIT: Final = 30 * mm
SMALLEST_UNIT: Final = 8
"""Points."""
_WIDEST_NUMBERS: Final = 60 * mm
"""All number columns together; beyond it numbers get smaller."""

_TALLEST_ROW: Final = HEIGHT / 2
"""A taller row goes on over the page, for it would leave as much of the page before it empty."""

_STYLE: Final = [
    *PADDING,
    ("GRID", (0, 0), (-1, 1), *RULE),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("SPAN", (0, 0), (0, 1)),
    ("SPAN", (1, 0), (1, 1)),
    ("SPAN", (2, 0), (2, 1)),
    ("SPAN", (3, 0), (-2, 0)),
    ("SPAN", (-1, 0), (-1, 1)),
]


class _Look(NamedTuple):
    text: ParagraphStyle
    centred: ParagraphStyle
    number: ParagraphStyle


_REGULAR: Final = _Look(typeface.CELL, typeface.CELL_CENTER, typeface.CELL_RIGHT)
_BOLD: Final = _Look(typeface.CELL_BOLD, typeface.CELL_CENTER_BOLD, typeface.CELL_RIGHT_BOLD)


def grid(table: FigureTable, foot: float = 0) -> list[Flowable]:
    """The annex with its titles and its table; `foot` points of room are under it on the page it ends on."""
    return [*_titles(table), _table(table, foot)]


def _titles(table: FigureTable) -> Iterator[Flowable]:
    yield landmark(table.name, typeface.TITLE, 0, entry=" ".join((table.name, *table.title)))
    for text in table.title:
        yield plain(text, typeface.TITLE)
    yield from evenly(table.reference, typeface.REFERENCE, WIDTH)
    yield Spacer(0, 4 * mm)


def _table(table: FigureTable, foot: float) -> Table:
    across = widths(table)
    head = _head(table)
    room = HEIGHT - _height(head, across)
    pieces = [[*whole_or_broken(_cells(row, across), across, _TALLEST_ROW)] for row in table.rows]
    together = _held_together(table.rows, pieces, room, shift=len(head))
    body = [*chain.from_iterable(pieces)]
    cells, heights = [*head, *(row.cells for row in body)], [None, None, *(row.height for row in body)]
    style = [*_STYLE, *rules(body, len(head)), *together]
    made = _Footed(cells, across, heights, repeatRows=len(head), style=style)
    if sum(row.height for row in body[-2:]) + foot <= room:
        made.foot = foot
    return made


class _Footed(Ruled):
    """A table whose last row is on the page where `foot` points are free under it."""

    foot = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        wide, high = super().wrap(width, height)
        return wide, high if high + self.foot <= height else high + self.foot

    def split(self, width: float, height: float) -> list[Flowable]:
        high = super().wrap(width, height)[1]
        parts: list[_Footed] = super().split(width, min(height, high - 1))
        if parts:
            parts[-1].foot = self.foot
        return parts


def _held_together(
    rows: Sequence[FigureRow], pieces: Sequence[Sequence[TableRow]], room: float, shift: int
) -> Iterator[Command]:
    """Keeps a section's own row from standing last on a page, away from the rows under it."""
    at = shift
    for (row, own), (below, first) in pairwise(zip(rows, pieces, strict=True)):
        at += len(own)
        if row.bold and not below.bold and own[-1].height + first[0].height <= room:
            yield "NOSPLIT", (0, at - 1), (-1, at)


def _head(table: FigureTable) -> list[Cells]:
    """Two rows: "Số lượng" stands over the measures, the other headings reach through both."""
    columns, style = table.columns, typeface.HEAD_CELL
    upper = [plain(text, style) for text in (columns.tt, columns.label, columns.unit, columns.amount)]
    covered = [""] * (len(table.measures) - 1)
    lower = [plain(label, style) for label in table.measures]
    return [[*upper, *covered, plain(columns.note, style)], ["", "", "", *lower, ""]]


def _height(rows: list[Cells], widths: Sequence[float]) -> float:
    return float(Table(rows, widths, style=_STYLE).wrap(WIDTH, HEIGHT)[1])


def _cells(row: FigureRow, widths: Sequence[float]) -> Cells:
    look = _BOLD if row.bold else _REGULAR
    numbers = (format_number(number.value) for number in row.numbers)
    return [
        _filled(row.tt, look.centred),
        _filled(row.label, look.text),
        _unbroken(row.unit, look.centred, widths[2], SMALLEST_UNIT),
        *(_unbroken(number, look.number, width) for number, width in zip(numbers, widths[3:-1], strict=True)),
        _filled(row.note, _REGULAR.text),
    ]


def _filled(text: str, style: ParagraphStyle) -> Paragraph | str:
    return plain(text, style) if text else ""


def _unbroken(text: str, style: ParagraphStyle, width: float, smallest: float = 1) -> Paragraph | str:
    """`text` with its words whole: in a column too narrow for the longest, all of it gets smaller."""
    size = fitting_size(text, style, width, smallest)
    if size is None:
        return _filled(text, style)
    return plain(text, typeface.styled(style, f"{style.name}-{size:.2f}", fontSize=size))


def fitting_size(text: str, style: ParagraphStyle, width: float, smallest: float = 1) -> float | None:
    """The size at which the longest word of `text` fits a cell `width` wide; None where the style's does."""
    needed = max((typeface.width(word, style) for word in text.split()), default=0.0)
    scale = (width - 2 * PAD) / needed * 0.99 if needed else 1
    return None if scale >= 1 else float(max(style.fontSize * scale, smallest))


def widths(table: FigureTable) -> list[float]:
    """Of the columns, in points. TT, units and numbers get what they need, up to a limit; labels and notes
    share the rest."""
    tt = _widest(row.tt for row in table.rows)
    unit = min(_widest(word for row in table.rows for word in row.unit.split()), _WIDEST_UNIT)
    needed = [_widest(_number_words(table, at)) for at in range(len(table.measures))]
    scale = min(1, _WIDEST_NUMBERS / sum(needed))
    numbers = [width * scale for width in needed]
    rest = WIDTH - tt - unit - sum(numbers)
    note = rest * _note_share(table)
    return [tt, rest - note, unit, *numbers, note]


def _note_share(table: FigureTable) -> float:
    """How much of the room for labels and notes the notes get: by the longest of each, within reason."""
    note = max(len(row.note) for row in table.rows)
    label = max(len(row.label) for row in table.rows)
    return min(max(note / (note + label), 0.24), 0.5)


def _number_words(table: FigureTable, measure: int) -> Iterator[str]:
    yield from table.measures[measure].split()
    yield from (format_number(row.numbers[measure].value) for row in table.rows)


def _widest(words: Iterable[str]) -> float:
    """Room for the widest word, in bold, with the cell's padding."""
    widths = (typeface.width(word, _BOLD.text) for word in words)
    return max(widths, default=0.0) + 2 * PAD + 1
