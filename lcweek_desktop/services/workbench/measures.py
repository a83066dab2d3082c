"""Measures, the columns of numbers, of a definition that is being worked on: adding, removing, moving them.

Every row has a cell for every measure. Every function gives another definition; whether it makes a form is
said by `Definition.form`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final, NamedTuple

from lcweek_desktop.domain.form import CellState, RollUpKind
from lcweek_desktop.formdefs.definition import Definition, Entry, TomlValue
from lcweek_desktop.services.workbench.table_rows import free_key

MOST: Final = 5
"""The most measures of a form."""
NEW_LABEL: Final = "(tên cột mới)"
"""The label of a new measure until somebody writes it; a label may not be empty."""
_SUMS: Final = (CellState.COMPUTED.value, CellState.TOTAL.value)
_BY_MEASURE: Final = "by_measure"
"""The key of the limits under which those of measures stand."""
_IN_WORDS: Final = "in_words"
"""The key of a row under which its words stand, which name measures in braces."""
_NAMING: Final = ("measure", "against")
"""The keys of a check that name a measure."""


class AddedMeasure(NamedTuple):
    """A definition with another measure, and the key of that measure."""

    definition: Definition
    key: str


def add_measure(definition: Definition) -> AddedMeasure:
    """Add a measure of whole numbers that are added, as the last one.

    Its cells take numbers or add up where those of the measure before it do. Its key has the year in it, as
    keys of measures mean the same for ever.
    """
    measures = definition.entries("measure")
    year = definition.value(Entry("campaign"), "year")
    key = free_key(f"cot-{year}-{len(measures) + 1}", definition.keys("measure"))
    like = str(measures[-1]["key"])
    rows = [
        {**row, "cells": {**_cells(row), key: _state(_cells(row)[like])}} for row in definition.entries("row")
    ]
    values: Mapping[str, TomlValue] = {"key": key, "label": NEW_LABEL}
    return AddedMeasure(definition.with_list("measure", [*measures, values]).with_list("row", rows), key)


def remove_measure(definition: Definition, key: str) -> Definition:
    """Take away the measure `key` with its cells and its limit, the checks that compare it, and the words of
    rows that name it."""
    measures = [each for each in definition.entries("measure") if each["key"] != key]
    rows = [
        {**row, "cells": {name: cell for name, cell in _cells(row).items() if name != key}}
        for row in map(partial(_without_words, measure=key), definition.entries("row"))
    ]
    checks = [each for each in definition.entries("check") if key not in map(each.get, _NAMING)]
    unlimited = with_limit(definition, key, None)
    return unlimited.with_list("measure", measures).with_list("row", rows).with_list("check", checks)


def move_measure(definition: Definition, key: str, by: int) -> Definition:
    """Move the measure `key` by one place, left (-1) or right (1); at the end it stays where it is."""
    measures = [*definition.entries("measure")]
    place = definition.keys("measure").index(key)
    if not 0 <= place + by < len(measures):
        return definition
    measures.insert(place + by, measures.pop(place))
    return definition.with_list("measure", measures)


def with_roll_up(definition: Definition, key: str, roll_up: RollUpKind) -> Definition:
    """Let the numbers of the measure `key` become one as `roll_up` says.

    Where they are no longer added, cells that add the rows below up are closed.
    """
    changed = definition.with_value(Entry("measure", key), "roll_up", roll_up.value)
    if roll_up is RollUpKind.SUM:
        return changed
    rows = [
        {**row, "cells": {**_cells(row), key: CellState.CLOSED.value}}
        if _state(_cells(row)[key]) in _SUMS
        else row
        for row in definition.entries("row")
    ]
    return changed.with_list("row", rows)


def limit_of(definition: Definition, key: str) -> int | None:
    """The largest number that a unit may enter in the measure `key`; None where the units of measurement of
    its rows say it."""
    limit = _limits(definition).get(key)
    return limit if isinstance(limit, int) else None


def with_limit(definition: Definition, key: str, limit: int | None) -> Definition:
    """Let `limit` be the largest number that a unit may enter in the measure `key`; None for that of the
    units of measurement."""
    others = {name: each for name, each in _limits(definition).items() if name != key}
    limits = others if limit is None else {**others, key: limit}
    if limits == _limits(definition):
        return definition
    return definition.with_value(Entry("limits"), _BY_MEASURE, limits or None)


def _limits(definition: Definition) -> Mapping[str, TomlValue]:
    limits = definition.value(Entry("limits"), _BY_MEASURE)
    return limits if isinstance(limits, Mapping) else {}


def _without_words(row: Mapping[str, TomlValue], measure: str) -> Mapping[str, TomlValue]:
    """`row` without the templates that name `measure`."""
    templates = row.get(_IN_WORDS)
    if not isinstance(templates, list):
        return row
    kept = [template for template in templates if f"{{{measure}}}" not in template]
    others = {name: value for name, value in row.items() if name != _IN_WORDS}
    return {**others, _IN_WORDS: kept} if kept else others


def _state(cell: TomlValue) -> str:
    return str(cell["state"] if isinstance(cell, Mapping) else cell)


def _cells(row: Mapping[str, TomlValue]) -> Mapping[str, TomlValue]:
    cells = row["cells"]
    assert isinstance(cells, Mapping)
    return cells
