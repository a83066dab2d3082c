"""How wide the columns of Phụ lục II are, for one to five measures and whatever their headings say.

Source: docs/decree-30.md, Table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit

from lcweek_desktop.documents.document import FigureTable
from lcweek_desktop.documents.pdf import styles
from lcweek_desktop.documents.pdf.page import WIDTH
from lcweek_desktop.documents.pdf.table_rows import SIDE_PADDING

_MAX_TT: Final = 20 * mm
_MAX_UNIT: Final = 30 * mm
_CROWDED_UNIT: Final = 20 * mm
"""The greatest width of the units beside more than two measures."""
_USUAL_MEASURES: Final = 2
_USUAL_NUMBERS: Final = 60 * mm
"""The width that the columns of numbers may take together in any case."""
_LEAST_WORDS: Final = 52 * mm
"""What labels and notes keep beside the numbers of more than two measures."""
_LEAST_BESIDE_HEADINGS: Final = 40 * mm
"""What they keep beside the headings of the measures."""

_HEADING_LINES: Final = 4
"""The most lines of the heading of a measure."""
_ROUNDING: Final = 0.5
"""Points by which a line may be longer than its words measured together."""


def column_widths(table: FigureTable) -> list[float]:
    """The widths of the columns in points.

    TT, units and numbers get what they need, up to a limit; labels and notes share the rest. Numbers
    that need more are set smaller, but no column is narrower than its heading. Units stand on one line
    where that takes no room from the numbers and leaves the table no longer.
    """
    tt = min(_widest(_words(table.columns.tt, *(row.tt for row in table.rows))), _MAX_TT)
    narrowest, *others = (_widths(table, tt, unit) for unit in _unit_widths(table))
    as_wide = (widths for widths in others if widths[3:-1] == narrowest[3:-1])
    return min((narrowest, *as_wide), key=lambda widths: _lines(table, widths))


def _widths(table: FigureTable, tt: float, unit: float) -> list[float]:
    """The widths where those of TT and units are given."""
    crowded = len(table.measures) > _USUAL_MEASURES
    left = WIDTH - tt - unit
    room = max(_USUAL_NUMBERS, left - _LEAST_WORDS) if crowded else _USUAL_NUMBERS
    numbers = _number_widths(table, room, left - _LEAST_BESIDE_HEADINGS)
    rest = left - sum(numbers)
    note = max(rest * _note_share(table), _widest(_words(table.columns.note)))
    return [tt, rest - note, unit, *numbers, note]


def _unit_widths(table: FigureTable) -> list[float]:
    """The widths that the units may have, the narrowest first: that of their longest word, and those at
    which a unit of the form gets on one line, up to a limit."""
    most = _CROWDED_UNIT if len(table.measures) > _USUAL_MEASURES else _MAX_UNIT
    least = min(_widest(_words(table.columns.unit, *(row.unit for row in table.rows))), most)
    lines = {_widest([row.unit]) for row in table.rows if not row.is_own}
    return sorted({least, *(width for width in lines if least < width <= most)})


def _lines(table: FigureTable, widths: Sequence[float]) -> int:
    """The lines of the rows of the form, of which a row has as many as its label or its unit."""
    return sum(
        max(_line_count(row.label, widths[1]), _line_count(row.unit, widths[2]))
        for row in table.rows
        if not row.is_own
    )


def _line_count(text: str, width: float) -> int:
    style = styles.CELL_BOLD
    return len(simpleSplit(text, style.fontName, style.fontSize, width - 2 * SIDE_PADDING))


def _number_widths(table: FigureTable, room: float, most: float) -> Sequence[float]:
    """The widths of the columns of numbers: together at most `room` points, or `most` where their headings
    need more."""
    amount = _widest(_words(table.columns.amount)) / len(table.measures)
    least = [max(amount, _widest(_words(label)), _heading_width(label)) for label in table.measures]
    wanted = [max(width, _widest(_numbers(table, at))) for at, width in enumerate(least)]
    return _shared(max(room, min(sum(least), most)), least, wanted)


def _shared(room: float, least: Sequence[float], wanted: Sequence[float]) -> Sequence[float]:
    """What each column gets of `room`: all that it wants, or a share of it that is the same for all columns
    that it leaves their least. Where there is no room even for that, every heading is set smaller."""
    if sum(wanted) <= room:
        return wanted
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    kept: set[int] = set()
    while True:
        others = [at for at in range(len(wanted)) if at not in kept]
        share = (room - sum(least[at] for at in kept)) / sum(wanted[at] for at in others)
        if not (short := {at for at in others if wanted[at] * share < least[at]}):
            return [least[at] if at in kept else width * share for at, width in enumerate(wanted)]
        kept |= short


def _heading_width(label: str) -> float:
    """The least width of the heading `label`, for which it takes as many lines as it may.

    They are four, and never more than it has words; a unit in parentheses counts as one.
    """
    words, style = label.split(), styles.HEADER_CELL
    most = min(_HEADING_LINES, len(re.findall(r"\([^)]*\)|\S+", label)))
    ends = combinations(range(len(words) + 1), 2)
    for run in sorted(styles.text_width(" ".join(words[begin:end]), style) for begin, end in ends):
        if len(simpleSplit(label, style.fontName, style.fontSize, run + _ROUNDING)) <= most:
            return _padded(run)
    return 0


def _note_share(table: FigureTable) -> float:
    """The share of the notes in the width of labels and notes, 0.24 to 0.5, by the longest text of each."""
    note = max(len(row.note) for row in table.rows)
    label = max(len(row.label) for row in table.rows)
    return min(max(note / (note + label), 0.24), 0.5)


def _numbers(table: FigureTable, measure: int) -> Iterator[str]:
    yield from (row.numbers[measure].text for row in table.rows)


def _words(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from text.split()


def _widest(words: Iterable[str]) -> float:
    """The width in points of a cell for the widest of `words` in bold."""
    return _padded(max((styles.text_width(word, styles.CELL_BOLD) for word in words), default=0.0))


def _padded(width: float) -> float:
    """The width of a cell whose text is `width` points wide."""
    return width + 2 * SIDE_PADDING + 1
