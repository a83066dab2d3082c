"""All that needs no judgment, done at once: files that can be placed by now are received again, and reports
about which there is nothing to look at are accepted.

No key is confirmed: that its letters are those of stamped paper, only a person sees.
Source: docs/adr/0165-safe-work-and-sudden-changes.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from lcweek_desktop.domain.checks import QUESTION_PLACE, CheckBasis, Finding, findings
from lcweek_desktop.domain.receipt import Judgement, ReceiptVerdict
from lcweek_desktop.domain.rollup import member_sums
from lcweek_desktop.domain.rules.rule import MEMBER_PLACE
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.incoming import receive_again
from lcweek_desktop.services.receiving.journal import record_together
from lcweek_desktop.services.receiving.placing import misplaced_unit
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.receiving.unknown_units import UNLISTED
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.report.checking import check_report
from lcweek_desktop.services.summing.held_member import form_of_report, is_of_other_edition, read_report
from lcweek_desktop.services.summing.open_questions import open_questions
from lcweek_desktop.services.summing.rollup import double_units, rollup
from lcweek_desktop.services.summing.unit_reports import UnitReports, all_reports
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import ReceivedFile, StoredReport

_PLACEABLE: Final = (*UNLISTED, "received-not-below")
"""The codes of files that were set aside only because their unit was not listed below this one."""
_OF_WORDS: Final = ("unit", "signoff", "opening", "narrative")
"""The kinds of places of findings about the paper and its words, on which no sum depends."""
_SAID: Final = (QUESTION_PLACE, "received:", MEMBER_PLACE)
"""The beginnings of the places of findings of the own report that are about a unit below; its code
follows."""
_EACH: Final = 20
"""So many reports are looked at in one step."""


@dataclass(frozen=True)
class SafeWork:
    """What needs no judgment now: `files` can be placed, `reports` can be accepted."""

    files: tuple[ReceivedFile, ...] = ()
    reports: tuple[tuple[UnitId, Judgement], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.files or self.reports)


class Looked(NamedTuple):
    """How far the search for safe work is: `done` of `total` reports were looked at."""

    done: int
    total: int


SafeStep: TypeAlias = Looked | SafeWork
"""What the search yields: how far it is, and at the end what it found."""


def safe_work(workspace: Workspace) -> SafeWork:
    """All that can be done now without judgment. Nothing is changed."""
    return next(step for step in find_safe_work(workspace) if isinstance(step, SafeWork))


def find_safe_work(workspace: Workspace) -> Iterator[SafeStep]:
    """The same in steps, as thousands of reports are read for it; the last one is the SafeWork."""
    candidates = [*_candidates(workspace)]
    reports: list[tuple[UnitId, Judgement]] = []
    for place, (unit, report) in enumerate(candidates, 1):
        if not _is_to_be_looked_at(workspace, report):
            version = report.version
            accepted = Judgement(version.id.fingerprint, version.revision, ReceiptVerdict.ACCEPTED)
            reports.append((unit, accepted))
        if place % _EACH == 0:
            yield Looked(place, len(candidates))
    yield SafeWork(tuple(_placeable(workspace)), tuple(reports))


class AcceptedReports(NamedTuple):
    """`reports` were accepted."""

    reports: int


def do_safe_work(workspace: Workspace, work: SafeWork) -> Iterator[ReceiveResult | AcceptedReports]:
    """Receive the files of `work` again, one by one, then accept its reports as one answer, which one undo
    takes back; a file that was received stays so.

    Only what was found is accepted, and of it only what still counts. Stopped before the end, it accepts
    nothing; the files that were received are not found again. Raises KnownError `store-blob-…` when a kept
    file is damaged; what was done before stays.
    """
    for file in work.files:
        yield receive_again(workspace, file)
    counted = {unit: reports.counted for unit, reports in all_reports(workspace).items()}
    answers = [
        (unit, accepted)
        for unit, accepted in work.reports
        if (held := counted.get(unit)) is not None and held.fingerprint == accepted.fingerprint
    ]
    record_together(workspace, answers, "")
    yield AcceptedReports(len(answers))


def _placeable(workspace: Workspace) -> Iterator[ReceivedFile]:
    """The files that were set aside because their unit was not listed below this one, which it is by now."""
    for file in workspace.store.received.of(workspace.unit.id, ReceiveVerdict.SET_ASIDE.value):
        sender = misplaced_unit(workspace, file) if file.code in _PLACEABLE else None
        if sender is not None and workspace.directory.is_below(sender.code, workspace.unit.code):
            yield file


def _candidates(workspace: Workspace) -> Iterator[tuple[UnitId, StoredReport]]:
    """The reports that count here under a compared key, of units about which nothing was said of this
    report and nothing is asked, by unit."""
    doubted = _doubted_units(workspace)
    for unit, reports in sorted(all_reports(workspace).items()):
        report = _settled_report(reports)
        if report is not None and unit.code not in doubted and not _is_judged(workspace, unit, report):
            yield unit, report


def _settled_report(reports: UnitReports) -> StoredReport | None:
    """The unit's own signed report that counts, if its key was compared and no other one waits."""
    if reports.counted is None or reports.is_provisional or reports.waiting:
        return None
    report = reports.report(reports.counted)
    return None if report.version.on_behalf or report.is_paper_only else report


def _is_judged(workspace: Workspace, unit: UnitId, report: StoredReport) -> bool:
    """Whether `report` was accepted, or the unit was told last to look at one again."""
    last = [*workspace.decisions.judgements.get(unit, ())][-1:]
    return any(
        each.verdict is ReceiptVerdict.RETURNED or each.fingerprint == report.version.id.fingerprint
        for each in last
    )


def _doubted_units(workspace: Workspace) -> set[str]:
    """The codes of the units about which something is asked, of which a number stands out in the sums, that
    count inside another unit's report, or whose scans do not show the paper of their report."""
    said = (finding.place for finding in check_report(workspace))
    found = {place.split(":")[1] for place in said if place.startswith(_SAID)}
    found |= {code for question in open_questions(workspace) for code in question.codes}
    found |= {unit.code for unit in double_units(rollup(workspace))}
    doubted = {file.report for file in workspace.store.received.of(workspace.unit.id) if file.doubts}
    for unit, reports in all_reports(workspace).items():
        if doubted & reports.fingerprints:
            found.add(unit.code)
    return found


def _is_to_be_looked_at(workspace: Workspace, report: StoredReport) -> bool:
    """Whether a check finds something in the numbers of `report`, or it cannot be checked by the
    present form."""
    if is_of_other_edition(workspace, report):
        return True
    try:
        body = workspace.store.stored_reports.body(report)
        read = read_report(workspace.context, workspace.form, body)
    except KnownError:
        return True
    form = form_of_report(workspace.context, workspace.form, read)
    below = member_sums(form, {}, read.members, read.deducted) if read.members else {}
    found = findings(CheckBasis(form, read.unit, members=below), read.content, report.signoff)
    return any(map(_is_of_weight, found))


def _is_of_weight(finding: Finding) -> bool:
    """Whether `finding` is about numbers or the whole report; also one that the unit accepted with a reason,
    which is for a person to read."""
    return finding.place.partition(":")[0] not in _OF_WORDS
