"""The narrative's blocks: plain text in and out, live figures, freezing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.domain.form import Cell, Form, MeasureKey, RowKey
from lcweek_desktop.domain.narrative import (
    FigureRun,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    Text,
    TextRun,
    figure_cells,
    from_plain,
    frozen,
    to_plain,
)
from tests.factories import FORMS, texts

MONEY = Cell(RowKey("10.1"), MeasureKey("count"))


def numbers(value: int | None) -> Callable[[Cell], int | None]:
    return lambda cell: value if cell == MONEY else None


def test_a_blank_line_parts_paragraphs_and_a_single_break_is_a_space() -> None:
    text = from_plain("Một\nhai\r\n\r\n\r\n  ba  \n \nbốn\rnăm\n")
    assert text == tuple(Paragraph((TextRun(line),)) for line in ("Một hai", "ba", "bốn năm"))


def test_nothing_typed_is_no_paragraph() -> None:
    assert from_plain(" \n\n \t\n") == ()


@given(st.text())
def test_plain_text_is_kept_as_nfc_lines_whatever_was_typed(typed: str) -> None:
    once = from_plain(typed)
    plain = to_plain(once, numbers(None))
    assert unicodedata.is_normalized("NFC", plain)
    assert from_plain(plain) == once


LIVE: Text = (
    Paragraph((TextRun("Kinh phí: "), FigureRun(MONEY, bold=True), TextRun(" đồng"))),
    ListBlock((ListItem((FigureRun(MONEY),), 1),)),
    Table((((FigureRun(MONEY),), (TextRun("x"),)),)),
)


def test_a_live_figure_shows_the_current_number_and_a_blank_shows_dots() -> None:
    assert to_plain(LIVE, numbers(1_500_000)) == "Kinh phí: 1.500.000 đồng\n\n1.500.000\n\n1.500.000\nx"
    assert to_plain(LIVE, numbers(0)).startswith("Kinh phí: 0 đồng")
    assert to_plain(LIVE, numbers(None)).startswith("Kinh phí: … đồng")


def test_text_in_brackets_is_never_a_live_figure() -> None:
    typed = from_plain("[10.1.count] {10.1.count}")
    assert figure_cells(typed) == frozenset()
    assert to_plain(typed, numbers(5)) == "[10.1.count] {10.1.count}"


def test_taken_over_a_live_figure_is_the_number_it_had_and_keeps_its_looks() -> None:
    taken = frozen(LIVE, numbers(7))
    assert taken[0] == Paragraph((TextRun("Kinh phí: "), TextRun("7", bold=True), TextRun(" đồng")))
    assert figure_cells(LIVE) == {MONEY}


@given(data=st.data(), form=st.sampled_from(FORMS), value=st.none() | st.integers(0, 10**13))
def test_freezing_changes_no_word_and_leaves_no_live_figure(
    data: st.DataObject, form: Form, value: int | None
) -> None:
    text = data.draw(texts(form))
    taken = frozen(text, lambda _cell: value)
    assert figure_cells(taken) == frozenset()
    assert to_plain(taken, lambda _cell: None) == to_plain(text, lambda _cell: value)
    assert frozen(taken, lambda _cell: 1) == taken
