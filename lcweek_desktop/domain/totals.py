"""What computed cells display, and how the figures of several units roll up.

A total may be typed over the sum of its parts. What it holds above them is its surplus; a sum of units adds
their surpluses. Source: docs/form-and-rules.md, Phụ lục II and Roll-up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from lcweek_desktop.domain.form import Cell, CellState, Form, RollUpKind
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.values import sum_filled


def displayed_value(form: Form, figures: Figures, cell: Cell) -> int | None:
    """The number that `cell` prints: the entered one, the computed sum or the typed total.

    It is None for a blank or closed cell.
    """
    match form.rule(cell).state:
        case CellState.OPEN:
            return figures.get(cell)
        case CellState.COMPUTED:
            return sum_of_parts(form, figures, cell)
        case CellState.TOTAL:
            typed = figures.get(cell)
            return sum_of_parts(form, figures, cell) if typed is None else typed
        case CellState.CLOSED:
            return None


def sum_of_parts(form: Form, figures: Figures, cell: Cell) -> int | None:
    """The sum of the cells under a computed cell or total, whatever was typed over it.

    It is None when all of them are blank.
    """
    return sum_filled(displayed_value(form, figures, part) for part in form.parts(cell))


def surplus_over_parts(form: Form, figures: Figures, cell: Cell) -> int | None:
    """How far the total typed in `cell` is above the sum of its parts; negative when it is below.

    It is None when no total was typed.
    """
    typed = figures.get(cell)
    return None if typed is None else typed - (sum_of_parts(form, figures, cell) or 0)


def roll_up_figures(form: Form, own: Figures, below: Sequence[Figures]) -> Figures:
    """The figures of a unit that entered `own` and puts `below` together, cell by cell.

    Each cell rolls up as the form says: the numbers are added, the greatest is taken, or the own entry stands
    alone. A total that any unit typed becomes the sum of its parts plus all surpluses.
    """
    figures, rolled = [own, *below], dict[Cell, int]()
    for cell in reversed(form.stored_cells):  # parts before the totals above them
        rule = form.rule(cell)
        if rule.state is CellState.TOTAL:
            above = sum_filled(surplus_over_parts(form, unit, cell) for unit in figures)
            value = None if above is None else above + (sum_of_parts(form, rolled, cell) or 0)
        elif rule.roll_up is RollUpKind.NONE:
            value = own.get(cell)
        else:
            value = rule.roll_up.together(unit.get(cell) for unit in figures)
        if value is not None:
            rolled[cell] = value
    return in_order(form, rolled)


def subtract_figures(form: Form, figures: Figures, deducted: Iterable[Figures]) -> Figures:
    """`figures` without each of `deducted`, which are contained in it, in the cells that are added.

    No cell turns blank by this, as it is no longer known whether the rest reported 0 or nothing. Other cells
    stay as they are: nothing can be taken out of a greatest number.
    """
    negative = [_negated(form, taken) for taken in deducted]
    return roll_up_figures(form, figures, negative) if negative else figures


def in_order(form: Form, figures: Figures) -> Figures:
    """The numbers of stored cells among `figures`, in the form's order."""
    return MappingProxyType({cell: figures[cell] for cell in form.stored_cells if cell in figures})


def _negated(form: Form, figures: Figures) -> Figures:
    added = (cell for cell in figures if form.rule(cell).roll_up is RollUpKind.SUM)
    return {cell: -figures[cell] for cell in added}
