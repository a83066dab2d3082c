"""A campaign file that is opened: what it is, whose, what would change, and the question whether to install
it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.install_dialog import InstallDialog
from lcweek_desktop.ui.widgets import messages

if TYPE_CHECKING:
    from lcweek_desktop.services.campaigns.installing import CampaignOffer
    from lcweek_desktop.services.workspace.context import AppContext


class CampaignInstaller(QObject):
    """Asks about campaign files, one at a time: a later one takes the place of a question that is open."""

    # CampaignOffer: it is to be installed.
    accepted = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: InstallDialog | None = None
        """The question that is open; None while there is none."""

    def ask(self, file: Path, worker: Worker) -> None:
        """Ask about `file`; `worker` has the data folder open."""

        def read(context: AppContext) -> tuple[CampaignOffer, list[str]]:
            offer = services.installing.campaign_offer(context, file)
            return offer, services.offer_words.outcome_lines(offer)

        operations: Operations[AppContext] = Operations(self, worker, lambda context: context)
        operations.read(read, lambda read: self._ask(*read))

    def show_status(self, text: str) -> None:
        """Say what goes on."""
        messages.show_message(self._window, text)

    def show_failure(self, error: LcweekError) -> None:
        """Say why the file cannot be installed."""
        messages.show_message(self._window, error.sentence, error.next_step, "warning")

    def _ask(self, offer: CampaignOffer, outcome: list[str]) -> None:
        if not offer.asks:
            campaign, edition = offer.file.form.campaign, offer.file.manifest.edition
            title = f"{campaign.name}, lần ban hành {edition}."
            messages.show_message(self._window, title, "\n".join(outcome))
            return
        if self.dialog is not None:
            self.dialog.reject()
        self.dialog = InstallDialog(self._window, offer, outcome)
        self.dialog.confirmed.connect(lambda: self.accepted.emit(offer))
        self.dialog.finished.connect(lambda _code: self._forget())
        self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None
