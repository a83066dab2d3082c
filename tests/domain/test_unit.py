"""Units in a tree of any depth, and codes."""

from __future__ import annotations

import csv
import unicodedata

import pytest

from dev import ROOT
from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, UnitId, provisional_code, slug, unit_code
from lcweek_desktop.errors import KnownError
from tests.school_names import country_names


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
        ("Tam \u00d0ường", "tam-duong"),
        ("tam \u0256ường", "tam-duong"),
    ],
)
def test_a_slug_is_the_name_without_marks(name: str, expected: str) -> None:
    assert slug(name) == expected


SCHOOL = LevelKey("truong")
LONG = "Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở"


def test_a_provisional_code_has_the_parents_code_the_slug_and_a_check() -> None:
    code = provisional_code(UnitCode("106"), "Trường THCS Bình Lư", SCHOOL)
    assert code == "106-truong-thcs-binh-lu-f3gj6cml"


def test_of_a_parent_with_a_provisional_code_only_the_check_is_repeated() -> None:
    parent = provisional_code(UnitCode("106"), LONG, SCHOOL)
    code = provisional_code(parent, "Điểm trường Nà Tăm", SCHOOL)
    assert code.startswith(f"{parent[-8:]}-diem-truong-na-tam-")


def test_a_long_code_of_a_parent_is_cut_and_still_told_apart() -> None:
    first, second = (
        provisional_code(UnitCode("a" * 60 + end), "Trường Tiểu học Bình Lư", SCHOOL) for end in "bc"
    )
    assert first != second
    assert len(first) <= 40


@pytest.mark.parametrize(
    ("one", "other"),
    [(f"{LONG} Nậm Cuổi", f"{LONG} Nậm Hăn"), ("Bản Bo", "Bản Bố"), ("Trường TH số 1", "Trường TH số 2")],
)
def test_two_names_below_one_parent_never_share_a_code(one: str, other: str) -> None:
    codes = {provisional_code(UnitCode("03478"), name, SCHOOL) for name in (one, other)}
    assert len(codes) == 2
    assert max(map(len, codes)) <= 40


def test_one_name_gives_one_code_however_it_is_typed() -> None:
    name = unicodedata.normalize("NFD", "  Trường  Tiểu học Thèn Sin ")
    assert provisional_code(UnitCode("03394"), name, SCHOOL) == provisional_code(
        UnitCode("03394"), "Trường Tiểu học Thèn Sin", SCHOOL
    )


def test_the_level_is_part_of_the_code() -> None:
    codes = {provisional_code(UnitCode("106"), "Hội Khuyến học", LevelKey(key)) for key in ("xa", "don_vi")}
    assert len(codes) == 2


def test_no_code_returns_among_the_names_of_a_country() -> None:
    """A sample; `dev.py bench -- codes` makes a million."""
    names = country_names(20_000)
    assert len({provisional_code(parent, name, SCHOOL) for parent, name in names}) == len(names)


@pytest.mark.parametrize(("edition", "tiers"), [("lai-chau-2024", 3), ("lai-chau-2025", 2)])
def test_the_shipped_directories_are_trees(edition: str, tiers: int) -> None:
    with (ROOT / "resources" / "units" / f"{edition}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    tree = directory(*(f"{row['code']}<{row['parent_code']}".rstrip("<") for row in rows))
    assert len(tree.units) == len(rows)
    assert {len(tree.ancestors(code)) for code in tree.units} == set(range(tiers))
