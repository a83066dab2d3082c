"""The report being worked on, in memory, and the one road of its edits.

An edit is a command (commands.py) that calls a `put_…` here; the session changes the content, announces what
changed, and hands the new draft to the worker. "Saved" is announced when the commit has returned and nothing
typed is still on its way here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from lcweek_desktop.domain.checks import CheckBasis, Finding
from lcweek_desktop.domain.form import Cell, CellState, Form, HeadingKey, RowKey
from lcweek_desktop.domain.narrative import Text
from lcweek_desktop.domain.report import Acceptance, Content, OwnLine, Photo, SignOff
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.services.report.checking import check_basis, find_problems, save_draft
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.ui.session.opening import StartState
from lcweek_desktop.ui.session.worker import Worker


class Session(QObject):
    """One unit at work on one campaign."""

    # frozenset[Cell]: cells whose shown number changed, computed ones included.
    figures_changed = Signal(object)
    # RowKey: the row whose note changed.
    note_changed = Signal(object)
    # Lines of the unit's own were changed, added, removed or moved.
    lines_changed = Signal()
    # HeadingKey: the heading whose text changed.
    text_changed = Signal(object)
    photos_changed = Signal()
    signoff_changed = Signal()
    # What is held of other units changed: received, a key confirmed, a report decided on.
    held_changed = Signal()
    # The report was frozen or sent, or a scan of its paper came or went.
    standing_changed = Signal()
    # The findings were judged anew.
    findings_changed = Signal()
    # Something entered waits for its commit.
    saving = Signal()
    # Everything entered so far is committed.
    saved = Signal()
    # Exception: the last edit was not saved; it stays in memory and goes along with the next.
    save_failed = Signal(object)

    def __init__(self, start: StartState, worker: Worker) -> None:
        super().__init__()
        self.workspace = start.workspace
        self.undo = QUndoStack(self)
        self.comparison_error: Exception | None = None
        """Why the report is checked without the reports of other units and of last year; None when it is
        not."""
        self._basis = CheckBasis(self.form, self.workspace.unit, start.above, today=start.today)
        self._draft = start.draft
        self._worker = worker
        self._waiting = 0
        self._failed = False
        self._expected = False
        self._numbers: Mapping[Cell, int | None] = self._all_numbers()
        self._findings = self._judged()
        self.held_changed.connect(self.read_basis)
        self.read_basis()

    @property
    def above(self) -> tuple[Unit, ...]:
        """The units that this one reports to, directly and through others, nearest first."""
        return self._basis.above

    def read_basis(self) -> None:
        """Read anew what the report is compared with, and judge it again."""
        workspace = self.workspace
        self._worker.submit(lambda _context: check_basis(workspace), self._compare, self._not_compared)

    @property
    def form(self) -> Form:
        return self.workspace.form

    @property
    def content(self) -> Content:
        return self._draft.content

    @property
    def signoff(self) -> SignOff:
        return self._draft.signoff

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self._findings

    @property
    def is_saved(self) -> bool:
        return self._waiting == 0 and not self._failed and not self._expected

    def state(self, cell: Cell) -> CellState:
        """What the cell takes at this unit's level."""
        return self.form.state(cell, self.workspace.unit.level)

    def number(self, cell: Cell) -> int | None:
        """What the cell shows; None for blank."""
        return self._numbers[cell]

    def put_figure(self, cell: Cell, value: int | None) -> None:
        before = self._numbers
        self._set(content=self.content.with_figure(cell, value))
        self._numbers = self._all_numbers()
        self.figures_changed.emit(frozenset(c for c in before if before[c] != self._numbers[c]) | {cell})
        self._judge()

    def put_note(self, row: RowKey, note: str) -> None:
        self._set(content=self.content.with_note(row, note))
        self.note_changed.emit(row)
        self._judge()

    def put_lines(self, lines: tuple[OwnLine, ...]) -> None:
        self._set(content=replace(self.content, own_lines=lines))
        self.lines_changed.emit()
        self._judge()

    def put_text(self, heading: HeadingKey, text: Text) -> None:
        self._set(content=self.content.with_text(heading, text))
        self.text_changed.emit(heading)
        self._judge()

    def put_photos(self, photos: tuple[Photo, ...]) -> None:
        self._set(content=replace(self.content, photos=photos))
        self.photos_changed.emit()
        self._judge()

    def put_signoff(self, signoff: SignOff) -> None:
        self._set(signoff=signoff)
        self.signoff_changed.emit()
        self._judge()

    def put_accepted(self, accepted: tuple[Acceptance, ...]) -> None:
        self._set(content=replace(self.content, accepted=accepted))
        self._judge()

    def edit_pending(self) -> None:
        """Something was typed that is not handed over yet: nothing is called saved before `came`."""
        if not self._expected:
            self._expected = True
            self.saving.emit()

    def edit_finished(self) -> None:
        """What was expected is here, as far as it changed anything."""
        if not self._expected:
            return
        self._expected = False
        if self.is_saved:
            self.saved.emit()
        elif not self._waiting:
            self.save_again()

    def save_again(self) -> None:
        """Try once more what was not saved; nothing when everything is."""
        if self._failed:
            self._save()

    def _set(self, **parts: Any) -> None:
        self._draft = replace(self._draft, **parts)
        self._save()

    def _judge(self) -> None:
        """Comes last: who listens to findings finds everything else changed already."""
        self._findings = self._judged()
        self.findings_changed.emit()

    def _save(self) -> None:
        """Only the newest draft is written: an older one still in the queue finds itself overtaken."""
        draft, workspace = self._draft, self.workspace
        self._waiting += 1
        self.saving.emit()

        def task(context: AppContext) -> bool:
            newest = draft is self._draft
            if newest:
                save_draft(workspace, draft)
            return newest

        self._worker.submit(task, self._committed, self._not_committed)

    def _committed(self, written: bool) -> None:
        self._waiting -= 1
        self._failed = self._failed and not written
        if self.is_saved:
            self.saved.emit()

    def _not_committed(self, error: Exception) -> None:
        self._waiting -= 1
        self._failed = True
        self.save_failed.emit(error)

    def _compare(self, basis: CheckBasis) -> None:
        changed = basis != self._basis or self.comparison_error is not None
        self._basis, self.comparison_error = basis, None
        if changed:
            self._judge()

    def _not_compared(self, error: Exception) -> None:
        self.comparison_error = error
        self._judge()
        if not isinstance(error, LcweekError):
            raise error

    def _all_numbers(self) -> Mapping[Cell, int | None]:
        return {cell: displayed_value(self.form, self.content.figures, cell) for cell in self.form.cells}

    def _judged(self) -> tuple[Finding, ...]:
        return find_problems(self._basis, self._draft)
