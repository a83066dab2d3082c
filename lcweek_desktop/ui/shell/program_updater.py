"""A new version of the program in a file: which it is, whether to install it, and handing it on to others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lcweek_desktop import __version__
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import messages
from lcweek_desktop.ui.widgets.file_dialogs import STICK, ask_for_file, ask_for_folder

if TYPE_CHECKING:
    from lcweek_desktop.services.updating.program_update import UpdateOffer
    from lcweek_desktop.services.workspace.context import AppContext

_FILES: Final = "Bản cập nhật (*.lcupdate)"


class ProgramUpdater(QObject):
    """Asks about new versions."""

    # UpdateOffer: it is to be installed.
    accepted = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._offered: set[str] = set()  # versions that lay beside other files

    def ask(self, file: Path, worker: Worker) -> None:
        """Ask about `file`, or say why it cannot be installed; `worker` has the data folder open."""
        operations: Operations[AppContext] = Operations(self, worker, lambda context: context)
        operations.read(lambda _context: services.program_update.update_offer(file), self._ask)

    def offer_beside(self, files: Sequence[Path], worker: Worker) -> None:
        """Ask about a new version that lies beside `files`, which are opened; once for each version."""

        def ask(offer: UpdateOffer | None) -> None:
            if offer is not None and offer.version not in self._offered:
                self._offered.add(offer.version)
                self._ask(offer, found=f"Bên cạnh tệp vừa mở có tệp {offer.path.name}. ")

        operations: Operations[AppContext] = Operations(self, worker, lambda context: context)
        asked = frozenset(self._offered)
        operations.read(lambda _context: services.program_update.update_beside(files, asked), ask)

    def ask_what_to_hand_on(self, worker: Worker) -> None:
        """Ask for the file with a version and for a folder or a stick, and copy the file there."""

        def ask_where(file: Path) -> None:
            title = "Chọn USB hoặc thư mục để chép bản cập nhật"
            ask_for_folder(self._window, title, lambda folder: self.hand_on(file, folder, worker), STICK)

        ask_for_file(self._window, "Chọn bản cập nhật để gửi cho đơn vị khác", [_FILES], ask_where)

    def hand_on(self, file: Path, folder: Path, worker: Worker) -> None:
        """Copy `file` into `folder` and say so."""
        operations: Operations[AppContext] = Operations(self, worker, lambda context: context)
        operations.run(
            Verb.HAND_ON_UPDATE,
            lambda _context: services.program_update.hand_on(file, folder),
            lambda copy: self.show_status(Verb.HAND_ON_UPDATE.done(file=copy)),
        )

    def show_status(self, text: str) -> None:
        """Say what goes on."""
        messages.show_message(self._window, text)

    def show_failure(self, error: LcweekError) -> None:
        """Say why the file cannot be installed."""
        messages.show_message(self._window, error.sentence, error.next_step, "warning")

    def _ask(self, offer: UpdateOffer, found: str = "") -> None:
        """Ask whether to install what is offered; `found` says where it was, if nobody opened it."""
        messages.ask_question(
            self._window,
            f"Cài bản {offer.version} của chương trình? Máy này đang dùng bản {__version__}.",
            yes=Verb.UPDATE_PROGRAM.label,
            detail=f"{found}Tệp có chữ ký của nơi phát hành. Dữ liệu được sao lưu trước; chương trình đóng "
            "lại, được cài rồi tự mở, mất khoảng một phút. Bản đang dùng được giữ lại: nếu cần, hãy chọn "
            "“Dùng lại bản trước” trong Start.",
            then=lambda: self.accepted.emit(offer),
        )
