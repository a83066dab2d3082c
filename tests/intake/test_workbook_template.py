"""Whether a workbook is the empty form, and whether anything was filled in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lcweek_desktop.documents.xlsx import template_bytes
from lcweek_desktop.intake.jobs import is_template_filled
from tests.factories import FORM

KEY, TT, LABEL, UNIT, COUNT, NOTE = -1, 0, 1, 2, 3, -2


@pytest.fixture
def template(tmp_path: Path) -> Path:
    file = tmp_path / "mẫu.xlsx"
    file.write_bytes(template_bytes(FORM, FORM.levels[0].key))
    return file


def type_in(file: Path, key: str, column: int, value: object) -> Path:
    """Type `value` into the line `key` and save the workbook, as another program does."""
    book = load_workbook(file)
    row = next(row for row in book.worksheets[0].iter_rows() if row[KEY].value == key)
    row[column].value = value
    book.save(file)
    return file


def test_as_it_was_written_it_is_empty_also_for_other_levels(template: Path) -> None:
    assert is_template_filled(template) is False
    for level in FORM.levels:
        template.write_bytes(template_bytes(FORM, level.key))
        assert is_template_filled(template) is False


@pytest.mark.parametrize(
    ("key", "column", "value"),
    [
        ("1.1", COUNT, 0),
        ("1.1", COUNT, "12"),
        ("1.1", NOTE, "Tại nhà văn hóa"),
        ("5", COUNT, 7),
        ("11/1", LABEL, "Ngày hội đọc sách"),
        ("11/1", UNIT, "Buổi"),
        ("unit-name", UNIT, "Trường Tiểu học Thèn Sin"),
    ],
)
def test_anything_that_somebody_typed_is_found(template: Path, key: str, column: int, value: object) -> None:
    assert is_template_filled(type_in(template, key, column, value)) is True


def test_words_of_the_form_and_formulas_are_no_entries(template: Path) -> None:
    type_in(template, "1.1", LABEL, "Số lớp, viết khác đi")
    assert is_template_filled(type_in(template, "5", COUNT, "=SUM(D30:D34)")) is False


def saved(file: Path, fill: Callable[[Worksheet], object]) -> Path:
    book = Workbook()
    fill(book.worksheets[0])
    book.save(file)
    return file


def test_any_other_workbook_is_none(tmp_path: Path, template: Path) -> None:
    other = saved(tmp_path / "khác.xlsx", lambda sheet: sheet.append(["lcweek", 1, 2]))
    assert is_template_filled(other) is None
    empty = saved(tmp_path / "trống.xlsx", lambda _sheet: None)
    assert is_template_filled(empty) is None
    cut = tmp_path / "cụt.xlsx"
    cut.write_bytes(template.read_bytes()[:-300])
    assert is_template_filled(cut) is None


def test_rows_of_any_length_and_keys_of_any_kind_are_read(tmp_path: Path) -> None:
    file = saved(
        tmp_path / "lạ.xlsx",
        lambda sheet: [
            sheet.append(row) for row in (["", "lcweek-template=1 x"], [], [1], [None, 7], ["a", "k"])
        ],
    )
    assert is_template_filled(file) is False
