"""Headings of the narrative of a definition that is being worked on: adding, removing and moving them.

A heading goes and moves together with those below it. Every function gives another definition; whether it
makes a form is said by `Definition.form`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from lcweek_desktop.formdefs.definition import Definition, Entry, TomlValue
from lcweek_desktop.services.workbench.table_rows import free_key
from lcweek_desktop.services.workbench.tree import below, tree_of

NEW_TITLE: Final = "(tiêu đề của mục mới)"
"""The title of a new heading until somebody writes it; a title may not be empty."""

_USUAL_WORDS: Final = {
    "sentence": "Đã ban hành {count} văn bản, gồm:",
    "name": "Tên loại; số, ký hiệu",
    "date": "Ngày ban hành",
    "issuer": "Cơ quan ban hành",
    "subject": "Trích yếu nội dung",
}
"""With which words a list of documents begins (form.DocumentWords)."""


class AddedHeading(NamedTuple):
    """A definition with another heading, and the key of that heading."""

    definition: Definition
    key: str


def add_heading_after(definition: Definition, key: str) -> AddedHeading:
    """Add a heading with a text of its own after the heading `key` and those below it, numbered on from it.

    After a heading that only heads others it is the last one under it.
    """
    headings = tree_of(definition, "heading")
    before = headings[key]
    under = [each for each, heading in headings.items() if heading.get("parent") == key]
    if under and not before.get("has_text"):
        return add_heading_after(definition, under[-1])
    is_first = not before.get("has_text")
    parent = key if is_first else before.get("parent")
    number = "1" if is_first else _next(str(before["number"]))
    section = key if is_first else key.rpartition(".")[0]
    added = free_key(f"{section}.{number}" if section else number, headings)
    values: dict[str, TomlValue] = {"key": added, "number": number, "title": NEW_TITLE, "has_text": True}
    if parent is not None:
        values["parent"] = parent
    if "levels" in before:
        values["levels"] = before["levels"]
    entries = [*headings.values()]
    entries.insert([*headings].index([*below(headings, key)][-1]) + 1, values)
    return AddedHeading(definition.with_list("heading", entries), added)


def remove_heading(definition: Definition, key: str) -> Definition:
    """Take away the heading `key` and those below it."""
    headings = tree_of(definition, "heading")
    gone = {*below(headings, key)}
    return definition.with_list("heading", [each for at, each in headings.items() if at not in gone])


def put_heading_under(definition: Definition, key: str, parent: str | None) -> Definition:
    """Let the heading `key`, with those below it, be the last one under the heading `parent`; None for the
    top. A heading does not go under itself, nor under one below it."""
    headings = tree_of(definition, "heading")
    moving = [*below(headings, key)]
    if parent in moving:
        return definition
    order = [each for each in headings if each not in moving]
    after = order[-1] if parent is None else [each for each in below(headings, parent) if each in order][-1]
    at = order.index(after) + 1
    order[at:at] = moving
    own = {name: value for name, value in headings[key].items() if name != "parent"}
    placed = own if parent is None else {"key": own["key"], "parent": parent, **own}
    return definition.with_list("heading", [placed if each == key else headings[each] for each in order])


def with_documents(definition: Definition, key: str, lists: bool) -> Definition:
    """Let documents be listed under the heading `key`, with usual words that can be changed, or not."""
    return definition.with_value(Entry("heading", key), "documents", {**_USUAL_WORDS} if lists else None)


def with_document_word(definition: Definition, key: str, name: str, word: str) -> Definition:
    """Let the list of documents under the heading `key` say `word` at `name` (form.DocumentWords)."""
    place = Entry("heading", key)
    words = definition.value(place, "documents")
    assert isinstance(words, Mapping)
    return definition.with_value(place, "documents", {**words, name: word})


def _next(number: str) -> str:
    return str(int(number) + 1) if number.isdigit() else "1"
