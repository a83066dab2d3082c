"""What every page of the window is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QLabel, QWidget

from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import messages

DONE: Final = "✓"
"""The state of a page on which nothing is left to do."""


class Page(QWidget):
    """One page of the window, for one session; another unit gets pages of its own."""

    # What `state` returns has changed.
    state_changed = Signal()
    # str: a finding's place (domain/checks.py) that another page is asked to show.
    place_requested = Signal(str)
    # str: the key of a page to bring to the front (page_entries.py).
    page_requested = Signal(str)
    # str and Sequence[Path]: the key of a page to bring to the front, and files for it (`take_files`).
    files_requested = Signal(str, object)
    # What `view_state` returns has changed.
    view_changed = Signal()
    # CampaignUnit: a unit of this installation in a campaign, to be worked with.
    unit_requested = Signal(object)
    # str: the code of a unit below whose report is to be typed from its paper.
    typing_requested = Signal(str)

    def __init__(self, session: Session, worker: Worker, status: QLabel | None = None) -> None:
        """`status` says what goes on; None for a page that has no room for it."""
        super().__init__()
        self.session = session
        self.worker = worker
        self.operations = Operations(self, worker, lambda _context: session.workspace, session.announce)
        """Starts the work of this page in the background."""
        self._page_status = status

    @property
    def undo_stack(self) -> QUndoStack:
        """The history of what is edited on this page: that of the report, unless the page has its own."""
        return self.session.undo

    def state(self) -> str:
        """A few letters beside the page's name, such as a count; DONE; or the empty text."""
        return ""

    def status_text(self) -> str:
        """What the page says of the last thing done; empty when it says nothing."""
        return "" if self._page_status is None else self._page_status.text()

    def show_status(self, text: str) -> None:
        """Say what is being done or was done. A page without a status line shows nothing."""
        if self._page_status is not None:
            self._page_status.setText(text)

    def show_failure(self, error: LcweekError) -> None:
        """Say why something was not done: at the status line, or in a message box on a page without one."""
        if self._page_status is None:
            messages.show_message(self, error.sentence, error.next_step, "warning")
        else:
            self.show_status(error.message)

    def show_place(self, place: str) -> None:
        """Put the keyboard where a finding is (`Finding.place`), or at a part of its place (commands.py). A
        place of another page is ignored."""

    def shows(self, place: str) -> bool:
        """Whether a finding's place of this page, or a part of one (commands.py), can be seen now, given that
        the page is in front. True for a place that is not there."""
        return True

    def view_state(self) -> dict[str, Any]:
        """How the page looks, as JSON values by names, so that it can look so again after a restart; empty
        for one that always begins alike."""
        return {}

    def restore_view(self, state: Mapping[str, Any]) -> None:
        """Look as `state` says, which may come from another version of the program, or from anywhere: what
        makes no sense is left out. Called once, before the page is shown."""

    def is_for_page(self, files: Sequence[Path]) -> bool:
        """Whether `files`, dropped while this page is in front, are for it, and not opened as anywhere
        else."""
        return False

    def take_files(self, files: Sequence[Path]) -> None:
        """Do with `files` what this page is for."""

    def on_enter(self) -> None:
        """Called whenever the page comes to the front."""

    def on_leave(self) -> None:
        """Called before another page comes to the front, another unit is opened or the window closes: what
        was typed here and the session does not have yet is handed over now."""
