"""A change of the directory as the history of decisions says it, by the names that units had then."""

from __future__ import annotations

from collections.abc import Iterable

from lcweek_desktop.domain.directory_changes import ChangeKind, DirectoryChange
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode
from lcweek_desktop.errors import sentence


def change_words(directory: Directory, change: DirectoryChange) -> str:
    """The sentence on `change`. Units that it only names by their codes are called as `directory` does."""
    known = {unit.code: unit for unit in (*change.before, *change.units)}
    before = {unit.code: unit for unit in change.before}

    def named(code: UnitCode | None) -> str:
        unit = None if code is None else known.get(code) or directory.units.get(code)
        return str(code) if unit is None else f"{unit.name} ({unit.code})"

    match change.kind:
        case ChangeKind.ADDED:
            above = named(change.units[0].parent)
            return sentence("decided-added", units=_all_named(change.units), receiver=above)
        case ChangeKind.RENAMED:
            (old,), (new,) = change.before, change.units
            return sentence("decided-renamed", unit=old.code, before=old.name, after=new.name)
        case ChangeKind.MOVED:
            (old,), (new,) = change.before, change.units
            return sentence(
                "decided-moved", unit=named(old.code), before=named(old.parent), after=named(new.parent)
            )
        case ChangeKind.MERGED:
            merged = _all_named(before[code] for code in change.closed)
            return sentence("decided-merged", units=merged, into=named(change.units[0].code))
        case ChangeKind.SPLIT:
            return sentence(
                "decided-split", unit=named(change.before[0].code), units=_all_named(change.units)
            )
        case ChangeKind.CLOSED:
            return sentence("decided-closed", unit=_all_named(change.before))
        case ChangeKind.REOPENED:
            return sentence("decided-reopened", unit=_all_named(change.before))
        case ChangeKind.IMPORTED:
            changed, contacts = len(change.before), len(change.contacts)
            added = len(change.units) - changed
            return sentence("decided-imported", added=added, changed=changed, contacts=contacts)
        case ChangeKind.CONTACT:
            ((code, contact),) = change.contacts
            given = ", ".join(filter(None, (contact.name, contact.phone))) or "để trống"
            return sentence("decided-contact", unit=named(code), contact=given)


def _all_named(units: Iterable[Unit]) -> str:
    return ", ".join(f"{unit.name} ({unit.code})" for unit in units)
