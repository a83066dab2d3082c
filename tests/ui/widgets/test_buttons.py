from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lcweek_desktop.ui.widgets.buttons import Button, button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.theme import Space


def test_enter_presses_a_button_that_has_the_keyboard_and_no_other(qtbot: QtBot) -> None:
    pressed: list[str] = []
    dialog, field = QDialog(), QLineEdit()
    made = button("In", "output", lambda: pressed.append("In"))
    column = QVBoxLayout(dialog)
    for part in (field, made):
        column.addWidget(part)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []
    dialog.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(made, key)
    assert pressed == ["In"] * 3


def test_a_flow_goes_on_below_where_it_is_too_narrow_and_leaves_no_room_for_the_hidden(qtbot: QtBot) -> None:
    parts = [Button(words) for words in ("Mở thư mục", "Chép lời nhắn", "Gửi lại…")]
    widget = QWidget()
    flow = FlowLayout(*parts)
    widget.setLayout(flow)
    qtbot.addWidget(widget)
    parts[2].hide()
    widget.resize(flow.sizeHint().width(), 100)
    widget.show()
    assert parts[0].y() == parts[1].y()
    assert parts[1].geometry().right() == widget.rect().right()
    one, two = flow.heightForWidth(widget.width()), flow.heightForWidth(widget.width() - 1)
    assert two == 2 * one + Space.S
    widget.resize(flow.minimumSize().width(), two)
    assert parts[1].y() > parts[0].y()
    assert flow.minimumSize().width() == max(part.sizeHint().width() for part in parts[:2])
