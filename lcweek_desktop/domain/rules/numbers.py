"""Rules about numbers: one at a time, two of a row, and against other reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lcweek_desktop.domain.form import Cell, CellState, CheckOptions, Form, Row
from lcweek_desktop.domain.rules.case import Case, Hit, cell_name, kind, own_line_name, row_name
from lcweek_desktop.domain.totals import parts_sum
from lcweek_desktop.domain.values import format_number


class Entry(NamedTuple):
    """One entered number: where it stands, what people call its cell, the printed unit it counts."""

    place: str
    cell: str
    unit: str
    value: int

    def hit(self, **more: str) -> Hit:
        return Hit(self.place, {"cell": self.cell, "value": format_number(self.value), **more})


def _entries(case: Case) -> Iterator[Entry]:
    yield from (_entry(case.form, cell, value) for cell, value in _own_figures(case))
    labels = {measure.key: measure.label for measure in case.form.measures}
    for index, line in enumerate(case.content.own_lines):
        for measure, value in line.values.items():
            name = f"{own_line_name(case, index)}, {labels[measure]}"
            yield Entry(f"own_lines/{index}.{measure}", name, line.unit, value)


def _entry(form: Form, cell: Cell, value: int) -> Entry:
    return Entry(str(cell), cell_name(form, cell), form.row_by_key[cell.row].unit, value)


def _own_figures(case: Case) -> Iterator[tuple[Cell, int]]:
    """What the unit itself entered, in the form's order."""
    figures = case.content.figures
    return ((cell, figures[cell]) for cell in case.form.cells if cell in figures)


@kind("negative", fields="cell value")
def _negative(case: Case, _: CheckOptions) -> Iterator[Hit]:
    return (entry.hit() for entry in _entries(case) if entry.value < 0)


@kind("above-limit", fields="cell value limit")
def _above_limit(case: Case, _: CheckOptions) -> Iterator[Hit]:
    limits = case.form.limits
    return (
        entry.hit(limit=format_number(limits.of(entry.unit)))
        for entry in _entries(case)
        if entry.value > limits.of(entry.unit)
    )


@kind("not-multiple", options="units number", fields="cell value number")
def _not_multiple(case: Case, options: CheckOptions) -> Iterator[Hit]:
    units = {unit.casefold() for unit in options.units}
    return (
        entry.hit(number=format_number(options.number))
        for entry in _entries(case)
        if entry.unit.strip().casefold() in units and entry.value % options.number
    )


@kind("closed-filled", fields="cell value")
def _closed_filled(case: Case, _: CheckOptions) -> Iterator[Hit]:
    fillable = (CellState.OPEN, CellState.TOTAL)
    return (
        _entry(case.form, cell, value).hit()
        for cell, value in _own_figures(case)
        if case.form.state(cell, case.unit.level) not in fillable
    )


@kind("total-below-parts", fields="cell value total")
def _total_below_parts(case: Case, _: CheckOptions) -> Iterator[Hit]:
    for cell, value in _own_figures(case):
        if case.form.rule(cell).state is CellState.TOTAL:
            total = parts_sum(case.form, case.content.figures, cell)
            if total is not None and value < total:
                yield _entry(case.form, cell, value).hit(total=format_number(total))


@kind("entry-above", options="rows levels measure number", fields="cell value number")
def _entry_above(case: Case, options: CheckOptions) -> Iterator[Hit]:
    cells = {Cell(row, options.measure) for row in options.rows}
    return (
        _entry(case.form, cell, value).hit(number=format_number(options.number))
        for cell, value in _own_figures(case)
        if cell in cells and case.unit.level in options.levels and value > options.number
    )


def _pairs(case: Case, options: CheckOptions) -> Iterator[tuple[Row, int | None, int | None]]:
    """Rows where both measures are open to the unit, with the unit's own number in each."""
    for row in case.form.rows:
        cells = (Cell(row.key, options.measure), Cell(row.key, options.against))
        if all(case.form.state(cell, case.unit.level) is CellState.OPEN for cell in cells):
            one, other = (case.content.figures.get(cell) for cell in cells)
            yield row, one, other


@kind("without", options="measure against", fields="row value")
def _without(case: Case, options: CheckOptions) -> Iterator[Hit]:
    """A number in `measure` and none in `against`; the place is the cell that lacks one."""
    for row, value, other in _pairs(case, options):
        if value and other is None:
            place = str(Cell(row.key, options.against))
            yield Hit(place, {"row": row_name(row), "value": format_number(value)})


@kind("fewer", options="measure against", fields="row value other")
def _fewer(case: Case, options: CheckOptions) -> Iterator[Hit]:
    """A smaller number in `measure` than in `against`."""
    for row, value, other in _pairs(case, options):
        if value is not None and other is not None and value < other:
            numbers = {"value": format_number(value), "other": format_number(other)}
            yield Hit(str(Cell(row.key, options.measure)), {"row": row_name(row), **numbers})


@kind("times-last-year", options="number", fields="cell value last number")
def _times_last_year(case: Case, options: CheckOptions) -> Iterator[Hit]:
    for cell, value in _summed(case):
        last = (case.last_year or {}).get(cell, 0)
        if 0 < last * options.number <= value:
            numbers = {"last": format_number(last), "number": format_number(options.number)}
            yield _entry(case.form, cell, value).hit(**numbers)


@kind("times-peers", options="number", fields="cell value median number")
def _times_peers(case: Case, options: CheckOptions) -> Iterator[Hit]:
    for cell, value in _summed(case):
        filled = sorted(peer[cell] for peer in case.peers if cell in peer)
        if (median := far_above(value, filled, options.number)) is not None:
            numbers = {"median": format_number(median), "number": format_number(options.number)}
            yield _entry(case.form, cell, value).hit(**numbers)


def far_above(value: int, peers: Sequence[int], times: int) -> int | None:
    """The median of `peers` (what those who filled the cell gave, in order) when `value` is so many times as
    large; None when it is not. Between two middle numbers, half their sum; a median of 0 measures nothing."""
    middle = peers[(len(peers) - 1) // 2 : len(peers) // 2 + 1]
    if middle and 0 < sum(middle) * times <= value * len(middle):
        return sum(middle) // len(middle)
    return None


def _summed(case: Case) -> Iterator[tuple[Cell, int]]:
    return ((cell, case.sums[cell]) for cell in case.form.stored_cells if cell in case.sums)
