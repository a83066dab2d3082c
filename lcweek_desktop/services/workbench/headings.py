"""Headings of the narrative of a definition that is being worked on: adding, removing and moving them.

Every function gives another definition; whether it makes a form is said by `Definition.form`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from lcweek_desktop.formdefs.definition import Definition, TomlValue
from lcweek_desktop.services.workbench.table_rows import free_key

NEW_TITLE: Final = "(tiêu đề của mục mới)"
"""The title of a new heading until somebody writes it; a title may not be empty."""


class AddedHeading(NamedTuple):
    """A definition with another heading, and the key of that heading."""

    definition: Definition
    key: str


def add_heading_after(definition: Definition, key: str) -> AddedHeading:
    """Add a heading with a text of its own after the heading `key`, numbered on from it."""
    headings = definition.entries("heading")
    place = next(at for at, each in enumerate(headings) if each["key"] == key)
    before = headings[place]
    section = key.rpartition(".")[0] if before.get("has_text") else key
    number = str(int(str(before["number"])) + 1) if str(before["number"]).isdigit() else "1"
    added = free_key(f"{section}.{number}" if section else number, definition.keys("heading"))
    same = {name: value for name, value in before.items() if name in ("levels", "parent")}
    values: dict[str, TomlValue] = {"key": added, "number": number, "title": NEW_TITLE, "has_text": True}
    entries = [*headings[: place + 1], {**values, **same}, *headings[place + 1 :]]
    return AddedHeading(definition.with_list("heading", entries), added)


def remove_heading(definition: Definition, key: str) -> Definition:
    """Take away the heading `key`."""
    return definition.with_list(
        "heading", [each for each in definition.entries("heading") if each["key"] != key]
    )


def move_heading(definition: Definition, key: str, by: int) -> Definition:
    """Move the heading `key` by one place, up (-1) or down (1); at the end it stays where it is."""
    headings = [*definition.entries("heading")]
    place = next(at for at, each in enumerate(headings) if each["key"] == key)
    if not 0 <= place + by < len(headings):
        return definition
    headings.insert(place + by, headings.pop(place))
    return definition.with_list("heading", headings)
