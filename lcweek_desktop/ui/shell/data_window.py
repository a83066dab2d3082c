"""What those see of the window who change or replace the data that it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.session.worker import Worker

if TYPE_CHECKING:
    from lcweek_desktop.domain.unit import CampaignUnit
    from lcweek_desktop.ui.shell.workspace_view import WorkspaceView


class DataWindow(QMainWindow):
    """A window that has a data folder open."""

    @property
    def worker(self) -> Worker:
        """The worker that has the data folder open, or opens it; only while there is one."""
        raise NotImplementedError

    @property
    def workspace_view(self) -> WorkspaceView | None:
        """The unit at work; None while something else fills the window."""
        raise NotImplementedError

    def open_data(self) -> None:
        """Open the data folder, then the unit that was last worked with; nothing once the window was
        closed."""
        raise NotImplementedError

    def open_after(
        self,
        first: Callable[[], object],
        view: QWidget,
        ready: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Close the data folder, call `first` on the worker's thread, and open the folder again while `view`
        is shown; then call `ready`, or `failed` with the reason why one of them was not possible."""
        raise NotImplementedError

    def open_unit(self, chosen: CampaignUnit | None) -> None:
        """Show the unit of `chosen` at work on its campaign, None for any. Without a unit, show the guide."""
        raise NotImplementedError

    def open_last_unit(self) -> None:
        """Show the unit that was last worked with."""
        raise NotImplementedError

    def show_start_guide(self) -> None:
        """Show the guide that sets up a unit. The unit at work stays behind it."""
        raise NotImplementedError

    def once_saved(self, verb: Verb, then: Callable[[], None]) -> None:
        """Call `then`, which does what `verb` names, once everything is saved; what is not would be lost."""
        raise NotImplementedError

    def show_failure(self, error: Exception) -> None:
        """Say why something was not done, and let a fault of ours be recorded."""
        raise NotImplementedError

    def show_open_failed(self, error: Exception) -> None:
        """Show the page about data that do not open; of data for practice, go back to the real ones."""
        raise NotImplementedError
