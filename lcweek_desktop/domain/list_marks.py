"""What is printed before the items of a list: numbers, letters, dashes.

Source: docs/decree-30.md, Body (khoản are numbered "1.", điểm lettered "a)", what is below them has dashes).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final, TypeAlias

LEVELS: Final = 3
"""How many levels a list has; the outermost has depth 0."""

MAX_START: Final = 999
"""The greatest number that the first item of a list may have."""

LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
"""The letters of the points of a Vietnamese document, in order."""


class Mark(StrEnum):
    """The mark of the first item of a level, as it is printed."""

    NUMBER = "1."
    BRACKET = "1)"
    LETTER = "a)"
    DASH = "-"
    PLUS = "+"
    DOT = "•"

    @property
    def counts(self) -> bool:
        """Whether each item of the level has another mark than the one before."""
        return self in (Mark.NUMBER, Mark.BRACKET, Mark.LETTER)

    @property
    def below(self) -> Mark:
        """The usual mark of the level inside a level with this one."""
        return _BELOW[self]

    def of(self, number: int) -> str:
        """The mark of the item `number`, counted from 1."""
        if self is Mark.LETTER:
            return f"{LETTERS[number - 1] if number <= len(LETTERS) else number})"
        return f"{number}{self.value[-1]}" if self.counts else self.value


_BELOW: Final = {
    Mark.NUMBER: Mark.LETTER,
    Mark.BRACKET: Mark.LETTER,
    Mark.LETTER: Mark.DASH,
    Mark.DASH: Mark.PLUS,
    Mark.PLUS: Mark.DOT,
    Mark.DOT: Mark.DASH,
}

Marks: TypeAlias = tuple[Mark, Mark, Mark]
"""The marks of the levels of a list, from the outermost in."""


def marks_from(*known: Mark) -> Marks:
    """The marks of a list whose outer levels have the `known` ones, at least one; the rest are the usual."""
    marks = [*known[:LEVELS]]
    while len(marks) < LEVELS:
        marks.append(marks[-1].below)
    return marks[0], marks[1], marks[2]


BULLETED: Final = marks_from(Mark.DASH)
"""The marks of a list with dashes."""

NUMBERED: Final = marks_from(Mark.NUMBER)
"""The marks of a numbered list."""


def item_numbers(depths: Iterable[int], start: int = 1) -> Iterator[int]:
    """The number of each item, counted from 1 inside the item around it, when the items have `depths`.

    The first one has the number `start`.
    """
    counts = [0] * LEVELS
    for at, depth in enumerate(depths):
        counts[depth] = start if at == 0 else counts[depth] + 1
        counts[depth + 1 :] = [0] * (LEVELS - depth - 1)
        yield counts[depth]


def list_markers(depths: Iterable[int], marks: Marks, start: int = 1) -> Iterator[str]:
    """The mark before each item of a list whose items have `depths` and whose levels have `marks`."""
    known = [*depths]
    for depth, number in zip(known, item_numbers(known, start), strict=True):
        yield marks[depth].of(number)
