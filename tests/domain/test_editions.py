"""Which numbers of a report of another edition have a place, and what becomes of them; the sums of whole
trees are held against an independent count in test_rollup_kinds.py."""

from __future__ import annotations

from dataclasses import replace

from lcweek_desktop.domain.editions import (
    earlier_members,
    figures_in,
    member_forms,
    members_in,
    without_place,
)
from lcweek_desktop.domain.form import CellRule, CellState, Form, Row, RowKey
from lcweek_desktop.domain.report import Member, OwnLine
from tests.bundle.sample_bundles import as_member
from tests.bundle.small_form import COUNT, EARLIER, FORM, KINDS, MONEY, OLDEST, RATE, figures, report


def state_of(form: Form, row: str, state: CellState) -> Form:
    """`form` with another state of the first measure of `row`."""

    def changed(each: Row) -> Row:
        cells = {**each.cells, COUNT: CellRule(state, 10**7)}
        return replace(each, cells=cells) if each.key == RowKey(row) else each

    return replace(form, rows=tuple(map(changed, form.rows)))


def member(form: Form, lines: tuple[OwnLine, ...] = (), **cells: int) -> Member:
    bare = as_member(report(form=FORM), None, FORM)
    return replace(bare, figures=figures(form, **cells), own_lines=lines, form=form)


def test_what_both_count_alike_is_taken_and_all_else_is_told() -> None:
    held = member(EARLIER, r1_1_count=12, r1_9_people=30, r2_count=3, r10_1_count=15)
    (taken,) = members_in(FORM, [held])
    assert (taken.form, taken.figures) == (None, figures(r1_1_count=12))
    assert [(each.about, each.text) for each in without_place(FORM, held)] == [
        ("dòng 1.9 “Dòng 1.9”, Người", "30"),
        ("dòng 2 “Dòng 2”", "3"),
        ("dòng 10.1 “Dòng 10.1”", "1,5"),
    ]


def test_of_a_total_the_surplus_is_taken() -> None:
    """9 is 4 above its rows; one of them, with 3, is gone."""
    entered = figures(EARLIER, r5_count=9, r5_1_count=2, r5_9_count=3)
    assert figures_in(FORM, entered, EARLIER) == figures(r5_count=6, r5_1_count=2)


def test_an_open_row_that_became_a_total_is_all_surplus_and_the_reverse_is_told() -> None:
    opened = state_of(FORM, "5", CellState.OPEN)
    assert figures_in(FORM, figures(opened, r5_count=9, r5_1_count=2), opened) == figures(
        r5_count=11, r5_1_count=2
    )
    held = replace(member(FORM, r5_count=9, r5_1_count=2), form=FORM)
    assert figures_in(opened, held.figures, FORM) == figures(opened, r5_1_count=2)
    (told,) = without_place(opened, held)
    assert (told.about, told.text) == ("dòng 5 “Dòng 5”, Số lớp, phần cao hơn tổng các dòng dưới", "7")


def test_a_total_that_holds_nothing_above_its_rows_leaves_nothing_to_tell() -> None:
    opened = state_of(FORM, "5", CellState.OPEN)
    held = replace(member(FORM, r5_count=2, r5_1_count=2), form=FORM)
    assert without_place(opened, held) == ()


def test_own_lines_keep_the_measures_that_have_a_place() -> None:
    """In the other form money has one decimal, here none; shares are no measure any more."""
    measures = tuple(replace(each, decimals=0) for each in KINDS.measures if each.key != RATE)
    now = replace(KINDS, measures=measures)
    line = OwnLine("Thi kể chuyện", "Cuộc", {COUNT: 1, MONEY: 5, RATE: 333})
    held = member(KINDS, (line,))
    (taken,) = members_in(now, [held])
    assert [dict(each.values) for each in taken.own_lines] == [{COUNT: 1}]
    assert [each.text for each in without_place(now, held)] == ["0,5", "33,3"]
    none = replace(now, rows=tuple(replace(row, own_lines=False) for row in now.rows))
    (taken,) = members_in(none, [held])
    assert taken.own_lines == ()
    assert len(without_place(none, held)) == 3


def test_members_of_members_are_brought_up_one_form_at_a_time() -> None:
    """1.8 and 5.9 are of one form each; only what all forms on the way have arrives."""
    inner = member(OLDEST, r1_1_count=1, r1_8_count=2, r5_3_count=4)
    outer = replace(member(EARLIER, r1_1_count=3, r5_9_count=5), members=(inner,))
    assert {*member_forms([outer])} == {EARLIER.hash, OLDEST.hash}
    (taken,) = members_in(FORM, [outer])
    assert member_forms([taken]) == {}
    assert taken.figures == figures(r1_1_count=3)
    assert taken.members[0].figures == figures(r1_1_count=1)  # 5.3 was not in between


def test_own_lines_are_told_however_deep_and_whatever_form_between_has_no_place_for_them() -> None:
    """No sums take them up, so those of a school are in no number of the commune that holds it."""
    measures = tuple(each for each in KINDS.measures if each.key != RATE)
    no_rate = replace(KINDS, measures=measures, rows=tuple(map(_without_rate, KINDS.rows)))
    line = OwnLine("Thi kể chuyện", "Cuộc", {COUNT: 1, RATE: 333})
    school = replace(member(KINDS, (line,)), form=None)
    commune = replace(member(KINDS), members=(school,))
    code = school.unit.code
    assert [
        (path, [each.text for each in left]) for path, _, left in earlier_members(no_rate, [commune])
    ] == [
        ((code,), []),
        ((code, code), ["33,3"]),
    ]
    again = replace(commune, form=no_rate, members=(replace(school, form=KINDS),))
    told = [(path, [each.text for each in left]) for path, _, left in earlier_members(KINDS, [again])]
    assert told == [((code,), []), ((code, code), ["33,3"])]


def test_what_an_earlier_form_in_between_has_no_place_for_is_told_of_a_present_report() -> None:
    inner = replace(member(FORM, r5_3_count=4), form=FORM)
    outer = replace(member(EARLIER), members=(inner,))
    (_, told) = earlier_members(FORM, [outer])
    assert [each.text for each in told.left] == ["4"]


def _without_rate(row: Row) -> Row:
    return replace(row, cells={key: rule for key, rule in row.cells.items() if key != RATE})


def test_members_of_one_form_stay_the_same_objects() -> None:
    held = replace(member(FORM, r1_1_count=1), form=None)
    (same,) = members_in(FORM, [held])
    assert same is held
