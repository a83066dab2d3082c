"""Phụ lục II in the PDF: a header of two rows on every page, and no row split that a page holds.

Source: docs/decree-30.md, Table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise, takewhile
from typing import Final, NamedTuple

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


def _table(table: FigureTable, foot: float) -> Flowable:
    widths = column_widths(table)
    header = _header(table, widths)
    height = _height(header, widths)
    room = HEIGHT - height
    pieces = [[*whole_or_broken(_cells(row, widths), widths, _MAX_ROW_HEIGHT)] for row in table.rows]
    rows = [*chain.from_iterable(pieces)]
    look = _Look(header, height, widths)
    fits = sum(row.height for row in rows[-2:]) + foot <= room
    return _Rows(look, rows, [*_parted(table.rows, pieces, room)], foot if fits else 0)


class _Look(NamedTuple):
    """What the table has on every page: its `header`, `height` points high, and the `widths` of its columns
    in points."""

    header: list[Cells]
    height: float
    widths: Sequence[float]


class _Rows(Flowable):  # type: ignore[misc]
    """The last rows of the table. A page takes as many of them as it holds, and a table of reportlab is made
    of these alone: splitting one for each page would measure all that is left anew, a quarter of a minute for
    2,000 rows.

    `parted` says of each row whether a page may end above it. `foot` points stay free below the last row, on
    the page where that row is. `following` is the row that the next page begins with, if there is one.
    """

    def __init__(
        self,
        look: _Look,
        rows: Sequence[TableRow],
        parted: Sequence[bool],
        foot: float,
        following: TableRow | None = None,
    ) -> None:
        super().__init__()
        self._look, self._rows, self._parted, self._foot = look, rows, parted, foot
        self._following = following
        self._height = look.height + sum(row.height for row in rows)

    def wrap(self, _width: float, height: float) -> tuple[float, float]:
        fits = self._height + self._foot <= height
        return WIDTH, self._height if fits else self._height + self._foot

    def split(self, _width: float, height: float) -> list[Flowable]:
        room = min(height, self._height - 1)
        above = accumulate((row.height for row in self._rows), initial=self._look.height)
        filled = takewhile(lambda each: each[1] <= room, enumerate(above))
        end = max((at for at, _ in filled if at and self._parted[at]), default=0)
        if not end:
            return []
        first = _Rows(self._look, self._rows[:end], self._parted[:end], 0, self._rows[end])
        return [first, _Rows(self._look, self._rows[end:], self._parted[end:], self._foot)]

    def draw(self) -> None:
        header, rows = self._look.header, self._rows
        cells, heights = [*header, *(row.cells for row in rows)], [None, None, *(row.height for row in rows)]
        style = [*_STYLE, *rules(rows, len(header))]
        if self._following is not None and self._following.begins:
            style.append(("LINEBELOW", (0, -1), (-1, -1), *RULE))
        table = RuledTable(cells, self._look.widths, heights, style=style)
        table.wrapOn(self.canv, WIDTH, self._height)
        table.drawOn(self.canv, 0, 0)


def _parted(rows: Sequence[FigureRow], pieces: Sequence[Sequence[TableRow]], room: float) -> Iterator[bool]:
    """For each piece of the rows, whether a page may end above it: the row of a section stays on the page of
    the row below it."""
    yield from (True for _ in pieces[0])
    for (row, own), (below, following) in pairwise(zip(rows, pieces, strict=True)):
        yield not (row.bold and not below.bold and own[-1].height + following[0].height <= room)
        yield from (True for _ in following[1:])


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
