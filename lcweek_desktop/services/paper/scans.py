"""Scans of the signed paper: attached to the frozen revision, outside its fingerprint.

Source: docs/bundle-format.md, Photos and scans; docs/adr/0025-scans-against-their-report.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lcweek_desktop.bundle.caps import MAX_FILE_BYTES, MAX_SCAN_BYTES, MAX_SCANS
from lcweek_desktop.domain.unit import UnitCode
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.intake.jobs import reencode_scan, shrink_pdf
from lcweek_desktop.pdf_bounds import header_offset
from lcweek_desktop.services.paper.reading import PaperReading, read_papers
from lcweek_desktop.services.paper.verdict import PaperVerdict
from lcweek_desktop.services.report.freezing import report_state
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.user_files import keep_scan, read_file
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Scan
from lcweek_desktop.temporary_folder import temporary_folder


@dataclass(frozen=True)
class ScanCheck:
    """What the paper codes in scans say of a report: `doubts` are sentences where they are not of it,
    `has_code` whether there is a code of it at all, which its key signed."""

    doubts: tuple[str, ...]
    has_code: bool


def attach_scan(workspace: Workspace, file: Path) -> Scan:
    """Attach `file`, a PDF or a picture of the signed paper, to the frozen revision, and return it as it is
    kept.

    Sending it raises the issue; attaching the same file again changes nothing. A picture is made small enough
    to be sent and loses what it says of the place it was taken at; a PDF of more than MAX_SCAN_BYTES becomes
    pictures of its pages. Raises KnownError `scan-draft` when no revision is frozen, `scan-kind`,
    `scan-count`, `scan-too-large`, `scan-unreadable`, `photo-…`, `intake-…` or `file-…`; nothing is
    attached then.
    """
    now = report_state(workspace)
    if not now.frozen:
        raise KnownError("scan-draft")
    scan = keep_scan(workspace.context, _sendable(file))
    if scan in now.scans:
        return scan
    if len(now.scans) >= MAX_SCANS:
        raise KnownError("scan-count", file=file.name, most=MAX_SCANS)
    drafts = workspace.store.drafts
    drafts.put_scans(workspace.unit.id, workspace.campaign, (*now.scans, scan))
    return scan


def check_scan(workspace: Workspace, file: Path) -> ScanCheck:
    """What the paper codes in `file`, a scan, say against the revision of this unit that was frozen last:
    another revision, another unit, other numbers. There are no doubts when they agree or none can be read."""
    last = report_state(workspace).last
    if last is None:
        return ScanCheck((), has_code=False)
    papers = tuple(read_papers(workspace, [file]))
    doubts = tuple(_doubts(papers, file, workspace.unit.code, last.revision))
    return ScanCheck(doubts, any(each.verdict is PaperVerdict.MATCHES for each in papers))


def check_received(workspace: Workspace, unit: UnitCode, revision: int, scans: Sequence[bytes]) -> ScanCheck:
    """What the paper codes in `scans` say against the report that they came with: report `revision` of
    `unit`, which is held.

    A scan that stopped its reader is named with the reason; where none can be looked at any more, one
    sentence says why.
    """
    doubts: list[str] = []
    has_code = False
    if not scans:
        return ScanCheck((), has_code)
    try:
        with temporary_folder() as folder:
            for number, scan in enumerate(scans, 1):
                file = folder / f"số {number}"  # sentences show this name
                file.write_bytes(scan)
                papers = [*read_papers(workspace, [file])]
                doubts += _doubts(papers, file, unit, revision)
                has_code |= any(each.verdict is PaperVerdict.MATCHES for each in papers)
    except KnownError as error:
        doubts.append(sentence("scan-unchecked", cause=error.sentence))
    return ScanCheck(tuple(doubts), has_code)


def _doubts(papers: Iterable[PaperReading], file: Path, unit: UnitCode, revision: int) -> Iterator[str]:
    for each in papers:
        if each.unit is not None and (each.unit.code, each.revision) != (unit, revision):
            yield sentence("scan-other", file=file.name, unit=each.unit.code, revision=each.revision)
        elif each.verdict not in (PaperVerdict.MATCHES, PaperVerdict.UNREADABLE) or each.was_stopped:
            yield each.message


def detach_scan(workspace: Workspace, sha256: str) -> None:
    """Remove an attached scan; one that is not attached changes nothing."""
    drafts, unit, campaign = workspace.store.drafts, workspace.unit.id, workspace.campaign
    kept = tuple(scan for scan in drafts.scans(unit, campaign) if scan.sha256 != sha256)
    drafts.put_scans(unit, campaign, kept)


def scan_size(context: AppContext, scan: Scan) -> int:
    """The size of an attached scan in bytes. Raises KnownError `store-blob-…`."""
    return len(context.store.blobs.get(scan.sha256))


def _sendable(file: Path) -> bytes:
    """What is sent of `file`: a PDF from its header on, if it is light enough; of a heavier one, and of a
    picture, what the worker process writes."""
    data = _read_scan(file)
    begin = header_offset(data)
    if begin is not None:
        return data[begin:] if len(data) - begin <= MAX_SCAN_BYTES else shrink_pdf(file)
    try:
        return reencode_scan(file)
    except KnownError as error:
        if error.code == "photo-not-picture":
            raise KnownError("scan-kind", file=file.name) from error
        raise


def _read_scan(file: Path) -> bytes:
    try:
        return read_file(file, MAX_FILE_BYTES)
    except KnownError as error:
        if error.code == "file-too-large":
            raise KnownError("scan-too-large", file=file.name, most=MAX_SCAN_BYTES >> 20) from error
        raise
