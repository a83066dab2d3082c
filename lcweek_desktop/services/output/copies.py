"""Received reports as documents: to look at, to print, and to save many in one folder.

Their PDF is made from what the report says, not taken from the file that brought it; photos of other units
are opened in the worker process only (docs/adr/0074-copies.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.domain.report import Report
from lcweek_desktop.intake.jobs import picture_to_pdf, shrink_pdf
from lcweek_desktop.services.output.album import album_pdf
from lcweek_desktop.services.output.preview import joined
from lcweek_desktop.services.output.printing import paper_code, printed_document
from lcweek_desktop.services.receiving.received_items import ReceivedItem
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from lcweek_desktop.services.summing.held_member import form_of_report, read_report
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.export import free_path, name_part, write_file
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Scan, ScanKind, StoredReport
from lcweek_desktop.temporary_folder import temporary_folder


def copy_pdf(workspace: Workspace, item: ReceivedItem) -> bytes:
    """The held report of `item` as a PDF, with the figures of the units below it; the same bytes each time.

    Raises KnownError `store-…` when what is stored is damaged, `photo-…` or `intake-…` for a photo
    that cannot be opened; ValueError when no report is held for `item`.
    """
    held = _stored_report(workspace, item)
    report = read_report(workspace.context, workspace.form, workspace.store.stored_reports.body(held))
    form = form_of_report(workspace.context, workspace.form, report)
    theirs = Workspace(workspace.context, report.unit, form)
    photos = _photos(workspace.context, held, report)
    code = paper_code(form, held.paper, *held.version.id)
    document = printed_document(theirs, report, held.signoff, sums=True, photos=photos, code=code)
    return album_pdf(document)


def scans_pdf(workspace: Workspace, item: ReceivedItem) -> bytes:
    """The scans that came with the held report of `item`, at least one, as one PDF that the worker process
    draws.

    Raises KnownError `scan-…`, `photo-…`, `intake-…` or `store-blob-…`; ValueError when no report
    is held for `item`.
    """
    held = _stored_report(workspace, item)
    return joined([_scan_pages(workspace.context, scan, number) for number, scan in enumerate(held.scans, 1)])


def save_copies(workspace: Workspace, folder: Path, items: Iterable[ReceivedItem]) -> Iterator[Path]:
    """Write each report as a PDF into the folder `folder`, which exists; yields each file once it is written.

    A file of the same name with other content stays, and the new one gets a number. Raises as `copy_pdf`, and
    KnownError `export-…`; the files that were written before stay.
    """
    for item in items:
        data = copy_pdf(workspace, item)
        target = free_path(folder, f"{file_name(item)}.pdf", data)
        write_file(target, data)
        yield target


def file_name(item: ReceivedItem) -> str:
    """The name of a held report's copy, without ending: "Trường THCS Bình Lư (106-thcs) - bản số 2"."""
    assert item.unit is not None
    return f"{name_part(item.unit.name)} ({item.unit.code}) - bản số {item.revision}"


def _stored_report(workspace: Workspace, item: ReceivedItem) -> StoredReport:
    if item.unit is None or item.held_id is None:
        raise ValueError("not a held report")
    held = workspace.store.stored_reports.of_unit(workspace.unit.id, workspace.campaign, item.unit.id)
    return next(report for report in held if report.version.id == item.held_id)


def _photos(context: AppContext, held: StoredReport, report: Report) -> Mapping[str, bytes]:
    """The report's photos by SHA-256 (hex), as they came; `album_pdf` has the worker process open them."""
    wanted = {photo.sha256 for photo in report.content.photos}
    if not wanted or held.file is None:
        return {}
    data = sent_bundle(context.store.blobs.get(held.file), report.unit.name)
    bundle = read_bundle(data, context.forms, context.editions)
    return {sha256: bytes(bundle.photos[sha256]) for sha256 in wanted}


def _scan_pages(context: AppContext, scan: Scan, number: int) -> bytes:
    draw = shrink_pdf if scan.kind is ScanKind.PDF else picture_to_pdf
    with temporary_folder() as folder:
        file = folder / f"bản quét {number}"  # errors show this name
        file.write_bytes(context.store.blobs.get(scan.sha256))
        return draw(file)
