"""Units that may be one: their names are alike, or they filled the same cells with the same numbers.

Source: docs/merging.md, Units that may be one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto
from itertools import permutations
from typing import Final, TypeAlias

from lcweek_desktop.domain.form import Cell
from lcweek_desktop.domain.name_words import SHORT_KINDS, name_words
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.unit import UnitCode, slug

_TELLING_CELLS: Final = 8
"""So many cells above zero, all of them equal, are no accident."""
_LIKENESS: Final = 0.85
"""The least ratio of equal letters of two names that differ by a slip of the pen."""
_NEIGHBOURS: Final = 5
"""With so many of the names that follow it in order a name is compared."""


class Likeness(Enum):
    """Why two units may be one."""

    NAMES = auto()
    """Their names are the same but for abbreviations, tone marks and the order of the words."""
    FIGURES = auto()
    """They filled the same cells with the same numbers."""


@dataclass(frozen=True)
class ReportedUnit:
    """A unit with the report of it that counts.

    `above` are the codes of the units above it, nearest first; `figures` what the unit entered itself.
    """

    code: UnitCode
    name: str
    above: tuple[UnitCode, ...]
    figures: Figures


@dataclass(frozen=True)
class AlikeGroup:
    """Units of which each may be one with another of the group, in order of their codes."""

    codes: tuple[UnitCode, ...]
    reasons: frozenset[Likeness]


_MayBeOne: TypeAlias = Callable[[ReportedUnit, ReportedUnit], bool]
_Link: TypeAlias = tuple[ReportedUnit, ReportedUnit, Likeness]


def alike_groups(
    units: Iterable[ReportedUnit], kept_apart: Iterable[Collection[str]] = ()
) -> tuple[AlikeGroup, ...]:
    """The groups of `units` that may be one, ordered; each unit is in one group at most.

    A unit without a filled cell is in none. Two units that stand together in one of `kept_apart` are in one
    group only because of a third that may be either, and a unit with one above it never is.
    """
    reported = sorted((unit for unit in units if unit.figures), key=lambda unit: unit.code)
    apart = {pair for codes in kept_apart for pair in permutations(codes, 2)}

    def may_be_one(one: ReportedUnit, other: ReportedUnit) -> bool:
        is_above = one.code in other.above or other.code in one.above
        return not is_above and (one.code, other.code) not in apart

    groups: dict[UnitCode, tuple[list[UnitCode], set[Likeness]]] = {
        unit.code: ([unit.code], set()) for unit in reported
    }
    for one, other, reason in (*_named_alike(reported, may_be_one), *_filled_alike(reported, may_be_one)):
        smaller, larger = sorted((groups[one.code], groups[other.code]), key=lambda group: len(group[0]))
        larger[1].update({reason}, smaller[1])
        if smaller is not larger:
            larger[0].extend(smaller[0])
            groups.update(dict.fromkeys(smaller[0], larger))
    found = (
        AlikeGroup(tuple(sorted(codes)), frozenset(reasons))
        for code, (codes, reasons) in groups.items()
        if len(codes) > 1 and code == codes[0]
    )
    return tuple(sorted(found, key=lambda group: group.codes))


def _named_alike(units: Sequence[ReportedUnit], may_be_one: _MayBeOne) -> Iterator[_Link]:
    """Units whose names have the same words, below one parent, or one of them directly below a unit that is
    above the other. Further apart a name is no sign: many communes have a "Trường Mầm non Hoa Ban"."""
    by_name_and_parent: defaultdict[tuple[frozenset[str], UnitCode], list[ReportedUnit]] = defaultdict(list)
    words = {unit.code: name_words(unit.name) for unit in units}
    for unit in units:
        for parent in unit.above[:1]:
            by_name_and_parent[words[unit.code], parent].append(unit)
    for unit in units:
        for above in unit.above:
            for other in by_name_and_parent.get((words[unit.code], above), ()):
                if other.code != unit.code and may_be_one(unit, other):
                    yield unit, other, Likeness.NAMES
                    break


def _filled_alike(units: Sequence[ReportedUnit], may_be_one: _MayBeOne) -> Iterator[_Link]:
    """Units that filled the same cells with the same numbers: many cells, or with names that are close."""
    by_figures: defaultdict[frozenset[tuple[Cell, int]], list[ReportedUnit]] = defaultdict(list)
    for unit in units:
        by_figures[frozenset(unit.figures.items())].append(unit)
    for figures, group in by_figures.items():
        telling = sum(value > 0 for _, value in figures) >= _TELLING_CELLS
        near = sorted(group, key=lambda unit: (slug(unit.name), unit.code))
        for place, unit in enumerate(near):
            for other in near[place + 1 :][: None if telling else _NEIGHBOURS]:
                if may_be_one(unit, other) and (telling or _close(unit.name, other.name)):
                    yield unit, other, Likeness.FIGURES
                    break


def _close(one: str, other: str) -> bool:
    """Whether two names may differ by a slip of the pen, but not in a number or in the kind of office."""
    differing = name_words(one) ^ name_words(other)
    if any(word.isdigit() or word in SHORT_KINDS for word in differing):
        return False
    return SequenceMatcher(None, slug(one), slug(other), autojunk=False).ratio() >= _LIKENESS
