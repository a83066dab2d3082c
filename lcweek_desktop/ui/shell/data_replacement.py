"""Other data take the place of those of this machine: a backup, or what another machine wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import sentence
from lcweek_desktop.ui.shell.data_window import DataWindow
from lcweek_desktop.ui.shell.replacing_view import ReplacingView
from lcweek_desktop.ui.shell.stoppable_steps import StoppedError
from lcweek_desktop.ui.widgets import messages

if TYPE_CHECKING:
    from lcweek_desktop.services.backup.moving import MovedIn
    from lcweek_desktop.services.backup.restoring import Restored
    from lcweek_desktop.ui.session.session import MovingIn, Replacing, Restoring

T = TypeVar("T")


class DataReplacement(QObject):
    """Replaces the data of a window, with the data folder closed, and says what became of them."""

    def __init__(self, window: DataWindow) -> None:
        super().__init__(window)
        self._window = window

    def restore(self, restoring: Restoring) -> None:
        """Call `restoring` once everything is saved."""
        self._window.once_saved(
            Verb.RESTORE, lambda: self._replace(restoring, "Đang khôi phục dữ liệu", self._show_restored)
        )

    def come_back(self, moving_in: MovingIn) -> None:
        """Call `moving_in`, which brings back what went to another machine, once everything is saved."""
        self._window.once_saved(Verb.COME_BACK, lambda: self.move_in(moving_in))

    def move_in(self, moving_in: MovingIn) -> None:
        """Call `moving_in`, which brings the data of another machine."""
        self._replace(moving_in, "Đang mở tệp chuyển máy", self._show_moved_in)

    def _replace(self, replace: Replacing[T], busy: str, done: Callable[[T], None]) -> None:
        """Call `replace`, then `done` with what it returned. `busy` is shown meanwhile; until the data are
        exchanged, the user can stop it."""
        view = ReplacingView(busy)
        replaced: list[T] = []
        self._window.open_after(
            lambda: replaced.append(replace(each=view.steps.step)),
            view,
            lambda: done(replaced[0]),
            lambda error: self._fail(error, is_replaced=bool(replaced)),
        )

    def _show_restored(self, restored: Restored) -> None:
        self._window.open_last_unit()
        done = Verb.RESTORE.done(made=f"{restored.backup.made:%H:%M} ngày {restored.backup.made:%d/%m/%Y}")
        messages.show_message(self._window, done, "\n".join(restored.remarks))

    def _show_moved_in(self, moved: MovedIn) -> None:
        self._window.open_unit(None)
        remarks = [sentence("moved-in")]
        if moved.without_key:
            remarks.append(sentence("moved-keys", units=", ".join(moved.without_key)))
        if moved.missing:
            remarks.append(sentence("restored-missing", count=moved.missing))
        if moved.kept is not None:
            remarks.append(f"Dữ liệu trước đó của máy này là bản sao lưu số {moved.kept.number}.")
        done = Verb.MOVE_IN.done(units=", ".join(moved.names))
        messages.show_message(self._window, done, "\n\n".join(remarks))

    def _fail(self, error: Exception, *, is_replaced: bool) -> None:
        """Say why, and go on with the data as they are: those of before, unless the new ones are in place."""
        if is_replaced:
            self._window.show_open_failed(error)
            return
        self._window.open_data()
        if not isinstance(error, StoppedError):
            self._window.show_failure(error)
