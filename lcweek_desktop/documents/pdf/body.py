"""The narrative in the PDF: headings, paragraphs, lists of three levels, simple tables.

Source: docs/decree-30.md, Body.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from lcweek_desktop.documents.document import Part, Title
from lcweek_desktop.documents.pdf import styles
from lcweek_desktop.documents.pdf.page import HEIGHT, WIDTH
from lcweek_desktop.documents.pdf.paragraphs import bookmarked_paragraph, plain_paragraph, rich_paragraph
from lcweek_desktop.documents.pdf.table_rows import PADDING, RuledTable, TableRow, rules, whole_or_broken
from lcweek_desktop.domain import narrative
from lcweek_desktop.domain.narrative import Align, Line, ListBlock, TextRun

MAX_COLUMNS: Final = 16
"""A table of more columns is printed as lines of text: on A4 its cells would be too narrow to read."""

_MAX_ROW_HEIGHT: Final = HEIGHT * 0.4
"""Points. A row of this height still fits above the signature."""

_KEPT_WITH_NEXT: Final = (styles.HEADING, *styles.TITLES.values())
_TABLE_STYLE: Final = [*PADDING, ("VALIGN", (0, 0), (-1, -1), "TOP")]


def body(parts: Sequence[Part]) -> list[Flowable]:
    """The flowables of `parts` in order. A heading is never the last thing on a page unless it is empty."""
    story = [*chain.from_iterable(map(_flowables, parts))]
    kept: list[Flowable] = []
    for at, flowable in enumerate(story):
        if is_heading(flowable) and not (at and is_heading(story[at - 1])):
            kept.append(_room_for_headings(story[at:]))
        kept.append(flowable)
    return kept


def is_heading(flowable: Flowable) -> bool:
    """Whether it is a heading that has text under it, or a title in the text."""
    return isinstance(flowable, Paragraph) and any(flowable.style is kept for kept in _KEPT_WITH_NEXT)


def line_of_cells(cells: Sequence[Line]) -> Line:
    """The cells of a row as one line, parted by semicolons."""
    return tuple(chain.from_iterable((*cell, TextRun("; ")) for cell in cells))[:-1]


def column_widths(table: narrative.Table) -> list[float]:
    """The widths of the columns in points."""
    weights = table.column_weights()
    return [WIDTH * weight / sum(weights) for weight in weights]


def _flowables(part: Part) -> Iterator[Flowable]:
    if isinstance(part, Title) and part.part:
        entry = f"{part.part}. {part.text}"
        yield bookmarked_paragraph(part.part, styles.PART, 1 + part.depth, entry)
        yield plain_paragraph(part.text, styles.PART)
    elif isinstance(part, Title):
        style = styles.EMPTY_HEADING if part.empty else styles.HEADING
        yield bookmarked_paragraph(part.text, style, 1 + part.depth)
    else:
        yield from _block(part)


def _room_for_headings(story: Sequence[Flowable]) -> Flowable:
    """A page break, unless the headings that begin `story` fit with three lines or two rows under them."""
    headings, following = 0.0, 3 * styles.BODY.leading
    for flowable in story:
        if not is_heading(flowable):
            rows = flowable.height_of_two_rows if isinstance(flowable, RuledTable) else 0
            following = max(following, rows)
            break
        headings += flowable.wrap(WIDTH, HEIGHT)[1] + styles.HEADING.spaceBefore
    return CondPageBreak(min(headings + styles.BODY.spaceBefore + following, HEIGHT * 0.9))


def _block(block: narrative.Block) -> Iterator[Flowable]:
    match block:
        case narrative.Paragraph():
            style = _aligned(block.align) if block.style is None else styles.TITLES[block.style]
            yield rich_paragraph(block.runs, style)
        case ListBlock():
            yield from _list(block)
        case narrative.Table():
            yield from _table(block)


def _aligned(align: Align) -> ParagraphStyle:
    if align is Align.JUSTIFY:
        return styles.BODY
    indent = styles.BODY.firstLineIndent if align is Align.LEFT else 0
    return styles.changed_style(
        styles.BODY, f"body-{align}", alignment=styles.ALIGNMENTS[align], firstLineIndent=indent
    )


def _list(block: ListBlock) -> Iterator[Flowable]:
    for mark, item in zip(block.printed_marks(), block.items, strict=True):
        yield rich_paragraph((TextRun(f"{mark} "), *item.runs), _item_style(item.depth))


def _item_style(depth: int) -> ParagraphStyle:
    if depth == 0:
        return styles.BODY
    return styles.changed_style(
        styles.BODY, f"list-level-{depth}", firstLineIndent=styles.LIST_INDENTS[depth]
    )


def _table(table: narrative.Table) -> Iterator[Flowable]:
    if len(table.rows[0]) > MAX_COLUMNS:
        yield from (rich_paragraph(line_of_cells(row), styles.BODY) for row in table.rows)
        return
    widths = column_widths(table)
    paragraphs = ([rich_paragraph(cell, styles.NARRATIVE_CELL) for cell in row] for row in table.rows)
    rows = [*chain.from_iterable(whole_or_broken(row, widths, _MAX_ROW_HEIGHT) for row in paragraphs)]
    style = [*_TABLE_STYLE, ("NOSPLIT", (0, 0), (-1, min(1, len(rows) - 1))), *rules(rows, 0)]
    yield RuledTable(
        [row.cells for row in rows],
        widths,
        [row.height for row in rows],
        style=style,
        repeatRows=_header_rows(table, rows),
        spaceBefore=6,
        spaceAfter=2,
    )


def _header_rows(table: narrative.Table, rows: Sequence[TableRow]) -> int:
    """How many rows are repeated on every page: the first, when it is all in bold, whole and above others."""
    runs = [run for cell in table.rows[0] for run in cell]
    is_header = bool(runs) and all(run.bold for run in runs) and len(table.rows) > 1
    return int(is_header and rows[0].ends)
