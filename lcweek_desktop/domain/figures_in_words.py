"""Figures told in words: a list with a sentence for each section of the table, as the form says of its rows.

The words of a row are templates (form.Row.in_words), of which the first is taken whose every name has
something to tell. `{count}` is the number of the row's cell of that measure, unless it is blank or zero, as a
live figure. `{parts}` is what is told of the rows directly below, with semicolons between; `{part}` is the
same where only one of them is told and its numbers are all those of the row. Where no template fits and a
number is zero, `zero_in_words` is taken. A row without templates hands on what is told below it; any other is
left out. Source: docs/forms.md, In words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from enum import Enum
from itertools import chain
from string import Formatter
from typing import Final, NamedTuple

from lcweek_desktop.domain.form import Cell, Form, MeasureKey, Row, RowKey
from lcweek_desktop.domain.narrative import (
    Block,
    FigureRun,
    Line,
    ListBlock,
    ListItem,
    Run,
    Text,
    TextRun,
    normalize_line,
)
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.errors import KnownError

PART: Final = "part"
"""The name in a template of the only row below that is told."""
PARTS: Final = "parts"
"""The name in a template of all rows below that are told."""

_BETWEEN: Final = "; "
_END: Final = "."
_FIGURE: Final = "\ufffc"
"""Stands around the cell of a live figure where a line is read again; no text has it."""


def figures_in_words(form: Form, figures: Figures) -> Text:
    """`figures`, a unit's own or sums, as one list in the form's order; empty when nothing is told.

    Its numbers are live figures, so they follow the cells; which rows are told does not.
    """
    told = (_told(form, figures, section) for section in form.children[None])
    items = tuple(ListItem(_sentence(line)) for line in told if line)
    return (ListBlock(items),) if items else ()


class Effect(Enum):
    """What telling the figures under a heading does to the text there."""

    SAME = "same"
    """Nothing: they are told already as they are now."""
    ADDED = "added"
    """They are told below all that is there."""
    REPLACED = "replaced"
    """They are told in place of what was told before and in which no word was changed."""


class Told(NamedTuple):
    """A text in which the figures are told, and what that does to the one before."""

    text: Text
    effect: Effect


def tell_figures(form: Form, figures: Figures, text: Text) -> Told:
    """`text` with `figures` told in words. Raises KnownError `told-nothing` where there is nothing to
    tell."""
    told = figures_in_words(form, figures)
    if not told:
        raise KnownError("told-nothing")
    before = next((at for at, block in enumerate(text) if is_in_words(form, block)), None)
    if before is None:
        return Told((*text, *told), Effect.ADDED)
    changed = (*text[:before], *told, *text[before + 1 :])
    return Told(changed, Effect.SAME if changed == text else Effect.REPLACED)


def is_in_words(form: Form, block: Block) -> bool:
    """Whether `block` is as `figures_in_words` makes it of some figures, so that no word of it was changed.

    An item may be missing.
    """
    if not isinstance(block, ListBlock) or block != ListBlock(tuple(ListItem(i.runs) for i in block.items)):
        return False
    return all(any(_is_told(form, text) for text in _unfinished(item.runs)) for item in block.items)


def _told(form: Form, figures: Figures, row: Row) -> Line:
    """What is told of `row`, to stand in the middle of a sentence; empty for nothing."""
    below = {child.key: _told(form, figures, child) for child in form.children[row.key]}
    told = {key: line for key, line in below.items() if line}
    numbers = {key: displayed_value(form, figures, Cell(row.key, key)) for key in row.cells}
    said: dict[str, Line] = {key: (FigureRun(Cell(row.key, key)),) for key, value in numbers.items() if value}
    said[PARTS] = tuple(_between(told.values()))
    if len(told) == 1:
        ((only, line),) = told.items()
        others = {key: displayed_value(form, figures, Cell(only, key)) for key in row.cells}
        if all(value in (None, others[key]) for key, value in numbers.items()):
            said[PART] = line
    for template in row.in_words:
        pieces = [*_pieces(template)]
        if all(said.get(name) for _, name in pieces if name):
            return tuple(chain.from_iterable((TextRun(text), *said.get(name, ())) for text, name in pieces))
    if row.zero_in_words and 0 in numbers.values():
        return (TextRun(row.zero_in_words),)
    return () if row.in_words else said[PARTS]


def _pieces(template: str) -> Iterator[tuple[str, str]]:
    """The text before each name of `template`, and the name; an empty name after the last text."""
    return ((text, name or "") for text, name, _, _ in Formatter().parse(template))


def _between(lines: Iterable[Line]) -> Iterator[Run]:
    """`lines` as one, with semicolons between them."""
    for at, line in enumerate(lines):
        if at:
            yield TextRun(_BETWEEN)
        yield from line


def _sentence(line: Line) -> Line:
    """`line` with a capital letter and a full stop."""
    first, *rest = normalize_line((*line, TextRun(_END)))
    if isinstance(first, TextRun):
        first = TextRun(first.text[:1].upper() + first.text[1:])
    return (first, *rest)


def _unfinished(line: Line) -> Iterator[str]:
    """What `line` may have been before `_sentence` made it one, as `_Reader` reads it; nothing for a line
    that is no such sentence."""
    if any(run.bold or run.italic or run.underline for run in line):
        return
    text = "".join(run.text if isinstance(run, TextRun) else _figure(run.cell) for run in line)
    if text.endswith(_END):
        yield text.removesuffix(_END)
        yield text[:1].lower() + text[1:].removesuffix(_END)


def _is_told(form: Form, text: str) -> bool:
    """Whether `_told` may make `text` of a section."""
    reader = _Reader(form, text)
    return any(len(text) in reader.ends(section, 0) for section in form.children[None])


class _Reader:
    """Finds in a text what is told of rows; its time does not grow with the number of ways to read it."""

    def __init__(self, form: Form, text: str) -> None:
        self._form, self._text = form, text
        self._found: dict[tuple[RowKey, int], frozenset[int]] = {}

    def ends(self, row: Row, start: int) -> frozenset[int]:
        """The positions behind all that may be told of `row` and begins at `start`."""
        place = row.key, start
        if place not in self._found:
            self._found[place] = frozenset(self._read(row, start))
        return self._found[place]

    def _read(self, row: Row, start: int) -> Iterator[int]:
        for template in row.in_words:
            yield from self._behind_template(row, template, {start})
        if row.zero_in_words:
            yield from self._behind(row.zero_in_words, {start})
        if not row.in_words:
            yield from self._behind_parts(row, {start})

    def _behind_template(self, row: Row, template: str, starts: Set[int]) -> Set[int]:
        for text, name in _pieces(template):
            starts = self._behind(text, starts)
            if name == PARTS:
                starts = self._behind_parts(row, starts)
            elif name == PART:
                starts = self._behind_part(row, starts)
            elif name:
                starts = self._behind(_figure(Cell(row.key, MeasureKey(name))), starts)
        return starts

    def _behind(self, text: str, starts: Set[int]) -> Set[int]:
        return {start + len(text) for start in starts if self._text.startswith(text, start)}

    def _behind_part(self, row: Row, starts: Set[int]) -> Set[int]:
        return {
            end
            for start in starts
            for child in self._form.children[row.key]
            for end in self.ends(child, start)
        }

    def _behind_parts(self, row: Row, starts: Set[int]) -> Set[int]:
        found: set[int] = set()
        ends = self._behind_part(row, starts)
        while not ends <= found:
            found |= ends
            ends = self._behind_part(row, self._behind(_BETWEEN, ends))
        return found


def _figure(cell: Cell) -> str:
    return f"{_FIGURE}{cell}{_FIGURE}"
