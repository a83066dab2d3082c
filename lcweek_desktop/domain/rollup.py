"""The sums of a unit: its own figures and those of its members, each unit counted once.

What is added: own figures + figures of counted members − figures of deducted units. A unit is deducted when
the figures of a counted member contain it although it is counted elsewhere. A greatest number is taken over
the own entries of all units that count; what is not put together is the unit's own entry. Of members of
another edition's form those numbers are taken that have a place (domain/editions.py). Source:
docs/form-and-rules.md, Roll-up; docs/merging.md, A unit once; docs/adr/0010-doubles.md;
docs/adr/0100-greatest-over-places.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from lcweek_desktop.domain.editions import members_in
from lcweek_desktop.domain.form import Cell, CellState, Form
from lcweek_desktop.domain.report import Counted, Figures, Member, OwnLine, Report
from lcweek_desktop.domain.totals import in_order, roll_up_figures, subtract_figures, surplus_over_parts
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.domain.values import greatest_filled

MemberPath: TypeAlias = tuple[str, ...]
"""Where a member is in a roll-up: the unit codes from a direct member down to it."""


def report_sums(form: Form, report: Report) -> Figures:
    """The sums of a frozen report, which are its own figures when it has no members."""
    return member_sums(form, report.content.figures, report.members, report.deducted)


def member_sums(
    form: Form, own: Figures, members: Sequence[Member], deducted: Sequence[MemberPath]
) -> Figures:
    """The sums of a unit with the figures `own`, from those of its `members` without the `deducted` ones.

    Raises KeyError for a path in `deducted` that leads to no member.
    """
    members = members_in(form, members)
    counted = [member.figures for member in members if member.counted is Counted.COUNTED]
    taken_out = [included_figures(form, members, path) for path in deducted]
    added = subtract_figures(form, roll_up_figures(form, own, counted), taken_out)
    return _with_greatest(form, added, own, members, deducted) if form.greatest_cells else added


def own_greatest(form: Form, report: Report) -> Figures:
    """What a member made of `report` carries of its own entry (Member.own_greatest)."""
    own = report.content.figures if report.members else {}
    return in_order(form, {cell: own[cell] for cell in form.greatest_cells if cell in own})


def included_figures(form: Form, members: Sequence[Member], path: MemberPath) -> Figures:
    """What the sums over `members` contain of the member at `path`.

    It is the member's figures, in cells that are added without what the members on the way down have
    themselves deducted below it.
    """
    members = members_in(form, members)
    deducted: list[Figures] = []
    inner, rest = members, path
    while len(rest) > 1:
        above, rest = member_at(inner, rest[:1]), rest[1:]
        inner = above.members
        below = (other for other in above.deducted if len(other) > len(rest) and other[: len(rest)] == rest)
        deducted += [included_figures(form, inner, other) for other in below]
    return subtract_figures(form, member_at(members, path).figures, deducted)


def member_at(members: Sequence[Member], path: MemberPath) -> Member:
    """The member that `path` leads to. Raises KeyError when there is none."""
    found = next((member for member in members if member.unit.code == path[0]), None)
    if found is None:
        raise KeyError(path[0])
    return found if len(path) == 1 else member_at(found.members, path[1:])


def walk_members(members: Sequence[Member], above: MemberPath = ()) -> Iterator[tuple[MemberPath, Member]]:
    """Every member at every depth with its path, a member before those inside it.

    `above` is put before every path.
    """
    for member in members:
        path = (*above, member.unit.code)
        yield path, member
        yield from walk_members(member.members, path)


def member_levels(members: Sequence[Member]) -> int:
    """How many members stand inside each other at the deepest place; 0 without members."""
    return max((len(path) for path, _ in walk_members(members)), default=0)


@dataclass(frozen=True)
class Rollup:
    """What a unit sums: its members, and the paths of the units inside them that are counted elsewhere."""

    members: tuple[Member, ...] = ()
    deducted: tuple[MemberPath, ...] = ()

    def sums(self, form: Form, own: Figures) -> Figures:
        """The sums of the unit when its own figures are `own`."""
        return member_sums(form, own, self.members, self.deducted)

    def in_form(self, form: Form) -> Rollup:
        """The same roll-up with all numbers of its members in cells of `form`, that of the unit that sums
        them (editions.members_in)."""
        return Rollup(members_in(form, self.members), self.deducted)

    def own_lines(self) -> Iterator[tuple[Unit, OwnLine]]:
        """The own lines of every counted member at every depth, each with the unit that wrote it."""
        for path in counted_paths(self.members, self.deducted):
            member = member_at(self.members, path)
            yield from ((member.unit, line.named) for line in member.own_lines)


def build_rollup(
    receiver: str, reports: Sequence[Member], preferred: Mapping[str, Collection[str]]
) -> Rollup:
    """The roll-up of the unit with the code `receiver`, in which every unit counts once.

    `reports` are the reports that the receiver holds, one for each unit, whether directly below it or further
    down. A unit that is in several places counts through its parent, unless a person chose another of its
    reports: `preferred` has the fingerprints of chosen reports by unit code. One report that is listed as two
    units counts once, too, and of reports that one key signed under several codes those under one code.
    """
    rollup = Rollup(tuple(sorted(reports, key=lambda member: member.unit.code)))
    while doubles := _doubles(rollup):
        for paths in doubles:
            rollup = _settle_double(receiver, rollup, paths, preferred)
    return rollup


def counted_paths(members: Sequence[Member], deducted: Collection[MemberPath]) -> Iterator[MemberPath]:
    """The paths of all members whose figures are in the sums.

    What each member deducted itself is left out, as is everything below a member that is not counted.
    """
    left_out: defaultdict[str, set[MemberPath]] = defaultdict(set)
    for code, *rest in deducted:
        left_out[code].add(tuple(rest))
    for member in members:
        path, below = (member.unit.code,), left_out[member.unit.code]
        if member.counted is Counted.COUNTED and () not in below:
            yield path
            inner = counted_paths(member.members, below.union(member.deducted))
            yield from ((*path, *rest) for rest in inner)


def own_figures_by_path(form: Form, report: Report) -> Mapping[MemberPath, Figures]:
    """What each unit in the sums of `report` entered itself, by path, a unit before those below it.

    The unit of the report itself has the empty path. Rolled up they are `report_sums`.
    """
    found: dict[MemberPath, Figures] = {(): report.content.figures}
    members = dict(walk_members(members_in(form, report.members)))
    for path in counted_paths(report.members, report.deducted):
        found[path] = own_figures(form, members[path])
    return found


def own_figures(form: Form, member: Member) -> Figures:
    """What `member`, which a report of `form` holds, entered itself; a cell whose number came entirely from
    its members is blank."""
    (member,) = members_in(form, [member])
    if not member.members:
        return member.figures
    inner = member_sums(form, {}, member.members, member.deducted)
    rest = subtract_figures(form, member.figures, [inner])

    def is_own(cell: Cell) -> bool:
        is_total = form.rule(cell).state is CellState.TOTAL
        return cell not in inner or bool(surplus_over_parts(form, rest, cell) if is_total else rest[cell])

    added = {cell: rest[cell] for cell in rest if cell not in form.greatest_cells and is_own(cell)}
    return in_order(form, {**added, **member.own_greatest})


def _with_greatest(
    form: Form, added: Figures, own: Figures, members: Sequence[Member], deducted: Sequence[MemberPath]
) -> Figures:
    """`added` with the greatest numbers that the unit itself or a unit in its sums entered."""
    inside = dict(walk_members(members))
    counted = (inside[path] for path in counted_paths(members, deducted))
    entered = [own, *(each.own_greatest if each.members else each.figures for each in counted)]
    greatest = {cell: greatest_filled(each.get(cell) for each in entered) for cell in form.greatest_cells}
    rest = {cell: added[cell] for cell in added if cell not in greatest}
    return in_order(form, {**rest, **{cell: value for cell, value in greatest.items() if value is not None}})


def _doubles(rollup: Rollup) -> Sequence[Sequence[MemberPath]]:
    """The paths of each unit that counts more than once and can be settled now, in any order of the units.

    Units that contain other doubles come first, because the place that keeps a unit must not itself be left
    out later on. Where such units contain one another, one of them has to be the first. When no unit is left,
    it is the paths of what one signer has under two codes.
    """
    paths_of: dict[str, list[MemberPath]] = {}
    for path in counted_paths(rollup.members, rollup.deducted):
        paths_of.setdefault(path[-1], []).append(path)
    doubles = {code: paths for code, paths in paths_of.items() if len(paths) > 1}
    outermost = [
        paths
        for paths in doubles.values()
        if not any(code in doubles for path in paths for code in path[:-1])
    ]
    return outermost or sorted(doubles.values())[:1] or _of_one_signer(rollup)[:1]


def _of_one_signer(rollup: Rollup) -> Sequence[Sequence[MemberPath]]:
    """The paths of each signed report that counts as several units; then, of each key that signs under
    several codes, the path of the highest revision under each."""
    of_report: defaultdict[bytes, list[MemberPath]] = defaultdict(list)
    of_key: defaultdict[str, dict[str, MemberPath]] = defaultdict(dict)
    members = dict(walk_members(rollup.members))
    counted = counted_paths(rollup.members, rollup.deducted)
    for path in sorted(counted, key=lambda path: members[path].revision):
        member = members[path]
        of_report[member.paper].append(path)
        if not member.on_behalf:
            of_key[member.key][member.reported_code] = path
    found = (*of_report.values(), *([*paths.values()] for paths in of_key.values()))
    return [paths for paths in found if len(paths) > 1]


def _settle_double(
    receiver: str, rollup: Rollup, paths: Sequence[MemberPath], preferred: Mapping[str, Collection[str]]
) -> Rollup:
    """`rollup` with one of `paths`, all of which lead to one unit or one signer, counted and the others left
    out."""
    kept = min(paths, key=lambda path: _preference(receiver, rollup, path, preferred.get(path[-1], ())))
    for path in paths:
        if path != kept:
            rollup = _leave_out(rollup, path)
    return rollup


def _preference(
    receiver: str, rollup: Rollup, path: MemberPath, chosen: Collection[str]
) -> tuple[bool, bool, int, MemberPath]:
    """A sort key: first what a person chose, then what came through the unit's parent, of that the highest
    revision, then by path."""
    member = member_at(rollup.members, path)
    holder = path[-2] if len(path) > 1 else receiver
    return member.fingerprint not in chosen, holder != member.unit.parent, -member.revision, path


def _leave_out(rollup: Rollup, path: MemberPath) -> Rollup:
    """`rollup` without the unit at `path`: a direct member is marked as a double, one inside is deducted."""
    if len(path) == 1:
        members = tuple(
            replace(member, counted=Counted.DOUBLE) if member.unit.code == path[0] else member
            for member in rollup.members
        )
        deducted = tuple(kept for kept in rollup.deducted if kept[0] != path[0])
        return Rollup(members, deducted)
    outside = (kept for kept in rollup.deducted if kept[: len(path)] != path)
    return Rollup(rollup.members, tuple(sorted((*outside, path))))
