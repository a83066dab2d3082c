"""The narrative in the DOCX: headings, paragraphs, lists, simple tables.

Source: docs/decree-30.md, Body.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lcweek_desktop.documents.document import Part, Title
from lcweek_desktop.documents.docx.elements import (
    Element,
    Style,
    cell,
    element,
    gap,
    paragraph,
    row,
    run,
    table,
    twips,
)
from lcweek_desktop.documents.docx.numbering import Lists
from lcweek_desktop.documents.pdf import styles as pdf
from lcweek_desktop.documents.pdf.body import MAX_COLUMNS, column_widths, line_of_cells
from lcweek_desktop.domain import narrative
from lcweek_desktop.domain.narrative import Align, Line, ListBlock, TextRun, TitleStyle

_HEADINGS: Final = (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4)
_TITLES: Final = {
    TitleStyle.PART: Style.PART,
    TitleStyle.SECTION: Style.SECTION,
    TitleStyle.CLAUSE: Style.CLAUSE,
    TitleStyle.POINT: Style.POINT,
}


def body(parts: Sequence[Part], lists: Lists) -> Iterator[Element]:
    """The elements of `parts` in order. A heading stays on the page of what follows, unless it is empty."""
    for part in parts:
        if isinstance(part, Title) and part.part:
            yield paragraph(_HEADINGS[part.depth], run(part.part), properties=_aligned(Align.CENTER))
            yield paragraph(Style.PART, run(part.text))
        elif isinstance(part, Title):
            free = (element("keepNext", val=0),) if part.empty else ()
            yield paragraph(_HEADINGS[part.depth], run(part.text), properties=free)
        else:
            yield from _block(part, lists)


def _block(block: narrative.Block, lists: Lists) -> Iterator[Element]:
    match block:
        case narrative.Paragraph():
            if block.style is None:
                yield paragraph(Style.BODY, *_runs(block.runs), properties=_aligned(block.align))
            else:
                yield paragraph(_TITLES[block.style], *_runs(block.runs))
        case ListBlock():
            yield from _list(block, lists)
        case narrative.Table():
            yield from _table(block)


def _aligned(align: Align) -> tuple[Element, ...]:
    if align is Align.JUSTIFY:
        return ()
    indent = () if align is Align.LEFT else (element("ind", firstLine=0),)
    return (*indent, element("jc", val=align.value))


def _runs(line: Line) -> Iterator[Element]:
    for part in line:
        if isinstance(part, TextRun):
            toggles = {"b": part.bold, "i": part.italic}
            made = run(part.text, *(toggle for toggle, wanted in toggles.items() if wanted))
            if part.underline:
                made.get_or_add_rPr().append(element("u", val="single"))
            yield made


def _list(block: ListBlock, lists: Lists) -> Iterator[Element]:
    number = lists.number(block)
    for mark, item in zip(block.printed_marks(), block.items, strict=True):
        style = Style.NUMBERS if block.marks[item.depth].counts else Style.BULLETS
        if number is None:
            indent = element("ind", firstLine=twips(pdf.LIST_INDENTS[item.depth]))
            yield paragraph(style, run(f"{mark} "), *_runs(item.runs), properties=(indent,))
        else:
            counted = element("numPr", element("ilvl", val=item.depth), element("numId", val=number))
            yield paragraph(style, *_runs(item.runs), properties=(counted,))


def _table(block: narrative.Table) -> Iterator[Element]:
    if len(block.rows[0]) > MAX_COLUMNS:
        for cells in block.rows:
            yield paragraph(Style.BODY, *_runs(line_of_cells(cells)))
        return
    widths = column_widths(block)
    rows = (
        row(
            cell(width, paragraph(Style.NARRATIVE_CELL, *_runs(line)))
            for width, line in zip(widths, cells, strict=True)
        )
        for cells in block.rows
    )
    yield gap(6)
    yield table(widths, rows, ruled=True)
    yield gap(2)
