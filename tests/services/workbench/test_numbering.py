"""Printed numbers that run on again."""

from __future__ import annotations

import pytest

from dev import ROOT
from lcweek_desktop.formdefs import FILES
from lcweek_desktop.formdefs.definition import Definition
from lcweek_desktop.services.workbench.numbering import renumbered


@pytest.fixture
def definition() -> Definition:
    folder = ROOT / "forms" / "2024"
    return Definition({name: (folder / name).read_bytes() for name in FILES})


def with_numbers(definition: Definition, parent: str, numbers: list[str]) -> Definition:
    """The definition whose first rows below `parent` have `numbers`, and no others below it."""
    entries = definition.entries("row")
    under = [entry for entry in entries if entry.get("parent") == parent]
    new = [{**entry, "tt": number} for entry, number in zip(under, numbers, strict=False)]
    return definition.with_list("row", [*(each for each in entries if each not in under), *new])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["1.1", "1.3", "", "1.3"], ["1.1", "1.2", "", "1.3"]),
        (["II", "V", "I"], ["I", "II", "III"]),
        (["a)", "d)", "b)", "c)", "g)"], ["a)", "b)", "c)", "d)", "đ)"]),
        (["-", "-"], ["-", "-"]),
    ],
)
def test_siblings_count_on_as_the_first_of_them_does(
    definition: Definition, before: list[str], after: list[str]
) -> None:
    changed = with_numbers(definition, "1", before)
    key = next(str(each["key"]) for each in changed.entries("row") if each.get("parent") == "1")
    again = renumbered(changed, "row", key)
    assert [each["tt"] for each in again.entries("row") if each.get("parent") == "1"] == after


@pytest.mark.parametrize("list_name", ["row", "heading"])
def test_the_numbers_of_the_plan_are_right_as_they_are(definition: Definition, list_name: str) -> None:
    for key in definition.keys(list_name):
        assert renumbered(definition, list_name, key).files == definition.files
