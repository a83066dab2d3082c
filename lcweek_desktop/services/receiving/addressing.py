"""Whether the report of a valid bundle is for this unit to count, and what else is done with it.

Source: docs/bundle-format.md, Manifest; docs/merging.md, Identity of a unit and Keys.
"""

from __future__ import annotations

from lcweek_desktop.bundle.caps import MAX_RECEIVED_LEVELS
from lcweek_desktop.bundle.manifest import BundleKind
from lcweek_desktop.bundle.reader import Bundle
from lcweek_desktop.domain.report import Report
from lcweek_desktop.domain.rollup import member_levels, walk_members
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.deciding import refuse_bound_key
from lcweek_desktop.services.workspace.workspace import Workspace


def addressed_report(workspace: Workspace, bundle: Bundle) -> Report:
    """The report in `bundle`, which this unit may count.

    Raises KnownError with the reason why the file is set aside: `received-campaign`, `received-form`,
    `received-practice`, `received-unit`, `received-unit-elsewhere`, `received-not-below`,
    `received-recipient`, `received-level`, `received-too-deep`, `received-circle` or `received-key-bound`.
    """
    report = _report_of_campaign(workspace, bundle)
    _refuse_other_recipients(workspace, bundle, report)
    _refuse_uncountable(workspace, report)
    refuse_bound_key(workspace, bundle.manifest.unit, bundle.key.base64)
    return report


def may_be_added(workspace: Workspace, unit: Unit) -> bool:
    """Whether `unit`, which the directory does not list, says that it reports here or to a unit below, at a
    level that the form has."""
    known = workspace.directory
    if unit.parent is None or unit.id.edition != known.edition or unit.code in known.units:
        return False
    is_below = unit.parent == workspace.unit.code or known.is_below(unit.parent, workspace.unit.code)
    return is_below and unit.level in workspace.form.level_by_key


def may_come_here(workspace: Workspace, bundle: Bundle) -> bool:
    """Whether the file of `bundle` comes from a unit below this one, or one that may be added, and is for
    this unit or one below; it may be set aside for another reason all the same."""
    manifest, known = bundle.manifest, workspace.directory
    if not _is_listed(workspace, manifest.unit):
        return bundle.report is not None and may_be_added(workspace, bundle.report.unit)
    return known.is_below(manifest.unit.code, workspace.unit.code) and _is_reached(
        workspace, manifest.recipient
    )


def _report_of_campaign(workspace: Workspace, bundle: Bundle) -> Report:
    manifest = bundle.manifest
    if manifest.campaign != workspace.campaign:
        raise KnownError("received-campaign", theirs=manifest.campaign, ours=workspace.campaign)
    if bundle.report is None:
        raise KnownError("received-form", campaign=manifest.campaign)
    if manifest.kind is not BundleKind.REPORT:
        raise KnownError("received-practice", unit=manifest.unit.code)
    return bundle.report


def _refuse_other_recipients(workspace: Workspace, bundle: Bundle, report: Report) -> None:
    """Refuse a sender that is unknown or not below this unit, and a file for somebody else.

    A file may be for this unit or for one below it, or for the parent in whose place a person put another.
    """
    known, sender, me = workspace.directory, bundle.manifest.unit, workspace.unit.code
    recipient = bundle.manifest.recipient
    if not _is_listed(workspace, sender):
        code = "received-unit" if may_be_added(workspace, report.unit) else "received-unit-elsewhere"
        raise KnownError(code, unit=report.unit.code, name=report.unit.name)
    if not known.is_below(sender.code, me):
        raise KnownError("received-not-below", unit=sender.code)
    if not _is_reached(workspace, recipient) and not _was_placed(workspace, report.unit, recipient):
        raise KnownError("received-recipient", unit=sender.code, recipient=recipient)


def _is_listed(workspace: Workspace, unit: UnitId) -> bool:
    return unit.edition == workspace.unit.id.edition and unit.code in workspace.directory.units


def _was_placed(workspace: Workspace, unit: Unit, recipient: UnitCode) -> bool:
    """Whether a decision here lists `unit` elsewhere than it says itself, and `recipient` is whom it believes
    in."""
    placed = workspace.decisions.directory.units.get(unit.code)
    return placed is not None and placed.parent != unit.parent == recipient


def _is_reached(workspace: Workspace, recipient: UnitCode) -> bool:
    """Whether `recipient` is this unit or one below it."""
    me = workspace.unit.code
    return recipient == me or workspace.directory.is_below(recipient, me)


def _refuse_uncountable(workspace: Workspace, report: Report) -> None:
    """Refuse a report whose level the form lacks, that is nested too deep, or that contains a report of this
    unit or a unit above it.

    The first could not be printed here. With the second this unit could send nothing more, as it would be one
    level deeper. No unit can sum a report that contains its own.
    """
    sender = report.unit
    if sender.level not in workspace.form.level_by_key:
        raise KnownError("received-level", unit=sender.code, name=sender.name, level=sender.level)
    levels = member_levels(report.members)
    if levels > MAX_RECEIVED_LEVELS:
        raise KnownError("received-too-deep", unit=sender.code, name=sender.name, levels=levels)
    holders = {workspace.unit.code, *workspace.directory.ancestors(workspace.unit.code)}
    for _, member in walk_members(report.members):
        if member.unit.code in holders:
            held = member.unit
            raise KnownError("received-circle", unit=sender.code, above=held.code, name=held.name)
