"""What fills the window while other data take the place of the present ones, with a button to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lcweek_desktop.ui.session.worker import CancelToken
from lcweek_desktop.ui.widgets.progress import ProgressRow
from lcweek_desktop.ui.widgets.theme import theme


class ReplacingStoppedError(Exception):
    """The user stopped the work before the data were exchanged."""


class ReplacingView(QWidget):
    """Says what is being done and how far it is, with a button to stop it."""

    # int, int: so many photos and files of so many are in place; sent by the worker's thread.
    _stepped = Signal(object, object)

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text, self._token = text, CancelToken()
        self.progress = ProgressRow()
        self.progress.start(f"{text}…")
        self.progress.set_cancel(self._token.cancel)
        self._stepped.connect(self._show_step)
        self._column = column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.progress)
        column.addStretch(1)
        theme().on_theme_change(self, self._set_margins)

    def step(self, done: int, total: int) -> None:
        """Show that `done` photos and files of `total` are in place; called on the worker's thread.

        Raises ReplacingStoppedError when the user stopped the work.
        """
        if self._token.is_cancelled:
            raise ReplacingStoppedError
        self._stepped.emit(done, total)

    def _show_step(self, done: int, total: int) -> None:
        text = f"{self._text}: ảnh và tệp {done}/{total}…"
        self.progress.show_progress(done, total, text if total else f"{self._text}…")

    def _set_margins(self) -> None:
        side = theme().px(240)
        self._column.setContentsMargins(side, 0, side, 0)
