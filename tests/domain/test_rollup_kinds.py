"""Every way to roll up, on forms at random with fifty units each, against a count of its own (recount.py)."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.domain.report import Content, Figures, Member, Report
from lcweek_desktop.domain.rollup import (
    Rollup,
    build_rollup,
    own_figures_by_path,
    own_greatest,
    report_sums,
)
from tests.domain import recount
from tests.domain.rolled_up_worlds import differences
from tests.domain.test_rollup import TOP, member_of
from tests.factories import KINDS


@pytest.mark.parametrize("first", range(0, 200, 25))
def test_sums_are_those_of_an_independent_count(first: int) -> None:
    """200 forms; tests/benchmarks/bench_rollup_kinds.py tries thousands."""
    assert [found for seed in range(first, first + 25) for found in differences(seed)] == []


@pytest.mark.parametrize("seed", range(1000, 1025))
def test_members_are_deducted_whatever_totals_were_typed(seed: int) -> None:
    """Also from a total that is smaller than its rows, which no check lets pass."""
    assert [*differences(seed, totals_below=True)] == []


def test_the_count_asks_nothing_of_what_it_is_held_against() -> None:
    tree = ast.parse(Path(recount.__file__).read_text(encoding="utf-8"))
    imported = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert [module for module in imported if module and module.startswith("lcweek")] == [
        "lcweek_desktop.domain.form"
    ]


GREATEST = Cell(RowKey("B"), MeasureKey("count"))
ALONE = Cell(RowKey("C"), MeasureKey("count"))
MONEY = Cell(RowKey("A.1"), MeasureKey("money"))


def sent(
    code: str, parent: str, own: Figures, *held: Member, chosen: Sequence[Member] = (), name: str = ""
) -> Member:
    """A unit's report that puts `held` together; of a unit in several places one of `chosen` counts."""
    rollup = build_rollup(code, held, {member.unit.code: {member.fingerprint} for member in chosen})
    report = report_of(code, own, rollup)
    member = member_of(code, parent, report_sums(KINDS, report), name, rollup)
    return replace(member, own_greatest=own_greatest(KINDS, report))


def report_of(code: str, own: Figures, rollup: Rollup) -> Report:
    unit, content = member_of(code, TOP, {}).unit, Content(own)
    return Report(unit, KINDS.campaign.id, KINDS.hash, 1, None, content, rollup.members, rollup.deducted)


def test_decimals_are_added_to_the_last_digit() -> None:
    """Ten times 0,1 is 1,0; as binary fractions it would be 0,9999999999999999."""
    members = [sent(str(at), TOP, {MONEY: 1}) for at in range(10)]
    assert build_rollup(TOP, members, {}).sums(KINDS, {}) == {MONEY: 10}


def test_the_greatest_number_is_that_of_the_unit_or_of_one_below() -> None:
    members = [sent("a", TOP, {GREATEST: 40}), sent("b", TOP, {GREATEST: 120}), sent("c", TOP, {})]
    rollup = build_rollup(TOP, members, {})
    assert rollup.sums(KINDS, {}) == {GREATEST: 120}
    assert rollup.sums(KINDS, {GREATEST: 119}) == {GREATEST: 120}
    assert rollup.sums(KINDS, {GREATEST: 121}) == {GREATEST: 121}


def test_the_greatest_of_blanks_is_blank_and_one_zero_makes_it_zero() -> None:
    assert build_rollup(TOP, [sent("a", TOP, {})], {}).sums(KINDS, {}) == {}
    assert build_rollup(TOP, [sent("a", TOP, {GREATEST: 0})], {}).sums(KINDS, {}) == {GREATEST: 0}


def test_a_number_of_each_unit_alone_is_only_its_own() -> None:
    rollup = build_rollup(TOP, [sent("a", TOP, {ALONE: 9800}), sent("b", TOP, {ALONE: 9800})], {})
    assert rollup.sums(KINDS, {}) == {}
    assert rollup.sums(KINDS, {ALONE: 9550}) == {ALONE: 9550}
    assert [member.figures for member in rollup.members] == [{ALONE: 9800}, {ALONE: 9800}]


def test_without_a_double_the_greatest_is_what_the_holder_itself_entered() -> None:
    """The commune's figures do not tell its own number, which its school's exceeds."""
    inside, direct = sent("school", "xa", {GREATEST: 300}), sent("school", "xa", {GREATEST: 20}, name="new")
    commune = sent("xa", "huyen", {GREATEST: 100}, inside)
    district = sent("huyen", TOP, {GREATEST: 50}, commune, direct, chosen=[direct])
    for order in permutations([district, sent("other", TOP, {GREATEST: 7})]):
        assert build_rollup(TOP, order, {}).sums(KINDS, {}) == {GREATEST: 100}


def test_a_greatest_number_turns_blank_when_only_a_double_had_it() -> None:
    inside, direct = sent("school", "xa", {GREATEST: 300}), sent("school", "xa", {}, name="new")
    commune = sent("xa", TOP, {}, inside)
    assert build_rollup(TOP, [commune, direct], {}).sums(KINDS, {}) == {GREATEST: 300}
    assert build_rollup(TOP, [commune, direct], {"school": {direct.fingerprint}}).sums(KINDS, {}) == {}


def test_what_a_holder_entered_itself_is_known_also_where_it_equals_its_members_number() -> None:
    own = {GREATEST: 5, ALONE: 9550}
    commune = sent("xa", TOP, own, sent("school", "xa", {GREATEST: 5, ALONE: 9800}))
    found = own_figures_by_path(KINDS, report_of(TOP, {}, build_rollup(TOP, [commune], {})))
    assert found == {(): {}, ("xa",): own, ("xa", "school"): {GREATEST: 5, ALONE: 9800}}
    silent = sent("xa", TOP, {}, sent("school", "xa", {GREATEST: 5}))
    found = own_figures_by_path(KINDS, report_of(TOP, {}, build_rollup(TOP, [silent], {})))
    assert found[("xa",)] == {}
