"""Units with several reports of which one counts: what there is to choose from, and where they differ.

The choice itself is made by `deciding.decide`. Source: docs/merging.md, Merging and A unit once;
docs/adr/0010-doubles.md, docs/adr/0011-merging.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from lcweek_desktop.bundle.shortcode import DIGEST_BYTES
from lcweek_desktop.domain.form import Cell, Form
from lcweek_desktop.domain.merge import VersionId, VersionStatus
from lcweek_desktop.domain.report import Counted, Figures, Member
from lcweek_desktop.domain.rollup import MemberPath, Rollup, counted_paths, member_at
from lcweek_desktop.domain.unit import Unit, UnitCode
from lcweek_desktop.services.summing.held_member import member_in_form
from lcweek_desktop.services.summing.unit_reports import UnitReports, all_reports
from lcweek_desktop.services.workspace.workspace import Workspace

_OPEN: Final = (VersionStatus.CONFLICT, VersionStatus.FEWER_CELLS)


class DisputeReason(Enum):
    """Why there is something to choose."""

    DOUBLE = auto()
    """The unit's report came directly and inside another's, or inside two."""
    CONFLICT = auto()
    """Two reports of the unit have the same revision number."""
    FEWER_CELLS = auto()
    """The newer report leaves blank what the one before it filled."""


@dataclass(frozen=True)
class Candidate:
    """A report that could count, signed by the public key `key`. `holder` is the unit whose report brought
    it, None when it came directly."""

    fingerprint: str
    key: str
    revision: int
    holder: Unit | None
    counted: bool
    figures: Figures


@dataclass(frozen=True)
class Dispute:
    """The reports of one unit to choose from; the one that counts comes first, if any does."""

    unit: Unit
    reason: DisputeReason
    candidates: tuple[Candidate, ...]

    @property
    def are_copies(self) -> bool:
        """Whether all are copies of one report, so that nothing depends on the choice; signed paper carries
        only the beginning of a fingerprint."""
        return len({candidate.fingerprint[: 2 * DIGEST_BYTES] for candidate in self.candidates}) == 1

    @property
    def is_waiting(self) -> bool:
        """Whether a person has to choose; a double is counted once without being asked about."""
        return self.reason is not DisputeReason.DOUBLE


def differences(form: Form, one: Figures, other: Figures) -> Mapping[Cell, tuple[int | None, int | None]]:
    """The stored cells in which the two hold different numbers (None for a blank), in the form's order."""
    both = {cell: (one.get(cell), other.get(cell)) for cell in form.stored_cells}
    return {cell: (left, right) for cell, (left, right) in both.items() if left != right}


def disputes(workspace: Workspace, rollup: Rollup) -> tuple[Dispute, ...]:
    """What this unit may choose between: what waits for it first, then doubles, each by unit code."""
    waiting, doubles = waiting_disputes(workspace), _double_disputes(rollup)
    return (*sorted(waiting, key=_unit_code), *sorted(doubles, key=_unit_code))


def _unit_code(dispute: Dispute) -> UnitCode:
    return dispute.unit.code


def waiting_disputes(workspace: Workspace) -> Iterator[Dispute]:
    """What waits for a person to choose, in no order."""
    for reports in all_reports(workspace).values():
        status = reports.resolution.status
        waiting = [held_id for held_id in sorted(status) if status[held_id] in _OPEN]
        if waiting:
            yield _waiting_dispute(workspace, reports, waiting)


def _waiting_dispute(workspace: Workspace, reports: UnitReports, waiting: Sequence[VersionId]) -> Dispute:
    def member(held_id: VersionId) -> Member:
        return member_in_form(workspace, reports.unit, reports.report(held_id))

    members, counted = [member(held_id) for held_id in waiting], reports.counted
    status = reports.resolution.status
    is_conflict = any(status[held_id] is VersionStatus.CONFLICT for held_id in waiting)
    candidates = [_candidate(each, None, counted=False) for each in members]
    if counted is not None:
        candidates.insert(0, _candidate(member(counted), None, counted=True))
    reason = DisputeReason.CONFLICT if is_conflict else DisputeReason.FEWER_CELLS
    return Dispute(members[0].unit, reason, tuple(candidates))


def _double_disputes(rollup: Rollup) -> Iterator[Dispute]:
    """One for each unit with a report that is left out at this level; what a member left out itself is for
    that unit to choose."""
    left_out: dict[str, list[MemberPath]] = {}
    for member in rollup.members:
        if member.counted is Counted.DOUBLE:
            left_out.setdefault(member.unit.code, []).append((member.unit.code,))
    for path in rollup.deducted:
        left_out.setdefault(path[-1], []).append(path)
    for path in [*counted_paths(rollup.members, rollup.deducted)] if left_out else ():
        if path[-1] in left_out:
            yield _double_dispute(rollup.members, path, left_out[path[-1]])


def _double_dispute(
    members: Sequence[Member], counted: MemberPath, left_out: Sequence[MemberPath]
) -> Dispute:
    kept = _candidate(member_at(members, counted), _holder(members, counted), counted=True)
    others = [
        _candidate(member_at(members, path), _holder(members, path), counted=False) for path in left_out
    ]
    return Dispute(member_at(members, counted).unit, DisputeReason.DOUBLE, (kept, *others))


def _holder(members: Sequence[Member], path: MemberPath) -> Unit | None:
    return member_at(members, path[:-1]).unit if len(path) > 1 else None


def _candidate(member: Member, holder: Unit | None, *, counted: bool) -> Candidate:
    return Candidate(member.fingerprint, member.key, member.revision, holder, counted, member.figures)
