"""A campaign's definition while somebody works on it: the four TOML files, and changes to single keys.

Files stay what they are between changes: comments, order and line breaks are kept. No other module uses
tomlkit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

import tomlkit
from tomlkit.container import Container
from tomlkit.items import AoT, Item, Table

from lcweek_desktop.domain.form import Form
from lcweek_desktop.formdefs.load import read_form
from lcweek_desktop.formdefs.toml_table import parse

TomlValue: TypeAlias = "str | int | bool | date | Sequence[str] | Mapping[str, TomlValue]"
"""What a key of a definition may hold."""

_FILE_OF_LIST: Final = {
    "level": "campaign.toml",
    "heading": "phu-luc-1.toml",
    "measure": "phu-luc-2.toml",
    "row": "phu-luc-2.toml",
    "check": "checks.toml",
}
"""The file that holds each list of entries, which are written as [[row]]."""

_FILE_OF_TABLE: Final = {
    "campaign": "campaign.toml",
    "columns": "phu-luc-2.toml",
    "limits": "phu-luc-2.toml",
}
"""The file that holds each single table; that of `campaign` is the top of its file."""

_LONG: Final = 80
"""The number of letters from which a list of texts has a line for each."""


class Entry(NamedTuple):
    """One thing that a definition says something about: an entry of a list, such as the row "1.1", or the
    single table `list`, such as "campaign", which has no key."""

    list: str
    key: str = ""


@dataclass(frozen=True)
class Definition:
    """The contents of the files of one campaign by name (FILES); a change gives another definition.

    Values are taken as they are: whether they make a form is said by `form`.
    """

    files: Mapping[str, bytes]

    def form(self) -> Form:
        """The form that the files define. Raises KnownError `form-definition` as `read_form` does."""
        return read_form(self.files)

    def value(self, entry: Entry, key: str) -> TomlValue | None:
        """What `entry` says at `key`; None when it says nothing. Raises KeyError for an unknown entry."""
        return self.values(entry).get(key)

    def values(self, entry: Entry) -> Mapping[str, TomlValue]:
        """All that `entry` says, but for lists of entries. Raises KeyError for an unknown entry."""
        if entry.list == "campaign":
            top = self._read[_file_of(entry)]
            return {key: value for key, value in top.items() if key not in _FILE_OF_LIST}
        if entry.list in _FILE_OF_TABLE:
            table: Mapping[str, TomlValue] = self._read[_file_of(entry)][entry.list]
            return table
        found = next((each for each in self.entries(entry.list) if each["key"] == entry.key), None)
        if found is None:
            raise KeyError(entry.key)
        return found

    def entries(self, list_name: str) -> tuple[Mapping[str, TomlValue], ...]:
        """What each entry of a list says, in their order."""
        return tuple(self._read[_FILE_OF_LIST[list_name]][list_name])

    def keys(self, list_name: str) -> tuple[str, ...]:
        """The keys of the entries of a list, in their order."""
        return tuple(str(entry["key"]) for entry in self.entries(list_name))

    def with_value(self, entry: Entry, key: str, value: TomlValue | None) -> Definition:
        """The definition in which `entry` says `value` at `key`; None takes the key away.

        A comment behind the old value goes, because it was about that. Raises KeyError for an unknown entry.
        """
        values = {name: each for name, each in self.values(entry).items() if name != key or value is not None}
        return self.with_values(entry, values if value is None else {**values, key: value})

    def with_values(self, entry: Entry, values: Mapping[str, TomlValue]) -> Definition:
        """The definition in which `entry` says `values` and nothing else, but for lists of entries.

        Raises KeyError for an unknown entry.
        """
        parsed = self._parsed(entry)
        _set_values(_table_of(parsed, entry), values)
        return self._with(entry, parsed)

    def with_list(self, list_name: str, entries: Iterable[Mapping[str, TomlValue]]) -> Definition:
        """The definition whose list has `entries` and no others, in this order, each with its `key`.

        An entry that was there keeps its comments and the order of its keys.
        """
        entry = Entry(list_name)
        parsed = self._parsed(entry)
        tables = _list_of(parsed, entry)
        known = {str(table["key"]): table for table in tables}
        while tables:
            del tables[-1]
        for values in entries:
            if tables:
                _end_with_blank_line(tables[-1])
            is_new = str(values["key"]) not in known
            table = tomlkit.table() if is_new else known[str(values["key"])]
            _set_values(table, values)
            if is_new:
                _end_with_blank_line(table)
            tables.append(table)
        return self._with(entry, parsed)

    @cached_property
    def _read(self) -> Mapping[str, Mapping[str, Any]]:
        """The values of the files by name, which tomllib reads ten times faster than tomlkit."""
        return {name: parse(name, data).values for name, data in self.files.items()}

    def _parsed(self, entry: Entry) -> tomlkit.TOMLDocument:
        return tomlkit.parse(self.files[_file_of(entry)].decode("utf-8"))

    def _with(self, entry: Entry, parsed: tomlkit.TOMLDocument) -> Definition:
        data = (tomlkit.dumps(parsed).rstrip("\n") + "\n").encode("utf-8")
        return Definition(MappingProxyType({**self.files, _file_of(entry): data}))


def _file_of(entry: Entry) -> str:
    return _FILE_OF_LIST.get(entry.list) or _FILE_OF_TABLE[entry.list]


def _table_of(parsed: tomlkit.TOMLDocument, entry: Entry) -> Container | Table:
    if entry.list == "campaign":
        return parsed
    if entry.list in _FILE_OF_TABLE:
        table = parsed[entry.list]
        assert isinstance(table, Table)
        return table
    entries = _list_of(parsed, entry)
    return entries[_place(entries, entry.key)]


def _list_of(parsed: tomlkit.TOMLDocument, entry: Entry) -> AoT:
    entries = parsed[entry.list]
    assert isinstance(entries, AoT)
    return entries


def _set_values(table: Container | Table, values: Mapping[str, TomlValue]) -> None:
    """Let `table` say `values` and nothing else; what it says already stays as it is written."""
    said = {key: value for key, value in table.unwrap().items() if not isinstance(table[key], AoT)}
    for key in [key for key in said if key not in values]:
        del table[key]
    for key, value in values.items():
        if key not in said or said[key] != value:
            table[key] = item = _item(value)
            item.trivia.comment_ws = item.trivia.comment = ""


def _end_with_blank_line(table: Table) -> None:
    if not table.as_string().endswith("\n\n"):
        table.add(tomlkit.nl())


def _place(entries: AoT, key: str) -> int:
    found = next((place for place, entry in enumerate(entries) if entry.get("key") == key), None)
    if found is None:
        raise KeyError(key)
    return found


def _item(value: TomlValue) -> Item:
    if isinstance(value, Mapping):
        parts = (f"{tomlkit.key(key).as_string()} = {_item(each).as_string()}" for key, each in value.items())
        return tomlkit.value(f"{{ {', '.join(parts)} }}")
    if isinstance(value, Sequence) and not isinstance(value, str):
        array = tomlkit.array()
        array.extend([*value])
        return array.multiline(sum(map(len, value)) > _LONG)
    return tomlkit.item(value)
