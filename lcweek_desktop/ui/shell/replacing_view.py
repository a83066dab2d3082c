"""What fills the window while other data take the place of the present ones, with a button to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lcweek_desktop.ui.shell.stoppable_steps import StoppableSteps
from lcweek_desktop.ui.widgets.progress import ProgressRow
from lcweek_desktop.ui.widgets.theme import theme


class ReplacingView(QWidget):
    """Says what is being done and how far it is, with a button to stop it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.steps = StoppableSteps(self)
        """Its steps are photos and files that are in place."""
        self.progress = ProgressRow()
        self.progress.start(f"{text}…")
        self.progress.set_cancel(self.steps.stop)
        self.steps.stepped.connect(self._show_step)
        self._column = column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.progress)
        column.addStretch(1)
        theme().on_theme_change(self, self._set_margins)

    def _show_step(self, done: int, total: int) -> None:
        text = f"{self._text}: ảnh và tệp {done}/{total}…"
        self.progress.show_progress(done, total, text if total else f"{self._text}…")

    def _set_margins(self) -> None:
        side = theme().px(240)
        self._column.setContentsMargins(side, 0, side, 0)
