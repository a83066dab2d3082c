"""Builds blocks of the narrative from text that is read piece by piece, with its lists and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from lcweek_desktop.domain.list_marks import Mark, item_numbers, marks_from
from lcweek_desktop.domain.narrative import (
    Align,
    Block,
    Line,
    ListBlock,
    ListItem,
    Paragraph,
    Text,
    TextRun,
    TitleStyle,
    normalize_line,
    normalize_text,
)
from lcweek_desktop.domain.text import dropped_characters
from lcweek_desktop.ui.pasting.css import TextStyle
from lcweek_desktop.ui.pasting.table_grid import TableGrid
from lcweek_desktop.ui.pasting.titles import pasted_title

MAX_LETTERS: Final = 100_000
"""The most characters of one text that are kept, about forty pages; more are only counted."""


@dataclass
class OpenItem:
    """A list item that is being read.

    `mark` is None for a bullet that has no sign of its own here; its level then has the usual one. `number`
    is the one that the item has where it was written, None where it is not said. `written_mark` is a mark
    that no list of ours prints, such as "II." or "1.1."; the item then is a paragraph that begins with it.
    `outer` are the marks of the levels around it, where they are known.
    """

    list_key: str
    depth: int
    mark: Mark | None = None
    number: int | None = None
    written_mark: str = ""
    outer: tuple[Mark | None, ...] = ()


class BlockBuilder:
    """Collects text into lines, and lines into paragraphs, lists and tables."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._items: list[ListItem] = []
        self._list_key: str | None = None
        """The key of the list that `_items` belong to."""
        self._marks: dict[int, Mark] = {}
        """The marks of its levels, by depth."""
        self._start = 1
        """The number of its first item."""
        self._item: OpenItem | None = None
        """The item that the last line went to."""
        self._grid: TableGrid | None = None
        self._line: list[TextRun] = []
        self._align: Align | None = None
        self._is_heading = False
        self._title: str | None = None
        self.letters = 0
        """The characters added so far, white space among them."""
        self.dropped = 0
        """The characters among them that no text may hold."""

    def add_text(self, text: str, style: TextStyle) -> None:
        """Append `text` to the present line; white space at its beginning is dropped. Text beyond MAX_LETTERS
        is only counted."""
        if text.strip():
            if not self._line:
                self._align, self._is_heading, self._title = style.align, style.is_heading, style.title
        elif not self._line:
            return
        self.letters += len(text)
        self.dropped += dropped_characters(text)
        if self.letters <= MAX_LETTERS:
            self._line.append(TextRun(text, style.bold, style.italic, style.underline))

    def end_line(self, item: OpenItem | None) -> None:
        """End the present line.

        It goes to the open table if there is one, otherwise to `item`. When `item` is None, it becomes a
        paragraph. An empty line is dropped.
        """
        line, self._line = normalize_line(self._line), []
        if not line:
            return
        if self._grid is not None:
            self._grid.append(line)
        elif item is None:
            self._add_paragraph(line)
        elif item.written_mark:
            self._add_paragraph(_with_mark(item.written_mark, line))
            item.written_mark = ""
        elif item is self._item:
            before = self._items[-1]
            self._items[-1] = replace(before, runs=(*before.runs, TextRun(" "), *line))
        else:
            self._begin_item(item)
            self._items.append(ListItem(line, item.depth))

    @property
    def table(self) -> TableGrid | None:
        """The table that was begun and not ended; None outside tables."""
        return self._grid

    def begin_table(self, *, keeps_form: bool = False) -> None:
        """Begin a table, to which lines go until `end_table` is called. One that `keeps_form` stays a table
        whatever is in it."""
        self._end_list()
        self._grid = TableGrid(keeps_form)

    def end_table(self) -> None:
        """Add the table, unless it is empty, to the blocks."""
        block = self._grid.to_block() if self._grid is not None else None
        if block is not None:
            self._blocks.append(block)
        self._grid = None

    def build(self) -> Text:
        """The text of all lines that were ended, as `normalize_text` returns it.

        An open table or list is ended.
        """
        self.end_table()
        self._end_list()
        return normalize_text(tuple(self._blocks))

    def _add_paragraph(self, line: Line) -> None:
        self._end_list()
        if self._title is None:
            style = pasted_title(line, is_heading=self._is_heading)
        else:
            style = TitleStyle(self._title) if self._title in tuple(TitleStyle) else None
        self._blocks.append(Paragraph(line, self._align or Align.JUSTIFY, style))

    def _begin_item(self, item: OpenItem) -> None:
        """Make `item` the item that lines go to; it begins a new list unless it belongs to the open one and
        prints there as it was written."""
        if self._list_key != item.list_key or not self._counts_on(item):
            self._end_list()
            self._start = item.number or 1
        self._list_key, self._item = item.list_key, item
        for level, mark in enumerate(item.outer[: item.depth]):
            if mark is not None:
                self._marks.setdefault(level, mark)
        self._marks.setdefault(item.depth, item.mark or self._bullet(item.depth))

    def _counts_on(self, item: OpenItem) -> bool:
        mark = self._marks.get(item.depth)
        if None not in (mark, item.mark) and mark is not item.mark:
            return False
        depths = [each.depth for each in self._items]
        *_, number = item_numbers([*depths, item.depth], self._start)
        return item.number in (None, number)

    def _bullet(self, depth: int) -> Mark:
        """The usual bullet of a level of the open list."""
        if depth == 0:
            return Mark.DASH
        outer = self._marks.get(depth - 1) or self._bullet(depth - 1)
        return Mark.DASH if outer.counts else outer.below

    def _end_list(self) -> None:
        if self._items:
            levels = range(1 + max(item.depth for item in self._items))
            marks = marks_from(*(self._marks.get(level) or self._bullet(level) for level in levels))
            self._blocks.append(ListBlock(tuple(self._items), marks, self._start))
        self._items, self._marks, self._list_key, self._item = [], {}, None, None


def _with_mark(mark: str, line: Line) -> Line:
    """`line` after `mark`, which looks as the line begins."""
    first = replace(line[0], text="") if isinstance(line[0], TextRun) else TextRun("")
    return normalize_line((replace(first, text=f"{mark} "), *line))
