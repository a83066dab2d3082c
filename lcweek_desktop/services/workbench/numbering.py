"""Printed numbers that run on again after rows or headings were added, moved or removed; keys stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from lcweek_desktop.domain.list_marks import LETTERS
from lcweek_desktop.formdefs.definition import Definition, TomlValue
from lcweek_desktop.services.workbench.tree import Entries, below, siblings, tree_of

_NUMBER_KEY: Final = {"row": "tt", "heading": "number"}
"""The key that holds the printed number, by list."""
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class _Style(NamedTuple):
    """How a list counts: numbers that `mark` finds, after a beginning that all of them have, and the number
    that comes at a place from 1."""

    mark: re.Pattern[str]
    at: Callable[[int], str]


def renumbered(definition: Definition, list_name: str, key: str) -> Definition:
    """Count `key` and its siblings anew, from 1; numbers below them that begin with theirs follow.

    The list is "row" or "heading". How they count (1.1, I, a) is seen from the first one that has a number;
    those that count otherwise, or not at all, stay as they are.
    """
    entries = tree_of(definition, list_name)
    name = _NUMBER_KEY[list_name]
    numbers = {each: str(entry.get(name, "")) for each, entry in entries.items()}
    above = numbers.get(str(entries[key].get("parent", "")), "")
    for each, number in _counted([(each, numbers[each]) for each in siblings(entries, key)], above):
        _put(numbers, entries, each, number)
    changed: list[dict[str, TomlValue]] = [
        {**entry, name: numbers[each]} if name in entry else {**entry} for each, entry in entries.items()
    ]
    return definition.with_list(list_name, changed)


def _counted(numbered: Sequence[tuple[str, str]], above: str) -> Iterator[tuple[str, str]]:
    """The key and the new number of each that counts as the first one of `numbered` does."""
    styles = (style for _, number in numbered for style in _STYLES if style.mark.fullmatch(number))
    style = next(styles, None)
    place = 0
    for key, number in numbered:
        found = style.mark.fullmatch(number) if style is not None else None
        if style is None or found is None:
            continue
        place += 1
        beginning = f"{above}." if found["begin"] and above else found["begin"]
        yield key, f"{beginning}{style.at(place)}{found['end']}"


def _put(numbers: dict[str, str], entries: Entries, key: str, number: str) -> None:
    """Let `key` have `number`, and let the numbers below it begin with it as they did."""
    old, numbers[key] = numbers[key], number
    for each in below(entries, key):
        if old and numbers[each].startswith(f"{old}."):
            numbers[each] = number + numbers[each].removeprefix(old)


def _roman(place: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, place = divmod(place, value)
        written += letters * count
    return written


def _letter(place: int) -> str:
    return LETTERS[(place - 1) % len(LETTERS)]


_STYLES: Final = (
    _Style(re.compile(r"(?P<begin>(?:[0-9]+\.)*)[0-9]+(?P<end>[.)]?)"), str),
    _Style(re.compile(r"(?P<begin>)[IVX]+(?P<end>[.)]?)"), _roman),
    _Style(re.compile(r"(?P<begin>)[a-zđ](?P<end>[.)]?)"), _letter),
    _Style(re.compile(r"(?P<begin>)[A-ZĐ](?P<end>[.)]?)"), lambda place: _letter(place).upper()),
)
