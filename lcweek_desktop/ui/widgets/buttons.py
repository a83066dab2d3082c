"""Push buttons as they are everywhere in the window: text, an icon, and what a click does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, theme

_ENTER_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_MODIFIER: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Button(QPushButton):
    """A button that Enter presses too while it has the focus. Enter in a field beside it never does."""

    def __init__(self, text: str = "", icon: str = "", on_click: Callable[[], object] | None = None) -> None:
        """`icon` is a name in resources/icons, or empty for a button without one. `on_click` is called
        without arguments."""
        super().__init__(text)
        self.setAutoDefault(False)
        if icon:
            icons.set_icon(self, icon)
        if on_click is not None:
            self.clicked.connect(lambda _checked: on_click())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        unmodified = event.modifiers() in _NO_MODIFIER
        if event.key() in _ENTER_KEYS and unmodified and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def highlight_primary(buttons: Mapping[Button, str], primary: Button) -> None:
    """Style `primary` as the next thing to do and all other `buttons` plainly. `buttons` gives the name of
    each one's icon. Call this again when the theme changes."""
    for each, icon in buttons.items():
        each.setStyleSheet(theme().style_sheet(PRIMARY_STYLE) if each is primary else "")
        each.setIcon(icons.icon(icon, "on_accent" if each is primary else "ink"))
