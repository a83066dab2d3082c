"""What in a later report of one unit looks like a slip: numbers gone, and a zero too many or too few.

Source: docs/adr/0165-safe-work-and-sudden-changes.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lcweek_desktop.domain.form import Cell
from lcweek_desktop.domain.report import Figures


class SuddenCells(NamedTuple):
    """The cells that look like a slip. In `gone` nothing is entered any more where a number other than 0 was;
    in `tenfold` the number is 10, 100, 1,000… times the one before, or that part of it."""

    gone: tuple[Cell, ...] = ()
    tenfold: tuple[Cell, ...] = ()

    @property
    def cells(self) -> frozenset[Cell]:
        """All of them."""
        return frozenset((*self.gone, *self.tenfold))


def sudden_cells(cells: Iterable[Cell], before: Figures, after: Figures) -> SuddenCells:
    """The cells among `cells`, in their order, in which `after` looks like a slip against `before`."""
    both = {cell: (before.get(cell), after.get(cell)) for cell in cells if before.get(cell)}
    return SuddenCells(
        gone=tuple(cell for cell, (_, now) in both.items() if now is None),
        tenfold=tuple(_tenfold(both)),
    )


def _tenfold(both: Mapping[Cell, tuple[int | None, int | None]]) -> Iterable[Cell]:
    return (cell for cell, (then, now) in both.items() if then and now and _is_shifted(then, now))


def _is_shifted(one: int, other: int) -> bool:
    """Whether one of the two numbers is the other with zeros behind it."""
    less, more = sorted((abs(one), abs(other)))
    factor, rest = divmod(more, less)
    return rest == 0 and factor > 1 and str(factor).rstrip("0") == "1"
