"""A new version of the program in a file that is opened: which it is, and whether to install it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lcweek_desktop import __version__
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import messages

if TYPE_CHECKING:
    from lcweek_desktop.services.updating.program_update import UpdateOffer
    from lcweek_desktop.services.workspace.context import AppContext


class ProgramUpdater(QObject):
    """Asks about new versions."""

    # UpdateOffer: it is to be installed.
    accepted = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def ask(self, file: Path, worker: Worker) -> None:
        """Ask about `file`, or say why it cannot be installed; `worker` has the data folder open."""
        operations: Operations[AppContext] = Operations(self, worker, lambda context: context)
        operations.read(lambda _context: services.program_update.update_offer(file), self._ask)

    def show_status(self, text: str) -> None:
        """Say what goes on."""
        messages.show_message(self._window, text)

    def show_failure(self, error: LcweekError) -> None:
        """Say why the file cannot be installed."""
        messages.show_message(self._window, error.sentence, error.next_step, "warning")

    def _ask(self, offer: UpdateOffer) -> None:
        messages.ask_question(
            self._window,
            f"Cài bản {offer.version} của chương trình? Máy này đang dùng bản {__version__}.",
            yes=Verb.UPDATE_PROGRAM.label,
            detail="Tệp có chữ ký của nơi phát hành. Dữ liệu được sao lưu trước; chương trình đóng lại, "
            "được cài rồi tự mở, mất khoảng một phút. Bản đang dùng được giữ lại: nếu cần, hãy chọn “Dùng "
            "lại bản trước” trong Start.",
            then=lambda: self.accepted.emit(offer),
        )
