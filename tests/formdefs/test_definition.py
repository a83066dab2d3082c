"""A definition that is worked on: a change of one key leaves every other line of the files as it was."""

from __future__ import annotations

import difflib
from datetime import date

import pytest

from dev import ROOT
from lcweek_desktop.formdefs import FILES, load_form
from lcweek_desktop.formdefs.definition import Definition, Entry, TomlValue

FOLDER = ROOT / "forms" / "2024"


@pytest.fixture
def definition() -> Definition:
    return Definition({name: (FOLDER / name).read_bytes() for name in FILES})


def changed_lines(before: Definition, after: Definition) -> list[str]:
    """The lines that went and came, in the order of the files."""
    lines: list[str] = []
    for name in FILES:
        old, new = (each.files[name].decode().splitlines() for each in (before, after))
        lines += [line for line in difflib.unified_diff(old, new, n=0) if line[:2] not in ("--", "++", "@@")]
    return lines


def test_it_makes_the_form_of_its_files(definition: Definition) -> None:
    assert definition.form().hash == load_form(FOLDER).hash


def test_every_list_written_anew_stays_byte_for_byte(definition: Definition) -> None:
    for name in ("level", "heading", "measure", "row", "check"):
        assert definition.with_list(name, definition.entries(name)).files == definition.files


def test_a_changed_value_is_the_only_line_that_changes(definition: Definition) -> None:
    changed = definition.with_value(Entry("row", "1.2"), "label", 'Một nhãn "khác"')
    assert changed_lines(definition, changed) == [
        '-label = "Bồi dưỡng nâng cao trình độ ngoại ngữ cho cán bộ, công chức, viên chức (các cấp)"',
        r'+label = "Một nhãn \"khác\""',
    ]
    assert changed.form().rows[2].label == 'Một nhãn "khác"'


def test_a_comment_behind_a_value_goes_with_it(definition: Definition) -> None:
    changed = definition.with_value(Entry("campaign"), "deadline", date(2025, 10, 20))
    assert changed_lines(definition, changed)[1:] == ["+deadline = 2025-10-20"]


def test_a_cell_may_say_more_than_its_state(definition: Definition) -> None:
    cells: dict[str, TomlValue] = {
        "count": {"state": "open", "decimals": 1, "roll_up": "none"},
        "people": "closed",
    }
    changed = definition.with_value(Entry("row", "2"), "cells", cells)
    assert changed.value(Entry("row", "2"), "cells") == cells
    rule = changed.form().row_by_key["2"].cells["count"]  # type: ignore[index]
    assert (rule.decimals, rule.roll_up) == (1, "none")


def test_a_key_is_taken_away(definition: Definition) -> None:
    changed = definition.with_value(Entry("heading", "I.3"), "guidance", None)
    assert changed.value(Entry("heading", "I.3"), "guidance") is None
    assert changed_lines(definition, changed) == [
        '-guidance = ["(Thống kê đầy đủ, chính xác các kết quả đạt được theo từng nội dung vào phụ lục II)"]'
    ]


def test_entries_come_go_and_change_places_with_their_comments(definition: Definition) -> None:
    rows = [*definition.entries("row")]
    new: dict[str, TomlValue] = {
        "key": "12",
        "tt": "12",
        "label": "Dòng mới",
        "unit": "Lượt",
        "cells": {"count": "open"},
    }
    changed = definition.with_list("row", [rows[1], rows[0], *rows[3:], new])
    assert [*changed.entries("row")] == [rows[1], rows[0], *rows[3:], new]
    text = changed.files["phu-luc-2.toml"].decode()
    assert text.endswith(
        '\n\n[[row]]\nkey = "12"\ntt = "12"\nlabel = "Dòng mới"\nunit = "Lượt"\ncells = { count = "open" }\n'
    )
    assert "\n\n\n" not in text


def test_long_lists_of_texts_have_a_line_for_each(definition: Definition) -> None:
    lines = ["Sở Giáo dục và Đào tạo (để tổng hợp, báo cáo Bộ)", "Lãnh đạo UBND tỉnh (để báo cáo)", "Lưu: VT"]
    changed = definition.with_value(Entry("level", "xa"), "recipients", lines)
    assert changed_lines(definition, changed)[1:] == [
        "+recipients = [",
        *(f'+    "{line}",' for line in lines),
        "+]",
    ]
    assert changed.value(Entry("level", "xa"), "recipients") == lines


def test_an_entry_that_is_not_there_is_a_key_error(definition: Definition) -> None:
    with pytest.raises(KeyError):
        definition.with_value(Entry("row", "99"), "label", "x")
