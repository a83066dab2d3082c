"""Numbers as Vietnamese writes them, whole and with decimals; blank is not zero."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.domain.form import MAX_DECIMALS
from lcweek_desktop.domain.values import (
    MAX_NUMBER,
    format_number,
    greatest_filled,
    minute_text,
    number_json,
    parse_number,
    sum_filled,
)
from lcweek_desktop.errors import KnownError

LARGE = 10**30


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1234", 1234),
        ("1.234", 1234),
        ("1.234.567", 1_234_567),
        (" 7 ", 7),
        ("0", 0),
        ("007", 7),
        ("-3", -3),
        ("1000000000000", 10**12),
        ("1.000.000.000.000", 10**12),
        ("", None),
        ("  ", None),
        ("\u00a0", None),
        ("\u200e12\r\n", 12),
        ("5\u200b", 5),
        ("\ufeff5", 5),
        ("1\u00ad.\u20602\ufe0f3\u200d4", 1234),
        ("\u200b", None),
    ],
)
def test_both_spellings_are_understood_and_blank_stays_blank(typed: str, value: int | None) -> None:
    assert parse_number(typed, 0) == value


@pytest.mark.parametrize(
    "typed",
    [
        "1,5",
        "1.25",
        "1,234",
        "12.34",
        "0.123",
        "1.2345",
        "1.234.56",
        ".5",
        "5.",
        "1 234",
        "1e3",
        "hai",
        "--1",
        "+1",
        "１２",
    ],
)
def test_what_could_be_a_decimal_or_is_no_number_is_refused_with_the_words_typed(typed: str) -> None:
    with pytest.raises(KnownError, match="số nguyên") as caught:
        parse_number(typed, 0)
    assert caught.value.code == "number-not-whole"
    assert caught.value.context["text"] == typed


@pytest.mark.parametrize(
    ("pasted", "quoted"),
    [
        ("7\t8\n9\t10\n", "7 8 9 10"),
        ("9" * 5000, "9" * 40 + "…"),
        ("cả trường " * 200, "cả trường " * 4 + "…"),
    ],
)
def test_of_a_pasted_block_one_short_line_is_told(pasted: str, quoted: str) -> None:
    with pytest.raises(KnownError, match="số nguyên") as caught:
        parse_number(pasted, 0)
    assert caught.value.context["text"] == quoted


@pytest.mark.parametrize(
    "typed", [str(MAX_NUMBER + 1), f"-{MAX_NUMBER + 1}", format_number(MAX_NUMBER + 1, 0), "9" * 26]
)
def test_what_no_saved_report_can_hold_is_refused(typed: str) -> None:
    with pytest.raises(KnownError, match="quá lớn") as caught:
        parse_number(typed, 0)
    assert caught.value.code == "number-too-large"


@pytest.mark.parametrize(
    ("typed", "decimals", "steps"),
    [
        ("98,5", 1, 985),
        ("98", 1, 980),
        ("98,0", 1, 980),
        ("98,50", 1, 985),
        ("98,500", 2, 9850),
        ("0,125", 3, 125),
        ("1.234,5", 1, 12345),
        ("1234,5", 1, 12345),
        ("1.234", 3, 1_234_000),
        ("-0,5", 1, -5),
        ("007,5", 1, 75),
        (" 98,\u200b5 ", 1, 985),
        ("0", 2, 0),
        ("", 1, None),
    ],
)
def test_decimals_after_a_comma_are_kept_in_steps_and_zeros_at_their_end_say_nothing(
    typed: str, decimals: int, steps: int | None
) -> None:
    assert parse_number(typed, decimals) == steps


@pytest.mark.parametrize(
    "typed",
    ["98.5", "1,234.5", "1.25", ",5", "98,", "98,5,0", "12.34,5", "9 8,5", "98,5%", "1e2", "-,5", "hai"],
)
def test_a_point_is_no_decimal_mark_and_nothing_is_guessed(typed: str) -> None:
    with pytest.raises(KnownError, match="98,5") as caught:
        parse_number(typed, 1)
    assert (caught.value.code, caught.value.context["text"]) == ("number-not-decimal", typed)


@pytest.mark.parametrize(("typed", "decimals"), [("98,55", 1), ("0,1234", 3), ("98,05", 1)])
def test_more_decimals_than_the_form_has_are_refused_never_rounded(typed: str, decimals: int) -> None:
    with pytest.raises(KnownError, match=f"nhiều nhất {decimals}") as caught:
        parse_number(typed, decimals)
    assert caught.value.code == "number-too-fine"


@pytest.mark.parametrize("typed", ["98,0", "98,5", "0,0"])
def test_a_whole_cell_takes_no_comma_not_even_before_zeros(typed: str) -> None:
    with pytest.raises(KnownError) as caught:
        parse_number(typed, 0)
    assert caught.value.code == "number-not-whole"


def test_the_largest_number_is_counted_in_steps() -> None:
    assert parse_number("100.000.000.000.000.000,0", 1) == MAX_NUMBER
    with pytest.raises(KnownError, match="quá lớn"):
        parse_number("100.000.000.000.000.000,1", 1)


def test_decimals_are_shown_in_full() -> None:
    assert [format_number(value, 1) for value in (985, 980, 0, 5, -5, 12345, None)] == [
        "98,5",
        "98,0",
        "0,0",
        "0,5",
        "-0,5",
        "1.234,5",
        "",
    ]
    assert (format_number(125, 3), format_number(7, 2)) == ("0,125", "0,07")


def test_programs_read_whole_numbers_and_decimals_as_text() -> None:
    assert [number_json(985, 0), number_json(985, 1), number_json(980, 1)] == [985, "98,5", "98,0"]
    assert (number_json(None, 0), number_json(None, 1)) == (None, None)


@given(st.integers(-MAX_NUMBER, MAX_NUMBER), st.integers(0, MAX_DECIMALS))
def test_what_is_shown_is_understood_again_exactly(value: int, decimals: int) -> None:
    assert parse_number(format_number(value, decimals), decimals) == value
    assert parse_number(str(value), 0) == value


def test_thousands_are_parted_by_dots_and_a_blank_shows_nothing() -> None:
    assert format_number(1_234_567, 0) == "1.234.567"
    assert format_number(-1000, 0) == "-1.000"
    assert format_number(0, 0) == "0"
    assert format_number(None, 0) == ""


@given(st.lists(st.none() | st.integers(-LARGE, LARGE)))
def test_a_sum_is_exact_and_a_sum_of_blanks_is_blank(values: list[int | None]) -> None:
    filled = [value for value in values if value is not None]
    assert sum_filled(values) == (sum(filled) if filled else None)
    assert sum_filled([*values, 0]) == sum(filled)


def test_the_greatest_of_blanks_is_blank_and_zero_is_a_number() -> None:
    assert (greatest_filled([None, None]), greatest_filled([]), greatest_filled([None, 0])) == (None, None, 0)
    assert greatest_filled([3, None, 12, 7]) == 12


def test_a_minute_is_written_as_people_write_it() -> None:
    assert minute_text("2024-10-05T08:30") == "08:30 ngày 05/10/2024"
