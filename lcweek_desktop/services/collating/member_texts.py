"""The narratives of the units below whose reports count, as pieces. Source: docs/collation.md, Pieces."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType

from lcweek_desktop.domain.collation import MemberText
from lcweek_desktop.domain.form import Cell, Form
from lcweek_desktop.domain.pieces import pieces
from lcweek_desktop.domain.report import Report
from lcweek_desktop.domain.rollup import report_sums
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.unit import Unit, UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.summing.held_member import form_of_report, read_report
from lcweek_desktop.services.summing.unit_reports import UnitReports, all_reports
from lcweek_desktop.services.workspace.workspace import Workspace, derived


@derived
def member_texts(workspace: Workspace) -> Mapping[UnitId, MemberText]:
    """What each unit directly below wrote in the report of it that counts, in the order of the units' codes.
    A unit known from paper alone wrote nothing that is here; one whose file is damaged is left out."""
    found: dict[UnitId, MemberText] = {}
    for unit, reports in sorted(all_reports(workspace).items()):
        with suppress(KnownError):  # a damaged file is told at Tiếp nhận
            text = _member_text(workspace, unit, reports)
            if text is not None:
                found[unit] = text
    return MappingProxyType(found)


def _member_text(workspace: Workspace, unit: UnitId, reports: UnitReports) -> MemberText | None:
    """None where no report with a narrative counts."""
    if reports.counted is None:
        return None
    held = reports.report(reports.counted)
    if held.is_paper_only:
        return None
    context, version = workspace.context, held.version.id
    if version not in context.texts:
        report = read_report(context, workspace.form, context.store.stored_reports.body(held))
        form = form_of_report(context, workspace.form, report)
        context.texts[version] = _read(form, report, version.fingerprint)
    text = context.texts[version]
    listed = Unit(unit, reports.shown_name or text.unit.name, text.unit.level, text.unit.parent)
    return text if listed == text.unit else replace(text, unit=listed)


def _read(form: Form, report: Report, fingerprint: str) -> MemberText:
    sums = report_sums(form, report)

    def figure(cell: Cell) -> str:
        return form.text_of(cell, displayed_value(form, sums, cell))

    found = {
        key: pieces(text, figure, form.heading_by_key[key].documents)
        for key, text in report.content.narrative.items()
    }
    return MemberText(report.unit, report.revision, fingerprint, MappingProxyType(found))
