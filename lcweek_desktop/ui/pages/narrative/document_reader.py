"""Reads the blocks of the narrative from a QTextDocument (document_writer.py writes them)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple, TypeAlias

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable

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
    list_markers,
    normalize_text,
)
from lcweek_desktop.ui.pages.narrative.document_formats import alignment, list_entry, runs_of, title_style

_Part: TypeAlias = QTextBlock | QTextTable
"""A paragraph outside tables, or a whole table."""


class ListMark(NamedTuple):
    """What is printed before a list item, such as "1." or "+"."""

    block: QTextBlock
    depth: int
    text: str


def read_text(document: QTextDocument) -> Text:
    """The text of `document`, as `normalize_text` returns it."""
    return normalize_text(tuple(_blocks(document)))


def list_marks(document: QTextDocument) -> list[ListMark]:
    """The mark of every list item, in order."""
    found: list[ListMark] = []
    for of_list, parts in groupby(_parts(document), _list_of):
        if of_list is not None:
            blocks = [part for part in parts if isinstance(part, QTextBlock)]
            depths = [entry.depth for block in blocks if (entry := list_entry(block)) is not None]
            texts = list_markers(depths, of_list[1])
            found += map(ListMark._make, zip(blocks, depths, texts, strict=True))
    return found


def _blocks(document: QTextDocument) -> Iterator[Block]:
    for of_list, parts in groupby(_parts(document), _list_of):
        if of_list is None:
            yield from map(_paragraph_or_table, parts)
        else:
            items = tuple(_item(part) for part in parts if isinstance(part, QTextBlock))
            yield ListBlock(items, of_list[1])


def _parts(document: QTextDocument) -> Iterator[_Part]:
    block = document.begin()
    while block.isValid():
        table = QTextCursor(block).currentTable()
        if table is None:
            yield block
            block = block.next()
        else:
            yield table
            block = document.findBlock(table.lastPosition() + 1)


def _list_of(part: _Part) -> tuple[int, bool] | None:
    """The id of the list a part is in, and whether that is numbered; None outside lists."""
    entry = list_entry(part) if isinstance(part, QTextBlock) else None
    return None if entry is None else (entry.list_id, entry.ordered)


def _paragraph_or_table(part: _Part) -> Block:
    if isinstance(part, QTextBlock):
        return Paragraph(_line(part), alignment(part), title_style(part))
    columns = range(part.columns())
    return Table(
        tuple(tuple(_cell_line(part, row, column) for column in columns) for row in range(part.rows()))
    )


def _item(block: QTextBlock) -> ListItem:
    entry = list_entry(block)
    assert entry is not None
    return ListItem(_line(block), entry.depth)


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
        runs += runs_of(fragment.text(), fragment.charFormat())
        part += 1
    return tuple(runs)
