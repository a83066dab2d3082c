"""Lists that Word counts itself: "-" and "+", "1." and "a)". Source: ECMA-376, numbering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docx.document import Document

from lcweek_desktop.documents.docx.xml import Element, element, twips
from lcweek_desktop.documents.pdf import typeface

_BULLETED, _ORDERED = 1, 2
_LEVELS: Final = {
    _BULLETED: (("bullet", "-"), ("bullet", "+")),
    _ORDERED: (("decimal", "%1."), ("lowerLetter", "%2)")),
}
_BESIDE_WORD: Final = "đ)"
"""From the fifth point on our letters (đ, e, g) are not the ones that Word counts with."""


class Lists:
    """The lists of one document; each ordered one begins at 1."""

    def __init__(self, document: Document) -> None:
        self._element = document.part.numbering_part.element
        for old in list(self._element):
            self._element.remove(old)
        for kind in _LEVELS:
            self._element.append(_kind(kind))
        self._count = 0
        self._bullets = self._new(_BULLETED)

    def number(self, ordered: bool, marks: Sequence[str]) -> int | None:
        """The number of a list with these `marks`; None where Word would count otherwise."""
        if not ordered:
            return self._bullets
        return None if _BESIDE_WORD in marks else self._new(_ORDERED)

    def _new(self, kind: int) -> int:
        self._count += 1
        restarted = (element("lvlOverride", element("startOverride", val=1), ilvl=level) for level in (0, 1))
        self._element.append(
            element("num", element("abstractNumId", val=kind), *restarted, numId=self._count)
        )
        return self._count


def _kind(kind: int) -> Element:
    levels = (_level(at, *_LEVELS[kind][at]) for at in (0, 1))
    return element("abstractNum", element("multiLevelType", val="multilevel"), *levels, abstractNumId=kind)


def _level(at: int, counted: str, text: str) -> Element:
    indent = twips(54 if at else typeface.BODY.firstLineIndent)
    return element(
        "lvl",
        element("start", val=1),
        element("numFmt", val=counted),
        element("suff", val="space"),
        element("lvlText", val=text),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=0, firstLine=indent)),
        ilvl=at,
    )
