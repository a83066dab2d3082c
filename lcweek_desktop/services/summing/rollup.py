"""A unit's roll-up: what it holds of the units below, which of it counts, who is missing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lcweek_desktop.bundle.paper import LinesDigest, decode_paper
from lcweek_desktop.domain.codec import MalformedError, report_from_json
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.merge import (
    Decision,
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
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.workspace import Workspace, derived
from lcweek_desktop.storage import StoredReport


@dataclass(frozen=True)
class UnitReports:
    """All that is held of one unit, and its standing. `decisions` in the order they were taken.
    `passed_over`: known from paper alone, while units below sent something of their own: paper does not say
    whether its sums hold those too (docs/adr/0083)."""

    unit: UnitId
    reports: tuple[StoredReport, ...]
    confirmations: tuple[KeyConfirmation, ...]
    decisions: tuple[Decision, ...]
    resolution: Resolution
    passed_over: tuple[StoredReport, ...] = ()

    @property
    def waiting(self) -> bool:
        return self.resolution.waiting or bool(self.passed_over)

    def report(self, held_id: VersionId) -> StoredReport:
        return next(report for report in self.reports if report.version.id == held_id)

    @property
    def listed(self) -> tuple[VersionId, Counted] | None:
        """The report that a roll-up lists, and whether it counts; None while no key is confirmed."""
        if self.resolution.counted is not None:
            return self.resolution.counted, Counted.COUNTED
        disputed = sorted(
            held_id for held_id, status in self.resolution.status.items() if status is VersionStatus.CONFLICT
        )
        return (disputed[0], Counted.CONFLICT) if disputed else None


@dataclass(frozen=True)
class ReportingProgress:
    """Who reported: unit codes in the directory's order. `expected` are the direct children. A unit that
    counts and has something newer waiting for a person is in both `received` and `waiting`."""

    expected: tuple[str, ...]
    received: tuple[str, ...]
    waiting: tuple[str, ...]
    missing: tuple[str, ...]


def unit_reports(workspace: Workspace, unit: UnitId) -> UnitReports:
    """What `desk` holds of `unit`."""
    store, receiver = workspace.store, workspace.unit.id
    held = store.stored_reports.of_unit(receiver, workspace.campaign, unit)
    papers = any(each.is_paper_only for each in held)
    senders = {each.unit for each in store.stored_reports.of(receiver, workspace.campaign)} if papers else ()
    return _unit_reports(
        unit,
        held,
        store.confirmations.of_unit(receiver, unit),
        store.decisions.of_unit(receiver, workspace.campaign, unit),
        overlapped=papers and _are_below(workspace.directory, senders, unit),
    )


def all_reports(workspace: Workspace) -> Mapping[UnitId, UnitReports]:
    """What `desk` holds of every unit, by unit."""
    store, receiver = workspace.store, workspace.unit.id
    confirmations = store.confirmations.of(receiver)
    decisions = store.decisions.of(receiver, workspace.campaign)
    grouped: dict[UnitId, list[StoredReport]] = {}
    for report in store.stored_reports.of(receiver, workspace.campaign):
        grouped.setdefault(report.unit, []).append(report)
    on_paper = {unit for unit, held in grouped.items() if any(each.is_paper_only for each in held)}
    known = workspace.directory if on_paper else None
    return {
        unit: _unit_reports(
            unit,
            held,
            confirmations.get(unit, ()),
            decisions.get(unit, ()),
            overlapped=known is not None and unit in on_paper and _are_below(known, grouped, unit),
        )
        for unit, held in grouped.items()
    }


def rollup(workspace: Workspace) -> Rollup:
    """The members that `desk` sums, each unit once; no members for a unit that holds nothing."""
    reports = all_reports(workspace)
    listed = [(of_unit, *of_unit.listed) for of_unit in reports.values() if of_unit.listed is not None]
    members = [
        replace(as_member(workspace.context, workspace.form, of_unit.report(held_id)), counted=counted)
        for of_unit, held_id, counted in listed
    ]
    decisions = {**workspace.store.decisions.of(workspace.unit.id, workspace.campaign)}
    decisions |= {unit: of_unit.decisions for unit, of_unit in reports.items()}
    preferred = {str(unit.code): {taken[-1].chosen} for unit, taken in decisions.items() if taken}
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


def reporting_progress(workspace: Workspace) -> ReportingProgress:
    """Who of the children of `desk` reported, who is missing, who has something to decide."""
    reports = {unit.code: of_unit for unit, of_unit in all_reports(workspace).items()}
    expected = tuple(unit.code for unit in workspace.directory.children(workspace.unit.code))
    received = tuple(code for code in expected if code in reports and reports[code].resolution.counted)
    waiting = tuple(code for code, held in sorted(reports.items()) if held.waiting)
    missing = tuple(code for code in expected if code not in received and code not in waiting)
    return ReportingProgress(expected, received, waiting, missing)


def read_report(data: bytes, form: Form) -> Report:
    """A `report.json` that this installation stored or judged before. Raises KnownError `store-form` when
    that was by another form of the campaign."""
    value = json.loads(data)
    try:
        return report_from_json(value, form)
    except MalformedError as error:
        described = f"bản số {value['revision']} của đơn vị {value['unit']['code']}"
        raise KnownError("store-form", row=described, place=error.place) from error


def as_member(context: AppContext, form: Form, held: StoredReport) -> Member:
    """The report `held` as a member that counts; read and decoded once, its notes with it."""
    held_id = held.version.id
    if held_id not in context.members:
        context.members[held_id] = _read_member(context, form, held)
    return context.members[held_id]


def _unit_reports(
    unit: UnitId,
    held: Sequence[StoredReport],
    confirmations: Sequence[KeyConfirmation],
    decisions: Sequence[Decision],
    *,
    overlapped: bool,
) -> UnitReports:
    """A report known from paper gives way to its file, and what was said of the one holds for the other."""
    files = {each.paper: each.version.id for each in held if not each.is_paper_only}
    known = {
        each.version.id: files[each.paper] for each in held if each.is_paper_only and each.paper in files
    }
    whole = {paper.fingerprint: file.fingerprint for paper, file in known.items()}
    left = [each for each in held if each.version.id not in known]
    passed_over = tuple(each for each in left if overlapped and each.is_paper_only)
    held = tuple(each for each in left if each not in passed_over)
    confirmations = [
        replace(each, kept=frozenset(known.get(kept, kept) for kept in each.kept)) for each in confirmations
    ]
    decisions = [
        Decision(whole.get(each.chosen, each.chosen), frozenset(whole.get(no, no) for no in each.refused))
        for each in decisions
    ]
    outcome = resolve_versions([report.version for report in held], confirmations, decisions)
    return UnitReports(unit, held, tuple(confirmations), tuple(decisions), outcome, passed_over)


def _are_below(known: Directory, senders: Iterable[UnitId], unit: UnitId) -> bool:
    return any(known.is_below(sender.code, unit.code) for sender in senders)


def _read_member(context: AppContext, form: Form, held: StoredReport) -> Member:
    return (_paper_member if held.is_paper_only else _file_member)(context, form, held)


def _paper_member(context: AppContext, form: Form, held: StoredReport) -> Member:
    paper = decode_paper(form, held.paper)
    context.notes[held.version.id] = {}
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
