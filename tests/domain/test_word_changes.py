"""Texts are compared by word."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.domain.word_changes import Change, Kind, word_changes


def side(changes: tuple[Change, ...], left_out: Kind) -> str:
    return "".join(change.text for change in changes if change.kind is not left_out)


@given(st.text("ab \n", max_size=60), st.text("ab \n", max_size=60))
def test_both_texts_can_be_read_from_the_changes(before: str, after: str) -> None:
    changes = word_changes(before, after)
    assert side(changes, Kind.ADDED) == before
    assert side(changes, Kind.REMOVED) == after


def test_only_the_words_that_differ_are_marked() -> None:
    assert word_changes("Đã mở 3 lớp học.", "Đã mở 5 lớp học.") == (
        Change(Kind.KEPT, "Đã mở "),
        Change(Kind.REMOVED, "3"),
        Change(Kind.ADDED, "5"),
        Change(Kind.KEPT, " lớp học."),
    )
    assert word_changes("như nhau", "như nhau") == (Change(Kind.KEPT, "như nhau"),)


def test_the_longest_text_is_compared_at_once() -> None:
    """60,000 characters are the most under a heading; each word of them may be another."""
    before = " ".join(f"a{at}" for at in range(9_000))
    after = " ".join(f"b{at}" for at in range(9_000))
    begin = time.process_time()
    assert side(word_changes(before, after), Kind.ADDED) == before
    assert time.process_time() - begin < 2
