"""What fills the window while something is under way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel

from lcweek_desktop.ui.widgets.theme import theme


class BusyOverlay(QLabel):
    """Says that something is under way."""

    # It was on screen for the first time.
    painted = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._seen = False
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme().apply_style(self, "color: $muted;")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            self.painted.emit()
