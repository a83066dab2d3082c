"""Levels of a definition that is being worked on: taking one away, also wherever it is named.

Every function gives another definition; whether it makes a form is said by `Definition.form`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lcweek_desktop.domain.form import CellState, Form, LevelKey
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.formdefs.definition import Definition, TomlValue
from lcweek_desktop.services.campaigns.definition_folder import campaign_directory
from lcweek_desktop.services.workspace.context import AppContext

_NAMING = ("levels", "superior_from")
"""The keys of an entry that list levels."""


class RemovedLevel(NamedTuple):
    """A definition without a level.

    `rows`, `headings` and `checks` are the keys of those that were for this level alone: cells of such rows
    are closed now, and such headings and checks are gone.
    """

    definition: Definition
    rows: tuple[str, ...]
    headings: tuple[str, ...]
    checks: tuple[str, ...]


def remove_level(definition: Definition, key: str) -> RemovedLevel:
    """Take away the level `key`, also from the levels, rows, headings and checks that name it."""
    levels = [each for each in definition.entries("level") if each["key"] != key]
    rows = definition.entries("row")
    closed = [_row_without(row, key) for row in rows]
    headings = [*_without(definition.entries("heading"), key)]
    checks = [*_without(definition.entries("check"), key)]
    changed = definition
    for name, entries in (
        ("level", [*_without(levels, key)]),
        ("row", closed),
        ("heading", headings),
        ("check", checks),
    ):
        if [*changed.entries(name)] != entries:
            changed = changed.with_list(name, entries)
    return RemovedLevel(
        changed,
        tuple(str(row["key"]) for row in rows if any(_is_alone(cell, key) for cell in _cells(row).values())),
        _gone(definition, changed, "heading"),
        _gone(definition, changed, "check"),
    )


def units_of_level(context: AppContext, form: Form, level: LevelKey) -> tuple[Unit, ...]:
    """The units of the directory of `form` that are of `level`; it cannot go while there are any.

    Raises KnownError as `campaign_directory`.
    """
    listed = campaign_directory(context, form).units.values()
    return tuple(unit for unit in listed if unit.level == level)


def _gone(before: Definition, after: Definition, name: str) -> tuple[str, ...]:
    return tuple(key for key in before.keys(name) if key not in after.keys(name))


def _without(
    entries: list[Mapping[str, TomlValue]] | tuple[Mapping[str, TomlValue], ...], level: str
) -> Iterator[Mapping[str, TomlValue]]:
    """`entries` without `level`; what was for this level alone goes, with the headings below it."""
    gone: set[str] = set()
    for entry in entries:
        if _is_alone(entry, level) or entry.get("parent") in gone:
            gone.add(str(entry["key"]))
        else:
            yield _unnamed(entry, level)


def _unnamed(entry: Mapping[str, TomlValue], level: str) -> Mapping[str, TomlValue]:
    """`entry` where it does not name `level`, in a list of levels or for words of its own (`at`)."""
    left = {**entry}
    for name in _NAMING:
        named = entry.get(name)
        if isinstance(named, list) and level in named:
            left[name] = [each for each in named if each != level]
    words = entry.get("at")
    if isinstance(words, Mapping) and level in words:
        left["at"] = {each: said for each, said in words.items() if each != level}
    return {name: value for name, value in left.items() if value or name not in ("at", "superior_from")}


def _row_without(row: Mapping[str, TomlValue], level: str) -> Mapping[str, TomlValue]:
    return {**row, "cells": {name: _cell_without(cell, level) for name, cell in _cells(row).items()}}


def _cell_without(cell: TomlValue, level: str) -> TomlValue:
    if not isinstance(cell, Mapping):
        return cell
    return CellState.CLOSED.value if _is_alone(cell, level) else _unnamed(cell, level)


def _is_alone(said: TomlValue, level: str) -> bool:
    """Whether something is for `level` and for no other."""
    return isinstance(said, Mapping) and said.get("levels") == [level]


def _cells(row: Mapping[str, TomlValue]) -> Mapping[str, TomlValue]:
    cells = row["cells"]
    assert isinstance(cells, Mapping)
    return cells
