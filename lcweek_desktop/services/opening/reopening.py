"""A unit's own report that was sent is opened for further work: on another machine, after a dead disk, or to
go back to what was sent.

Source: docs/merging.md, After a restore; docs/files.md, A report opens again; docs/adr/0123.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from lcweek_desktop.bundle.manifest import BundleKind
from lcweek_desktop.bundle.media import scan_ending
from lcweek_desktop.bundle.reader import Bundle, read_bundle
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.moved_content import MovedContent, moved_content
from lcweek_desktop.domain.report import Content, Report
from lcweek_desktop.domain.unit import CampaignUnit
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.backup.backing_up import BackupReason, make_backup
from lcweek_desktop.services.backup.difference_lines import report_lines
from lcweek_desktop.services.backup.differences import ReportDifference, draft_difference
from lcweek_desktop.services.backup.listing import Backup
from lcweek_desktop.services.backup.revision_numbers import (
    RevisionNumbers,
    note_reopened,
    revision_numbers,
)
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from lcweek_desktop.services.report.checking import current_draft, save_draft
from lcweek_desktop.services.summing.earlier_reports import told_numbers
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.keys import signing_key
from lcweek_desktop.services.workspace.units import UnitSetup, own_workspaces, set_up
from lcweek_desktop.services.workspace.user_files import kept_name, read_file
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Draft, Issue, Revision, Scan, ScanKind


@dataclass(frozen=True)
class ReopenOffer:
    """A report that was sent, and what would change if its unit went on with it here.

    `workspace` is that of its unit on this machine, None where it does not work here in that campaign.
    `is_held` says that the revision is held here; `difference` is how the report entered here differs, None
    where it does not, and where nothing was entered. `moved` is what it holds as the present form takes it,
    and what finds no place there when another edition made it. `is_other_key` says that another key signed it
    than that of the unit here.
    """

    bundle: Bundle
    form: Form
    report: Report
    moved: MovedContent
    workspace: Workspace | None
    is_held: bool
    difference: ReportDifference | None
    is_other_key: bool

    @property
    def asks(self) -> bool:
        """Whether reopening it changes anything."""
        return not self.is_held or self.difference is not None

    @property
    def lines(self) -> tuple[str, ...]:
        """What would change, and what cannot come back, as sentences."""
        return tuple(_lines(self))


@dataclass(frozen=True)
class Reopened:
    """The report that is open again, and the backup of what was entered here before; None when nothing
    was."""

    workspace: Workspace
    kept: Backup | None
    remarks: tuple[str, ...]

    @property
    def at(self) -> CampaignUnit:
        """The unit and the campaign."""
        return self.workspace.id


def reopen_offer(context: AppContext, path: Path) -> ReopenOffer:
    """What reopening the report in the file at `path` would do; nothing is changed.

    Raises KnownError `file-…`, `bundle-…`, `key-…` or `intake-…` for a file without a valid report,
    `campaign-not-report`, `reopen-practice`, and `reopen-form` where its form is not on this machine.
    """
    data = sent_bundle(read_file(path), kept_name(path))
    bundle = read_bundle(data, context.forms, context.editions)
    manifest = bundle.manifest
    if manifest.kind is BundleKind.PRACTICE:
        raise KnownError("reopen-practice")
    if bundle.report is None or bundle.form is None:
        raise KnownError("reopen-form", campaign=manifest.campaign)
    workspace, form = _workspace_here(context, bundle), context.forms[manifest.campaign]
    moved = moved_content(bundle.report.content, bundle.form, form, bundle.report.unit.level)
    return ReopenOffer(
        bundle=bundle,
        form=form,
        report=bundle.report,
        moved=moved,
        workspace=workspace,
        is_held=workspace is not None and _is_held(workspace, bundle),
        difference=None if workspace is None else _difference(workspace, bundle, moved.content),
        is_other_key=not _has_key(context, bundle),
    )


def reopen(context: AppContext, offer: ReopenOffer) -> Reopened:
    """Let the unit go on with the report of `offer`, which asks.

    The unit is set up here if need be. What was entered here before goes into a backup. The next revision
    goes above all that are known (services/backup/revision_numbers.py). Raises KnownError `opened-late` where
    the unit works here only since the offer, `backup-…`, `store-…`, `key-unwritten` or what `set_up` raises;
    what was entered is as it was then.
    """
    if offer.workspace is None and _workspace_here(context, offer.bundle) is not None:
        raise KnownError("opened-late", name=offer.report.unit.name)
    kept = None if offer.difference is None else make_backup(context, BackupReason.REOPEN).backup
    with context.store.transaction():
        workspace = offer.workspace or _set_up(context, offer)
        scans = tuple(_kept_scans(context, offer.bundle))
        for sha256, photo in offer.bundle.photos.items():
            assert context.store.blobs.put(bytes(photo)) == sha256, "the reader compared them"
        _note_numbers(workspace, offer)
        _hold(workspace, offer, scans)
        save_draft(workspace, Draft(offer.moved.content, offer.bundle.signoff))
        context.store.drafts.add_leftovers(workspace.unit.id, workspace.campaign, offer.moved.left)
        context.store.drafts.put_scans(workspace.unit.id, workspace.campaign, scans)
    return Reopened(workspace, kept, tuple(_remarks(offer)))


def _has_key(context: AppContext, bundle: Bundle) -> bool:
    """Whether the key that signed is on this machine, also where its unit does not work yet."""
    with suppress(KnownError):
        return signing_key(context, bundle.manifest.unit).public == bundle.key
    return False


def _workspace_here(context: AppContext, bundle: Bundle) -> Workspace | None:
    manifest = bundle.manifest
    of = (manifest.unit, manifest.campaign)
    return next((each for each in own_workspaces(context) if (each.unit.id, each.campaign) == of), None)


def _is_held(workspace: Workspace, bundle: Bundle) -> bool:
    held = _held(workspace, bundle.manifest.revision)
    return held is not None and held.fingerprint == bundle.manifest.fingerprint


def _held(workspace: Workspace, revision: int) -> Revision | None:
    with suppress(KnownError):  # damaged: then it is not held
        return workspace.store.revisions.get(workspace.unit.id, workspace.campaign, revision)
    return None


def _difference(workspace: Workspace, bundle: Bundle, content: Content) -> ReportDifference | None:
    now, then = current_draft(workspace), Draft(content, bundle.signoff)
    if now == Draft(Content()):
        return None
    name, form = workspace.unit.name, workspace.form
    found = draft_difference(name, workspace.campaign, (form, form), now, then)
    return None if found.is_none else found


def _set_up(context: AppContext, offer: ReopenOffer) -> Workspace:
    """Let the unit work here, below the unit that it named if the directory lists that."""
    unit = offer.report.unit
    listed = context.directory(offer.form).units
    parent = unit.parent if unit.parent in listed else None
    return set_up(context, offer.form.campaign.id, UnitSetup(unit.code, unit.name, unit.level, parent))


def _kept_scans(context: AppContext, bundle: Bundle) -> Iterator[Scan]:
    for data in bundle.scans:
        kind = ScanKind.PDF if scan_ending(data) == ScanKind.PDF.value else ScanKind.PICTURE
        yield Scan(context.store.blobs.put(bytes(data)), kind)


def _note_numbers(workspace: Workspace, offer: ReopenOffer) -> None:
    manifest = offer.bundle.manifest
    now = revision_numbers(workspace.store, workspace.unit.id, workspace.campaign)
    is_known_here = offer.workspace is not None and (offer.is_held or not offer.is_other_key)
    opened = RevisionNumbers(manifest.revision, manifest.restored)
    note_reopened(workspace, replace(now, is_certain=now.is_certain and is_known_here), opened)


def _hold(workspace: Workspace, offer: ReopenOffer, scans: tuple[Scan, ...]) -> None:
    """Keep the revision, unless another of that number is held, and the issue of it that was sent."""
    manifest, revisions, unit = offer.bundle.manifest, workspace.store.revisions, workspace.unit.id
    if not offer.is_held:
        if revisions.holds(unit, workspace.campaign, manifest.revision):
            return
        revisions.add(
            Revision(
                unit=unit,
                campaign=workspace.campaign,
                revision=manifest.revision,
                fingerprint=manifest.fingerprint,
                previous=manifest.previous,
                report=offer.bundle.report_bytes,
                paper=offer.bundle.paper,
                key=offer.bundle.key.base64,
            )
        )
    if revisions.last_issue_number(unit, workspace.campaign, manifest.revision) < manifest.issue:
        signoff = offer.bundle.signoff
        revisions.add_issue(
            Issue(unit, workspace.campaign, manifest.revision, manifest.issue, signoff, scans)
        )


def _lines(offer: ReopenOffer) -> Iterator[str]:
    if offer.workspace is None:
        yield sentence("reopen-unit", name=offer.report.unit.name, campaign=offer.form.campaign.id)
    elif offer.difference is not None:
        yield from (f"{line[:1].upper()}{line[1:]}." for line in report_lines(offer.difference, "tệp"))
    yield from _remarks(offer)


def _remarks(offer: ReopenOffer) -> Iterator[str]:
    """What a person has to know before and after."""
    if offer.moved.left:
        yield sentence("reopen-left", left=told_numbers(offer.moved.left))
    if offer.report.members:
        yield sentence("reopen-members", count=len(offer.report.members))
    if offer.is_other_key:
        yield sentence("reopen-key")
