"""Which keys press a button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from lcweek_desktop.ui.widgets.buttons import Button


def test_enter_presses_the_button_that_has_the_focus_and_no_other(qtbot: QtBot) -> None:
    pressed: list[str] = []
    dialog, field = QDialog(), QLineEdit()
    button = Button("In", "output", lambda: pressed.append("In"))
    column = QVBoxLayout(dialog)
    for widget in (field, button):
        column.addWidget(widget)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []
    dialog.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(button, key)
    assert pressed == ["In"] * 3
