"""Work that changes the data behind the pages, such as installing a campaign: nothing else is done in the
window until it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from lcweek_desktop.catalogue.verbs import stopped
from lcweek_desktop.ui.session.worker import ErrorHandler, Worker
from lcweek_desktop.ui.shell.stoppable_steps import StoppableSteps, StoppedError
from lcweek_desktop.ui.widgets import messages

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.context import AppContext

T = TypeVar("T")
Step: TypeAlias = Callable[[int, int], object]
"""Is called with how many steps of how many are done, and may raise to end the work."""

_PATIENCE: Final = 500
"""Milliseconds that the work may take before it is shown how far it is."""


class DataChange(QObject):
    """One piece of such work. A dialog shows how far it is, once it takes a while, with a button to stop it
    between two steps; work of one step has none."""

    def __init__(self, window: QWidget, text: str) -> None:
        """`text` says what is being done."""
        super().__init__(window)
        self._window, self._text = window, text
        self.progress = QProgressDialog(f"{text}…", "", 0, 0, window)
        self.progress.setCancelButton(None)
        self.progress.setWindowTitle(messages.PROGRAM_TITLE)
        self.progress.setWindowModality(Qt.WindowModality.WindowModal)
        self.progress.setAutoClose(False)
        self.progress.setAutoReset(False)
        self.progress.setMinimumDuration(_PATIENCE)
        self._steps = StoppableSteps(self)
        self._steps.stepped.connect(self._show_step)
        self.progress.canceled.connect(self._steps.stop)

    def start(
        self,
        worker: Worker,
        change: Callable[[AppContext, Step], T],
        done: Callable[[T], object],
        failed: ErrorHandler,
    ) -> None:
        """Do `change` on the thread of `worker`; then call `done`, or `failed`. That the user stopped it is
        said."""

        def finish(value: T) -> None:
            self._end()
            done(value)

        def fail(error: Exception) -> None:
            self._end()
            if isinstance(error, StoppedError):
                messages.show_message(self._window, stopped("Dữ liệu không thay đổi."))
            else:
                failed(error)

        self._window.setEnabled(False)
        self.progress.setEnabled(True)  # Qt disables the dialogs of a window, too
        worker.submit(lambda context: change(context, self._steps.step), finish, fail)

    def _show_step(self, done: int, total: int) -> None:
        if not self.progress.wasCanceled():
            self.progress.setLabelText(f"{self._text}: {done}/{total}…")
            self.progress.setCancelButtonText("Dừng")
            self.progress.setRange(0, total)
            self.progress.setValue(done)

    def _end(self) -> None:
        self.progress.hide()
        self._window.setEnabled(True)
        self.progress.deleteLater()
        self.deleteLater()
