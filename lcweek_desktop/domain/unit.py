"""Units, known by their directory edition and code, in a tree of any depth.

A code means a unit only within its edition: 39 codes of 2024 return in 2025, 17 of them for another place.
Source: docs/merging.md, Identity of a unit.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple, NewType

from lcweek_desktop.domain.canonical import canonical_json
from lcweek_desktop.domain.form import CampaignId, LevelKey
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.errors import KnownError

UnitCode = NewType("UnitCode", str)
"""The code of a unit within its directory edition; text, as codes may begin with 0."""

CODE_PATTERN: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}")
"""The pattern of a unit code, and of a directory edition: 1 to 64 ASCII letters, digits and hyphens."""


_MAX_PROVISIONAL: Final = 40
_MAX_SLUG: Final = 24
_CHECK_LETTERS: Final = 8
_PROVISIONAL: Final = re.compile(r".+-([a-z2-7]{8})")
_D_WITH_STROKE: Final = str.maketrans("đĐðÐɖƉ", "dDdDdD")


class UnitId(NamedTuple):
    """What identifies a unit across years: the directory edition, and the code within it."""

    edition: str
    code: UnitCode


class CampaignUnit(NamedTuple):
    """A unit in one campaign. The code means a unit within the directory edition of the campaign."""

    campaign: CampaignId
    code: UnitCode


@dataclass(frozen=True)
class Unit:
    """One unit.

    `parent` is the code, in the same edition, of the unit that it reports to; None for the topmost unit.
    """

    id: UnitId
    name: str
    level: LevelKey
    parent: UnitCode | None

    @property
    def code(self) -> UnitCode:
        """The unit's code within its directory edition."""
        return self.id.code


@dataclass(frozen=True)
class Directory:
    """The units of one edition, by code. Raises KnownError `unit-loop` when parents form a circle.

    Of the `closed` ones no report is expected any more; they stay listed, as reports of theirs may be held.
    """

    edition: str
    units: Mapping[UnitCode, Unit]
    closed: frozenset[UnitCode] = frozenset()

    def __post_init__(self) -> None:
        for code in self.units:
            seen = {code}
            for ancestor in self._walk_up(code):
                if ancestor in seen:
                    raise KnownError("unit-loop", code=ancestor)
                seen.add(ancestor)

    @cached_property
    def _children(self) -> Mapping[UnitCode, tuple[Unit, ...]]:
        grouped: dict[UnitCode, list[Unit]] = {}
        for unit in self.units.values():
            if unit.parent is not None and unit.code not in self.closed:
                grouped.setdefault(unit.parent, []).append(unit)
        return {code: tuple(sorted(units, key=lambda unit: unit.code)) for code, units in grouped.items()}

    def get(self, code: str) -> Unit:
        """The unit with `code`. Raises KnownError `unit-unknown` when the directory does not list it."""
        unit = self.units.get(UnitCode(code))
        if unit is None:
            raise KnownError("unit-unknown", unit=code)
        return unit

    def children(self, code: UnitCode) -> tuple[Unit, ...]:
        """The units that are expected to report directly to `code`, ordered by code."""
        return self._children.get(code, ())

    def ancestors(self, code: UnitCode) -> tuple[UnitCode, ...]:
        """The codes above `code`, nearest first. A parent that the directory does not list ends them."""
        return tuple(self._walk_up(code))

    def above(self, unit: Unit) -> tuple[Unit, ...]:
        """The listed units above `unit`, nearest first; `unit` itself need not be listed."""
        if unit.parent is None or unit.parent not in self.units:
            return ()
        codes = (unit.parent, *self.ancestors(unit.parent))
        return tuple(self.units[code] for code in codes if code in self.units)

    def is_below(self, code: UnitCode, ancestor: UnitCode) -> bool:
        """Whether `code` reports to `ancestor`, directly or through other units."""
        return ancestor in self.ancestors(code)

    def extended(self, units: Iterable[Unit]) -> Directory:
        """A copy with `units` added; a unit with a code that is already listed is replaced, and one that was
        closed is open again."""
        added = {unit.code: unit for unit in units}
        return Directory(self.edition, {**self.units, **added}, self.closed.difference(added))

    def without(self, closed: Iterable[UnitCode]) -> Directory:
        """A copy in which the units `closed` are closed, too."""
        return Directory(self.edition, self.units, self.closed.union(closed))

    def _walk_up(self, code: UnitCode) -> Iterator[UnitCode]:
        steps = 0
        unit = self.units.get(code)
        while unit is not None and unit.parent is not None and steps <= len(self.units):
            yield unit.parent
            unit = self.units.get(unit.parent)
            steps += 1


def unit_code(text: str) -> UnitCode:
    """`text` as a unit code. Raises KnownError `unit-code` when it does not match CODE_PATTERN."""
    if not CODE_PATTERN.fullmatch(text):
        raise KnownError("unit-code", code=text)
    return UnitCode(text)


def provisional_code(parent: UnitCode, name: str, level: LevelKey) -> UnitCode:
    """The code of a unit that no directory lists: its parent's code, the slug of its name, and a check.

    The check is made of `parent`, `name` and `level` whole, so that two names never share a code although the
    slug drops diacritics and is cut; 40 characters at most. It is given to a unit once: another name or
    parent later leaves its code as it is. Of a parent with such a code itself only the check is repeated.
    """
    return _coined_code(parent, name, level)


def is_provisional(code: UnitCode) -> bool:
    """Whether `code` looks like one that `provisional_code` makes."""
    return _PROVISIONAL.fullmatch(code) is not None


def unlisted_unit(edition: str, name: str, level: LevelKey, parent: UnitCode) -> Unit:
    """A unit that no directory lists, with the code that it is given once."""
    return Unit(UnitId(edition, provisional_code(parent, name, level)), name, level, parent)


def separated_code(parent: UnitCode, name: str, level: LevelKey, key: str) -> UnitCode:
    """The code of a unit that reports under the code of another one: the same at every receiver.

    It is made as `provisional_code` makes it, of the public key too with which the unit signs.
    """
    return _coined_code(parent, name, level, key)


def _coined_code(parent: UnitCode, name: str, *more: str) -> UnitCode:
    """The code of `parent`, the slug of `name`, and a check of both and `more`."""
    digest = hashlib.sha256(canonical_json([parent, clean_line(name), *more])).digest()
    check = base64.b32encode(digest)[:_CHECK_LETTERS].decode("ascii").lower()
    repeated = _PROVISIONAL.fullmatch(parent)
    head = (repeated[1] if repeated else parent)[: _MAX_PROVISIONAL - _CHECK_LETTERS - 1].rstrip("-")
    room = min(_MAX_SLUG, _MAX_PROVISIONAL - len(head) - _CHECK_LETTERS - 2)
    words = slug(name)[: max(room, 0)].rstrip("-")
    return unit_code("-".join(filter(None, (head, words, check))))


def slug(name: str) -> str:
    """`name` in lower-case ASCII with hyphens: "Trường THCS Đoàn Kết" → "truong-thcs-doan-ket".

    The letters that look like Đ and are typed for it (U+00D0, U+0189) count as Đ.
    """
    letters = unicodedata.normalize("NFD", name.translate(_D_WITH_STROKE)).encode("ascii", "ignore")
    return re.sub(r"[^0-9a-z]+", "-", letters.decode("ascii").lower()).strip("-")
