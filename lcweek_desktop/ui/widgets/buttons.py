"""Buttons as they are everywhere: a word, an icon, what happens."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import PRIMARY, theme

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Button(QPushButton):
    """Enter presses it, as Space does, while it has the keyboard; never from a field beside it."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        alone = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in _KEYS and alone and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, icon: str, pressed: Callable[[], object]) -> Button:
    made = Button(text)
    icons.set_icon(made, icon)
    made.clicked.connect(lambda _checked: pressed())
    return made


def highlight_primary(buttons: Mapping[Button, str], chosen: Button) -> None:
    """Dress `chosen` as the next thing to do and the others plainly; to be called again when the theme
    changes. The names of their icons by button."""
    for each, icon in buttons.items():
        each.setStyleSheet(theme().style_sheet(PRIMARY) if each is chosen else "")
        each.setIcon(icons.icon(icon, "on_accent" if each is chosen else "ink"))
