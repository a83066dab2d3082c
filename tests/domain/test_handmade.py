"""What a table that somebody made by hand reports, where its shape is one that misleads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from lcweek_desktop.domain.foreign_table import (
    ForeignFile,
    ForeignTable,
    TableKind,
    column_letters,
    foreign_from_json,
    foreign_json,
)
from lcweek_desktop.domain.form import Cell, CellState, Form, LevelKey, RowKey
from lcweek_desktop.domain.handmade import HandmadeCell, HandmadeReading, read_handmade
from lcweek_desktop.domain.handmade_number import Confidence
from lcweek_desktop.domain.target import Target
from tests.factories import FORM, FORMS

SCHOOL = LevelKey("truong")
HEAD = ["TT", "Nội dung các hoạt động", "Đơn vị", "Số lớp/số cuộc thi", "Người", "Ghi chú"]

Lines = list[list[str]]


def lines(**numbers: tuple[str, str]) -> Lines:
    """The form's table, blank but for `numbers` of the rows named r1_1, …"""
    return [HEAD] + [
        [row.tt, row.label, row.unit, *numbers.get(f"r{row.key}".replace(".", "_"), ("", "")), ""]
        for row in FORM.rows
    ]


def table(texts: Lines, number: int = 1, **more: Any) -> ForeignTable:
    return ForeignTable(TableKind.SHEET, number, f"Biểu {number}", tuple(map(tuple, texts)), **more)


def read(*tables: ForeignTable) -> HandmadeReading:
    reading = read_handmade(FORM, SCHOOL, ForeignFile(tables))
    assert reading is not None
    return reading


def one(reading: HandmadeReading, row: str, column: str = "count") -> HandmadeCell:
    (found,) = [cell for cell in reading.cells if cell.target == Target(RowKey(row), column)]
    return found


def put(texts: Lines, tt: str, column: int, text: str) -> Lines:
    return [[*line[:column], text, *line[column + 1 :]] if line[0] == tt else line for line in texts]


def said(cell: HandmadeCell) -> tuple[str, str, tuple[str, ...]]:
    return cell.value, cell.confidence.value, cell.reasons


def test_a_cell_says_what_stood_where() -> None:
    cell = one(read(table(lines(r1_1=("12 lớp", "")))), "1.1")
    assert (cell.value, cell.given, cell.place) == ("12", "12 lớp", "Trang tính “Biểu 1”, ô D3")
    assert said(cell) == ("12", "sure", ())
    assert [column_letters(at) for at in (0, 25, 26, 63)] == ["A", "Z", "AA", "BL"]


@pytest.mark.parametrize(
    ("change", "row", "column", "expected"),
    [
        ({"4.2": (3, "9")}, "4.2", "people", "9 likely handmade-moved"),
        ({"1.1": (3, "9 người")}, "1.1", "count", "9 unsure handmade-other-words"),
        ({"1.1": (3, "99.999.999")}, "1.1", "count", "99.999.999 unsure handmade-over-limit"),
        ({"10.1": (3, "12")}, "10.1", "count", "12 likely handmade-small-money"),
        ({"1.1": (3, "3 lớp/90 người")}, "1.1", "people", "90 likely handmade-pair"),
        ({"1.1": (3, "7", 1, "")}, "1.1", "count", "7 likely handmade-number-only"),
        ({"1.8": (3, "7", 0, "1.3")}, "1.8", "count", "7 likely handmade-other-number"),
        ({"1.8": (3, "7", 1, "Bồi dưỡng giáo viên")}, "1.8", "count", "7 likely handmade-label-alike"),
        ({"7": (4, "30")}, "7", "note", "Người: 30 likely handmade-closed"),
        ({"1": (3, "9")}, "1", "note", "Tổng số: 9 likely handmade-closed"),
        ({"1.1": (3, "4"), "1": (3, "9")}, "1", "count", " unsure handmade-sum"),
        ({"5.1": (3, "4"), "5": (3, "9")}, "5", "count", "9 likely handmade-typed-total"),
    ],
)
def test_what_is_not_simply_there_has_its_reason(
    change: Mapping[str, tuple[Any, ...]], row: str, column: str, expected: str
) -> None:
    texts = lines()
    for tt, puts in change.items():
        for at, text in zip(puts[::2], puts[1::2], strict=True):
            texts = put(texts, tt, at, text)
    value, confidence, reasons = said(one(read(table(texts)), row, column))
    assert f"{value} {confidence} {' '.join(reasons)}" == expected


def test_a_row_that_the_form_lacks_is_told_and_goes_nowhere() -> None:
    texts = lines(r1_1=("1", ""))
    texts.insert(4, ["1.2b", "Bồi dưỡng kỹ năng cắm trại", "Lớp/người", "6", "80", ""])
    (first, second) = [cell for cell in read(table(texts)).cells if cell.target is None]
    assert (first.given, second.given, first.value) == ("6", "80", "")
    assert first.reasons == ("handmade-unknown-row",)
    assert first.line == "1.2b Bồi dưỡng kỹ năng cắm trại"


def test_lines_below_the_last_row_are_the_units_own() -> None:
    texts = [*lines(), ["11.1", "Ngày hội đọc sách", "Buổi", "2", "", "Sân trường"], ["", "Người lập biểu"]]
    cells = {cell.target: cell for cell in read(table(texts)).cells}
    assert {target.column: cell.value for target, cell in cells.items() if target is not None} == {
        "label": "Ngày hội đọc sách",
        "unit": "Buổi",
        "count": "2",
        "note": "Sân trường",
    }
    assert {cell.reasons for cell in cells.values()} == {("handmade-own-line",)}


def test_numbers_moved_down_by_an_inserted_row_follow_their_labels() -> None:
    texts = lines(r1_8=("7", ""), r1_9=("5", ""))
    texts = put(put(texts, "1.9", 0, "1.10"), "1.8", 0, "1.9")
    reading = read(table(texts))
    assert (one(reading, "1.8").value, one(reading, "1.9").value) == ("7", "5")
    assert one(reading, "1.9").confidence is Confidence.LIKELY


def test_two_tables_that_say_different_numbers_make_neither_sure() -> None:
    reading = read(table(lines(r1_1=("3", "")), 1), table(lines(r1_1=("4", ""), r2=("8", "")), 2))
    assert said(one(reading, "1.1")) == ("3", "unsure", ("handmade-twice", "handmade-tables"))
    assert one(reading, "1.1").given == "3 | 4"
    assert said(one(reading, "2")) == ("8", "unsure", ("handmade-tables",))


def test_the_same_table_twice_and_an_empty_one_beside_it_raise_no_doubt() -> None:
    filled = lines(r1_1=("3", ""))
    reading = read(table(filled, 1), table(filled, 2), table(lines(), 3))
    assert said(one(reading, "1.1")) == ("3", "sure", ())


@pytest.mark.parametrize("where", ["above", "label", "unit"])
def test_money_in_millions_is_multiplied_wherever_that_is_said(where: str) -> None:
    texts = lines(r10_1=("1.500", ""))
    if where == "above":
        texts.insert(0, ["", "", "", "Đơn vị tính: triệu đồng"])
    else:
        said_in = "Ngân sách nhà nước (triệu đồng)" if where == "label" else "Triệu đồng"
        texts = put(texts, "10.1", 1 if where == "label" else 2, said_in)
    cell = one(read(table(texts)), "10.1")
    assert (cell.value, cell.confidence) == ("1.500.000.000", Confidence.LIKELY)


def test_a_hidden_sheet_counts_only_where_there_is_no_other() -> None:
    hidden = table(lines(r1_1=("3", "")), 1, is_hidden=True)
    assert said(one(read(hidden), "1.1")) == ("3", "likely", ("handmade-hidden",))
    assert one(read(hidden, table(lines(r1_1=("4", "")), 2)), "1.1").value == "4"


def test_hidden_lines_are_looked_at_by_a_person() -> None:
    reading = read(table(lines(r1_1=("3", ""), r1_2=("5", "")), hidden_lines=frozenset({3})))
    assert one(reading, "1.1").confidence is Confidence.SURE
    assert one(reading, "1.2").reasons == ("handmade-hidden",)


def test_another_year_in_the_title_makes_nothing_sure() -> None:
    above = [["BIỂU TỔNG HỢP TUẦN LỄ HỌC TẬP SUỐT ĐỜI NĂM 2023"], *lines(r1_1=("3", ""))]
    assert said(one(read(table(above)), "1.1")) == ("3", "unsure", ("handmade-other-year",))


def test_columns_that_two_heads_claim_are_for_a_person() -> None:
    texts = [[*line[:4], "9" if line[0] == "1.1" else "", *line[4:]] for line in lines(r1_1=("3", "4"))]
    texts[0][4] = "Số lớp (lần 2)"
    assert said(one(read(table(texts)), "1.1")) == ("3", "unsure", ("handmade-columns",))
    assert one(read(table(texts)), "1.1", "people").value == "4"


def test_without_a_head_the_order_of_the_form_is_likely() -> None:
    reading = read(table(lines(r1_1=("3", "40"))[1:]))
    assert said(one(reading, "1.1")) == ("3", "likely", ("handmade-no-head",))
    assert one(reading, "1.1", "people").value == "40"


def test_a_table_of_something_else_is_none_of_the_form() -> None:
    others = table([["TT", "Họ và tên", "Lớp"], ["1", "Lò Văn An", "5A"], ["2", "Vàng Thị Mỷ", "5B"]])
    assert read_handmade(FORM, SCHOOL, ForeignFile((others,))) is None
    assert read_handmade(FORM, SCHOOL, ForeignFile()) is None


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.campaign.id)
def test_the_plain_table_of_any_form_is_read_whole_and_sure(form: Form) -> None:
    level, words = form.levels[0].key, form.columns
    cells = [cell for cell in form.cells if form.state(cell, level) is CellState.OPEN]
    numbers = {}
    for at, cell in enumerate(cells, 20):
        rule = form.rule(cell)
        numbers[cell] = form.text_of(cell, min(10**rule.decimals * at + 5, rule.limit))
    head = [words.tt, words.label, words.unit, *(each.label for each in form.measures), words.note]
    body = []
    for row in form.rows:
        typed = [numbers.get(Cell(row.key, each.key), "") for each in form.measures]
        body.append([row.tt, row.label, row.unit, *typed, ""])
    reading = read_handmade(form, level, ForeignFile((table([head, *body]),)))
    assert reading is not None
    money = {"handmade-small-money"}
    found = {cell.target: cell for cell in reading.cells}
    assert {str(cell): numbers[cell] for cell in cells} == {
        f"{target.row}.{target.column}": cell.value for target, cell in found.items() if target is not None
    }
    assert {reason for cell in reading.cells for reason in cell.reasons} <= money


def test_a_file_goes_through_the_worker_unchanged() -> None:
    file = ForeignFile((table(lines(), hidden_lines=frozenset({2}), is_hidden=True),), ("Số: 12",))
    listed: Any = foreign_json(file)
    assert foreign_from_json(listed) == file
    assert replace(file, words=("  ",)).bounded().words == ()
