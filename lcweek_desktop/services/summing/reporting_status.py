"""The units directly below one: who reported, who has something to look at, who is late."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.services.summing.held_member import as_member
from lcweek_desktop.services.summing.unit_reports import all_reports
from lcweek_desktop.services.workspace.workspace import Workspace, derived


class ReportingStatus(StrEnum):
    """Where a unit below stands; each has one status."""

    RECEIVED = "received"
    """A report of it counts that came in time, and nothing waits; without a deadline each is in time."""
    LATE = "late"
    """The same, but the first of its reports came after the deadline."""
    PROVISIONAL = "provisional"
    """A report of it counts although nobody compared its key with paper."""
    WAITING = "waiting"
    """A report of it waits for a person; an earlier one may count meanwhile."""
    DAMAGED = "damaged"
    """What is stored of it is damaged, so that none of its reports counts."""
    MISSING = "missing"
    """It did not report, and the deadline has not passed, or is not known."""
    OVERDUE = "overdue"
    """It did not report, and the deadline has passed."""


SENT: Final = (ReportingStatus.RECEIVED, ReportingStatus.LATE, ReportingStatus.PROVISIONAL)
"""The statuses of units of which a report counts, and nothing waits."""
TO_REMIND: Final = (ReportingStatus.MISSING, ReportingStatus.OVERDUE)
"""The statuses of units that did not report."""


@dataclass(frozen=True)
class ReportingProgress:
    """Who reported, as unit codes.

    `expected` are the direct children in the directory's order, `received` those of them with a report that
    counts. `waiting` are all units below with something for a person to look at, ordered by code; a unit of
    which an earlier report counts is in both. `missing` are the expected units that are in neither. `damaged`
    are those of `waiting` of which stored data are damaged, so that the sums lack their reports.
    """

    expected: tuple[str, ...]
    received: tuple[str, ...]
    waiting: tuple[str, ...]
    missing: tuple[str, ...]
    damaged: tuple[str, ...] = ()


def unit_name(workspace: Workspace, code: UnitCode) -> str:
    """The name of a unit that the directory lists or that sent a report; that of the report that counts. Of
    one that only damaged data tell of it is the code."""
    unit = UnitId(workspace.unit.id.edition, code)
    reports = all_reports(workspace).get(unit)
    if reports is not None and reports.shown_name is not None:
        return reports.shown_name
    if code in workspace.directory.units or reports is None:
        return workspace.directory.get(code).name
    if not reports.reports:
        return code
    return as_member(workspace, unit, reports.reports[0]).unit.name


def expected_units(workspace: Workspace) -> tuple[Unit, ...]:
    """The units directly below, in the directory's order, without those that a person found to be another
    one, and called by the names of their reports."""
    reports = all_reports(workspace)
    below = workspace.directory.children(workspace.unit.code)
    listed = [unit for unit in below if workspace.decisions.listed(unit.id) == unit.id]
    names = {unit.id: reports[unit.id].shown_name for unit in listed if unit.id in reports}
    return tuple(replace(unit, name=names.get(unit.id) or unit.name) for unit in listed)


@derived
def reporting_progress(workspace: Workspace) -> ReportingProgress:
    """Who of the units below the workspace's unit reported, who is missing, who waits for a person."""
    reports = {unit.code: each for unit, each in all_reports(workspace).items()}
    expected = tuple(unit.code for unit in expected_units(workspace))
    received = tuple(code for code in expected if code in reports and reports[code].counted)
    waiting = tuple(code for code, held in sorted(reports.items()) if held.waiting)
    missing = tuple(code for code in expected if code not in received and code not in waiting)
    damaged = tuple(code for code in waiting if reports[code].damaged)
    return ReportingProgress(expected, received, waiting, missing, damaged)
