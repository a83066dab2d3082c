"""Writes blocks of the narrative into a QTextDocument (document_reader.py reads them back)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from lcweek_desktop.domain.list_marks import Marks, item_numbers
from lcweek_desktop.domain.narrative import (
    Line,
    ListBlock,
    Paragraph,
    Table,
    Text,
    TextRun,
    block_lines,
    text_sources,
)
from lcweek_desktop.domain.pieces import row_words
from lcweek_desktop.domain.source import Sources, joined_sources
from lcweek_desktop.ui.pages.narrative.document_formats import (
    FIGURE_CHARACTER,
    ListEntry,
    emphasis_format,
    list_entry,
    list_item_format,
    paragraph_format,
    run_format,
    table_format,
    title_format,
    title_style,
    unused_list_id,
)


def set_text(document: QTextDocument, text: Text) -> None:
    """Replace everything in `document` by `text`, and clear its undo history."""
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    cursor.setBlockFormat(paragraph_format())
    _Writer(cursor, use_current_block=True).write(text)
    document.setUndoRedoEnabled(True)


def insert_text(cursor: QTextCursor, text: Text) -> None:
    """Replace the selection of `cursor` by `text`, as one step to undo.

    A single paragraph that is no title, and anything inside a table, is inserted into the line at the cursor;
    other text becomes blocks of its own.
    """
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    if cursor.currentTable() is not None:
        _write_line(cursor, _joined(text), joined_sources(*text_sources(text)))
    elif len(text) == 1 and isinstance(text[0], Paragraph) and text[0].style is None:
        _write_line(cursor, text[0].runs, text[0].sources)
    elif text:
        _insert_blocks(cursor, text)
    cursor.endEditBlock()


def _write_line(cursor: QTextCursor, line: Line, sources: Sources = ()) -> None:
    style = title_style(cursor.block())
    for run in line:
        format_ = run_format(run, sources)
        if style is not None:
            format_.merge(emphasis_format(bold=style.is_bold))
        cursor.insertText(run.text if isinstance(run, TextRun) else FIGURE_CHARACTER, format_)


def _insert_blocks(cursor: QTextCursor, text: Text) -> None:
    """Insert `text` after the cursor; the rest of the cursor's paragraph becomes a paragraph after it."""
    if not cursor.atBlockEnd():
        cursor.insertBlock()
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    block = cursor.block()
    _Writer(cursor, use_current_block=block.length() == 1, after=list_entry(block)).write(text)


def _joined(text: Text) -> Line:
    """All lines of `text` as one, with spaces between them."""
    spaced = ((*line, TextRun(" ")) for block in text for line in block_lines(block))
    return tuple(chain.from_iterable(spaced))[:-1]


def _paragraph_format(paragraph: Paragraph) -> QTextBlockFormat:
    if paragraph.style is not None:
        return title_format(paragraph.style)
    return paragraph_format(paragraph.align)


@dataclass(frozen=True)
class _WrittenList:
    """A list, and the depths of the items written so far."""

    list_id: int
    marks: Marks
    start: int
    depths: list[int]

    def goes_on_with(self, block: ListBlock) -> bool:
        """Whether `block` counts on where this list ends."""
        *_, number = item_numbers([*self.depths, block.items[0].depth], self.start)
        return block.marks == self.marks and 1 < number == block.start


def _is_of_kind(block: ListBlock, marks: Marks) -> bool:
    """Whether the items of `block` have the marks of a list with `marks`."""
    levels = 1 + max(item.depth for item in block.items)
    return block.marks[:levels] == marks[:levels]


def _row_sources(table: Table, row: tuple[Line, ...]) -> Sources:
    """The sources of which a row has the very words; with those of no row, which may have been edited."""
    words = {row_words(each) for each in table.rows}
    return tuple(each for each in table.sources if each.words == row_words(row) or each.words not in words)


class _Writer:
    """Writes block after block at a cursor."""

    def __init__(self, cursor: QTextCursor, use_current_block: bool, after: ListEntry | None = None) -> None:
        """With `use_current_block` the cursor's paragraph, which is empty, becomes the first one written.

        `after` is the list item that the text is written after, None if it is not written after one.
        """
        self._cursor, self._use_current_block, self._after = cursor, use_current_block, after
        self._document = cursor.document()
        self._last: _WrittenList | None = None
        self._is_interrupted = False
        """Whether something else was written after `_last`."""

    def write(self, text: Text) -> None:
        for block in text:
            match block:
                case Paragraph():
                    self._begin_block(_paragraph_format(block))
                    _write_line(self._cursor, block.runs, block.sources)
                case ListBlock():
                    self._write_list(block)
                case Table():
                    self._write_table(block)
            self._after = None
            self._is_interrupted = not isinstance(block, ListBlock)

    def _begin_block(self, format_: QTextBlockFormat) -> None:
        if self._use_current_block:
            self._cursor.setBlockFormat(format_)
            self._cursor.setBlockCharFormat(QTextCharFormat())
        else:
            self._cursor.insertBlock(format_, QTextCharFormat())
        self._use_current_block = False

    def _write_list(self, block: ListBlock) -> None:
        written = self._list_for(block)
        self._last = written
        for item in block.items:
            entry = ListEntry(written.list_id, written.marks, item.depth, written.start)
            self._begin_block(list_item_format(entry, self._document.defaultFont()))
            _write_line(self._cursor, item.runs, item.sources)
            written.depths.append(item.depth)

    def _list_for(self, block: ListBlock) -> _WrittenList:
        """The list that `block` becomes a part of: that of the item before it, if it is of the same kind; the
        last one, if it goes on counting where that ended; otherwise a new one."""
        after, last = self._after, self._last
        if after is not None and _is_of_kind(block, after.marks):
            return _WrittenList(after.list_id, after.marks, after.start, [])
        if last is not None and self._is_interrupted and last.goes_on_with(block):
            return last
        return _WrittenList(unused_list_id(self._document), block.marks, block.start, [])

    def _write_table(self, block: Table) -> None:
        weights = block.column_weights()
        table = self._cursor.insertTable(len(block.rows), len(weights), table_format(weights))
        for row, cells in enumerate(block.rows):
            sources = _row_sources(block, cells)
            for column, line in enumerate(cells):
                _write_line(table.cellAt(row, column).firstCursorPosition(), line, sources)
        self._cursor.setPosition(table.lastPosition() + 1)
        self._use_current_block = self._cursor.block().length() == 1
        if self._use_current_block:
            self._begin_block(paragraph_format())
            self._use_current_block = True
