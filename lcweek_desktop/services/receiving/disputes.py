"""Units with several reports of which one counts: what there is to choose from, and where they differ.

The choice itself is taken by `deciding.decide`. Source: docs/adr/0010-doubles.md, 0011-merging.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from lcweek_desktop.bundle.shortcode import DIGEST_BYTES
from lcweek_desktop.domain.form import Cell, Form
from lcweek_desktop.domain.merge import VersionStatus
from lcweek_desktop.domain.report import Counted, Figures, Member
from lcweek_desktop.domain.rollup import MemberPath, Rollup, counted_paths, member_at
from lcweek_desktop.domain.unit import Unit, UnitId
from lcweek_desktop.services.summing.rollup import UnitReports, all_reports, as_member
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.workspace import Workspace

_ASKED = (VersionStatus.CONFLICT, VersionStatus.FEWER_CELLS)


class Reason(Enum):
    """Why there is something to choose."""

    DOUBLE = auto()
    """The unit's report came directly and inside another's, or inside two."""
    CONFLICT = auto()
    """Two reports have the same number."""
    FEWER_CELLS = auto()
    """The newer report leaves blank what the one before it filled."""


@dataclass(frozen=True)
class Candidate:
    """A report that could count. `holder`: the unit whose report brought it, None when it came by itself."""

    fingerprint: str
    revision: int
    holder: Unit | None
    counted: bool
    figures: Figures


@dataclass(frozen=True)
class Dispute:
    """One unit's reports; the one that counts first, if any does."""

    unit: Unit
    reason: Reason
    candidates: tuple[Candidate, ...]

    @property
    def same(self) -> bool:
        """Whether all are copies of one report, so that nothing depends on the choice; paper carries only the
        beginning of its fingerprint."""
        return len({candidate.fingerprint[: 2 * DIGEST_BYTES] for candidate in self.candidates}) == 1

    @property
    def waits(self) -> bool:
        """Whether a person has to choose; doubles are counted once without being asked."""
        return self.reason is not Reason.DOUBLE


def differences(form: Form, one: Figures, other: Figures) -> Mapping[Cell, tuple[int | None, int | None]]:
    """The cells in which the two hold different numbers (None for a blank), in the form's order; computed
    ones follow from them."""
    both = {cell: (one.get(cell), other.get(cell)) for cell in form.stored_cells}
    return {cell: (left, right) for cell, (left, right) in both.items() if left != right}


def disputes(workspace: Workspace, rollup: Rollup) -> tuple[Dispute, ...]:
    """What `desk` may choose between: questions that wait first, then doubles, each by unit code."""
    waiting = _waiting(workspace.context, workspace.form, all_reports(workspace))
    return (*sorted(waiting, key=_code), *sorted(_doubles(rollup), key=_code))


def _code(dispute: Dispute) -> str:
    return dispute.unit.code


def _waiting(context: AppContext, form: Form, held: Mapping[UnitId, UnitReports]) -> Iterator[Dispute]:
    for reports in held.values():
        status = reports.resolution.status
        asked = [held_id for held_id in sorted(status) if status[held_id] in _ASKED]
        if not asked:
            continue
        members = [as_member(context, form, reports.report(held_id)) for held_id in asked]
        counted = reports.resolution.counted
        before = [] if counted is None else [as_member(context, form, reports.report(counted))]
        same_number = any(status[held_id] is VersionStatus.CONFLICT for held_id in asked)
        reason = Reason.CONFLICT if same_number else Reason.FEWER_CELLS
        now = [_candidate(member, None, counted=True) for member in before]
        asking = [_candidate(member, None, counted=False) for member in members]
        yield Dispute(members[0].unit, reason, (*now, *asking))


def _doubles(rollup: Rollup) -> Iterator[Dispute]:
    """The places left out at this level; what a member left out itself is for that unit to choose."""
    left_out: dict[str, list[MemberPath]] = {}
    for member in rollup.members:
        if member.counted is Counted.DOUBLE:
            left_out.setdefault(member.unit.code, []).append((member.unit.code,))
    for path in rollup.deducted:
        left_out.setdefault(path[-1], []).append(path)
    for path in [*counted_paths(rollup.members, rollup.deducted)] if left_out else ():
        if path[-1] in left_out:
            yield _double(rollup.members, path, left_out[path[-1]])


def _double(members: Sequence[Member], counted: MemberPath, left_out: Sequence[MemberPath]) -> Dispute:
    kept = _candidate(member_at(members, counted), _holder(members, counted), counted=True)
    others = [
        _candidate(member_at(members, path), _holder(members, path), counted=False) for path in left_out
    ]
    return Dispute(member_at(members, counted).unit, Reason.DOUBLE, (kept, *others))


def _holder(members: Sequence[Member], path: MemberPath) -> Unit | None:
    return member_at(members, path[:-1]).unit if len(path) > 1 else None


def _candidate(member: Member, holder: Unit | None, *, counted: bool) -> Candidate:
    return Candidate(member.fingerprint, member.revision, holder, counted, member.figures)
