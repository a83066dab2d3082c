"""A unit's report as a document: the draft, the frozen revision, its sums; written as PDF, DOCX or XLSX."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.documents.document import Document, PaperCode
from lcweek_desktop.documents.docx import docx_bytes
from lcweek_desktop.documents.report_document import (
    AttributedLine,
    PrintableReport,
    Watermark,
    report_document,
)
from lcweek_desktop.documents.unit_tables import unit_tables
from lcweek_desktop.documents.xlsx import xlsx_bytes
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.letterhead import letterhead
from lcweek_desktop.domain.report import Report, SignOff
from lcweek_desktop.domain.rollup import Rollup, report_sums
from lcweek_desktop.services.output.album import album_pdf
from lcweek_desktop.services.report.freezing import freeze, report_state
from lcweek_desktop.services.summing.remarks import sums_remark
from lcweek_desktop.services.workspace.export import file_kind, write_file
from lcweek_desktop.services.workspace.practice import is_practice
from lcweek_desktop.services.workspace.workspace import Workspace

_WRITERS: Final = {".pdf": album_pdf, ".docx": docx_bytes}
_WORKBOOK: Final = ".xlsx"
PRINTED_KINDS: Final = (*_WRITERS, _WORKBOOK)
"""The endings of the files that a report can be written to."""


def print_report(
    workspace: Workspace,
    target: Path,
    *,
    sums: bool = False,
    final: bool = False,
    table_only: bool = False,
) -> None:
    """Write the workspace's report to `target`, as a PDF, DOCX or XLSX by its ending.

    With `final` the report is frozen first, and the frozen revision is printed with its sums. Otherwise it is
    the report as it is now, with the figures of the units below only if `sums`; it is marked as a draft
    unless it is what was frozen. `table_only` prints Phụ lục II without the rest. A workbook holds that table
    in any case, and with sums a sheet for every unit and level, too. A workbook and a draft say what the sums
    lack (`sums_remark`); the final paper is the form and nothing else.
    Raises KnownError `export-…`, `report-errors` or `restored-ask`; the old file stays then.
    """
    kind = file_kind(target, PRINTED_KINDS)
    report, document = _printed(workspace, sums=sums, final=final)
    if kind == _WORKBOOK:
        tables = unit_tables(workspace.form, report) if sums or final else ()
        marked = _marked(workspace, document) if sums or final else document
        write_file(target, xlsx_bytes(marked, tables))
    else:
        write_file(target, _WRITERS[kind](replace(document, table_only=table_only)))


def report_pdf(workspace: Workspace, *, table_only: bool = False) -> bytes:
    """The PDF of the report as it is now, with the figures of the units below."""
    _, document = _printed(workspace, sums=True, final=False)
    return album_pdf(replace(document, table_only=table_only))


def final_document(workspace: Workspace, report: Report, signoff: SignOff) -> Document:
    """The document of the workspace's frozen revision `report`, with its paper code."""
    return printed_document(workspace, report, signoff, sums=True, code=_own_code(workspace, report))


def printed_document(
    workspace: Workspace,
    report: Report,
    signoff: SignOff,
    *,
    sums: bool,
    photos: Mapping[str, bytes] | None = None,
    code: PaperCode | None = None,
) -> Document:
    """The document of a report of the workspace's unit, with the figures of its members if `sums`.

    `photos` are JPEGs by SHA-256 (hex), None for those in the data folder. Without `code`, the paper code of
    what was signed, the document is marked as a draft.
    """
    content = report.content
    if photos is None:
        photos = {photo.sha256: workspace.store.blobs.get(photo.sha256) for photo in content.photos}
    printable = PrintableReport(
        form=workspace.form,
        level=workspace.unit.level,
        content=content,
        letterhead=letterhead(workspace.form, workspace.unit, workspace.units_above, signoff),
        figures=report_sums(workspace.form, report) if sums else content.figures,
        own_lines=[*_own_lines(workspace.form, report, sums)],
        photos=photos,
        watermark=_watermark(workspace, code),
    )
    return replace(report_document(printable), code=code)


def paper_code(form: Form, payload: bytes, fingerprint: str, key: str) -> PaperCode:
    """The paper code of a frozen report of `form`: its signed payload, and the letters of its fingerprint
    (hex) and of the public key (`RW…`) that signed it."""
    letters = short_code(fingerprint), PublicKey.from_base64(key).short
    return PaperCode(payload, *letters, has_figures=form.paper_has_figures)


def _printed(workspace: Workspace, *, sums: bool, final: bool) -> tuple[Report, Document]:
    if final:
        frozen, issue = freeze(workspace)
        return frozen.report, final_document(workspace, frozen.report, issue.signoff)
    now = report_state(workspace)
    is_frozen = now.frozen and (sums or not now.report.members)
    code = _own_code(workspace, now.report) if is_frozen else None
    document = printed_document(workspace, now.report, now.draft.signoff, sums=sums, code=code)
    return now.report, _marked(workspace, document) if sums and code is None else document


def _marked(workspace: Workspace, document: Document) -> Document:
    """`document` with a line about what the sums lack or have in question."""
    return replace(document, table=replace(document.table, remark=sums_remark(workspace)))


def _watermark(workspace: Workspace, code: PaperCode | None) -> Watermark:
    if is_practice(workspace.context.home):
        return Watermark.PRACTICE
    return Watermark.DRAFT if code is None else Watermark.NONE


def _own_code(workspace: Workspace, report: Report) -> PaperCode | None:
    """The paper code of the frozen revision `report`; none in practice, where no paper may count."""
    if is_practice(workspace.context.home):
        return None
    frozen = workspace.store.revisions.get(workspace.unit.id, workspace.campaign, report.revision)
    if frozen is None:
        return None
    return paper_code(workspace.form, frozen.paper, frozen.fingerprint, frozen.key)


def _own_lines(form: Form, report: Report, sums: bool) -> Iterator[AttributedLine]:
    """The unit's own lines, and with `sums` those of its members after them."""
    yield from ((line, None) for line in report.content.own_lines)
    if sums:
        below = Rollup(report.members, report.deducted).in_form(form).own_lines()
        yield from ((line, unit.name) for unit, line in below)
