"""What a receiver decided about the directory of its units: added, renamed, moved, merged, split, closed.

Source: docs/merging.md, Units below; docs/adr/0155-a-directory-is-decided.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lcweek_desktop.domain.unit import Directory, Unit, UnitCode


class ChangeKind(StrEnum):
    """What was done to the directory, for people: what it means is in the change itself."""

    ADDED = "added"
    RENAMED = "renamed"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    CLOSED = "closed"
    REOPENED = "reopened"
    IMPORTED = "imported"
    CONTACT = "contact"


@dataclass(frozen=True)
class Contact:
    """Who answers for a unit, and the telephone number; either may be empty."""

    name: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.phone)


@dataclass(frozen=True)
class DirectoryChange:
    """One change of the directory.

    `units` are listed as they are here from now on, and expected to report; `before` are those of them that
    were listed before, as they were then. Of the `closed` no report is expected any more. `went_to` says of
    old units in which new ones they went. `contacts` replace those of their units; an empty one takes it
    away.
    """

    kind: ChangeKind
    units: tuple[Unit, ...] = ()
    before: tuple[Unit, ...] = ()
    closed: tuple[UnitCode, ...] = ()
    went_to: tuple[tuple[UnitCode, UnitCode], ...] = ()
    contacts: tuple[tuple[UnitCode, Contact], ...] = ()


@dataclass(frozen=True)
class ChangedDirectory:
    """What the changes in force come to, each by the codes of units; `went_to` in the order of the
    changes."""

    units: Mapping[UnitCode, Unit] = field(default_factory=dict)
    closed: frozenset[UnitCode] = frozenset()
    went_to: tuple[tuple[UnitCode, UnitCode], ...] = ()
    contacts: Mapping[UnitCode, Contact] = field(default_factory=dict)

    def of(self, directory: Directory) -> Directory:
        """`directory` as the changes make it. Raises KnownError `unit-loop`."""
        changed = directory.extended(self.units.values()) if self.units else directory
        return changed.without(self.closed) if self.closed else changed


def changed_directory(changes: Iterable[DirectoryChange]) -> ChangedDirectory:
    """What `changes` come to, one after the other."""
    units: dict[UnitCode, Unit] = {}
    closed: set[UnitCode] = set()
    went_to: list[tuple[UnitCode, UnitCode]] = []
    contacts: dict[UnitCode, Contact] = {}
    for change in changes:
        units.update({unit.code: unit for unit in change.units})
        closed = closed.difference(unit.code for unit in change.units).union(change.closed)
        went_to += change.went_to
        contacts.update(change.contacts)
    return ChangedDirectory(
        units, frozenset(closed), tuple(went_to), {code: each for code, each in contacts.items() if each}
    )
