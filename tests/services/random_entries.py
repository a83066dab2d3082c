"""Random entries of units, and what a sum of them must show.

The sums are counted here from what was entered, without asking the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from lcweek_desktop.domain.form import Cell, CellState, Form, LevelKey
from lcweek_desktop.domain.report import OwnLine
from tests.factories import FORM


@dataclass(frozen=True)
class Entry:
    """What a person enters for one unit: the filled cells (open ones and typed totals) and its own lines."""

    figures: Mapping[Cell, int]
    lines: tuple[OwnLine, ...] = ()

    @property
    def document(self) -> dict[str, Any]:
        """The entry document that replaces everything entered before."""
        figures: dict[str, dict[str, int | None]] = {}
        for cell in FORM.stored_cells:
            figures.setdefault(cell.row, {})[cell.measure] = self.figures.get(cell)
        lines = [{"label": line.label, "unit": line.unit, **line.values} for line in self.lines]
        return {"figures": figures, "other_rows": lines}


def random_entry(random: Random, level: LevelKey, form: Form = FORM) -> Entry:
    """An entry with blanks, zeros, numbers up to the limits (10^12 đồng), typed totals with a surplus, and
    own lines."""
    figures: dict[Cell, int] = {}
    for cell in reversed(form.stored_cells):
        limit = form.rule(cell).limit
        choices: tuple[int | None, ...] = (None,)
        if form.state(cell, level) is CellState.OPEN:
            choices = (None, None, 0, 1, 7, random.randrange(100), limit)
        elif form.state(cell, level) is CellState.TOTAL:
            typed = (printed_value(form, figures, cell) or 0) + random.randrange(100)
            choices = (None, typed) if typed <= limit else (None,)
        if (chosen := random.choice(choices)) is not None:
            figures[cell] = chosen
    lines = (random_line(random, form) for _ in range(random.choice((0, 0, 1, 3))))
    return Entry(figures, tuple(lines))


def random_line(random: Random, form: Form) -> OwnLine:
    """An own line of which some measures are filled."""
    values = {m.key: random.randrange(9) for m in form.measures if random.choice((True, True, False))}
    return OwnLine(f"Hoạt động {random.randrange(9)}", "cuộc", values)


def printed_value(form: Form, figures: Mapping[Cell, int], cell: Cell) -> int | None:
    """What the form of one unit shows in `cell`, as a clerk would work it out; None for a blank."""
    if form.rule(cell).state is CellState.CLOSED:
        return None
    if cell in figures or form.rule(cell).state is CellState.OPEN:
        return figures.get(cell)
    below = [Cell(row.key, cell.measure) for row in form.rows if row.parent == cell.row]
    return sum_of_filled(printed_value(form, figures, part) for part in below)


def sum_of_filled(values: Iterable[int | None]) -> int | None:
    """The sum of the values that are not None; None when all are."""
    filled = [value for value in values if value is not None]
    return sum(filled) if filled else None


def expected_sums(form: Form, entries: Sequence[Entry]) -> dict[Cell, int | None]:
    """What a roll-up of `entries` must show, for every cell of the form."""
    return {
        cell: sum_of_filled(printed_value(form, entry.figures, cell) for entry in entries)
        for cell in form.cells
    }
