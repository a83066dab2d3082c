"""The numbers that are printed: the unit's own with what it holds of the units below."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from lcweek_desktop.domain.form import Cell
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.rollup import Rollup
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import ErrorHandler, Worker


class Numbers(QObject):
    """Until what is held was read, and in a unit that holds nothing, the unit's own."""

    # frozenset[Cell]: cells whose number may be another now.
    changed = Signal(object)

    def __init__(self, session: Session, worker: Worker, failed: ErrorHandler, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._worker, self._failed = session, worker, failed
        self._rollup = Rollup()
        self._sums: Figures | None = None
        session.figures_changed.connect(self._figures_changed)
        session.received_changed.connect(self.read)
        self.read()

    def number(self, cell: Cell) -> int | None:
        """What is printed in `cell`; None for a blank."""
        if not self._rollup.members:
            return self._session.number(cell)
        if self._sums is None:
            self._sums = self._rollup.sums(self._session.form, self._session.content.figures)
        return displayed_value(self._session.form, self._sums, cell)

    def read(self) -> None:
        """Read anew what is held of the units below."""
        workspace = self._session.workspace

        def task(context: AppContext) -> Rollup:
            from lcweek_desktop.services.summing.rollup import rollup

            return rollup(workspace)

        self._worker.submit(task, self._found, self._failed)

    def _found(self, rollup: Rollup) -> None:
        if rollup != self._rollup:
            self._rollup = rollup
            self._figures_changed(frozenset(self._session.form.cells))

    def _figures_changed(self, cells: frozenset[Cell]) -> None:
        self._sums = None
        self.changed.emit(cells)
