"""Holding a report that came, whatever brought it, and what that means for the sums."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import takewhile

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.domain.merge import VersionStatus
from lcweek_desktop.domain.unit import Unit, UnitId
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.receiving.deciding import bind_key
from lcweek_desktop.services.receiving.incoming_file import IncomingFile
from lcweek_desktop.services.receiving.outcome import Outcome, outcome_of_arrival
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.summing.rollup import double_units, rollup, unit_reports
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import StoredReport


def hold(file: IncomingFile, report: StoredReport, body: bytes | None, *, confirm_key: bool) -> Outcome:
    """Hold `report`, which `file` brought; what its arrival meant for its unit.

    `body` is its `report.json`, None for a report known from signed paper only. With `confirm_key` its key is
    confirmed if it waits for that. The file, whose bytes are among the blobs already, is recorded with it.
    All of it happens, or nothing.
    """
    workspace, store = file.workspace, file.workspace.store
    before = unit_reports(workspace, report.unit)
    with store.transaction():
        if body is None:
            store.stored_reports.put_paper(report)
        else:
            store.stored_reports.put(report, body)
        if confirm_key:
            _confirm_waiting_key(workspace, report)
        outcome = outcome_of_arrival(report, before, unit_reports(workspace, report.unit))
        record_held(file, report, outcome)
    return outcome


def record_held(
    file: IncomingFile, report: StoredReport, outcome: Outcome, doubts: tuple[str, ...] = ()
) -> None:
    """Record `file` as the one that brought `report`; `doubts` are sentences on its scans."""
    entry = file.entry(outcome.verdict, outcome.code)
    fingerprint = report.version.id.fingerprint
    file.workspace.store.received.record(replace(entry, report=fingerprint, doubts=doubts))


def held_result(file: IncomingFile, unit: Unit, report: StoredReport, outcome: Outcome) -> ReceiveResult:
    """What is said of `file`, whose `report` of `unit` is held now."""
    outcome = _unless_double(file.workspace, report.unit, outcome)
    held_id, revision = report.version.id, report.version.revision
    key = PublicKey.from_base64(held_id.key).short
    message = sentence(outcome.code, unit=unit.code, name=unit.name, revision=revision, key=key)
    return ReceiveResult(
        file=file.path,
        verdict=outcome.verdict,
        code=outcome.code,
        message=message,
        unit=unit.code,
        revision=revision,
        fingerprint=held_id.fingerprint,
        notes=file.notes,
    )


def _confirm_waiting_key(workspace: Workspace, report: StoredReport) -> None:
    status = unit_reports(workspace, report.unit).resolution.status.get(report.version.id)
    if status is VersionStatus.KEY_PENDING:
        bind_key(workspace, report.unit, report.version.id.key)


def _unless_double(workspace: Workspace, unit: UnitId, outcome: Outcome) -> Outcome:
    """`outcome`, or its `as_double` when the unit counts inside the report of a unit between it and this one.

    Damage in the stored reports of other units does not stop receiving: `outcome` is returned then.
    """
    with suppress(KnownError):
        if (
            outcome.is_counting
            and _is_unit_between_held(workspace, unit)
            and unit in double_units(rollup(workspace))
        ):
            return outcome.as_double
    return outcome


def _is_unit_between_held(workspace: Workspace, unit: UnitId) -> bool:
    """Whether a report is held of any unit that `unit` reports to below this one."""
    ancestors = workspace.directory.ancestors(unit.code)
    between = takewhile(lambda code: code != workspace.unit.code, ancestors)
    held = workspace.store.stored_reports
    return any(
        held.of_unit(workspace.unit.id, workspace.campaign, UnitId(unit.edition, code)) for code in between
    )
