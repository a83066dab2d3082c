"""The units below as a tree: who is listed, who answers for it, which keys it signed with, what it was
before.

Source: docs/adr/0155-a-directory-is-decided.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.domain.decisions import JournalEntry, SameUnit, TwoUnits
from lcweek_desktop.domain.directory_changes import Contact
from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.domain.merge import KeyConfirmation
from lcweek_desktop.domain.rollup import walk_members
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, UnitId
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.summing.unit_reports import all_reports
from lcweek_desktop.services.workspace.predecessors import successors
from lcweek_desktop.services.workspace.workspace import Workspace

_Units: TypeAlias = defaultdict[UnitCode, list[Unit]]


class UnitState(StrEnum):
    """What a unit of the tree is; each is one."""

    OPEN = "open"
    """Listed, and expected to report."""
    CLOSED = "closed"
    """Listed, and expected to report no more."""
    MACHINE = "machine"
    """Listed, and at work on this machine."""
    REPORTED = "reported"
    """Only reports of others list it, or a report of its own whose unit was taken from the directory."""


@dataclass(frozen=True)
class TreeUnit:
    """A unit below, as the directory lists it or, where none does, as the report of `holder` does.

    `reported_name` is the name in its report that counts, empty where there is none or it is the same.
    `went_to` and `came_from` are units of the same edition. `key` are the 4 × 4 letters of the key that was
    confirmed last, empty for none. `has_reports` says that a report of its own is held.
    """

    unit: Unit
    state: UnitState
    contact: Contact = field(default_factory=Contact)
    reported_name: str = ""
    went_to: tuple[Unit, ...] = ()
    came_from: tuple[Unit, ...] = ()
    key: str = ""
    has_reports: bool = False
    holder: str = ""


@dataclass(frozen=True)
class KeyUse:
    """A key that was confirmed for a unit, or under which reports of it are held.

    `letters` are its 4 × 4 letters; `at` is the local minute of its last confirmation, None where that is not
    known or there is none. `is_in_use` says that it was confirmed last. `reports` counts those held under it
    in this campaign. `place` is that of the confirmation in the journal, 0 for none; `is_last` says that no
    later decision is in force, so that `journal.undo` takes it back. `is_taken_back` says that it is used no
    more.
    """

    key: str
    letters: str
    at: str | None
    is_in_use: bool
    reports: int
    place: int = 0
    is_last: bool = False
    is_taken_back: bool = False


@dataclass(frozen=True)
class Succession:
    """An old unit with the new one in which it went; `edition` and `later` are their directories' editions,
    the same where it was decided here. Names are empty where no directory here has the unit."""

    edition: str
    code: UnitCode
    name: str
    later: str
    into: UnitCode
    into_name: str

    @property
    def is_decided(self) -> bool:
        """Whether it was decided here, and not between two directories."""
        return self.edition == self.later


def unit_tree(workspace: Workspace) -> tuple[TreeUnit, ...]:
    """The units below the workspace's unit at every depth, each after the one that it reports to."""
    known, me = workspace.directory, workspace.unit.code
    own = workspace.store.own_units.of_all_campaigns()
    went, came = _by_ends(workspace)
    grouped: dict[UnitCode, list[Unit]] = {}
    for unit in known.units.values():
        if unit.parent is not None:
            grouped.setdefault(unit.parent, []).append(unit)
    found: list[TreeUnit] = []
    waiting = [me]
    while waiting:
        for unit in grouped.get(waiting.pop(), ()):
            listed = _listed(workspace, unit, is_own=unit.id in own)
            went_to, came_from = tuple(went[unit.code]), tuple(came[unit.code])
            found.append(replace(listed, went_to=went_to, came_from=came_from))
            waiting.append(unit.code)
    return (*found, *_only_reported(workspace))


def unit_keys(workspace: Workspace, code: str) -> tuple[KeyUse, ...]:
    """The keys of the unit, that of the last confirmation first, and last those that nobody confirmed."""
    unit = UnitId(workspace.unit.id.edition, UnitCode(code))
    held = all_reports(workspace).get(workspace.decisions.listed(unit))
    counts = Counter(each.version.id.key for each in (() if held is None else held.reports))
    entries = workspace.decisions.entries
    last = entries[-1].place if entries else 0
    confirmed: dict[str, JournalEntry] = {}
    for entry in reversed(entries):
        for key in _confirmed_keys(workspace, entry, unit):
            confirmed.setdefault(key, entry)
    out = workspace.decisions.taken_back.get(workspace.decisions.listed(unit), frozenset())
    in_use = next((key for key in confirmed if key not in out), None)
    return tuple(
        KeyUse(
            key=key,
            letters=PublicKey.from_base64(key).short,
            at=confirmed[key].at if key in confirmed else None,
            is_in_use=key == in_use,
            reports=counts[key],
            place=confirmed[key].place if key in confirmed else 0,
            is_last=key in confirmed and confirmed[key].place == last,
            is_taken_back=key in out,
        )
        for key in (*confirmed, *(key for key in sorted(counts) if key not in confirmed))
    )


def successions(workspace: Workspace) -> tuple[Succession, ...]:
    """In which units those of earlier directories went, and those of this one in later ones, as far as the
    unit itself or one below it is concerned; last what was decided here."""
    known, context, me = workspace.directory, workspace.context, workspace.unit.code
    here = known.edition
    found: list[Succession] = []
    for form in sorted(context.forms.values(), key=lambda each: each.campaign.year):
        other = form.campaign.edition
        if other == here or any(other in (each.edition, each.later) for each in found):
            continue
        others = context.directory(form)
        for old, new in successors(other, here).items():
            if new == me or known.is_below(new, me):
                names = _name(others.units, old), _name(known.units, new)
                found.append(Succession(other, old, names[0], here, new, names[1]))
        for old, new in successors(here, other).items():
            if old == me or known.is_below(old, me):
                names = _name(known.units, old), _name(others.units, new)
                found.append(Succession(here, old, names[0], other, new, names[1]))
    for old, new in workspace.decisions.directory.went_to:
        found.append(Succession(here, old, _name(known.units, old), here, new, _name(known.units, new)))
    return tuple(found)


def receivers(workspace: Workspace) -> Directory:
    """The workspace's unit and those below it that may receive reports and are not closed."""
    known, me, form = workspace.directory, workspace.unit, workspace.form
    below = (
        unit
        for unit in known.units.values()
        if form.receives(unit.level) and unit.code not in known.closed and known.is_below(unit.code, me.code)
    )
    return Directory(known.edition, {unit.code: unit for unit in (me, *below)})


def usual_level(workspace: Workspace, above: Unit) -> LevelKey:
    """The level of most units directly below `above`; without any, the one below its own in the form, or the
    lowest."""
    below = Counter(unit.level for unit in workspace.directory.children(above.code))
    if below:
        return below.most_common(1)[0][0]
    levels = [level.key for level in workspace.form.levels]
    return levels[max(levels.index(above.level) - 1, 0)] if above.level in levels else levels[0]


def _by_ends(workspace: Workspace) -> tuple[_Units, _Units]:
    """The units in which each one went, and those that went in each one, as was decided here."""
    known = workspace.directory.units
    went: _Units = defaultdict(list)
    came: _Units = defaultdict(list)
    for old, new in workspace.decisions.directory.went_to:
        went[old].append(known[new])
        came[new].append(known[old])
    return went, came


def _listed(workspace: Workspace, unit: Unit, *, is_own: bool) -> TreeUnit:
    reports = all_reports(workspace).get(unit.id)
    state = UnitState.CLOSED if unit.code in workspace.directory.closed else UnitState.OPEN
    name = None if reports is None else reports.shown_name
    confirmed = workspace.decisions.confirmations.get(unit.id, ())
    return TreeUnit(
        unit,
        UnitState.MACHINE if is_own else state,
        workspace.decisions.directory.contacts.get(unit.code, Contact()),
        reported_name=name if name is not None and name != unit.name else "",
        key=PublicKey.from_base64(confirmed[-1].key).short if confirmed else "",
        has_reports=reports is not None and bool(reports.reports),
    )


def _only_reported(workspace: Workspace) -> Iterator[TreeUnit]:
    """The units that the directory does not list, each once, by the reports that name them."""
    known = workspace.directory
    seen: set[UnitCode] = set()
    for path, member in walk_members(rollup(workspace).members):
        unit = member.unit
        if unit.code not in known.units and unit.code not in seen:
            seen.add(unit.code)
            above = UnitCode(path[-2]) if len(path) > 1 else workspace.unit.code
            holder = "" if len(path) == 1 else _name(known.units, UnitCode(path[0]))
            yield TreeUnit(
                Unit(unit.id, unit.name, unit.level, above),
                UnitState.REPORTED,
                has_reports=len(path) == 1,
                holder=holder,
            )


def _confirmed_keys(workspace: Workspace, entry: JournalEntry, unit: UnitId) -> Iterator[str]:
    """The keys that `entry` confirmed for `unit`."""
    listed = workspace.decisions.listed
    match entry.taken:
        case KeyConfirmation(key=key) | SameUnit(confirmed=KeyConfirmation(key=key)):
            if listed(entry.unit) == listed(unit):
                yield key
        case TwoUnits(unit=new, moved=moved, stays=stays):
            if listed(new.id) == listed(unit):
                yield moved.key
            if stays is not None and listed(entry.unit) == listed(unit):
                yield stays.key


def _name(units: Mapping[UnitCode, Unit], code: UnitCode) -> str:
    unit = units.get(code)
    return "" if unit is None else unit.name
