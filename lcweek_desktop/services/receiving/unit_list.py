"""A list of units that an office keeps in Excel, held against the directory: what would be added, renamed,
moved, and what a person has to say first.

Nothing is changed before `DirectoryPlan` is carried out, as one decision. Source:
docs/adr/0155-a-directory-is-decided.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from lcweek_desktop.domain.directory_changes import ChangeKind, Contact, DirectoryChange
from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.domain.name_words import name_words, with_a_slip
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, slug
from lcweek_desktop.domain.unit_names import starts_with_words
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.formdefs.tidy_directory import code_with_zeros
from lcweek_desktop.intake.jobs import table_rows
from lcweek_desktop.services.receiving.directory_changes import DirectoryPlan
from lcweek_desktop.services.receiving.list_columns import Column, ListColumns, list_columns
from lcweek_desktop.services.receiving.unit_tree import usual_level
from lcweek_desktop.services.workspace.units import UnitSetup, checked_unit
from lcweek_desktop.services.workspace.workspace import Workspace

NEW_UNIT: Final = ""
"""What a person says of a line that may be a listed unit, and is another one."""
_NUMBER: Final = re.compile(r"\d+")
_TOTALS: Final = ("tong", "tong-cong", "tong-so", "cong")


class LineState(StrEnum):
    """What a line of the list is; each is one."""

    NEW = "new"
    CHANGED = "changed"
    """A listed unit with another name, parent or contact."""
    SAME = "same"
    AMBIGUOUS = "ambiguous"
    """It may be a listed unit; a person has to say which, or that it is a new one."""
    TWICE = "twice"
    """A line before it is of the same unit."""
    REFUSED = "refused"
    PASSED = "passed"
    """A heading, a sum: no unit."""


@dataclass(frozen=True)
class ListLine:
    """A line of the list, counted from 1 as Excel does.

    `name` is what it says. `unit` is the unit as it would be listed, None where there is none, and `before`
    as it is listed, None for a new one. `candidates` are the listed units that an ambiguous line may be.
    `words` say why a line is not taken as it is, empty otherwise.
    """

    number: int
    name: str
    state: LineState
    unit: Unit | None = None
    before: Unit | None = None
    contact: Contact | None = None
    candidates: tuple[Unit, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class UnitList:
    """The lines of the table in `file`, the columns that were found, and what is decided when it is carried
    out; `plan` is None where nothing would change. `missing` are the listed units directly below that no line
    is about."""

    file: Path
    columns: tuple[Column, ...]
    lines: tuple[ListLine, ...]
    missing: tuple[Unit, ...]
    plan: DirectoryPlan | None

    def of_state(self, state: LineState) -> tuple[ListLine, ...]:
        """The lines of one state."""
        return tuple(line for line in self.lines if line.state is state)


def unit_list(
    workspace: Workspace,
    file: Path,
    parent: str | None = None,
    level: str | None = None,
    answers: Mapping[int, str] = MappingProxyType({}),
) -> UnitList:
    """The list in `file`, a workbook or text with separators, as it would be taken.

    `parent` receives the units of which no line says to whom they report, None for the workspace's unit;
    `level` is theirs, None for the one usual there. `answers` say of ambiguous lines, by their numbers, which
    listed unit (its code) they are, or NEW_UNIT. Raises KnownError `table-…`, `table-columns` when no heading
    names the units, `unit-unknown` or `unit-level`.
    """
    rows = table_rows(file)
    columns = list_columns(rows)
    if columns is None:
        raise KnownError("table-columns", file=file.name)
    if level is not None and LevelKey(level) not in workspace.form.level_by_key:
        levels = ", ".join(workspace.form.level_by_key)
        raise KnownError("unit-level", level=level, campaign=workspace.campaign, levels=levels)
    above = workspace.directory.get(workspace.unit.code if parent is None else parent)
    is_said = parent is not None
    first = _Reading(workspace, columns, above, level, answers, frozenset(), parent_is_said=is_said)
    met = _met(first.lines(rows))  # a line may only be like a listed unit that has no line of its own
    reading = _Reading(workspace, columns, above, level, answers, met, parent_is_said=is_said)
    lines = tuple(reading.lines(rows))
    met = _met(lines)
    missing = tuple(unit for unit in workspace.directory.children(above.code) if unit.code not in met)
    return UnitList(file, tuple(columns.places), lines, missing, _plan(workspace, above, lines))


def _plan(workspace: Workspace, above: Unit, lines: Sequence[ListLine]) -> DirectoryPlan | None:
    taken = [each for each in lines if each.state in (LineState.NEW, LineState.CHANGED)]
    units = [each.unit for each in taken if each.unit is not None and each.unit != each.before]
    change = DirectoryChange(
        ChangeKind.IMPORTED,
        units=tuple(units),
        before=tuple(each.before for each in taken if each.before is not None and each.unit != each.before),
        contacts=tuple((each.unit.code, each.contact) for each in taken if each.unit and each.contact),
    )
    if not taken:
        return None
    workspace.directory.extended(change.units)  # refuses a loop
    return DirectoryPlan(workspace, above.id, change)


def _met(lines: Iterable[ListLine]) -> frozenset[UnitCode]:
    """The codes of the listed units that `lines` are about."""
    return frozenset(line.before.code for line in lines if line.before is not None)


class _Reading:
    """Reads the lines one after the other: what an earlier one lists, a later one may name."""

    def __init__(
        self,
        workspace: Workspace,
        columns: ListColumns,
        above: Unit,
        level: str | None,
        answers: Mapping[int, str],
        met: frozenset[UnitCode],
        *,
        parent_is_said: bool,
    ) -> None:
        """`met` are listed units that are not asked about, because lines are about them."""
        self._workspace, self._columns, self._above = workspace, columns, above
        self._level, self._answers, self._met = level, answers, met
        known, me = workspace.directory, workspace.unit
        self._own = workspace.store.own_units.of_all_campaigns()
        self._below = {unit.code: unit for unit in known.units.values() if known.is_below(unit.code, me.code)}
        self._receivers: dict[frozenset[str], Unit | None] = {}
        for unit in (me, *self._below.values()):
            self._note_receiver(unit)
        self._is_said = parent_is_said
        self._named: dict[frozenset[str], list[Unit]] = {}
        self._slugs: dict[UnitCode | None, dict[UnitCode, str]] = {}
        for unit in self._below.values():
            if unit.code not in known.closed:
                self._note(unit)
        self._seen: set[UnitCode] = set()

    def lines(self, rows: Sequence[Sequence[str]]) -> Iterator[ListLine]:
        """The lines below the headings; empty ones are left out. A line of nothing but the name of a receiver
        is a heading, below which its units stand."""
        has_more = len([text for text in rows[self._columns.row] if text]) > 1
        for number, row in enumerate(rows[self._columns.row + 1 :], self._columns.row + 2):
            filled = [text for text in row if text]
            name = self._columns.text(row, Column.NAME)
            is_alone = has_more and len(filled) == 1
            receiver = self._receivers.get(name_words(filled[0])) if is_alone else None
            if receiver is not None:
                self._above, self._is_said = receiver, True
            if receiver is not None or (filled and not name):
                yield ListLine(number, filled[0], LineState.PASSED, words=sentence("list-heading"))
            elif filled:
                yield self._line(number, row)

    def _line(self, number: int, row: Sequence[str]) -> ListLine:
        name = clean_line(self._columns.text(row, Column.NAME))
        if not any(map(str.isalpha, name)) or slug(name) in _TOTALS:
            return ListLine(number, name, LineState.PASSED, words=sentence("list-heading"))
        try:
            above = self._receiver(self._columns.text(row, Column.PARENT))
            return self._judged(number, name, above, row)
        except KnownError as error:
            return ListLine(number, name, LineState.REFUSED, words=error.sentence)

    def _receiver(self, text: str) -> Unit:
        """The unit below which a line stands that says `text` of it. Raises KnownError `list-parent`."""
        if not text:
            return self._above
        code = code_with_zeros(text, self._codes()) or text
        if code == self._workspace.unit.code:
            return self._workspace.unit
        found = self._below.get(UnitCode(code)) or self._receivers.get(name_words(text))
        if found is None:
            raise KnownError("list-parent", parent=text)
        return found

    def _judged(self, number: int, name: str, above: Unit, row: Sequence[str]) -> ListLine:
        written = self._columns.text(row, Column.CODE)
        code = (code_with_zeros(written, self._codes()) or written) if written else None
        listed = None if code is None else self._below.get(UnitCode(code))
        is_said = self._is_said or bool(self._columns.text(row, Column.PARENT))
        contact = self._contact(row)
        if listed is None and code is None:
            found = self._found(number, name, above, is_said=is_said)
            if isinstance(found, ListLine):
                return replace(found, contact=contact)
            listed = found
        level = listed.level if listed is not None else self._level_of(row, above)
        setup = UnitSetup(listed.code if listed else code, name, level, above.code)
        unit = checked_unit(self._workspace.form, self._directory(above), setup)
        if listed is not None:
            is_spelling = code is None and name_words(listed.name) == name_words(name)
            kept = listed.name if is_spelling else unit.name
            unit = replace(unit, name=kept, parent=unit.parent if is_said else listed.parent)
        return self._taken(number, name, unit, listed, contact)

    def _taken(
        self, number: int, name: str, unit: Unit, listed: Unit | None, contact: Contact | None
    ) -> ListLine:
        known = self._workspace.directory
        if unit.code in self._seen:
            return ListLine(number, name, LineState.TWICE, words=sentence("list-twice", name=name))
        if unit.id in self._own and unit != listed:
            raise KnownError("unit-of-machine", name=unit.name)
        if listed is None and unit.code in known.units:
            raise KnownError("unit-listed", unit=unit.code, name=known.units[unit.code].name)
        self._seen.add(unit.code)
        if listed is None:
            self._below[unit.code] = unit
            self._note(unit)
            self._note_receiver(unit)
        noted = self._workspace.decisions.directory.contacts.get(unit.code, Contact())
        contact = contact if contact and contact != noted else None
        is_same = unit == listed and contact is None and unit.code not in known.closed
        state = LineState.NEW if listed is None else LineState.SAME if is_same else LineState.CHANGED
        return ListLine(number, name, state, unit, listed, contact)

    def _found(self, number: int, name: str, above: Unit, *, is_said: bool) -> Unit | ListLine | None:
        """The listed unit that a line without a code is about, None for a new one; the line itself where a
        person has to say: several have the name, one elsewhere than the line `is_said` to be, or one is
        alike."""
        same = self._named.get(name_words(name), [])
        here = [unit for unit in same if unit.parent == above.code] if is_said else same
        if len(here) == 1:
            return here[0]
        answer = self._answers.get(number)
        if answer is not None:
            return None if answer == NEW_UNIT else self._workspace.directory.get(answer)
        several = here if here else [unit for unit in same if self._is_unmet(unit)]
        alike = several or self._alike(name, above)
        if not alike:
            return None
        named = ", ".join(f"{unit.name} ({unit.code})" for unit in alike)
        words = sentence("list-alike", units=named)
        return ListLine(number, name, LineState.AMBIGUOUS, candidates=tuple(alike), words=words)

    def _alike(self, name: str, above: Unit) -> list[Unit]:
        """The units directly below `above` whose names differ from `name` by a slip of the pen; another
        number is none."""
        found = with_a_slip(name, self._slugs.get(above.code, {}))
        numbers = _NUMBER.findall(name)
        alike = (self._below[code] for code in found)
        return [unit for unit in alike if self._is_unmet(unit) and _NUMBER.findall(unit.name) == numbers]

    def _is_unmet(self, unit: Unit) -> bool:
        """Whether `unit` is listed, and no line is about it."""
        return unit.code in self._workspace.directory.units and unit.code not in self._met

    def _note_receiver(self, unit: Unit) -> None:
        """Find `unit` by its name, with and without the kind of place, unless another one is called so."""
        form = self._workspace.form
        if unit.level not in form.level_by_key or not form.receives(unit.level):
            return
        kinds = (each for each in form.level_by_key[unit.level].kinds if starts_with_words(unit.name, each))
        for words in {name_words(unit.name), *(name_words(unit.name[len(each) :]) for each in kinds)}:
            self._receivers[words] = None if words in self._receivers else unit

    def _note(self, unit: Unit) -> None:
        self._named.setdefault(name_words(unit.name), []).append(unit)
        self._slugs.setdefault(unit.parent, {})[unit.code] = slug(unit.name)

    def _contact(self, row: Sequence[str]) -> Contact | None:
        person = clean_line(self._columns.text(row, Column.PERSON))
        phone = clean_line(self._columns.text(row, Column.PHONE))
        return Contact(person, phone) or None

    def _level_of(self, row: Sequence[str], above: Unit) -> LevelKey:
        """The level that a line says, as far as it is one of the form, otherwise the usual one."""
        text = slug(self._columns.text(row, Column.LEVEL))
        for level in self._workspace.form.levels:
            if text and text in {slug(each) for each in (level.key, level.name, *level.kinds)}:
                return level.key
        return LevelKey(self._level) if self._level else usual_level(self._workspace, above)

    def _codes(self) -> Mapping[UnitCode, Unit]:
        return self._workspace.directory.units

    def _directory(self, above: Unit) -> Directory:
        """The directory in which `above` is listed, also when a line before lists it."""
        known = self._workspace.directory
        return known if above.code in known.units else known.extended(self._below.values())
