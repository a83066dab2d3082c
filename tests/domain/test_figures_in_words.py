"""Figures told in words: which rows are told, how, and whether a text is still as it was told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.domain.canonical import nfc
from lcweek_desktop.domain.figures_in_words import figures_in_words, is_in_words
from lcweek_desktop.domain.form import Cell, CellState, Form, MeasureKey, RowKey
from lcweek_desktop.domain.list_marks import NUMBERED
from lcweek_desktop.domain.narrative import (
    ListBlock,
    ListItem,
    Paragraph,
    Text,
    TextRun,
    figure_cells,
    normalize_text,
    to_printed_text,
)
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.totals import displayed_value
from tests.factories import FORM, FORMS

COUNT = MeasureKey("count")


def numbers(**rows: tuple[int | None, int | None]) -> Figures:
    """Figures by row: `r1_6=(3, 120)` is 3 in 1.6.count and 120 in 1.6.people."""
    found = {}
    for row, pair in rows.items():
        for measure, value in zip(("count", "people"), pair, strict=True):
            if value is not None:
                found[Cell(RowKey(row[1:].replace("_", ".")), MeasureKey(measure))] = value
    return found


def printed(figures: Figures, form: Form = FORM) -> list[str]:
    """The lines that are printed of what `figures` tell, without the marks of the list."""
    text = figures_in_words(form, figures)
    lines = to_printed_text(
        text, lambda cell: form.text_of(cell, displayed_value(form, figures, cell))
    ).splitlines()
    return [line.removeprefix("- ") for line in lines]


def told(figures: Figures) -> ListBlock:
    (block,) = figures_in_words(FORM, figures)
    assert isinstance(block, ListBlock)
    return block


def test_blank_figures_tell_nothing() -> None:
    assert figures_in_words(FORM, {}) == ()


def test_a_section_tells_its_sum_and_the_rows_with_numbers() -> None:
    assert printed(numbers(r1_6=(2, 250), r1_8=(3, 40))) == [
        "Tổ chức 05 lớp bồi dưỡng, tập huấn với 290 lượt người tham gia, gồm: 02 lớp giáo dục kỹ năng "
        "sống cho 250 học sinh; 03 lớp bồi dưỡng thường xuyên cho 40 giáo viên."
    ]


def test_the_only_row_of_a_section_is_told_without_a_sum_that_says_the_same() -> None:
    assert printed(numbers(r1_6=(2, 250))) == ["Tổ chức 02 lớp giáo dục kỹ năng sống cho 250 học sinh."]


def test_a_larger_typed_total_is_told_beside_its_only_row_and_without_any() -> None:
    assert printed(numbers(r5=(4, None), r5_1=(1, None))) == [
        "Tổ chức 04 cuộc thi, buổi tọa đàm về khuyến đọc, khuyến học và xây dựng xã hội học tập, trong đó "
        "có: 01 hội sách, đường sách, phố sách."
    ]
    assert printed(numbers(r5=(4, 300))) == [
        "Tổ chức 04 cuộc thi, buổi tọa đàm về khuyến đọc, khuyến học và xây dựng xã hội học tập với 300 lượt "
        "người tham gia."
    ]


def test_a_row_of_which_one_number_is_blank_or_zero_is_told_by_the_other() -> None:
    for other in (None, 0):
        assert printed(numbers(r6_2=(3, other))) == ["Tổ chức 03 hoạt động văn nghệ."]
        assert printed(numbers(r6_2=(other, 90))) == ["Tổ chức hoạt động văn nghệ với 90 người tham gia."]


def test_zeros_are_told_only_where_the_form_has_words_for_them() -> None:
    assert printed(numbers(r2=(0, None), r6_2=(0, 0))) == []
    assert printed(numbers(r10_1=(5_000_000, None), r10_2=(0, None))) == [
        "Tổng kinh phí tổ chức Tuần lễ là 5.000.000 đồng, trong đó: ngân sách nhà nước 5.000.000 đồng; không "
        "huy động kinh phí từ nguồn khác."
    ]


def test_sections_that_have_no_numbers_of_their_own_tell_their_rows() -> None:
    assert printed(numbers(r4_2=(None, 340), r4_3=(520, None), r9_1=(2, None))) == [
        "Phát động phong trào quyên góp sách xây dựng tủ sách lớp học, thư viện trường học, có 340 cá nhân "
        "tặng sách; 520 quyển sách được tặng cho các trường học, thư viện.",
        "Khen thưởng 02 tập thể có thành tích trong tổ chức Tuần lễ.",
    ]


def test_a_row_without_words_hands_on_what_is_told_below_it() -> None:
    bare = replace(
        FORM, rows=tuple(replace(row, in_words=()) if row.key == "9" else row for row in FORM.rows)
    )
    assert printed(numbers(r9_1=(2, None), r9_2=(None, 5), r2=(1, None)), bare)[1:] == [
        "02 tập thể; 05 cá nhân."
    ]


def test_the_numbers_are_live_figures() -> None:
    text = figures_in_words(FORM, numbers(r1_6=(2, 250)))
    assert sorted(map(str, figure_cells(text))) == ["1.6.count", "1.6.people"]
    later = numbers(r1_6=(12, 1_250))
    line = to_printed_text(text, lambda cell: FORM.text_of(cell, displayed_value(FORM, later, cell)))
    assert line == "- Tổ chức 12 lớp giáo dục kỹ năng sống cho 1.250 học sinh."


@st.composite
def entered(draw: st.DrawFn, form: Form) -> Figures:
    cells = [cell for cell in form.stored_cells if form.rule(cell).state is CellState.OPEN]
    chosen = draw(st.sets(st.sampled_from(cells), max_size=25))
    return {cell: draw(st.sampled_from((0, 1, 9, 10, 12_345))) for cell in cells if cell in chosen}


@given(st.data())
def test_what_is_told_is_recognized_and_is_stored_as_it_is(data: st.DataObject) -> None:
    for form in FORMS:
        text = figures_in_words(form, data.draw(entered(form)))
        assert normalize_text(text) == text
        assert all(is_in_words(form, block) for block in text)
        assert all(nfc(line) == line for line in to_printed_text(text, lambda _cell: "12").splitlines())


def test_many_levels_with_many_templates_are_read_at_once() -> None:
    """There are 4 ** 40 ways to read the text."""
    row = FORM.row_by_key[RowKey("9")]
    words = ("{parts}", "{part}", "{parts}", "{part}")
    chain = [replace(row, key=RowKey("0"), parent=None, in_words=words)]
    for level in range(1, 40):
        chain.append(replace(row, key=RowKey(f"{level}"), parent=chain[-1].key, in_words=words))
    last = replace(FORM.row_by_key[RowKey("9.1")], key=RowKey("x"), parent=chain[-1].key)
    deep = replace(FORM, rows=(*chain, last))
    block = ListBlock((ListItem((TextRun("Không có gì."),)),))
    assert not is_in_words(deep, block)
    assert all(is_in_words(deep, each) for each in figures_in_words(deep, {Cell(last.key, COUNT): 3}))


FIRST, SECOND = told(numbers(r1_6=(2, 250), r1_8=(3, 40), r2=(7, None))).items
SENTENCES: tuple[tuple[str, Text], ...] = (
    ("one word more", (ListBlock((FIRST, ListItem((*SECOND.runs[:-1], TextRun(" của trường."))))),)),
    ("a sentence of one's own", (ListBlock((FIRST, SECOND, ListItem((TextRun("Trường vui."),)))),)),
    ("bold", (ListBlock((ListItem(tuple(replace(run, bold=True) for run in FIRST.runs)), SECOND)),)),
    ("numbered", (ListBlock((FIRST, SECOND), NUMBERED),)),
    ("a number typed over", (ListBlock((ListItem((TextRun("Đăng, phát 8 tin, bài."),)),)),)),
    ("a paragraph", (Paragraph(FIRST.runs),)),
)


@pytest.mark.parametrize("changed", [text for _, text in SENTENCES], ids=[name for name, _ in SENTENCES])
def test_a_text_in_which_anything_was_changed_is_not_taken_for_what_was_told(changed: Text) -> None:
    assert is_in_words(FORM, ListBlock((FIRST, SECOND)))
    assert not any(is_in_words(FORM, block) for block in normalize_text(changed))
