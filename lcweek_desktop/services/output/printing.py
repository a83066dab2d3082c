"""A unit's report as a document: drafts, the frozen revision, sums; written as PDF, DOCX or XLSX."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.documents.breakdown import unit_tables
from lcweek_desktop.documents.compose import compose
from lcweek_desktop.documents.document import Document, PaperCode
from lcweek_desktop.documents.docx import docx_bytes
from lcweek_desktop.documents.pdf.printer import pdf_bytes
from lcweek_desktop.documents.xlsx import xlsx_bytes
from lcweek_desktop.domain.letterhead import letterhead
from lcweek_desktop.domain.report import OwnLine, Report, SignOff
from lcweek_desktop.domain.rollup import Rollup, report_sums
from lcweek_desktop.services.report.freezing import freeze, report_state
from lcweek_desktop.services.summing.rollup import read_report
from lcweek_desktop.services.workspace.export import export_kind, write_file
from lcweek_desktop.services.workspace.workspace import Workspace

_WRITERS: Final = {".pdf": pdf_bytes, ".docx": docx_bytes}
_SHEETS: Final = ".xlsx"
KINDS: Final = (*_WRITERS, _SHEETS)
"""The endings of the files that a report can be written to."""


def print_report(
    workspace: Workspace,
    target: Path,
    *,
    sums: bool = False,
    final: bool = False,
    table_only: bool = False,
) -> None:
    """Write the report of `desk` to `target`, a PDF, DOCX or XLSX by its ending.

    `final`: freeze first, and print what the frozen revision stands for, its sums. Otherwise the report as it
    stands, with the figures of the units below only if `sums`; marked as a draft unless it is what was
    frozen. `table_only`: Phụ lục II by itself, as in a workbook anyway; sums are there unit by unit, too.
    Raises KnownError `export-…`, `report-errors`; the old file stays then.
    """
    kind = export_kind(target, KINDS)
    report, document = _printed(workspace, sums=sums, final=final)
    if kind == _SHEETS:
        write_file(target, xlsx_bytes(document, unit_tables(workspace.form, report) if sums or final else ()))
    else:
        write_file(target, _WRITERS[kind](replace(document, table_only=table_only)))


def report_pdf(workspace: Workspace, *, table_only: bool = False) -> bytes:
    """What would be printed now: the report as it stands, with the figures of the units below."""
    _, document = _printed(workspace, sums=True, final=False)
    return pdf_bytes(replace(document, table_only=table_only))


def final_document(workspace: Workspace, report: Report, signoff: SignOff) -> Document:
    """The document of a frozen revision, with its paper code."""
    code = _own_code(workspace, report)
    return composed_document(workspace, report, signoff, sums=True, draft=False, code=code)


def _printed(workspace: Workspace, *, sums: bool, final: bool) -> tuple[Report, Document]:
    if final:
        frozen, issue = freeze(workspace)
        report = read_report(frozen.report_bytes, workspace.form)
        return report, final_document(workspace, report, issue.signoff)
    now = report_state(workspace)
    is_frozen = now.frozen and (sums or not now.report.members)
    code = _own_code(workspace, now.report) if is_frozen else None
    return now.report, composed_document(
        workspace, now.report, now.draft.signoff, sums=sums, draft=not is_frozen, code=code
    )


def _own_code(workspace: Workspace, report: Report) -> PaperCode | None:
    frozen = workspace.store.revisions.get(workspace.unit.id, workspace.campaign, report.revision)
    return None if frozen is None else paper_code(frozen.paper, frozen.fingerprint, frozen.key)


def composed_document(
    workspace: Workspace,
    report: Report,
    signoff: SignOff,
    *,
    sums: bool,
    draft: bool,
    photos: Mapping[str, bytes] | None = None,
    code: PaperCode | None = None,
) -> Document:
    """`report` as a document; `sums` False leaves the members out. `photos`: JPEGs by SHA-256, None for those
    that are kept here. `code`: of what was signed, None for a draft."""
    content = report.content
    if photos is None:
        photos = {photo.sha256: workspace.store.blobs.get(photo.sha256) for photo in content.photos}
    document = compose(
        workspace.form,
        workspace.unit,
        content,
        letterhead(workspace.form, workspace.unit, workspace.units_above, signoff),
        figures=report_sums(workspace.form, report) if sums else content.figures,
        own_lines=list(_own_lines(report, sums)),
        photos=photos,
        draft=draft,
    )
    return replace(document, code=code)


def paper_code(payload: bytes, fingerprint: str, key: str) -> PaperCode:
    """What the paper of a frozen report shows: its signed payload, the letters of its fingerprint (hex)
    and of the key ("RW…") that signed it."""
    return PaperCode(payload, short_code(fingerprint), PublicKey.from_base64(key).short)


def _own_lines(report: Report, sums: bool) -> Iterator[tuple[OwnLine, str | None]]:
    """The unit's own lines, then its members' with the name of the unit that wrote each."""
    yield from ((line, None) for line in report.content.own_lines)
    if sums:
        below = Rollup(report.members, report.deducted).own_lines()
        yield from ((line, unit.name) for unit, line in below)
