"""Units in a tree of any depth, and codes."""

from __future__ import annotations

import csv

import pytest

from dev import ROOT
from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, UnitId, provisional_code, slug, unit_code
from lcweek_desktop.errors import KnownError


def directory(*pairs: str) -> Directory:
    """`directory("a<b")` holds unit a, reporting to b; `directory("b")` one that reports to nobody."""
    units = {}
    for pair in pairs:
        code, _, parent = pair.partition("<")
        above = UnitCode(parent) if parent else None
        units[UnitCode(code)] = Unit(UnitId("test", UnitCode(code)), code.upper(), LevelKey("x"), above)
    return Directory("test", units)


DEEP = directory("a", "b<a", "c<b", "d<c", "e<d", "f<e", "c2<b")


def test_a_tree_may_be_of_any_depth() -> None:
    assert DEEP.ancestors(UnitCode("f")) == ("e", "d", "c", "b", "a")
    assert [unit.code for unit in DEEP.children(UnitCode("b"))] == ["c", "c2"]
    assert DEEP.children(UnitCode("f")) == ()


def test_below_is_directly_or_through_others_and_never_oneself() -> None:
    assert DEEP.is_below(UnitCode("f"), UnitCode("a"))
    assert not DEEP.is_below(UnitCode("a"), UnitCode("f"))
    assert not DEEP.is_below(UnitCode("a"), UnitCode("a"))
    assert not DEEP.is_below(UnitCode("c2"), UnitCode("c"))


def test_the_units_above_one_are_found_even_when_it_is_not_listed() -> None:
    school = Unit(UnitId("test", UnitCode("e-school")), "S", LevelKey("x"), UnitCode("e"))
    assert [unit.code for unit in DEEP.above(school)] == ["e", "d", "c", "b", "a"]
    assert DEEP.above(DEEP.get("a")) == ()


def test_a_parent_that_is_not_listed_ends_the_way_up() -> None:
    torn = directory("b<a", "c<b")
    assert [unit.code for unit in torn.above(torn.get("c"))] == ["b"]
    assert torn.above(torn.get("b")) == ()


@pytest.mark.parametrize("pairs", [("a<a",), ("a<b", "b<a"), ("a<b", "b<c", "c<d", "d<b")])
def test_units_that_report_to_themselves_are_refused(pairs: tuple[str, ...]) -> None:
    with pytest.raises(KnownError, match="vòng lặp") as caught:
        directory(*pairs)
    assert caught.value.code == "unit-loop"


def test_a_unit_that_is_not_there_is_named() -> None:
    with pytest.raises(KnownError, match="zz") as caught:
        DEEP.get("zz")
    assert caught.value.code == "unit-unknown"


def test_units_can_be_added_and_replaced() -> None:
    changed = Unit(UnitId("test", UnitCode("c")), "Tên mới", LevelKey("x"), UnitCode("a"))
    wider = DEEP.extended([changed])
    assert wider.get("c").name == "Tên mới"
    assert wider.ancestors(UnitCode("d")) == ("c", "a")
    assert DEEP.get("c").name == "C"


@pytest.mark.parametrize("code", ["12", "03390", "106-thcs-A", "a" * 64])
def test_a_code_is_letters_digits_and_hyphens(code: str) -> None:
    assert unit_code(code) == code


@pytest.mark.parametrize("code", ["", "-1", "a b", "xã", "a" * 65, "../x", "a\n", "1_2", "１２"])
def test_another_code_is_refused(code: str) -> None:
    with pytest.raises(KnownError) as caught:
        unit_code(code)
    assert caught.value.code == "unit-code"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Trường THCS Đoàn Kết", "truong-thcs-doan-ket"),
        ("Xã Nậm Hăn", "xa-nam-han"),
        ("Ưu – Ơ (ô), ỷ", "uu-o-o-y"),
    ],
)
def test_a_slug_is_the_name_without_marks(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_unit_without_a_code_of_its_own_takes_its_parents_and_its_name() -> None:
    assert provisional_code(UnitCode("106"), "Trường THCS Bình Lư") == "106-truong-thcs-binh-lu"
    long = provisional_code(UnitCode("106"), "Trường " * 20)
    assert len(long) <= 64
    assert not long.endswith("-")


@pytest.mark.parametrize(("edition", "tiers"), [("lai-chau-2024", 3), ("lai-chau-2025", 2)])
def test_the_shipped_directories_are_trees(edition: str, tiers: int) -> None:
    with (ROOT / "resources" / "units" / f"{edition}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    tree = directory(*(f"{row['code']}<{row['parent_code']}".rstrip("<") for row in rows))
    assert len(tree.units) == len(rows)
    assert {len(tree.ancestors(code)) for code in tree.units} == set(range(tiers))
