"""The narrative in the DOCX: headings, paragraphs, lists, simple tables.

Word counts a list itself where it would count as the PDF does. Source: docs/decree-30.md, Body; ECMA-376,
part 1, 17.9 (numbering).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from docx.document import Document as File

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
from lcweek_desktop.documents.pdf import styles as pdf
from lcweek_desktop.documents.pdf.body import MAX_COLUMNS, column_widths, line_of_cells
from lcweek_desktop.domain import narrative
from lcweek_desktop.domain.narrative import Align, Line, ListBlock, TextRun, TitleStyle, list_markers

_HEADINGS: Final = (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4)
_TITLES: Final = {
    TitleStyle.PART: Style.PART,
    TitleStyle.SECTION: Style.SECTION,
    TitleStyle.CLAUSE: Style.CLAUSE,
    TitleStyle.POINT: Style.POINT,
}
_INDENTS: Final = (pdf.BODY.firstLineIndent, 54.0)
"""The indentation of a list item's mark in points: at the outer level, then at the inner one."""

_BULLETED, _ORDERED = 1, 2
_LEVELS: Final = {
    _BULLETED: (("bullet", "-"), ("bullet", "+")),
    _ORDERED: (("decimal", "%1."), ("lowerLetter", "%2)")),
}
_NOT_IN_WORD: Final = "đ)"
"""The fifth mark of a lettered list. Word counts with the English alphabet and would print "e)" instead."""


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


class Lists:
    """The list definitions of one file; each ordered list of it begins at 1."""

    def __init__(self, file: File) -> None:
        self._element = file.part.numbering_part.element
        for old in list(self._element):
            self._element.remove(old)
        for kind in _LEVELS:
            self._element.append(_list_kind(kind))
        self._count = 0
        self._bullets = self._new(_BULLETED)

    def number(self, ordered: bool, printed: Sequence[str]) -> int | None:
        """The id of a list definition that prints the marks `printed`; None when Word cannot print them."""
        if not ordered:
            return self._bullets
        return None if _NOT_IN_WORD in printed else self._new(_ORDERED)

    def _new(self, kind: int) -> int:
        self._count += 1
        restarted = (element("lvlOverride", element("startOverride", val=1), ilvl=level) for level in (0, 1))
        self._element.append(
            element("num", element("abstractNumId", val=kind), *restarted, numId=self._count)
        )
        return self._count


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
    printed = [*list_markers([item.depth for item in block.items], block.ordered)]
    style = Style.NUMBERS if block.ordered else Style.BULLETS
    number = lists.number(block.ordered, printed)
    for mark, item in zip(printed, block.items, strict=True):
        if number is None:
            indent = element("ind", firstLine=twips(_INDENTS[item.depth]))
            yield paragraph(style, run(f"{mark} "), *_runs(item.runs), properties=(indent,))
        else:
            counted = element("numPr", element("ilvl", val=item.depth), element("numId", val=number))
            yield paragraph(style, *_runs(item.runs), properties=(counted,))


def _list_kind(kind: int) -> Element:
    levels = (_list_level(level, *_LEVELS[kind][level]) for level in (0, 1))
    return element("abstractNum", element("multiLevelType", val="multilevel"), *levels, abstractNumId=kind)


def _list_level(level: int, number_format: str, text: str) -> Element:
    return element(
        "lvl",
        element("start", val=1),
        element("numFmt", val=number_format),
        element("suff", val="space"),
        element("lvlText", val=text),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=0, firstLine=twips(_INDENTS[level]))),
        ilvl=level,
    )


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
