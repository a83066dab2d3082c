"""Units that may be one."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from lcweek_desktop.domain.alike import AlikeGroup, Likeness, ReportedUnit, alike_groups
from lcweek_desktop.domain.form import Cell
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.unit import UnitCode
from tests.factories import FORM
from tests.school_names import invented_schools

CELLS = FORM.stored_cells
COMMUNE, OTHER_COMMUNE, DISTRICT = UnitCode("03394"), UnitCode("03390"), UnitCode("106")


def filled(*numbers: int) -> Figures:
    return dict(zip(CELLS, numbers, strict=False))


FEW, OTHERS = filled(3, 4), filled(5, 6, 7)
MANY = filled(*range(1, 9))


def school(code: str, name: str, figures: Figures = FEW, *above: UnitCode) -> ReportedUnit:
    return ReportedUnit(UnitCode(code), name, above or (COMMUNE, DISTRICT), figures)


def alike(*units: ReportedUnit, apart: tuple[tuple[str, ...], ...] = ()) -> list[tuple[str, ...]]:
    return [group.codes for group in alike_groups(units, apart)]


A = school("a", "Trường TH Thèn Sin")
B = school("b", "Trường Tiểu học Thèn Sin", OTHERS)


def test_two_ways_of_writing_one_name_may_be_one_unit() -> None:
    (group,) = alike_groups([B, A])
    assert group == AlikeGroup((A.code, B.code), frozenset({Likeness.NAMES}))


def test_names_return_in_other_communes() -> None:
    assert alike(A, replace(B, above=(OTHER_COMMUNE, DISTRICT))) == []


def test_a_school_that_reports_to_the_district_may_be_one_of_its_communes() -> None:
    assert alike(A, replace(B, above=(DISTRICT,))) == [("a", "b")]
    assert alike(replace(A, above=(DISTRICT,)), B) == [("a", "b")]


def test_many_equal_numbers_are_no_accident_whatever_the_names() -> None:
    one, other = school("a", "Trường A", MANY), school("b", "Trường B", MANY, OTHER_COMMUNE, DISTRICT)
    (group,) = alike_groups([one, other])
    assert group.reasons == {Likeness.FIGURES}
    assert alike(one, replace(other, figures={**MANY, CELLS[0]: 0})) == []


def test_few_equal_numbers_say_something_of_names_that_differ_by_a_slip() -> None:
    one = school("a", "Trường Tiểu học Thèn Sin")
    assert alike(one, school("b", "Trường Tiểu học Thèn Xin")) == [("a", "b")]
    assert alike(one, school("b", "Trường Tiểu học Thèn Xin", OTHERS)) == []
    assert alike(one, school("b", "Trường Tiểu học Thèn Sin số 2")) == []
    assert alike(one, school("b", "Trường Mầm non Thèn Sin")) == []


def test_a_report_without_a_number_says_nothing() -> None:
    assert alike(replace(A, figures={}), replace(B, figures={})) == []


def test_a_unit_is_not_taken_for_the_one_it_reports_to() -> None:
    commune = school(COMMUNE, "Xã Thèn Sin", MANY, DISTRICT)
    assert alike(commune, school("a", "Trường Tiểu học Thèn Sin", MANY)) == []


def test_all_that_may_be_one_is_one_line() -> None:
    third = school("c", "Trường tiểu học xã Thèn Sin", MANY)
    fourth = school("d", "Trường Hoa Ban", MANY, OTHER_COMMUNE)
    assert alike(A, B, third, fourth) == [("a", "b", "c", "d")]


def test_units_that_a_person_kept_apart_are_not_pointed_out_again() -> None:
    assert alike(A, B, apart=(("a", "b"),)) == []
    third = school("c", "Trường tiểu học xã Thèn Sin", MANY)
    assert alike(A, B, third, apart=(("a", "b", "c"),)) == []
    assert alike(A, B, third, apart=(("a", "b"),)) == [("a", "b", "c")]


def test_of_340_schools_at_most_two_are_pointed_out_wrongly() -> None:
    random = Random(340)
    units = [
        ReportedUnit(unit.code, unit.name, (unit.parent or COMMUNE,), _numbers(random))
        for unit in invented_schools(340)
    ]
    assert len(alike(*units)) <= 2


def _numbers(random: Random) -> dict[Cell, int]:
    """As schools fill them: small numbers, many cells left blank."""
    return {
        cell: random.choice((0, 1, 1, 2, 3, random.randrange(500))) for cell in CELLS if random.random() < 0.4
    }
