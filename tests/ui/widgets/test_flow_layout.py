"""How a flow layout wraps its widgets."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.theme import Space


def test_widgets_wrap_where_the_line_ends_and_hidden_ones_take_no_room(qtbot: QtBot) -> None:
    buttons = [Button(text) for text in ("Mở thư mục", "Chép lời nhắn", "Gửi lại…")]
    widget = QWidget()
    flow = FlowLayout(*buttons)
    widget.setLayout(flow)
    qtbot.addWidget(widget)
    buttons[2].hide()
    widget.resize(flow.sizeHint().width(), 100)
    widget.show()
    assert buttons[0].y() == buttons[1].y()
    assert buttons[1].geometry().right() == widget.rect().right()
    one_line, two_lines = flow.heightForWidth(widget.width()), flow.heightForWidth(widget.width() - 1)
    assert two_lines == 2 * one_line + Space.S
    widget.resize(flow.minimumSize().width(), two_lines)
    assert buttons[1].y() > buttons[0].y()
    assert flow.minimumSize().width() == max(button.sizeHint().width() for button in buttons[:2])
