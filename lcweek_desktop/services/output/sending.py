"""Sending: freeze, and write one file that carries the report (bundle.md, Chốt and hybrid PDF)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lcweek_desktop.bundle.caps import MAX_FILE_BYTES
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.bundle.source import bundle_in
from lcweek_desktop.bundle.writer import Envelope, FrozenReport, write_bundle
from lcweek_desktop.documents.pdf.printer import pdf_bytes
from lcweek_desktop.domain.unit import UnitCode
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.output.printing import final_document
from lcweek_desktop.services.report.freezing import freeze
from lcweek_desktop.services.workspace.export import write_file
from lcweek_desktop.services.workspace.files import kept_name
from lcweek_desktop.services.workspace.keys import signing_key
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Issue, Sending


@dataclass(frozen=True)
class SentFile:
    """What was written: unit codes of sender and recipient, the frozen revision and its issue, bytes."""

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
    """Freeze the report of `desk` and write it for `recipient` (None: its parent): a hybrid PDF, or the
    bundle alone for a target ending in `.lcweek`. Unchanged, it gives the same bytes again. What was sent is
    kept in mind (services/report/sendings.py).

    Raises KnownError `export-…`, `bundle-write-…`, `report-errors`, `report-no-parent`, `unit-unknown`; the
    old file stays.
    """
    write = _writer(target)
    code = _recipient(workspace, recipient)
    frozen, issue = freeze(workspace)
    bundle = _bundle(workspace, frozen, issue, code)
    data = write(workspace, frozen, issue, bundle)
    if len(data) > MAX_FILE_BYTES:
        raise KnownError("bundle-write-file", limit=MAX_FILE_BYTES // 2**20)
    write_file(target, data, lambda written: read_bundle(bundle_in(written), workspace.context.forms))
    _record(workspace, issue, code, target)
    return SentFile(workspace.unit.code, code, issue.revision, issue.issue, frozen.fingerprint, len(data))


def _record(workspace: Workspace, issue: Issue, recipient: UnitCode, target: Path) -> None:
    name, day = kept_name(target), workspace.today().isoformat()
    workspace.store.sendings.add(
        Sending(workspace.unit.id, workspace.campaign, issue.revision, issue.issue, recipient, name, day)
    )


def _writer(target: Path) -> Callable[[Workspace, FrozenReport, Issue, bytes], bytes]:
    match target.suffix.lower():
        case ".lcweek":
            return lambda workspace, frozen, issue, bundle: bundle
        case ".pdf":
            return _hybrid
    raise KnownError("export-kind", file=target.name, kinds=".pdf hoặc .lcweek")


def _hybrid(workspace: Workspace, frozen: FrozenReport, issue: Issue, bundle: bytes) -> bytes:
    return pdf_bytes(final_document(workspace, frozen.report, issue.signoff), attachment=bundle)


def _recipient(workspace: Workspace, given: str | None) -> UnitCode:
    if given is not None:
        return workspace.directory.get(given).code
    if workspace.unit.parent is None:
        raise KnownError("report-no-parent", unit=workspace.unit.code)
    return workspace.unit.parent


def _bundle(workspace: Workspace, frozen: FrozenReport, issue: Issue, recipient: UnitCode) -> bytes:
    blobs = workspace.store.blobs
    scans = [blobs.get(scan.sha256) for scan in issue.scans]
    photos = {photo.sha256: blobs.get(photo.sha256) for photo in frozen.report.content.photos}
    key = signing_key(workspace.context, workspace.unit.id)
    envelope = Envelope(recipient, issue.signoff, scans, issue.issue)
    return write_bundle(workspace.form, frozen, envelope, photos, key)
