"""A definition made into that of another year: what a clerk would change first in every text and date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from lcweek_desktop.formdefs.definition import Definition, Entry, TomlValue

_DOCUMENT: Final = re.compile(r"(số )[0-9]+(/[^\s,;]+)( ngày )[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")
"""A document with its number and day, which is another one in another year."""


def next_year(definition: Definition, year: int) -> Definition:
    """`definition` for the campaign of `year`.

    The year in its texts and the years of its days become `year`, the number and day of a document become
    dots, and the id is another one, with the new year in it. The theme and what else is new is for a person
    to write.
    """
    campaign = Entry("campaign")
    old = definition.value(campaign, "year")
    if not isinstance(old, int) or old == year:
        return definition
    shift = _Shift(old, year)
    said = definition.values(campaign)
    moved = {key: value if key == "edition" else shift.of(value) for key, value in said.items()}
    own_id = moved["id"] if moved["id"] != said["id"] else f"{moved['id']}-{year}"
    definition = definition.with_values(campaign, {**moved, "id": own_id, "year": year})
    for name in ("level", "heading", "row", "check"):
        entries = definition.entries(name)
        changed_entries = [shift.entry(entry) for entry in entries]
        if [*entries] != changed_entries:
            definition = definition.with_list(name, changed_entries)
    return definition


class _Shift:
    """From one year to another in whatever a definition says."""

    def __init__(self, old: int, new: int) -> None:
        self._old, self._new = old, new
        self._word = re.compile(rf"(?<![0-9]){old}(?![0-9])")

    def entry(self, entry: Mapping[str, TomlValue]) -> Mapping[str, TomlValue]:
        return {key: value if key == "key" else self.of(value) for key, value in entry.items()}

    def of(self, value: TomlValue) -> TomlValue:
        if isinstance(value, str):
            dotted = _DOCUMENT.sub(rf"\g<1>……\g<2>\g<3>……/……/{self._new}", value)
            return self._word.sub(str(self._new), dotted)
        if isinstance(value, date):
            moved = self._new + value.year - self._old
            # 29 February is no day of most years.
            return value.replace(year=moved, day=28 if (value.month, value.day) == (2, 29) else value.day)
        if isinstance(value, Mapping):
            return {key: self.of(each) for key, each in value.items()}
        if isinstance(value, Sequence):
            return [str(self.of(each)) for each in value]
        return value
