"""The units directly below one: who reported, who has something to look at, who is late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from lcweek_desktop.domain.letterhead import name_in_sentence
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.services.summing.held_member import as_member, is_of_other_edition
from lcweek_desktop.services.summing.unit_reports import UnitReports, all_reports
from lcweek_desktop.services.workspace.workspace import Workspace, derived


class ReportingStatus(StrEnum):
    """Where a child unit stands; each has one status."""

    RECEIVED = "received"
    """A report of it counts, and nothing waits."""
    WAITING = "waiting"
    """A report of it waits for a person; an earlier one may count meanwhile."""
    DAMAGED = "damaged"
    """What is stored of it is damaged, so that none of its reports counts."""
    MISSING = "missing"
    """It did not report, and the deadline has not passed, or is not known."""
    OVERDUE = "overdue"
    """It did not report, and the deadline has passed."""


@dataclass(frozen=True)
class ChildUnit:
    """A unit directly below, with the revision of its report that counts, None while none does.

    `is_earlier` says that this report was made by another edition of the campaign, `is_provisional` that it
    counts although nobody compared its key with paper.
    """

    unit: Unit
    status: ReportingStatus
    revision: int | None = None
    is_earlier: bool = False
    is_provisional: bool = False


def child_units(workspace: Workspace) -> tuple[ChildUnit, ...]:
    """The units directly below the workspace's unit, in the directory's order."""
    held = all_reports(workspace)
    late = workspace.form.campaign.is_late(workspace.today())
    return tuple(_child(workspace, unit, held.get(unit.id), late=late) for unit in expected_units(workspace))


def reminder(workspace: Workspace, missing: Sequence[Unit], today: date) -> str:
    """The message to the units `missing`, which it lists; it has other words once the deadline has passed.

    The words are those of the campaign (`forms/<year>/campaign.toml`).
    """
    campaign = workspace.form.campaign
    lines = campaign.reminder_late if campaign.is_late(today) else campaign.reminder
    return "\n".join(lines).format(
        units="\n".join(f"- {unit.name}" for unit in missing),
        receiver=name_in_sentence(workspace.form, workspace.unit),
        deadline=campaign.deadline_text,
    )


def _child(workspace: Workspace, unit: Unit, reports: UnitReports | None, *, late: bool) -> ChildUnit:
    counted = None if reports is None or reports.counted is None else reports.report(reports.counted)
    revision = None if counted is None else counted.version.revision
    is_earlier = counted is not None and is_of_other_edition(workspace, counted)
    if reports is not None and reports.damaged:
        return ChildUnit(unit, ReportingStatus.DAMAGED)
    if reports is not None and reports.waiting:
        return ChildUnit(unit, ReportingStatus.WAITING, revision, is_earlier)
    if revision is not None:
        is_provisional = reports is not None and reports.is_provisional
        return ChildUnit(unit, ReportingStatus.RECEIVED, revision, is_earlier, is_provisional)
    return ChildUnit(unit, ReportingStatus.OVERDUE if late else ReportingStatus.MISSING)


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
