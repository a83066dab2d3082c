"""The lists of the DOCX, which Word counts itself where it would count as the PDF does.

Source: ECMA-376, part 1, 17.9 (numbering).
"""

from __future__ import annotations

from typing import Final

from docx.document import Document as File
from docx.oxml.ns import qn

from lcweek_desktop.documents.docx.elements import Element, element, twips
from lcweek_desktop.documents.pdf.styles import LIST_INDENTS
from lcweek_desktop.domain.list_marks import LEVELS, Mark, Marks
from lcweek_desktop.domain.narrative import ListBlock

_FORMATS: Final = {
    Mark.NUMBER: ("decimal", "%{level}."),
    Mark.BRACKET: ("decimal", "%{level})"),
    Mark.LETTER: ("lowerLetter", "%{level})"),
}
"""How Word counts; any other mark stands before its items as it is."""
_WORDS_LETTERS: Final = ("a)", "b)", "c)", "d)")
"""The marks that Word's letters share with Vietnamese ones; the fifth is "đ)", where Word has "e)"."""


class Lists:
    """The list definitions of one file: one kind for each set of marks, one list for each that counts."""

    def __init__(self, file: File) -> None:
        self._element = file.part.numbering_part.element
        for old in list(self._element):
            self._element.remove(old)
        self._kinds: dict[Marks, int] = {}
        self._uncounted: dict[Marks, int] = {}
        self._count = 0

    def number(self, block: ListBlock) -> int | None:
        """The id of a list definition that prints the marks of `block`; None when Word cannot print them."""
        if not _word_counts(block):
            return None
        if any(block.marks[item.depth].counts for item in block.items):
            return self._new(block)
        if block.marks not in self._uncounted:
            self._uncounted[block.marks] = self._new(block)
        return self._uncounted[block.marks]

    def _new(self, block: ListBlock) -> int:
        kind = self._kind(block.marks)
        self._count += 1
        first = block.items[0].depth
        starts = (
            element(
                "lvlOverride",
                element("startOverride", val=block.start if level == first else 1),
                ilvl=level,
            )
            for level in range(LEVELS)
        )
        self._element.append(element("num", element("abstractNumId", val=kind), *starts, numId=self._count))
        return self._count

    def _kind(self, marks: Marks) -> int:
        """The id of the kind of list with `marks`. All kinds stand before all lists."""
        if marks not in self._kinds:
            self._kinds[marks] = kind = len(self._kinds) + 1
            levels = (_level(level, mark) for level, mark in enumerate(marks))
            new = element(
                "abstractNum", element("multiLevelType", val="multilevel"), *levels, abstractNumId=kind
            )
            lists = self._element.findall(qn("w:num"))
            self._element.insert(len(self._element) - len(lists), new)
        return self._kinds[marks]


def _word_counts(block: ListBlock) -> bool:
    """Whether Word prints the marks of `block` itself.

    Its letters are English, and a level that begins with another number than 1 does so each time it begins.
    """
    if not block.items:
        return False
    letters = [
        printed
        for item, printed in zip(block.items, block.printed_marks(), strict=True)
        if block.marks[item.depth] is Mark.LETTER
    ]
    begins_again = block.start > 1 and any(item.depth < block.items[0].depth for item in block.items)
    return not begins_again and all(letter in _WORDS_LETTERS for letter in letters)


def _level(level: int, mark: Mark) -> Element:
    number_format, text = _FORMATS.get(mark, ("bullet", mark.value))
    return element(
        "lvl",
        element("start", val=1),
        element("numFmt", val=number_format),
        element("suff", val="space"),
        element("lvlText", val=text.format(level=level + 1)),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=0, firstLine=twips(LIST_INDENTS[level]))),
        ilvl=level,
    )
