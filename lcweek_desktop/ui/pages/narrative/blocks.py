"""Blocks ⇄ QTextDocument, in the formats of formats.py."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, groupby

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)

from lcweek_desktop.domain.narrative import (
    Block,
    Line,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    Table,
    Text,
    TextRun,
    block_lines,
    list_markers,
    normalize_text,
)
from lcweek_desktop.ui.pages.narrative.formats import (
    OBJECT,
    Item,
    align_of,
    item_format,
    item_of,
    paragraph_format,
    run_format,
    run_of,
    table_format,
)


def free_group(document: QTextDocument) -> int:
    """A number that no list of the document has yet."""
    items = (item_of(block) for block in all_blocks(document))
    return max((item.group for item in items if item is not None), default=0) + 1


def all_blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Every paragraph, those in tables too."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


# Blocks → document


def fill(document: QTextDocument, text: Text) -> None:
    """Make `text` all there is in `document`; its steps back are forgotten."""
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    cursor.setBlockFormat(paragraph_format())
    _Writer(cursor, fresh=True).write(text)
    document.setUndoRedoEnabled(True)


def insert(cursor: QTextCursor, text: Text) -> None:
    """Put `text` in place of what `cursor` has selected, as one step back: inside a line when it is one
    paragraph or the cursor is in a table, else as blocks of their own."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    if cursor.currentTable() is not None:
        write_line(cursor, _one_line(text))
    elif len(text) == 1 and isinstance(text[0], Paragraph):
        write_line(cursor, text[0].runs)
    elif text:
        _insert_blocks(cursor, text)
    cursor.endEditBlock()


def write_line(cursor: QTextCursor, line: Line) -> None:
    for run in line:
        cursor.insertText(run.text if isinstance(run, TextRun) else OBJECT, run_format(run))


def _insert_blocks(cursor: QTextCursor, text: Text) -> None:
    """What stood after the cursor in its paragraph goes on in one of its own after `text`."""
    if not cursor.atBlockEnd():
        cursor.insertBlock()
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    block = cursor.block()
    _Writer(cursor, fresh=block.length() == 1, around=item_of(block)).write(text)


class _Writer:
    """Writes block after block. `fresh`: the paragraph the cursor is in is empty and to be used; `around`:
    the item that the text is put after."""

    def __init__(self, cursor: QTextCursor, fresh: bool, around: Item | None = None) -> None:
        self._cursor, self._fresh, self._around = cursor, fresh, around
        self._document = cursor.document()

    def write(self, text: Text) -> None:
        for block in text:
            match block:
                case Paragraph():
                    self._begin(paragraph_format(block.align))
                    write_line(self._cursor, block.runs)
                case ListBlock():
                    self._write_list(block)
                case Table():
                    self._write_table(block)
            self._around = None

    def _begin(self, format_: QTextBlockFormat) -> None:
        if self._fresh:
            self._cursor.setBlockFormat(format_)
            self._cursor.setBlockCharFormat(QTextCharFormat())
        else:
            self._cursor.insertBlock(format_, QTextCharFormat())
        self._fresh = False

    def _write_list(self, block: ListBlock) -> None:
        """A list put after an item of its kind becomes part of that item's list."""
        group = free_group(self._document)
        if self._around is not None and self._around.ordered == block.ordered:
            group = self._around.group
        for item in block.items:
            format_ = item_format(Item(group, block.ordered, item.depth), self._document.defaultFont())
            self._begin(format_)
            write_line(self._cursor, item.runs)

    def _write_table(self, block: Table) -> None:
        columns = len(block.rows[0])
        table = self._cursor.insertTable(len(block.rows), columns, table_format(columns))
        for row, cells in enumerate(block.rows):
            for column, line in enumerate(cells):
                write_line(table.cellAt(row, column).firstCursorPosition(), line)
        self._cursor.setPosition(table.lastPosition() + 1)
        self._fresh = self._cursor.block().length() == 1
        if self._fresh:
            self._begin(paragraph_format())
            self._fresh = True


def _one_line(text: Text) -> Line:
    spaced = ((*line, TextRun(" ")) for block in text for line in block_lines(block))
    return tuple(chain.from_iterable(spaced))[:-1]


# Document → blocks


def read(document: QTextDocument) -> Text:
    """The tidy text of `document`."""
    return normalize_text(tuple(_blocks(document)))


def listed(document: QTextDocument) -> list[tuple[QTextBlock, int, str]]:
    """Every item with its depth and the mark it prints with."""
    found: list[tuple[QTextBlock, int, str]] = []
    for in_list, parts in groupby(_parts(document), _list_of):
        if in_list is not None:
            items = [part for part in parts if isinstance(part, QTextBlock)]
            depths = [item.depth for block in items if (item := item_of(block)) is not None]
            found += zip(items, depths, list_markers(depths, in_list[1]), strict=True)
    return found


def _blocks(document: QTextDocument) -> Iterator[Block]:
    for in_list, parts in groupby(_parts(document), _list_of):
        if in_list is None:
            yield from map(_single, parts)
        else:
            items = tuple(_item(part) for part in parts if isinstance(part, QTextBlock))
            yield ListBlock(items, in_list[1])


def _parts(document: QTextDocument) -> Iterator[QTextBlock | QTextTable]:
    """Paragraphs and whole tables, in order."""
    block = document.begin()
    while block.isValid():
        table = QTextCursor(block).currentTable()
        if table is None:
            yield block
            block = block.next()
        else:
            yield table
            block = document.findBlock(table.lastPosition() + 1)


def _list_of(part: QTextBlock | QTextTable) -> tuple[int, bool] | None:
    """Which list, and whether it is numbered."""
    item = item_of(part) if isinstance(part, QTextBlock) else None
    return None if item is None else (item.group, item.ordered)


def _single(part: QTextBlock | QTextTable) -> Block:
    if isinstance(part, QTextBlock):
        return Paragraph(_line(part), align_of(part))
    columns = range(part.columns())
    return Table(
        tuple(tuple(_cell_line(part, row, column) for column in columns) for row in range(part.rows()))
    )


def _item(block: QTextBlock) -> ListItem:
    item = item_of(block)
    assert item is not None
    return ListItem(_line(block), item.depth)


def _cell_line(table: QTextTable, row: int, column: int) -> Line:
    """The paragraphs of a cell as one line."""
    cell = table.cellAt(row, column)
    block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
    runs = [*_line(block)]
    while block != last:
        block = block.next()
        runs += (TextRun(" "), *_line(block))
    return tuple(runs)


def _line(block: QTextBlock) -> Line:
    runs: list[Run] = []
    part = block.begin()
    while not part.atEnd():
        fragment = part.fragment()
        runs += run_of(fragment.text(), fragment.charFormat())
        part += 1
    return tuple(runs)
