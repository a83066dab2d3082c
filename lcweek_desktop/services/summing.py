"""A unit's roll-up: what it holds of the units below, which of it counts, who is missing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lcweek_desktop.domain.codec import report_from_json
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.merge import Decision, HeldId, KeyConfirmation, Standing, Status, standing
from lcweek_desktop.domain.report import Counted, Member, Report
from lcweek_desktop.domain.rollup import Rollup, composed, report_sums
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.services.context import AppContext
from lcweek_desktop.services.units import Desk, directory
from lcweek_desktop.storage import HeldReport


@dataclass(frozen=True)
class UnitReports:
    """All that is held of one unit, and its standing. `decisions` in the order they were taken."""

    unit: UnitId
    held: tuple[HeldReport, ...]
    confirmations: tuple[KeyConfirmation, ...]
    decisions: tuple[Decision, ...]
    standing: Standing

    def report(self, held_id: HeldId) -> HeldReport:
        return next(report for report in self.held if report.held.id == held_id)

    @property
    def listed(self) -> tuple[HeldId, Counted] | None:
        """The report that a roll-up lists, and whether it counts; None while no key is confirmed."""
        if self.standing.counted is not None:
            return self.standing.counted, Counted.COUNTED
        disputed = sorted(
            held_id for held_id, status in self.standing.status.items() if status is Status.CONFLICT
        )
        return (disputed[0], Counted.CONFLICT) if disputed else None


@dataclass(frozen=True)
class Progress:
    """Who reported: unit codes in the directory's order. `expected` are the direct children. A unit that
    counts and has something newer waiting for a person is in both `received` and `waiting`."""

    expected: tuple[str, ...]
    received: tuple[str, ...]
    waiting: tuple[str, ...]
    missing: tuple[str, ...]


def unit_reports(context: AppContext, desk: Desk, unit: UnitId) -> UnitReports:
    """What `desk` holds of `unit`."""
    store, receiver = context.store, desk.unit.id
    return _unit_reports(
        unit,
        store.held.of_unit(receiver, desk.campaign, unit),
        store.confirmations.of_unit(receiver, unit),
        store.decisions.of_unit(receiver, desk.campaign, unit),
    )


def all_reports(context: AppContext, desk: Desk) -> Mapping[UnitId, UnitReports]:
    """What `desk` holds of every unit, by unit."""
    store, receiver = context.store, desk.unit.id
    confirmations = store.confirmations.of(receiver)
    decisions = store.decisions.of(receiver, desk.campaign)
    grouped: dict[UnitId, list[HeldReport]] = {}
    for report in store.held.of(receiver, desk.campaign):
        grouped.setdefault(report.unit, []).append(report)
    return {
        unit: _unit_reports(unit, held, confirmations.get(unit, ()), decisions.get(unit, ()))
        for unit, held in grouped.items()
    }


def rollup(context: AppContext, desk: Desk) -> Rollup:
    """The members that `desk` sums, each unit once; no members for a unit that holds nothing."""
    reports = all_reports(context, desk)
    listed = [(of_unit, *of_unit.listed) for of_unit in reports.values() if of_unit.listed is not None]
    members = [
        replace(as_member(context, desk.form, of_unit.report(held_id)), counted=counted)
        for of_unit, held_id, counted in listed
    ]
    preferred = {str(unit.code): {r.decisions[-1].chosen} for unit, r in reports.items() if r.decisions}
    return composed(desk.unit.code, members, preferred)


def progress(context: AppContext, desk: Desk) -> Progress:
    """Who of the children of `desk` reported, who is missing, who has something to decide."""
    reports = {unit.code: of_unit.standing for unit, of_unit in all_reports(context, desk).items()}
    expected = tuple(unit.code for unit in directory(context, desk.form).children(desk.unit.code))
    received = tuple(code for code in expected if code in reports and reports[code].counted)
    waiting = tuple(code for code, held in sorted(reports.items()) if held.waiting)
    missing = tuple(code for code in expected if code not in received and code not in waiting)
    return Progress(expected, received, waiting, missing)


def read_report(data: bytes, form: Form) -> Report:
    """A `report.json` that this installation stored or judged before."""
    return report_from_json(json.loads(data), form)


def as_member(context: AppContext, form: Form, held: HeldReport) -> Member:
    """The report `held` as a member that counts; read and decoded once, its notes with it."""
    held_id = held.held.id
    if held_id not in context.members:
        context.members[held_id] = _read_member(context, form, held)
    return context.members[held_id]


def _unit_reports(
    unit: UnitId,
    held: Sequence[HeldReport],
    confirmations: Sequence[KeyConfirmation],
    decisions: Sequence[Decision],
) -> UnitReports:
    outcome = standing([report.held for report in held], confirmations, decisions)
    return UnitReports(unit, tuple(held), tuple(confirmations), tuple(decisions), outcome)


def _read_member(context: AppContext, form: Form, held: HeldReport) -> Member:
    report = read_report(context.store.held.report(held), form)
    context.notes[held.held.id] = report.content.notes
    return Member(
        unit=report.unit,
        revision=report.revision,
        fingerprint=held.held.id.fingerprint,
        key=held.held.id.key,
        paper=held.paper,
        figures=report_sums(form, report),
        on_behalf=held.held.on_behalf,
        own_lines=report.content.own_lines,
        members=report.members,
        deducted=report.deducted,
    )
