"""Making assignments: each unit below is given its code, place and terms in a signed file of its own.

Source: docs/bundle-format.md, Assignment; docs/adr/0156-assignments.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from lcweek_desktop.bundle.assignment import (
    AssignmentContent,
    Giver,
    KnownUnit,
    Place,
    read_assignment_file,
    write_assignment_file,
)
from lcweek_desktop.bundle.keys import PublicKey, SigningKey
from lcweek_desktop.domain.canonical import canonical_json, sha256_hex
from lcweek_desktop.domain.lengths import MAX_LINE
from lcweek_desktop.domain.terms import Terms
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import directory_bytes
from lcweek_desktop.services.summing.reporting_status import expected_units
from lcweek_desktop.services.summing.unit_reports import all_reports
from lcweek_desktop.services.workspace.assignments import opened_assignment, set_deadline
from lcweek_desktop.services.workspace.export import name_part, write_file
from lcweek_desktop.services.workspace.keys import make_key, signing_key
from lcweek_desktop.services.workspace.practice import refuse_practice
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import MadeAssignment

_SUFFIX: Final = ".lcweek"


@dataclass(frozen=True)
class WrittenAssignment:
    """An assignment that was written: for which unit, to which file, and its number."""

    unit: Unit
    file: Path
    issue: int


def recipients(workspace: Workspace, codes: Sequence[str] = ()) -> tuple[Unit, ...]:
    """The units below the workspace's unit with `codes`, or where there is none all directly below it.

    Raises KnownError `unit-unknown`, `assignment-not-below` for a unit that does not report to it, directly
    or through others, and `assignment-nobody` where no unit is listed below it.
    """
    me, directory = workspace.unit, workspace.directory
    if not codes:
        found = tuple(directory.units[each.code] for each in expected_units(workspace))
        if not found:
            raise KnownError("assignment-nobody", name=me.name)
        return found
    for code in codes:
        if not directory.is_below(directory.get(code).code, me.code):
            raise KnownError("assignment-not-below", name=directory.get(code).name, giver=me.name)
    return tuple(directory.get(code) for code in dict.fromkeys(codes))


def terms_of(workspace: Workspace, day: date | None = None, note: str = "") -> Terms:
    """The terms that the workspace's unit sets: the last `day` in time and a `note` of one line.

    Without a day the one that its own receiver set goes on, if there is one. Raises KnownError
    `text-too-long` for the note.
    """
    line = clean_line(note)
    if len(line) > MAX_LINE:
        raise KnownError("text-too-long", length=format_count(len(line)), limit=format_count(MAX_LINE))
    if day is not None:
        return Terms(set_deadline(day), line)
    opened = opened_assignment(workspace.context, workspace.unit.id, workspace.campaign)
    return Terms(None if opened is None else opened.content.terms.deadline, line)


def make_assignments(
    workspace: Workspace, folder: Path, units: Iterable[Unit], terms: Terms
) -> Iterator[WrittenAssignment]:
    """Write an assignment for each of `units` into `folder`, which exists; yields each once it is written.

    A file of the same name, which an earlier assignment has, is replaced; where nothing changed, by the same
    bytes. Raises KnownError `practice-out`, `key-…`, `store-…`, `bundle-write-file` or `export-…`; what was
    written before stays.
    """
    refuse_practice(workspace.context.home)
    make_key(workspace.context, workspace.unit.id)
    key = signing_key(workspace.context, workspace.unit.id)
    forms, taken = workspace.context.forms, set[str]()
    for unit in units:
        data, issue = _assignment(workspace, unit, terms, key)
        file = folder / _free_name(unit, taken)
        write_file(file, data, proof=lambda read: read_assignment_file(read, forms, {}))
        yield WrittenAssignment(unit, file, issue)


def file_name(unit: Unit) -> str:
    """The name of the assignment's file: "Giao việc - Trường THCS Bình Lư (106-thcs).lcweek"."""
    return f"Giao việc - {name_part(unit.name)} ({unit.code}){_SUFFIX}"


def _free_name(unit: Unit, taken: set[str]) -> str:
    """The name of the file, with a number where one of `taken` is the same for Windows; it is taken then."""
    name, number = file_name(unit), 1
    while name.casefold() in taken:
        number += 1
        name = file_name(unit).replace(_SUFFIX, f" ({number}){_SUFFIX}")
    taken.add(name.casefold())
    return name


def _assignment(workspace: Workspace, unit: Unit, terms: Terms, key: SigningKey) -> tuple[bytes, int]:
    """The file for `unit` and its number, which is noted before anything is written: no number is given to
    two contents."""
    store, me = workspace.store, workspace.unit.id
    place = Place(unit, _part(workspace.directory, unit), workspace.form)
    content = AssignmentContent(terms, _givers(workspace, unit, key.public), _known(workspace, place))
    editions = store.campaigns.of(workspace.campaign)
    campaign = editions[-1].file if editions else b""
    said = _digest(place, content, key.public, campaign)
    with store.transaction():
        last = store.assignments_made.last(me, workspace.campaign, unit.code)
        if last is not None and last.content == said:
            issue = last.issue
        else:
            issue = store.assignments_made.last_issue(me, workspace.campaign, unit.code) + 1
            day = "" if terms.deadline is None else terms.deadline.day.isoformat()
            at = workspace.context.minute()
            made = MadeAssignment(workspace.campaign, me, unit.code, issue, said, day, at)
            store.assignments_made.add(made)
    return write_assignment_file(place, me, content, issue, key, campaign), issue


def _digest(place: Place, content: AssignmentContent, key: PublicKey, campaign: bytes) -> str:
    """The SHA-256 (hex) of all that an assignment says but its number."""
    units = sha256_hex(directory_bytes([*place.directory.units.values()]))
    hashes = (place.form.hash, sha256_hex(content.to_bytes()), units, sha256_hex(campaign))
    return sha256_hex(canonical_json([key.base64, *hashes]))


def _part(directory: Directory, unit: Unit) -> Directory:
    """The units above `unit`, itself, and all below it; the topmost that is listed has no parent there."""
    above = directory.above(unit)
    below = [each for each in directory.units.values() if directory.is_below(each.code, unit.code)]
    top = (unit, *above)[-1]
    listed = sorted((*above, unit, *below), key=lambda each: each.code)
    units = (replace(each, parent=None) if each.code == top.code else each for each in listed)
    return Directory(directory.edition, {each.code: each for each in units})


def _givers(workspace: Workspace, unit: Unit, key: PublicKey) -> tuple[Giver, ...]:
    """Who may give `unit` its next assignment: the workspace's unit; those between the two, under the keys
    that were confirmed here; and those above, as this unit's own assignment names them."""
    me, above = workspace.unit, workspace.directory.ancestors(unit.code)
    opened = opened_assignment(workspace.context, me.id, workspace.campaign)
    found = [Giver(me.code, key)]
    for code in above[: above.index(me.code)]:
        found += [Giver(code, each) for each in _confirmed(workspace, code)]
    found += [each for each in (() if opened is None else opened.content.givers) if each.unit in above]
    by_key: dict[PublicKey, Giver] = {}
    for each in found:
        by_key.setdefault(each.key, each)
    return tuple(by_key.values())


def _known(workspace: Workspace, place: Place) -> tuple[KnownUnit, ...]:
    """What is known here of the unit of `place` and of those below it: of each whose key was confirmed that
    key, and the highest revision that came under it."""
    above, held = place.directory.ancestors(place.unit.code), all_reports(workspace)
    found = []
    for unit in place.directory.units.values():
        keys = () if unit.code in above else _confirmed(workspace, unit.code)
        if keys:
            reports = held[unit.id].reports if unit.id in held else ()
            seen = [each.version for each in reports if each.version.id.key == keys[0].base64]
            revision = max((each.revision for each in seen), default=0)
            restored = max((each.restored for each in seen), default=0)
            found.append(KnownUnit(unit.code, keys, revision, restored))
    return tuple(found)


def _confirmed(workspace: Workspace, code: UnitCode) -> tuple[PublicKey, ...]:
    """The key of the unit `code` that a person confirmed last; none where nobody confirmed one."""
    unit = workspace.directory.units[code].id
    confirmations = workspace.decisions.confirmations.get(unit, ())
    return tuple(PublicKey.from_base64(each.key) for each in confirmations[-1:])
