"""What is typed in the table becomes commands on the session's undo stack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from types import MappingProxyType
from typing import Final

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import Cell
from lcweek_desktop.domain.report import OwnLine
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.values import parse_number
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.entry_plan import ENTERED, Entry, EntryPlan, plan_entries, target_place
from lcweek_desktop.ui.pages.figures.rows import RowNode, TableCell
from lcweek_desktop.ui.session.commands import NO_VISIT, SetEntries, SetFigure, SetLines, SetNote
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.table.columns import Column, ColumnKind

_FIELDS: Final = {ColumnKind.LABEL: "label", ColumnKind.UNIT: "unit", ColumnKind.NOTE: "note"}


@dataclass(frozen=True)
class _OpenEditor:
    """The cell an editor is open in, the text it had before, and the number of the visit (commands.py)."""

    cell: TableCell
    text_before: str
    visit: int


class FiguresEditor:
    """Edits figures, notes and own lines of one session.

    Between `begin` and `end`, while an editor is open in a cell, all that is typed is one step to undo.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._visits = count(NO_VISIT + 1)
        self._open: _OpenEditor | None = None

    def begin(self, cell: TableCell, text: str) -> None:
        """Tell that an editor was opened in `cell`, whose text is `text`."""
        self._open = _OpenEditor(cell, text, next(self._visits))

    def follow(self, cell: TableCell, text: str) -> None:
        """Enter the text of the open editor after each key. While it is no number, the cell has what it had
        before the editor was opened."""
        try:
            self.enter(cell, text)
        except KnownError:
            self.revert()

    def revert(self) -> None:
        """Give the cell of the open editor the text it had before."""
        if self._open is not None:
            self.enter(self._open.cell, self._open.text_before)

    def end(self) -> None:
        """Tell that the editor was closed."""
        self._open = None

    def enter(self, cell: TableCell, text: str) -> None:
        """Put the typed `text` into an editable cell; no command is pushed when nothing changes.

        Text for an own line that was removed meanwhile is dropped: Qt commits an open editor while its row is
        being removed. Raises KnownError `number-…` when a figure's text is no number of its cell; the report
        stays as it is.
        """
        if cell.node.row is None:
            self._enter_in_own_line(cell.node, cell.column, text)
        elif cell.figure is not None:
            self._enter_figure(cell.figure, text)
        else:
            note, content = clean_line(text), self._session.content
            if note != content.notes.get(cell.node.row.key, ""):
                self._session.undo.push(SetNote(self._session, cell.node.row.key, note, self._visit))

    def clear(self, cells: Sequence[TableCell]) -> None:
        """Make editable cells blank, as one step to undo."""
        entries = [Entry(cell.target, "") for cell in cells]
        self.apply(self.plan(entries, blank_clears=True), Verb.CLEAR_CELLS)

    def plan(
        self, entries: Sequence[Entry], *, dash_is_zero: bool | None = None, blank_clears: bool = False
    ) -> EntryPlan:
        """What entering `entries` would do (entry_plan.plan_entries)."""
        session = self._session
        return plan_entries(
            session.form,
            session.workspace.unit.level,
            session.content,
            entries,
            dash_is_zero=dash_is_zero,
            blank_clears=blank_clears,
        )

    def apply(self, plan: EntryPlan, verb: Verb) -> int:
        """Do what `plan` says, as one step to undo. Returns how many cells were entered; where that leaves
        everything as it is, none, and there is nothing to undo."""
        entered = [cell.target for cell in plan.cells if cell.effect in ENTERED and cell.target is not None]
        if not entered or plan.content == self._session.content:
            return 0
        place = target_place(entered[0])
        self._session.undo.push(SetEntries(self._session, plan.content, verb, place, count=len(entered)))
        return len(entered)

    def add_line(self) -> int:
        """Add an empty own line at the end. Returns its position."""
        lines = self._session.content.own_lines
        self._push_lines((*lines, OwnLine("")), Verb.ADD_LINE)
        return len(lines)

    def remove_line(self, position: int) -> None:
        """Remove the own line at `position`."""
        lines = self._session.content.own_lines
        self._push_lines((*lines[:position], *lines[position + 1 :]), Verb.REMOVE_LINE)

    def move_line(self, position: int, to: int) -> bool:
        """Move the own line at `position` to the position `to`. Returns whether it was moved; past an end of
        the list nothing happens."""
        lines = [*self._session.content.own_lines]
        is_there = 0 <= to < len(lines) and to != position
        if is_there:
            lines.insert(to, lines.pop(position))
        if lines != [*self._session.content.own_lines]:  # two lines may be alike
            self._push_lines(tuple(lines), Verb.MOVE_LINE)
        return is_there

    @property
    def _visit(self) -> int:
        return NO_VISIT if self._open is None else self._open.visit

    def _enter_figure(self, cell: Cell, text: str) -> None:
        number = self._session.form.value_of(cell, text)
        if number != self._session.content.figures.get(cell):
            self._session.undo.push(SetFigure(self._session, cell, number, self._visit))

    def _enter_in_own_line(self, node: RowNode, column: Column, text: str) -> None:
        lines = [*self._session.content.own_lines]
        if node.position >= len(lines):
            return
        changed = _with_text(lines[node.position], column, text)
        if changed != lines[node.position]:
            lines[node.position] = changed
            self._push_lines(tuple(lines), Verb.EDIT_LINE, self._visit)

    def _push_lines(self, lines: tuple[OwnLine, ...], verb: Verb, visit: int = NO_VISIT) -> None:
        self._session.undo.push(SetLines(self._session, lines, verb, visit))


def _with_text(line: OwnLine, column: Column, text: str) -> OwnLine:
    if column.measure is None:
        return replace(line, **{_FIELDS[column.kind]: clean_line(text)})  # type: ignore[arg-type]
    values = {key: value for key, value in line.values.items() if key != column.measure.key}
    number = parse_number(text, column.measure.decimals)
    if number is not None:
        values[column.measure.key] = number
    return replace(line, values=MappingProxyType(values))
