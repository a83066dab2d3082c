"""Finds words in a QTextDocument of the narrative, and puts others in their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from lcweek_desktop.domain.narrative import FigureRun, FigureText, run_text
from lcweek_desktop.domain.text_search import Query
from lcweek_desktop.ui.pages.narrative.document_formats import FIGURE_CHARACTER, all_blocks, figure_cell


class Match(NamedTuple):
    """Found words: from the position `start` to `end`, and whether a live figure is a part of them."""

    start: int
    end: int
    holds_figure: bool = False

    @property
    def length(self) -> int:
        """How long the words are, in UTF-16 units, of which a live figure is one."""
        return self.end - self.start

    def select(self, document: QTextDocument) -> QTextCursor:
        """A cursor of `document` that has these words selected."""
        cursor = QTextCursor(document)
        cursor.setPosition(self.start)
        cursor.setPosition(self.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor


def matches(document: QTextDocument, query: Query, figure: FigureText) -> list[Match]:
    """Where `query` stands in `document`, in order; in live figures too, whose numbers `figure` gives. A
    match has the whole of each figure that it touches."""
    return [match for block in all_blocks(document) for match in _matches(block, query, figure)]


def replace_matches(document: QTextDocument, found: Sequence[Match], query: Query, words: str) -> None:
    """Put `words` in place of `found`, in the look in which each begins, as one step to undo of `document`.

    Where `query` takes capitals for small letters, `words` are capitals as what they replace.
    """
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for match in reversed(found):
        cursor.setPosition(match.start + 1)
        look = cursor.charFormat()
        cursor.setPosition(match.start)
        cursor.setPosition(match.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(query.in_place_of(cursor.selectedText(), words), look)
    cursor.endEditBlock()


def _matches(block: QTextBlock, query: Query, figure: FigureText) -> Iterator[Match]:
    shown: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    figures: list[int] = []
    at = block.position()
    for letter in block.text():
        after = at + (2 if letter > "\uffff" else 1)  # Qt counts in UTF-16
        if letter == FIGURE_CHARACTER:
            figures.append(at)
            letter = _figure_text(block, after, figure)
        shown.append(letter)
        starts += [at] * len(letter)
        ends += [after] * len(letter)
        at = after
    done = 0
    for first, last in query.spans("".join(shown)):
        start, end = starts[first], ends[last - 1]
        if start >= done:
            yield Match(start, end, any(start <= each < end for each in figures))
            done = end


def _figure_text(block: QTextBlock, after: int, figure: FigureText) -> str:
    """What the live figure before the position `after` shows."""
    cursor = QTextCursor(block)
    cursor.setPosition(after)
    cell = figure_cell(cursor.charFormat())
    return "" if cell is None else run_text(FigureRun(cell), figure)
