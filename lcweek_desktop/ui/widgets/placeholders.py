"""Widgets that stand where content will be: while there is none yet, and while it is being read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme


class EmptyState(QWidget):
    """What a page or a list shows while it is empty: an icon, what will be here, and the button that adds
    the first of it."""

    def __init__(self, icon: str, title: str, description: str, add: QPushButton | None = None) -> None:
        super().__init__()
        picture, heading, self._description = QLabel(), QLabel(title), QLabel(description)
        theme().on_theme_change(picture, lambda: picture.setPixmap(icons.pixmap(icon, "muted", icons.LARGE)))
        theme().set_font(heading, TextRole.HEADING)
        theme().apply_style(self._description, "color: $muted;")
        column = QVBoxLayout(self)
        column.setSpacing(Space.M)
        column.addStretch(2)
        for label in (picture, heading, self._description):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        if add is not None:
            theme().apply_style(add, PRIMARY_STYLE)
            column.addWidget(add, 0, Qt.AlignmentFlag.AlignHCenter)
            self.setFocusProxy(add)
        column.addStretch(3)

    def set_description(self, text: str) -> None:
        """Replace the sentences below the title."""
        self._description.setText(text)

    def description(self) -> str:
        """The sentences below the title."""
        return self._description.text()


class BusyOverlay(QLabel):
    """Covers the window or a page with one sentence while its content is being read."""

    # The overlay was painted for the first time: slow work may begin now.
    painted = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._was_painted = False
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme().apply_style(self, "color: $muted;")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()
