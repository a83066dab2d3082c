"""Judging a roll-up: each member's signature and figures, each level's sum (docs/bundle-format.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.paper import (
    LineNumbers,
    LinesDigest,
    decode_paper,
    encode_paper,
    paper_head,
    verify_paper,
)
from lcweek_desktop.bundle.shortcode import DIGEST_BYTES
from lcweek_desktop.domain.form import CellState, Form
from lcweek_desktop.domain.report import Counted, Figures, Member, Report
from lcweek_desktop.domain.rollup import MemberPath, counted_paths, member_sums
from lcweek_desktop.domain.totals import surplus_over_parts
from lcweek_desktop.domain.unit import Unit, UnitCode
from lcweek_desktop.errors import KnownError


def judge_members(form: Form, report: Report, signer: PublicKey) -> None:
    """Judges the members of `report`, whose bundle `signer` signed, at every depth.

    Raises KnownError naming the unit: `bundle-member` for a place in the roll-up that cannot be,
    `bundle-member-key` and `bundle-member-signature` for its key and signed payload, `bundle-member-figures`
    for figures other than signed, `bundle-sum` for a sum smaller than what it adds.
    """
    _Judge(form, {signer.base64: report.unit.code}).level(
        report.unit, signer.base64, report.members, report.deducted, (report.unit.code,)
    )


def judge_share(form: Form, unit: Unit, sums: Figures, added: Figures) -> None:
    """A unit's own share, its `sums` less what it `added` of members, is negative in no cell.

    A cell that a member filled is filled in the sums, and a typed total's surplus is not below the members'.
    Raises KnownError `bundle-sum`.
    """
    for cell in form.stored_cells:
        if cell in added and cell not in sums:
            raise KnownError("bundle-sum", unit=unit.code, name=unit.name, cell=str(cell))
        if form.rule(cell).state is CellState.OPEN:
            share = sums.get(cell, 0) - added.get(cell, 0)
        else:
            share = (surplus_over_parts(form, sums, cell) or 0) - (surplus_over_parts(form, added, cell) or 0)
        if share < 0:
            raise KnownError("bundle-sum", unit=unit.code, name=unit.name, cell=str(cell))


@dataclass
class _Judge:
    """`signers` is the roster: whose each key is. One key never stands for two units."""

    form: Form
    signers: dict[str, UnitCode] = field(default_factory=dict)

    def level(
        self,
        unit: Unit,
        key: str,
        members: Sequence[Member],
        deducted: Sequence[MemberPath],
        above: MemberPath,
    ) -> None:
        """Judges the members of `unit`, which signed with `key`; `above` are the codes down to `unit`."""
        codes = [member.unit.code for member in members]
        for member in members:
            _judge_place(member, unit, above)
        if codes != sorted(set(codes)):
            raise _misplaced(unit, "members out of order")
        _judge_counting(unit, members, deducted)
        for member in members:
            self.level(member.unit, member.key, member.members, member.deducted, (*above, member.unit.code))
            self.member(member, unit)

    def member(self, member: Member, above: Unit) -> None:
        """Judges one member of `above`; its own members were judged before."""
        signer = above if member.on_behalf else member.unit
        owner = self.signers.setdefault(member.key, signer.code)
        if owner != signer.code:
            raise KnownError("bundle-member-key", other=owner, **_named(member.unit))
        judge_share(
            self.form,
            member.unit,
            member.figures,
            member_sums(self.form, {}, member.members, member.deducted),
        )
        _judge_paper(self.form, member)


def _judge_place(member: Member, above: Unit, codes_above: MemberPath) -> None:
    if member.unit.id.edition != above.id.edition:
        raise _misplaced(member.unit, "another directory")
    if member.unit.code in codes_above:
        raise _misplaced(member.unit, "a member of itself")
    if member.on_behalf != (member.revision == 0):
        raise _misplaced(member.unit, "revision 0")
    if _is_paper_alone(member) and (member.members or member.on_behalf):
        raise _misplaced(member.unit, "more than paper carries")


def _judge_counting(unit: Unit, members: Sequence[Member], deducted: Sequence[MemberPath]) -> None:
    """Each unit counts once; what is left out as a double, or deducted, counts at another place."""
    if deducted:
        _judge_deducted(unit, deducted, set(counted_paths(members, ())))
    counted = [path[-1] for path in counted_paths(members, frozenset(deducted))]
    if len(set(counted)) != len(counted):
        raise _misplaced(unit, "a unit counted twice")
    doubles = [member.unit.code for member in members if member.counted is Counted.DOUBLE]
    if not set(counted).issuperset([*doubles, *(path[-1] for path in deducted)]):
        raise _misplaced(unit, "left out without being counted elsewhere")


def _judge_deducted(unit: Unit, deducted: Sequence[MemberPath], counted: set[MemberPath]) -> None:
    """The paths are in order, lead below members to what would count without them, not into each other."""
    inside = any(later[: len(path)] == path for path, later in pairwise(deducted))
    if inside or list(deducted) != sorted(set(deducted)):
        raise _misplaced(unit, "deducted paths out of order")
    if not all(len(path) > 1 and path in counted for path in deducted):
        raise _misplaced(unit, "a deducted path leads nowhere")


def _judge_paper(form: Form, member: Member) -> None:
    """The member's payload is the one its figures make, and its key signed it."""
    try:
        key = PublicKey.from_base64(member.key)
    except KnownError as error:
        raise KnownError("bundle-member-key", **_named(member.unit)) from error
    try:
        payload = verify_paper(key, member.paper)
    except KnownError as error:
        raise KnownError("bundle-member-signature", **_named(member.unit)) from error
    if payload != _payload(form, member, key):
        raise KnownError("bundle-member-figures", **_named(member.unit))


def _payload(form: Form, member: Member, key: PublicKey) -> bytes | None:
    """What the member's payload has to be; None when its figures fit into none."""
    head = paper_head(form.campaign.id, form.hash, member.unit.code, member.revision, member.fingerprint, key)
    try:
        return encode_paper(form, head, member.figures, _lines(form, member))
    except (ValueError, KnownError):
        return None


def _lines(form: Form, member: Member) -> LineNumbers | LinesDigest:
    """The numbers of the member's own lines; the digest of those that even the receiver never saw."""
    if _is_paper_alone(member) and not member.own_lines:
        lines = decode_paper(form, member.paper).lines
        return lines if isinstance(lines, LinesDigest) else ()
    return [line.values for line in member.own_lines]


def _is_paper_alone(member: Member) -> bool:
    """Whether only the paper code of the member's report came, with the beginning of its fingerprint."""
    return len(member.fingerprint) == 2 * DIGEST_BYTES


def _misplaced(unit: Unit, reason: str) -> KnownError:
    return KnownError("bundle-member", reason=reason, **_named(unit))


def _named(unit: Unit) -> dict[str, object]:
    return {"unit": unit.code, "name": unit.name}
