"""The narrative that a plain text means: what was typed in a chat, an e-mail or a simple editor.

Each line is a paragraph of its own. Lines that begin with "-", "+" or a number are items of a list, and print
as they were written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lcweek_desktop.domain.list_marks import LEVELS, Mark, marks_from
from lcweek_desktop.domain.narrative import (
    Block,
    ListBlock,
    ListItem,
    Paragraph,
    Text,
    TextRun,
    normalize_text,
)
from lcweek_desktop.domain.text import clean_text

_DASH: Final = re.compile(r"([-–—−+•·●])\s+(?=\S)|([-–—−])(?=[^\W\d_])")
_NUMBER: Final = re.compile(r"([1-9]\d{0,2})\.\s+(?=\S)")
_MARKS: Final = {"+": Mark.PLUS, "•": Mark.DOT, "·": Mark.DOT, "●": Mark.DOT}


def from_plain_text(text: str) -> Text:
    """The blocks that `text` means: a paragraph for each line, and lists. Blank lines are left out."""
    reader = _Reader()
    for line in clean_text(text).split("\n"):
        if line := " ".join(line.split()):
            reader.add(line)
    reader.end_list()
    return normalize_text(tuple(reader.blocks))


@dataclass(frozen=True)
class _Item:
    mark: Mark
    number: int
    text: str


class _Reader:
    """Reads line after line. The levels of a list are known by the order in which their marks appear: under
    "1." a "-" is the second level, under that a "+" the third."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._marks: list[Mark] = []
        self._items: list[ListItem] = []
        self._start = self._next = 1

    def add(self, line: str) -> None:
        item = _item(line)
        if item is None:
            self.end_list()
            self.blocks.append(Paragraph((TextRun(line),)))
            return
        if not self._takes(item):
            self.end_list()
            self._start = item.number
            self._marks = [Mark.DASH] if item.mark is Mark.PLUS else []
        if item.mark not in self._marks:
            self._marks.append(item.mark)
        depth = self._marks.index(item.mark)
        self._items.append(ListItem((TextRun(item.text),), depth))
        if item.mark.counts:
            self._next = item.number + 1

    def end_list(self) -> None:
        if self._items:
            self.blocks.append(ListBlock(tuple(self._items), marks_from(*self._marks), self._start))
        self._items, self._marks = [], []

    def _takes(self, item: _Item) -> bool:
        """Whether `item` prints as it was written as the next one of the open list."""
        if not self._items:
            return False
        if item.mark.counts:
            return self._marks[0] is item.mark and item.number == self._next
        is_new_level = len(self._marks) < LEVELS and _is_below(item.mark, self._marks[-1])
        return item.mark in self._marks or is_new_level


def _is_below(mark: Mark, above: Mark) -> bool:
    return above.counts or mark is above.below


def _item(line: str) -> _Item | None:
    if found := _NUMBER.match(line):
        return _Item(Mark.NUMBER, int(found[1]), line[found.end() :])
    if found := _DASH.match(line):
        return _Item(_MARKS.get(found[1] or found[2], Mark.DASH), 1, line[found.end() :])
    return None
