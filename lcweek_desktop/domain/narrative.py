"""The narrative as blocks: paragraphs, lists of three levels and simple tables, all made of runs.

A run is text, or a live figure that shows the current number of a cell. A narrative is never HTML; what is
stored and sent is its blocks as JSON (codec/narrative.py). Source: docs/form-and-rules.md, Phụ lục I.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import ge
from typing import Final, TypeAlias

from lcweek_desktop.domain.canonical import nfc
from lcweek_desktop.domain.form import Cell
from lcweek_desktop.domain.list_marks import BULLETED, LEVELS, Marks, list_markers, marks_from
from lcweek_desktop.domain.source import Sources, joined_sources
from lcweek_desktop.domain.text import clean_text

_BLANK_FIGURE: Final = "…"
_NARROWEST, _WIDEST = 6, 40
"""The smallest and the largest weight of a column, in letters."""
_LONGEST_WORD: Final = 16
"""The longest word that a column is made wide enough for, in letters."""
_PAGE_LETTERS: Final = 62
"""How many digits have room across the page."""


class Align(StrEnum):
    """How the lines of a paragraph are aligned."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class TitleStyle(StrEnum):
    """What a paragraph is when it is a title inside the text under a heading, from the outermost in: a part
    ("PHẦN I"), a section ("A. …"), a clause ("1.1. …") or a point ("a) …")."""

    PART = "part"
    SECTION = "section"
    CLAUSE = "clause"
    POINT = "point"

    @property
    def is_bold(self) -> bool:
        """Whether a title of this style is bold; all others are upright."""
        return self is not TitleStyle.POINT


@dataclass(frozen=True)
class TextRun:
    """Text without line breaks, all of it in one look."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(frozen=True)
class FigureRun:
    """A live figure: it prints the current number of `cell`, or "…" while the cell is blank."""

    cell: Cell
    bold: bool = False
    italic: bool = False
    underline: bool = False


Run: TypeAlias = TextRun | FigureRun
"""A piece of a line that has one look."""

Line: TypeAlias = tuple[Run, ...]
"""The runs of a paragraph, a list item or a table cell."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text, or a title in it when `style` is given.

    A title is aligned and bold as its style says, not as `align` and its runs do. `sources` say from which
    words of members it was taken.
    """

    runs: Line
    align: Align = Align.JUSTIFY
    style: TitleStyle | None = None
    sources: Sources = ()


@dataclass(frozen=True)
class ListItem:
    """An item of a list; `depth` is 0 for the outermost level, 2 for the innermost. `sources` as in a
    Paragraph."""

    runs: Line
    depth: int = 0
    sources: Sources = ()


@dataclass(frozen=True)
class ListBlock:
    """A list of at least one item. `marks` are those of its levels; the first item has the number `start`,
    which is 1 where its mark does not count."""

    items: tuple[ListItem, ...]
    marks: Marks = BULLETED
    start: int = 1

    def printed_marks(self) -> Iterator[str]:
        """What is printed before each item."""
        return list_markers((item.depth for item in self.items), self.marks, self.start)


@dataclass(frozen=True)
class Table:
    """A table in which every cell is one line and all rows have the same number of cells. `sources` are those
    of all its rows."""

    rows: tuple[tuple[Line, ...], ...]
    sources: Sources = ()

    def column_weights(self) -> tuple[int, ...]:
        """How the columns share the page: by their longest texts, but none so narrow that it cannot be read
        beside a long one, nor that a date or another word breaks, as long as all their words have room. A
        live figure has no length."""
        columns = list(zip(*self.rows, strict=True))
        weights = [min(max(max(map(_length, cells)), _NARROWEST), _WIDEST) for cells in columns]
        words = [min(max(map(_longest_word, cells)), _LONGEST_WORD) + 1 for cells in columns]
        if sum(words) > _PAGE_LETTERS:
            return tuple(weights)
        for _ in weights:  # to widen a column takes from the others, of which another may then be too narrow
            page = sum(weights)
            least = [-(-page * word // _PAGE_LETTERS) for word in words]
            if all(map(ge, weights, least)):
                break
            weights = list(map(max, weights, least))
        return tuple(weights)


def _longest_word(line: Line) -> int:
    return max(map(len, "".join(run.text for run in line if isinstance(run, TextRun)).split()), default=0)


def _length(line: Line) -> int:
    return sum(len(run.text) for run in line if isinstance(run, TextRun))


Block: TypeAlias = Paragraph | ListBlock | Table
"""What a text is made of, from top to bottom."""

Text: TypeAlias = tuple[Block, ...]
"""The narrative under one heading."""

FigureText: TypeAlias = Callable[[Cell], str]
"""Gives the number of a live figure as it is printed (form.Form.text_of), empty while its cell is blank."""


def to_plain_text(text: Text, figure: FigureText) -> str:
    """`text` as plain text with a blank line between blocks, without the marks of lists."""
    return "\n\n".join("\n".join(_plain_line(line, figure) for line in block_lines(block)) for block in text)


def to_printed_text(text: Text, figure: FigureText) -> str:
    """`text` as plain text with a line for each line on paper, lists with their marks and the cells of a
    table parted by tabs."""
    return "\n".join(line for block in text for line in _printed_lines(block, figure))


def _printed_lines(block: Block, figure: FigureText) -> Iterator[str]:
    match block:
        case Paragraph(runs=runs):
            yield _plain_line(runs, figure)
        case ListBlock(items=items):
            for mark, item in zip(block.printed_marks(), items, strict=True):
                yield f"{mark} {_plain_line(item.runs, figure)}"
        case Table(rows=rows):
            for row in rows:
                yield "\t".join(_plain_line(cell, figure) for cell in row)


def _plain_line(line: Line, figure: FigureText) -> str:
    return "".join(run_text(run, figure) for run in line)


def run_text(run: Run, figure: FigureText) -> str:
    """What `run` prints; a live figure of a blank cell prints "…", and one from 1 to 9 as "05"."""
    if isinstance(run, TextRun):
        return run.text
    return two_digits(figure(run.cell)) or _BLANK_FIGURE


def two_digits(number: str) -> str:
    """`number` as offices write it in a sentence: from 1 to 9 with a zero before it, so that no digit can be
    put there by hand."""
    return f"0{number}" if re.fullmatch("[1-9]", number) else number


def block_lines(block: Block) -> Iterator[Line]:
    """The lines of `block` in reading order, those of a table row by row."""
    match block:
        case Paragraph(runs=runs):
            yield runs
        case ListBlock(items=items):
            yield from (item.runs for item in items)
        case Table(rows=rows):
            for row in rows:
                yield from row


def first_change(old: Text, new: Text) -> tuple[int, int]:
    """Where two texts begin to differ: the position of a line among all lines, and of a letter in it. A live
    figure is one letter; where only the looks differ, it is the first of the line."""
    lines = [[line for block in text for line in block_lines(block)] for text in (old, new)]
    at = common_length(*lines)
    letters = [_letters(each[at]) if at < len(each) else "" for each in lines]
    return at, 0 if letters[0] == letters[1] else common_length(*letters)


def _letters(line: Line) -> str:
    return "".join(run.text if isinstance(run, TextRun) else "\ufffc" for run in line)


def common_length(one: Sequence[object], other: Sequence[object]) -> int:
    """How many members two sequences have in common from their beginning."""
    same = (at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs)
    return next(same, min(len(one), len(other)))


def figure_cells(text: Text) -> frozenset[Cell]:
    """The cells that the live figures of `text` name."""
    runs = (run for block in text for line in block_lines(block) for run in line)
    return frozenset(run.cell for run in runs if isinstance(run, FigureRun))


def text_sources(text: Text) -> Iterator[Sources]:
    """The sources of each paragraph, list item and table, from top to bottom."""
    for block in text:
        match block:
            case ListBlock(items=items):
                yield from (item.sources for item in items)
            case Paragraph(sources=sources) | Table(sources=sources):
                yield sources


def without_sources(text: Text) -> Text:
    """`text` as if it were the unit's own."""

    def own(block: Block) -> Block:
        if isinstance(block, ListBlock):
            return replace(block, items=tuple(replace(item, sources=()) for item in block.items))
        return replace(block, sources=())

    return tuple(map(own, text))


def freeze_figures(
    text: Text, figure: FigureText, which: Callable[[Cell], bool] = lambda _cell: True
) -> Text:
    """`text` with the live figures of cells for which `which` holds, by default of all, replaced by text: the
    number that `figure` gives, or "…"."""

    def fix(line: Line) -> Line:
        return tuple(
            run
            if isinstance(run, TextRun) or not which(run.cell)
            else TextRun(run_text(run, figure), run.bold, run.italic, run.underline)
            for run in line
        )

    return map_lines(text, fix)


def map_lines(text: Text, change: Callable[[Line], Line]) -> Text:
    """`text` with each of its lines changed."""
    return tuple(_map_lines(block, change) for block in text)


def _map_lines(block: Block, change: Callable[[Line], Line]) -> Block:
    match block:
        case Paragraph():
            return replace(block, runs=change(block.runs))
        case ListBlock():
            return replace(block, items=tuple(replace(item, runs=change(item.runs)) for item in block.items))
        case Table():
            rows = tuple(tuple(change(cell) for cell in row) for row in block.rows)
            return replace(block, rows=rows)


def normalize_text(text: Text) -> Text:
    """`text` as it is stored.

    Its lines are as `normalize_line` leaves them, titles have no look of their own that their style decides,
    paragraphs and list items without any content are removed, with their sources,
    and short rows of a table are filled up with empty cells.
    """
    tidied = (_normalize_block(block) for block in text)
    return tuple(block for block in tidied if block is not None)


def _normalize_block(block: Block) -> Block | None:
    match block:
        case Paragraph():
            runs = normalize_line(block.runs if block.style is None else _without_bold(block.runs))
            align = block.align if block.style is None else Align.JUSTIFY
            sources = joined_sources(block.sources)
            return replace(block, runs=runs, align=align, sources=sources) if runs else None
        case ListBlock():
            items = (
                replace(item, runs=normalize_line(item.runs), sources=joined_sources(item.sources))
                for item in block.items
            )
            kept = tuple(item for item in items if item.runs)
            return _normalize_list(replace(block, items=kept)) if kept else None
        case Table():
            width = max(map(len, block.rows), default=0)
            rows = tuple(tuple(map(normalize_line, row)) + ((),) * (width - len(row)) for row in block.rows)
            sources = joined_sources(block.sources) if any(map(any, rows)) else ()
            return Table(rows, sources) if width else None


def _normalize_list(block: ListBlock) -> ListBlock:
    """The levels that have no item, nor one inside them, have the usual marks; a dash has no number."""
    deepest = max(item.depth for item in block.items)
    marks = marks_from(*block.marks[: min(deepest + 1, LEVELS)])
    return replace(block, marks=marks, start=block.start if marks[block.items[0].depth].counts else 1)


def _without_bold(line: Line) -> Line:
    return tuple(replace(run, bold=False) for run in line)


def normalize_line(line: Iterable[Run]) -> Line:
    """`line` in NFC, of characters that may be stored, with single spaces and no space at its ends.

    Neighbouring runs of text with the same look are joined.
    """
    kept: list[Run] = []
    for run in line:
        if isinstance(run, FigureRun):
            kept.append(run)
        elif text := _collapse_spaces(clean_text(run.text), after_space=_ends_in_space(kept)):
            _append_run(kept, replace(run, text=text))
    if kept and isinstance(last := kept[-1], TextRun):
        kept[-1:] = [replace(last, text=text)] if (text := last.text.rstrip()) else []
    return tuple(kept)


def _collapse_spaces(text: str, after_space: bool) -> str:
    single = re.sub(r"\s+", " ", text)
    return single.lstrip() if after_space else single


def _ends_in_space(runs: Sequence[Run]) -> bool:
    if not runs:
        return True
    last = runs[-1]
    return isinstance(last, TextRun) and last.text.endswith(" ")


def _append_run(runs: list[Run], new: TextRun) -> None:
    """Append `new` to `runs`, joining it with the last run when both have the same look."""
    last = runs[-1] if runs else None
    if isinstance(last, TextRun) and replace(last, text=new.text) == new:
        runs[-1] = replace(last, text=nfc(last.text + new.text))
    else:
        runs.append(new)
