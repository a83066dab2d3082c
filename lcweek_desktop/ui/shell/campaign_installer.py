"""A campaign file that is opened: what it is, whose, what would change, and the question whether to install
it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import messages

if TYPE_CHECKING:
    from lcweek_desktop.services.campaigns.installing import CampaignOffer
    from lcweek_desktop.services.workspace.context import AppContext

_MOST_LINES: Final = 14
"""The most lines that a question has room for."""


class CampaignInstaller(QObject):
    """Asks about campaign files, twice where something that was entered would lose its place."""

    # CampaignOffer: it is to be installed.
    accepted = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def ask(self, file: Path, worker: Worker) -> None:
        """Ask about `file`; `worker` has the data folder open."""

        def read(context: AppContext) -> tuple[CampaignOffer, list[str]]:
            offer = services.installing.campaign_offer(context, file)
            return offer, services.offer_words.offer_lines(offer)

        operations: Operations[AppContext] = Operations(self, worker, lambda context: context)
        operations.read(read, lambda read: self._ask(*read))

    def show_status(self, text: str) -> None:
        """Say what goes on."""
        messages.show_message(self._window, text)

    def show_failure(self, error: LcweekError) -> None:
        """Say why the file cannot be installed."""
        messages.show_message(self._window, error.sentence, error.next_step, "warning")

    def _ask(self, offer: CampaignOffer, lines: list[str]) -> None:
        if not offer.asks:
            messages.show_message(self._window, lines[0], "\n".join(lines[1:]))
            return
        campaign, edition = offer.file.form.campaign, offer.file.manifest.edition
        messages.ask_question(
            self._window,
            f"Cài {campaign.name}, lần ban hành {edition}?",
            yes=Verb.INSTALL_CAMPAIGN.label,
            detail=_shortened(lines[1:]),
            then=lambda: self._ask_about_losses(offer),
        )

    def _ask_about_losses(self, offer: CampaignOffer) -> None:
        if not offer.left:
            self.accepted.emit(offer)
            return
        messages.ask_question(
            self._window,
            f"{len(offer.left)} nội dung đã nhập không còn chỗ trong lần ban hành này. Vẫn cài?",
            yes="Vẫn cài",
            detail=_shortened([f"- {each.about}: {each.text}" for each in offer.left]),
            then=lambda: self.accepted.emit(offer),
        )


def _shortened(lines: list[str]) -> str:
    """The first lines as paragraphs, those that begin with a hyphen close together, and how many more there
    are."""
    more = len(lines) - _MOST_LINES
    shown = [*lines[:_MOST_LINES], *([f"và {more} dòng khác."] if more > 0 else [])]
    return "\n".join(line if line.startswith("-") else f"\n{line}" for line in shown).strip()
