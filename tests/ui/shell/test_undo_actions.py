"""Hoàn tác and Làm lại are enabled only while they would do something, and say what."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lcweek_desktop.ui.session.commands import SetFigure
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.shell.menu_bar import MenuBar
from tests.ui.cells import cell

CTRL = Qt.KeyboardModifier.ControlModifier


class Frame(QWidget):
    """A menu bar with its own text fields below it, in a window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.menu, self.button = MenuBar(), QPushButton("Nút")
        self.line, self.text = QLineEdit(), QPlainTextEdit()
        column = QVBoxLayout(self)
        for part in (self.menu, self.button, self.line, self.text):
            column.addWidget(part)

    @property
    def state(self) -> tuple[bool, bool]:
        actions = self.menu.undo_actions
        return actions.undo.isEnabled(), actions.redo.isEnabled()


@pytest.fixture
def frame(qtbot: QtBot) -> Frame:
    frame = Frame()
    qtbot.addWidget(frame)
    with qtbot.waitExposed(frame):
        frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    return frame


def focus(frame: Frame, widget: QWidget, qtbot: QtBot) -> None:
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def test_without_a_report_there_is_nothing_to_undo(frame: Frame, qtbot: QtBot) -> None:
    focus(frame, frame.button, qtbot)
    assert frame.state == (False, False)


def test_they_follow_the_edits_of_the_report_and_name_them(
    frame: Frame, session: Session, qtbot: QtBot
) -> None:
    focus(frame, frame.button, qtbot)
    actions = frame.menu.undo_actions
    actions.set_stack(session.undo)
    assert (frame.state, actions.undo.text()) == ((False, False), "Hoàn tác")
    session.undo.push(SetFigure(session, cell("2"), 5))
    assert (frame.state, actions.undo.text()) == ((True, False), "Hoàn tác nhập số dòng 2")
    qtbot.keyClick(frame.button, Qt.Key.Key_Z, CTRL)
    assert session.number(cell("2")) is None
    assert (frame.state, actions.redo.text()) == ((False, True), "Làm lại nhập số dòng 2")
    qtbot.keyClick(frame.button, Qt.Key.Key_Y, CTRL)
    assert session.number(cell("2")) == 5


@pytest.mark.parametrize("field", ["line", "text"])
def test_in_a_text_its_own_history_comes_first_and_then_that_of_the_report(
    frame: Frame, session: Session, qtbot: QtBot, field: str
) -> None:
    frame.menu.undo_actions.set_stack(session.undo)
    session.undo.push(SetFigure(session, cell("2"), 5))
    edited: QLineEdit | QPlainTextEdit = getattr(frame, field)
    focus(frame, edited, qtbot)
    actions = frame.menu.undo_actions
    qtbot.keyClicks(edited, "ab")
    assert (frame.state, actions.undo.text()) == ((True, False), "Hoàn tác")
    qtbot.keyClick(edited, Qt.Key.Key_Z, CTRL)
    assert (frame.state, session.number(cell("2"))) == ((True, True), 5)
    assert (actions.undo.text(), actions.redo.text()) == ("Hoàn tác nhập số dòng 2", "Làm lại")
    qtbot.keyClick(edited, Qt.Key.Key_Z, CTRL)
    assert session.number(cell("2")) is None


def test_a_report_that_is_gone_leaves_nothing_to_undo(frame: Frame, session: Session, qtbot: QtBot) -> None:
    focus(frame, frame.button, qtbot)
    frame.menu.undo_actions.set_stack(session.undo)
    session.undo.push(SetFigure(session, cell("2"), 5))
    session.undo.deleteLater()
    qtbot.waitUntil(lambda: frame.state == (False, False))
    assert isinstance(frame.menu.undo_actions.undo, QAction)
