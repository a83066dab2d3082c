"""A report that was sent and is opened again: what would change here, and the question whether its unit goes
on with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import messages

if TYPE_CHECKING:
    from lcweek_desktop.services.opening.reopening import ReopenOffer
    from lcweek_desktop.services.workspace.context import AppContext

_NOT_MINE: Final = "Không phải đơn vị của tôi"
_FIRST_START: Final = (
    "Nếu đơn vị của mình là nơi nhận tệp này, hãy chọn “Không phải đơn vị của tôi” rồi chọn đơn vị trong "
    "danh sách; chương trình mở tiếp tệp."
)
_BACKED_UP: Final = "Báo cáo đang nhập sẽ được sao lưu trước khi thay."


class ReportReopener(QObject):
    """Asks about reports of this machine's units, and before one works here about any."""

    # ReopenOffer: its unit goes on with it here.
    accepted = Signal(object)
    # Path: no unit works here yet, and the report is that of another unit than the person's.
    declined = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def ask(self, file: Path, words: tuple[str, str], worker: Worker, *, is_first_start: bool) -> None:
        """Ask about `file`, or say `words` where there is nothing to reopen; `worker` has the data folder
        open."""
        operations: Operations[AppContext] = Operations(self, worker, lambda context: context)

        def ask(offer: ReopenOffer) -> None:
            if offer.asks:
                self._ask(file, offer, is_first_start=is_first_start)
            else:
                messages.show_message(self._window, *words)

        operations.read(lambda context: services.reopening.reopen_offer(context, file), ask)

    def show_status(self, text: str) -> None:
        """Say what goes on."""
        messages.show_message(self._window, text)

    def show_failure(self, error: LcweekError) -> None:
        """Say why the file cannot be opened again."""
        messages.show_message(self._window, error.sentence, error.next_step, "warning")

    def _ask(self, file: Path, offer: ReopenOffer, *, is_first_start: bool) -> QMessageBox:
        paragraphs = [*offer.lines]
        if offer.difference is not None:
            paragraphs.append(_BACKED_UP)
        if is_first_start:
            paragraphs.append(_FIRST_START)
        box = messages.ask_question(
            self._window,
            f"Mở lại báo cáo bản số {offer.report.revision}, kỳ {offer.form.campaign.id}, của "
            f"{offer.report.unit.name} để làm tiếp trên máy này?",
            yes=Verb.REOPEN.label,
            no=_NOT_MINE if is_first_start else "Không",
            detail="\n\n".join(paragraphs),
            then=lambda: self.accepted.emit(offer),
        )
        if is_first_start:
            box.rejected.connect(lambda: self.declined.emit(file))
        return box
