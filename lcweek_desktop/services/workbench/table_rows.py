"""Rows of the table of a definition that is being worked on: adding and removing them.

A row goes together with the rows below it. Row keys are for ever: a key that was ever used names no
other row. Every function gives another definition; whether it makes a form is said by `Definition.form`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from string import ascii_lowercase
from typing import Final, NamedTuple

from lcweek_desktop.domain.form import CellState
from lcweek_desktop.formdefs.definition import Definition, TomlValue
from lcweek_desktop.services.workbench.tree import below, tree_of

_LAST_NUMBER: Final = re.compile(r"^(.*?)([0-9]+)$")

NEW_LABEL: Final = "(nội dung của dòng mới)"
"""The label of a new row until somebody writes it; a label may not be empty."""


class AddedRow(NamedTuple):
    """A definition with another row, and the key of that row."""

    definition: Definition
    key: str


def add_row_after(definition: Definition, key: str, used: Collection[str] = ()) -> AddedRow:
    """Add a row after the row `key` and those below it, under the same parent.

    It has the unit of measurement and the cells of `key`, and the next number; its label is to be written.
    `used` are keys of other years, which it does not take.
    """
    rows = {**tree_of(definition, "row")}
    like = rows[key]
    parent = {"parent": like["parent"]} if "parent" in like else {}
    values = {"tt": _next_number(rows, like), **parent, **_new_row(like)}
    added, entries = _added(rows, values, [*below(rows, key)][-1], used)
    return AddedRow(definition.with_list("row", entries), added)


def add_row_below(definition: Definition, key: str, used: Collection[str] = ()) -> AddedRow:
    """Add a row as the last one below the row `key`; with the first one, open cells of `key` add up.

    `used` are keys of other years, which it does not take.
    """
    rows = {**tree_of(definition, "row")}
    children = [each for each, row in rows.items() if row.get("parent") == key]
    if children:
        return add_row_after(definition, children[-1], used)
    above = rows[key]
    values = {"tt": f"{above['tt']}.1" if above["tt"] else "", "parent": key, **_new_row(above)}
    rows[key] = {**above, "cells": _summed_cells(above)}
    added, entries = _added(rows, values, key, used)
    return AddedRow(definition.with_list("row", entries), added)


def _new_row(like: Mapping[str, TomlValue]) -> dict[str, TomlValue]:
    return {"label": NEW_LABEL, "unit": like["unit"], "cells": _entered_cells(like)}


def remove_row(definition: Definition, key: str) -> Definition:
    """Take away the row `key` and those below it, also from the checks that name them.

    A check whose last row goes is taken away, too.
    """
    rows = {**tree_of(definition, "row")}
    gone = {*below(rows, key)}
    checks = (_check_without(check, gone) for check in definition.entries("check"))
    return definition.with_list("row", [row for each, row in rows.items() if each not in gone]).with_list(
        "check", [check for check in checks if check is not None]
    )


def _check_without(check: Mapping[str, TomlValue], gone: Collection[str]) -> Mapping[str, TomlValue] | None:
    """`check` without the rows `gone`; None when it was about no others."""
    named = check.get("rows", [])
    assert isinstance(named, list)
    left = [each for each in named if each not in gone]
    if left == named:
        return check
    return {**check, "rows": left} if left else None


def _next_number(rows: Mapping[str, Mapping[str, TomlValue]], like: Mapping[str, TomlValue]) -> str:
    """The printed number after the last one among the siblings of `like`; empty when they have none."""
    siblings = [row for row in rows.values() if row.get("parent") == like.get("parent")]
    numbered = [match for row in siblings if (match := _LAST_NUMBER.match(str(row["tt"])))]
    if not numbered:
        return ""
    last = max(numbered, key=lambda match: int(match[2]))
    return f"{last[1]}{int(last[2]) + 1}"


def _added(
    rows: Mapping[str, Mapping[str, TomlValue]],
    values: Mapping[str, TomlValue],
    after: str,
    used: Collection[str],
) -> tuple[str, list[Mapping[str, TomlValue]]]:
    """The key of a new row that says `values`, and all rows with it after the row `after`."""
    key = free_key(str(values["tt"]) or f"{after}-", {*rows, *used})
    entries: list[Mapping[str, TomlValue]] = []
    for each, row in rows.items():
        entries.append(row)
        if each == after:
            entries.append({"key": key, **values})
    return key, entries


def free_key(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, or with a letter or number behind it, so that it is not one of `taken`."""
    endings = ("", *ascii_lowercase, *(f"-{number}" for number in range(1, len(taken) + 2)))
    return next(key for ending in endings if (key := f"{wanted}{ending}") not in taken)


def _cell_state(cell: TomlValue) -> str:
    return str(cell["state"] if isinstance(cell, Mapping) else cell)


def _entered_cells(row: Mapping[str, TomlValue]) -> dict[str, TomlValue]:
    """The cells of `row` for a row of its kind that adds nothing up: open where `row` has a number."""
    return {measure: _entered(cell) for measure, cell in _cells(row).items()}


def _entered(cell: TomlValue) -> TomlValue:
    if _cell_state(cell) == CellState.CLOSED:
        return cell
    if isinstance(cell, Mapping):
        return {**cell, "state": CellState.OPEN.value}
    return CellState.OPEN.value


def _summed_cells(row: Mapping[str, TomlValue]) -> dict[str, TomlValue]:
    """The cells of `row` with those that are open to everybody computed."""
    return {
        measure: CellState.COMPUTED.value if cell == CellState.OPEN.value else cell
        for measure, cell in _cells(row).items()
    }


def _cells(row: Mapping[str, TomlValue]) -> Mapping[str, TomlValue]:
    cells = row["cells"]
    assert isinstance(cells, Mapping)
    return cells
