"""A table as Word or Excel gives it to the clipboard becomes rows of a definition."""

from __future__ import annotations

import pytest

from dev import ROOT
from lcweek_desktop.domain.form import CellState, Form, MeasureKey, RowKey
from lcweek_desktop.formdefs import FILES
from lcweek_desktop.formdefs.definition import Definition
from lcweek_desktop.services.workbench.pasted_table import PastedRow, pasted_rows, with_pasted_rows

FOLDER = ROOT / "forms" / "2024"
ANNEX = """
TT\tNội dung các hoạt động\tĐơn vị\tSố lượng\tGhi chú
(1)\t(2)\t(3)\t(4)\t(5)
I\tCác lớp bồi dưỡng, tập huấn\tLớp\t\t
1\tBồi dưỡng nâng cao trình độ ngoại ngữ cho cán bộ, công chức, viên chức (các cấp)\tLớp/người\t\t
2\tTập huấn kỹ năng số cho người dân\tLớp/người\t\t
-\tTrong đó, người cao tuổi\tLớp/người\t\t
II\tHọc liệu số được đưa lên mạng\tHọc liệu\t\t
"""


@pytest.fixture
def definition() -> Definition:
    return Definition({name: (FOLDER / name).read_bytes() for name in FILES})


def lines(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.strip().splitlines()]


def states(form: Form, key: str) -> list[CellState]:
    return [form.row_by_key[RowKey(key)].cells[MeasureKey(each)].state for each in ("count", "people")]


def test_heads_are_passed_over_and_numbers_make_the_tree(definition: Definition) -> None:
    rows = pasted_rows(lines(ANNEX), definition)
    assert [(row.tt, row.unit, row.parent) for row in rows] == [
        ("I", "Lớp", None),
        ("1", "Lớp/người", 0),
        ("2", "Lớp/người", 0),
        ("-", "Lớp/người", 2),
        ("II", "Học liệu", None),
    ]


def test_a_row_of_the_year_before_keeps_its_key_and_cells(definition: Definition) -> None:
    rows = pasted_rows(lines(ANNEX), definition)
    assert [row.key for row in rows] == [None, "1.2", None, None, None]
    form = with_pasted_rows(definition, rows).form()
    assert [row.key for row in form.rows] == ["I", "1.2", "2a", "r4", "II"]
    assert states(form, "1.2") == [CellState.OPEN, CellState.OPEN]
    assert form.row_by_key[RowKey("1.2")].tt == "1"


def test_new_rows_add_up_or_take_numbers_as_their_units_say(definition: Definition) -> None:
    form = with_pasted_rows(definition, pasted_rows(lines(ANNEX), definition)).form()
    assert states(form, "I") == [CellState.COMPUTED, CellState.COMPUTED]
    assert states(form, "2a") == [CellState.COMPUTED, CellState.COMPUTED]
    assert states(form, "r4") == [CellState.OPEN, CellState.OPEN]
    assert states(form, "II") == [CellState.OPEN, CellState.CLOSED]


def test_rows_that_count_other_things_than_the_row_above_are_not_added(definition: Definition) -> None:
    text = [
        ["1", "Khen thưởng trong Tuần lễ", "Lượt"],
        ["1.1", "Tập thể được khen thưởng", "Tập thể"],
        ["1.2", "Cá nhân được khen thưởng", "Người"],
    ]
    form = with_pasted_rows(definition, pasted_rows(text, definition)).form()
    found = {row.label: states(form, row.key) for row in form.rows}
    closed, opened = CellState.CLOSED, CellState.OPEN
    assert [*found.values()] == [[closed, closed], [opened, closed], [closed, opened]]


def test_the_year_pasted_again_is_the_same_form(definition: Definition) -> None:
    form = definition.form()
    text = [[row.tt, row.label, row.unit, "", "", ""] for row in form.rows]
    rows = pasted_rows(text, definition)
    assert [row.key for row in rows] == [row.key for row in form.rows]
    assert with_pasted_rows(definition, rows).form().hash == form.hash


def test_a_reworded_label_is_recognised(definition: Definition) -> None:
    text = [
        ["1.2", "Bồi dưỡng, nâng cao trình độ ngoại ngữ cho cán bộ, công chức và viên chức (các cấp)", "Lớp"]
    ]
    assert pasted_rows(text, definition)[0].key == "1.2"


def test_a_table_behind_an_empty_column_is_read_below_its_title(definition: Definition) -> None:
    text = "PHỤ LỤC II\n\n\t1\tTập huấn kỹ năng số cho người dân\tLớp/người"
    assert [(row.tt, row.unit) for row in pasted_rows(lines(text), definition)] == [("1", "Lớp/người")]


def test_a_table_without_numbers_of_rows_is_read_too(definition: Definition) -> None:
    rows = pasted_rows([["Số câu lạc bộ đọc sách thành lập mới", "CLB"]], definition)
    assert rows == (PastedRow("", "Số câu lạc bộ đọc sách thành lập mới", "CLB", None, None),)


def test_what_is_no_table_gives_no_rows(definition: Definition) -> None:
    assert pasted_rows([], definition) == ()
    assert pasted_rows([["", ""]], definition) == ()
