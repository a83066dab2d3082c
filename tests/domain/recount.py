"""Sums reckoned anew from what every unit entered and every receiver held, written from the sentences of
docs/form-and-rules.md, Roll-up, docs/merging.md, A unit once, and docs/bundle-format.md, Sums.

It is slow and unlike the program, of which it knows the form and nothing of totals or roll-ups.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from lcweek_desktop.domain.form import Cell, CellState, Form, RollUpKind

Path: TypeAlias = tuple[str, ...]
"""The codes of the units from one directly held down to the one that is meant."""


@dataclass(frozen=True, eq=False)
class Sent:
    """A report as it was made: by which form, what its unit entered, and which reports of units below it held
    then.

    `above` are the codes of the units above its unit, nearest first. `held` are pairs of a report and whether
    it counts by itself. `chosen` are the reports that a person chose where a unit was in several places.
    """

    form: Form
    code: str
    above: Path
    revision: int
    own: Mapping[Cell, int]
    held: Sequence[tuple[Sent, bool]] = ()
    chosen: Sequence[Sent] = field(default=())

    @cached_property
    def places(self) -> Mapping[Path, Sent]:
        """Where each unit below it counts, by path."""
        everywhere: dict[Path, Sent] = {}
        for sent, counts in self.held:
            if counts:
                everywhere[(sent.code,)] = sent
                everywhere |= {(sent.code, *path): inner for path, inner in sent.places.items()}
        kept: dict[Path, Sent] = {}
        depths = {sent.code: len(sent.above) for sent in everywhere.values()}
        for unit in sorted(depths, key=depths.__getitem__):
            places = [path for path in everywhere if path[-1] == unit and path[:-1] in {(), *kept}]
            if places:
                best = min(places, key=lambda path: self._rank(path, everywhere[path]))
                kept[best] = everywhere[best]
        return kept

    def _rank(self, path: Path, sent: Sent) -> tuple[bool, bool, int, Path]:
        """What a person chose before what came through the parent before later revisions before the rest."""
        holder = (self.code, *path)[-2]
        return sent not in self.chosen, (holder,) != sent.above[:1], -sent.revision, path

    @cached_property
    def filled(self) -> frozenset[Cell]:
        """The cells that somebody filled in what was ever added up to this report, deducted or not."""
        added = (
            {cell for cell in sent.filled if has_place(self.form, sent.form, cell)}
            for sent, _ in self.held
            if (sent.code,) in self.places
        )
        return frozenset(self.own).union(*added)

    @cached_property
    def entries(self) -> Mapping[Path, Mapping[Cell, int]]:
        """What each unit that counts entered, by path, as this report's form takes it, from each form on the
        way to the one above."""
        return {path: self._entry(path) for path in self.places}

    def _entry(self, path: Path) -> Mapping[Cell, int]:
        entry = self.places[path].own
        for length in range(len(path), 0, -1):
            holder = self.places[path[: length - 1]] if length > 1 else self
            by = self.places[path[:length]].form
            entry = entry if by is holder.form else taken_over(holder.form, by, entry)
        return entry


def has_place(form: Form, by: Form, cell: Cell) -> bool:
    """Whether `form` takes the number of `cell` that `by` holds."""
    if cell not in form.cells or cell not in by.cells:
        return False
    now, before = form.rule(cell), by.rule(cell)
    if (now.decimals, now.roll_up) != (before.decimals, before.roll_up):
        return False
    states = (before.state, now.state)
    both_open = states == (CellState.OPEN, CellState.OPEN)
    return both_open or (now.state is CellState.TOTAL and before.state in (CellState.OPEN, CellState.TOTAL))


def taken_over(form: Form, by: Form, entry: Mapping[Cell, int]) -> Mapping[Cell, int]:
    """What `form` takes of the entry of one unit by the form `by`: of a total what is above its rows."""
    taken: dict[Cell, int] = {}
    for cell in reversed(form.cells):
        if cell in entry and has_place(form, by, cell):
            rows = [_sum_below(by, entry, cell), _sum_below(form, taken, cell)]
            taken[cell] = entry[cell] - rows[0] + rows[1]
    return taken


def _sum_below(form: Form, own: Mapping[Cell, int], cell: Cell) -> int:
    """The sum of the rows of a total; 0 for an open cell, which has none."""
    if form.rule(cell).state is CellState.OPEN:
        return 0
    parts = [Cell(row.key, cell.measure) for row in form.rows if row.parent == cell.row]
    return sum(printed(form, own, part) or 0 for part in parts)


def recounted(sent: Sent) -> dict[Cell, int | None]:
    """What every cell of the sums of `sent` shows; None for a blank."""
    return {cell: _recounted(sent.form, sent, cell) for cell in sent.form.cells}


def _recounted(form: Form, sent: Sent, cell: Cell) -> int | None:
    rule, entries = form.rule(cell), [sent.own, *sent.entries.values()]
    if rule.state is CellState.CLOSED:
        return None
    if rule.roll_up is RollUpKind.NONE:
        return sent.own.get(cell)
    if rule.roll_up is RollUpKind.GREATEST:
        return max((entry[cell] for entry in entries if cell in entry), default=None)
    numbers = [printed(form, entry, cell) for entry in entries]
    return sum(number or 0 for number in numbers) if _shows(form, sent, cell) else None


def _shows(form: Form, sent: Sent, cell: Cell) -> bool:
    """Whether a cell that is added is filled in the sums, or one that it adds up is."""
    state = form.rule(cell).state
    parts = [Cell(row.key, cell.measure) for row in form.rows if row.parent == cell.row]
    is_sum = state in (CellState.COMPUTED, CellState.TOTAL)
    return cell in sent.filled or (is_sum and any(_shows(form, sent, part) for part in parts))


def printed(form: Form, own: Mapping[Cell, int], cell: Cell) -> int | None:
    """What one unit that entered `own` shows in `cell`; None for a blank."""
    rule = form.rule(cell)
    if cell in own or rule.state in (CellState.OPEN, CellState.CLOSED):
        return own.get(cell)
    parts = [Cell(row.key, cell.measure) for row in form.rows if row.parent == cell.row]
    numbers = [printed(form, own, part) for part in parts if form.rule(part).state is not CellState.CLOSED]
    filled = [number for number in numbers if number is not None]
    return sum(filled) if filled else None
