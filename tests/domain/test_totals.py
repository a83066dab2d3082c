"""Computed cells and the sums of units, compared with sums made in another way, in both years."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.domain.form import Cell, CellState, Form, MeasureKey, RollUpKind, RowKey
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.totals import (
    displayed_value,
    roll_up_figures,
    subtract_figures,
    sum_of_parts,
    surplus_over_parts,
)
from tests.factories import FORM, FORMS, INVENTED, figures

COUNT, PEOPLE = MeasureKey("count"), MeasureKey("people")


def counts(**cells: int) -> Figures:
    """`filled(_5_1=2)` is row 5.1, count 2."""
    return MappingProxyType(
        {Cell(RowKey(name[1:].replace("_", ".")), COUNT): value for name, value in cells.items()}
    )


def cell(row: str, measure: MeasureKey = COUNT) -> Cell:
    return Cell(RowKey(row), measure)


def test_a_computed_cell_adds_its_rows_and_is_blank_over_blanks() -> None:
    assert displayed_value(FORM, counts(_10_1=10**12, _10_2=10**12), cell("10")) == 2 * 10**12
    assert displayed_value(FORM, counts(_10_1=0), cell("10")) == 0
    assert displayed_value(FORM, counts(), cell("10")) is None


def test_a_closed_cell_shows_nothing() -> None:
    assert displayed_value(FORM, counts(_4_1=3), cell("4")) is None


def test_a_typed_total_stays_and_what_it_holds_above_its_rows_is_the_surplus() -> None:
    typed = counts(_5=9, _5_1=2, _5_3=4)
    assert displayed_value(FORM, typed, cell("5")) == 9
    assert sum_of_parts(FORM, typed, cell("5")) == 6
    assert surplus_over_parts(FORM, typed, cell("5")) == 3
    assert surplus_over_parts(FORM, counts(_5_1=2), cell("5")) is None
    assert surplus_over_parts(FORM, counts(_5=5), cell("5")) == 5
    assert surplus_over_parts(FORM, counts(_5=1, _5_1=4), cell("5")) == -3


def test_a_total_left_blank_is_the_sum_of_its_rows() -> None:
    assert displayed_value(FORM, counts(_5_1=2, _5_3=4), cell("5")) == 6


def test_surpluses_add_up_over_units_that_typed_a_total_and_units_that_did_not() -> None:
    units = [counts(_5=9, _5_1=2), counts(_5_1=5), counts(_5=4)]
    total = roll_up_figures(FORM, {}, units)
    assert total == counts(_5_1=7, _5=7 + 7 + 4)
    assert surplus_over_parts(FORM, total, cell("5")) == 11


def test_a_total_under_a_total_is_added_before_it() -> None:
    count = {name: Cell(RowKey(name), COUNT) for name in ("A", "A.1", "A.2", "A.2.x")}
    unit = {count["A"]: 20, count["A.1"]: 3, count["A.2"]: 10, count["A.2.x"]: 4}
    assert roll_up_figures(INVENTED, {}, [unit, unit]) == {key: 2 * value for key, value in unit.items()}


def expected_number(form: Form, units: Sequence[Figures], wanted: Cell) -> int | None:
    """What becomes of the numbers that the units show, each for itself: their sum or the greatest, and
    nothing where all are blank or they are not put together."""
    numbers = [number for unit in units if (number := displayed_value(form, unit, wanted)) is not None]
    match form.rule(wanted).roll_up:
        case RollUpKind.SUM:
            return sum(numbers) if numbers else None
        case RollUpKind.GREATEST:
            return max(numbers, default=None)
        case RollUpKind.NONE:
            return None


@given(data=st.data(), form=st.sampled_from(FORMS))
def test_every_cell_of_a_roll_up_shows_what_the_numbers_of_the_units_become(
    data: st.DataObject, form: Form
) -> None:
    units = data.draw(st.lists(figures(form), max_size=4))
    total = roll_up_figures(form, {}, units)
    for wanted in form.cells:
        assert displayed_value(form, total, wanted) == expected_number(form, units, wanted)


@given(data=st.data(), form=st.sampled_from(FORMS))
def test_a_sum_is_the_same_in_any_order_and_in_any_grouping(data: st.DataObject, form: Form) -> None:
    units = data.draw(st.lists(figures(form), min_size=2, max_size=4))
    order = data.draw(st.permutations(units))
    cut = data.draw(st.integers(1, len(units) - 1))
    grouped = roll_up_figures(
        form, roll_up_figures(form, {}, order[:cut]), [roll_up_figures(form, {}, order[cut:])]
    )
    assert roll_up_figures(form, {}, units) == grouped


@given(data=st.data(), form=st.sampled_from(FORMS))
def test_taking_a_unit_out_again_leaves_the_others_but_for_blanks_that_became_zero(
    data: st.DataObject, form: Form
) -> None:
    one, other = data.draw(figures(form)), data.draw(figures(form))
    rest = subtract_figures(form, roll_up_figures(form, one, [other]), [other])
    for wanted in (cell for cell in form.cells if form.rule(cell).roll_up is RollUpKind.SUM):
        assert (displayed_value(form, rest, wanted) or 0) == (displayed_value(form, one, wanted) or 0)
        assert (displayed_value(form, rest, wanted) is None) == (
            displayed_value(form, one, wanted) is None and displayed_value(form, other, wanted) is None
        )


def test_taking_nothing_out_changes_nothing() -> None:
    unit = counts(_5=9, _1_1=2)
    assert subtract_figures(FORM, unit, []) is unit


@pytest.mark.parametrize("measure", [COUNT, PEOPLE])
def test_closed_rows_stay_out_of_a_total(measure: MeasureKey) -> None:
    states = {part.row: FORM.rule(part).state for part in FORM.parts(cell("5", measure))}
    assert CellState.CLOSED not in states.values()
