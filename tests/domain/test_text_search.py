"""Finding words in a text, with and without their marks."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Literal, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.domain.text_search import Query

Form: TypeAlias = Literal["NFC", "NFD"]
TEXT = "Học tập suốt đời; HỌC TẬP, hoc tap; học\u00a0tập\u200b nữa 🌾 học tập."


def found(text: str, query: Query) -> list[str]:
    return [text[start:end] for start, end in query.spans(text)]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_marks_and_capitals_count_as_it_is_chosen(form: Form, typed: Form) -> None:
    text, words = unicodedata.normalize(form, TEXT), unicodedata.normalize(typed, "học tập")
    composed = [unicodedata.normalize("NFC", each) for each in found(text, Query(words))]
    assert composed == ["Học tập", "HỌC TẬP", "học\u00a0tập", "học tập"]
    assert len(found(text, Query(words, match_case=True))) == 2
    assert len(found(text, Query("hoc tap", ignore_marks=True))) == 5
    assert len(found(text, Query(words, ignore_marks=True))) == 5
    assert len(found(text, Query("hoc tap"))) == 1
    assert found(text, Query("doi", ignore_marks=True)) == [unicodedata.normalize(form, "đời")]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_letter_is_found_whole(form: Form) -> None:
    text = unicodedata.normalize(form, "ọ ộ o")
    assert [*Query("o").spans(text)] == [(len(text) - 1, len(text))]
    assert found(text, Query(unicodedata.normalize(form, "ọ"))) == [unicodedata.normalize(form, "ọ")]
    assert len(found(text, Query("o", ignore_marks=True))) == 3


@pytest.mark.parametrize("blank", ["", " ", "\u200b", "\u00a0"])
def test_of_a_blank_query_nothing_is_found(blank: str) -> None:
    assert found(f"a {blank} b", Query(blank)) == []


def test_what_is_found_does_not_overlap() -> None:
    assert [*Query("aa").spans("aaaaa")] == [(0, 2), (2, 4)]


@given(st.text(), st.text(min_size=1, max_size=3), st.booleans(), st.booleans())
def test_spans_are_in_order_and_are_found_again_alone(
    text: str, words: str, match_case: bool, ignore_marks: bool
) -> None:
    query = Query(words, match_case, ignore_marks)
    spans = [*query.spans(text)]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all([*query.spans(text[start:end])] == [(0, end - start)] for start, end in spans)


@pytest.mark.parametrize(
    ("old", "words", "new"),
    [
        ("Học tập", "giáo dục", "Giáo dục"),
        ("HỌC TẬP", "giáo dục", "GIÁO DỤC"),
        ("học tập", "giáo dục", "giáo dục"),
        ("ubnd", "UBND", "UBND"),
        ("Ubnd", "UBND", "UBND"),
        ("A", "b", "B"),
        ("A", "bc", "Bc"),
        ("Học", "", ""),
        ("12", "mười hai", "mười hai"),
    ],
)
def test_words_are_capitals_as_what_they_replace(old: str, words: str, new: str) -> None:
    assert Query(old).in_place_of(old, words) == new
    assert Query(old, match_case=True).in_place_of(old, words) == words
