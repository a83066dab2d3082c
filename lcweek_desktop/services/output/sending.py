"""Sending: the report is frozen and written as one file that carries it.

Source: docs/merging.md, Freezing; docs/bundle-format.md, A bundle in a PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lcweek_desktop.bundle.caps import MAX_FILE_BYTES
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.bundle.sent_file import bundle_in
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.bundle.writer import Envelope, FrozenReport, write_bundle
from lcweek_desktop.domain.unit import UnitCode
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.backup.revision_numbers import restored_before
from lcweek_desktop.services.output.album import album_pdf
from lcweek_desktop.services.output.printing import final_document
from lcweek_desktop.services.output.signed_files import signed_file
from lcweek_desktop.services.report.cell_history import note_sent
from lcweek_desktop.services.report.freezing import freeze, keep_issue
from lcweek_desktop.services.workspace.export import file_kind, write_file
from lcweek_desktop.services.workspace.keys import signing_key
from lcweek_desktop.services.workspace.practice import refuse_practice
from lcweek_desktop.services.workspace.user_files import kept_name
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Issue, Sending

_HYBRID: Final = ".pdf"
_KINDS: Final = (_HYBRID, ".lcweek")


@dataclass(frozen=True)
class SentFile:
    """What was written: the codes of the units that send and receive, the frozen revision and its issue, the
    fingerprint (hex) of the report, and the file's size in bytes."""

    unit: str
    recipient: str
    revision: int
    issue: int
    fingerprint: str
    size: int

    @property
    def code(self) -> str:
        """The fingerprint as people read it: 4 × 4 letters."""
        return short_code(self.fingerprint)


def send(workspace: Workspace, target: Path, recipient: str | None = None) -> SentFile:
    """Freeze the workspace's report and write it for the unit with the code `recipient`, None for its parent.

    `target` becomes a hybrid PDF, or the bundle alone when it ends in `.lcweek`; the same report gives the
    same bytes again. A PDF that came back with a digital signature is written as it came. The sending is
    recorded (services/report/sendings.py), and with it the issue.
    Raises KnownError `practice-out`, `export-…`, `bundle-write-…`, `report-errors`, `restored-ask`,
    `report-no-parent` or `unit-unknown`; the old file stays then, and nothing is recorded.
    """
    refuse_practice(workspace.context.home)
    kind = file_kind(target, _KINDS)
    receiver = _recipient(workspace, recipient)
    frozen, issue = freeze(workspace)
    data = _file(workspace, kind, frozen, issue, receiver)
    if len(data) > MAX_FILE_BYTES:
        raise KnownError("bundle-write-file", limit=MAX_FILE_BYTES // 2**20)
    write_file(target, data, lambda written: _prove(workspace, written))
    _record(workspace, issue, receiver, target)
    return SentFile(workspace.unit.code, receiver, issue.revision, issue.issue, frozen.fingerprint, len(data))


def _file(workspace: Workspace, kind: str, frozen: FrozenReport, issue: Issue, recipient: UnitCode) -> bytes:
    """What is sent: of a PDF the one that came back with a digital signature, if there is one."""
    if kind != _HYBRID:
        return _bundle(workspace, frozen, issue, recipient)
    signed = signed_file(workspace, issue, recipient)
    if signed is not None:
        return signed
    bundle = _bundle(workspace, frozen, issue, recipient)
    return album_pdf(final_document(workspace, frozen.report, issue.signoff), attachment=bundle)


def _prove(workspace: Workspace, written: bytes) -> None:
    """Raise KnownError unless `written` is a file that its receiver takes without unpacking anything."""
    bundle = bundle_in(written)
    if bundle is None:
        raise KnownError("bundle-pdf-plain")
    read_bundle(bundle, workspace.context.forms, workspace.context.editions)


def _recipient(workspace: Workspace, code: str | None) -> UnitCode:
    if code is not None:
        return workspace.directory.get(code).code
    if workspace.unit.parent is None:
        raise KnownError("report-no-parent", unit=workspace.unit.code)
    return workspace.unit.parent


def _bundle(workspace: Workspace, frozen: FrozenReport, issue: Issue, recipient: UnitCode) -> bytes:
    blobs = workspace.store.blobs
    scans = [blobs.get(scan.sha256) for scan in issue.scans]
    photos = {photo.sha256: blobs.get(photo.sha256) for photo in frozen.report.content.photos}
    key = signing_key(workspace.context, workspace.unit.id)
    restored = restored_before(workspace, issue.revision)
    envelope = Envelope(recipient, issue.signoff, scans, issue.issue, restored=restored)
    return write_bundle(workspace.form, frozen, envelope, photos, key)


def _record(workspace: Workspace, issue: Issue, recipient: UnitCode, target: Path) -> None:
    """Keep the issue, unless it is kept, and that it was sent."""
    store, name, at = workspace.store, kept_name(target), workspace.context.minute()
    with store.transaction():
        keep_issue(workspace, issue)
        store.sendings.add(
            Sending(issue.unit, issue.campaign, issue.revision, issue.issue, recipient, name, at)
        )
        note_sent(workspace, issue.revision)
