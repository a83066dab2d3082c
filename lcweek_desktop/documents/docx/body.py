"""The narrative: headings, paragraphs, lists that Word counts, simple tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lcweek_desktop.documents.document import Part, Title
from lcweek_desktop.documents.docx.lists import Lists
from lcweek_desktop.documents.docx.masthead import gap
from lcweek_desktop.documents.docx.styles import BODY, BULLETS, HEADINGS, NUMBERS
from lcweek_desktop.documents.docx.tables import cell, row, table
from lcweek_desktop.documents.docx.xml import Element, element, paragraph, run, twips
from lcweek_desktop.documents.pdf import body as pdf
from lcweek_desktop.documents.pdf import typeface
from lcweek_desktop.domain import narrative
from lcweek_desktop.domain.narrative import Align, Line, ListBlock, TextRun, list_markers

_DEEPER: Final = 54.0
"""Points to the mark of a list's second level, as in the PDF."""


def body(parts: Sequence[Part], lists: Lists) -> Iterator[Element]:
    """Elements in order; the styles of headings keep them with what follows, unless they are empty."""
    for part in parts:
        if isinstance(part, Title):
            loose = (element("keepNext", val=0),) if part.empty else ()
            yield paragraph(HEADINGS[part.depth], run(part.text), more=loose)
        else:
            yield from _block(part, lists)


def _block(block: narrative.Block, lists: Lists) -> Iterator[Element]:
    match block:
        case narrative.Paragraph():
            yield paragraph(BODY, *_runs(block.runs), more=_aligned(block.align))
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
            looks = {"b": part.bold, "i": part.italic}
            made = run(part.text, *(look for look, wanted in looks.items() if wanted))
            if part.underline:
                made.get_or_add_rPr().append(element("u", val="single"))
            yield made


def _list(block: ListBlock, lists: Lists) -> Iterator[Element]:
    depths = [item.depth for item in block.items]
    printed = [*list_markers(depths, block.ordered)]
    style = NUMBERS if block.ordered else BULLETS
    number = lists.number(block.ordered, printed)
    for mark, item in zip(printed, block.items, strict=True):
        if number is None:
            indent = element("ind", firstLine=twips(_DEEPER if item.depth else typeface.BODY.firstLineIndent))
            yield paragraph(style, run(f"{mark} "), *_runs(item.runs), more=(indent,))
        else:
            level, of = element("ilvl", val=item.depth), element("numId", val=number)
            yield paragraph(style, *_runs(item.runs), more=(element("numPr", level, of),))


def _table(block: narrative.Table) -> Iterator[Element]:
    if len(block.rows[0]) > pdf.MOST_COLUMNS:
        for cells in block.rows:
            yield paragraph(BODY, *_runs(pdf.joined(cells)))
        return
    widths = pdf.widths(block)
    rows = (
        row(cell(width, paragraph("OBang", *_runs(line))) for width, line in zip(widths, cells, strict=True))
        for cells in block.rows
    )
    yield gap(6)
    yield table(widths, rows, lines=True)
    yield gap(2)
