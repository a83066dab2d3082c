"""Roll-ups of reports that came in any way: each file is valid, and its sums are those of the units."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.domain.form import CellRule, CellState, Form, LevelKey, RollUpKind
from lcweek_desktop.domain.report import Content, Figures, Member, Report
from lcweek_desktop.domain.rollup import build_rollup, counted_paths, report_sums, walk_members
from lcweek_desktop.domain.unit import Unit
from tests.bundle.sample_bundles import as_member, bundle, key_of
from tests.bundle.small_form import FORM, FORMS, KINDS, report, unit
from tests.factories import figures

TOP = unit("top", "Tỉnh", "tinh", None)


@dataclass
class Tree:
    """TOP and the units below it, parents first, who report on `form`.

    `own` has what each unit entered, `inbox` the reports that were sent to each; both are by unit code.
    """

    form: Form
    units: list[Unit] = field(default_factory=lambda: [TOP])
    own: dict[str, Figures] = field(default_factory=dict)
    inbox: dict[str, list[Member]] = field(default_factory=dict)

    def above(self, code: str) -> list[str]:
        parent = next(unit.parent for unit in self.units if unit.code == code)
        return [] if parent is None else [parent, *self.above(parent)]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    tree = Tree(draw(st.sampled_from((FORM, KINDS))))
    for number in range(draw(st.integers(1, 6))):
        parent = draw(st.sampled_from([u for u in tree.units if len(tree.above(u.code)) < 3]))
        tree.units.append(unit(f"u{number}", f"Đơn vị {number}", "xa", parent.code))
    for each in tree.units:
        tree.own[each.code] = draw(figures(tree.form, LevelKey("xa")))
    return tree


def rolled_up(data: st.DataObject, tree: Tree, of: Unit) -> Report:
    """The report of `of`, with some of the reports that were sent to it as members, one of each unit."""
    held = {
        member.unit.code: member for member in tree.inbox.get(of.code, []) if data.draw(st.integers(0, 4))
    }
    preferred: dict[str, Collection[str]] = {
        code: {member.fingerprint} for code, member in held.items() if data.draw(st.booleans())
    }
    rollup = build_rollup(of.code, list(held.values()), preferred)
    own = Content(tree.own[of.code])
    return report(of, own, tree.form, members=rollup.members, deducted=rollup.deducted)


@given(st.data())
def test_a_roll_up_is_read_and_holds_each_unit_and_each_key_once(data: st.DataObject) -> None:
    tree = data.draw(trees())
    last = [each for each in tree.units[1:] if all(each.code not in tree.above(u.code) for u in tree.units)]
    for each in reversed(tree.units[1:]):
        signer = data.draw(st.sampled_from(last)) if each in last and data.draw(st.booleans()) else each
        sent = as_member(rolled_up(data, tree, each), key_of(signer))
        for receiver in tree.above(each.code):
            if receiver == each.parent or data.draw(st.booleans()):
                tree.inbox.setdefault(receiver, []).append(sent)
    top = rolled_up(data, tree, TOP)
    assert read_bundle(bundle(top), FORMS).report == top
    members = dict(walk_members(top.members))
    keys = [members[path].key for path in counted_paths(top.members, top.deducted)]
    assert len(keys) == len(set(keys))
    counted = [TOP.code, *(path[-1] for path in counted_paths(top.members, top.deducted))]
    sums = report_sums(tree.form, top)
    for cell in tree.form.stored_cells:
        numbers = [tree.own[code][cell] for code in counted if cell in tree.own[code]]
        match tree.form.rule(cell):
            case CellRule(roll_up=RollUpKind.GREATEST):
                assert sums.get(cell) == max(numbers, default=None)
            case CellRule(roll_up=RollUpKind.NONE):
                assert sums.get(cell) == tree.own[TOP.code].get(cell)
            case CellRule(state=CellState.OPEN):
                assert sums.get(cell, 0) == sum(numbers)
