"""Buttons as they are everywhere: a word, an icon, what happens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from lcweek_desktop.ui import icons


def button(text: str, icon: str, pressed: Callable[[], object]) -> QPushButton:
    """A button that Enter in a field beside it does not press."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    icons.put(made, icon)
    made.clicked.connect(lambda _checked: pressed())
    return made
