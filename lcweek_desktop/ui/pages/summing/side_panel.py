"""What is opened beside the sums: the givers of a number, or the units with several reports."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from lcweek_desktop.domain.form import Form
from lcweek_desktop.ui.pages.summing.contributions_panel import ContributionsPanel
from lcweek_desktop.ui.pages.summing.disputes_panel import DisputesPanel
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import CARD_STYLE, theme

_WIDTH: Final = 380
"""At least, at 100 %; a little more at larger text, which leaves room for the table on a small screen."""
_WIDEST: Final = 440


class SidePanel(QFrame):
    """Hidden until something is opened in it."""

    # It was closed by its button.
    closed = Signal()

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.contributions, self.disputes = ContributionsPanel(form), DisputesPanel(form)
        self._stack = QStackedWidget()
        self.setObjectName("card")
        theme().apply_style(self, CARD_STYLE)
        theme().on_theme_change(self, lambda: self.setMinimumWidth(min(theme().px(_WIDTH), _WIDEST)))
        close = Button("Đóng", "close", self.closed.emit)
        close.setToolTip("Đóng (Esc)")
        for widget in (self.contributions, self.disputes):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.addWidget(self._stack, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.hide()

    def show_widget(self, widget: QWidget) -> None:
        """Open with `givers` or `disputes`."""
        self._stack.setCurrentWidget(widget)
        self.show()

    @property
    def shows_givers(self) -> bool:
        return self.isVisible() and self._stack.currentWidget() is self.contributions

    @property
    def shows_disputes(self) -> bool:
        return self.isVisible() and self._stack.currentWidget() is self.disputes
