"""What a page or a list shows while it is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import PRIMARY, Space, TextRole, theme


class EmptyState(QWidget):
    """What a page or a list shows while it is empty: what will be here, and the button that brings it."""

    def __init__(self, picture: str, title: str, words: str, add: QPushButton | None = None) -> None:
        super().__init__()
        drawn, heading, self._words = QLabel(), QLabel(title), QLabel(words)
        theme().on_theme_change(drawn, lambda: drawn.setPixmap(icons.pixmap(picture, "muted", 32)))
        theme().set_font(heading, TextRole.HEADING)
        theme().apply_style(self._words, "color: $muted;")
        column = QVBoxLayout(self)
        column.setSpacing(Space.M)
        column.addStretch(2)
        for label in (drawn, heading, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        if add is not None:
            theme().apply_style(add, PRIMARY)
            column.addWidget(add, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, words: str) -> None:
        self._words.setText(words)

    def said(self) -> str:
        return self._words.text()
