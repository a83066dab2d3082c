"""A box to choose one of several words from."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import Space, theme


class ComboBox(QComboBox):
    """Draws its arrow itself: a style sheet could take one only from a file."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        size, inset = theme().px(Space.L), theme().px(Space.XS)
        top, left = (self.height() - size) // 2, self.width() - size - inset
        icons.icon("unfold", "muted").paint(QPainter(self), left, top, size, size)
