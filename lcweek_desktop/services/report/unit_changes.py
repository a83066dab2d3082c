"""A unit of this installation gets another name or receiver, or is taken from the list.

Its code and key stay with a rename and a move, so that its receiver knows it again; what was frozen stays in
the data folder whatever becomes of the unit. Source: docs/merging.md, Identity of a unit; docs/adr/0141.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from lcweek_desktop.domain.narrative import to_plain_text
from lcweek_desktop.domain.report import Content
from lcweek_desktop.domain.unit import Unit, is_provisional
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.backup.backing_up import BackupReason, make_backup
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.workspace.keys import key_file
from lcweek_desktop.services.workspace.units import UnitSetup, checked_unit, own_workspaces, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Backup, Draft


@dataclass(frozen=True)
class UnitChange:
    """The unit of `workspace` as it would be, the `receiver` of its reports, None where the directory lists
    none, and what follows from that, as sentences."""

    workspace: Workspace
    unit: Unit
    receiver: Unit | None
    lines: tuple[str, ...]


@dataclass(frozen=True)
class UnitRemoval:
    """What taking the unit of `workspace` from the list means, as sentences.

    `revision` is the last that it froze in the campaign, 0 for none, and `held` of how many units it keeps
    reports: where there is either, a person has to say so expressly.
    """

    workspace: Workspace
    revision: int
    held: int
    lines: tuple[str, ...]

    @property
    def is_grave(self) -> bool:
        """Whether more goes out of sight than what was begun by mistake."""
        return bool(self.revision or self.held)


def unit_change(workspace: Workspace, name: str | None, parent: str | None) -> UnitChange:
    """What another `name`, or the unit with the code `parent` as receiver, would mean; nothing is changed.

    None leaves the one or the other as it is. Raises KnownError `unit-same` where nothing would change,
    `unit-name`, `text-too-long`, `unit-unknown` or `unit-loop`.
    """
    unit = workspace.unit
    directory = workspace.context.directory(workspace.form)
    setup = UnitSetup(unit.code, unit.name if name is None else name, unit.level, parent or unit.parent)
    changed = checked_unit(workspace.form, directory, setup)
    directory.extended([changed])  # refuses a loop
    if changed == unit:
        raise KnownError("unit-same", name=unit.name)
    receiver = None if changed.parent is None else directory.units.get(changed.parent)
    return UnitChange(workspace, changed, receiver, tuple(_lines_of_change(workspace, changed, receiver)))


def change_unit(change: UnitChange) -> tuple[Workspace, Backup]:
    """Let the unit have the name and the receiver of `change` from now on, after a backup.

    What was frozen stays as it is; the next revision says the new ones. Raises KnownError `backup-…`,
    `store-…` or what `set_up` raises; nothing is changed then.
    """
    context, unit = change.workspace.context, change.unit
    kept = make_backup(context, BackupReason.UNIT).backup
    setup = UnitSetup(unit.code, unit.name, unit.level, unit.parent)
    return set_up(context, change.workspace.campaign, setup), kept


def unit_removal(workspace: Workspace) -> UnitRemoval:
    """What taking the unit from the list of the campaign would mean; nothing is changed."""
    store, of = workspace.store, (workspace.unit.id, workspace.campaign)
    head = store.revisions.head(*of)
    revision = 0 if head is None else head.revision
    intact, damaged = store.stored_reports.of(*of), store.stored_reports.damaged(*of)
    held = len({report.unit for report in intact} | {report.unit for report in damaged})
    return UnitRemoval(workspace, revision, held, tuple(_lines_of_removal(workspace, revision, held)))


def remove_unit(removal: UnitRemoval, *, expressly: bool = False) -> Backup:
    """Take the unit from the list of the campaign with its draft, after a backup, which is returned.

    What it froze, sent and received stays in the data folder and is there again when the unit is added again.
    Of a unit of which there is nothing of the kind the key goes, too, which signed nothing, and so does its
    place in the directory where only this installation listed it.
    Raises KnownError `unit-grave` for a grave removal unless `expressly`, `backup-…` or `store-…`; nothing is
    changed then.
    """
    workspace = removal.workspace
    if removal.is_grave and not expressly:
        raise KnownError("unit-grave", name=workspace.unit.name, revision=removal.revision, held=removal.held)
    kept = make_backup(workspace.context, BackupReason.UNIT).backup
    store, unit = workspace.store, workspace.unit.id
    with store.transaction():
        store.drafts.remove_all(unit, workspace.campaign)
        store.cell_history.remove(unit, workspace.campaign)
        store.own_units.remove(unit, workspace.campaign)
        was_only_begun = not removal.is_grave and _is_unknown(workspace)
        if was_only_begun and is_provisional(unit.code) and not _is_known_to_others(workspace):
            store.units.remove(unit)
    if was_only_begun:
        with suppress(OSError):  # a key that stays does no harm
            key_file(workspace.context.home, unit).unlink(missing_ok=True)
    return kept


def _is_unknown(workspace: Workspace) -> bool:
    """Whether nothing in the data folder is of the unit, in no campaign, and nothing was put back."""
    store, unit = workspace.store, workspace.unit.id
    return unit not in store.own_units.of_all_campaigns() and not any(
        store.revisions.head(unit, campaign) or store.restores.count(unit, campaign)
        for campaign in workspace.context.forms
    )


def _is_known_to_others(workspace: Workspace) -> bool:
    """Whether units report to the unit, or another unit of this installation holds a report of it."""
    unit, reports = workspace.unit.id, workspace.store.stored_reports
    return bool(workspace.directory.children(unit.code)) or any(
        reports.of_unit(own.unit.id, own.campaign, unit) for own in own_workspaces(workspace.context)
    )


def _lines_of_change(workspace: Workspace, changed: Unit, receiver: Unit | None) -> Iterator[str]:
    unit, frozen = workspace.unit, unit_removal(workspace).revision
    if changed.name != unit.name:
        yield sentence("unit-renamed", before=unit.name, after=changed.name)
        if frozen:
            yield sentence("unit-renamed-frozen", revision=frozen)
        if typed := tuple(_typed_names(workspace, unit.name)):
            yield sentence("unit-name-typed", places=", ".join(typed))
    if changed.parent != unit.parent and receiver is not None:
        yield sentence("unit-moved", name=changed.name, receiver=receiver.name)
        before = next(iter(workspace.units_above), None)
        sent = workspace.store.sendings.latest(unit.id, workspace.campaign)
        if sent is not None and before is not None:
            yield sentence("unit-moved-sent", before=before.name, after=receiver.name)
    yield sentence("unit-key-stays")


def _typed_names(workspace: Workspace, name: str) -> Iterator[str]:
    """Where the draft holds the unit's `name` as somebody typed it, which no rename changes."""
    draft = current_draft(workspace)
    for heading in workspace.form.headings:
        text = draft.content.narrative.get(heading.key, ())
        if name.casefold() in to_plain_text(text, lambda _cell: "").casefold():
            yield f"mục {heading.key}"
    signed = draft.signoff
    lines = (signed.superior, signed.issuer, signed.opening, signed.closing, *(signed.recipients or ()))
    if any(name.casefold() in line.casefold() for line in lines if line):
        yield "phần ký"


def _lines_of_removal(workspace: Workspace, revision: int, held: int) -> Iterator[str]:
    if current_draft(workspace) != Draft(Content()):
        yield sentence("unit-removed-draft")
    if revision:
        yield sentence("unit-removed-frozen", revision=revision)
    if held:
        yield sentence("unit-removed-held", count=held)
    yield sentence("unit-removed-backup", name=workspace.unit.name)
