"""Who gave a number of the sums: the units below, what they sum in turn, down to the unit that wrote it.

Everything is read once (`rollup_inputs`); opening a cell asks neither the disk nor the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from lcweek_desktop.domain.form import Cell, Form, RollUpKind, RowKey
from lcweek_desktop.domain.merge import VersionId
from lcweek_desktop.domain.peers import Outlier, Peers
from lcweek_desktop.domain.report import Content, Counted, Figures, Member, OwnLine
from lcweek_desktop.domain.rollup import MemberPath, Rollup, counted_paths, included_figures, walk_members
from lcweek_desktop.domain.rules.numbers import TIMES_PEERS
from lcweek_desktop.domain.totals import displayed_value, roll_up_figures
from lcweek_desktop.domain.unit import Unit, UnitCode
from lcweek_desktop.domain.values import greatest_filled
from lcweek_desktop.services.summing.earlier_reports import EarlierReport, earlier_reports
from lcweek_desktop.services.summing.reporting_status import ReportingProgress, reporting_progress, unit_name
from lcweek_desktop.services.summing.rollup import peers, rollup
from lcweek_desktop.services.workspace.workspace import Workspace

_Taken: TypeAlias = Sequence[tuple[MemberPath, int]]
"""Paths to the units inside a member that are counted elsewhere, each with its number in the cell."""


@dataclass(frozen=True)
class Contribution:
    """A report's part in a cell of the sums, or (`own`) what a unit with others below it entered itself.

    `path` has the unit codes from a direct member down; it is empty for the receiver's own entry. `reported`
    is what the report shows in the cell (None for a blank), and `value` what of that is in the sums (None
    when nothing is): the part that is added, or the greatest number of those inside that count. Where every
    unit enters its own number, nothing of a member's report is in the sums; it stands beside them.
    `counted` says whether the report is in the sums and, if not, why. `elsewhere` is the unit through whose
    report a double counts; None when it counts through its own report.

    `note` is the note of the row. It is empty, too, for a report that came only inside a roll-up, which
    carries no notes. `lines` are the unit's own lines when the cell is in the row for them. `outlier` is None
    unless the number is far above its peers. `provisional` says that it counts although nobody compared its
    key with paper. `earlier` is the report's other edition of the campaign, None
    where it is of the present one. `parts` are the contributions inside it, the largest first.
    """

    unit: Unit
    path: MemberPath
    reported: int | None
    value: int | None
    own: bool = False
    counted: Counted = Counted.COUNTED
    elsewhere: Unit | None = None
    note: str = ""
    lines: tuple[OwnLine, ...] = ()
    outlier: Outlier | None = None
    provisional: bool = False
    earlier: EarlierReport | None = None
    parts: tuple[Contribution, ...] = ()

    @property
    def number(self) -> int | None:
        """The number that stands for it: what is in the sums, otherwise what the report shows."""
        return self.reported if self.value is None else self.value


@dataclass(frozen=True)
class RollupInputs:
    """All that the sums of a workspace's unit are made of, except its own entry.

    `names` are the names by code of all units that `progress` lists. `notes` are the notes, by row, of the
    reports whose files are held. `earlier` are the reports of other editions, by path.
    """

    workspace: Workspace
    rollup: Rollup
    progress: ReportingProgress
    peers: Peers
    names: Mapping[str, str]
    notes: Mapping[VersionId, Mapping[RowKey, str]]
    earlier: Mapping[MemberPath, EarlierReport]

    @property
    def form(self) -> Form:
        """The form of the campaign."""
        return self.workspace.form

    @cached_property
    def below(self) -> Figures:
        """The sums of the members."""
        return self.rollup.sums(self.form, {})

    @cached_property
    def counted_at(self) -> Mapping[str, MemberPath]:
        """Where each unit counts, by its code."""
        return {path[-1]: path for path in counted_paths(self.rollup.members, self.rollup.deducted)}

    @cached_property
    def outliers(self) -> Mapping[Cell, Mapping[MemberPath, Outlier]]:
        """The numbers far above those of the other units of their level that count, by cell and path."""
        found: dict[Cell, dict[MemberPath, Outlier]] = {}
        for check in self.form.checks:
            for outlier in self.peers.outliers(check.options.number) if check.kind == TIMES_PEERS else ():
                found.setdefault(outlier.cell, {})[self.counted_at[outlier.unit.code]] = outlier
        return found

    @cached_property
    def _members(self) -> Mapping[MemberPath, Member]:
        return dict(walk_members(self.rollup.members))

    def sums(self, own: Figures) -> Figures:
        """What `own`, the unit's own figures, and the members come to."""
        return roll_up_figures(self.form, own, [self.below])

    def contributions(self, own: Content, cell: Cell) -> tuple[Contribution, ...]:
        """The contributions to `cell` of the sums, the largest first and those that are not counted last.

        Where every unit enters its own number, the unit's own stands before those beside it. `own` is the
        unit's own entry. A report in which the cell is blank is listed too, but not an own entry that is
        blank. In the row for own lines only those with such lines, or with some inside, are listed.
        """
        mine = displayed_value(self.form, own.figures, cell)
        lines = own.own_lines if self._takes_lines(cell) else ()
        note = own.notes.get(cell.row, "")
        me = Contribution(self.workspace.unit, (), mine, mine, own=True, note=note, lines=lines)
        taken = self._taken(self.rollup.members, self.rollup.deducted, cell)
        return self._ordered([me, *self._inside(self.rollup.members, (), taken, cell)], cell)

    def _inside(
        self, members: Iterable[Member], above: MemberPath, taken: _Taken, cell: Cell
    ) -> Iterator[Contribution]:
        deeper: dict[str, list[tuple[MemberPath, int]]] = {}
        for path, value in taken:
            deeper.setdefault(path[0], []).append((path[1:], value))
        for member in members:
            inner = deeper.get(member.unit.code, [])
            gone = any(not path for path, _ in inner)
            counted = Counted.DOUBLE if gone and member.counted is Counted.COUNTED else member.counted
            yield self._contribution(member, (*above, member.unit.code), counted, inner, cell)

    def _contribution(
        self, member: Member, path: MemberPath, counted: Counted, taken: _Taken, cell: Cell
    ) -> Contribution:
        reported = displayed_value(self.form, member.figures, cell)
        is_counted = counted is Counted.COUNTED
        parts = self._members_of(member, path, taken, cell) if is_counted and member.members else ()
        return Contribution(
            member.unit,
            path,
            reported,
            self._counted_value(cell, reported, parts, taken) if is_counted else None,
            counted=counted,
            elsewhere=self._elsewhere(member) if counted is Counted.DOUBLE else None,
            note=self.notes.get(VersionId(member.fingerprint, member.key), {}).get(cell.row, ""),
            lines=tuple(line.named for line in member.own_lines) if self._takes_lines(cell) else (),
            outlier=self.outliers.get(cell, {}).get(path),
            provisional=is_counted and member.provisional,
            earlier=self.earlier.get(path),
            parts=parts,
        )

    def _counted_value(
        self, cell: Cell, reported: int | None, parts: Sequence[Contribution], taken: _Taken
    ) -> int | None:
        """What of a member that counts, shows `reported` and is made of `parts` is in the sums."""
        match self.form.rule(cell).roll_up:
            case RollUpKind.NONE:
                return None
            case RollUpKind.GREATEST:
                return greatest_filled(each.value for each in parts) if parts else reported
        return None if reported is None else reported - sum(value for _, value in taken)

    def _members_of(
        self, member: Member, path: MemberPath, taken: _Taken, cell: Cell
    ) -> tuple[Contribution, ...]:
        """The contributions of the member's own members, and its own entry, unless that is all it shows."""
        by_itself = self._taken(member.members, member.deducted, cell)
        inside = [*self._inside(member.members, path, (*by_itself, *taken), cell)]
        entered = self._entered(member, by_itself, cell)
        if entered is not None:
            inside.append(Contribution(member.unit, path, entered, entered, own=True))
        return self._ordered(inside, cell)

    def _entered(self, member: Member, by_itself: _Taken, cell: Cell) -> int | None:
        """What of its number `member`, which has members and deducts `by_itself`, entered itself: of a sum
        what is left of it. None when nothing is known to be, and where the number is its own anyway."""
        match self.form.rule(cell).roll_up:
            case RollUpKind.NONE:
                return None
            case RollUpKind.GREATEST:
                return member.own_greatest.get(cell)
        summed = sum(
            displayed_value(self.form, each.figures, cell) or 0
            for each in member.members
            if each.counted is Counted.COUNTED
        )
        shown = displayed_value(self.form, member.figures, cell) or 0
        return shown - summed + sum(value for _, value in by_itself) or None

    def _ordered(self, contributions: Iterable[Contribution], cell: Cell) -> tuple[Contribution, ...]:
        """`contributions` in order, without own entries left blank and, for own lines, units without any."""
        if self._takes_lines(cell):
            contributions = (each for each in contributions if each.lines or each.parts)
        else:
            contributions = (each for each in contributions if not each.own or each.reported is not None)
        return tuple(sorted(contributions, key=_rank))

    def _taken(self, members: Sequence[Member], paths: Iterable[MemberPath], cell: Cell) -> _Taken:
        held = ((path, included_figures(self.form, members, path)) for path in paths)
        return [(path, displayed_value(self.form, figures, cell) or 0) for path, figures in held]

    def _elsewhere(self, member: Member) -> Unit | None:
        path = self.counted_at.get(member.unit.code, ())
        return self._members[path[:-1]].unit if len(path) > 1 else None

    def _takes_lines(self, cell: Cell) -> bool:
        return self.form.row_by_key[cell.row].own_lines


def rollup_inputs(workspace: Workspace) -> RollupInputs:
    """What the workspace's unit holds now, read from the data folder."""
    found, gathered = reporting_progress(workspace), rollup(workspace)
    listed = {*found.expected, *found.received, *found.waiting}
    held = [VersionId(member.fingerprint, member.key) for member in gathered.members]
    return RollupInputs(
        workspace,
        gathered,
        found,
        peers(workspace),
        {code: unit_name(workspace, UnitCode(code)) for code in listed},
        {held_id: workspace.context.notes.get(held_id, {}) for held_id in held},
        earlier_reports(workspace),
    )


def _rank(contribution: Contribution) -> tuple[bool, bool, bool, int, MemberPath]:
    """A sort key: what is in the sums, what stands beside them, blanks, and last what does not count."""
    is_out = contribution.counted is not Counted.COUNTED
    number = None if is_out else contribution.number
    return is_out, contribution.value is None, number is None, -(number or 0), contribution.path
