"""A button with a menu of things to tick, which stays open while they are ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from lcweek_desktop.ui.widgets.theme import theme

_STYLE = (
    "QPushButton { background: $surface; border: 1px solid $line; border-radius: 6px;"
    " padding: ${xs} ${m}; text-align: left; }"
    "QPushButton:focus { border-color: $accent; }"
    "QPushButton:disabled { color: $faint; background: $canvas; }"
    "QPushButton::menu-indicator { subcontrol-position: right center; }"
)
_LEAST = 96
"""The least width of the button, in pixels at 100 %."""


class TickButton(QPushButton):
    """Says what is ticked: `all_text`, or what is ticked after `some_text`."""

    # Something was ticked, or is no longer.
    ticked = Signal()

    def __init__(self, all_text: str, some_text: str) -> None:
        super().__init__()
        self._all_text, self._some_text = all_text, some_text
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMenu(_Menu(self))
        theme().apply_style(self, _STYLE)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Narrower than many names, which are seen whole in the tool tip and the menu."""
        return QSize(theme().px(_LEAST), super().minimumSizeHint().height())

    @property
    def actions_by_key(self) -> dict[str, QAction]:
        """What can be ticked, by key."""
        menu = self.menu()
        assert menu is not None
        return {str(action.data()): action for action in menu.actions()}

    @property
    def chosen(self) -> list[str]:
        """The keys of what is ticked."""
        return [key for key, action in self.actions_by_key.items() if action.isChecked()]

    def show_choices(self, choices: Sequence[tuple[str, str]], chosen: Sequence[str] | None) -> None:
        """Let `choices`, each a key and a name, be ticked where they are among `chosen`; None ticks all."""
        menu = self.menu()
        assert menu is not None
        if [(str(action.data()), action.text()) for action in menu.actions()] != [*choices]:
            menu.clear()
            for key, name in choices:
                action = QAction(name, menu, checkable=True)
                action.setData(key)
                action.triggered.connect(lambda _on: self.ticked.emit())
                menu.addAction(action)
        for key, action in self.actions_by_key.items():
            action.setChecked(chosen is None or key in chosen)
        names = "; ".join(action.text() for action in menu.actions() if action.isChecked())
        self.setText(self._all_text if chosen is None else f"{self._some_text} {names or '(chưa chọn)'}")
        self.setToolTip(self.text())


class _Menu(QMenu):
    """Does not close when something is ticked with the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        action = self.actionAt(event.position().toPoint())
        if action is None or not action.isEnabled():
            super().mouseReleaseEvent(event)
        else:
            action.trigger()
