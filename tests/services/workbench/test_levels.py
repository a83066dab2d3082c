"""A level of a definition goes, and with it whatever was for it alone; the form stays one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.domain.form import CellState, HeadingKey, LevelKey, MeasureKey, RowKey
from lcweek_desktop.formdefs import FILES
from lcweek_desktop.formdefs.definition import Definition, Entry, TomlValue
from lcweek_desktop.services.workbench.levels import remove_level, units_of_level
from lcweek_desktop.services.workspace.context import open_context

FOLDER = ROOT / "forms" / "2024"
COUNT = MeasureKey("count")


@pytest.fixture
def definition() -> Definition:
    return Definition({name: (FOLDER / name).read_bytes() for name in FILES})


def test_a_level_that_nothing_names_goes_alone(definition: Definition) -> None:
    removed = remove_level(definition, "so_nganh")
    before, after = definition.form(), removed.definition.form()
    assert [level.key for level in after.levels] == ["truong", "xa", "don_vi", "huyen", "tinh"]
    assert (removed.rows, removed.headings, removed.checks) == ((), (), ())
    assert (after.rows, after.headings, after.checks) == (before.rows, before.headings, before.checks)
    assert after.level_by_key[LevelKey("truong")].superior_from == {"huyen", "don_vi"}
    assert {name for name in FILES if removed.definition.files[name] != definition.files[name]} == {
        "campaign.toml"
    }


def test_cells_and_checks_of_the_level_alone_go_with_it(definition: Definition) -> None:
    removed = remove_level(definition, "huyen")
    form = removed.definition.form()
    assert (removed.rows, removed.checks) == (("7.1",), ("opening-district",))
    assert form.row_by_key[RowKey("7.1")].cells[COUNT].state is CellState.CLOSED
    assert "opening-district" not in [check.key for check in form.checks]


def test_what_is_for_other_levels_too_stays_for_those(definition: Definition) -> None:
    cells: TomlValue = {"count": {"state": "open", "levels": ["xa", "huyen"]}, "people": "closed"}
    named = definition.with_value(Entry("row", "7.1"), "cells", cells)
    named = named.with_value(Entry("check", "opening-district"), "levels", ["xa", "huyen"])
    removed = remove_level(named, "huyen")
    form = removed.definition.form()
    assert (removed.rows, removed.checks) == ((), ())
    assert form.row_by_key[RowKey("7.1")].cells[COUNT].levels == frozenset((LevelKey("xa"),))
    (check,) = (check for check in form.checks if check.key == "opening-district")
    assert check.options.levels == ("xa",)


def test_headings_of_the_level_alone_go_with_those_below_them(definition: Definition) -> None:
    last = definition.entries("heading")[-1]
    own: Mapping[str, TomlValue] = {
        "key": "IV",
        "number": "IV",
        "title": "Riêng của huyện",
        "has_text": False,
        "levels": ["huyen"],
    }
    below: Mapping[str, TomlValue] = {
        "key": "IV.1",
        "number": "1",
        "title": "Nội dung",
        "has_text": True,
        "parent": "IV",
    }
    words = {**last, "at": {"huyen": {"title": "Với tỉnh"}}}
    named = definition.with_list("heading", [*definition.entries("heading")[:-1], words, own, below])
    assert HeadingKey("IV.1") in [heading.key for heading in named.form().headings]
    removed = remove_level(named, "huyen")
    assert removed.headings == ("IV", "IV.1")
    assert removed.definition.form().headings == definition.form().headings


def test_the_units_of_a_level_are_those_of_the_directory(definition: Definition, tmp_path: Path) -> None:
    with open_context(tmp_path, ROOT / "forms") as context:
        form = definition.form()
        assert len(units_of_level(context, form, LevelKey("huyen"))) == 8
        assert units_of_level(context, form, LevelKey("don_vi")) == ()
