"""The pieces of a member's narrative, each of which is taken or left by itself: paragraphs, items, rows.

Nothing of a text is in no piece but what only heads other pieces: titles, the heads of tables, and the
sentence above a list of documents. Source: docs/collation.md, Pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lcweek_desktop.domain.form import DocumentWords
from lcweek_desktop.domain.issued_documents import count_place, is_list
from lcweek_desktop.domain.list_marks import LEVELS
from lcweek_desktop.domain.narrative import (
    Block,
    FigureText,
    Line,
    ListBlock,
    Paragraph,
    Table,
    Text,
    TextRun,
    TitleStyle,
    freeze_figures,
    without_sources,
)

_CELL_MARK: Final = " | "
"""What parts the cells of a row in the words of a piece."""
_STYLES: Final = tuple(TitleStyle)


@dataclass(frozen=True)
class Piece:
    """A paragraph, a list item or the row of a table, with its numbers as text.

    `text` is what is taken over: one block, of a row with the head of its table if that has one. `words` are
    never empty; `title` is the nearest title above in the member's text, empty where there is none.
    `is_document` says that it is the row of a list of issued documents.
    """

    words: str
    text: Text
    title: str = ""
    is_document: bool = False


def pieces(text: Text, figure: FigureText, documents: DocumentWords | None = None) -> tuple[Piece, ...]:
    """The pieces of `text`, from top to bottom. `figure` gives the member's numbers; `documents` are the
    words of a list of documents under this heading, None where there is none."""
    return tuple(_pieces(freeze_figures(text, figure), documents))


def _pieces(text: Text, documents: DocumentWords | None) -> Iterator[Piece]:
    title = ""
    for at, block in enumerate(text):
        match block:
            case Paragraph(style=None):
                if documents is None or count_place(documents, _words(block.runs)) is None:
                    yield from _piece(block.runs, block, title)
            case Paragraph():
                if _is_head(text, at):
                    title = _words(block.runs)
                else:
                    yield from _piece(block.runs, replace(block, style=None), title)
            case ListBlock():
                yield from _items(block, title)
            case Table():
                yield from _rows(block, title, documents)


def _items(block: ListBlock, title: str) -> Iterator[Piece]:
    """Each item by itself; one inside another has the words of that as its title."""
    above = [title] * (LEVELS + 1)
    for item in block.items:
        alone = replace(block, items=(replace(item, depth=0),), start=1)
        yield from _piece(item.runs, alone, above[item.depth])
        above[item.depth + 1 :] = [_words(item.runs)] * (LEVELS - item.depth)


def _is_head(text: Text, at: int) -> bool:
    """Whether the title at `at` has something below it, before the next title that is not inside it."""
    following = text[at + 1 : at + 2]
    if not following or not isinstance(following[0], Paragraph) or following[0].style is None:
        return bool(following)
    return _depth(following[0]) > _depth(text[at])


def _depth(title: Block) -> int:
    assert isinstance(title, Paragraph) and title.style is not None
    return _STYLES.index(title.style)


def _rows(table: Table, title: str, documents: DocumentWords | None) -> Iterator[Piece]:
    lists_documents = documents is not None and is_list(documents, table)
    has_head = lists_documents or (len(table.rows) > 1 and _is_bold(table.rows[0]))
    head = table.rows[:1] if has_head else ()
    for row in table.rows[len(head) :]:
        if any(row):
            yield Piece(row_words(row), (Table((*head, row)),), title, lists_documents)


def row_words(row: Sequence[Line]) -> str:
    """The words of the row of a table as a piece has them; live figures have none."""
    return _CELL_MARK.join(map(_words, row))


def _is_bold(row: Sequence[Line]) -> bool:
    """Whether a row is the head of its table: all that stands in it is bold."""
    runs = [run for cell in row for run in cell]
    return bool(runs) and all(run.bold for run in runs)


def _piece(line: Line, block: Block, title: str) -> Iterator[Piece]:
    words = _words(line)
    if words:
        yield Piece(words, without_sources((block,)), title)


def _words(line: Line) -> str:
    """The words of a line, whose live figures are text already."""
    return "".join(run.text for run in line if isinstance(run, TextRun)).strip()
