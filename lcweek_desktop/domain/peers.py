"""Reports of units of one level compared with each other: numbers far above what the others gave.

Source: docs/form-and-rules.md, Checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lcweek_desktop.domain.form import Cell, Form, LevelKey
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.unit import Unit


@dataclass(frozen=True)
class Outlier:
    """The number `value` of `unit` in `cell`, at least `times` the `median` of the other units of its
    level."""

    unit: Unit
    cell: Cell
    value: int
    median: int
    times: int


class Peers:
    """The reports that a receiver counts, each unit once, with the sums that each report stands for.

    Units are compared only within their level: a commune's number holds its schools' and must not be measured
    against a single school's.
    """

    def __init__(self, form: Form, reports: Iterable[tuple[Unit, Figures]] = ()) -> None:
        self._form = form
        self._levels: dict[LevelKey, list[tuple[Unit, Figures]]] = {}
        for unit, figures in reports:
            self._levels.setdefault(unit.level, []).append((unit, figures))
        self._found: dict[int, tuple[Outlier, ...]] = {}

    def outliers(self, times: int) -> tuple[Outlier, ...]:
        """The numbers at least `times` the median of their peers, in the form's order, then by unit code.

        They are computed once for each `times`, since the reports never change.
        """
        if times not in self._found:
            order = {cell: place for place, cell in enumerate(self._form.stored_cells)}
            found = self._outliers(times)
            self._found[times] = tuple(sorted(found, key=lambda each: (order[each.cell], each.unit.code)))
        return self._found[times]

    def _outliers(self, times: int) -> Iterator[Outlier]:
        for reports in self._levels.values():
            for cell in self._form.stored_cells:
                yield from _outliers_of(cell, reports, times)


def _outliers_of(cell: Cell, reports: Sequence[tuple[Unit, Figures]], times: int) -> Iterator[Outlier]:
    """The outliers in one cell, from the largest number down.

    The search ends at the first number that is not an outlier, because no smaller one can be.
    """
    filled = sorted(
        ((figures[cell], unit) for unit, figures in reports if cell in figures),
        key=lambda entry: (entry[0], entry[1].code),
    )
    numbers = [value for value, _ in filled]
    for place in reversed(range(len(filled))):
        value, unit = filled[place]
        median = median_far_below(value, numbers[:place] + numbers[place + 1 :], times)
        if median is None:
            return
        yield Outlier(unit, cell, value, median, times)


def median_far_below(value: int, others: Sequence[int], times: int) -> int | None:
    """The median of `others`, given in order, when `value` is at least `times` as large; otherwise None.

    The median of an even count is half the sum of the two middle numbers, rounded down when it is returned
    but not when it is compared. The result is None, too, when the median is 0 or there are no others.
    """
    middle = others[(len(others) - 1) // 2 : len(others) // 2 + 1]
    if middle and 0 < sum(middle) * times <= value * len(middle):
        return sum(middle) // len(middle)
    return None
