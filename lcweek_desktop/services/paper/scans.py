"""Scans of the signed paper: attached to the frozen revision, outside its fingerprint (bundle.md, Chốt)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from lcweek_desktop.bundle.caps import FILE, SCAN, SCANS
from lcweek_desktop.bundle.media import scan_ending
from lcweek_desktop.domain.unit import UnitCode
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.intake.photos import lightened, rescan
from lcweek_desktop.services.paper.reading import read_papers
from lcweek_desktop.services.paper.verdict import PaperVerdict
from lcweek_desktop.services.report.checking import save_draft
from lcweek_desktop.services.report.freezing import report_state
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.files import keep_scan, read_file
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Scan


def attach_scan(workspace: Workspace, file: Path) -> None:
    """Attach `file`, a PDF or a picture of the signed paper; sending it raises the issue. The same file
    again changes nothing. A picture is made small enough to travel, without a word of where it was taken; a
    PDF of more than SCAN bytes becomes pictures of its pages.

    Raises KnownError `scan-draft` when there is no frozen revision to show, `scan-kind`, `scan-count`,
    `scan-too-large`, `scan-unreadable`, `photo-…`, `intake-worker-died` or `file-…`; nothing is attached
    then.
    """
    now = report_state(workspace)
    if not now.frozen:
        raise KnownError("scan-draft")
    scan = keep_scan(workspace.context, _travelling(file))
    if scan in now.draft.scans:
        return
    if len(now.draft.scans) >= SCANS:
        raise KnownError("scan-count", file=file.name, most=SCANS)
    save_draft(workspace, replace(now.draft, scans=(*now.draft.scans, scan)))


def scan_doubts(workspace: Workspace, file: Path) -> tuple[str, ...]:
    """What the codes on `file`, a scan of the signed paper, say against the report of `desk` that is frozen
    now: another revision, another unit, other numbers. Empty when they agree or none can be read."""
    last = report_state(workspace).last
    return () if last is None else tuple(_doubts(workspace, file, workspace.unit.code, last.revision))


def received_doubts(
    workspace: Workspace, unit: UnitCode, revision: int, scans: Iterable[bytes]
) -> tuple[str, ...]:
    """The same of the scans that came with report `revision` of `unit`, which `desk` holds; nothing of those
    that cannot be looked at, also for want of room: the report itself is safely here."""
    said: list[str] = []
    with suppress(OSError), TemporaryDirectory(prefix="lcweek-", ignore_cleanup_errors=True) as folder:
        for number, scan in enumerate(scans, 1):
            file = Path(folder) / f"số {number}"  # what a sentence calls it
            file.write_bytes(scan)
            said += _doubts(workspace, file, unit, revision)
    return tuple(said)


def _doubts(workspace: Workspace, file: Path, unit: UnitCode, revision: int) -> Iterator[str]:
    for each in read_papers(workspace, [file]):
        if each.unit is not None and (each.unit.code, each.revision) != (unit, revision):
            yield sentence("scan-other", file=file.name, unit=each.unit.code, revision=each.revision)
        elif each.verdict not in (PaperVerdict.MATCHES, PaperVerdict.UNREADABLE):
            yield each.message


def detach_scan(workspace: Workspace, sha256: str) -> None:
    """Take a scan off again; one that is not attached changes nothing."""
    draft = report_state(workspace).draft
    kept = tuple(scan for scan in draft.scans if scan.sha256 != sha256)
    save_draft(workspace, replace(draft, scans=kept))


def scan_size(context: AppContext, scan: Scan) -> int:
    """Bytes of an attached scan. Raises KnownError `store-blob-…`."""
    return len(context.store.blobs.get(scan.sha256))


def _travelling(file: Path) -> bytes:
    """What is sent of `file`: a PDF as it is while it is light enough, otherwise, and of a picture, what our
    worker process writes."""
    data = _read(file)
    if scan_ending(data) == "pdf":
        return data if len(data) <= SCAN else lightened(file)
    try:
        return rescan(file)
    except KnownError as error:
        if error.code == "photo-not-picture":
            raise KnownError("scan-kind", file=file.name) from error
        raise


def _read(file: Path) -> bytes:
    try:
        return read_file(file, FILE)
    except KnownError as error:
        if error.code == "file-too-large":
            raise KnownError("scan-too-large", file=file.name, most=SCAN >> 20) from error
        raise
