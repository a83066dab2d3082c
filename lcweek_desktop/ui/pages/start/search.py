"""Finding a unit by what somebody types of its name, with or without diacritics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.unit import Directory, Unit, slug


@dataclass(frozen=True)
class ListedUnit:
    """A unit and where it is: `path` names the units above it, nearest first."""

    unit: Unit
    path: str


class UnitSearchIndex:
    """Looks through the units of a directory, by their names and the names of the units above them."""

    def __init__(self, directory: Directory) -> None:
        above = {unit: directory.above(unit) for unit in directory.units.values()}
        self.places = [ListedUnit(unit, ", ".join(each.name for each in above[unit])) for unit in above]
        self._words = [(_words(place.unit.name), _words(place.path)) for place in self.places]

    def found(self, typed: str) -> Sequence[ListedUnit]:
        """The units every typed word of which begins a word of the name or the path; those that match as
        typed come first, then those that match by name alone. All units when nothing was typed."""
        wanted = _words(typed)
        matching = [
            (_rank(place.unit.name, clean_line(typed)), not _begun(wanted, own), order)
            for order, (place, (own, path)) in enumerate(zip(self.places, self._words, strict=True))
            if _begun(wanted, own | path)
        ]
        return [self.places[order] for *_, order in sorted(matching)]


def _rank(name: str, typed: str) -> tuple[bool, bool]:
    """Sorts first a name that holds what was typed, then one that does without its diacritics."""
    return typed.casefold() not in name.casefold(), slug(typed) not in slug(name)


def _words(text: str) -> frozenset[str]:
    return frozenset(slug(text).split("-")) - {""}


def _begun(wanted: Iterable[str], words: Iterable[str]) -> bool:
    return all(any(word.startswith(begin) for word in words) for begin in wanted)
