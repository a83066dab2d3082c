"""The entry document of a year with decimals (tests/services/decimal_year.py): whole numbers, or text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.domain.report import Content
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.damaged import remains
from lcweek_desktop.services.report.entry_document import apply_entry, entry_document
from lcweek_desktop.storage import Draft
from tests.factories import KINDS, contents
from tests.services.decimal_year import LIBRARY, LIBRARY_ENTRY, machine
from tests.services.office import Office
from tests.services.spoiled import spoil


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Office]:
    with machine(tmp_path, LIBRARY) as office:
        yield office


def test_decimals_are_written_as_people_write_them_and_come_back_in_full(library: Office) -> None:
    draft = library.fill(**LIBRARY_ENTRY)
    assert draft.content.figures[Cell(RowKey("C"), MeasureKey("count"))] == 8725
    shown = library.shown()
    assert shown["figures"] == LIBRARY_ENTRY["figures"]
    (line,) = shown["other_rows"]
    assert (line["count"], line["money"], line["rate"]) == (2, "0,7", "12,5")
    assert shown["totals"] == {
        "A": {"count": 15, "money": "1,7", "rate": None},
        "A.2": {"count": 3, "money": "0,2", "rate": "40,5"},
    }
    library.fill(**shown)
    assert library.shown() == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [(98, "98,0"), ("98", "98,0"), ("98,50", "98,5"), ("1.234,5", "1.234,5"), (0, "0,0")],
)
def test_a_whole_number_and_zeros_at_the_end_are_the_same_number(
    library: Office, written: Any, shown: str
) -> None:
    library.fill(figures={"A.1": {"money": written}})
    assert library.shown()["figures"] == {"A.1": {"money": shown}}


def test_null_and_the_empty_text_make_blank(library: Office) -> None:
    for blank in (None, "", "  "):
        library.fill(figures={"A.1": {"money": 1}})
        library.fill(figures={"A.1": {"money": blank}})
        assert library.shown()["figures"] == {}


@pytest.mark.parametrize(
    ("document", "key", "reason"),
    [
        ('{"figures": {"A.1": {"money": 1.5}}}', "figures.A.1.money", 'ví dụ "99,9"'),
        ('{"figures": {"A.1": {"money": true}}}', "figures.A.1.money", "số nguyên"),
        ('{"figures": {"A.1": {"money": "1.5"}}}', "figures.A.1.money", "98,5"),
        ('{"figures": {"A.1": {"money": "1,25"}}}', "figures.A.1.money", "1 chữ số sau dấu phẩy"),
        ('{"figures": {"A.1": {"money": 999999999999999999}}}', "figures.A.1.money", "số quá lớn"),
        ('{"figures": {"A.1": {"count": "12"}}}', "figures.A.1.count", "phải là số nguyên"),
        ('{"figures": {"A.1": {"count": 1.5}}}', "figures.A.1.count", "phải là số nguyên"),
        ('{"other_rows": [{"label": "a", "rate": "1,55"}]}', "other_rows.0.rate", "1 chữ số"),
        (
            '{"figures": {"A.2.x": {"money": "2,5"}, "A.2": {"money": "2,4"}}}',
            "figures.A.2.money",
            "(2,4) nhỏ hơn tổng các dòng chi tiết (2,5)",
        ),
    ],
)
def test_what_the_cell_cannot_hold_is_refused_with_its_key(
    library: Office, document: str, key: str, reason: str
) -> None:
    with pytest.raises(KnownError) as caught:
        library.fill_text(document)
    assert f"“{key}”" in caught.value.message
    assert reason in caught.value.message
    assert library.shown()["figures"] == {}


def test_the_document_of_any_draft_makes_that_draft_again() -> None:
    level = KINDS.levels[0].key

    @settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
    @given(contents(KINDS, level))
    def holds(content: Content) -> None:
        shown = json.loads(json.dumps(entry_document(Draft(content), KINDS)))
        again = apply_entry(shown, Draft(Content()), KINDS, level, lambda name: name.removesuffix(".jpg"))
        assert (again.content.figures, again.content.own_lines) == (content.figures, content.own_lines)

    holds()


def test_what_is_left_of_damaged_figures_is_read_in_the_unit(library: Office) -> None:
    library.fill(**LIBRARY_ENTRY)
    longer = "body = CAST(CAST(body AS TEXT) || ' ' AS BLOB)"
    spoil(library, "draft_part", f"{longer} WHERE part = 'figures' AND place = 'A.1'")
    spoil(library, "draft_part", f"{longer} WHERE part = 'own_lines'")
    assert remains(library.workspace, "A.1.count").splitlines() == ["count: 12", "money: 1,5", "rate: 98,0"]
    assert "values: money: 0,7" in remains(library.workspace, "own_lines/0")
