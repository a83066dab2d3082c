"""Reports in the sums that differ from the unit's report before as a slip does; a person is asked about them.

Source: docs/adr/0165-safe-work-and-sudden-changes.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Final, NamedTuple

from lcweek_desktop.domain.merge import VersionStatus
from lcweek_desktop.domain.report import Member
from lcweek_desktop.domain.sudden_changes import SuddenCells, sudden_cells
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.summing.held_member import member_in_form
from lcweek_desktop.services.summing.unit_reports import UnitReports, all_reports
from lcweek_desktop.services.workspace.workspace import Workspace, derived
from lcweek_desktop.storage import StoredReport

_BEFORE: Final = (VersionStatus.OLD, VersionStatus.REFUSED)


class SuddenChange(NamedTuple):
    """The report `after` of a unit, which counts, looks like a slip against the one before it in `cells`."""

    before: Member
    after: Member
    cells: SuddenCells


@derived
def sudden_changes(workspace: Workspace) -> Mapping[UnitId, SuddenChange]:
    """What is to be asked of the reports that count, by unit: nothing where a person chose the report,
    accepted or returned it, and nothing against what was only typed on its behalf. A damaged report is
    told of elsewhere."""
    found: dict[UnitId, SuddenChange] = {}
    for unit, reports in sorted(all_reports(workspace).items()):
        before = _report_before(reports)
        if before is not None and not _is_looked_at(workspace, reports):
            with suppress(KnownError):
                change = _change(workspace, reports, before)
                if change.cells.cells:
                    found[unit] = change
    return MappingProxyType(found)


def _report_before(reports: UnitReports) -> StoredReport | None:
    """The report that counted before the one that counts; None where there is none."""
    if reports.counted is None:
        return None
    counted, status = reports.report(reports.counted).version, reports.resolution.status
    if counted.on_behalf:
        return None
    earlier = (
        each
        for each in reports.reports
        if each.version.revision < counted.revision
        and not each.version.on_behalf
        and status[each.version.id] in _BEFORE
    )
    return max(earlier, key=lambda each: each.version.revision, default=None)


def _is_looked_at(workspace: Workspace, reports: UnitReports) -> bool:
    """Whether a person decided about the report that counts."""
    assert reports.counted is not None
    counted = reports.counted.fingerprint
    judged = (each.fingerprint for each in workspace.decisions.judgements.get(reports.unit, ()))
    chosen = (each.chosen for each in reports.decisions)
    return any(counted.startswith(each) for each in (*judged, *chosen))


def _change(workspace: Workspace, reports: UnitReports, before: StoredReport) -> SuddenChange:
    assert reports.counted is not None
    counted = reports.report(reports.counted)
    one, other = (member_in_form(workspace, reports.unit, each) for each in (before, counted))
    cells = sudden_cells(workspace.form.stored_cells, one.figures, other.figures)
    return SuddenChange(one, other, cells)
