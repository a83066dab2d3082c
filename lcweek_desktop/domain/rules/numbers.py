"""Rules about numbers: one at a time, two of a row, and against other reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from lcweek_desktop.domain.form import Cell, CellState, CheckOptions, Form, MeasureKey, Row
from lcweek_desktop.domain.rules.rule import (
    CheckInput,
    Violation,
    cell_name,
    member_place,
    own_line_name,
    row_name,
    rule,
)
from lcweek_desktop.domain.totals import sum_of_parts
from lcweek_desktop.domain.values import format_count, format_number

TIMES_PEERS: Final = "times-peers"
"""The kind of check that compares the reports that a receiver sums with each other."""


class Entry(NamedTuple):
    """A number that was entered, in steps of 10^-`decimals`: its place, the name of its cell, its printed
    unit of measurement, and its measure."""

    place: str
    cell: str
    unit: str
    value: int
    decimals: int
    measure: MeasureKey

    def steps(self, number: int) -> int:
        """The whole `number` in the steps of this one."""
        return number * int(10**self.decimals)

    def violation(self, **more: str) -> Violation:
        """A violation at this number; `more` are the further fields of the check's sentence."""
        shown = format_number(self.value, self.decimals)
        return Violation(self.place, {"cell": self.cell, "value": shown, **more})


def _entries(case: CheckInput) -> Iterator[Entry]:
    yield from (_entry(case.form, cell, value) for cell, value in _own_figures(case))
    measures = {measure.key: measure for measure in case.form.measures}
    for index, line in enumerate(case.content.own_lines):
        for key, value in line.values.items():
            name = f"{own_line_name(case, index)}, {measures[key].label}"
            decimals = measures[key].decimals
            yield Entry(f"own_lines/{index}.{key}", name, line.unit, value, decimals, key)


def _entry(form: Form, cell: Cell, value: int) -> Entry:
    unit, decimals = form.row_by_key[cell.row].unit, form.rule(cell).decimals
    return Entry(str(cell), cell_name(form, cell), unit, value, decimals, cell.measure)


def _own_figures(case: CheckInput) -> Iterator[tuple[Cell, int]]:
    """The figures that the unit itself entered, in the form's order."""
    figures = case.content.figures
    return ((cell, figures[cell]) for cell in case.form.cells if cell in figures)


@rule("negative", fields="cell value")
def _negative(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    return (entry.violation() for entry in _entries(case) if entry.value < 0)


@rule("above-limit", fields="cell value limit")
def _above_limit(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    limits = case.form.limits
    return (
        entry.violation(limit=format_count(limits.of(entry.unit, entry.measure)))
        for entry in _entries(case)
        if entry.value > entry.steps(limits.of(entry.unit, entry.measure))
    )


@rule("not-multiple", options="units number", fields="cell value number")
def _not_multiple(case: CheckInput, options: CheckOptions) -> Iterator[Violation]:
    units = {unit.casefold() for unit in options.units}
    return (
        entry.violation(number=format_count(options.number))
        for entry in _entries(case)
        if entry.unit.strip().casefold() in units and entry.value % entry.steps(options.number)
    )


@rule("closed-filled", fields="cell value")
def _closed_filled(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    fillable = (CellState.OPEN, CellState.TOTAL)
    return (
        _entry(case.form, cell, value).violation()
        for cell, value in _own_figures(case)
        if case.form.state(cell, case.unit.level) not in fillable
    )


@rule("total-below-parts", fields="cell value total")
def _total_below_parts(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    for cell, value in _own_figures(case):
        if case.form.rule(cell).state is CellState.TOTAL:
            total = sum_of_parts(case.form, case.content.figures, cell)
            if total is not None and value < total:
                yield _entry(case.form, cell, value).violation(total=case.form.text_of(cell, total))


@rule("entry-above", options="rows levels measure number", fields="cell value number")
def _entry_above(case: CheckInput, options: CheckOptions) -> Iterator[Violation]:
    cells = {Cell(row, options.measure) for row in options.rows}
    if case.unit.level not in options.levels:
        return
    for entry in (_entry(case.form, cell, value) for cell, value in _own_figures(case) if cell in cells):
        if entry.value > entry.steps(options.number):
            yield entry.violation(number=format_count(options.number))


def _pairs(case: CheckInput, options: CheckOptions) -> Iterator[tuple[Row, Cell, Cell]]:
    """The rows in which the measures `measure` and `against` are both open to the unit, with their cells."""
    for row in case.form.rows:
        cells = (Cell(row.key, options.measure), Cell(row.key, options.against))
        if all(case.form.state(cell, case.unit.level) is CellState.OPEN for cell in cells):
            yield row, *cells


@rule("without", options="measure against", fields="row value")
def _without(case: CheckInput, options: CheckOptions) -> Iterator[Violation]:
    """Find a number other than 0 in `measure` beside a blank in `against`; the place is the blank cell."""
    figures = case.content.figures
    for row, cell, against in _pairs(case, options):
        value = figures.get(cell)
        if value and against not in figures:
            yield Violation(str(against), {"row": row_name(row), "value": case.form.text_of(cell, value)})


@rule("fewer", options="measure against", fields="row value other")
def _fewer(case: CheckInput, options: CheckOptions) -> Iterator[Violation]:
    """Find a number in `measure` that is smaller than the one in `against`, where both count: a share, a
    greatest or a number with other decimals is not compared with a count."""
    form, figures = case.form, case.content.figures
    for row, cell, against in _pairs(case, options):
        value, other = figures.get(cell), figures.get(against)
        if value is None or other is None or not form.rule(cell).is_comparable(form.rule(against)):
            continue
        if value < other:
            numbers = {"value": form.text_of(cell, value), "other": form.text_of(against, other)}
            yield Violation(str(cell), {"row": row_name(row), **numbers})


@rule("times-last-year", options="number", fields="cell value last number")
def _times_last_year(case: CheckInput, options: CheckOptions) -> Iterator[Violation]:
    for cell, value in _summed(case):
        last = (case.last_year or {}).get(cell, 0)
        if 0 < last * options.number <= value:
            numbers = {"last": case.form.text_of(cell, last), "number": format_count(options.number)}
            yield _entry(case.form, cell, value).violation(**numbers)


@rule(TIMES_PEERS, options="number", fields="unit cell value median number")
def _times_peers(case: CheckInput, options: CheckOptions) -> Iterator[Violation]:
    """Find a number that is far above those of its peers, in the reports that the unit sums."""
    for outlier in case.peers.outliers(options.number):
        fields = {
            "unit": outlier.unit.name,
            "cell": cell_name(case.form, outlier.cell),
            "value": case.form.text_of(outlier.cell, outlier.value),
            "median": case.form.text_of(outlier.cell, outlier.median),
            "number": format_count(outlier.times),
        }
        yield Violation(member_place(outlier.unit, outlier.cell), fields)


def _summed(case: CheckInput) -> Iterator[tuple[Cell, int]]:
    return ((cell, case.sums[cell]) for cell in case.form.stored_cells if cell in case.sums)
