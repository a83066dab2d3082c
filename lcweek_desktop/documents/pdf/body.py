"""The narrative on paper: headings, paragraphs, lists of two levels, simple tables. Source: decree-30.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from lcweek_desktop.documents.document import Part, Title
from lcweek_desktop.documents.pdf import typeface
from lcweek_desktop.documents.pdf.landmark import landmark
from lcweek_desktop.documents.pdf.page import HEIGHT, WIDTH
from lcweek_desktop.documents.pdf.rows import PADDING, Ruled, TableRow, rules, whole_or_broken
from lcweek_desktop.documents.pdf.typeface import line
from lcweek_desktop.domain import narrative
from lcweek_desktop.domain.narrative import Align, Line, ListBlock, TextRun, list_markers

MOST_COLUMNS: Final = 16
"""A table of more columns prints as lines of text: on A4 its cells would be too narrow to read."""

_TALLEST_ROW: Final = HEIGHT * 0.4
"""So that the last row of a table still finds room on the signature's page."""

_TABLE_STYLE: Final = [*PADDING, ("VALIGN", (0, 0), (-1, -1), "TOP")]


def body(parts: Sequence[Part]) -> list[Flowable]:
    """Flowables in order; no heading is left at the foot of a page without text under it."""
    story = [*chain.from_iterable(map(_flowables, parts))]
    laid: list[Flowable] = []
    for at, flowable in enumerate(story):
        if is_heading(flowable) and not (at and is_heading(story[at - 1])):
            laid.append(_room_for_headings(story[at:]))
        laid.append(flowable)
    return laid


def _flowables(part: Part) -> Iterator[Flowable]:
    if isinstance(part, Title):
        style = typeface.EMPTY_HEADING if part.empty else typeface.HEADING
        yield landmark(part.text, style, 1 + part.depth)
    else:
        yield from _block(part)


def is_heading(flowable: Flowable) -> bool:
    """One that has text under it."""
    return isinstance(flowable, Paragraph) and flowable.style is typeface.HEADING


def _room_for_headings(story: Sequence[Flowable]) -> Flowable:
    """Breaks the page unless the headings that begin `story` fit, and three lines or two rows under them."""
    headings, follows = 0.0, 3 * typeface.BODY.leading
    for flowable in story:
        if not is_heading(flowable):
            follows = max(follows, flowable.beginning if isinstance(flowable, Ruled) else 0)
            break
        headings += flowable.wrap(WIDTH, HEIGHT)[1] + typeface.HEADING.spaceBefore
    return CondPageBreak(min(headings + typeface.BODY.spaceBefore + follows, HEIGHT * 0.9))


def _block(block: narrative.Block) -> Iterator[Flowable]:
    match block:
        case narrative.Paragraph():
            yield line(block.runs, _aligned(block.align))
        case ListBlock():
            yield from _list(block)
        case narrative.Table():
            yield from _table(block)


def _aligned(align: Align) -> ParagraphStyle:
    if align is Align.JUSTIFY:
        return typeface.BODY
    indent = typeface.BODY.firstLineIndent if align is Align.LEFT else 0
    return typeface.styled(
        typeface.BODY, f"body-{align}", alignment=typeface.ALIGNMENT[align], firstLineIndent=indent
    )


def _list(block: ListBlock) -> Iterator[Flowable]:
    deeper = typeface.styled(typeface.BODY, "deeper", firstLineIndent=1.9 * cm)
    depths = [item.depth for item in block.items]
    for mark, item in zip(list_markers(depths, block.ordered), block.items, strict=True):
        yield line((TextRun(f"{mark} "), *item.runs), deeper if item.depth else typeface.BODY)


def _table(table: narrative.Table) -> Iterator[Flowable]:
    if len(table.rows[0]) > MOST_COLUMNS:
        yield from (line(joined(row), typeface.BODY) for row in table.rows)
        return
    across = widths(table)
    rows = ([line(cell, typeface.INNER_CELL) for cell in row] for row in table.rows)
    fitting = [*chain.from_iterable(whole_or_broken(row, across, _TALLEST_ROW) for row in rows)]
    cells, heights = [row.cells for row in fitting], [row.height for row in fitting]
    style = [*_TABLE_STYLE, ("NOSPLIT", (0, 0), (-1, min(1, len(fitting) - 1))), *rules(fitting, 0)]
    yield Ruled(
        cells, across, heights, style=style, repeatRows=_heads(table, fitting), spaceBefore=6, spaceAfter=2
    )


def _heads(table: narrative.Table, fitting: Sequence[TableRow]) -> int:
    """How many of the first rows stand on every page: one that is all in bold and whole, above others."""
    runs = [run for cell in table.rows[0] for run in cell]
    is_head = bool(runs) and all(run.bold for run in runs) and len(table.rows) > 1
    return int(is_head and fitting[0].ends)


def joined(cells: Sequence[Line]) -> Line:
    return tuple(chain.from_iterable((*cell, TextRun("; ")) for cell in cells))[:-1]


def widths(table: narrative.Table) -> list[float]:
    """In points. Columns share the page by their longest texts, none so narrow that it drowns beside a long
    one."""
    weights = [
        min(max(max(sum(_length(run) for run in row[at]) for row in table.rows), 6), 40)
        for at in range(len(table.rows[0]))
    ]
    return [WIDTH * weight / sum(weights) for weight in weights]


def _length(run: narrative.Run) -> int:
    return len(run.text) if isinstance(run, TextRun) else 0
