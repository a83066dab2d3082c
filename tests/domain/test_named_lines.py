"""Own lines are known again whatever is done to them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.domain.named_lines import NamedLines
from lcweek_desktop.domain.report import OwnLine

A, B, C = (OwnLine(label, note=label.lower()) for label in "ABC")


def names_after(*states: tuple[OwnLine, ...]) -> tuple[int, ...]:
    named = NamedLines()
    for state in states:
        named = named.become(state)
    return named.names


def test_a_line_keeps_its_name_when_it_is_written_anew_or_moved() -> None:
    assert names_after((A, B), (A, OwnLine("X"))) == (1, 2)
    assert names_after((A, B, C), (C, A, B)) == (3, 1, 2)
    assert names_after((A, B), (OwnLine("B", note="other"), A)) == (2, 1)
    assert names_after((A, B), (B, B)) == (1, 2)


def test_a_removed_line_has_its_name_again_when_it_comes_back_and_nobody_else_gets_it() -> None:
    assert names_after((A, B), (B,), (A, B)) == (1, 2)
    assert names_after((A, B), (B,), (C, B)) == (3, 2)
    assert names_after((A,), (), (OwnLine(""),)) == (2,)
    blank = OwnLine("")
    assert names_after((blank,), (), (blank,)) == (2,)


LINES = st.lists(st.sampled_from([A, B, C, OwnLine(""), OwnLine("A")]), max_size=5).map(tuple)


@given(st.lists(LINES, max_size=6))
def test_names_are_distinct_and_lines_that_stay_in_place_keep_theirs(
    states: list[tuple[OwnLine, ...]],
) -> None:
    named = NamedLines()
    for state in states:
        before, named = named, named.become(state)
        assert (len(set(named.names)), named.lines) == (len(state), state)
        for old, name, line, now in zip(before.lines, before.names, named.lines, named.names, strict=False):
            assert name == now or old != line
