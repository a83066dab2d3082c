"""A receipt is opened: its key is compared where it is not known, then it is taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget
from shiboken6 import Shiboken

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import messages

if TYPE_CHECKING:
    from lcweek_desktop.services.opening.receipt_offer import ReceiptOffer
    from lcweek_desktop.services.workspace.context import AppContext
    from lcweek_desktop.ui.shell.workspace_view import WorkspaceView


class ReceiptOpener(QObject):
    """Takes receipts for the unit at work; what they say stands above its pages afterwards."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.question: QMessageBox | None = None
        """The question about a key that was asked last."""

    def open(self, file: Path, worker: Worker, view: WorkspaceView) -> None:
        """Take the receipt in `file`; `worker` has the data folder open, `view` is its unit."""
        session = view.session
        operations: Operations[AppContext] = Operations(
            self, worker, lambda context: context, session.announce
        )

        def take(offer: ReceiptOffer) -> None:
            operations.run(
                Verb.TAKE_RECEIPT,
                lambda _context: services.receipt_offer.take_receipt(offer),
                lambda lines: view.say(" ".join(lines)) if Shiboken.isValid(view) else None,
            )

        def ask(offer: ReceiptOffer) -> None:
            if offer.question is None:
                take(offer)
                return
            self.question = messages.ask_question(
                self._window,
                offer.question.sentence,
                yes="Đúng mã khóa",
                no="Để sau",
                detail=offer.question.next_step,
                then=lambda: take(offer),
            )

        operations.read(lambda context: services.receipt_offer.receipt_offer(context, file), ask)

    def show_status(self, text: str) -> None:
        """Say what goes on."""
        messages.show_message(self._window, text)

    def show_failure(self, error: LcweekError) -> None:
        """Say why the receipt cannot be opened, or was not taken."""
        messages.show_message(self._window, error.sentence, error.next_step, "warning")
