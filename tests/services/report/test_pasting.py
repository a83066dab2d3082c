"""What a pasted block says: its cells, its numbers, the rows that it names, and what entering it would do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lcweek_desktop.domain.form import LevelKey, MeasureKey, RowKey
from lcweek_desktop.domain.pasted_number import read_pasted_number
from lcweek_desktop.domain.report import Content, OwnLine
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.entry_plan import Effect, Entry, EntryPlan, RowName, Target, plan_entries
from lcweek_desktop.services.report.pasted_lines import pasted_lines
from lcweek_desktop.services.report.pasted_rows import block_entries
from tests.factories import FORM
from tests.ui.cells import cell

SCHOOL = LevelKey("truong")
ROWS: list[RowName] = [row.key for row in FORM.rows]
COLUMNS = ["count", "people", "note"]
EXCEL = "2\t60\r\n3\t75\r\n"
"""A block of two rows and two columns as Excel puts it on the clipboard."""


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("1.250", 1250, ""),
        ("1 250", 1250, ""),
        ("1\u00a0250", 1250, ""),
        ("1\u202f250\u200b", 1250, ""),
        ("25 người", 25, "người"),
        ("1.250.000đ", 1250000, "đ"),
        ("1 250 000 đồng", 1250000, "đồng"),
        ("12 lớp/người", 12, "lớp/người"),
        ("3 công ty", 3, "công ty"),
        ("", None, ""),
        ("0", 0, ""),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: int | None, words: str) -> None:
    read = read_pasted_number(text, 0)
    assert (read.value, read.words, read.is_dash) == (value, words, False)


@pytest.mark.parametrize(
    "text",
    [
        *("1,5", "12 50", "1.25", "khoảng 25", "25/30", "1-2", "25 người 30"),
        *("5 triệu", "2 nghìn", "2 nghin", "3k", "500 trđ", "5 triệu, chẵn", "2 tỷ."),
    ],
)
def test_what_could_be_another_number_is_refused(text: str) -> None:
    with pytest.raises(KnownError, match="số nguyên"):
        read_pasted_number(text, 0)


def test_decimals_are_kept_and_dashes_are_neither_zero_nor_nothing() -> None:
    assert read_pasted_number("98,5 %", 1).value == 985
    assert [read_pasted_number(dash, 0).is_dash for dash in ("-", " – ", "—")] == [True] * 3


def test_lines_of_excel_word_and_zalo() -> None:
    assert pasted_lines(EXCEL, "") == (("2", "60"), ("3", "75"))
    assert pasted_lines('2\t"hai\r\ndòng"\r\n', "") == (("2", "hai\r\ndòng"),)
    assert pasted_lines('5" ống\t3', "") == (('5" ống', "3"),)
    word = (
        "<html><body><p>Bảng</p><table><tr><td rowspan=2><p>1.1</p></td><td colspan='2'>25<br>người</td></tr>"
        "<tr><td>7</td><td>&nbsp;</td></tr></table><table><tr><td>9</td></tr></table>"
    )
    assert pasted_lines("x", word) == (("1.1", "25 người", ""), ("", "7", ""))


def planned(text: str, at: str = "1.1", column: str = "count", content: Content | None = None) -> EntryPlan:
    rows, columns = ROWS[ROWS.index(RowKey(at)) :], COLUMNS[COLUMNS.index(column) :]
    entries = block_entries(FORM, pasted_lines(text, ""), rows, columns)
    return plan_entries(FORM, SCHOOL, content or Content(), entries)


def numbers(plan: EntryPlan) -> dict[str, int]:
    return {str(each): number for each, number in plan.content.figures.items()}


def test_a_block_without_names_goes_line_by_line_from_the_current_cell() -> None:
    plan = planned(EXCEL)
    assert numbers(plan) == {"1.1.count": 2, "1.1.people": 60, "1.2.count": 3, "1.2.people": 75}
    assert plan.to_be_shown == ()


def test_a_block_with_numbers_of_rows_finds_them_in_any_order() -> None:
    plan = planned("STT\tSố lớp\tNgười\r\n6.1\t3\t75\r\n1.10\t2\t60\r\n1.1\t1\t9\r\n", at="9.1")
    assert numbers(plan) == {
        "6.1.count": 3,
        "6.1.people": 75,
        "1.10.count": 2,
        "1.10.people": 60,
        "1.1.count": 1,
        "1.1.people": 9,
    }


def test_a_block_with_labels_finds_rows_also_in_other_words_and_skips_their_units() -> None:
    first, second = FORM.row_by_key[RowKey("1.4a")], FORM.row_by_key[RowKey("6.2")]
    text = (
        f"TT\tNội dung các hoạt động\tĐơn vị\tSố lớp\tNgười\tGhi chú\n"
        f"6.2\t{second.label.upper()}\t{second.unit}\t4\t80\tTại xã\n\t{first.label}.\t{first.unit}\t5\t-\n"
        "Nội dung lạ không có\t\t\t7\t8\n"
    )
    plan = planned(text, at="2")
    assert numbers(plan) == {"6.2.count": 4, "6.2.people": 80, "1.4a.count": 5}
    assert plan.content.notes == {RowKey("6.2"): "Tại xã"}
    assert [each.effect for each in plan.to_be_shown] == [Effect.DASH, Effect.NOWHERE, Effect.NOWHERE]


def test_one_column_of_values_beside_numbers_of_rows_goes_into_the_current_column() -> None:
    assert numbers(planned("1.2\t30\n1.1\t20", column="people")) == {"1.2.people": 30, "1.1.people": 20}


def test_two_columns_of_whole_numbers_are_figures_even_where_rows_have_such_numbers() -> None:
    assert numbers(planned("2\t6\n3\t7"))["1.1.count"] == 2


def test_a_number_that_rows_share_names_none_of_them_and_labels_do() -> None:
    """Forms often count from 1 again in each section."""
    form = replace(FORM, rows=tuple(replace(row, tt=row.tt.replace("6.", "1.")) for row in FORM.rows))
    label = form.row_by_key[RowKey("6.1")].label
    lines = pasted_lines(f"1.1\t\t5\t6\n1.10\t\t7\t8\n1.1\t{label}\t9\t10\n", "")
    plan = plan_entries(form, SCHOOL, Content(), block_entries(form, lines, ROWS, COLUMNS))
    assert numbers(plan) == {"1.10.count": 7, "1.10.people": 8, "6.1.count": 9, "6.1.people": 10}
    assert {each.reason for each in plan.to_be_shown} == {"Biểu mẫu có nhiều dòng mang số thứ tự này."}


def test_lines_that_name_one_row_twice_or_two_rows_at_once_are_not_placed() -> None:
    label = FORM.row_by_key[RowKey("1.2")].label
    assert [each.effect for each in planned("1.1\t2\n1.1\t3\n1.2\t4").to_be_shown] == [Effect.NOWHERE] * 2
    plan = planned(f"6.1\t{label}\t5\n6.2\t{FORM.row_by_key[RowKey('6.2')].label}\t6")
    assert numbers(plan) == {"6.2.count": 6}
    assert "hai dòng khác nhau" in plan.to_be_shown[0].reason


def test_a_column_that_the_form_has_not_is_told_where_rows_are_named() -> None:
    plan = planned("1.1\t2\t60\tđủ\t75\r\n1.2\t3\t75\t\t\r\n")
    assert numbers(plan) == {"1.1.count": 2, "1.1.people": 60, "1.2.count": 3, "1.2.people": 75}
    (left,) = plan.to_be_shown
    assert (left.given, left.reason) == ("75", "Phần này nằm ngoài bảng.")


def test_what_is_overwritten_skipped_or_refused_is_told_and_nothing_else_changes() -> None:
    before = Content(figures={cell("1.1"): 7, cell("1.2"): 3})
    plan = planned("9\t1,5\n3\t4 người\nx", content=before)
    assert [(each.effect, each.before, each.after) for each in plan.to_be_shown] == [
        (Effect.OVERWRITTEN, "7", "9"),
        (Effect.REFUSED, "", ""),
        (Effect.READ, "", "4"),
        (Effect.REFUSED, "", ""),
    ]
    assert numbers(plan) == {"1.1.count": 9, "1.2.count": 3, "1.2.people": 4}


def test_a_computed_cell_is_passed_over_in_silence_only_where_it_has_that_sum() -> None:
    right = planned("5\t\n2\t\n3\t", at="1")
    assert (right.to_be_shown, numbers(right)) == ((), {"1.1.count": 2, "1.2.count": 3})
    assert [each.effect for each in planned("6\t\n2\t\n3\t", at="1").to_be_shown] == [Effect.CLOSED]


def test_a_total_that_is_the_sum_of_its_rows_is_not_typed_over_it() -> None:
    assert cell("5") not in planned("9\n4\n5", at="5").content.figures
    assert planned("10\n4\n5", at="5").content.figures[cell("5")] == 10


def test_own_lines_are_entered_and_the_next_one_added() -> None:
    before = Content(own_lines=(OwnLine("Hội thao"),))
    entries = [
        Entry(Target(0, "count"), "2"),
        Entry(Target(1, "label"), "Ngày sách"),
        Entry(Target(1, "people"), "30"),
        Entry(Target(3, "people"), "1"),
    ]
    plan = plan_entries(FORM, SCHOOL, before, entries)
    assert plan.content.own_lines == (
        OwnLine("Hội thao", values={MeasureKey("count"): 2}),
        OwnLine("Ngày sách", values={MeasureKey("people"): 30}),
    )
    assert [each.effect for each in plan.to_be_shown] == [Effect.NOWHERE]


@pytest.mark.parametrize(("is_zero", "value"), [(True, 0), (False, None), (None, None)])
def test_a_dash_becomes_zero_only_when_somebody_says_so(is_zero: bool | None, value: int | None) -> None:
    entries = [Entry(Target(RowKey("1.1"), "count"), "-")]
    plan = plan_entries(FORM, SCHOOL, Content(), entries, dash_is_zero=is_zero)
    assert plan.content.figures.get(cell("1.1")) == value
    assert plan.count(Effect.DASH) == (is_zero is None)


def test_a_dash_that_means_blank_takes_the_number_that_is_there_and_says_so() -> None:
    entries = [Entry(Target(RowKey("1.1"), "count"), "-"), Entry(Target(RowKey("1.2"), "count"), "-")]
    plan = plan_entries(FORM, SCHOOL, Content({cell("1.1"): 12}), entries, dash_is_zero=False)
    assert plan.content.figures == {}
    assert [(each.before, each.after, each.effect) for each in plan.cells] == [
        ("12", "", Effect.OVERWRITTEN),
        ("", "", Effect.SAME),
    ]
