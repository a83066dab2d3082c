"""The units directly below one: who reported, who has something to look at, who is late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lcweek_desktop.domain.letterhead import name_in_sentence
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.services.summing.rollup import UnitReports, all_reports, expected_units
from lcweek_desktop.services.workspace.workspace import Workspace


class ReportingStatus(StrEnum):
    """Where a child unit stands; each has one status."""

    RECEIVED = "received"
    """A report of it counts, and nothing waits."""
    WAITING = "waiting"
    """A report of it waits for a person; an earlier one may count meanwhile."""
    MISSING = "missing"
    """It did not report, and the deadline has not passed."""
    OVERDUE = "overdue"
    """It did not report, and the deadline has passed."""


@dataclass(frozen=True)
class ChildUnit:
    """A unit directly below, with the revision of its report that counts, None while none does."""

    unit: Unit
    status: ReportingStatus
    revision: int | None = None


def child_units(workspace: Workspace) -> tuple[ChildUnit, ...]:
    """The units directly below the workspace's unit, in the directory's order."""
    held = all_reports(workspace)
    late = workspace.today() > workspace.form.campaign.deadline
    return tuple(_child(unit, held.get(unit.id), late=late) for unit in expected_units(workspace))


def reminder(workspace: Workspace, missing: Sequence[Unit], today: date) -> str:
    """The message to the units `missing`, which it lists; it has other words once the deadline has passed.

    The words are those of the campaign (`forms/<year>/campaign.toml`).
    """
    campaign = workspace.form.campaign
    lines = campaign.reminder_late if today > campaign.deadline else campaign.reminder
    return "\n".join(lines).format(
        units="\n".join(f"- {unit.name}" for unit in missing),
        receiver=name_in_sentence(workspace.form, workspace.unit),
        deadline=campaign.deadline_text,
    )


def _child(unit: Unit, reports: UnitReports | None, *, late: bool) -> ChildUnit:
    counted = None if reports is None else reports.resolution.counted
    revision = None if reports is None or counted is None else reports.report(counted).version.revision
    if reports is not None and reports.waiting:
        return ChildUnit(unit, ReportingStatus.WAITING, revision)
    if revision is not None:
        return ChildUnit(unit, ReportingStatus.RECEIVED, revision)
    return ChildUnit(unit, ReportingStatus.OVERDUE if late else ReportingStatus.MISSING)
