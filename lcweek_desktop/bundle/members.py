"""Whether the figures of a report, of its members and their sums can be what is signed.

Source: docs/bundle-format.md, Members; docs/bundle-format.md, Sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
from lcweek_desktop.domain.lengths import MAX_LINE, Excess, name_excesses, own_line_excesses
from lcweek_desktop.domain.report import Counted, Figures, Member, Report
from lcweek_desktop.domain.rollup import MemberPath, counted_paths, member_sums, report_sums, walk_members
from lcweek_desktop.domain.totals import surplus_over_parts
from lcweek_desktop.domain.unit import Unit, UnitCode
from lcweek_desktop.domain.values import format_count, greatest_filled
from lcweek_desktop.errors import KnownError


def validated_sums(form: Form, report: Report, signer: PublicKey) -> Figures:
    """The sums of `report`, whose bundle `signer` signed, once its figures and members were found valid.

    Members are validated at every depth. Raises KnownError `bundle-closed` for a figure that the unit's level
    may not enter, `bundle-sum` for a negative one, a typed total below its parts or a sum smaller than what
    it adds, `bundle-greatest` for a greatest number that nobody in it has, `bundle-member` for a member that
    cannot be at its place, `bundle-member-key` for its key, `bundle-long-text` for its name and own lines,
    `bundle-member-signature` for its signed payload, `bundle-member-figures` for other figures than signed.
    """
    figures = report.content.figures
    for cell in figures:
        if form.state(cell, report.unit.level) is CellState.CLOSED:
            raise KnownError("bundle-closed", cell=str(cell))
    validate_own_share(form, report.unit, figures, {})
    top = _Level(form, report.unit, report.members, report.deducted, (report.unit.code,), report.unit.code)
    counting = frozenset(counted_paths(report.members, report.deducted))
    _MemberValidator(counting, {signer.base64: report.unit.code}).validate_level(top)
    _validate_apart(report)
    return report_sums(form, report)


def validate_own_share(form: Form, unit: Unit, sums: Figures, added: Figures) -> None:
    """Refuse `sums` of `unit` that are less than what it `added` of its members.

    No cell and no surplus of a typed total may be less, and a cell that a member filled is filled in the
    sums. Raises KnownError `bundle-sum`, naming the unit and the cell.
    """
    for cell in form.stored_cells:
        if cell in added and cell not in sums:
            raise KnownError("bundle-sum", cell=str(cell), **_named(unit))
        if form.rule(cell).state is CellState.OPEN:
            share = sums.get(cell, 0) - added.get(cell, 0)
        else:
            share = (surplus_over_parts(form, sums, cell) or 0) - (surplus_over_parts(form, added, cell) or 0)
        if share < 0:
            raise KnownError("bundle-sum", cell=str(cell), **_named(unit))


def _validate_greatest(form: Form, member: Member, inside: Figures) -> None:
    """Refuse greatest numbers of `member` that are not those of its own entry and of `inside`, the sums of
    its own members."""
    validate_own_share(form, member.unit, member.own_greatest, {})
    for cell in form.greatest_cells:
        if member.figures.get(cell) != greatest_filled((member.own_greatest.get(cell), inside.get(cell))):
            raise KnownError("bundle-greatest", cell=str(cell), **_named(member.unit))


@dataclass(frozen=True)
class _Level:
    """The members of one unit, whose report is of `form`.

    `path` holds the codes from the report's unit down to `unit`. `signs_as` is the code that the unit's own
    reports carry.
    """

    form: Form
    unit: Unit
    members: Sequence[Member]
    deducted: Sequence[MemberPath]
    path: MemberPath
    signs_as: UnitCode


@dataclass(frozen=True)
class _MemberValidator:
    """Validates members at every depth.

    `signers` maps the public key of each member found so far that counts, as those at the paths `counting`
    do, to the code that is signed with it; a key that signs a second code is refused.
    """

    counting: frozenset[MemberPath]
    signers: dict[str, UnitCode]

    def validate_level(self, level: _Level) -> None:
        """Validate the members of one unit, each after its own members."""
        for member in level.members:
            _validate_place(member, level)
        codes = [member.unit.code for member in level.members]
        if codes != sorted(set(codes)):
            raise _misplaced(level.unit, "members out of order")
        _validate_counting(level)
        for member in level.members:
            path = (*level.path, member.unit.code)
            refuse_long_texts(member.unit, name_excesses(member.unit.name))
            refuse_long_texts(member.unit, own_line_excesses(member.own_lines))
            form = member.form or level.form
            self.validate_level(
                _Level(form, member.unit, member.members, member.deducted, path, member.reported_code)
            )
            self._validate_member(form, member, level.signs_as, counts=path[1:] in self.counting)

    def _validate_member(self, form: Form, member: Member, above: UnitCode, *, counts: bool) -> None:
        """Validate `member`, whose report is of `form`; the unit `above` holds it."""
        key = _public_key(member, member.key)
        signs_as = above if member.on_behalf else member.reported_code
        owner = self.signers.setdefault(member.key, signs_as) if counts else signs_as
        if owner != signs_as:
            raise KnownError("bundle-member-key", other=owner, **_named(member.unit))
        for former in member.replaced:
            _public_key(member, former.key)
        _validate_paper(form, member, key)
        added = member_sums(form, {}, member.members, member.deducted)
        validate_own_share(form, member.unit, member.figures, added)
        if member.members:
            _validate_greatest(form, member, added)


def _public_key(member: Member, key: str) -> PublicKey:
    try:
        return PublicKey.from_base64(key)
    except KnownError as error:
        raise KnownError("bundle-member-key", **_named(member.unit)) from error


def _validate_place(member: Member, level: _Level) -> None:
    if member.unit.id.edition != level.unit.id.edition:
        raise _misplaced(member.unit, "another directory")
    if member.unit.code in level.path:
        raise _misplaced(member.unit, "a member of itself")
    if member.signed_code == member.unit.code:
        raise _misplaced(member.unit, "a signed code that is its own")
    if member.on_behalf != (member.revision == 0):
        raise _misplaced(member.unit, "revision 0")
    if member.own_greatest and not member.members:
        raise _misplaced(member.unit, "an own entry beside figures that are its own")
    if member.provisional and (member.on_behalf or member.replaced):
        raise _misplaced(member.unit, "a key that was compared")
    _validate_former_keys(member)
    if _is_paper_only(member):
        texts = any(line.label or line.unit or line.note for line in member.own_lines)
        more = member.members or member.deducted or member.on_behalf or texts
        if more or not (member.form or level.form).paper_has_figures:
            raise _misplaced(member.unit, "more than paper carries")


def _validate_former_keys(member: Member) -> None:
    """Refuse former keys out of order, the member's own, and those of a report that another unit typed."""
    own = (member.reported_code, member.key)
    if list(member.replaced) != sorted({*member.replaced} - {own}) or (member.on_behalf and member.replaced):
        raise _misplaced(member.unit, "former keys out of order")


def _validate_counting(level: _Level) -> None:
    """Refuse a unit or a report that counts twice, and a double or deducted unit that counts nowhere."""
    if level.deducted:
        _validate_deducted(level, set(counted_paths(level.members, ())))
    members = dict(walk_members(level.members))
    paths = [*counted_paths(level.members, frozenset(level.deducted))]
    counted = [path[-1] for path in paths]
    if len(set(counted)) != len(counted):
        raise _misplaced(level.unit, "a unit counted twice")
    papers = {members[path].paper for path in paths}
    if len(papers) != len(paths):
        raise _misplaced(level.unit, "a report counted as two units")
    doubles = [(member.unit.code,) for member in level.members if member.counted is Counted.DOUBLE]
    keys = {members[path].key for path in paths if not members[path].on_behalf}

    def counts_elsewhere(path: MemberPath) -> bool:
        member = members[path]
        of_key = not member.on_behalf and member.key in keys
        return path[-1] in counted or member.paper in papers or of_key

    if not all(map(counts_elsewhere, (*doubles, *level.deducted))):
        raise _misplaced(level.unit, "left out without being counted elsewhere")


def _validate_deducted(level: _Level, counted: set[MemberPath]) -> None:
    """Refuse deducted paths that are not in ascending order or of which one leads through another.

    Each has to lead below a member, to a unit that would count if nothing were deducted.
    """
    deducted = level.deducted
    inside = any(later[: len(path)] == path for path, later in pairwise(deducted))
    if inside or list(deducted) != sorted(set(deducted)):
        raise _misplaced(level.unit, "deducted paths out of order")
    if not all(len(path) > 1 and path in counted for path in deducted):
        raise _misplaced(level.unit, "a deducted path leads nowhere")


def _validate_apart(report: Report) -> None:
    """Refuse sets of units kept apart that are out of order, of fewer than two, or without any members."""
    apart = report.apart
    in_order = list(apart) == sorted(set(apart)) and all(list(each) == sorted(set(each)) for each in apart)
    if not in_order or any(len(each) < 2 for each in apart) or (apart and not report.members):
        raise _misplaced(report.unit, "units kept apart out of order")


def _validate_paper(form: Form, member: Member, key: PublicKey) -> None:
    """Refuse a member unless `key` signed its payload and the payload is the one made from its figures."""
    try:
        payload = verify_paper(key, member.paper)
    except KnownError as error:
        raise KnownError("bundle-member-signature", **_named(member.unit)) from error
    if payload != _expected_payload(form, member, key):
        raise KnownError("bundle-member-figures", **_named(member.unit))


def _expected_payload(form: Form, member: Member, key: PublicKey) -> bytes | None:
    """The payload made from the member's figures; None when they cannot be encoded."""
    code, fingerprint = member.reported_code, member.fingerprint
    head = paper_head(form.campaign.id, form.hash, code, member.revision, fingerprint, key)
    try:
        return encode_paper(form, head, member.figures, _lines(form, member))
    except (ValueError, KnownError):
        return None


def _lines(form: Form, member: Member) -> LineNumbers | LinesDigest:
    """The numbers of the member's own lines; their digest when only a paper code with the digest came.

    Raises ValueError for own lines beside that digest, KnownError as `decode_paper`.
    """
    if _is_paper_only(member):
        lines = decode_paper(form, member.paper).lines
        if isinstance(lines, LinesDigest):
            if member.own_lines:
                raise ValueError("own lines beside their digest")
            return lines
    return [line.values for line in member.own_lines]


def _is_paper_only(member: Member) -> bool:
    """Whether only the paper code of the member's report came, with the beginning of its fingerprint."""
    return len(member.fingerprint) == 2 * DIGEST_BYTES


def refuse_long_texts(unit: Unit, excesses: Iterable[Excess]) -> None:
    """Raise KnownError `bundle-long-text`, naming `unit`, for the first of its texts that are too long."""
    for excess in excesses:
        length, limit = format_count(excess.length), format_count(excess.limit)
        raise KnownError("bundle-long-text", place=excess.place, length=length, limit=limit, **_named(unit))


def _misplaced(unit: Unit, reason: str) -> KnownError:
    return KnownError("bundle-member", reason=reason, **_named(unit))


def _named(unit: Unit) -> dict[str, object]:
    return {"unit": unit.code, "name": unit.name[:MAX_LINE]}
