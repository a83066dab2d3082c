"""What a receiver tells a unit of its report: accepted, or returned with remarks.

A judgement is a decision of the journal and can be taken back. It takes nothing out of a sum.
Source: docs/adr/0159-remarks-are-findings.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType

from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.domain.decisions import JournalEntry
from lcweek_desktop.domain.form import Cell, Form, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.lengths import MAX_LINE
from lcweek_desktop.domain.merge import Fingerprint
from lcweek_desktop.domain.receipt import (
    MAX_REMARKS,
    HeadingPlace,
    Judgement,
    PhotoPlace,
    ReceiptVerdict,
    Remark,
    RemarkPlace,
    remark_id,
    settled_by,
)
from lcweek_desktop.domain.rollup import walk_members
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.unit import Unit, UnitId
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.receiving.deciding import only_match
from lcweek_desktop.services.receiving.journal import record, record_together
from lcweek_desktop.services.receiving.remark_standings import is_about, last_report
from lcweek_desktop.services.summing.held_member import (
    as_member,
    read_report,
)
from lcweek_desktop.services.summing.rollup import listed_unit, rollup
from lcweek_desktop.services.summing.unit_reports import UnitReports, all_reports, unit_reports
from lcweek_desktop.services.workspace.workspace import Workspace, derived
from lcweek_desktop.storage import StoredReport


def accept(workspace: Workspace, unit_code: str, reason: str = "") -> Judgement:
    """Tell `unit_code` that its report that counts was accepted, which settles every remark.

    Raises KnownError `unit-unknown`, `receipt-none-held`, or `receipt-not-counted`; nothing is changed then.
    """
    unit, reports = _reports(workspace, unit_code)
    if reports.counted is None:
        raise KnownError("receipt-not-counted", name=unit.name)
    judgement = _acceptance(reports)
    record(workspace, unit.id, judgement, reason)
    return judgement


def accept_all(workspace: Workspace) -> tuple[Unit, ...]:
    """Tell every unit whose report counts directly here that it was accepted, unless it was told so; the
    units of these reports, by code. A unit that was told last to look at a report again is left to a person,
    also when it sent another one since."""
    accepted: list[Unit] = []
    answers: list[tuple[UnitId, Judgement]] = []
    told = {unit: judgements[-1] for unit, judgements in workspace.decisions.judgements.items()}
    for unit_id, reports in sorted(all_reports(workspace).items()):
        last = told.get(unit_id)
        if reports.counted is None or (last and last.verdict is ReceiptVerdict.RETURNED):
            continue
        counted = reports.report(reports.counted)
        if last is None or not is_about(last, counted):
            answers.append((unit_id, _acceptance(reports)))
        accepted.append(as_member(workspace, unit_id, counted).unit)
    record_together(workspace, answers, "")
    return tuple(accepted)


def give_back(
    workspace: Workspace,
    unit_code: str,
    said: Sequence[tuple[RemarkPlace, str]],
    *,
    settled: Collection[str] = (),
    report: str | None = None,
    reason: str = "",
) -> Judgement:
    """Return a report to `unit_code` with a remark for each pair of place and text in `said`.

    Remarks that were made before stay open but for those with the ids `settled`. `report` says which report
    as `only_match` takes it, None for the last one. It may stand in any way: it may count, wait, be old.
    Raises KnownError `unit-unknown`, `receipt-none-held`, `decide-unknown`, `decide-ambiguous`,
    `receipt-unknown-remark`, `receipt-text`, `receipt-too-many`, or `receipt-empty` when no remark would be
    open; nothing is changed then.
    """
    unit, reports = _reports(workspace, unit_code)
    held = chosen_report(reports, report) if report is not None else last_report(reports)
    number = receipt_number(workspace, unit.id) + 1
    remarks = {each.id: each for each in _made(held, unit, number, said)}
    known = settled_by(workspace.decisions.judgements.get(unit.id, ()))
    open_ids = {remark.id for remark, is_settled in known.items() if not is_settled}
    for wrong in sorted({*settled} - open_ids):
        raise KnownError("receipt-unknown-remark", name=unit.name, unit=unit.code, remark=wrong)
    left = len(open_ids - {*settled}) + len(remarks)
    if not left:
        raise KnownError("receipt-empty", name=unit.name)
    if left > MAX_REMARKS:
        raise KnownError("receipt-too-many", name=unit.name, limit=MAX_REMARKS)
    judgement = Judgement(
        fingerprint=held.version.id.fingerprint,
        revision=held.version.revision,
        verdict=ReceiptVerdict.RETURNED,
        remarks=tuple(remarks.values()),
        settled=frozenset(settled),
    )
    record(workspace, unit.id, judgement, reason)
    return judgement


def place_at(form: Form, written: str) -> RemarkPlace:
    """The place that is written as findings name it ("1.1.count", "narrative:I.1", "report"), a photo by its
    SHA-256 ("photo:9f86…"). Raises KnownError `receipt-place` for one that no report has."""
    kind, _, key = written.partition(":")
    row, _, measure = written.rpartition(".")
    cell = Cell(RowKey(row), MeasureKey(measure))
    if written == "report":
        return None
    if kind == "narrative" and key in form.heading_by_key:
        return HeadingPlace(HeadingKey(key))
    if kind == "photo" and len(key) == len(sha256_hex(b"")) and {*key} <= {*"0123456789abcdef"}:
        return PhotoPlace(key)
    if cell in form.cells:
        return cell
    raise KnownError("receipt-place", place=written)


def receipt_number(workspace: Workspace, unit: UnitId) -> int:
    """The number of the receipt that says what `unit` is told now, 0 while nothing was ever said: it rises
    with every judgement about the unit and with every one that is taken back."""
    entries = _judged(workspace).get(unit, ())
    return len(entries) + sum(entry.undone for entry in entries)


def judged_at(workspace: Workspace, unit: UnitId) -> str | None:
    """When the judgement in force about `unit` was made, the local time to the minute; None for none."""
    return next((each.at for each in reversed(_judged(workspace).get(unit, ())) if not each.undone), None)


def sums_above(workspace: Workspace, fingerprint: Fingerprint) -> tuple[str, ...]:
    """Sentences on the reports that contain the report `fingerprint`, so that they have to be made anew when
    it is corrected: those of units between, and the workspace's own last frozen one."""
    holders: dict[UnitId, tuple[str, int]] = {}
    members = dict(walk_members(rollup(workspace).members))
    for path, member in members.items():
        if member.fingerprint == fingerprint:
            for depth in range(1, len(path)):
                holder = members[path[:depth]]
                holders[holder.unit.id] = holder.unit.name, holder.revision
    lines = [sentence("above-member", name=name, revision=revision) for name, revision in holders.values()]
    with suppress(KnownError):  # a damaged or older form's own report is told elsewhere
        frozen = workspace.store.revisions.latest(workspace.unit.id, workspace.campaign)
        if frozen is not None:
            own = read_report(workspace.context, workspace.form, frozen.report)
            if any(member.fingerprint == fingerprint for _, member in walk_members(own.members)):
                lines.append(sentence("above-own", name=workspace.unit.name, revision=own.revision))
    return tuple(lines)


def _reports(workspace: Workspace, unit_code: str) -> tuple[Unit, UnitReports]:
    unit = listed_unit(workspace, unit_code)
    reports = unit_reports(workspace, unit.id)
    if not reports.reports and not reports.passed_over:
        raise KnownError("receipt-none-held", name=unit.name)
    return unit, reports


def chosen_report(reports: UnitReports, given: str) -> StoredReport:
    """The one of `reports` that `given` is, as `only_match` takes it. Raises KnownError `decide-unknown` or
    `decide-ambiguous`."""
    held = {each.version.id.fingerprint: each for each in (*reports.reports, *reports.passed_over)}
    return held[only_match(reports.unit.code, given, held)]


def _acceptance(reports: UnitReports) -> Judgement:
    assert reports.counted is not None
    held = reports.report(reports.counted)
    return Judgement(held.version.id.fingerprint, held.version.revision, ReceiptVerdict.ACCEPTED)


def _made(
    held: StoredReport, unit: Unit, number: int, said: Sequence[tuple[RemarkPlace, str]]
) -> Iterator[Remark]:
    for place, written in said:
        text = clean_line(written)
        if not text:
            raise KnownError("receipt-empty", name=unit.name)
        if len(text) > MAX_LINE:
            raise KnownError("receipt-text", text=text[:40], limit=MAX_LINE)
        fingerprint = held.version.id.fingerprint
        yield Remark(remark_id(unit, fingerprint, number, place, text), place, text)


@derived
def _judged(workspace: Workspace) -> Mapping[UnitId, Sequence[JournalEntry]]:
    """What was ever decided of the reports of each unit in the campaign, also what was taken back."""
    found: defaultdict[UnitId, list[JournalEntry]] = defaultdict(list)
    for entry in workspace.store.decisions.of(workspace.unit.id):
        if isinstance(entry.taken, Judgement) and entry.campaign == workspace.campaign:
            found[workspace.decisions.listed(entry.unit)].append(entry)
    return MappingProxyType({unit: tuple(entries) for unit, entries in found.items()})
