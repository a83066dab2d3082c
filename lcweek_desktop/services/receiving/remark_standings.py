"""How the remarks about a unit's reports stand, as its receiver sees them: old value, new value, answer.

Nothing of it is stored: it follows from the reports that are held and what was decided.
Source: docs/adr/0159-remarks-are-findings.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from lcweek_desktop.domain.form import Cell, Form
from lcweek_desktop.domain.narrative import to_printed_text
from lcweek_desktop.domain.receipt import (
    HeadingPlace,
    Judgement,
    PhotoPlace,
    ReceiptVerdict,
    Remark,
    RemarkPlace,
    RemarkState,
    settled_by,
)
from lcweek_desktop.domain.remark_places import place_name
from lcweek_desktop.domain.report import Content, Figures
from lcweek_desktop.domain.rollup import report_sums
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.unit import Unit, UnitId
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.summing.held_member import (
    as_member,
    form_of_paper,
    form_of_report,
    read_report,
)
from lcweek_desktop.services.summing.unit_reports import UnitReports
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


def remark_standings(workspace: Workspace, reports: UnitReports) -> tuple[RemarkStanding, ...]:
    """Every remark about the unit of `reports`, in the order in which they were made."""
    judgements = workspace.decisions.judgements.get(reports.unit, ())
    judged = {remark: judgement for judgement in judgements for remark in judgement.remarks}
    held = [*reports.reports, *reports.passed_over]
    if not judged or not held:
        return ()
    last = last_report(reports)
    now = HeldReading.of(workspace, reports.unit, last)
    found: list[RemarkStanding] = []
    for remark, is_settled in settled_by(judgements).items():
        about = next((each for each in held if is_about(judged[remark], each)), last)
        then = now if about is last else HeldReading.of(workspace, reports.unit, about)
        is_later = about is not last and last.version.revision >= about.version.revision
        standing = _standing(workspace.form, remark, then, now if is_later else None)
        found.append(replace(standing, state=RemarkState.SETTLED) if is_settled else standing)
    return tuple(found)


def judgement_lines(workspace: Workspace, reports: UnitReports, report: StoredReport) -> tuple[str, ...]:
    """What the unit was told of `report`, one of `reports`, in a sentence; of the last report after one that
    was returned, how it answers each remark. None where there is nothing to say."""
    judgement = last_judgement(workspace, reports.unit)
    if judgement is None:
        return ()
    if is_about(judgement, report) and judgement.verdict is ReceiptVerdict.ACCEPTED:
        return (sentence("judged-accepted"),)
    if not is_about(judgement, report) and report is not last_report(reports):
        return ()
    found = [each for each in remark_standings(workspace, reports) if each.state is not RemarkState.SETTLED]
    answered = sum(each.state is RemarkState.ANSWERED for each in found)
    if is_about(judgement, report):
        return (sentence("judged-returned", count=len(found), answered=answered),)
    if not found:
        return ()
    said = sentence("judged-answered", count=len(found), answered=answered)
    return (said, *map(_standing_line, found))


def last_judgement(workspace: Workspace, unit: UnitId) -> Judgement | None:
    """The judgement in force about `unit`; None while there is none."""
    return next(reversed(workspace.decisions.judgements.get(unit, ())), None)


def last_report(reports: UnitReports) -> StoredReport:
    """The report of the highest revision; of several the one that counts, then the one that came last."""
    held = [*reports.passed_over, *reports.reports]
    return max(
        enumerate(held),
        key=lambda each: (each[1].version.revision, each[1].version.id == reports.counted, each[0]),
    )[1]


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


def _standing_line(each: RemarkStanding) -> str:
    about = {"place": each.place, "text": each.remark.text}
    answer = each.answer or "không có câu trả lời"
    if each.state is RemarkState.OPEN:
        return sentence("remark-waits", **about)
    if each.before == each.after:
        return sentence("remark-kept", **about, answer=answer)
    return sentence("remark-changed", **about, before=each.before, after=each.after, answer=answer)


def is_about(judgement: Judgement, report: StoredReport) -> bool:
    """Whether `judgement` is about `report`; also where that was known from its paper alone then, and its
    file has come since."""
    return report.version.id.fingerprint.startswith(judgement.fingerprint)
