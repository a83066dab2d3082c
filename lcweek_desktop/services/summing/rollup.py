"""What a unit holds of the units below it, which of it counts, what that adds up to, and who is missing.

Source: docs/merging.md, Merging and A unit once; docs/form-and-rules.md, Roll-up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from lcweek_desktop.bundle.paper import LinesDigest, decode_paper
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.domain.codec import MalformedError, report_from_json
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.merge import (
    Decision,
    Fingerprint,
    KeyConfirmation,
    Resolution,
    VersionId,
    VersionStatus,
    resolve_versions,
)
from lcweek_desktop.domain.peers import Peers
from lcweek_desktop.domain.report import Counted, Member, OwnLine, Report
from lcweek_desktop.domain.rollup import Rollup, build_rollup, counted_paths, report_sums, walk_members
from lcweek_desktop.domain.unit import Directory, UnitId
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.workspace import Workspace, derived
from lcweek_desktop.storage import StoredReport


@dataclass(frozen=True)
class Damage:
    """Stored data about `unit` that are damaged and set aside.

    `code` is a code of the catalogue, `message` its words: what is damaged, and what mends it. `report` is
    the report's fingerprint, None for what was confirmed or decided about the unit.
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
            version for version, status in self.resolution.status.items() if status is VersionStatus.CONFLICT
        )
        return (disputed[0], Counted.CONFLICT) if disputed else None


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
    store, receiver, campaign = workspace.store, workspace.unit.id, workspace.campaign
    held, damaged = _readable(workspace, store.stored_reports.of_unit(receiver, campaign, unit))
    damaged += _damaged_rows(workspace, unit)
    papers = any(each.is_paper_only for each in held)
    senders = {each.unit for each in store.stored_reports.of(receiver, campaign)} if papers else ()
    reports = _unit_reports(
        unit,
        held,
        store.confirmations.of_unit(receiver, unit),
        store.decisions.of_unit(receiver, campaign, unit),
        overlapped=papers and _any_below(workspace.directory, senders, unit),
    )
    return replace(reports, damaged=tuple(damaged))


@derived
def all_reports(workspace: Workspace) -> Mapping[UnitId, UnitReports]:
    """What the workspace's unit holds of every unit, by unit."""
    store, receiver = workspace.store, workspace.unit.id
    readable, unreadable = _readable(workspace, store.stored_reports.of(receiver, workspace.campaign))
    damaged: dict[UnitId, list[Damage]] = {}
    for each in (*unreadable, *_damaged_rows(workspace)):
        damaged.setdefault(each.unit, []).append(each)
    confirmations = store.confirmations.of(receiver)
    decisions = store.decisions.of(receiver, workspace.campaign)
    grouped: dict[UnitId, list[StoredReport]] = {unit: [] for unit in damaged}
    for report in readable:
        grouped.setdefault(report.unit, []).append(report)
    on_paper = {unit for unit, held in grouped.items() if any(each.is_paper_only for each in held)}
    overlapped = {unit for unit in on_paper if _any_below(workspace.directory, grouped, unit)}
    reports = {
        unit: _unit_reports(
            unit,
            held,
            confirmations.get(unit, ()),
            decisions.get(unit, ()),
            overlapped=unit in overlapped,
        )
        for unit, held in grouped.items()
    }
    set_aside = {unit: replace(reports[unit], damaged=tuple(each)) for unit, each in damaged.items()}
    return MappingProxyType({**reports, **set_aside})


@derived
def rollup(workspace: Workspace) -> Rollup:
    """The members that the workspace's unit sums, each unit once; none when it holds nothing."""
    reports = all_reports(workspace)
    listed = [(each, *each.listed) for each in reports.values() if each.listed is not None]
    members = [
        replace(as_member(workspace.context, workspace.form, each.report(version)), counted=counted)
        for each, version, counted in listed
    ]
    decisions = {**workspace.store.decisions.of(workspace.unit.id, workspace.campaign)}
    decisions |= {unit: each.decisions for unit, each in reports.items()}
    preferred = {str(unit.code): {made[-1].chosen} for unit, made in decisions.items() if made}
    return build_rollup(workspace.unit.code, members, preferred)


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


@derived
def reporting_progress(workspace: Workspace) -> ReportingProgress:
    """Who of the units below the workspace's unit reported, who is missing, who waits for a person."""
    reports = {unit.code: each for unit, each in all_reports(workspace).items()}
    expected = tuple(unit.code for unit in workspace.directory.children(workspace.unit.code))
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


def as_member(context: AppContext, form: Form, held: StoredReport) -> Member:
    """The report `held` as a member that counts.

    A report with a file is decoded once, and its notes are kept with it (`AppContext.notes`). A report known
    from paper alone takes its unit from the directory as it is now.
    """
    if held.is_paper_only:
        return _paper_member(context, form, held)
    version = held.version.id
    if version not in context.members:
        context.members[version] = _file_member(context, form, held)
    return context.members[version]


def _readable(workspace: Workspace, held: Iterable[StoredReport]) -> tuple[list[StoredReport], list[Damage]]:
    """Those of `held` whose report can be read, and why the others cannot."""
    readable: list[StoredReport] = []
    damaged: list[Damage] = []
    for each in held:
        try:
            as_member(workspace.context, workspace.form, each)
        except KnownError as error:
            fingerprint = each.version.id.fingerprint
            if error.code == "store-hash":
                damaged.append(_damage(workspace, "damaged-report", each.unit, fingerprint))
            else:
                damaged.append(Damage(each.unit, error.code, error.message, fingerprint))
        else:
            readable.append(each)
    return readable, damaged


def _damaged_rows(workspace: Workspace, unit: UnitId | None = None) -> list[Damage]:
    """What is damaged of the rows about `unit`, or about all units when it is None."""
    store, receiver, campaign = workspace.store, workspace.unit.id, workspace.campaign
    found = [
        _damage(workspace, "damaged-report", each.unit, each.id.fingerprint)
        for each in store.stored_reports.damaged(receiver, campaign, unit)
    ]
    held = store.stored_reports.of_unit
    lost_keys = store.confirmations.damaged(receiver, unit)
    lost_choices = store.decisions.damaged(receiver, campaign, unit)
    confirmed = (each for each in sorted(lost_keys) if held(receiver, campaign, each))
    found += [_damage(workspace, "damaged-confirmation", each) for each in confirmed]
    return found + [_damage(workspace, "damaged-decision", each) for each in sorted(lost_choices)]


def _damage(workspace: Workspace, code: str, unit: UnitId, fingerprint: Fingerprint | None = None) -> Damage:
    listed = workspace.directory.units.get(unit.code)
    name = "đơn vị" if listed is None else listed.name
    report = {} if fingerprint is None else {"report": short_code(fingerprint)}
    return Damage(unit, code, sentence(code, unit=unit.code, name=name, **report), fingerprint)


def _unit_reports(
    unit: UnitId,
    held: Sequence[StoredReport],
    confirmations: Sequence[KeyConfirmation],
    decisions: Sequence[Decision],
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
        for each in decisions
    )
    resolution = resolve_versions([report.version for report in reports], confirmations, decisions)
    return UnitReports(unit, reports, confirmations, decisions, resolution, passed_over)


def _any_below(directory: Directory, senders: Iterable[UnitId], unit: UnitId) -> bool:
    return any(directory.is_below(sender.code, unit.code) for sender in senders)


def _paper_member(context: AppContext, form: Form, held: StoredReport) -> Member:
    paper = decode_paper(form, held.paper)
    return Member(
        unit=context.directory(form).get(held.unit.code),
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
