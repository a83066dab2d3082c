"""Finding a unit by what somebody types of its name, with or without diacritics, whole or abbreviated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lcweek_desktop.domain.name_words import search_words
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.unit import Directory, Unit, slug


@dataclass(frozen=True)
class ListedUnit:
    """A unit of the directory. `path` names the units above it, nearest first."""

    unit: Unit
    path: str


class UnitIndex:
    """The units of a directory, to be found by their own names and those of the units above them."""

    def __init__(self, directory: Directory, without: Unit | None = None) -> None:
        """`without` is a unit that is not to be found."""
        self._units = [
            ListedUnit(unit, ", ".join(above.name for above in directory.above(unit)))
            for unit in directory.units.values()
            if without is None or unit.id != without.id
        ]
        self._words = [(search_words(listed.unit.name), search_words(listed.path)) for listed in self._units]

    def find(self, typed: str) -> Sequence[ListedUnit]:
        """The units for which every typed word begins a word of the name or the path; all units when nothing
        was typed. Names that contain the text as typed come first, then names that match without the path."""
        wanted = frozenset(slug(typed).split("-")) - {""}
        matches = [
            (_rank(listed.unit.name, clean_line(typed)), not _match(wanted, name_words), order)
            for order, (listed, (name_words, path_words)) in enumerate(
                zip(self._units, self._words, strict=True)
            )
            if _match(wanted, name_words | path_words)
        ]
        return [self._units[order] for *_, order in sorted(matches)]


def _rank(name: str, typed: str) -> tuple[bool, bool]:
    """A sort key: first names that contain `typed`, then those that contain it apart from diacritics."""
    return typed.casefold() not in name.casefold(), slug(typed) not in slug(name)


def _match(wanted: Iterable[str], words: Iterable[str]) -> bool:
    """Whether each of `wanted` begins one of `words`."""
    return all(any(word.startswith(beginning) for word in words) for beginning in wanted)
