"""Sums of units, each counted once: against an independent count, and by example.

Source: docs/merging.md, A unit once; ADR 10.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from cProfile import Profile
from dataclasses import dataclass, field, replace
from itertools import permutations, product
from pstats import Stats
from random import Random
from typing import Protocol, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcweek_desktop.domain.form import Cell, CellState, Form, LevelKey, MeasureKey, RowKey
from lcweek_desktop.domain.report import Content, Counted, Figures, Member, OwnLine, Report
from lcweek_desktop.domain.rollup import (
    MemberPath,
    Rollup,
    build_rollup,
    counted_paths,
    member_at,
    member_sums,
    own_figures_by_path,
    report_sums,
    walk_members,
)
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from tests.factories import FORM, INVENTED

T = TypeVar("T")

TOP = "top"
MANY = settings(max_examples=3 * settings().max_examples)


class Draw(Protocol):
    """`draw` of a composite strategy, or of `st.data()`."""

    def __call__(self, strategy: st.SearchStrategy[T], label: object = None) -> T: ...


@dataclass(frozen=True)
class ExpectedReport:
    """What the test knows of a report because it made it, without asking the program.

    `counted` are the fingerprints of the reports in its sums, by path. `filled` are the cells that were
    filled in it or in anything that it added up, even when that was deducted again.
    """

    own: Figures
    counted: Mapping[MemberPath, str] = field(default_factory=dict)
    filled: frozenset[Cell] = frozenset()


@dataclass
class World:
    """The units below TOP, parents before children, and every version of their reports made so far.

    In a `dense` world whoever rolls up holds a report of every unit below it, and all of them count.
    """

    parents: Mapping[str, str]
    dense: bool = False
    expected: dict[str, ExpectedReport] = field(default_factory=dict)
    versions: dict[str, list[Member]] = field(default_factory=dict)

    def below(self, unit: str) -> list[str]:
        return [other for other in self.parents if unit in self.above(other)]

    def above(self, unit: str) -> list[str]:
        parent = self.parents.get(unit)
        return [] if parent is None else [parent, *self.above(parent)]

    def expected_paths(
        self, receiver: str, held: Sequence[Member], preferred: Mapping[str, Collection[str]]
    ) -> dict[MemberPath, str]:
        """The paths that must count, with the fingerprints of their reports.

        From the top of the directory down, each unit takes the best of the places that are still open to it.
        """
        everywhere: dict[MemberPath, str] = {}
        for member in held:
            if member.counted is Counted.COUNTED:
                everywhere[(member.unit.code,)] = member.fingerprint
                inside = self.expected[member.fingerprint].counted
                everywhere |= {(member.unit.code, *path): report for path, report in inside.items()}
        kept: dict[MemberPath, str] = {}
        for unit in self.parents:
            places = [path for path in everywhere if path[-1] == unit and path[:-1] in {(), *kept}]
            chosen = [path for path in places if everywhere[path] in preferred.get(unit, ())] or places
            usual = [path for path in chosen if (receiver, *path)[-2] == self.parents[unit]]
            kept |= {path: everywhere[path] for path in [*sorted(usual), *sorted(chosen)][:1]}
        return kept

    def expected_report(
        self, unit: str, own: Figures, held: Sequence[Member], counted: Mapping[MemberPath, str]
    ) -> ExpectedReport:
        added = [self.expected[m.fingerprint].filled for m in held if (m.unit.code,) in counted]
        return ExpectedReport(own, counted, frozenset(own).union(*added))

    def expected_sums(self, report: ExpectedReport) -> dict[Cell, int]:
        """The sum, cell by cell, of the own figures of the units that count."""
        figures = [report.own, *(self.expected[fingerprint].own for fingerprint in report.counted.values())]
        return {cell: sum(printed_number(INVENTED, each, cell) for each in figures) for cell in report.filled}


def printed_number(form: Form, own: Figures, cell: Cell) -> int:
    """What `cell` prints when one unit entered the figures `own`; 0 for a blank."""
    if cell in own or form.rule(cell).state in (CellState.OPEN, CellState.CLOSED):
        return own.get(cell, 0)
    children = [row.key for row in form.rows if row.parent == cell.row]
    return sum(printed_number(form, own, Cell(child, cell.measure)) for child in children)


def own_figures(form: Form, random: Random) -> Figures:
    """Figures that one unit entered: blanks, zeros, small and large numbers, typed totals with a surplus."""
    own: dict[Cell, int] = {}
    for cell in reversed(form.stored_cells):
        value = random.choice((None, None, 0, 0, 1, 7, random.randrange(100), 10**12))
        if value is not None:
            typed = form.rule(cell).state is CellState.TOTAL
            own[cell] = value + (printed_number(form, own, cell) if typed else 0)
    return own


OWN_FIGURES = [{}, *(own_figures(INVENTED, Random(seed)) for seed in range(40))]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Up to seven units in up to four tiers, each with one or two versions of its report."""
    parents: dict[str, str] = {}
    world = World(parents, dense=draw(st.booleans()))
    for place in range(draw(st.sampled_from((4, 1, 3) if world.dense else (1, 4, 5, 6, 7)))):
        holders = [TOP, *(unit for unit in parents if len(world.above(unit)) < 4)]
        code = draw(st.sampled_from("abc")) + str(place)
        parents[code] = holders[-1] if world.dense else draw(st.sampled_from((*holders, holders[-1])))
    for unit in reversed(parents):
        for _ in range(draw(st.sampled_from((1, 2)))):
            draw_report(draw, world, unit)
    return world


@dataclass(frozen=True)
class DrawnRollup:
    """One roll-up: its input, what the program made of it, and what the test expects."""

    held: tuple[Member, ...]
    preferred: Mapping[str, Collection[str]]
    rollup: Rollup
    expected: ExpectedReport


def draw_rollup(draw: Draw, world: World, receiver: str) -> DrawnRollup:
    """A roll-up of some reports from below `receiver`, with a person's choices among the doubles."""
    held, preferred = [], {}
    for unit in world.below(receiver):
        version = draw(st.sampled_from(world.versions[unit]))
        if world.dense:
            held.append(version)
        elif draw(st.sampled_from((True, True, True, False))):
            counted = draw(st.sampled_from((*[Counted.COUNTED] * 8, Counted.CONFLICT, Counted.DECISION)))
            held.append(replace(version, counted=counted))
        if choice := draw(st.sampled_from((None, version, version, *world.versions[unit]))):
            preferred[unit] = {choice.fingerprint}
    own = draw(st.sampled_from(OWN_FIGURES))
    expected = world.expected_report(receiver, own, held, world.expected_paths(receiver, held, preferred))
    return DrawnRollup(tuple(held), preferred, build_rollup(receiver, held, preferred), expected)


def draw_report(draw: Draw, world: World, unit: str) -> None:
    """Make a new version of the report of `unit` from what it happens to hold, and add it to `world`."""
    drawn = draw_rollup(draw, world, unit)
    fingerprint = f"{unit}-{len(world.versions.get(unit, []))}"
    world.expected[fingerprint] = drawn.expected
    sums = drawn.rollup.sums(INVENTED, drawn.expected.own)
    member = member_of(unit, world.parents[unit], sums, fingerprint, drawn.rollup)
    world.versions.setdefault(unit, []).append(member)


def member_of(
    code: str, parent: str, figures: Figures, fingerprint: str = "", rollup: Rollup | None = None
) -> Member:
    unit = Unit(UnitId("2024", UnitCode(code)), code, LevelKey("xa"), UnitCode(parent))
    below, report = rollup or Rollup(), fingerprint or code
    return Member(
        unit, 1, report, code, report.encode(), figures, members=below.members, deducted=below.deducted
    )


@MANY
@given(st.data())
def test_each_unit_counts_once_and_the_sums_are_those_of_the_units_own_figures(data: st.DataObject) -> None:
    world = data.draw(worlds())
    drawn = draw_rollup(data.draw, world, TOP)
    rollup = drawn.rollup
    counted = list(counted_paths(rollup.members, rollup.deducted))
    units = [path[-1] for path in counted]
    assert len(units) == len(set(units))
    assert {path: member_at(rollup.members, path).fingerprint for path in counted} == drawn.expected.counted
    assert rollup.sums(INVENTED, drawn.expected.own) == world.expected_sums(drawn.expected)
    for made in (member for versions in world.versions.values() for member in versions):
        assert made.figures == world.expected_sums(world.expected[made.fingerprint])


@MANY
@given(st.data())
def test_what_each_unit_entered_itself_adds_up_to_the_sums(data: st.DataObject) -> None:
    drawn = draw_rollup(data.draw, data.draw(worlds()), TOP)
    members, deducted = drawn.rollup.members, drawn.rollup.deducted
    top = Unit(UnitId("2024", UnitCode(TOP)), TOP, LevelKey("huyen"), None)
    content = Content(figures=drawn.expected.own)
    report = Report(top, INVENTED.campaign.id, "", 1, None, content, members, deducted)
    found = own_figures_by_path(INVENTED, report)
    assert [*found] == [(), *counted_paths(members, deducted)]
    sums = report_sums(INVENTED, report)
    for cell in INVENTED.cells:
        numbers = [displayed_value(INVENTED, figures, cell) or 0 for figures in found.values()]
        assert sum(numbers) == (displayed_value(INVENTED, sums, cell) or 0)


@MANY
@given(st.data())
def test_what_is_left_out_counts_elsewhere_and_is_named_once(data: st.DataObject) -> None:
    """Otherwise the unit above would refuse the roll-up."""
    drawn = draw_rollup(data.draw, data.draw(worlds()), TOP)
    members, deducted = drawn.rollup.members, drawn.rollup.deducted
    units = {path[-1] for path in counted_paths(members, deducted)}
    doubles = [member.unit.code for member in members if member.counted is Counted.DOUBLE]
    assert units.issuperset([*doubles, *(path[-1] for path in deducted)])
    assert list(deducted) == sorted(deducted)
    assert set(deducted) <= {path for path in counted_paths(members, ()) if len(path) > 1}
    assert not any(a != b and b[: len(a)] == a for a, b in product(deducted, deducted))


@MANY
@given(st.data())
def test_no_order_of_the_reports_changes_the_roll_up(data: st.DataObject) -> None:
    drawn = draw_rollup(data.draw, data.draw(worlds()), TOP)
    shuffled = data.draw(st.permutations(drawn.held))
    assert build_rollup(TOP, shuffled, drawn.preferred) == drawn.rollup


MONEY = Cell(RowKey("10.1"), MeasureKey("count"))
TOTAL = Cell(RowKey("5"), MeasureKey("count"))
PART = Cell(RowKey("5.1"), MeasureKey("count"))


def leaf(code: str, parent: str, value: int | None, version: str = "") -> Member:
    """A unit without members that reports one number, or nothing."""
    return member_of(code, parent, {} if value is None else {MONEY: value}, f"{code}{version}")


def holder(code: str, parent: str, own: int | None, *held: Member, chosen: Sequence[Member] = ()) -> Member:
    """A unit that reports one number of its own, or none, and rolls up `held`; `chosen` by a person."""
    preferred: dict[str, set[str]] = {member.unit.code: {member.fingerprint} for member in chosen}
    rollup = build_rollup(code, held, preferred)
    return member_of(code, parent, rollup.sums(FORM, leaf("", "", own).figures), "", rollup)


def money(rollup: Rollup, own: int | None = None) -> int | None:
    return rollup.sums(FORM, leaf("", "", own).figures).get(MONEY)


def test_a_sum_is_the_units_own_figures_and_every_counted_member() -> None:
    members = leaf("a", TOP, 10**12), leaf("b", TOP, 10**12), leaf("c", TOP, None)
    assert money(build_rollup(TOP, members, {}), own=1) == 2 * 10**12 + 1


def test_a_holder_has_no_zero_where_its_number_came_from_its_members() -> None:
    held = holder("a", TOP, 7, holder("b", "a", None, leaf("c", "b", 5)))
    report = Report(held.unit, FORM.campaign.id, "", 1, None, Content(), (held,))
    assert [*own_figures_by_path(FORM, report).values()] == [{}, {MONEY: 7}, {}, {MONEY: 5}]


def test_a_sum_of_blanks_is_blank_and_one_zero_makes_it_zero() -> None:
    blank = leaf("a", TOP, None)
    assert money(build_rollup(TOP, [blank, leaf("b", TOP, None)], {})) is None
    assert money(build_rollup(TOP, [blank, leaf("b", TOP, 0)], {})) == 0


def test_the_sums_of_a_unit_without_members_are_its_own_figures() -> None:
    unit = leaf("a", TOP, None).unit
    assert report_sums(FORM, Report(unit, FORM.campaign.id, FORM.hash, 1, None, Content({MONEY: 7}))) == {
        MONEY: 7
    }


def test_the_sums_of_a_report_hold_its_members_less_what_it_deducted() -> None:
    inner = leaf("school", "commune", 3)
    commune = holder("commune", TOP, 10, inner)
    content = Content({MONEY: 100})
    made = Report(commune.unit, FORM.campaign.id, FORM.hash, 1, None, content, (commune,))
    assert report_sums(FORM, made) == {MONEY: 113}
    assert report_sums(FORM, replace(made, deducted=(("commune", "school"),))) == {MONEY: 110}


def test_a_typed_total_goes_into_the_sum_with_what_it_holds_above_its_rows() -> None:
    typed = member_of("a", TOP, {TOTAL: 9, PART: 4})
    untyped = member_of("b", TOP, {PART: 2})
    assert build_rollup(TOP, [typed, untyped], {}).sums(FORM, {}) == {TOTAL: 11, PART: 6}


def test_a_unit_that_came_directly_too_counts_through_its_parent() -> None:
    direct = leaf("school", "commune", 5, " direct")
    commune = holder("commune", TOP, 10, leaf("school", "commune", 3, " inside"))
    for order in permutations((direct, commune)):
        rollup = build_rollup(TOP, order, {})
        assert money(rollup) == 13
        assert [member.counted for member in rollup.members] == [Counted.COUNTED, Counted.DOUBLE]
        assert rollup.deducted == ()


def test_a_unit_counts_where_a_person_chose() -> None:
    direct = leaf("school", "commune", 5, " direct")
    commune = holder("commune", TOP, 10, leaf("school", "commune", 3, " inside"))
    rollup = build_rollup(TOP, [direct, commune], {"school": {direct.fingerprint}})
    assert money(rollup) == 15
    assert all(member.counted is Counted.COUNTED for member in rollup.members)
    assert rollup.deducted == (("commune", "school"),)


def test_a_choice_of_a_report_that_is_no_longer_there_decides_nothing() -> None:
    direct = leaf("school", "commune", 5, " direct")
    commune = holder("commune", TOP, 10, leaf("school", "commune", 3, " inside"))
    assert money(build_rollup(TOP, [direct, commune], {"school": {"an earlier revision"}})) == 13


def test_a_unit_in_two_reports_neither_of_them_its_parents_counts_in_the_first_by_path() -> None:
    first = holder("a", TOP, 1, leaf("school", "gone", 10))
    second = holder("b", TOP, 1, leaf("school", "gone", 20))
    rollup = build_rollup(TOP, [second, first], {})
    assert money(rollup) == 12
    assert rollup.deducted == (("b", "school"),)


def test_a_cell_does_not_turn_blank_by_deducting() -> None:
    direct = leaf("school", "commune", None, " direct")
    commune = holder("commune", TOP, None, leaf("school", "commune", 3, " inside"))
    rollup = build_rollup(TOP, [direct, commune], {"school": {direct.fingerprint}})
    assert money(rollup) == 0


def test_what_a_member_itself_left_out_stays_out() -> None:
    """The member listed a double and deducted another; neither is a double here, nor comes back."""
    direct, inside = leaf("school", "commune", 5, " direct"), leaf("school", "commune", 3, " inside")
    commune = holder("commune", "district", 10, inside)
    through_parent = holder("district", TOP, 100, commune, direct)
    chosen = holder("district", TOP, 100, commune, direct, chosen=[direct])
    assert list(counted_paths([through_parent], ())) == [
        ("district",),
        ("district", "commune"),
        ("district", "commune", "school"),
    ]
    assert list(counted_paths([chosen], ())) == [
        ("district",),
        ("district", "commune"),
        ("district", "school"),
    ]
    assert money(build_rollup(TOP, [through_parent], {})) == 113
    assert money(build_rollup(TOP, [chosen], {})) == 115


def test_a_long_list_of_deducted_paths_is_gone_through_once_not_for_every_member() -> None:
    """A forged file of 16 MiB has room for tens of thousands of members and of paths: it would take hours."""

    class Looked(list[MemberPath]):
        times = 0

        def __iter__(self) -> Iterator[MemberPath]:
            self.times += 1
            return super().__iter__()

        def __contains__(self, path: object) -> bool:
            self.times += 1
            return super().__contains__(path)

    units = [leaf(f"school {number}", "commune", 1) for number in range(20)]
    commune = holder("commune", TOP, None, *units)
    deducted = Looked(("commune", unit.unit.code) for unit in units[:10])
    found = [*counted_paths([commune, *units[:10]], deducted)]
    assert [path[-1] for path in found[1:]] == [unit.unit.code for unit in (*units[10:], *units[:10])]
    assert deducted.times == 1


def test_a_hundred_schools_that_all_came_twice_are_settled_together() -> None:
    """One after the other, each with a look at all units, a thousand took 20 seconds."""
    schools = [leaf(f"school {number}", "commune", 1) for number in range(100)]
    held = [holder("commune", TOP, None, *schools), *schools]
    with Profile() as profile:
        rollup = build_rollup(TOP, held, {})
    assert money(rollup) == 100
    assert Stats(profile).total_calls < 100_000  # type: ignore[attr-defined]


@pytest.mark.parametrize("why", [Counted.DECISION, Counted.CONFLICT, Counted.DOUBLE])
def test_a_member_that_does_not_count_adds_nothing_nor_do_its_own(why: Counted) -> None:
    listed = replace(holder("commune", TOP, 10, leaf("school", "commune", 3)), counted=why)
    rollup = build_rollup(TOP, [listed, leaf("other", TOP, 1)], {})
    assert money(rollup) == 1
    assert list(counted_paths(rollup.members, rollup.deducted)) == [("other",)]
    assert rollup.members[0].counted is why


def test_a_unit_whose_direct_report_is_disputed_counts_inside_its_parents() -> None:
    disputed = replace(leaf("school", "commune", 5), counted=Counted.CONFLICT)
    commune = holder("commune", TOP, 10, leaf("school", "commune", 3))
    assert money(build_rollup(TOP, [disputed, commune], {})) == 13


def test_a_deducted_unit_is_taken_out_once_whoever_deducted_a_part_of_it_before() -> None:
    """The district took the school out of the commune; here the commune is taken out of the district."""
    school = leaf("school", "commune", 5, " direct")
    commune = holder("commune", "district", 10, leaf("school", "commune", 3, " inside"))
    district = holder("district", TOP, 100, commune, school, chosen=[school])
    newer = holder("commune", "district", 20)
    newer = replace(newer, fingerprint="newer")
    rollup = build_rollup(TOP, [district, newer], {"commune": {"newer"}})
    assert rollup.deducted == (("district", "commune"),)
    assert money(rollup) == 100 + 5 + 20


def test_a_unit_is_not_left_out_for_a_place_that_is_itself_left_out() -> None:
    """The school is only in the commune's direct report, which gives way to the older one of the district."""
    school = leaf("school", "commune", 5)
    older = holder("commune", "district", 10)
    newer = holder("commune", "district", 20, leaf("school", "commune", 3))
    office = holder("office", TOP, 1, holder("district", "office", 100, older))
    rollup = build_rollup(TOP, [school, newer, office], {})
    assert money(rollup) == 1 + 100 + 10 + 5


def test_two_units_that_each_hold_the_other_count_once() -> None:
    """No directory has such a circle, but a file may; what is left out whole is not deducted in part too."""
    a = holder("a", TOP, 1, leaf("b", "a", 20, " in a"))
    b = holder("b", "a", 2, leaf("a", TOP, 10, " in b"))
    rollup = build_rollup(TOP, [a, b], {})
    assert money(rollup) == 21
    assert rollup.deducted == ()
    c = holder("c", TOP, 300, b)
    rollup = build_rollup(TOP, [a, c], {})
    assert money(rollup) == 300 + 21
    assert rollup.deducted == (("c", "b"),)


def test_deducting_a_unit_that_no_member_holds_is_an_error() -> None:
    with pytest.raises(KeyError):
        member_sums(FORM, {}, [leaf("a", TOP, 1)], [("a", "b")])
    with pytest.raises(KeyError):
        member_at([], ("a",))


def test_every_member_is_walked_with_its_path_parents_first() -> None:
    school = leaf("school", "commune", 3)
    commune = replace(holder("commune", TOP, 10, school), counted=Counted.DECISION)
    assert list(walk_members([commune])) == [(("commune",), commune), (("commune", "school"), school)]


def test_lines_under_the_last_row_come_from_every_unit_that_counts() -> None:
    def with_line(member: Member, label: str) -> Member:
        return replace(member, own_lines=(OwnLine(label),))

    direct = with_line(leaf("school", "commune", 5, " direct"), "trực tiếp")
    inside = with_line(leaf("school", "commune", 3, " inside"), "qua xã")
    commune = with_line(holder("commune", TOP, 10, inside), "xã")
    lines = [(unit.code, line.label) for unit, line in build_rollup(TOP, [direct, commune], {}).own_lines()]
    assert lines == [("commune", "xã"), ("school", "qua xã")]
    chosen = build_rollup(TOP, [direct, commune], {"school": {direct.fingerprint}})
    lines = [(unit.code, line.label) for unit, line in chosen.own_lines()]
    assert lines == [("commune", "xã"), ("school", "trực tiếp")]
