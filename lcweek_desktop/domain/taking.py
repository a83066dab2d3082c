"""Pieces of members taken over into the own report, each with its source.

Source: docs/collation.md, Taking.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from lcweek_desktop.domain.form import DocumentWords
from lcweek_desktop.domain.issued_documents import is_list, with_documents
from lcweek_desktop.domain.narrative import Block, Line, ListBlock, Paragraph, Table, Text, TextRun
from lcweek_desktop.domain.pieces import Piece
from lcweek_desktop.domain.source import Source, Sources, joined_sources


class TakenPiece(NamedTuple):
    """A piece, and what the paragraph that it becomes names as its source."""

    piece: Piece
    source: Source


def with_taken(text: Text, taken: Iterable[TakenPiece], documents: DocumentWords | None = None) -> Text:
    """`text` with each of `taken` at its end: an item goes on the list that ends there if it has the same
    marks, a row the table if it has the same head. Rows of lists of documents come into the own list, whose
    sentence counts them. `documents` are its words under this heading, None where there is none."""
    for piece, source in taken:
        if piece.is_document and documents is not None:
            text = _with_document(text, piece, source, documents)
            continue
        (block,) = piece.text
        sourced = _with_source(block, source)
        joined = _joined(text[-1], sourced) if text else None
        text = (*text, sourced) if joined is None else (*text[:-1], joined)
    return text


def condensed(words: str, taken: Sequence[TakenPiece]) -> Paragraph:
    """A paragraph with `words` that was written from `taken`."""
    return Paragraph((TextRun(words),), sources=joined_sources(*((each.source,) for each in taken)))


def _with_source(block: Block, source: Source) -> Block:
    if isinstance(block, ListBlock):
        return replace(block, items=tuple(replace(item, sources=(source,)) for item in block.items))
    return replace(block, sources=(source,))


def _joined(last: Block, block: Block) -> Block | None:
    """`last` with what is in `block`; None where they do not belong together."""
    match last, block:
        case ListBlock(), ListBlock() if last.marks == block.marks:
            return replace(last, items=(*last.items, *block.items))
        case Table(), Table() if len(block.rows) > 1 and last.rows[0] == block.rows[0]:
            return _with_rows(last, block.rows[1:], block.sources)
    return None


def _with_rows(table: Table, rows: Sequence[tuple[Line, ...]], sources: Sources) -> Table:
    return replace(table, rows=(*table.rows, *rows), sources=joined_sources(table.sources, sources))


def _with_document(text: Text, piece: Piece, source: Source, documents: DocumentWords) -> Text:
    """`text` with the document of `piece` in its list; one that is named there already only has one more
    source."""
    (table,) = piece.text
    assert isinstance(table, Table)
    row = table.rows[-1]
    listed = _list_at(text, documents)
    if listed is None or row not in _table(text, listed).rows:
        cells = tuple("".join(run.text for run in cell if isinstance(run, TextRun)) for cell in row)
        text = with_documents(documents, text, [cells])
        listed = _list_at(text, documents)
    assert listed is not None
    own = _table(text, listed)
    own = replace(own, sources=joined_sources(own.sources, (source,)))
    return (*text[:listed], own, *text[listed + 1 :])


def _list_at(text: Text, documents: DocumentWords) -> int | None:
    """Where the last list of documents stands in `text`; None where there is none."""
    places = [at for at, block in enumerate(text) if isinstance(block, Table) and is_list(documents, block)]
    return places[-1] if places else None


def _table(text: Text, at: int) -> Table:
    table = text[at]
    assert isinstance(table, Table)
    return table
