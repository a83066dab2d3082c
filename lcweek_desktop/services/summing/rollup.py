"""What a unit holds of the units below it, which of it counts, what that adds up to, and who is missing.

Source: docs/merging.md, Merging and A unit once; docs/form-and-rules.md, Roll-up.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from lcweek_desktop.bundle.paper import LinesDigest, decode_paper
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.domain.codec import MalformedError, report_from_json
from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.domain.merge import (
    Decision,
    Fingerprint,
    KeyConfirmation,
    Resolution,
    Version,
    VersionId,
    VersionStatus,
    resolve_versions,
)
from lcweek_desktop.domain.peers import Peers
from lcweek_desktop.domain.report import Counted, Member, OwnLine, Report
from lcweek_desktop.domain.rollup import Rollup, build_rollup, counted_paths, report_sums, walk_members
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, UnitId
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.summing.listed_units import (
    Separations,
    by_listed_unit,
    reported_codes,
    reports_under,
    separations_in,
)
from lcweek_desktop.services.workspace.context import AppContext
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
    those (docs/adr/0083-figures-from-paper.md).
    """

    unit: UnitId
    reports: tuple[StoredReport, ...]
    confirmations: tuple[KeyConfirmation, ...]
    decisions: tuple[Decision, ...]
    resolution: Resolution
    passed_over: tuple[StoredReport, ...] = ()
    damaged: tuple[Damage, ...] = ()

    @property
    def waiting(self) -> bool:
        """Whether a person has something to look at."""
        return self.resolution.waiting or bool(self.passed_over or self.damaged)

    @property
    def counted(self) -> VersionId | None:
        """The version that counts, None while there is none."""
        return None if self.damaged else self.resolution.counted

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
        """The version that a roll-up lists, and whether it counts; None while no key is confirmed, or
        something is damaged."""
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


@dataclass(frozen=True)
class ReportingProgress:
    """Who reported, as unit codes.

    `expected` are the direct children in the directory's order, `received` those of them with a report that
    counts. `waiting` are all units below with something for a person to look at, ordered by code; a unit of
    which an earlier report counts is in both. `missing` are the expected units that are in neither. `damaged`
    are those of `waiting` of which stored data are damaged, so that the sums lack their reports.
    """

    expected: tuple[str, ...]
    received: tuple[str, ...]
    waiting: tuple[str, ...]
    missing: tuple[str, ...]
    damaged: tuple[str, ...] = ()


def unit_reports(workspace: Workspace, unit: UnitId) -> UnitReports:
    """What the workspace's unit holds of `unit`, read from the database."""
    store, receiver = workspace.store, workspace.unit.id
    held = held_reports(workspace, workspace.campaign, unit)
    reports, damaged = _readable(workspace, unit, held)
    for code in reported_codes(workspace.decisions, unit, told_separations(workspace)):
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
    separated = (*told_separations(workspace).get(own, ()), *decisions.separations.get(own, ()))
    return tuple(dict.fromkeys([own, *(decisions.listed(each.to) for each in separated)]))


def reports_with(workspace: Workspace, report: StoredReport) -> UnitReports:
    """What is held of the unit as which `report`, which is held, is listed."""
    found = [unit_reports(workspace, unit) for unit in units_under(workspace, report.unit)]
    return next((each for each in found if each.holds(report)), found[0])


def held_reports(workspace: Workspace, campaign: CampaignId, unit: UnitId) -> Sequence[StoredReport]:
    """The reports of `campaign` that the workspace's unit holds and lists as `unit`, in the order in which
    they came under each code."""
    store, receiver, told = workspace.store, workspace.unit.id, told_separations(workspace)
    codes = reported_codes(workspace.decisions, unit, told)
    held = [each for code in codes for each in store.stored_reports.of_unit(receiver, campaign, code)]
    return by_listed_unit(workspace.decisions, held, told).get(unit, [])


@derived
def all_reports(workspace: Workspace) -> Mapping[UnitId, UnitReports]:
    """What the workspace's unit holds of every unit, by unit."""
    decisions, held = (
        workspace.decisions,
        workspace.store.stored_reports.of(workspace.unit.id, workspace.campaign),
    )
    listed = by_listed_unit(decisions, held, told_separations(workspace))
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
def told_separations(workspace: Workspace) -> Separations:
    """What units below separated from the reports under a code, as their reports that count here say.

    Who was asked there whether two units have one code is not asked again here.
    """
    store, me = workspace.store, workspace.unit
    receiving = [
        unit.id
        for unit in workspace.directory.units.values()
        if workspace.form.receives(unit.level) and workspace.directory.is_below(unit.code, me.code)
    ]
    members: list[Member] = []
    for unit in receiving:
        with suppress(KnownError):  # a damaged report says nothing; of other units the rest holds
            held = store.stored_reports.of_unit(me.id, workspace.campaign, unit)
            confirmed = workspace.decisions.confirmations.get(unit, ())
            reports = _unit_reports(workspace, unit, held, confirmed, overlapped=False)
            if reports.resolution.counted is not None:
                members += as_member(workspace, unit, reports.report(reports.resolution.counted)).members
    return separations_in(members)


@derived
def rollup(workspace: Workspace) -> Rollup:
    """The members that the workspace's unit sums, each unit once; none when it holds nothing."""
    reports = all_reports(workspace)
    listed = [(each, *each.listed) for each in reports.values() if each.listed is not None]
    members = [
        replace(as_member(workspace, each.unit, each.report(version), each.shown_name), counted=counted)
        for each, version, counted in listed
    ]
    return build_rollup(workspace.unit.code, members, _preferred(workspace, members, reports))


def is_newer(one: Member, other: Member, held: Collection[Version]) -> bool:
    """Whether the report `one` of a unit is a later one than `other`: one key signed both, or the reports
    `held` of the unit lead from `one` to `other`, each naming the next as its previous."""
    if one.key == other.key:
        return one.revision > other.revision
    previous = {version.id.fingerprint: version.previous for version in held}
    seen, at = {one.fingerprint}, previous.get(one.fingerprint)
    while at is not None and at not in seen:
        if at == other.fingerprint:
            return True
        seen.add(at)
        at = previous.get(at)
    return False


def _preferred(
    workspace: Workspace, members: Sequence[Member], reports: Mapping[UnitId, UnitReports]
) -> Mapping[str, Collection[str]]:
    """The report that a person chose of each unit, by its code; but for a choice that was made before a
    newer report came at another place. In the stead of a direct one that another direct one replaced it
    is that one, while the chosen one is at no other place."""
    choices = {**workspace.decisions.choices, **{unit: each.decisions for unit, each in reports.items()}}
    chosen = {unit: made[-1].chosen for unit, made in choices.items() if made}
    places: defaultdict[UnitId, list[Member]] = defaultdict(list)
    for _, member in walk_members(members) if chosen else ():
        if member.unit.id in chosen:
            places[member.unit.id].append(member)
    for unit in chosen.keys() & reports.keys():
        counted, in_sums = reports[unit].counted, {each.fingerprint for each in places[unit]}
        if counted is not None and chosen[unit] in reports[unit].fingerprints - in_sums:
            chosen[unit] = counted.fingerprint

    def is_outdated(unit: UnitId) -> bool:
        held = [each.version for each in reports[unit].reports] if unit in reports else []
        own = [each for each in places[unit] if each.fingerprint == chosen[unit]]
        return any(is_newer(each, own[0], held) for each in places[unit] if own and each not in own)

    return {unit.code: {fingerprint} for unit, fingerprint in chosen.items() if not is_outdated(unit)}


@derived
def kept_apart(workspace: Workspace) -> tuple[tuple[str, ...], ...]:
    """The sets of codes of units that look alike and are different ones, as this unit decided and as the
    reports that count here say; sorted, as a report carries them."""
    found: set[tuple[str, ...]] = {tuple(sorted(units)) for units in workspace.decisions.apart}
    for each in all_reports(workspace).values():
        if each.counted is not None:
            counted = each.report(each.counted)
            as_member(workspace, each.unit, counted)
            found.update(workspace.context.apart.get(counted.version.id, ()))
    return tuple(sorted(found))


@derived
def peers(workspace: Workspace) -> Peers:
    """The reports that the unit sums, each unit once where it counts, for comparing them with each other."""
    gathered = rollup(workspace)
    members = dict(walk_members(gathered.members))
    counted = counted_paths(gathered.members, gathered.deducted)
    return Peers(workspace.form, [(members[path].unit, members[path].figures) for path in counted])


def double_units(rollup: Rollup) -> frozenset[UnitId]:
    """The units whose own reports are left out because they count inside another's."""
    return frozenset(each.unit.id for each in rollup.members if each.counted is Counted.DOUBLE)


def unit_name(workspace: Workspace, code: UnitCode) -> str:
    """The name of a unit that the directory lists or that sent a report; that of the report that counts. Of
    one that only damaged data tell of it is the code."""
    unit = UnitId(workspace.unit.id.edition, code)
    reports = all_reports(workspace).get(unit)
    if reports is not None and reports.shown_name is not None:
        return reports.shown_name
    if code in workspace.directory.units or reports is None:
        return workspace.directory.get(code).name
    if not reports.reports:
        return code
    return as_member(workspace, unit, reports.reports[0]).unit.name


def listed_unit(workspace: Workspace, code: str) -> Unit:
    """The unit `code`: one of the directory, or one that only the report of another unit lists.

    Raises KnownError `unit-unknown`.
    """
    if UnitCode(code) not in workspace.directory.units:
        for _, member in walk_members(rollup(workspace).members):
            if member.unit.code == code:
                return member.unit
    return workspace.directory.get(code)


def expected_units(workspace: Workspace) -> tuple[Unit, ...]:
    """The units directly below, in the directory's order, without those that a person found to be another
    one, and called by the names of their reports."""
    reports = all_reports(workspace)
    below = workspace.directory.children(workspace.unit.code)
    listed = [unit for unit in below if workspace.decisions.listed(unit.id) == unit.id]
    names = {unit.id: reports[unit.id].shown_name for unit in listed if unit.id in reports}
    return tuple(replace(unit, name=names.get(unit.id) or unit.name) for unit in listed)


@derived
def reporting_progress(workspace: Workspace) -> ReportingProgress:
    """Who of the units below the workspace's unit reported, who is missing, who waits for a person."""
    reports = {unit.code: each for unit, each in all_reports(workspace).items()}
    expected = tuple(unit.code for unit in expected_units(workspace))
    received = tuple(code for code in expected if code in reports and reports[code].counted)
    waiting = tuple(code for code, held in sorted(reports.items()) if held.waiting)
    missing = tuple(code for code in expected if code not in received and code not in waiting)
    damaged = tuple(code for code in waiting if reports[code].damaged)
    return ReportingProgress(expected, received, waiting, missing, damaged)


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


def read_report(data: bytes, form: Form) -> Report:
    """The report in a `report.json` that this installation stored.

    Raises KnownError `store-form` when it was stored under another form of the campaign.
    """
    value = json.loads(data)
    try:
        return report_from_json(value, form)
    except MalformedError as error:
        described = f"bản số {value['revision']} của đơn vị {value['unit']['code']}"
        raise KnownError("store-form", row=described, place=error.place) from error


def as_member(workspace: Workspace, unit: UnitId, held: StoredReport, name: str | None = None) -> Member:
    """The report `held` as a member that counts, listed as `unit` and called `name`; None for the name that
    the report gives it.

    A report with a file is decoded once, and its notes are kept with it (`AppContext.notes`). A report known
    from paper alone takes its unit from the directory as it is now.
    """
    context, form, version = workspace.context, workspace.form, held.version.id
    if held.is_paper_only:
        member = _paper_member(workspace, held)
    else:
        if version not in context.members:
            context.members[version] = _file_member(context, form, held)
        member = context.members[version]
    if name not in (None, member.unit.name):
        member = replace(member, unit=replace(member.unit, name=name))
    if unit == held.unit:
        return member
    known = workspace.directory.units.get(unit.code)
    parent = member.unit.parent if known is None else known.parent
    return replace(member, unit=replace(member.unit, id=unit, parent=parent), signed_code=held.unit.code)


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
    for unit in sorted(workspace.store.decisions.damaged(workspace.unit.id)):
        yield _damage(workspace, "damaged-decision", workspace.decisions.listed(unit))


def _damage(workspace: Workspace, code: str, unit: UnitId, fingerprint: Fingerprint | None = None) -> Damage:
    listed = workspace.directory.units.get(unit.code)
    name = "đơn vị" if listed is None else listed.name
    report = {} if fingerprint is None else {"report": short_code(fingerprint)}
    return Damage(unit, code, sentence(code, unit=unit.code, name=name, **report), fingerprint)


def _confirmations(workspace: Workspace, unit: UnitId) -> Sequence[KeyConfirmation]:
    """The confirmed keys of `unit`; of one that a unit below separated also those that were confirmed here
    before, as keys of the unit under whose code it reports."""
    decisions, told = workspace.decisions, told_separations(workspace)
    own = decisions.confirmations.get(unit, ())
    origin = reports_under(decisions, unit, told)
    keys = {each.key for each in told.get(origin, ()) if each.to == unit}
    return (*(each for each in decisions.confirmations.get(origin, ()) if each.key in keys), *own)


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
    resolution = resolve_versions([report.version for report in reports], confirmations, decisions)
    return UnitReports(unit, reports, confirmations, decisions, resolution, passed_over)


def _any_below(directory: Directory, senders: Iterable[UnitId], unit: UnitId) -> bool:
    return any(directory.is_below(sender.code, unit.code) for sender in senders)


def _paper_member(workspace: Workspace, held: StoredReport) -> Member:
    paper = decode_paper(workspace.form, held.paper)
    return Member(
        unit=workspace.directory.get(held.unit.code),
        revision=held.version.revision,
        fingerprint=held.version.id.fingerprint,
        key=held.version.id.key,
        paper=held.paper,
        figures=paper.figures,
        own_lines=()
        if isinstance(paper.lines, LinesDigest)
        else tuple(OwnLine("", values=each) for each in paper.lines),
    )


def _file_member(context: AppContext, form: Form, held: StoredReport) -> Member:
    report = read_report(context.store.stored_reports.body(held), form)
    context.notes[held.version.id] = report.content.notes
    context.apart[held.version.id] = report.apart
    return Member(
        unit=report.unit,
        revision=report.revision,
        fingerprint=held.version.id.fingerprint,
        key=held.version.id.key,
        paper=held.paper,
        figures=report_sums(form, report),
        on_behalf=held.version.on_behalf,
        own_lines=report.content.own_lines,
        members=report.members,
        deducted=report.deducted,
    )
