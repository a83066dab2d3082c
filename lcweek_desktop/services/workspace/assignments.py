"""What the assignments say that units of this installation opened: their terms, and who is known below.

Source: docs/adr/0156-assignments.md; docs/adr/0157-terms-of-a-receiver.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from types import MappingProxyType

from lcweek_desktop.bundle.assignment import AssignmentFile, read_assignment_file
from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.domain.terms import Deadline
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.workspace import Workspace, derived
from lcweek_desktop.storage import OpenedAssignment, StoredData


def opened_assignment(context: AppContext, unit: UnitId, campaign: CampaignId) -> AssignmentFile | None:
    """The assignment that `unit` opened last in `campaign`; None where it opened none that can be read."""

    def read() -> AssignmentFile | None:
        kept = context.store.assignments.latest(unit, campaign)
        return None if kept is None else read_kept(context, kept)

    version = context.store.version(StoredData.ASSIGNMENTS)
    return context.derived.get(("assignment", unit, campaign), version, read)


def read_kept(context: AppContext, kept: OpenedAssignment) -> AssignmentFile | None:
    """The assignment in `kept`, judged anew; None where it is not valid any more."""
    with suppress(KnownError):
        return read_assignment_file(kept.file, context.forms, context.editions)
    return None


def unit_form(context: AppContext, unit: UnitId, form: Form) -> Form:
    """`form` as `unit` works with it: with the deadline that its receiver set, if one did."""

    def apply() -> Form:
        opened = opened_assignment(context, unit, form.campaign.id)
        return form if opened is None else opened.content.terms.applied(form)

    version = (context.store.version(StoredData.ASSIGNMENTS), form.hash)
    return context.derived.get(("unit form", unit, form.campaign.id), version, apply)


def set_deadline(day: date) -> Deadline:
    """The deadline that a receiver sets: the last `day` in time, and how that is said."""
    return Deadline(day, f"chậm nhất ngày {day:%d/%m/%Y}")


def given_deadlines(workspace: Workspace) -> Mapping[UnitCode, Deadline]:
    """The deadlines that the workspace's unit set for others in the last assignment of each; without those
    for which that of the campaign holds."""
    made = workspace.store.assignments_made.latest(workspace.unit.id, workspace.campaign)
    return {
        code: set_deadline(date.fromisoformat(each.deadline)) for code, each in made.items() if each.deadline
    }


def receiver_note(context: AppContext, unit: UnitId, campaign: CampaignId) -> tuple[str, str] | None:
    """The name of the unit that gave `unit` its assignment, and its words; None where it said none."""
    opened = opened_assignment(context, unit, campaign)
    if opened is None or opened.place is None or not opened.content.terms.note:
        return None
    return opened.place.directory.get(opened.manifest.unit.code).name, opened.content.terms.note


@derived
def roster(workspace: Workspace) -> Mapping[UnitCode, frozenset[PublicKey]]:
    """The keys that the receiver of the workspace's unit knows of it and of the units below it, as its last
    assignment says: a person compared them there, so that nobody has to here. Only units with a key."""
    opened = opened_assignment(workspace.context, workspace.unit.id, workspace.campaign)
    known = () if opened is None else opened.content.known
    return MappingProxyType({each.unit: frozenset(each.keys) for each in known if each.keys})


def named_keys(context: AppContext, unit: UnitId) -> frozenset[PublicKey]:
    """The keys under which `unit` takes another assignment: those that the assignments name which it opened,
    in whatever campaign. Empty before the first."""
    opened = (read_kept(context, kept) for kept in context.store.assignments.of_unit(unit))
    return frozenset(each.key for file in opened if file is not None for each in file.content.givers)


def giver_keys(workspace: Workspace, giver: UnitCode) -> frozenset[PublicKey]:
    """The keys of the unit `giver`, above that of the workspace, that the assignment names which it opened
    last in the campaign; a person compared the key that signed it. None where it opened none."""
    opened = opened_assignment(workspace.context, workspace.unit.id, workspace.campaign)
    givers = () if opened is None else opened.content.givers
    return frozenset(each.key for each in givers if each.unit == giver)
