"""The narrative's blocks: plain text in and out, live figures, freezing."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.domain.form import Cell, Form, MeasureKey, RowKey
from lcweek_desktop.domain.list_marks import BULLETED, NUMBERED, list_markers
from lcweek_desktop.domain.narrative import (
    Align,
    FigureRun,
    FigureText,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    Text,
    TextRun,
    figure_cells,
    first_change,
    freeze_figures,
    normalize_line,
    normalize_text,
    run_text,
    to_plain_text,
)
from lcweek_desktop.domain.plain_text import from_plain_text
from tests.factories import FORM, FORMS, texts

MONEY = Cell(RowKey("10.1"), MeasureKey("count"))


def money_is(value: int | None) -> FigureText:
    return lambda cell: FORM.text_of(cell, value if cell == MONEY else None)


LIVE: Text = (
    Paragraph((TextRun("Kinh phí: "), FigureRun(MONEY, bold=True), TextRun(" đồng"))),
    ListBlock((ListItem((FigureRun(MONEY),), 1),)),
    Table((((FigureRun(MONEY),), (TextRun("x"),)),)),
)


def test_a_live_figure_shows_the_current_number_and_a_blank_shows_dots() -> None:
    assert to_plain_text(LIVE, money_is(1_500_000)) == "Kinh phí: 1.500.000 đồng\n\n1.500.000\n\n1.500.000\nx"
    assert to_plain_text(LIVE, money_is(0)).startswith("Kinh phí: 0 đồng")
    assert to_plain_text(LIVE, money_is(None)).startswith("Kinh phí: … đồng")


def test_a_number_below_ten_has_a_zero_before_it_and_nothing_else_has() -> None:
    shown = {1: "01", 9: "09", 0: "0", 10: "10", 1_000: "1.000", None: "…"}
    assert {value: run_text(FigureRun(MONEY), money_is(value)) for value in shown} == shown
    assert run_text(FigureRun(MONEY), lambda _cell: "5,5") == "5,5"


def test_text_in_brackets_is_never_a_live_figure() -> None:
    typed = from_plain_text("[10.1.count] {10.1.count}")
    assert figure_cells(typed) == frozenset()
    assert to_plain_text(typed, money_is(5)) == "[10.1.count] {10.1.count}"


def test_taken_over_a_live_figure_is_the_number_it_had_and_keeps_its_looks() -> None:
    taken = freeze_figures(LIVE, money_is(7))
    assert taken[0] == Paragraph((TextRun("Kinh phí: "), TextRun("07", bold=True), TextRun(" đồng")))
    assert figure_cells(LIVE) == {MONEY}


@given(data=st.data(), form=st.sampled_from(FORMS), value=st.none() | st.integers(0, 10**13))
def test_freezing_changes_no_word_and_leaves_no_live_figure(
    data: st.DataObject, form: Form, value: int | None
) -> None:
    text = data.draw(texts(form))
    shown = "" if value is None else str(value)
    taken = freeze_figures(text, lambda _cell: shown)
    assert figure_cells(taken) == frozenset()
    assert to_plain_text(taken, lambda _cell: "") == to_plain_text(text, lambda _cell: shown)
    assert freeze_figures(taken, lambda _cell: "1") == taken


def test_numbered_items_count_and_letter_as_in_a_vietnamese_document() -> None:
    assert list(list_markers([0, 1, 1, 1, 1, 1, 0, 1], NUMBERED)) == [
        "1.",
        "a)",
        "b)",
        "c)",
        "d)",
        "đ)",
        "2.",
        "a)",
    ]
    assert list(list_markers([0, 1, 2, 0], BULLETED)) == ["-", "+", "•", "-"]


def test_tidying_joins_runs_of_one_look_and_leaves_single_spaces() -> None:
    line = (
        TextRun("  Kê\u0301 "),
        TextRun(" hoạch\n"),
        TextRun(" \t"),
        TextRun("số 5 ", bold=True),
        TextRun(" "),
    )
    assert normalize_line(line) == (TextRun("Kế hoạch "), TextRun("số 5", bold=True))


def test_tidying_drops_what_is_empty_and_fills_short_rows_up() -> None:
    blank = (TextRun("\u200e \u00a0"),)
    text: Text = (
        Paragraph(blank, Align.CENTER),
        ListBlock((ListItem(blank), ListItem((TextRun("a"),), 1))),
        ListBlock((ListItem(()),)),
        Table(()),
        Table(((blank,), ((), (TextRun("b"),)))),
    )
    assert normalize_text(text) == (
        ListBlock((ListItem((TextRun("a"),), 1),)),
        Table((((), ()), ((), (TextRun("b"),)))),
    )


ANY_RUNS = st.lists(st.builds(TextRun, st.text(max_size=6), st.booleans()) | st.just(FigureRun(MONEY)))


@given(ANY_RUNS)
def test_what_is_tidy_is_nfc_without_doubled_or_outer_spaces_and_stays_as_it_is(runs: list[TextRun]) -> None:
    line = normalize_line(runs)
    for run in line:
        if isinstance(run, TextRun):
            assert run.text and unicodedata.is_normalized("NFC", run.text)
    plain = to_plain_text((Paragraph(line),), lambda _cell: "1")
    assert plain == " ".join(plain.split())
    assert normalize_line(line) == line


@given(data=st.data(), form=st.sampled_from(FORMS))
def test_tidying_a_text_twice_is_tidying_it_once_and_keeps_its_live_figures(
    data: st.DataObject, form: Form
) -> None:
    text = data.draw(texts(form))
    once = normalize_text(text)
    assert normalize_text(once) == once
    assert figure_cells(once) == figure_cells(text)


def test_where_two_texts_begin_to_differ() -> None:
    def line(text: str) -> Paragraph:
        return Paragraph((TextRun(text),))

    before: Text = (line("Một"), ListBlock((ListItem((TextRun("Hai"),)), ListItem((TextRun("Ba"),)))))
    assert first_change(before, before) == (3, 0)
    assert first_change(before, before[:1]) == (1, 0)
    assert first_change(before, (*before, line("Bốn"))) == (3, 0)
    changed = ListBlock((ListItem((TextRun("Hai"),)), ListItem((TextRun("Bảy"),))))
    assert first_change(before, (before[0], changed)) == (2, 1)
    assert first_change(before, (Paragraph((TextRun("Một", bold=True),)), before[1])) == (0, 0)
    live = Paragraph((FigureRun(Cell(RowKey("1.1"), MeasureKey("count"))), TextRun(" lớp")))
    assert first_change((live,), (Paragraph((live.runs[0], TextRun(" lớp."))),)) == (0, 5)
