"""Which characters a text may hold: the same in every Python (docs/bundle-format.md, Characters)."""

from __future__ import annotations

import sys
import unicodedata
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.domain.characters import REFUSED_RANGES, may_be_stored, storable
from lcweek_desktop.domain.text import clean_line, clean_text, dropped_characters
from lcweek_desktop.domain.unassigned import unassigned_ranges

EVERY: Final = [*map(chr, range(sys.maxunicode + 1))]
REFUSED: Final = {chr(code) for first, last in REFUSED_RANGES for code in range(first, last + 1)}
NONCHARACTERS: Final = [
    chr(code)
    for code in (
        *range(0xFDD0, 0xFDF0),
        *(plane * 0x10000 + 0xFFFE + last for plane in range(17) for last in (0, 1)),
    )
]


def test_the_table_is_that_of_unicode_14() -> None:
    """A later version assigns some of these code points, and takes none away."""
    table = {chr(code) for first, last in unassigned_ranges() for code in range(first, last + 1)}
    unassigned = {letter for letter in EVERY if unicodedata.category(letter) == "Cn"}
    assert unassigned == table if unicodedata.unidata_version == "14.0.0" else unassigned < table


def test_what_no_writer_can_hold_is_refused() -> None:
    """Production 2 of XML 1.0, but for line breaks and tabs, which no text holds."""
    xml = {letter for letter in EVERY if "\u0020" <= letter <= "\ud7ff" or "\ue000" <= letter <= "\ufffd"}
    xml |= {letter for letter in EVERY if letter >= "\U00010000"}
    assert len(NONCHARACTERS) == 66
    assert set(EVERY) - xml <= REFUSED
    assert set(NONCHARACTERS) <= REFUSED
    assert {letter for letter in EVERY if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")} <= REFUSED


@pytest.mark.parametrize(
    "text", ["Ặ", "\ue000", "\U0010fffd", "\u200b\u2060\u00ad", "👩\u200d🌾", "🇻🇳", "\ufffd", ""]
)
def test_private_invisible_and_joined_characters_may_be_stored(text: str) -> None:
    assert may_be_stored(text)
    assert storable(text) == text
    assert dropped_characters(text) == 0


def test_every_character_is_judged_as_the_ranges_say() -> None:
    assert {letter for letter in EVERY if not may_be_stored(letter)} == REFUSED
    assert set(storable("".join(EVERY))) == set(EVERY) - REFUSED


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from("\r\n\t\u2028\u0323\u1e08 \U0001e08f")))
def test_a_cleaned_text_may_be_stored_whatever_was_typed(typed: str) -> None:
    line = clean_line(typed)
    assert may_be_stored(line)
    assert unicodedata.is_normalized("NFC", line)
    assert clean_line(line) == line
    assert dropped_characters(line) == 0


def test_marks_that_meet_when_a_character_is_dropped_are_put_together() -> None:
    assert clean_text("a\ufffe\u0323 e\U0001e08f\u0302") == "ạ ê"


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_no_line_break_is_lost(line_break: str) -> None:
    assert clean_text(f"Một{line_break}hai") == "Một\nhai"
    assert clean_line(f"Một{line_break}hai") == "Một hai"
    assert dropped_characters(f"Một{line_break}hai") == 0


def test_dropped_characters_are_counted() -> None:
    assert dropped_characters("a\0b\ufffe\u202ec\td\n\U0010ffff\ufeff") == 5
