"""Input widgets that Qt's own do not quite cover."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import Space, theme

_VISIBLE_LINES: Final = 3
"""The number of lines that are visible: the longest title of a signer has three."""


class ComboBox(QComboBox):
    """A combo box that draws its own arrow, as a style sheet can take one only from a file."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        size, inset = theme().px(Space.L), theme().px(Space.XS)
        top, left = (self.height() - size) // 2, self.width() - size - inset
        icons.icon("unfold", "muted").paint(QPainter(self), left, top, size, size)


class ShortTextEdit(QPlainTextEdit):
    """A text box that shows three whole lines at every text size; Tab moves on to the next widget."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        theme().on_theme_change(self, self._set_height)

    def _set_height(self) -> None:
        self.ensurePolished()
        around = 2 * (int(self.document().documentMargin()) + self.frameWidth() + theme().px(Space.XS))
        self.setFixedHeight(_VISIBLE_LINES * self.fontMetrics().lineSpacing() + around)
