"""The program's own workbook, filled in with another program, is entered cell by cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from lcweek_desktop.documents.xlsx import template_bytes
from lcweek_desktop.domain.form import LevelKey, MeasureKey, RowKey
from lcweek_desktop.domain.report import Content, OwnLine
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.entry_plan import Effect, EntryPlan, plan_entries
from lcweek_desktop.services.report.filled_template import filled_entries
from tests.factories import FORM
from tests.ui.cells import cell

SCHOOL = LevelKey("truong")
COUNT, PEOPLE, NOTE = 3, 4, 5


def filled(tmp_path: Path, values: dict[tuple[str, int], object]) -> Path:
    """The empty form with `values` typed by their hidden keys and columns."""
    file = tmp_path / "mẫu.xlsx"
    file.write_bytes(template_bytes(FORM, SCHOOL))
    book = load_workbook(file)
    rows = {row[-1].value: row for row in book.worksheets[0].iter_rows()}
    for (key, column), value in values.items():
        rows[key][column].value = value
    book.save(file)
    return file


def planned(file: Path, content: Content | None = None) -> EntryPlan:
    content = content or Content()
    return plan_entries(FORM, SCHOOL, content, filled_entries(FORM, content, file))


def test_numbers_notes_and_own_lines_come_in_and_formulas_do_not(tmp_path: Path) -> None:
    file = filled(
        tmp_path,
        {
            ("1.1", COUNT): 12,
            ("1.1", PEOPLE): "1 250 người",
            ("1.2", COUNT): 0,
            ("2", NOTE): "Tại bản",
            ("11/2", 1): "Hội thao",
            ("11/2", 2): "Buổi",
            ("11/2", COUNT): 3,
            ("unit-name", 2): "Trường A",
        },
    )
    plan = planned(file, Content(own_lines=(OwnLine("Ngày sách"),)))
    assert plan.content.figures == {cell("1.1"): 12, cell("1.1", "people"): 1250, cell("1.2"): 0}
    assert plan.content.notes == {RowKey("2"): "Tại bản"}
    added = OwnLine("Hội thao", "Buổi", {MeasureKey("count"): 3})
    assert plan.content.own_lines == (OwnLine("Ngày sách"), added)
    again = planned(file, plan.content)
    assert (again.content.own_lines, again.to_be_shown) == (plan.content.own_lines, ())


def test_a_number_that_is_not_whole_is_refused_and_what_is_there_is_told(tmp_path: Path) -> None:
    plan = planned(filled(tmp_path, {("1.1", COUNT): 1.5, ("1.2", COUNT): 4}), Content({cell("1.2"): 3}))
    assert [(each.given, each.effect) for each in plan.to_be_shown] == [
        ("1,5", Effect.REFUSED),
        ("4", Effect.OVERWRITTEN),
    ]


def test_two_own_lines_of_one_name_are_two_lines(tmp_path: Path) -> None:
    same = {("11/1", 1): "Hội thao", ("11/1", COUNT): 3, ("11/2", 1): "Hội thao", ("11/2", COUNT): 5}
    file = filled(tmp_path, same)
    plan = planned(file, Content(own_lines=(OwnLine("Hội thao", "Buổi"),)))
    assert [(line.label, dict(line.values)) for line in plan.content.own_lines] == [
        ("Hội thao", {MeasureKey("count"): 3}),
        ("Hội thao", {MeasureKey("count"): 5}),
    ]
    assert planned(file, plan.content).content == plan.content


def test_a_formula_in_an_open_cell_is_told_and_a_note_may_begin_like_one(tmp_path: Path) -> None:
    plan = planned(filled(tmp_path, {("1.1", COUNT): "=5+7", ("1.1", NOTE): "=> Tại bản"}))
    assert [(each.given, each.effect) for each in plan.to_be_shown] == [("=5+7", Effect.REFUSED)]
    assert (plan.content.figures, plan.content.notes) == ({}, {RowKey("1.1"): "=> Tại bản"})


def test_a_line_that_is_there_twice_is_not_entered(tmp_path: Path) -> None:
    file = filled(tmp_path, {("1.1", COUNT): 1, ("1.2", COUNT): 2})
    book = load_workbook(file)
    row = next(row for row in book.worksheets[0].iter_rows() if row[-1].value == "1.2")
    row[-1].value = "1.1"
    book.save(file)
    plan = planned(file)
    assert (plan.content.figures, plan.count(Effect.NOWHERE)) == ({}, 2)


def test_other_workbooks_and_other_forms_are_refused(tmp_path: Path) -> None:
    file = filled(tmp_path, {})
    book = load_workbook(file)
    mark = book.worksheets[0][1][-1]
    for text, code in (
        (str(mark.value).replace(FORM.hash, "0" * 64), "workbook-other-form"),
        ("lcweek-template=2 x", "workbook-not-template"),
        ("", "workbook-not-template"),
    ):
        mark.value = text
        book.save(file)
        with pytest.raises(KnownError) as refused:
            filled_entries(FORM, Content(), file)
        assert refused.value.code == code
