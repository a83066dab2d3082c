"""Entries of a definition that stand under each other by their `parent`: the rows of the table, and headings.

An entry moves together with those below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from lcweek_desktop.formdefs.definition import Definition, TomlValue

Entries: TypeAlias = Mapping[str, Mapping[str, TomlValue]]
"""Entries by key, in their order."""


def tree_of(definition: Definition, list_name: str) -> Entries:
    """The entries of the list `list_name`."""
    return {str(entry["key"]): entry for entry in definition.entries(list_name)}


def below(entries: Entries, key: str) -> Iterator[str]:
    """`key` and the keys of the entries below it, in their order."""
    found = {key}
    for each, entry in entries.items():
        if each == key or entry.get("parent") in found:
            found.add(each)
            yield each


def siblings(entries: Entries, key: str) -> list[str]:
    """The keys of the entries with the parent of `key`, itself among them, in their order."""
    parent = entries[key].get("parent")
    return [each for each, entry in entries.items() if entry.get("parent") == parent]


def moved(definition: Definition, list_name: str, key: str, by: int) -> Definition:
    """The definition with the entry `key` one place further among its siblings, up (-1) or down (1).

    At the end of its siblings it stays where it is.
    """
    entries = tree_of(definition, list_name)
    around = siblings(entries, key)
    place = around.index(key) + by
    if not 0 <= place < len(around):
        return definition
    upper, lower = sorted((around[place], key), key=around.index)
    swapped = [*below(entries, lower), *below(entries, upper)]
    order = [each for each in entries if each not in swapped]
    start = [*entries].index(upper)
    order[start:start] = swapped
    return definition.with_list(list_name, [entries[each] for each in order])
