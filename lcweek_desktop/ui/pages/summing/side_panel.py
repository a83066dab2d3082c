"""What opens beside the sums: the contributions to a number, or the units that have several reports."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from lcweek_desktop.domain.form import Form
from lcweek_desktop.ui.pages.summing.contributions_panel import ContributionsPanel
from lcweek_desktop.ui.pages.summing.disputes_panel import DisputesPanel
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import CARD_STYLE, theme

_MIN_WIDTH: Final = 380
"""The least width, in pixels at 100 %."""
_MAX_MIN_WIDTH: Final = 440
"""Pixels beyond which the least width does not grow with the letters, to leave the table room."""


class SidePanel(QFrame):
    """Hidden until something is opened in it."""

    # The close button was pressed.
    closed = Signal()

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.contributions, self.disputes = ContributionsPanel(form), DisputesPanel(form)
        self._stack = QStackedWidget()
        self.setObjectName("card")
        theme().apply_style(self, CARD_STYLE)
        theme().on_theme_change(self, self._set_min_width)
        close = Button("Đóng", "close", self.closed.emit)
        close.setToolTip("Đóng (Esc)")
        for widget in (self.contributions, self.disputes):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.addWidget(self._stack, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.hide()

    def open_with(self, widget: QWidget) -> None:
        """Show the panel with `contributions` or `disputes` in it."""
        self._stack.setCurrentWidget(widget)
        self.show()

    @property
    def shows_contributions(self) -> bool:
        """Whether the contributions to a number are visible."""
        return self.isVisible() and self._stack.currentWidget() is self.contributions

    @property
    def shows_disputes(self) -> bool:
        """Whether the units with several reports are visible."""
        return self.isVisible() and self._stack.currentWidget() is self.disputes

    def _set_min_width(self) -> None:
        self.setMinimumWidth(min(theme().px(_MIN_WIDTH), _MAX_MIN_WIDTH))
