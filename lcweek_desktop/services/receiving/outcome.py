"""What the standing of a report means to its receiver: the verdict on its file, its need, its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.domain.merge import VersionId, VersionStatus
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.summing.unit_reports import UnitReports, told
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import StoredReport


class Outcome(NamedTuple):
    """What a report means to its receiver.

    `verdict` is said of the file on arrival, `need` is what the report needs of a person from then on, and
    `code` is the catalogue's code of the sentence.
    """

    verdict: ReceiveVerdict
    need: Need
    code: str

    @property
    def is_counting(self) -> bool:
        """Whether the sentence says that the report's figures are in the sums now."""
        return self.code in _COUNTING_CODES

    @property
    def as_double(self) -> Outcome:
        """This outcome with the sentence for a report whose unit counts inside another unit's report."""
        return self._replace(code="received-double")


OUTCOMES: Final[Mapping[VersionStatus, Outcome]] = {
    VersionStatus.COUNTED: Outcome(ReceiveVerdict.ACCEPTED, Need.NEW, "received-accepted"),
    VersionStatus.OLD: Outcome(ReceiveVerdict.OLD, Need.OLD, "received-old"),
    VersionStatus.REFUSED: Outcome(ReceiveVerdict.OLD, Need.OLD, "received-refused"),
    VersionStatus.FEWER_CELLS: Outcome(ReceiveVerdict.NEEDS_DECISION, Need.DECISION, "received-fewer-cells"),
    VersionStatus.CONFLICT: Outcome(ReceiveVerdict.CONFLICT, Need.DECISION, "received-conflict"),
    VersionStatus.KEY_PENDING: Outcome(ReceiveVerdict.NEEDS_DECISION, Need.KEY, "received-key-pending"),
    VersionStatus.KEY_SUPERSEDED: Outcome(
        ReceiveVerdict.SET_ASIDE, Need.SET_ASIDE, "received-key-superseded"
    ),
    VersionStatus.ONE_CODE: Outcome(ReceiveVerdict.NEEDS_DECISION, Need.ONE_CODE, "received-one-code"),
}
"""What each status means by itself; the functions below say what the unit's other reports add to it."""

NEWER: Final = Outcome(ReceiveVerdict.NEEDS_DECISION, Need.NEWER, "received-newer-direct")
"""A report that counts of its unit's own is newer than the one that is summed, inside another unit's."""
NEWER_WAITS: Final = Outcome(ReceiveVerdict.SET_ASIDE, Need.SET_ASIDE, "received-newer-waits")
"""The same, once a person decided to wait for the other unit's next report."""
_TAKEN_BACK: Final = Outcome(ReceiveVerdict.SET_ASIDE, Need.SET_ASIDE, "received-key-taken-back")
_REPLACED_AS_TOLD: Final = Outcome(ReceiveVerdict.SET_ASIDE, Need.SET_ASIDE, "received-key-told")
_COUNTED_AFTER_GAP: Final = Outcome(ReceiveVerdict.ACCEPTED, Need.NEW, "received-gap")
_COUNTED_AFTER_UNKNOWN: Final = Outcome(ReceiveVerdict.ACCEPTED, Need.NEW, "received-previous-unknown")
_COUNTED_INSTEAD: Final = Outcome(ReceiveVerdict.SUPERSEDED_PREVIOUS, Need.CHANGED, "received-superseded")
_TYPED: Final = Outcome(ReceiveVerdict.ACCEPTED, Need.NEW, "received-typed")
_TYPED_AGAIN: Final = Outcome(ReceiveVerdict.SUPERSEDED_PREVIOUS, Need.CHANGED, "received-typed-again")
_TYPED_OLD: Final = Outcome(ReceiveVerdict.OLD, Need.OLD, "received-typed-old")
"""What was typed on behalf of a unit, which has no revision that people know."""
_PASSED_OVER: Final = Outcome(ReceiveVerdict.SET_ASIDE, Need.SET_ASIDE, "received-paper-overlap")
_MENDED_CODE: Final = "received-mended"
_COUNTING_CODES: Final = frozenset(
    (
        OUTCOMES[VersionStatus.COUNTED].code,
        _COUNTED_AFTER_GAP.code,
        _COUNTED_AFTER_UNKNOWN.code,
        _COUNTED_INSTEAD.code,
        _MENDED_CODE,
        _TYPED.code,
        _TYPED_AGAIN.code,
    )
)
_DECISION_LOST: Final = Outcome(ReceiveVerdict.NEEDS_DECISION, Need.DECISION, "received-decision-lost")
_HELD_BACK: Final = Outcome(ReceiveVerdict.SET_ASIDE, Need.SET_ASIDE, "received-held-back")


def outcome_now(reports: UnitReports, report: StoredReport, *, is_compared: bool) -> Outcome:
    """What holding `report`, one of `reports`, means now.

    `is_compared` says that there is another report of the unit to compare it with; a report that counts has
    then taken the place of that one.
    """
    if report in reports.passed_over:
        return _PASSED_OVER
    outcome = _by_itself(reports, report.version.id)
    if reports.damaged and outcome.verdict.is_settled:
        return _while_damaged(reports)
    if not outcome.is_counting:
        return outcome
    if is_compared:
        return _counted_instead(report)
    return _first_counted(report, reports)


def outcome_of_arrival(report: StoredReport, before: UnitReports, after: UnitReports) -> Outcome:
    """What the arrival of `report` meant: the unit's reports were `before` and are `after`."""
    if report.version.id not in after.resolution.status:
        return _PASSED_OVER
    status = after.resolution.status[report.version.id]
    outcome = _by_itself(after, report.version.id)
    if not outcome.verdict.is_settled:
        return outcome
    if after.damaged:
        return _while_damaged(after)
    if before.damaged and after.counted is not None:
        return outcome._replace(code=_MENDED_CODE)
    if before.resolution.status.get(report.version.id) is status:
        return outcome._replace(verdict=ReceiveVerdict.KNOWN, code=_known_code(report, before, after))
    if _had_same_paper(report, before, status):
        return outcome._replace(verdict=ReceiveVerdict.ACCEPTED, code="received-paper-filed")
    if _raises_question(before, after):
        return outcome._replace(verdict=ReceiveVerdict.NEEDS_DECISION, code="received-more-cells")
    if status is VersionStatus.COUNTED and before.resolution.counted is not None:
        return _counted_instead(report)
    return _first_counted(report, after) if status is VersionStatus.COUNTED else outcome


def said_of_key(workspace: Workspace, unit: UnitId, key: str) -> Mapping[str, str]:
    """For the sentence of a report whose key another one is told to have replaced: the letters of that one,
    `used`, and the name of the `teller`; nothing where nothing is told."""
    replacement = told(workspace).replacement(unit, key)
    if replacement is None:
        return {}
    return {"used": PublicKey.from_base64(replacement.key).short, "teller": replacement.holder.name}


def _by_itself(reports: UnitReports, held_id: VersionId) -> Outcome:
    """What the report `held_id` of `reports` means by its status, whatever was held before."""
    status, version = reports.resolution.status[held_id], reports.report(held_id).version
    if version.on_behalf and status in (VersionStatus.OLD, VersionStatus.REFUSED):
        return _TYPED_OLD
    if held_id.key in reports.taken_back and status is VersionStatus.KEY_SUPERSEDED:
        return _TAKEN_BACK
    is_told = version.replaced_by is not None
    return _REPLACED_AS_TOLD if is_told and status is VersionStatus.KEY_SUPERSEDED else OUTCOMES[status]


def _first_counted(report: StoredReport, reports: UnitReports) -> Outcome:
    """What it means that `report` counts, in the place of no other, by what is known of the one before it."""
    version = report.version
    if version.on_behalf:
        return _TYPED
    if version.revision > 1 and version.previous is None and not report.is_paper_only:
        return _COUNTED_AFTER_UNKNOWN
    return _COUNTED_AFTER_GAP if reports.resolution.gap else OUTCOMES[VersionStatus.COUNTED]


def _counted_instead(report: StoredReport) -> Outcome:
    """What it means that `report` counts in the place of another one."""
    return _TYPED_AGAIN if report.version.on_behalf else _COUNTED_INSTEAD


def _while_damaged(reports: UnitReports) -> Outcome:
    """What a report means that would be settled if nothing of `reports` were damaged."""
    is_decision = any(damage.code == "damaged-decision" for damage in reports.damaged)
    return _DECISION_LOST if is_decision else _HELD_BACK


def _known_code(report: StoredReport, before: UnitReports, after: UnitReports) -> str:
    """The code for a report that was held before: the file brought nothing new, or a later issue of it."""
    held_id = report.version.id
    is_same_issue = before.report(held_id).issue == after.report(held_id).issue
    return "received-known" if is_same_issue else "received-reissued"


def _had_same_paper(report: StoredReport, before: UnitReports, status: VersionStatus) -> bool:
    """Whether the report was known from its paper with the same status before its file came."""
    statuses = before.resolution.status
    return any(each.paper == report.paper and statuses[each.version.id] is status for each in before.reports)


def _raises_question(before: UnitReports, after: UnitReports) -> bool:
    """Whether the arrival gave a report of the unit the status FEWER_CELLS, which a person has to settle."""
    was = before.resolution.status
    return any(
        status is VersionStatus.FEWER_CELLS and was.get(held_id) is not VersionStatus.FEWER_CELLS
        for held_id, status in after.resolution.status.items()
    )
