"""The shape of a form, in both years."""

from __future__ import annotations

from dataclasses import replace

from lcweek_desktop.domain.form import (
    Cell,
    CellRule,
    CellState,
    Form,
    Heading,
    HeadingKey,
    LevelKey,
    MeasureKey,
    RowKey,
)
from tests.factories import FORM, INVENTED


def cell_named(form: Form, name: str) -> Cell:
    """The cell that prints as `name`."""
    return next(cell for cell in form.cells if str(cell) == name)


def test_cells_run_row_by_row_in_the_forms_order(form: Form) -> None:
    assert [cell.row for cell in form.cells[:: len(form.measures)]] == [row.key for row in form.rows]
    assert len(form.cells) == len(form.rows) * len(form.measures)


def test_every_row_stands_once_in_the_tree_after_its_parent(form: Form) -> None:
    walked = []
    waiting = list(form.children[None])
    while waiting:
        row = waiting.pop(0)
        walked.append(row)
        waiting = [*form.children[row.key], *waiting]
    assert tuple(walked) == form.rows


def test_only_open_cells_and_typed_totals_hold_numbers(form: Form) -> None:
    kept = {form.rule(cell).state for cell in form.stored_cells}
    assert kept == {CellState.OPEN, CellState.TOTAL}
    assert all(form.rule(cell).limit > 0 for cell in form.stored_cells)


def test_sums_have_parts_and_other_cells_are_never_asked_for_them(form: Form) -> None:
    for cell in form.cells:
        if form.rule(cell).state in (CellState.COMPUTED, CellState.TOTAL):
            assert form.parts(cell)


def test_parts_pass_over_closed_children() -> None:
    assert [str(part) for part in INVENTED.parts(cell_named(INVENTED, "A.2.people"))] == ["A.2.x.people"]


def test_a_cell_of_some_levels_is_closed_to_the_others_and_open_in_sums() -> None:
    cell = cell_named(INVENTED, "A.2.y.count")
    assert INVENTED.state(cell, LevelKey("co_so")) is CellState.CLOSED
    assert INVENTED.state(cell, LevelKey("xa")) is CellState.OPEN
    assert INVENTED.state(cell) is CellState.OPEN


def test_a_form_may_do_without_own_lines() -> None:
    assert INVENTED.own_lines_row is None


def test_a_limit_goes_by_the_printed_unit_in_any_case() -> None:
    assert INVENTED.limits.of(" Nghìn Đồng ", "count") == 10**9
    assert INVENTED.limits.of("Buổi", "count") == INVENTED.limits.of("", "count") == 5_000


def test_a_limit_of_a_column_comes_before_that_of_the_unit() -> None:
    limits = replace(INVENTED.limits, by_measure={"share": 100})
    assert limits.of("Nghìn đồng", "share") == 100
    assert limits.of("Nghìn đồng", "count") == 10**9


def with_row(form: Form, key: str, /, **change: object) -> Form:
    rows = tuple(
        replace(row, **change) if row.key == key else row  # type: ignore[arg-type]
        for row in form.rows
    )
    return replace(form, rows=rows)


def test_a_level_has_its_own_headings_and_words() -> None:
    names = {
        level.key: [heading.name for heading in INVENTED.headings_at(level.key)] for level in INVENTED.levels
    }
    everywhere = ["1. Việc đã làm", "2. Đánh giá", "a. Được", "b. Chưa được"]
    assert names == {
        "co_so": everywhere,
        "xa": [*everywhere, "1) Vì sao"],
        "tinh": [*everywhere, "1) Vì sao ở các xã"],
    }


def test_a_heading_is_as_deep_as_the_headings_above_it_are_many() -> None:
    assert [INVENTED.depth(heading) for heading in INVENTED.headings] == [0, 0, 1, 1, 2]
    assert [FORM.depth(heading) for heading in FORM.headings] == [0, 1, 1, 1, 0, 1, 1, 0, 1, 1]


def test_a_number_gets_a_dot_unless_it_has_a_mark_of_its_own() -> None:
    numbers = {"I": "I. Ưu điểm", "1.1": "1.1. Ưu điểm", "a)": "a) Ưu điểm", "-": "- Ưu điểm", "": "Ưu điểm"}
    key = HeadingKey("x")
    assert {number: Heading(key, number, "Ưu điểm", True).name for number in numbers} == numbers


def test_words_are_outside_the_forms_hash() -> None:
    worded = with_row(FORM, "1.1", label="Khác", tt="1.a", unit="Lượt", bold=True, source_label="Khac")
    worded = replace(
        worded, campaign=replace(FORM.campaign, theme="Khác"), checks=(), columns=INVENTED.columns
    )
    headings = tuple(replace(heading, title="Khác", guidance=(), parent=None) for heading in FORM.headings)
    assert replace(worded, headings=headings).hash == FORM.hash


def test_every_part_of_the_structure_is_in_the_forms_hash() -> None:
    count = MeasureKey("count")
    closed = {**FORM.row_by_key[RowKey("1.1")].cells, count: CellRule(CellState.CLOSED)}
    at_level = {
        **FORM.row_by_key[RowKey("1.1")].cells,
        count: CellRule(CellState.OPEN, 10, frozenset({LevelKey("xa")})),
    }
    at_level_only = frozenset({LevelKey("tinh")})
    others = [
        with_row(FORM, "1.1", key=RowKey("1.1b")),
        with_row(FORM, "1.4a", parent=RowKey("2")),
        with_row(FORM, "11", own_lines=False),
        with_row(FORM, "1.1", cells=closed),
        with_row(FORM, "1.1", cells=at_level),
        replace(FORM, rows=FORM.rows[::-1]),
        replace(FORM, headings=FORM.headings[:-1]),
        replace(FORM, headings=tuple(replace(heading, has_text=True) for heading in FORM.headings)),
        replace(FORM, headings=(replace(FORM.headings[0], levels=at_level_only), *FORM.headings[1:])),
        replace(FORM, measures=FORM.measures[::-1]),
    ]
    assert len({FORM.hash, INVENTED.hash, *(form.hash for form in others)}) == 2 + len(others)


def test_the_hash_of_2024_never_changes() -> None:
    assert FORM.hash == "315b5b8ce45a2a5dcf17477e9a1215c6a1b466d46445a64260835837e6948294"
