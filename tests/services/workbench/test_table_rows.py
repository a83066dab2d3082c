"""Rows of a definition: they come, go and move together with the rows below them, and the form stays one."""

from __future__ import annotations

import pytest

from dev import ROOT
from lcweek_desktop.domain.form import CellState, Form, MeasureKey, RowKey
from lcweek_desktop.formdefs import FILES
from lcweek_desktop.formdefs.definition import Definition, Entry
from lcweek_desktop.services.workbench.table_rows import (
    add_row_after,
    add_row_below,
    free_key,
    remove_row,
)
from lcweek_desktop.services.workbench.tree import moved as moved_entry

FOLDER = ROOT / "forms" / "2024"
COUNT = MeasureKey("count")


@pytest.fixture
def definition() -> Definition:
    return Definition({name: (FOLDER / name).read_bytes() for name in FILES})


def keys(form: Form) -> list[str]:
    return [row.key for row in form.rows]


def test_a_row_is_added_behind_another_with_the_next_number(definition: Definition) -> None:
    changed, key = add_row_after(definition, "1.2")
    form = changed.form()
    row = form.row_by_key[RowKey(key)]
    assert keys(form)[2:5] == ["1.2", "1.13", "1.3"]
    assert (key, row.tt, row.parent, row.unit) == ("1.13", "1.13", "1", "Lớp/người")
    assert row.cells[COUNT].state is CellState.OPEN


def test_a_row_behind_a_section_stands_after_all_its_rows(definition: Definition) -> None:
    changed, key = add_row_after(definition, "5")
    form = changed.form()
    assert (key, keys(form)[keys(form).index("12") - 1]) == ("12", "5.4")
    assert form.row_by_key[RowKey("12")].cells[COUNT].state is CellState.OPEN


def test_a_key_of_another_year_is_not_taken(definition: Definition) -> None:
    assert add_row_after(definition, "1.2", used=["1.13", "1.13a"]).key == "1.13b"
    assert free_key("x", ["x", *(f"x{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")]) == "x-1"


def test_the_first_row_below_another_lets_it_add_up(definition: Definition) -> None:
    changed, key = add_row_below(definition, "2")
    form = changed.form()
    assert (key, form.row_by_key[RowKey(key)].parent) == ("2.1", "2")
    assert form.row_by_key[RowKey("2")].cells[COUNT].state is CellState.COMPUTED


def test_further_rows_below_another_follow_the_last(definition: Definition) -> None:
    changed, key = add_row_below(definition, "7")
    assert key == "7.3"
    assert keys(changed.form())[keys(changed.form()).index("7.2") + 1] == "7.3"


def test_a_row_goes_with_those_below_it_and_out_of_the_checks(definition: Definition) -> None:
    changed = remove_row(remove_row(definition, "7"), "10")
    form = changed.form()
    assert not [key for key in keys(form) if key.split(".")[0] in ("7", "10")]
    assert len(form.rows) == 41 - 3 - 3


def test_a_check_about_no_row_that_is_left_goes(definition: Definition) -> None:
    about = [check for check in definition.entries("check") if check.get("rows") == ["7.1"]]
    left = remove_row(definition, "7.1").keys("check")
    assert about
    assert not {str(check["key"]) for check in about} & {*left}


def test_a_section_moves_past_its_neighbour_with_all_its_rows(definition: Definition) -> None:
    moved = moved_entry(definition, "row", "4", 1)
    order = keys(moved.form())
    assert order.index("5.4") + 1 == order.index("4")
    assert order[order.index("4") : order.index("6")] == ["4", "4.1", "4.2", "4.3"]
    assert moved_entry(moved, "row", "4", -1).files == definition.files


def test_the_first_row_stays_the_first(definition: Definition) -> None:
    assert moved_entry(definition, "row", "1.1", -1) is definition
    assert moved_entry(definition, "row", "11", 1) is definition


def test_what_is_written_in_a_new_row_is_kept(definition: Definition) -> None:
    changed, key = add_row_after(definition, "2")
    changed = changed.with_value(Entry("row", key), "label", "Số câu lạc bộ đọc sách")
    assert changed.form().row_by_key[RowKey(key)].label == "Số câu lạc bộ đọc sách"
