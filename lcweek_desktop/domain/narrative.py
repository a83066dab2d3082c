"""The narrative as blocks: paragraphs, lists of two levels, simple tables; runs of text or live figures.

Never HTML. A text is a tuple of blocks; its JSON form is what is stored and sent. Source: architecture.md,
Ground rules; forms-and-rules.md, Phụ lục I.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, TypeAlias

from lcweek_desktop.domain.canonical import nfc
from lcweek_desktop.domain.form import Cell
from lcweek_desktop.domain.text import clean_text
from lcweek_desktop.domain.values import format_number

_BLANK_FIGURE: Final = "…"

_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
"""As points of a Vietnamese document are lettered."""


class Align(StrEnum):
    JUSTIFY = "justify"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True)
class TextRun:
    """Text of one look; no line breaks in it."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(frozen=True)
class FigureRun:
    """A live figure: shows the current number of `cell`; prints "…" while that is blank."""

    cell: Cell
    bold: bool = False
    italic: bool = False
    underline: bool = False


Run: TypeAlias = TextRun | FigureRun
Line: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    runs: Line
    align: Align = Align.JUSTIFY


@dataclass(frozen=True)
class ListItem:
    """`depth` is 0 or 1."""

    runs: Line
    depth: int = 0


@dataclass(frozen=True)
class ListBlock:
    items: tuple[ListItem, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells, each cell one line; every row has as many cells as the first."""

    rows: tuple[tuple[Line, ...], ...]


Block: TypeAlias = Paragraph | ListBlock | Table
Text: TypeAlias = tuple[Block, ...]


def from_plain_text(text: str) -> Text:
    """Paragraphs of a plain text: a blank line parts them, single line breaks become spaces; NFC."""
    parts = re.split(r"\n\s*\n", clean_text(text).replace("\r\n", "\n").replace("\r", "\n"))
    lines = (" ".join(part.split()) for part in parts)
    return tuple(Paragraph((TextRun(line),)) for line in lines if line)


def to_plain_text(text: Text, figure: Callable[[Cell], int | None]) -> str:
    """`text` as plain paragraphs parted by a blank line; `figure` gives a live figure's current number."""
    return "\n\n".join("\n".join(plain_line(line, figure) for line in block_lines(block)) for block in text)


def plain_line(line: Line, figure: Callable[[Cell], int | None]) -> str:
    return "".join(run_text(run, figure) for run in line)


def run_text(run: Run, figure: Callable[[Cell], int | None]) -> str:
    """What `run` prints."""
    if isinstance(run, TextRun):
        return run.text
    return format_number(figure(run.cell)) or _BLANK_FIGURE


def block_lines(block: Block) -> Iterator[Line]:
    """The lines of runs in `block`, in reading order; a table's row by row."""
    match block:
        case Paragraph(runs=runs):
            yield runs
        case ListBlock(items=items):
            yield from (item.runs for item in items)
        case Table(rows=rows):
            for row in rows:
                yield from row


def list_markers(depths: Iterable[int], ordered: bool) -> Iterator[str]:
    """What prints before each item of a list, its items' depths given: "1." and "a)" when `ordered`, "-" and
    "+" otherwise."""
    upper = lower = 0
    for depth in depths:
        upper, lower = (upper, lower + 1) if depth else (upper + 1, 0)
        if ordered:
            yield f"{_letter(lower)})" if depth else f"{upper}."
        else:
            yield "+" if depth else "-"


def _letter(number: int) -> str:
    return _LETTERS[number - 1] if number <= len(_LETTERS) else str(number)


def figure_cells(text: Text) -> frozenset[Cell]:
    """The cells whose numbers `text` shows live."""
    runs = (run for block in text for line in block_lines(block) for run in line)
    return frozenset(run.cell for run in runs if isinstance(run, FigureRun))


def freeze_figures(text: Text, figure: Callable[[Cell], int | None]) -> Text:
    """`text` with every live figure replaced by the number it has: what another unit takes over."""

    def fix(line: Line) -> Line:
        return tuple(
            run
            if isinstance(run, TextRun)
            else TextRun(run_text(run, figure), run.bold, run.italic, run.underline)
            for run in line
        )

    return tuple(_mapped(block, fix) for block in text)


def _mapped(block: Block, change: Callable[[Line], Line]) -> Block:
    match block:
        case Paragraph():
            return replace(block, runs=change(block.runs))
        case ListBlock():
            return replace(block, items=tuple(replace(item, runs=change(item.runs)) for item in block.items))
        case Table():
            return Table(tuple(tuple(change(cell) for cell in row) for row in block.rows))


def normalize_text(text: Text) -> Text:
    """`text` as it is kept: NFC, white space and line breaks as single spaces, no control characters, runs of
    one look joined; paragraphs and items without anything in them go, short table rows are filled up."""
    tidied = (_tidy_block(block) for block in text)
    return tuple(block for block in tidied if block is not None)


def _tidy_block(block: Block) -> Block | None:
    match block:
        case Paragraph():
            runs = normalize_line(block.runs)
            return replace(block, runs=runs) if runs else None
        case ListBlock():
            items = (replace(item, runs=normalize_line(item.runs)) for item in block.items)
            kept = tuple(item for item in items if item.runs)
            return replace(block, items=kept) if kept else None
        case Table():
            width = max(map(len, block.rows), default=0)
            rows = tuple(tuple(map(normalize_line, row)) + ((),) * (width - len(row)) for row in block.rows)
            return Table(rows) if width else None


def normalize_line(line: Iterable[Run]) -> Line:
    """`line` as `tidy` leaves it."""
    kept: list[Run] = []
    for run in line:
        if isinstance(run, FigureRun):
            kept.append(run)
        elif text := _spaced(clean_text(run.text), after_space=_ends_in_space(kept)):
            _join(kept, replace(run, text=text))
    if kept and isinstance(last := kept[-1], TextRun):
        kept[-1:] = [replace(last, text=text)] if (text := last.text.rstrip()) else []
    return tuple(kept)


def _spaced(text: str, after_space: bool) -> str:
    single = re.sub(r"\s+", " ", text)
    return single.lstrip() if after_space else single


def _ends_in_space(runs: Sequence[Run]) -> bool:
    if not runs:
        return True
    last = runs[-1]
    return isinstance(last, TextRun) and last.text.endswith(" ")


def _join(runs: list[Run], new: TextRun) -> None:
    """Put `new` at the end of `runs`, into the run before it when both look the same."""
    last = runs[-1] if runs else None
    if isinstance(last, TextRun) and replace(last, text=new.text) == new:
        runs[-1] = replace(last, text=nfc(last.text + new.text))
    else:
        runs.append(new)
