"""An assignment that is opened: what it gives to which unit, and the question whether to take it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.assignment_dialog import AssignmentDialog, AssignmentWords
from lcweek_desktop.ui.widgets import messages

if TYPE_CHECKING:
    from lcweek_desktop.services.assigning.assignment_offer import AssignmentOffer
    from lcweek_desktop.services.workspace.context import AppContext
    from lcweek_desktop.services.workspace.workspace import Workspace


class AssignmentOpener(QObject):
    """Asks about assignments, one at a time: a later one takes the place of a question that is open."""

    # AssignmentOffer: this machine is to be configured by it.
    accepted = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: AssignmentDialog | None = None
        """The question that is open; None while there is none."""

    def ask(self, file: Path, worker: Worker) -> None:
        """Ask about `file`; `worker` has the data folder open."""

        def read(context: AppContext) -> tuple[AssignmentOffer, AssignmentWords]:
            offer = services.assignment_offer.assignment_offer(context, file)
            words = services.assignment_words
            return offer, AssignmentWords(
                words.title_of(offer),
                [*words.facts(offer)],
                words.doubts(offer),
                [*words.outcomes(offer)],
            )

        operations: Operations[AppContext] = Operations(self, worker, lambda context: context)
        operations.read(read, lambda read: self._ask(*read))

    def make(self, worker: Worker, workspace: Workspace) -> None:
        """Ask for which units below that of `workspace` assignments are to be made, and make them."""
        from lcweek_desktop.ui.board.assigning_dialog import AssigningDialog

        operations: Operations[Workspace] = Operations(self, worker, lambda _context: workspace)
        AssigningDialog(self._window, operations).open()

    def show_status(self, text: str) -> None:
        """Say what goes on."""
        messages.show_message(self._window, text)

    def show_failure(self, error: LcweekError) -> None:
        """Say why the assignment cannot be opened."""
        messages.show_message(self._window, error.sentence, error.next_step, "warning")

    def _ask(self, offer: AssignmentOffer, words: AssignmentWords) -> None:
        if not offer.asks:
            messages.show_message(self._window, words.title)
            return
        if self.dialog is not None:
            self.dialog.reject()
        self.dialog = AssignmentDialog(self._window, offer, words)
        self.dialog.confirmed.connect(lambda: self.accepted.emit(offer))
        self.dialog.finished.connect(lambda _code: self._forget())
        self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None
