"""The form of 2024 against the plan (tests/data/plan-2024.txt, verbatim) and docs/form-and-rules.md."""

from __future__ import annotations

from datetime import date

import pytest

from dev import ROOT
from lcweek_desktop.domain.form import LevelKey
from tests.factories import FORM

PLAN = (ROOT / "tests" / "data" / "plan-2024.txt").read_text(encoding="utf-8")
PRINTED_ROWS = [line.split("\t") for line in PLAN[PLAN.rindex("\t\t\tSố lớp") :].splitlines()[1:] if line]

# The only differences between label and plan (docs/form-and-rules.md, Phụ lục II).
CORRECTIONS = {
    "5.2": [("Trung bày", "Trưng bày")],
    "5.4": [("Thi vẽ sách", "Thi về sách"), ("thiêu nhi", "thiếu nhi")],
}

TWO_MEASURES = "1.1 1.2 1.3 1.4 1.4a 1.5 1.6 1.7 1.8 1.9 1.10 1.11 1.12 5.3 5.4 6.1 6.2 6.3 6.4"
# Rows, count, people (docs/form-and-rules.md, Phụ lục II).
STATES = [
    ("1 6", "computed", "computed"),
    (TWO_MEASURES, "open", "open"),
    ("2 3 8 4.1 4.3 9.1 7.1 7.2 5.1 5.2 10.1 10.2", "open", "closed"),
    ("4 7 9 11", "closed", "closed"),
    ("4.2 9.2", "closed", "open"),
    ("5", "total", "total"),
    ("10", "computed", "closed"),
]

LEVELS = ("truong", "xa", "don_vi", "huyen", "so_nganh", "tinh")


def corrected(tt: str, label: str) -> str:
    for slip, right in CORRECTIONS.get(tt, []):
        assert slip in label
        label = label.replace(slip, right)
    return label


def test_the_plan_prints_41_rows() -> None:
    assert len(PRINTED_ROWS) == 41


def test_rows_labels_and_units_are_the_plans_in_its_order_but_for_the_listed_corrections() -> None:
    ours = [(row.tt, row.label, row.unit) for row in FORM.rows]
    assert ours == [(tt, corrected(tt, label), unit) for tt, label, unit, *_ in PRINTED_ROWS]


def test_the_plans_own_spelling_is_kept_beside_a_corrected_label() -> None:
    kept = [row.source_label or row.label for row in FORM.rows]
    assert kept == [label for _, label, *_ in PRINTED_ROWS]
    assert {row.key for row in FORM.rows if row.source_label} == set(CORRECTIONS)


def test_keys_are_the_printed_numbers_and_the_unnumbered_row_has_its_own() -> None:
    assert [row.key for row in FORM.rows] == [tt or "1.4a" for tt, *_ in PRINTED_ROWS]


def test_a_row_stands_under_the_section_its_number_names() -> None:
    for row in FORM.rows:
        section, dot, _ = row.key.partition(".")
        assert row.parent == (section if dot else None)
        assert row.bold is (not dot)


def test_cell_states_equal_the_table() -> None:
    expected = {row: (count, people) for rows, count, people in STATES for row in rows.split()}
    actual = {row.key: tuple(str(rule.state) for rule in row.cells.values()) for row in FORM.rows}
    assert actual == expected
    assert [measure.key for measure in FORM.measures] == ["count", "people"]


@pytest.mark.parametrize("level", LEVELS)
def test_only_a_district_enters_whether_it_held_an_opening_and_sums_carry_it(level: str) -> None:
    changed = {str(cell) for cell in FORM.cells if FORM.state(cell, LevelKey(level)) is not FORM.state(cell)}
    assert changed == (set() if level == "huyen" else {"7.1.count"})


def test_the_levels_are_those_of_the_rules() -> None:
    assert sorted(FORM.level_by_key) == sorted(LEVELS)


def test_limits_are_a_million_million_dong_and_ten_million_of_anything_else() -> None:
    limits = {str(c): FORM.rule(c).limit for c in FORM.stored_cells}
    money = {"10.1.count", "10.2.count"}
    assert {limits.pop(name) for name in money} == {10**12}
    assert set(limits.values()) == {10**7}
    assert FORM.limits.of("Đồng", "count") == 10**12
    assert FORM.limits.of("quyển", "count") == 10**7


def test_computed_cells_add_the_open_cells_under_them() -> None:
    parts = {str(c): [str(part) for part in FORM.parts(c)] for c in FORM.cells if FORM.parts(c)}
    assert parts["5.people"] == ["5.3.people", "5.4.people"]
    assert parts["5.count"] == ["5.1.count", "5.2.count", "5.3.count", "5.4.count"]
    assert parts["10.count"] == ["10.1.count", "10.2.count"]
    assert len(parts["1.count"]) == len(parts["1.people"]) == 13
    assert parts["6.people"] == ["6.1.people", "6.2.people", "6.3.people", "6.4.people"]


def test_own_lines_stand_under_row_11() -> None:
    assert FORM.own_lines_row is not None
    assert FORM.own_lines_row.key == "11"


def test_headings_and_guidance_are_the_plans() -> None:
    outline = PLAN[PLAN.index("I. KẾT QUẢ") : PLAN.index("Nơi nhận")]
    printed = [line for line in outline.splitlines() if line]
    ours = [
        line
        for heading in FORM.headings
        for line in (f"{heading.number}. {heading.title}", *heading.guidance)
    ]
    assert ours == printed


def test_text_stands_under_the_numbered_headings_only() -> None:
    assert [h.key for h in FORM.headings if h.has_text] == [
        "I.1",
        "I.2",
        "I.3",
        "II.1",
        "II.2",
        "III.1",
        "III.2",
    ]


def test_column_headings_are_the_plans() -> None:
    head = PLAN[PLAN.rindex("TT\t") :].splitlines()[:2]
    columns = FORM.columns
    assert head[0].split("\t") == [
        columns.tt,
        columns.label,
        columns.unit,
        columns.amount,
        "",
        columns.note,
    ]
    assert head[1].split("\t")[3:5] == [measure.label for measure in FORM.measures]


def test_the_blank_template_keeps_the_plans_heading_and_the_filled_table_drops_the_word_form() -> None:
    heading = " ".join([FORM.campaign.table_name, *FORM.campaign.template_title])
    assert f"{heading} {FORM.campaign.template_reference}" in " ".join(PLAN.split())
    assert FORM.campaign.table_title == ("TỔNG HỢP SỐ LIỆU KẾT QUẢ TỔ CHỨC", FORM.campaign.template_title[1])


def test_the_campaign_is_the_plans() -> None:
    campaign = FORM.campaign
    assert (campaign.starts, campaign.ends) == (date(2024, 10, 1), date(2024, 10, 7))
    assert (campaign.opening, campaign.deadline) == (date(2024, 10, 1), date(2024, 10, 19))
    assert campaign.subject in PLAN
    assert (campaign.id, campaign.year, campaign.edition) == ("2024", 2024, "lai-chau-2024")
    assert campaign.email == "pgdtrh.sogddt@laichau.gov.vn"


def test_every_check_of_the_rules_is_there() -> None:
    errors = {check.key for check in FORM.checks if check.severity == "error"}
    assert errors == {
        "negative",
        "above-limit",
        "closed-filled",
        "total-below-parts",
        "own-line-unnamed",
        "unit-code",
        "unit-name",
        "unit-level",
        "unit-parent",
        "unit-name-too-long",
        "note-too-long",
        "own-line-too-long",
        "own-line-unit-too-long",
        "paragraph-too-long",
        "heading-too-long",
        "pieces-too-long",
        "caption-too-long",
        "reason-too-long",
        "signoff-too-long",
    }
    assert {check.key for check in FORM.checks} - errors == {
        "people-without-count",
        "count-without-people",
        "fewer-people",
        "opening-district",
        "opening-school",
        "money-rounding",
        "reward-note",
        "times-last-year",
        "times-peers",
        "opening-blank",
        "heading-empty",
        "figure-blank",
        "legacy-text",
        "photo-uncaptioned",
        "issuer-missing",
        "abbreviation-missing",
        "place-missing",
        "signer-missing",
        "all-blank",
        "deadline-passed",
    }
