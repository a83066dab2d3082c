"""A part of the made-up province (tests/benchmarks/province.py; bench_province.py takes all of it)."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.incoming_stories import STORIES
from tests.benchmarks.province import Province, try_orders


def test_everything_ends_where_it_has_to_and_the_sums_are_those_of_what_was_planted(tmp_path: Path) -> None:
    part = Province(tmp_path, districts=1, communes=3, schools=30)
    part.settle()
    assert part.planted >= len(STORIES)
    part.tally.cells.assert_good()


def test_the_order_of_arrival_changes_nothing(tmp_path: Path) -> None:
    one = Province(tmp_path, districts=1, communes=0, schools=32)
    inbox = one.inbox(one.districts[0])
    assert one.planted >= len(STORIES)
    try_orders(one, inbox, 5)
