"""Which of a unit's reports counts: a pure function of the files held and the decisions taken.

Neither the order of arrival nor a clock is an input. Source: bundle.md, Merging; docs/adr/0011-merging.md.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

Fingerprint: TypeAlias = str


class VersionId(NamedTuple):
    """One report under one signature: somebody may sign a copy of another's report with a key of his own,
    and that copy must not stand in for the original."""

    fingerprint: Fingerprint
    key: str


@dataclass(frozen=True)
class Version:
    """A valid report of one unit, as its receiver holds it. `filled` counts its filled cells; `on_behalf`:
    typed from paper by the receiver (revision 0, no key to confirm). Of a report known from its paper code
    alone, the fingerprint is its beginning and `previous` None, as paper does not say it."""

    id: VersionId
    revision: int
    previous: Fingerprint | None
    filled: int
    on_behalf: bool = False


@dataclass(frozen=True)
class KeyConfirmation:
    """A person confirmed `key` for the unit; the n-th confirmation opens epoch n. `kept`: the reports that
    were accepted under earlier keys at that moment; they stay, anything else of those keys is set aside,
    even a new copy of a kept report."""

    key: str
    kept: frozenset[VersionId] = frozenset()


@dataclass(frozen=True)
class Decision:
    """A person chose one report and with it refused the others that were then at stake."""

    chosen: Fingerprint
    refused: frozenset[Fingerprint] = frozenset()


class VersionStatus(StrEnum):
    """What became of a held report."""

    COUNTED = "counted"
    OLD = "old"
    FEWER_CELLS = "fewer_cells"
    CONFLICT = "conflict"
    KEY_PENDING = "key_pending"
    KEY_SUPERSEDED = "key_superseded"
    REFUSED = "refused"


WAITING = frozenset({VersionStatus.FEWER_CELLS, VersionStatus.CONFLICT, VersionStatus.KEY_PENDING})
"""Statuses that wait for a person."""


@dataclass(frozen=True)
class Resolution:
    """The outcome for one unit. `counted` is None while nothing counts; `gap`: the counted report names a
    predecessor that is not held."""

    counted: VersionId | None
    status: Mapping[VersionId, VersionStatus]
    gap: bool = False

    @property
    def waiting(self) -> bool:
        return any(status in WAITING for status in self.status.values())


class VersionPosition(NamedTuple):
    """Where a report stands in its unit's line: later epochs first, then revisions."""

    epoch: int
    revision: int


def resolve_versions(
    held: Collection[Version],
    confirmations: Sequence[KeyConfirmation] = (),
    decisions: Sequence[Decision] = (),
) -> Resolution:
    """The standing of one unit's reports; `confirmations` and `decisions` in the order they were taken."""
    status = {report.id: _unplaced_status(report, confirmations) for report in held}
    placed = _placed(held, confirmations)
    refused = _refused(decisions)
    chosen = {decision.chosen for decision in decisions} - refused
    line = {place: _at_stake(reports, refused) for place, reports in placed.items()}
    counted, open_questions = _climb(line, chosen)
    top = max((place for place, reports in line.items() if counted in reports), default=None)
    for place, reports in placed.items():
        for report in reports:
            if report.id.fingerprint in refused:
                status[report.id] = VersionStatus.REFUSED
            elif top is None or place > top:
                status[report.id] = open_questions.get(report.id, VersionStatus.OLD)
    if counted is not None:
        status[counted.id] = VersionStatus.COUNTED
    return Resolution(None if counted is None else counted.id, MappingProxyType(status), _gap(counted, held))


def key_epoch(report: Version, confirmations: Sequence[KeyConfirmation]) -> int | None:
    """The key epoch `report` belongs to: 0 typed on behalf, None while its key is pending or superseded."""
    if report.on_behalf:
        return 0
    own = [n for n, confirmed in enumerate(confirmations, 1) if confirmed.key == report.id.key]
    for n, later in enumerate(confirmations, 1):
        if report.id in later.kept and any(before < n for before in own):
            return max(before for before in own if before < n)
    return own[-1] if own and own[-1] == len(confirmations) else None


def refused_by_choosing(
    chosen: Version, held: Collection[Version], confirmations: Sequence[KeyConfirmation]
) -> frozenset[Fingerprint]:
    """What a decision for `chosen` refuses: the unit's other confirmed reports at its place and above.
    KeyError when `chosen` is not held under a confirmed key."""
    placed = _placed(held, confirmations)
    place_of = {report.id.fingerprint: place for place, reports in placed.items() for report in reports}
    own = place_of.pop(chosen.id.fingerprint)
    return frozenset(fingerprint for fingerprint, place in place_of.items() if place >= own)


def accepted_versions(
    held: Collection[Version], confirmations: Sequence[KeyConfirmation]
) -> frozenset[VersionId]:
    """The reports held under confirmed keys: what the confirmation of another key keeps."""
    return frozenset(report.id for report in held if key_epoch(report, confirmations) is not None)


def _unplaced_status(report: Version, confirmations: Sequence[KeyConfirmation]) -> VersionStatus:
    if key_epoch(report, confirmations) is not None:
        return VersionStatus.OLD
    known = any(confirmed.key == report.id.key for confirmed in confirmations)
    return VersionStatus.KEY_SUPERSEDED if known else VersionStatus.KEY_PENDING


def _place(report: Version, confirmations: Sequence[KeyConfirmation]) -> VersionPosition | None:
    opened = key_epoch(report, confirmations)
    return None if opened is None else VersionPosition(opened, report.revision)


def _placed(
    held: Collection[Version], confirmations: Sequence[KeyConfirmation]
) -> Mapping[VersionPosition, Sequence[Version]]:
    """Confirmed reports by place, lowest first, one per fingerprint: of two signatures the one of the later
    epoch; in one epoch (typed on behalf, before and after the receiver changed its key) the higher key."""
    at = [(place, report) for report in held if (place := _place(report, confirmations)) is not None]
    at.sort(key=lambda entry: (entry[0], entry[1].id))
    last = {report.id.fingerprint: (place, report) for place, report in at}
    grouped: dict[VersionPosition, list[Version]] = {}
    for place, report in sorted(last.values(), key=lambda entry: entry[0]):
        grouped.setdefault(place, []).append(report)
    return grouped


def _refused(decisions: Sequence[Decision]) -> frozenset[Fingerprint]:
    """Fingerprints whose last word was a refusal."""
    refused: set[Fingerprint] = set()
    for decision in decisions:
        refused |= decision.refused
        refused.discard(decision.chosen)
    return frozenset(refused)


def _at_stake(reports: Sequence[Version], refused: Collection[Fingerprint]) -> Sequence[Version]:
    return [report for report in reports if report.id.fingerprint not in refused]


def _climb(
    line: Mapping[VersionPosition, Sequence[Version]], chosen: Collection[Fingerprint]
) -> tuple[Version | None, Mapping[VersionId, VersionStatus]]:
    """From the lowest place up: the report that counts, and what a person has to look at: disputed places,
    and reports with fewer cells than what counts below them."""
    counted: Version | None = None
    questions: dict[VersionId, VersionStatus] = {}
    for place, reports in line.items():
        report = _undisputed(place, line)
        if report is None:
            questions.update((disputed.id, VersionStatus.CONFLICT) for disputed in reports)
        elif report.id.fingerprint in chosen or _supersedes(report, counted):
            counted = report
        else:
            questions[report.id] = VersionStatus.FEWER_CELLS
    return counted, questions


def _supersedes(report: Version, lower: Version | None) -> bool:
    """Whether `report` counts in place of `lower` without a question."""
    return lower is None or lower.on_behalf or report.filled >= lower.filled


def _undisputed(place: VersionPosition, line: Mapping[VersionPosition, Sequence[Version]]) -> Version | None:
    """The one report of `place`, or the one of several that later revisions name as their previous."""
    reports = line[place]
    if len(reports) == 1:
        return reports[0]
    later = [report for above, group in line.items() if above > place for report in group]
    named = [report for report in reports if any(_names(above, report) for above in later)]
    return named[0] if len(named) == 1 else None


def _gap(counted: Version | None, held: Collection[Version]) -> bool:
    if counted is None or counted.previous is None:
        return False
    return not any(_names(counted, report) for report in held)


def _names(later: Version, report: Version) -> bool:
    """Whether `report` is the previous of `later`; of one known from paper only the beginning is compared."""
    return later.previous is not None and later.previous.startswith(report.id.fingerprint)
