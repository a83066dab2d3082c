"""Bảng theo dõi: every unit below at any depth, each in one state, today or as of any past day.

Source: docs/adr/0161-the-board-goes-by-the-day-of-arrival.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import Final

from lcweek_desktop.domain.form import Campaign, LevelKey
from lcweek_desktop.domain.merge import VersionStatus
from lcweek_desktop.domain.name_order import NameOrder, name_order
from lcweek_desktop.domain.report import Counted, Member
from lcweek_desktop.domain.rollup import MemberPath, walk_members
from lcweek_desktop.domain.terms import Deadline
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.services.receiving.typed_report import being_typed
from lcweek_desktop.services.receiving.unknown_units import unknown_unit
from lcweek_desktop.services.receiving.unread import unread
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.summing.held_member import as_member, is_of_other_edition
from lcweek_desktop.services.summing.newer import newer_reports
from lcweek_desktop.services.summing.reporting_status import SENT, ReportingStatus, unit_name
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.summing.unit_reports import UnitReports, all_reports
from lcweek_desktop.services.workspace.assignments import given_deadlines
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import StoredData, StoredReport

_name_order = lru_cache(1 << 13)(name_order)
"""The units of a board have the same names each time that it is read."""
_WAS_TAKEN: Final = (VersionStatus.COUNTED, VersionStatus.OLD)
"""A report that counts, or did until a later one came."""
_SETTLED: Final = (*_WAS_TAKEN, VersionStatus.KEY_SUPERSEDED, VersionStatus.REFUSED)
_IN_SUMS: Final = (Counted.COUNTED, Counted.DOUBLE)
_PAPER_LETTERS: Final = 20
"""The letters of a fingerprint that signed paper carries, too."""


class Source(StrEnum):
    """From what a unit on the board is known to have reported."""

    DIRECT = "direct"
    """A file of its own came."""
    PAPER = "paper"
    """Only the code on its signed paper came."""
    BEHALF = "behalf"
    """It was typed here on behalf of the unit."""
    INSIDE = "inside"
    """The report of another unit holds it."""
    UNLISTED = "unlisted"
    """A file came that was set aside, as no directory lists its unit."""


@dataclass(frozen=True)
class BoardUnit:
    """A unit below, at `depth` 1 directly; `unit.parent` is the one above it on the board.

    `day` is the one on which something of it first came that was taken, or that waits; None where nothing
    came, or it is not known when. `revision` is that of the report that counts, `is_empty` says that it has
    neither figures nor own lines, `is_earlier` that another edition of the campaign made it; as of a past day
    they are left open where that report came later. `holder` is the name of the unit whose report holds it,
    empty for none. `is_listed` is False for a unit that no directory lists below this one. `deadline` is the
    one that the unit was given, None where that of the campaign holds.
    """

    unit: Unit
    depth: int
    status: ReportingStatus
    day: date | None = None
    revision: int | None = None
    source: Source | None = None
    holder: str = ""
    is_listed: bool = True
    is_late: bool = False
    is_empty: bool = False
    is_earlier: bool = False
    deadline: Deadline | None = None
    is_typing: bool = False
    """Whether a report is being typed here from its paper, and is not entered yet."""


@dataclass(frozen=True)
class Board:
    """The units below as of `day`, each after the one that it reports to, its siblings by level and name.

    Every unit is in it once, so that the numbers of all states add up to `units`. `unread` counts what had
    come and could not be read, of which nobody knows whose it is; `senders` are those whose mails brought
    some of it, in the order of the first, each with the number of what they sent.
    """

    day: date
    units: tuple[BoardUnit, ...] = ()
    unread: int = 0
    senders: tuple[tuple[str, int], ...] = ()

    @property
    def direct(self) -> tuple[BoardUnit, ...]:
        """The units directly below."""
        return tuple(each for each in self.units if each.depth == 1)

    def with_status(self, *statuses: ReportingStatus) -> tuple[BoardUnit, ...]:
        """The units in one of `statuses`."""
        return tuple(each for each in self.units if each.status in statuses)

    @cached_property
    def sent_below(self) -> Mapping[UnitCode, tuple[int, int]]:
        """Of each unit with units below it: how many of those have sent, and how many they are."""
        found: dict[UnitCode, tuple[int, int]] = {}
        for each in reversed(self.units):  # those below a unit before itself
            sent, expected = found.get(each.unit.code, (0, 0))
            above = each.unit.parent
            if above is not None:
                before = found.get(above, (0, 0))
                found[above] = before[0] + sent + (each.status in SENT), before[1] + expected + 1
        return found

    @property
    def counts(self) -> Mapping[ReportingStatus, int]:
        """How many units are in each state, in the order of the states; none is left out."""
        found = Counter(each.status for each in self.units)
        return {status: found[status] for status in ReportingStatus}

    @property
    def sent_by_day(self) -> tuple[tuple[date, int], ...]:
        """How many units had sent by each day on which one did. Those of which the day is not known are in
        every number."""
        sent = self.with_status(*SENT)
        days = Counter(each.day for each in sent if each.day is not None)
        before = len(sent) - days.total()
        ordered = sorted(days)
        sums = accumulate((days[day] for day in ordered), initial=before)
        return tuple(zip(ordered, [*sums][1:], strict=True))


def board(workspace: Workspace, day: date | None = None) -> Board:
    """The board of the workspace's unit as of `day`, None for today.

    Of a past day it says what had arrived by then; what was decided about it since holds.
    """
    shown = day or workspace.today()
    found = dict(_standings(workspace))
    for unit, standing in _set_aside(workspace):
        found.setdefault(unit.id, standing)
    units = tuple(_placed(workspace, found, shown))
    left = [each for each in unread(workspace) if _is_by(each.at, shown)]
    senders = Counter(each.sender for each in left if each.sender)
    return Board(shown, units, len(left), tuple(senders.items()))


@dataclass(frozen=True)
class _Standing:
    """What is known of a unit, whatever the day. Times are local to the minute, empty where nobody knows
    them, and None where nothing of the kind came."""

    unit: Unit
    sent: str | None = None
    waits: str | None = None
    counted: str | None = None
    """When the report came that counts now; `revision` and what follows are about it."""
    revision: int | None = None
    source: Source | None = None
    holder: str = ""
    is_listed: bool = True
    is_damaged: bool = False
    is_empty: bool = False
    is_earlier: bool = False
    is_provisional: bool = False

    def on(self, day: date, campaign: Campaign, deadline: Deadline | None) -> BoardUnit:
        """The unit as of `day`, at depth 0; late by `deadline`, or with None by that of `campaign`."""
        status, came, is_late = ReportingStatus.MISSING, None, False

        def is_past(at: date) -> bool:
            return campaign.is_late(at) if deadline is None else at > deadline.day

        if is_past(day):
            status = ReportingStatus.OVERDUE
        if _is_by(self.sent, day):
            came, status = _day(self.sent), ReportingStatus.RECEIVED
            is_late = came is not None and is_past(came)
            if is_late:
                status = ReportingStatus.LATE
            if self.is_provisional:
                status = ReportingStatus.PROVISIONAL
        if _is_by(self.waits, day):
            came, status = came or _day(self.waits), ReportingStatus.WAITING
        if self.is_damaged:
            status = ReportingStatus.DAMAGED
        is_here = status not in (ReportingStatus.MISSING, ReportingStatus.OVERDUE)
        shown = BoardUnit(self.unit, 0, status, came, is_listed=self.is_listed, is_late=is_late)
        shown = replace(shown, deadline=deadline)
        if is_here:
            shown = replace(shown, source=self.source, holder=self.holder)
        if not _is_by(self.counted, day):
            return shown
        return replace(shown, revision=self.revision, is_empty=self.is_empty, is_earlier=self.is_earlier)


def _is_by(at: str | None, day: date) -> bool:
    """Whether what came at the time `at` had come by the end of `day`; what nobody knows the time of had."""
    return at is not None and at[:10] <= day.isoformat()


def _day(at: str | None) -> date | None:
    return date.fromisoformat(at[:10]) if at else None


def _standings(workspace: Workspace) -> Mapping[UnitId, _Standing]:
    """Every unit that the directory lists below, and every other one of which a report is held here, by
    itself or in the report of another. Kept until stored data change, for each edition of the campaign: a
    report may be of this one and not of that."""
    key = ("board", workspace.unit.id, workspace.campaign, workspace.form.hash)
    version = workspace.store.version(StoredData.RECEIVED)
    return workspace.context.derived.get(key, version, lambda: _read_standings(workspace))


def _read_standings(workspace: Workspace) -> Mapping[UnitId, _Standing]:
    arrivals = _arrivals(workspace)
    listed, reported = dict(_listed(workspace)), _reported(workspace)
    sent, held = _first_sent(workspace, arrivals), all_reports(workspace)
    found: dict[UnitId, _Standing] = {}
    for unit in (*listed, *(unit for unit in (*reported, *held) if unit not in listed)):
        standing = _of_own_reports(workspace, unit, held.get(unit), arrivals)
        if unit in reported:
            path, member = reported[unit]
            standing = _with_member(standing, member, sent.get(unit))
            if len(path) > 1 and standing.source is None:
                holder = workspace.decisions.listed(UnitId(unit.edition, UnitCode(path[-2])))
                standing = replace(standing, source=Source.INSIDE, holder=reported[holder][1].unit.name)
        known = listed.get(unit)
        if known is not None:
            name = held[unit].shown_name if unit in held else None
            standing = replace(standing, unit=replace(known, name=name or known.name))
        found[unit] = replace(standing, is_listed=known is not None)
    for each in newer_reports(workspace):
        if not each.is_waiting:  # whether it counts here is asked
            unit = workspace.decisions.listed(each.unit.id)
            came = arrivals.get(each.newer.fingerprint[:_PAPER_LETTERS], "")
            found[unit] = replace(found[unit], waits=came)
    return MappingProxyType(found)


def _of_own_reports(
    workspace: Workspace, unit: UnitId, reports: UnitReports | None, arrivals: Mapping[str, str]
) -> _Standing:
    """What the reports that came from the unit itself say of it."""
    standing = _Standing(Unit(unit, unit.code, LevelKey(""), workspace.unit.code))
    if reports is None:
        return standing
    standing = replace(standing, unit=replace(standing.unit, name=unit_name(workspace, unit.code)))
    if reports.damaged:
        return replace(standing, is_damaged=True)
    if reports.waiting:
        status = reports.resolution.status
        asked = [each for each in reports.reports if status[each.version.id] not in _SETTLED]
        times = [_arrived(each, arrivals) for each in (*asked, *reports.passed_over)]
        first = reports.reports or reports.passed_over
        standing = replace(standing, waits=min(times), source=_source(first[0]))
    if reports.counted is None:
        return standing
    counted = reports.report(reports.counted)
    return replace(
        standing,
        counted=_arrived(counted, arrivals),
        revision=counted.version.revision,
        source=_source(counted),
        is_earlier=is_of_other_edition(workspace, counted),
    )


def _with_member(standing: _Standing, member: Member, sent: str | None) -> _Standing:
    """`standing` with what the unit's place in the sums says: `member`, which came first at `sent`."""
    unit = replace(member.unit, name=standing.unit.name) if standing.source else member.unit
    if member.counted not in _IN_SUMS:
        waits = standing.waits if standing.waits is not None else sent or ""
        return replace(standing, unit=unit, waits=waits)
    return replace(
        standing,
        unit=unit,
        sent=sent or "",
        counted=standing.counted if standing.counted is not None else sent or "",
        revision=member.revision,
        is_empty=not (member.figures or member.own_lines),
        is_provisional=member.provisional,
    )


def _source(report: StoredReport) -> Source:
    if report.version.on_behalf:
        return Source.BEHALF
    return Source.PAPER if report.is_paper_only else Source.DIRECT


def _listed(workspace: Workspace) -> Iterator[tuple[UnitId, Unit]]:
    """The units of the directory below the workspace's unit, without those that a person found to be another
    one."""
    known, above = workspace.directory, [workspace.unit.code]
    while above:
        for unit in known.children(above.pop()):
            above.append(unit.code)
            if workspace.decisions.listed(unit.id) == unit.id:
                yield unit.id, unit


def _reported(workspace: Workspace) -> Mapping[UnitId, tuple[MemberPath, Member]]:
    """Each unit in the sums or beside them, where it stands best: where it counts, and not deep inside."""
    members = dict(walk_members(rollup(workspace).members))
    found: dict[UnitId, tuple[tuple[bool, MemberPath], Member]] = {}
    for path, member in members.items():
        if any(members[path[:end]].counted not in _IN_SUMS for end in range(1, len(path))):
            member = replace(member, counted=Counted.DECISION)
        unit, place = workspace.decisions.listed(member.unit.id), (member.counted not in _IN_SUMS, path)
        if unit not in found or (place[0], len(path)) < (found[unit][0][0], len(found[unit][0][1])):
            found[unit] = place, member
    return {unit: (place[1], member) for unit, (place, member) in found.items()}


def _arrivals(workspace: Workspace) -> Mapping[str, str]:
    """When each report first came, by as much of its fingerprint as paper carries."""
    found: dict[str, str] = {}
    for file in workspace.store.received.of(workspace.unit.id):
        if file.report is not None:
            report, at = file.report[:_PAPER_LETTERS], file.at or ""
            found[report] = min(found.get(report, at), at)
    return found


def _arrived(report: StoredReport, arrivals: Mapping[str, str]) -> str:
    return arrivals.get(report.version.id.fingerprint[:_PAPER_LETTERS], "")


def _first_sent(workspace: Workspace, arrivals: Mapping[str, str]) -> Mapping[UnitId, str]:
    """When the first report of each unit came that was taken, by itself or inside another unit's."""
    found: dict[UnitId, str] = {}
    for unit, reports in all_reports(workspace).items():
        for report in reports.reports:
            if reports.resolution.status[report.version.id] in _WAS_TAKEN:
                at = _arrived(report, arrivals)
                for _, member in walk_members([as_member(workspace, unit, report)]):
                    inside = workspace.decisions.listed(member.unit.id)
                    found[inside] = min(found.get(inside, at), at)
    return found


def _set_aside(workspace: Workspace) -> Iterator[tuple[Unit, _Standing]]:
    """The units that no directory lists and whose files wait until a person adds them."""
    for file in workspace.store.received.of(workspace.unit.id, ReceiveVerdict.SET_ASIDE.value):
        unit = unknown_unit(workspace, file)
        if unit is not None:
            yield unit, _Standing(unit, waits=file.at or "", source=Source.UNLISTED, is_listed=False)


def _placed(workspace: Workspace, found: Mapping[UnitId, _Standing], day: date) -> Iterator[BoardUnit]:
    """The units as of `day` in the order of the board. One whose parent is not among them stands directly
    below."""
    me, campaign, given = workspace.unit, workspace.form.campaign, given_deadlines(workspace)
    typing = being_typed(workspace)
    levels = {level.key: -place for place, level in enumerate(workspace.form.levels)}
    below: defaultdict[UnitCode, list[BoardUnit]] = defaultdict(list)
    left = {
        unit.code: replace(standing.on(day, campaign, given.get(unit.code)), is_typing=unit in typing)
        for unit, standing in found.items()
        if unit != me.id
    }
    for shown in left.values():
        parent = shown.unit.parent
        below[parent if parent is not None and parent in left else me.code].append(shown)

    def order(each: BoardUnit) -> tuple[int, NameOrder]:
        return levels.get(each.unit.level, 1), _name_order(each.unit.name)

    def walk(above: UnitCode, depth: int) -> Iterator[BoardUnit]:
        for each in sorted(below[above], key=order):
            del left[each.unit.code]
            yield replace(each, depth=depth, unit=replace(each.unit, parent=above))
            yield from walk(each.unit.code, depth + 1)

    yield from walk(me.code, 1)
    for each in left.values():  # their reports name one another as the unit above
        yield replace(each, depth=1, unit=replace(each.unit, parent=me.code))
