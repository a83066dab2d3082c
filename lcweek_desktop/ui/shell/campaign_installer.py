"""A campaign file that is opened: shown, and installed after one question."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lcweek_desktop.catalogue.verbs import Verb
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
    """Asks, installs and says what was done, in message boxes of the window."""

    # A campaign was installed: what shows forms or drafts has to read them anew.
    installed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: InstallDialog | None = None
        """The last question; None before the first."""

    def open(self, file: Path, worker: Worker) -> None:
        """Show what the campaign in `file` is, and install it if the person says so."""
        operations: Operations[AppContext] = Operations(self, worker, lambda context: context)

        def offer(context: AppContext) -> tuple[CampaignOffer, list[str]]:
            offered = services.installing.campaign_offer(context, file)
            return offered, services.offer_words.offer_lines(offered)

        operations.read(offer, lambda read: self._ask(operations, *read))

    def show_status(self, text: str) -> None:
        """Say what was done."""
        messages.show_message(self._window, text)

    def show_failure(self, error: LcweekError) -> None:
        """Say why nothing was installed."""
        messages.show_message(self._window, error.sentence, error.next_step, "warning")

    def _ask(self, operations: Operations[AppContext], offer: CampaignOffer, lines: list[str]) -> None:
        if not offer.asks:
            messages.show_message(self._window, lines[0], "\n".join(lines[1:]))
            return
        self.dialog = InstallDialog(self._window, offer, lines)
        self.dialog.confirmed.connect(lambda: self._install(operations, offer))
        self.dialog.open()

    def _install(self, operations: Operations[AppContext], offer: CampaignOffer) -> None:
        name, edition = offer.file.form.campaign.name, offer.file.manifest.edition
        operations.run(
            Verb.INSTALL_CAMPAIGN,
            lambda context: services.installing.install(context, offer),
            lambda _none: self.installed.emit(),
            status=Verb.INSTALL_CAMPAIGN.done(name=name, edition=edition),
        )
