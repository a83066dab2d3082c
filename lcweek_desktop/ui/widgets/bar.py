"""A bar of coloured parts, each as long as its share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from lcweek_desktop.ui.widgets.theme import Space, theme


class Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[int, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[tuple[int, str]]) -> None:
        """Numbers, each with the colour of its part (ui/widgets/theme.py)."""
        self._parts = tuple(parts)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme().px(200), theme().px(Space.S))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        total = sum(number for number, _ in self._parts)
        painter, left = QPainter(self), 0.0
        for number, tone in self._parts:
            width = self.width() * number / total if total else 0.0
            painter.fillRect(QRectF(left, 0, width, self.height()), theme().tones[tone])
            left += width
        painter.setPen(QPen(theme().tones["line"]))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
