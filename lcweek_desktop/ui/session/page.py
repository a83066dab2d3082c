"""What every page of the window is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker

DONE: Final = "✓"
"""The state of a page on which nothing is left to do."""


class Page(QWidget):
    """One page, for one session; another unit gets pages of its own."""

    # What `state` returns has changed.
    state_changed = Signal()
    # str: a finding's place (domain/checks.py) that another page is to show.
    place_wanted = Signal(str)
    # str: the key of a page to go to (ui/session/page_entries.py).
    page_wanted = Signal(str)

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__()
        self.session = session
        self.worker = worker

    def state(self) -> str:
        """A few letters beside its name, such as a count; DONE; or the empty text."""
        return ""

    def show_place(self, place: str) -> None:
        """Put the keyboard where a finding is (`Finding.place`); a place of another page is passed over."""

    def on_enter(self) -> None:
        """Called whenever the page comes to the front."""

    def on_leave(self) -> None:
        """Called before another page comes to the front, another unit is opened or the window closes: what
        was typed here and is not yet with the session goes there now."""
