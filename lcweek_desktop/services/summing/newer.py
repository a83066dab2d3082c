"""Reports that are newer than the one of their unit that counts, and that count nowhere themselves.

A school's correction came directly while its commune's report still holds what it said before.
Source: docs/merging.md, A unit once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lcweek_desktop.domain.report import Member
from lcweek_desktop.domain.rollup import MemberPath, Rollup, counted_paths, walk_members
from lcweek_desktop.domain.unit import Unit, UnitId
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.summing.rollup import is_newer, left_out_paths, rollup
from lcweek_desktop.services.summing.unit_reports import all_reports
from lcweek_desktop.services.workspace.workspace import Workspace, derived


@dataclass(frozen=True)
class NewerReport:
    """The report `newer` of `unit` is left out, and `older` counts through the report of `holder`.

    `holder` is None when the older one came directly. `is_waiting` says that a person decided to wait until
    the newer one comes inside the holder's report.
    """

    unit: Unit
    newer: Member
    older: Member
    holder: Unit | None
    is_waiting: bool

    @property
    def holder_name(self) -> str:
        """The name of the holder; without one that of the unit."""
        return (self.holder or self.unit).name

    @property
    def message(self) -> str:
        """The words that ask the holder for a new report, to be copied; the program sends nothing."""
        return sentence(
            "newer-message",
            holder=self.holder_name,
            name=self.unit.name,
            revision=self.newer.revision,
            older=self.older.revision,
        )


@derived
def newer_reports(workspace: Workspace) -> tuple[NewerReport, ...]:
    """The reports that are left out although they are newer, by unit code; of a unit the newest one."""
    gathered, reports = rollup(workspace), all_reports(workspace)
    members = dict(walk_members(gathered.members))
    found: dict[str, NewerReport] = {}
    for path, left_out in _left_out(gathered, members):
        older = members[path]
        held = reports.get(older.unit.id)
        versions = [each.version for each in held.reports] if held is not None else []
        newest = found[path[-1]].newer if path[-1] in found else older
        if is_newer(left_out, newest, versions):
            found[path[-1]] = NewerReport(
                unit=older.unit,
                newer=left_out,
                older=older,
                holder=members[path[:-1]].unit if len(path) > 1 else None,
                is_waiting=left_out.fingerprint in workspace.decisions.waiting,
            )
    return tuple(found[code] for code in sorted(found))


def newer_report(workspace: Workspace, unit: UnitId) -> NewerReport | None:
    """The newer report of `unit`, if there is one."""
    return next((each for each in newer_reports(workspace) if each.unit.id == unit), None)


def _left_out(gathered: Rollup, members: dict[MemberPath, Member]) -> Iterator[tuple[MemberPath, Member]]:
    """Each report that is left out, with the path at which its unit counts."""
    places: defaultdict[str, list[Member]] = defaultdict(list)
    for path in left_out_paths(gathered):
        places[path[-1]].append(members[path])
    if places:
        for path in counted_paths(gathered.members, gathered.deducted):
            yield from ((path, left_out) for left_out in places.get(path[-1], ()))
