"""What a receiver tells a unit of its report: accepted, or returned with remarks; and how each remark stands.

A judgement is a decision of the journal and can be taken back. It takes nothing out of a sum.
Source: docs/adr/0159-remarks-are-findings.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.domain.decisions import JournalEntry
from lcweek_desktop.domain.form import Cell, Form, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.lengths import MAX_LINE
from lcweek_desktop.domain.merge import Fingerprint
from lcweek_desktop.domain.narrative import to_printed_text
from lcweek_desktop.domain.receipt import (
    MAX_REMARKS,
    HeadingPlace,
    Judgement,
    PhotoPlace,
    ReceiptVerdict,
    Remark,
    RemarkPlace,
    RemarkState,
    remark_id,
    settled_by,
)
from lcweek_desktop.domain.remark_places import place_name
from lcweek_desktop.domain.report import Content, Figures
from lcweek_desktop.domain.rollup import report_sums, walk_members
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.unit import Unit, UnitId
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.receiving.deciding import only_match
from lcweek_desktop.services.receiving.journal import record
from lcweek_desktop.services.summing.held_member import (
    as_member,
    form_of_paper,
    form_of_report,
    read_report,
)
from lcweek_desktop.services.summing.rollup import listed_unit, rollup
from lcweek_desktop.services.summing.unit_reports import UnitReports, all_reports, unit_reports
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import StoredReport

_BLANK: Final = "để trống"
_NO_PHOTO: Final = "không còn ảnh này"


@dataclass(frozen=True)
class RemarkStanding:
    """A remark as it stands now.

    `place` names its place in words. `before` is what the report that it is about has there, `after` what the
    last report of the unit has, as both are read; `after` is None until another report came. `answer` is what
    the unit says to it, empty where it says nothing.
    """

    remark: Remark
    state: RemarkState
    place: str
    before: str
    after: str | None = None
    answer: str = ""


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
    """Tell every unit whose report counts directly here, and was not judged yet, that it was accepted; the
    units whose last report is accepted now, by code."""
    accepted: list[Unit] = []
    judgements = workspace.decisions.judgements
    with workspace.store.transaction():
        for unit_id, reports in sorted(all_reports(workspace).items()):
            if reports.counted is None:
                continue
            last = judgements.get(unit_id, ())[-1:]
            counted = reports.counted.fingerprint
            if not last or last[0].fingerprint != counted:
                record(workspace, unit_id, _acceptance(reports), "")
            elif last[0].verdict is ReceiptVerdict.RETURNED:
                continue
            accepted.append(as_member(workspace, unit_id, reports.report(reports.counted)).unit)
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
    held = chosen_report(reports, report) if report is not None else _last(reports)
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
    entries = _judged(workspace, unit)
    return len(entries) + sum(entry.undone for entry in entries)


def judged_at(workspace: Workspace, unit: UnitId) -> str | None:
    """When the judgement in force about `unit` was made, the local time to the minute; None for none."""
    return next((each.at for each in reversed(_judged(workspace, unit)) if not each.undone), None)


def last_judgement(workspace: Workspace, unit: UnitId) -> Judgement | None:
    """The judgement in force about `unit`; None while there is none."""
    return next(reversed(workspace.decisions.judgements.get(unit, ())), None)


def remark_standings(workspace: Workspace, reports: UnitReports) -> tuple[RemarkStanding, ...]:
    """Every remark about the unit of `reports`, in the order in which they were made."""
    judgements = workspace.decisions.judgements.get(reports.unit, ())
    judged = {remark: judgement for judgement in judgements for remark in judgement.remarks}
    held = [*reports.reports, *reports.passed_over]
    if not judged or not held:
        return ()
    last = _last(reports)
    now = HeldReading.of(workspace, reports.unit, last)
    found: list[RemarkStanding] = []
    for remark, is_settled in settled_by(judgements).items():
        about = next((each for each in held if _is_about(judged[remark], each)), last)
        then = now if about is last else HeldReading.of(workspace, reports.unit, about)
        is_later = about is not last and last.version.revision >= about.version.revision
        standing = _standing(workspace.form, remark, then, now if is_later else None)
        found.append(replace(standing, state=RemarkState.SETTLED) if is_settled else standing)
    return tuple(found)


def judgement_line(workspace: Workspace, reports: UnitReports, report: StoredReport) -> str:
    """What the unit was told of `report`, one of `reports`, in a sentence; empty where it was told nothing
    of it."""
    judgement = last_judgement(workspace, reports.unit)
    if judgement is None or not _is_about(judgement, report):
        return ""
    if judgement.verdict is ReceiptVerdict.ACCEPTED:
        return sentence("judged-accepted")
    found = [each.state for each in remark_standings(workspace, reports)]
    count = sum(state is not RemarkState.SETTLED for state in found)
    return sentence("judged-returned", count=count, answered=found.count(RemarkState.ANSWERED))


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


@dataclass(frozen=True)
class HeldReading:
    """A held report as it is read. `figures` are its sums; `content` is None where only its paper came."""

    form: Form
    unit: Unit
    figures: Figures
    content: Content | None

    @classmethod
    def of(cls, workspace: Workspace, unit: UnitId, held: StoredReport) -> HeldReading:
        """The report `held`, which is listed as `unit`. Raises KnownError `store-hash` or `store-form`."""
        if held.is_paper_only:
            member = as_member(workspace, unit, held)
            return cls(form_of_paper(workspace, held.paper), member.unit, member.figures, None)
        report = read_report(workspace.context, workspace.form, workspace.store.stored_reports.body(held))
        form = form_of_report(workspace.context, workspace.form, report)
        return cls(form, report.unit, report_sums(form, report), report.content)

    def text(self, place: RemarkPlace) -> str:
        """What stands at `place`; empty for the report as a whole."""
        match place:
            case Cell():
                return self._figure(place) or _BLANK if place in self.form.cells else _BLANK
            case HeadingPlace(heading=heading):
                written = {} if self.content is None else self.content.narrative
                return to_printed_text(written.get(heading, ()), self._figure) or _BLANK
            case PhotoPlace(sha256=sha256):
                photos = () if self.content is None else self.content.photos
                return next((each.caption or "có ảnh" for each in photos if each.sha256 == sha256), _NO_PHOTO)
        return ""

    def answer(self, remark: Remark) -> str:
        """What the report says to `remark`; empty where it says nothing."""
        accepted = () if self.content is None else self.content.accepted
        return next((each.reason for each in accepted if each.check == remark.check), "")

    def _figure(self, cell: Cell) -> str:
        return self.form.text_of(cell, displayed_value(self.form, self.figures, cell))


def _standing(form: Form, remark: Remark, then: HeldReading, now: HeldReading | None) -> RemarkStanding:
    """How `remark` about the report `then` stands after the later report `now`, None until there is one."""
    place, before = place_name(form, then.unit, remark.place, then.content), then.text(remark.place)
    if now is None:
        return RemarkStanding(remark, RemarkState.OPEN, place, before)
    after, answer = now.text(remark.place), now.answer(remark)
    state = RemarkState.ANSWERED if answer or before != after else RemarkState.OPEN
    return RemarkStanding(remark, state, place, before, after, answer)


def _is_about(judgement: Judgement, report: StoredReport) -> bool:
    return report.version.id.fingerprint == judgement.fingerprint


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


def _last(reports: UnitReports) -> StoredReport:
    """The report of the highest revision; of several the one that counts, then the one that came last."""
    held = [*reports.passed_over, *reports.reports]
    return max(
        enumerate(held),
        key=lambda each: (each[1].version.revision, each[1].version.id == reports.counted, each[0]),
    )[1]


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


def _judged(workspace: Workspace, unit: UnitId) -> Sequence[JournalEntry]:
    """What was ever decided of reports of `unit` in the campaign, also what was taken back."""
    decisions = workspace.decisions
    return [
        entry
        for entry in workspace.store.decisions.of(workspace.unit.id)
        if isinstance(entry.taken, Judgement)
        and entry.campaign == workspace.campaign
        and decisions.listed(entry.unit) == unit
    ]
