"""Builds blocks of the narrative from text that is read piece by piece, with its lists and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from lcweek_desktop.domain.narrative import (
    Align,
    Block,
    ListBlock,
    ListItem,
    Paragraph,
    Text,
    TextRun,
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
    """A list item that is being read: the key of its list, its depth from 0, and whether it is numbered."""

    list_key: str
    depth: int
    ordered: bool = False


class BlockBuilder:
    """Collects text into lines, and lines into paragraphs, lists and tables.

    `legacy_font` is the name of the first TCVN3 or VNI font found in the text (css.py), None while there is
    none. Text in such a font can be read as Vietnamese in that font only.
    """

    def __init__(self) -> None:
        self.legacy_font: str | None = None
        self._blocks: list[Block] = []
        self._items: list[ListItem] = []
        self._list: tuple[str, bool] | None = None
        """The key of the list that `_items` belong to, and whether it is numbered."""
        self._item: OpenItem | None = None
        """The item that the last line went to."""
        self._grid: TableGrid | None = None
        self._line: list[TextRun] = []
        self._align: Align | None = None
        self._is_heading = False
        self.letters = 0
        """The characters added so far, white space among them."""
        self.dropped = 0
        """The characters among them that no text may hold."""

    def add_text(self, text: str, style: TextStyle) -> None:
        """Append `text` to the present line; white space at its beginning is dropped. Text beyond MAX_LETTERS
        is only counted."""
        if text.strip():
            if not self._line:
                self._align, self._is_heading = style.align, style.is_heading
            if style.has_legacy_font and self.legacy_font is None:
                self.legacy_font = style.font
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
            self._end_list()
            style = pasted_title(line, is_heading=self._is_heading)
            self._blocks.append(Paragraph(line, self._align or Align.JUSTIFY, style))
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

    def begin_table(self) -> None:
        """Begin a table, to which lines go until `end_table` is called."""
        self._end_list()
        self._grid = TableGrid()

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

    def _begin_item(self, item: OpenItem) -> None:
        """Make `item` the item that lines go to; it begins a new list unless it belongs to the open one.

        The second level of a list is numbered if the first one is.
        """
        ordered = self._list[1] if item.depth and self._list else item.ordered
        if self._list != (item.list_key, ordered):
            self._end_list()
        self._list, self._item = (item.list_key, ordered), item

    def _end_list(self) -> None:
        if self._list is not None and self._items:
            self._blocks.append(ListBlock(tuple(self._items), self._list[1]))
        self._items, self._list, self._item = [], None, None
