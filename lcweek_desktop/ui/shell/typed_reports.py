"""The report that is typed on behalf of another unit: brought to the front, and put away once it is saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.session.opening import StartState, read_typed_state
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.page import Page
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.typed_report_view import TypedReportView
from lcweek_desktop.ui.widgets import messages

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.workspace import Workspace


class TypedReports(QObject):
    """One at a time. Put away, it lives on until the last edit is saved."""

    # It came to the front.
    shown = Signal()
    # str: the person goes back; a sentence on what was done, or empty.
    left = Signal(str)

    def __init__(
        self,
        session: Session,
        worker: Worker,
        page_class: Callable[[str], type[Page]],
        front: QStackedWidget,
    ) -> None:
        """`session` is that of the unit that types; the view goes to `front`."""
        super().__init__(front)
        self.view: TypedReportView | None = None
        """What is typed; None for nothing."""
        self._session, self._worker, self._page_class, self._front = session, worker, page_class, front
        self._operations: Operations[Workspace] = Operations(
            self, worker, lambda _context: session.workspace, session.announce
        )

    @property
    def is_saved(self) -> bool:
        """Whether everything typed is saved."""
        return self.view is None or self.view.session.saver.is_saved

    def open(self, code: str) -> None:
        """Bring the report of the unit `code` to the front; first the one that is not saved yet, if any."""
        if self.view is not None:
            self._bring_to_front(self.view)
            return
        self._operations.read(lambda workspace: read_typed_state(workspace, code), self._show)

    def hand_over_edits(self) -> None:
        """See to it that everything typed is on its way to the disk."""
        if self.view is not None:
            self.view.hand_over_edits()

    def put_away(self) -> None:
        """Let go of the view once it is saved."""
        view = self.view
        if view is None:
            return
        view.hand_over_edits()
        if view.session.saver.is_saved:
            self._drop(view)
        else:
            view.session.saver.saved.connect(lambda: self._drop(view))

    def show_status(self, text: str) -> None:
        """Nothing is said while it is read."""

    def show_failure(self, error: LcweekError) -> None:
        """Say in a message why it cannot be typed."""
        messages.show_message(self._front.window(), error.sentence, error.next_step, "warning")

    def _show(self, start: StartState) -> None:
        if self.view is None:
            view = TypedReportView(start, self._worker, self._operations, self._page_class)
            view.left.connect(self.left)
            self._front.addWidget(view)
            self.view = view
        self._bring_to_front(self.view)

    def _bring_to_front(self, view: TypedReportView) -> None:
        self._front.setCurrentWidget(view)
        self.shown.emit()

    def _drop(self, view: TypedReportView) -> None:
        if self.view is view and self._front.currentWidget() is not view:
            self.view = None
            self._front.removeWidget(view)
            view.deleteLater()
