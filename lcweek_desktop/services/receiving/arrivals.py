"""What was received and where it stands now, read from what is stored: a restart changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeAlias, cast

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.domain.form import Cell, Form
from lcweek_desktop.domain.merge import VersionId, VersionStatus
from lcweek_desktop.domain.unit import Directory, Unit, UnitId
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.paper.reading import PaperReading
from lcweek_desktop.services.paper.verdict import PaperVerdict
from lcweek_desktop.services.receiving.disputes import differences
from lcweek_desktop.services.receiving.incoming import (
    COUNTING,
    DOUBLE,
    DOUBTS,
    NOTES,
    REPORT,
    UNFILED,
    ReceiveResult,
)
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.unknown_units import unknown_unit
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.summing.rollup import UnitReports, all_reports, as_member, double_units, rollup
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import ReceivedFile, StoredReport

Changes: TypeAlias = tuple[tuple[Cell, int | None, int | None], ...]
"""Cells in the form's order, each with what the other report says and what this one says; None for blank."""


@dataclass(frozen=True)
class Arrival:
    """A received report, or a file that was set aside or not read: then `held_id` is None, and `unit` when
    neither the directory nor the file (`Need.UNKNOWN_UNIT`) names it. `key`: the 4 × 4 letters. `other`: the
    revision that `changes` are measured against; None when there is nothing to compare, as of paper whose file is not
    here: then they are all its figures. `scans`: how many came along; `on_paper`: known from one alone;
    `doubts` where they are not of this
    report's paper.
    `sentence` may go on over lines, with what other programs did to its PDF."""

    need: Need
    file: str
    sentence: str
    unit: Unit | None = None
    held_id: VersionId | None = None
    revision: int | None = None
    key: str = ""
    other: int | None = None
    changes: Changes = ()
    scans: int = 0
    on_paper: bool = False
    doubts: tuple[str, ...] = ()


_NEEDS: Final = {
    VersionStatus.KEY_PENDING: (Need.KEY, "received-key-pending"),
    VersionStatus.KEY_SUPERSEDED: (Need.SET_ASIDE, "received-key-superseded"),
    VersionStatus.FEWER_CELLS: (Need.DECISION, "received-fewer-cells"),
    VersionStatus.CONFLICT: (Need.DECISION, "received-conflict"),
    VersionStatus.OLD: (Need.OLD, "received-old"),
    VersionStatus.REFUSED: (Need.OLD, "received-refused"),
}


def arrivals(workspace: Workspace) -> tuple[Arrival, ...]:
    """All that `desk` received and holds or set aside, by need, then by unit and revision."""
    known = workspace.directory
    found = [*_held(workspace), *_set_aside(workspace, known)]
    return tuple(sorted(found, key=_place))


def unread(receipt: ReceiveResult) -> Arrival:
    """What is told of a file that could not be read as a report, or of paper that needs a look."""
    need = Need.PAPER if receipt.verdict is ReceiveVerdict.PAPER else Need.UNREADABLE
    arrival = Arrival(need, receipt.file.name, receipt.message, revision=receipt.revision)
    return arrival if receipt.reading is None else _on_paper(arrival, receipt.reading)


def _on_paper(arrival: Arrival, reading: PaperReading) -> Arrival:
    arrival = replace(arrival, unit=reading.unit)
    if reading.verdict is PaperVerdict.DIFFERS:
        cells = tuple((each.cell, each.file, each.paper) for each in reading.differences)
        return replace(arrival, changes=cells, other=reading.revision)
    if reading.verdict in (PaperVerdict.NO_FILE, PaperVerdict.KEY_UNKNOWN) and reading.figures is not None:
        return replace(arrival, changes=tuple((cell, None, n) for cell, n in reading.figures.items()))
    return arrival


def _place(arrival: Arrival) -> tuple[int, str, int, str]:
    code = "" if arrival.unit is None else arrival.unit.code
    return [*Need].index(arrival.need), code, arrival.revision or 0, arrival.file


def _held(workspace: Workspace) -> Iterator[Arrival]:
    received = workspace.store.received.of(workspace.unit.id)
    files = {file.sha256: file for file in received}
    copies: defaultdict[object, list[ReceivedFile]] = defaultdict(list)
    for each in received:
        copies[each.context.get(REPORT)].append(each)
    left_out = double_units(rollup(workspace))
    for reports in all_reports(workspace).values():
        for report in (*reports.reports, *reports.passed_over):
            arrival = _arrival(workspace.context, workspace.form, reports, report, left_out)
            said = (
                arrival.sentence,
                *_unfiled(report),
                *_copies_told(report, copies[report.version.id.fingerprint]),
            )
            arrival = replace(arrival, sentence="\n".join(said))
            file = files.get(report.file or "")
            yield replace(arrival, file=file.name, doubts=_kept(file, DOUBTS)) if file else arrival


def _unfiled(report: StoredReport) -> Iterator[str]:
    if report.is_paper_only:
        yield sentence(UNFILED)


def _copies_told(report: StoredReport, copies: Iterable[ReceivedFile]) -> Iterator[str]:
    """What other programs did to the files that brought `report`, each named but the one shown with it."""
    for file in copies:
        shown = "" if file.sha256 == report.file else f"{file.name}: "
        yield from (f"{shown}{note}" for note in _notes(file))


def _arrival(
    context: AppContext,
    form: Form,
    reports: UnitReports,
    report: StoredReport,
    left_out: Collection[UnitId],
) -> Arrival:
    member = as_member(context, form, report)
    other = _other(reports, report)
    need, code = _need(reports, report, other)
    if code in COUNTING and reports.unit in left_out:
        code = DOUBLE
    changes: Changes = ()
    if other is not None:
        found = differences(form, as_member(context, form, other).figures, member.figures)
        changes = tuple((cell, before, now) for cell, (before, now) in found.items())
    key = PublicKey.from_base64(report.version.id.key).short
    revision = report.version.revision
    said = sentence(code, unit=member.unit.code, name=member.unit.name, revision=revision, key=key)
    return Arrival(
        need=need,
        file="",
        sentence=said,
        unit=member.unit,
        held_id=report.version.id,
        revision=revision,
        key=key,
        other=None if other is None else other.version.revision,
        changes=changes,
        scans=len(report.scans),
        on_paper=report.is_paper_only,
    )


def _need(reports: UnitReports, report: StoredReport, other: StoredReport | None) -> tuple[Need, str]:
    if report in reports.passed_over:
        return Need.SET_ASIDE, "received-paper-overlap"
    status = reports.resolution.status[report.version.id]
    if status is not VersionStatus.COUNTED:
        return _NEEDS[status]
    if other is not None:
        return Need.CHANGED, "received-superseded"
    return Need.NEW, "received-gap" if reports.resolution.gap else "received-accepted"


def _other(reports: UnitReports, report: StoredReport) -> StoredReport | None:
    """What `report` is compared with: its rival, what counts in its place, or what it took the place of."""
    status = reports.resolution.status
    mine, counted = report.version, reports.resolution.counted
    if report in reports.passed_over:
        return None
    if status[mine.id] is VersionStatus.CONFLICT:
        rivals = [each for each in reports.reports if each is not report and _rivals(each, report, reports)]
        return rivals[0] if rivals else None
    if mine.id != counted:
        return None if counted is None else reports.report(counted)
    below = [
        each
        for each in reports.reports
        if each.version.revision <= mine.revision
        and each.version.id.fingerprint != mine.id.fingerprint
        and status[each.version.id] in (VersionStatus.OLD, VersionStatus.REFUSED)
    ]
    return max(below, key=lambda each: each.version.revision, default=None)


def _rivals(one: StoredReport, other: StoredReport, reports: UnitReports) -> bool:
    disputed = reports.resolution.status[one.version.id] is VersionStatus.CONFLICT
    return disputed and one.version.revision == other.version.revision


def _set_aside(workspace: Workspace, known: Directory) -> Iterator[Arrival]:
    for file in workspace.store.received.of(workspace.unit.id, ReceiveVerdict.SET_ASIDE.value):
        if REPORT not in file.context:  # a report that is held says itself why it does not count
            yield _aside(workspace, file, known)


def _aside(workspace: Workspace, file: ReceivedFile, known: Directory) -> Arrival:
    said = "\n".join((sentence(file.code, **file.context), *_notes(file)))
    if (unknown := unknown_unit(workspace, known, file)) is not None:
        return Arrival(Need.UNKNOWN_UNIT, file.name, said, unknown)
    code = cast(str, file.context.get("unit", ""))
    unit = next((unit for name, unit in known.units.items() if name == code), None)
    return Arrival(Need.SET_ASIDE, file.name, said, unit)


def _notes(file: ReceivedFile) -> Iterator[str]:
    return map(sentence, _kept(file, NOTES))


def _kept(file: ReceivedFile, name: str) -> tuple[str, ...]:
    return tuple(cast("list[str]", file.context.get(name, [])))
