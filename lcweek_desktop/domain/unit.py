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
from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.errors import KnownError

UnitCode = NewType("UnitCode", str)
"""The code of a unit within its directory edition; text, as codes may begin with 0."""

CODE_PATTERN: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}")
"""The pattern of a unit code, and of a directory edition: 1 to 64 ASCII letters, digits and hyphens."""


class UnitId(NamedTuple):
    """What identifies a unit across years: the directory edition, and the code within it."""

    edition: str
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
    """The units of one edition, by code. Raises KnownError `unit-loop` when parents form a circle."""

    edition: str
    units: Mapping[UnitCode, Unit]

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
            if unit.parent is not None:
                grouped.setdefault(unit.parent, []).append(unit)
        return {code: tuple(sorted(units, key=lambda unit: unit.code)) for code, units in grouped.items()}

    def get(self, code: str) -> Unit:
        """The unit with `code`. Raises KnownError `unit-unknown` when the directory does not list it."""
        unit = self.units.get(UnitCode(code))
        if unit is None:
            raise KnownError("unit-unknown", unit=code)
        return unit

    def children(self, code: UnitCode) -> tuple[Unit, ...]:
        """The units that report directly to `code`, ordered by code."""
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
        """A copy with `units` added; a unit with a code that is already listed is replaced."""
        return Directory(self.edition, {**self.units, **{unit.code: unit for unit in units}})

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


def provisional_code(parent: UnitCode, name: str) -> UnitCode:
    """The code of a unit that no directory lists yet: the code of its `parent` and the slug of its `name`."""
    return unit_code(f"{parent}-{slug(name)}"[:64].rstrip("-"))


def separated_code(parent: UnitCode, name: str, level: LevelKey, key: str) -> UnitCode:
    """The code of a unit that reports under the code of another one: the same at every receiver.

    `parent`, `name` and `level` are those of its reports, `key` is the public key that signed them. At most
    40 characters: the code of `parent` (of a provisional one only its 8 letters), as much of the slug as
    leaves room, and 8 letters of SHA-256 over all four.
    """
    digest = hashlib.sha256(canonical_json([parent, unicodedata.normalize("NFC", name), level, key])).digest()
    letters = base64.b32encode(digest)[:8].decode("ascii").lower()
    above = parent[-8:] if len(parent) > 24 else parent
    short = slug(name)[: min(24, 40 - len(above) - 10)].strip("-")
    return unit_code("-".join(filter(None, (above, short, letters))))


def slug(name: str) -> str:
    """`name` in lower-case ASCII with hyphens: "Trường THCS Đoàn Kết" → "truong-thcs-doan-ket"."""
    plain = name.replace("đ", "d").replace("Đ", "d")
    letters = unicodedata.normalize("NFD", plain).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^0-9a-z]+", "-", letters).strip("-")
