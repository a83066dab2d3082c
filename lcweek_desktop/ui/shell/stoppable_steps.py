"""Long work on the worker's thread that says how far it is and that a person can stop."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from lcweek_desktop.ui.session.worker import CancelToken


class StoppedError(Exception):
    """The user stopped the work; what it began is undone by whoever does it."""


class StoppableSteps(QObject):
    """Carries the steps of one piece of work into the window's thread, and the wish to stop out of it."""

    # int, int: so many steps of so many are done.
    stepped = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._token = CancelToken()

    def stop(self) -> None:
        """Let the next step end the work."""
        self._token.cancel()

    def step(self, done: int, total: int) -> None:
        """Show that `done` steps of `total` are done; called on the worker's thread.

        Raises StoppedError when the user stopped the work.
        """
        if self._token.is_cancelled:
            raise StoppedError
        self.stepped.emit(done, total)
