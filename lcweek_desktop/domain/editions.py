"""Reports of another edition of a campaign: which of their numbers have a place in the form of who sums them.

A report is proved by its own form, and goes into the sums of another one cell by cell. Whatever has no place
there is told and never summed. Source: docs/bundle-format.md, Sums; docs/adr/0111-two-editions-in-one-sum.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from lcweek_desktop.domain.form import Cell, CellState, Form, Measure, MeasureKey
from lcweek_desktop.domain.moved_content import Leftover
from lcweek_desktop.domain.report import Figures, Member, OwnLine
from lcweek_desktop.domain.rules.rule import cell_name
from lcweek_desktop.domain.text import inside_quotes
from lcweek_desktop.domain.totals import in_order, sum_of_parts, surplus_over_parts
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.domain.values import format_number


class EarlierMember(NamedTuple):
    """The unit of a member at `path`, and what of its report is in no sums."""

    path: tuple[str, ...]
    unit: Unit
    left: tuple[Leftover, ...]


def has_place(form: Form, cell: Cell, by: Form) -> bool:
    """Whether a number of `cell`, which `by` stores, goes into the sums of `form`.

    Both have to store the cell with the same decimals and roll-up. A typed total needs a total.
    """
    if not form.counts_alike(cell, by):
        return False
    now, before = form.rule(cell).state, by.rule(cell).state
    return now is CellState.TOTAL or (now, before) == (CellState.OPEN, CellState.OPEN)


def figures_in(form: Form, figures: Figures, by: Form) -> Figures:
    """What of `figures`, those of a report of the form `by`, has a place in `form`.

    Of a total it is the surplus, above the parts that `form` has; so nothing of a row that is gone stays in
    the total above it, and numbers may be added and deducted before or after.
    """
    taken: dict[Cell, int] = {}
    for cell in reversed(form.stored_cells):  # parts before the totals above them
        if cell in figures and has_place(form, cell, by):
            is_total = form.rule(cell).state is CellState.TOTAL
            parts = (sum_of_parts(form, taken, cell) or 0) if is_total else 0
            taken[cell] = _entered(by, figures, cell) + parts
    return in_order(form, taken)


def members_in(form: Form, members: Sequence[Member]) -> tuple[Member, ...]:
    """`members`, which a report of `form` sums, with their numbers, at every depth, as `form` takes them.

    Those of other forms are brought from the form of each to that of who holds it, step by step. Members of
    one form stay the same objects.
    """
    return tuple(_member_in(form, each) for each in members)


def member_forms(members: Sequence[Member]) -> Mapping[str, Form]:
    """The forms, by hash, that `members` at every depth name because it is not that of who holds them."""
    found: dict[str, Form] = {}
    for member in members:
        if member.form is not None:
            found[member.form.hash] = member.form
        found.update(member_forms(member.members))
    return found


def without_place(form: Form, member: Member) -> tuple[Leftover, ...]:
    """The numbers of `member`, which a report of `form` sums, that have no place there, by the names that
    they have in its own form. Of a typed total it is what it holds above its parts."""
    return _left_on_the_way((form,), member)


def earlier_members(now: Form, members: Sequence[Member]) -> Iterator[EarlierMember]:
    """Those among `members`, which a report of `now` sums, and at every depth inside them, that were made by
    another form or had numbers without a place on the way up, a member before those inside it."""
    return _earlier_members((now,), members, ())


def _earlier_members(
    way: Sequence[Form], members: Sequence[Member], above: tuple[str, ...]
) -> Iterator[EarlierMember]:
    """As `earlier_members`, of those at the path `above`; `way` are the forms from that of who holds them
    up."""
    for member in members:
        path, by, left = (*above, member.unit.code), member.form or way[0], _left_on_the_way(way, member)
        if left or by.hash != way[-1].hash:
            yield EarlierMember(path, member.unit, left)
        yield from _earlier_members(way if member.form is None else (by, *way), member.members, path)


def _left_on_the_way(way: Sequence[Form], member: Member) -> tuple[Leftover, ...]:
    """What has no place of `member`: of its cells in the first form of `way`, which holds it, and of its own
    lines in any of `way`, as no sums take these up."""
    by = member.form or way[0]
    return (*_cells_without_place(way[0], member, by), *_lines_without_place((by, *way), member))


def _member_in(form: Form, member: Member) -> Member:
    by = member.form or form
    inner = members_in(by, member.members)
    if any(each is not same for each, same in zip(inner, member.members, strict=True)):
        member = replace(member, members=inner)
    return member if member.form is None else _translated(form, member, by)


def _translated(form: Form, member: Member, by: Form) -> Member:
    """`member`, which is of the form `by` at every depth, as `form` takes it."""
    return replace(
        member,
        form=None,
        figures=figures_in(form, member.figures, by),
        own_greatest=figures_in(form, member.own_greatest, by),
        own_lines=tuple(_line_in(form, line, by) for line in member.own_lines) if form.own_lines_row else (),
        members=tuple(_translated(form, each, by) for each in member.members),
    )


def _line_in(form: Form, line: OwnLine, by: Form) -> OwnLine:
    kept = {key: value for key, value in line.values.items() if _measure_has_place(form, key, by)}
    return replace(line, values=MappingProxyType(kept))


def _line_has_place(form: Form, key: MeasureKey, by: Form) -> bool:
    return form.own_lines_row is not None and _measure_has_place(form, key, by)


def _measure_has_place(form: Form, key: MeasureKey, by: Form) -> bool:
    now, before = _measure(form, key), _measure(by, key)
    if now is None or before is None:
        return False
    return (now.decimals, now.roll_up) == (before.decimals, before.roll_up)


def _entered(by: Form, figures: Figures, cell: Cell) -> int:
    """The number of `cell`; of a typed total its surplus."""
    if by.rule(cell).state is CellState.TOTAL:
        return surplus_over_parts(by, figures, cell) or 0
    return figures[cell]


def _cells_without_place(form: Form, member: Member, by: Form) -> Iterator[Leftover]:
    for cell in member.figures:
        is_total = by.rule(cell).state is CellState.TOTAL
        entered = _entered(by, member.figures, cell)
        if not has_place(form, cell, by) and (entered or not is_total):
            above = ", phần cao hơn tổng các dòng dưới" if is_total else ""
            yield Leftover(f"dòng {cell_name(by, cell)}{above}", by.text_of(cell, entered))


def _lines_without_place(way: Sequence[Form], member: Member) -> Iterator[Leftover]:
    for line in member.own_lines:
        for key, value in line.values.items():
            measure = _measure(way[0], key)
            steps = pairwise(way)
            if measure is not None and not all(_line_has_place(form, key, by) for by, form in steps):
                about = f"dòng tự thêm “{inside_quotes(line.named.label)}”, {measure.label}"
                yield Leftover(about, format_number(value, measure.decimals))


def _measure(form: Form, key: MeasureKey) -> Measure | None:
    return next((measure for measure in form.measures if measure.key == key), None)
