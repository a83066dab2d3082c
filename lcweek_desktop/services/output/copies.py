"""Received reports as documents of ours: to look at, to print, to save many in one folder.

The PDF is made from what the report says, not taken from the file that brought it; photos of others are only
opened by the worker process (docs/adr/0074).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.bundle.source import bundle_in
from lcweek_desktop.documents.pdf.printer import pdf_bytes
from lcweek_desktop.domain.report import Report
from lcweek_desktop.intake.photos import lightened, reencode, sheet
from lcweek_desktop.services.output.preview import joined
from lcweek_desktop.services.output.printing import composed_document, paper_code
from lcweek_desktop.services.receiving.received_items import ReceivedItem
from lcweek_desktop.services.summing.rollup import read_report
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.export import write_file
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Scan, ScanKind, StoredReport

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
"""What no file name may hold on Windows."""
_LONGEST: Final = 60
"""Letters of a unit's name in a file name; a file name takes 255 bytes, a letter up to three."""


def copy_pdf(workspace: Workspace, arrival: ReceivedItem) -> bytes:
    """A report that `desk` holds as PDF, with the figures of the units below it; the same bytes each time.

    Raises KnownError `store-…` when what is stored is damaged, `photo-…` or `intake-worker-died` for a photo
    that cannot be opened. ValueError when `arrival` is no held report.
    """
    held = _held(workspace, arrival)
    report = read_report(workspace.store.stored_reports.report(held), workspace.form)
    theirs = Workspace(workspace.context, report.unit, workspace.form)
    photos = _photos(workspace.context, held, report)
    code = paper_code(held.paper, *held.version.id)
    document = composed_document(
        theirs, report, held.signoff, sums=True, draft=False, photos=photos, code=code
    )
    return pdf_bytes(document)


def scans_pdf(workspace: Workspace, arrival: ReceivedItem) -> bytes:
    """The scans that came with a report, one after the other, as the worker process draws them.

    Raises KnownError `scan-…`, `photo-…`, `intake-worker-died` or `store-blob-…`. ValueError when `arrival`
    is no held report; it has scans.
    """
    held = _held(workspace, arrival)
    return joined([_scan_pages(workspace.context, scan, number) for number, scan in enumerate(held.scans, 1)])


def save_copies(workspace: Workspace, folder: Path, arrivals: Iterable[ReceivedItem]) -> Iterator[Path]:
    """Write each report as a PDF into `folder`, which is there; the file of each once it is written.

    A file of that name with other content stays: the new one gets a number. Raises as `copy_pdf`, and
    KnownError `export-…`; what was written before stays.
    """
    for arrival in arrivals:
        data = copy_pdf(workspace, arrival)
        target = _free(folder, file_name(arrival), data)
        write_file(target, data)
        yield target


def file_name(arrival: ReceivedItem) -> str:
    """ "Trường THCS Bình Lư (106-thcs) - bản số 2": without an ending."""
    assert arrival.unit is not None
    name = _FORBIDDEN.sub(" ", arrival.unit.name).strip()[:_LONGEST]
    return f"{name} ({arrival.unit.code}) - bản số {arrival.revision}"


def _free(folder: Path, name: str, data: bytes) -> Path:
    """The first name under which `data` would replace nothing, or stands already."""
    for number in count(1):
        target = folder / (f"{name}.pdf" if number == 1 else f"{name} ({number}).pdf")
        if not target.exists() or (target.is_file() and target.read_bytes() == data):
            return target
    raise AssertionError("count ends")


def _held(workspace: Workspace, arrival: ReceivedItem) -> StoredReport:
    if arrival.unit is None or arrival.held_id is None:
        raise ValueError("not a held report")
    held = workspace.store.stored_reports.of_unit(workspace.unit.id, workspace.campaign, arrival.unit.id)
    return next(report for report in held if report.version.id == arrival.held_id)


def _photos(context: AppContext, held: StoredReport, report: Report) -> Mapping[str, bytes]:
    """The report's photos by SHA-256, each as our worker process writes it."""
    wanted = {photo.sha256 for photo in report.content.photos}
    if not wanted or held.file is None:
        return {}
    bundle = read_bundle(bundle_in(context.store.blobs.get(held.file)), context.forms)
    with TemporaryDirectory(prefix="lcweek-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "photo.jpg"
        made = {}
        for sha256 in sorted(wanted):
            file.write_bytes(bundle.photos[sha256])
            made[sha256] = reencode(file)
        return made


def _scan_pages(context: AppContext, scan: Scan, number: int) -> bytes:
    drawn = lightened if scan.kind is ScanKind.PDF else sheet
    with TemporaryDirectory(prefix="lcweek-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / f"bản quét {number}"  # what an error calls it
        file.write_bytes(context.store.blobs.get(scan.sha256))
        return drawn(file)
