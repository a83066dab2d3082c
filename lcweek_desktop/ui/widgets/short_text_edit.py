"""A field of a few lines."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QPlainTextEdit

from lcweek_desktop.ui.widgets.theme import Space, theme

_LINES: Final = 3
"""The most that a signer's title has."""


class ShortTextEdit(QPlainTextEdit):
    """Shows three lines whole, with large letters too; Tab leaves it."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        theme().on_theme_change(self, self._fit)

    def _fit(self) -> None:
        self.ensurePolished()
        around = 2 * (int(self.document().documentMargin()) + self.frameWidth() + theme().px(Space.XS))
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + around)
