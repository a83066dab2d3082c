"""Holding a report that came, whatever brought it, and what that means for the sums."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import takewhile
from typing import Final

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.domain.editions import without_place
from lcweek_desktop.domain.merge import VersionStatus
from lcweek_desktop.domain.unit import Unit, UnitId
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.paper.scans import ScanCheck
from lcweek_desktop.services.receiving.deciding import bind_key, unconfirmed_keys
from lcweek_desktop.services.receiving.incoming_file import IncomingFile
from lcweek_desktop.services.receiving.outcome import (
    NEWER,
    NEWER_WAITS,
    Outcome,
    outcome_of_arrival,
    said_of_key,
)
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.summing.earlier_reports import told_numbers
from lcweek_desktop.services.summing.held_member import as_member, is_of_other_edition
from lcweek_desktop.services.summing.newer import newer_report
from lcweek_desktop.services.summing.rollup import double_units, rollup
from lcweek_desktop.services.summing.unit_reports import UnitReports, reports_with, unit_reports, units_under
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import StoredReport

KEY_ON_PAPER_NOTE: Final = "received-key-on-paper"
"""Code of the note that a file shows paper whose code the key of the report signed."""


def hold(file: IncomingFile, report: StoredReport, body: bytes | None, *, confirm_key: bool) -> Outcome:
    """Hold `report`, which `file` brought; what its arrival meant for its unit.

    `body` is its `report.json`, None for a report known from signed paper only. With `confirm_key` its key is
    confirmed if it waits for that. The file, whose bytes are among the blobs already, is recorded with it.
    All of it happens, or nothing.
    """
    workspace, store = file.workspace, file.workspace.store
    before = {unit: unit_reports(workspace, unit) for unit in units_under(workspace, report.unit)}
    with store.transaction():
        if body is None:
            store.stored_reports.put_paper(report)
        else:
            store.stored_reports.put(report, body)
        if confirm_key:
            _confirm_waiting_key(workspace, report)
        after = reports_with(workspace, report)
        outcome = outcome_of_arrival(report, before[after.unit], after)
        record_held(file, report, outcome)
    return outcome


def record_held(
    file: IncomingFile, report: StoredReport, outcome: Outcome, check: ScanCheck | None = None
) -> None:
    """Record `file` as the one that brought `report`; `check` is what its scans say, None without any."""
    entry = file.entry(outcome.verdict, outcome.code)
    entry = replace(entry, report=report.version.id.fingerprint)
    if check is not None:
        notes = (*entry.notes, *([KEY_ON_PAPER_NOTE] if check.has_code else []))
        entry = replace(entry, doubts=check.doubts, notes=notes)
    file.workspace.store.received.record(entry)


def held_result(file: IncomingFile, unit: Unit, report: StoredReport, outcome: Outcome) -> ReceiveResult:
    """What is said of `file`, whose `report`, which calls its unit `unit`, is held now."""
    reports, held_id = reports_with(file.workspace, report), report.version.id
    said = {
        "unit": reports.unit.code,
        "name": unit.name,
        "revision": report.version.revision,
        "key": PublicKey.from_base64(held_id.key).short,
        **said_of_key(file.workspace, reports.unit, held_id.key),
    }
    outcome, holder = _unless_left_out(file.workspace, reports, report, outcome)
    message = sentence(outcome.code, **said, holder=holder)
    editions = earlier_note(file.workspace, reports, report) if outcome.is_counting else ()
    provisional = provisional_note(reports, report) if outcome.is_counting else ()
    return ReceiveResult(
        file=file.path,
        verdict=outcome.verdict,
        code=outcome.code,
        message=" ".join(filter(None, (message, renaming(reports, report), *provisional, *editions))),
        unit=reports.unit.code,
        revision=report.version.revision,
        fingerprint=held_id.fingerprint,
        notes=file.notes,
    )


def renaming(reports: UnitReports, report: StoredReport) -> str:
    """The sentence that `report`, one of `reports`, has another name than the one that it follows; empty when
    it has not, when that one is not held, and when it is still to be said whose report it is."""
    name, previous = report.version.name, report.version.previous
    if reports.resolution.status.get(report.version.id) in (None, VersionStatus.ONE_CODE):
        return ""
    before = (each.version.name for each in reports.reports if each.version.id.fingerprint == previous)
    former = next(before, None)
    if name is None or former in (None, name):
        return ""
    return sentence("received-renamed", former=former, name=name)


def provisional_note(reports: UnitReports, report: StoredReport) -> tuple[str, ...]:
    """The sentence that `report`, one of `reports`, which is in the sums, counts although nobody compared its
    key with paper; none where that was done."""
    if not reports.is_provisional or reports.counted != report.version.id:
        return ()
    return (sentence("received-provisional", key=PublicKey.from_base64(report.version.id.key).short),)


def earlier_note(workspace: Workspace, reports: UnitReports, report: StoredReport) -> tuple[str, ...]:
    """The sentence that `report`, one of `reports`, which is in the sums, was made by another edition of the
    campaign, with its numbers that have no place there; none of a report of the present one."""
    if not is_of_other_edition(workspace, report):
        return ()
    left = without_place(workspace.form, as_member(workspace, reports.unit, report))
    if not left:
        return (sentence("received-earlier"),)
    return (sentence("received-earlier-left", numbers=told_numbers(left)),)


def _confirm_waiting_key(workspace: Workspace, report: StoredReport) -> None:
    reports = reports_with(workspace, report)
    if report.version.id.key in unconfirmed_keys(reports, VersionStatus.KEY_PENDING):
        bind_key(workspace, reports.unit, report.version.id.key)


def _unless_left_out(
    workspace: Workspace, reports: UnitReports, report: StoredReport, outcome: Outcome
) -> tuple[Outcome, str]:
    """`outcome` and "", unless the unit counts inside the report of a unit between it and this one; then its
    `as_double`, or NEWER with the name of that unit when the older report counts there.

    Damage in the stored reports of other units does not stop receiving: `outcome` is returned then.
    """
    with suppress(KnownError):
        if outcome.is_counting and _is_unit_between_held(workspace, report.unit):
            newer = newer_report(workspace, reports.unit)
            if newer is not None:
                return NEWER_WAITS if newer.is_waiting else NEWER, newer.holder_name
            if reports.unit in double_units(rollup(workspace)):
                return outcome.as_double, ""
    return outcome, ""


def _is_unit_between_held(workspace: Workspace, unit: UnitId) -> bool:
    """Whether a report is held of any unit that `unit` reports to below this one."""
    above = workspace.directory.ancestors(unit.code)
    between = takewhile(lambda code: code != workspace.unit.code, above)
    held = workspace.store.stored_reports
    return any(
        held.of_unit(workspace.unit.id, workspace.campaign, UnitId(unit.edition, code)) for code in between
    )
