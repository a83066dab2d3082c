"""Phụ lục II in the PDF: a header of two rows on every page, and no row split that a page holds.

Source: docs/decree-30.md, Table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from lcweek_desktop.documents.document import FigureRow, FigureTable, PrintedCell, heading_cell
from lcweek_desktop.documents.pdf import styles
from lcweek_desktop.documents.pdf.figure_columns import column_widths
from lcweek_desktop.documents.pdf.page import HEIGHT, WIDTH
from lcweek_desktop.documents.pdf.paragraphs import (
    balanced_paragraphs,
    bookmarked_paragraph,
    plain_paragraph,
)
from lcweek_desktop.documents.pdf.table_rows import (
    PADDING,
    RULE,
    SIDE_PADDING,
    Cells,
    Command,
    RuledTable,
    TableRow,
    rules,
    whole_or_broken,
)
from lcweek_desktop.domain.narrative import Align

_MAX_ROW_HEIGHT: Final = HEIGHT / 2
"""Points. A higher row is split between pages: kept whole, it could leave half a page empty before it."""

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

_REGULAR: Final = {
    Align.LEFT: styles.CELL,
    Align.CENTER: styles.CELL_CENTER,
    Align.RIGHT: styles.CELL_RIGHT,
}
_BOLD: Final = {
    Align.LEFT: styles.CELL_BOLD,
    Align.CENTER: styles.CELL_CENTER_BOLD,
    Align.RIGHT: styles.CELL_RIGHT_BOLD,
}


def figure_table(table: FigureTable, foot: float = 0) -> list[Flowable]:
    """The titles and the table. `foot` points of the page that the table ends on stay free below it."""
    return [*_titles(table), _table(table, foot)]


def fitting_size(cell: PrintedCell, width: float) -> float | None:
    """The size in points at which no word of `cell` is broken in a column `width` points wide.

    It is None when no word is broken at the size of the cell's style, or when words may be broken.
    """
    if cell.smallest is None:
        return None
    style = _style(cell)
    longest = max((styles.text_width(word, style) for word in cell.text.split()), default=0.0)
    scale = (width - 2 * SIDE_PADDING) / longest * 0.99 if longest else 1
    return None if scale >= 1 else float(max(style.fontSize * scale, cell.smallest))


def _titles(table: FigureTable) -> Iterator[Flowable]:
    entry = " ".join((table.name, *table.title))
    yield bookmarked_paragraph(table.name, styles.TITLE, 0, entry=entry)
    for text in table.title:
        yield plain_paragraph(text, styles.TITLE)
    for text in (table.reference, table.remark):
        yield from balanced_paragraphs(text, styles.REFERENCE, WIDTH)
    yield Spacer(0, 4 * mm)


def _table(table: FigureTable, foot: float) -> Table:
    widths = column_widths(table)
    header = _header(table, widths)
    room = HEIGHT - _height(header, widths)
    pieces = [[*whole_or_broken(_cells(row, widths), widths, _MAX_ROW_HEIGHT)] for row in table.rows]
    together = _kept_together(table.rows, pieces, room, first=len(header))
    body = [*chain.from_iterable(pieces)]
    cells, heights = [*header, *(row.cells for row in body)], [None, None, *(row.height for row in body)]
    style = [*_STYLE, *rules(body, len(header)), *together]
    flowable = _TableAboveFoot(cells, widths, heights, repeatRows=len(header), style=style)
    if sum(row.height for row in body[-2:]) + foot <= room:
        flowable.foot = foot
    return flowable


class _TableAboveFoot(RuledTable):
    """A table that leaves `foot` points free below its last row, on the page where that row is."""

    foot = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        own_width, own_height = super().wrap(width, height)
        return own_width, own_height if own_height + self.foot <= height else own_height + self.foot

    def split(self, width: float, height: float) -> list[Flowable]:
        own_height = super().wrap(width, height)[1]
        parts: list[_TableAboveFoot] = super().split(width, min(height, own_height - 1))
        if parts:
            parts[-1].foot = self.foot
        return parts


def _kept_together(
    rows: Sequence[FigureRow], pieces: Sequence[Sequence[TableRow]], room: float, first: int
) -> Iterator[Command]:
    """Commands that keep the row of a section on the same page as the row below it.

    `first` is the index in the table of the first of `rows`.
    """
    at = first
    for (row, own), (below, following) in pairwise(zip(rows, pieces, strict=True)):
        at += len(own)
        if row.bold and not below.bold and own[-1].height + following[0].height <= room:
            yield "NOSPLIT", (0, at - 1), (-1, at)


def _header(table: FigureTable, widths: Sequence[float]) -> list[Cells]:
    """Two rows: "Số lượng" spans the measures, and the other headings span both rows."""
    columns = table.columns
    tt, label, unit, *numbers, note = widths
    first = zip((columns.tt, columns.label, columns.unit), (tt, label, unit), strict=True)
    upper = [_heading(text, width) for text, width in (*first, (columns.amount, sum(numbers)))]
    covered = [""] * (len(numbers) - 1)
    lower = [_heading(text, width) for text, width in zip(table.measures, numbers, strict=True)]
    return [[*upper, *covered, _heading(columns.note, note)], ["", "", "", *lower, ""]]


def _heading(text: str, width: float) -> Paragraph:
    return _shrunk(text, styles.HEADER_CELL, fitting_size(heading_cell(text), width))


def _height(rows: list[Cells], widths: Sequence[float]) -> float:
    return float(Table(rows, widths, style=_STYLE).wrap(WIDTH, HEIGHT)[1])


def _cells(row: FigureRow, widths: Sequence[float]) -> Cells:
    return [_cell(cell, width) for cell, width in zip(row.cells, widths, strict=True)]


def _cell(cell: PrintedCell, width: float) -> Paragraph | str:
    return _shrunk(cell.text, _style(cell), fitting_size(cell, width)) if cell.text else ""


def _shrunk(text: str, style: ParagraphStyle, size: float | None) -> Paragraph:
    """`text` in `style`, `size` points large where that is given."""
    if size is not None:
        style = styles.changed_style(style, f"{style.name}-{size:.2f}", fontSize=size)
    return plain_paragraph(text, style)


def _style(cell: PrintedCell) -> ParagraphStyle:
    return (_BOLD if cell.bold else _REGULAR)[cell.align]
