"""Numbers as they stand in files made by hand: what is read, and how sure that is."""

from __future__ import annotations

import pytest

from lcweek_desktop.domain.handmade_number import power_of_unit, read_handmade_number, read_pair


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("25", 25),
        ("1.250", 1250),
        ("1 250", 1250),
        ("25 lớp", 25),
        ("1.250.000đ", 1_250_000),
        ("0", 0),
        ("05", 5),
    ],
)
def test_what_can_be_only_one_number_is_sure(text: str, value: int) -> None:
    read = read_handmade_number(text, 0)
    assert (read.value, read.confidence, read.reason) == (value, "sure", "")


@pytest.mark.parametrize(
    ("text", "value", "reason"),
    [
        ("12 triệu", 12_000_000, "handmade-multiplied"),
        ("1,5 triệu", 1_500_000, "handmade-multiplied"),
        ("1 triệu 500 nghìn đồng", 1_500_000, "handmade-multiplied"),
        ("2 tỷ", 2_000_000_000, "handmade-multiplied"),
        ("500 trđ", 500_000_000, "handmade-multiplied"),
        ("Không", 0, "handmade-none"),
        ("ko có", 0, "handmade-none"),
    ],
)
def test_words_that_make_another_number_are_likely(text: str, value: int, reason: str) -> None:
    read = read_handmade_number(text, 0)
    assert (read.value, read.confidence, read.reason) == (value, "likely", reason)


@pytest.mark.parametrize(
    ("text", "value", "reason"),
    [
        ("x", None, "handmade-tick"),
        ("Có", None, "handmade-tick"),
        ("(7)", 7, "handmade-brackets"),
        ("=SUM(D3:D9)", None, "handmade-formula"),
        ("1,25", None, "handmade-unclear"),
        ("1,250", None, "handmade-unclear"),
        ("-7", None, "handmade-unclear"),
        ("25/30", None, "handmade-unclear"),
        ("khoảng 30", None, "handmade-unclear"),
        ("30-40", None, "handmade-unclear"),
        ("05/10/2024", None, "handmade-unclear"),
        ("3 triệu 2 triệu", None, "handmade-unclear"),
        ("1" * 200, None, "handmade-unclear"),
        ("nhiều", None, "handmade-unclear"),
    ],
)
def test_what_may_be_another_number_is_unsure(text: str, value: int | None, reason: str) -> None:
    read = read_handmade_number(text, 0)
    assert (read.value, read.confidence, read.reason) == (value, "unsure", reason)


@pytest.mark.parametrize("text", ["-", "–", "", "  "])
def test_a_dash_and_nothing_are_no_number(text: str) -> None:
    assert read_handmade_number(text, 0).value is None


def test_a_larger_unit_of_measurement_multiplies() -> None:
    assert power_of_unit("Triệu đồng") == 6 and power_of_unit("đồng") == 0
    assert read_handmade_number("12,5", 0, 6).value == 12_500_000
    assert read_handmade_number("3", 0, 6)[:2] == (3_000_000, "likely")


def test_decimals_are_steps() -> None:
    assert read_handmade_number("98,5", 1).value == 985
    assert read_handmade_number("1,5 triệu", 1).value == 15_000_000


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("3/90", (3, 90)),
        ("3 lớp/90 người", (3, 90)),
        ("3 lớp (90 người)", (3, 90)),
        ("2 cuộc, 1.250 người", (2, 1250)),
        ("3", None),
        ("3 lớp/4 lớp", None),
        ("12,5", None),
        ("1/2/3", None),
        ("a/b", None),
    ],
)
def test_two_numbers_in_one_cell(text: str, pair: tuple[int, int] | None) -> None:
    assert read_pair(text) == pair
