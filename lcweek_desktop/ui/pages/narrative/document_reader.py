"""Reads the blocks of the narrative from a QTextDocument (document_writer.py writes them)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from typing import NamedTuple, TypeAlias

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable

from lcweek_desktop.domain.list_marks import Marks, item_numbers, list_markers
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
    normalize_line,
    normalize_text,
)
from lcweek_desktop.domain.source import joined_sources
from lcweek_desktop.ui.pages.narrative.document_formats import (
    alignment,
    list_entry,
    runs_of,
    sources_of,
    title_style,
)

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
    for part in _lists_and_others(document):
        if isinstance(part, _PartOfList):
            texts = list_markers(part.depths, part.marks, part.start)
            found += map(ListMark._make, zip(part.blocks, part.depths, texts, strict=True))
    return found


def read_table(table: QTextTable) -> Table:
    """A table as it is stored."""
    columns = range(table.columns())
    rows = tuple(
        tuple(normalize_line(_cell_line(table, row, column)) for column in columns)
        for row in range(table.rows())
    )
    blocks = (_cell_blocks(table, row, column) for row in range(table.rows()) for column in columns)
    return Table(rows, joined_sources(*map(sources_of, chain.from_iterable(blocks))))


def _blocks(document: QTextDocument) -> Iterator[Block]:
    for part in _lists_and_others(document):
        if isinstance(part, _PartOfList):
            items = map(ListItem, map(_line, part.blocks), part.depths, map(sources_of, part.blocks))
            yield ListBlock(tuple(items), part.marks, part.start)
        else:
            yield _paragraph_or_table(part)


@dataclass(frozen=True)
class _PartOfList:
    """Items of one list with no other paragraph between them. The first has the number `start`."""

    blocks: list[QTextBlock]
    depths: list[int]
    marks: Marks
    start: int


def _lists_and_others(document: QTextDocument) -> Iterator[_PartOfList | _Part]:
    """Lists, or what of them no other paragraph interrupts, and all other parts, in order."""
    before: dict[int, tuple[list[int], int]] = {}
    for of_list, parts in groupby(_parts(document), _list_of):
        if of_list is None:
            yield from parts
            continue
        blocks = [part for part in parts if isinstance(part, QTextBlock)]
        entries = [entry for block in blocks if (entry := list_entry(block)) is not None]
        depths = [entry.depth for entry in entries]
        above, start = before.get(of_list[0], ([], entries[0].start))
        *_, number = item_numbers([*above, depths[0]], start)
        yield _PartOfList(blocks, depths, of_list[1], number)
        before[of_list[0]] = [*above, *depths], start


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


def _list_of(part: _Part) -> tuple[int, Marks] | None:
    """The id of the list a part is in, and the marks of that; None outside lists."""
    entry = list_entry(part) if isinstance(part, QTextBlock) else None
    return None if entry is None else (entry.list_id, entry.marks)


def _paragraph_or_table(part: _Part) -> Block:
    if isinstance(part, QTextBlock):
        return Paragraph(_line(part), alignment(part), title_style(part), sources_of(part))
    return read_table(part)


def _cell_line(table: QTextTable, row: int, column: int) -> Line:
    """The paragraphs of a cell as one line."""
    first, *others = (_line(block) for block in _cell_blocks(table, row, column))
    return tuple(chain(first, *((TextRun(" "), *line) for line in others)))


def _cell_blocks(table: QTextTable, row: int, column: int) -> Iterator[QTextBlock]:
    """The paragraphs of a cell, at least one."""
    cell = table.cellAt(row, column)
    block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
    yield block
    while block != last:
        block = block.next()
        yield block


def _line(block: QTextBlock) -> Line:
    runs: list[Run] = []
    part = block.begin()
    while not part.atEnd():
        fragment = part.fragment()
        runs += runs_of(fragment.text(), fragment.charFormat())
        part += 1
    return tuple(runs)
