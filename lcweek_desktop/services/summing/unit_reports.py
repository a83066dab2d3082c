"""What is held of each unit below: its reports, what people said of them, which counts, and what is damaged.

Source: docs/merging.md, Merging.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.merge import (
    Decision,
    Fingerprint,
    KeyConfirmation,
    Resolution,
    Version,
    VersionId,
    VersionStatus,
    resolve_versions,
    standing_confirmations,
)
from lcweek_desktop.domain.report import Counted, Member
from lcweek_desktop.domain.unit import Directory, UnitId
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.summing.held_member import as_member, is_of_other_edition, member_in_form
from lcweek_desktop.services.summing.listed_units import (
    Told,
    by_listed_unit,
    reported_codes,
    reports_under,
    told_by,
)
from lcweek_desktop.services.workspace.assignments import roster
from lcweek_desktop.services.workspace.workspace import Workspace, derived
from lcweek_desktop.storage import StoredReport

_REPORT: Final = "damaged-report"
"""The code of damage to a received report."""
_DISPUTED: Final = (VersionStatus.CONFLICT, VersionStatus.ONE_CODE)


@dataclass(frozen=True)
class Damage:
    """Stored data about `unit` that are damaged and set aside.

    `code` is a code of the catalogue, `message` its words: what is damaged, and what mends it. `report` is
    the report's fingerprint, None for what was decided about the unit.
    """

    unit: UnitId
    code: str
    message: str
    report: Fingerprint | None = None


@dataclass(frozen=True)
class UnitReports:
    """All reports that are held of one unit, what people said of them, and which of them counts.

    `reports` are those that can be read. As long as anything is in `damaged`, none of them counts: the one
    that is damaged may be the one that should. `resolution` is what they come to by themselves.

    `confirmations` and `decisions` are in the order in which they were made. `passed_over` are reports known
    from paper alone while units below sent reports of their own: paper does not say whether its sums include
    those (docs/adr/0083-figures-from-paper.md). `taken_back` are the keys that were taken back.
    """

    unit: UnitId
    reports: tuple[StoredReport, ...]
    confirmations: tuple[KeyConfirmation, ...]
    decisions: tuple[Decision, ...]
    resolution: Resolution
    passed_over: tuple[StoredReport, ...] = ()
    damaged: tuple[Damage, ...] = ()
    taken_back: frozenset[str] = frozenset()

    @property
    def waiting(self) -> bool:
        """Whether a person has something to look at."""
        return self.resolution.waiting or bool(self.passed_over or self.damaged)

    @property
    def counted(self) -> VersionId | None:
        """The version that counts, None while there is none."""
        return None if self.damaged else self.resolution.counted

    @property
    def regarded(self) -> list[Version]:
        """What is looked at to say what counts: all versions but those under keys that were taken back."""
        versions = (each.version for each in self.reports)
        return [each for each in versions if each.on_behalf or each.id.key not in self.taken_back]

    @property
    def is_provisional(self) -> bool:
        """Whether the version that counts does so although nobody compared its key with paper."""
        return self.counted is not None and self.counted.key == self.resolution.provisional

    @property
    def standing(self) -> Sequence[KeyConfirmation]:
        """The confirmations by which it is judged what counts: `confirmations`, or while there are none that
        of the key that counts provisionally."""
        return standing_confirmations(self.confirmations, self.resolution.provisional)

    def holds(self, report: StoredReport) -> bool:
        """Whether `report` is one of them."""
        return any(each.version.id == report.version.id for each in (*self.reports, *self.passed_over))

    @property
    def fingerprints(self) -> frozenset[Fingerprint]:
        """The fingerprints of `reports`."""
        return frozenset(each.version.id.fingerprint for each in self.reports)

    def report(self, version: VersionId) -> StoredReport:
        """The report of that version. StopIteration for a version that is not among `reports`."""
        return next(report for report in self.reports if report.version.id == version)

    @property
    def listed(self) -> tuple[VersionId, Counted] | None:
        """The version that a roll-up lists, and whether it counts; None while every key waits, or something
        is damaged."""
        if self.damaged:
            return None
        if self.resolution.counted is not None:
            return self.resolution.counted, Counted.COUNTED
        disputed = sorted(
            version for version, status in self.resolution.status.items() if status in _DISPUTED
        )
        return (disputed[0], Counted.CONFLICT) if disputed else None

    @property
    def shown_name(self) -> str | None:
        """The unit's name as its receiver shows it: that of the report that counts, or the one that a person
        chose of those known then; None while nothing counts, or only paper, which carries no name."""
        if self.counted is None:
            return None
        counted = self.report(self.counted).version
        chosen = [each for each in self.confirmations if each.name is not None]
        if chosen and counted.signer in chosen[-1].seen:
            return chosen[-1].name
        return None if counted.on_behalf else counted.name


def unit_reports(workspace: Workspace, unit: UnitId) -> UnitReports:
    """What the workspace's unit holds of `unit`, read from the database."""
    store, receiver = workspace.store, workspace.unit.id
    held = held_reports(workspace, workspace.campaign, unit)
    reports, damaged = _readable(workspace, unit, held)
    for code in reported_codes(workspace.decisions, unit, told(workspace)):
        for lost in store.stored_reports.damaged(receiver, workspace.campaign, code):
            damaged.append(_damage(workspace, _REPORT, unit, lost.id.fingerprint))
    damaged += [each for each in _lost_decisions(workspace) if each.unit == unit]
    papers = any(each.is_paper_only for each in reports)
    senders = {each.unit for each in store.stored_reports.of(receiver, workspace.campaign)} if papers else ()
    overlapped = papers and _any_below(workspace.directory, senders, unit)
    found = _unit_reports(workspace, unit, reports, _confirmations(workspace, unit), overlapped=overlapped)
    return replace(found, damaged=tuple(damaged))


def units_under(workspace: Workspace, unit: UnitId) -> Sequence[UnitId]:
    """The units as which reports under the code of `unit` are listed, first that of the code itself."""
    decisions = workspace.decisions
    own = decisions.listed(unit)
    separated = (*told(workspace).separations.get(own, ()), *decisions.separations.get(own, ()))
    return tuple(dict.fromkeys([own, *(decisions.listed(each.to) for each in separated)]))


def reports_with(workspace: Workspace, report: StoredReport) -> UnitReports:
    """What is held of the unit as which `report`, which is held, is listed."""
    found = [unit_reports(workspace, unit) for unit in units_under(workspace, report.unit)]
    return next((each for each in found if each.holds(report)), found[0])


def held_reports(workspace: Workspace, campaign: CampaignId, unit: UnitId) -> Sequence[StoredReport]:
    """The reports of `campaign` that the workspace's unit holds and lists as `unit`, in the order in which
    they came under each code."""
    store, receiver = workspace.store, workspace.unit.id
    codes = reported_codes(workspace.decisions, unit, told(workspace))
    held = [each for code in codes for each in store.stored_reports.of_unit(receiver, campaign, code)]
    return by_listed_unit(workspace.decisions, held, told(workspace)).get(unit, [])


def held_units(workspace: Workspace, campaign: CampaignId) -> Mapping[UnitId, Sequence[StoredReport]]:
    """The reports of `campaign` that the workspace's unit holds, by the unit as which each is listed."""
    held = workspace.store.stored_reports.of(workspace.unit.id, campaign)
    return by_listed_unit(workspace.decisions, held, told(workspace))


@derived
def all_reports(workspace: Workspace) -> Mapping[UnitId, UnitReports]:
    """What the workspace's unit holds of every unit, by unit."""
    listed = held_units(workspace, workspace.campaign)
    damaged: defaultdict[UnitId, list[Damage]] = defaultdict(list)
    grouped: dict[UnitId, list[StoredReport]] = {}
    for unit, reports_of_unit in listed.items():
        grouped[unit], unreadable = _readable(workspace, unit, reports_of_unit)
        damaged[unit] += unreadable
    for lost in (*_lost_reports(workspace), *_lost_decisions(workspace)):
        grouped.setdefault(lost.unit, [])
        damaged[lost.unit].append(lost)
    on_paper = {unit for unit, reports in grouped.items() if any(each.is_paper_only for each in reports)}
    overlapped = {unit for unit in on_paper if _any_below(workspace.directory, grouped, unit)}
    reports = {
        unit: _unit_reports(
            workspace, unit, held_of_unit, _confirmations(workspace, unit), overlapped=unit in overlapped
        )
        for unit, held_of_unit in grouped.items()
    }
    return MappingProxyType(
        {unit: replace(each, damaged=tuple(damaged[unit])) for unit, each in reports.items()}
    )


@derived
def told(workspace: Workspace) -> Told:
    """What units below found of who reports, as their reports that count here say.

    Who was asked there whether reports are of one unit or of two is not asked again here.
    """
    return told_by(telling_reports(workspace))


@derived
def telling_reports(workspace: Workspace) -> tuple[Member, ...]:
    """The reports that count here, each by itself, of units below that receive reports themselves."""
    store, me = workspace.store, workspace.unit
    found: list[Member] = []
    for unit in _receiving_below(workspace):
        with suppress(KnownError):  # a damaged report says nothing; of other units the rest holds
            held = store.stored_reports.of_unit(me.id, workspace.campaign, unit)
            confirmed = workspace.decisions.confirmations.get(unit, ())
            reports = _unit_reports(workspace, unit, held, confirmed, overlapped=False)
            if reports.resolution.counted is not None:
                found.append(as_member(workspace, unit, reports.report(reports.resolution.counted)))
    return tuple(found)


def _receiving_below(workspace: Workspace) -> tuple[UnitId, ...]:
    """The units below that receive reports themselves. Found once for each state of the directory, as each
    file that comes asks for them, and a directory may list thousands of schools."""
    known, form, me = workspace.directory, workspace.form, workspace.unit

    def find() -> tuple[UnitId, ...]:
        below = (unit for unit in known.units.values() if form.receives(unit.level))
        return tuple(unit.id for unit in below if known.is_below(unit.code, me.code))

    return workspace.context.derived.get(("receiving below", me.id, workspace.campaign), known, find)


def damages(workspace: Workspace) -> tuple[Damage, ...]:
    """All stored data about units below that are damaged, each unit's together.

    A unit whose entry in the directory is damaged has not lost its reports: they go on counting.
    """
    held = sorted(all_reports(workspace).items())
    listed = workspace.store.units.damaged(workspace.unit.id.edition)
    known = (workspace.unit.code, *workspace.directory.units)
    lost = (unit for unit in listed if unit.code not in known)
    found = [damage for _, reports in held for damage in reports.damaged]
    found += [_damage(workspace, "damaged-unit", unit) for unit in lost]
    return tuple(sorted(found, key=lambda damage: damage.unit))


def _readable(
    workspace: Workspace, unit: UnitId, held: Iterable[StoredReport]
) -> tuple[list[StoredReport], list[Damage]]:
    """Those of `held`, listed as `unit`, whose report can be read, and why the others cannot."""
    readable: list[StoredReport] = []
    damaged: list[Damage] = []
    for each in held:
        try:
            as_member(workspace, unit, each)
        except KnownError as error:
            fingerprint = each.version.id.fingerprint
            if error.code == "store-hash":
                damaged.append(_damage(workspace, _REPORT, unit, fingerprint))
            else:
                damaged.append(Damage(unit, error.code, error.message, fingerprint))
        else:
            readable.append(each)
    return readable, damaged


def _lost_reports(workspace: Workspace) -> Iterator[Damage]:
    """The reports whose rows are damaged, for each unit as which they may be listed."""
    for lost in workspace.store.stored_reports.damaged(workspace.unit.id, workspace.campaign):
        for unit in units_under(workspace, lost.unit):
            yield _damage(workspace, _REPORT, unit, lost.id.fingerprint)


def _lost_decisions(workspace: Workspace) -> Iterator[Damage]:
    for unit in sorted(_units_of_lost_decisions(workspace)):
        yield _damage(workspace, "damaged-decision", unit)


def _units_of_lost_decisions(workspace: Workspace) -> frozenset[UnitId]:
    damaged = workspace.store.decisions.damaged(workspace.unit.id)
    return frozenset(map(workspace.decisions.listed, damaged))


def _damage(workspace: Workspace, code: str, unit: UnitId, fingerprint: Fingerprint | None = None) -> Damage:
    listed = workspace.directory.units.get(unit.code)
    name = "đơn vị" if listed is None else listed.name
    report = {} if fingerprint is None else {"report": short_code(fingerprint)}
    return Damage(unit, code, sentence(code, unit=unit.code, name=name, **report), fingerprint)


def _confirmations(workspace: Workspace, unit: UnitId) -> Sequence[KeyConfirmation]:
    """The confirmed keys of `unit`; of one that a unit below separated or merged also those that were
    confirmed here before, as keys of the unit under whose code it reports. While nothing was decided of its
    keys here, the one that the receiver of the workspace's unit compared (docs/adr/0156-assignments.md)."""
    decisions, separations = workspace.decisions, told(workspace).separations
    earlier = [
        confirmed
        for origin in reports_under(decisions, unit, told(workspace))
        for confirmed in decisions.confirmations.get(origin, ())
        if any((each.to, each.key) == (unit, confirmed.key) for each in separations.get(origin, ()))
    ]
    confirmed = (*earlier, *decisions.confirmations.get(unit, ()))
    return confirmed if confirmed or unit in decisions.taken_back else _compared_above(workspace, unit)


def _compared_above(workspace: Workspace, unit: UnitId) -> Sequence[KeyConfirmation]:
    """The key of `unit` on the roster of the last assignment; none where that names several, of which it does
    not say which one the unit uses."""
    keys = roster(workspace).get(unit.code, frozenset()) if unit.edition == workspace.unit.id.edition else ()
    return tuple(KeyConfirmation(key.base64) for key in keys) if len(keys) == 1 else ()


def _unit_reports(
    workspace: Workspace,
    unit: UnitId,
    held: Sequence[StoredReport],
    confirmations: Sequence[KeyConfirmation],
    *,
    overlapped: bool,
) -> UnitReports:
    """Replace a report known from paper by its file when that is held, also in confirmations and decisions.

    `overlapped` says that units below `unit` sent reports of their own.
    """
    files = {each.paper: each.version.id for each in held if not each.is_paper_only}
    replaced = {
        each.version.id: files[each.paper] for each in held if each.is_paper_only and each.paper in files
    }
    fingerprints = {paper.fingerprint: file.fingerprint for paper, file in replaced.items()}
    left = [each for each in held if each.version.id not in replaced]
    passed_over = tuple(each for each in left if overlapped and each.is_paper_only)
    reports = tuple(each for each in left if each not in passed_over)
    confirmations = tuple(
        replace(each, kept=frozenset(replaced.get(kept, kept) for kept in each.kept))
        for each in confirmations
    )
    decisions = tuple(
        Decision(
            fingerprints.get(each.chosen, each.chosen),
            frozenset(fingerprints.get(refused, refused) for refused in each.refused),
        )
        for each in workspace.decisions.choices.get(unit, ())
    )
    reports = tuple(_in_form(workspace, unit, each) for each in reports)
    taken_back = workspace.decisions.taken_back.get(unit, frozenset())
    resolution = resolve_versions(
        [report.version for report in reports],
        confirmations,
        decisions,
        of_others=workspace.decisions.owners,
        taken_back=taken_back,
        is_decided=unit in _units_of_lost_decisions(workspace),
    )
    return UnitReports(
        unit, reports, confirmations, decisions, resolution, passed_over, taken_back=taken_back
    )


def _in_form(workspace: Workspace, unit: UnitId, report: StoredReport) -> StoredReport:
    """`report` with the number of its filled cells as the present form has them, as the rows that are gone
    since cannot be filled in a later one."""
    if not is_of_other_edition(workspace, report):
        return report
    filled = len(member_in_form(workspace, unit, report).figures)
    return replace(report, version=replace(report.version, filled=filled))


def _any_below(directory: Directory, senders: Iterable[UnitId], unit: UnitId) -> bool:
    return any(directory.is_below(sender.code, unit.code) for sender in senders)
