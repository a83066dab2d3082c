"""The steps of the job as a person takes them with keys: entering, sending, receiving, confirming a key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.summing.reporting_status import SENT
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.pages.output.freeze_dialog import FreezeDialog
from lcweek_desktop.ui.pages.output.page import OutputPage
from lcweek_desktop.ui.pages.receiving.keys_dialog import KeysDialog
from lcweek_desktop.ui.pages.receiving.page import ReceivingPage
from lcweek_desktop.ui.session.page import Page
from lcweek_desktop.ui.session.page_entries import FIGURES, OUTPUT, RECEIVING
from lcweek_desktop.ui.shell.window import Window
from tests.ui import keyboard
from tests.ui.keyboard import press_key, type_text
from tests.ui.windows import LONG

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def enter_and_send(qtbot: QtBot, window: Window, number: str, file: Path) -> OutputPage:
    """Row 2 is typed in, the file to send is written."""
    if number:
        figures = open_page(window, KEY.Key_2, FIGURES)
        assert isinstance(figures, FiguresPage)
        figures.show_place("2.count")
        type_text(number)
        press_key(KEY.Key_Return)
    output = open_page(window, KEY.Key_6, OUTPUT)
    assert isinstance(output, OutputPage)
    press_in(window, KEY.Key_Return, CTRL)
    choose_file(qtbot, window, file)
    agree_to_freeze(qtbot, window)
    qtbot.waitUntil(lambda: output.steps.sending_card.is_done, timeout=LONG)
    return output


def agree_to_freeze(qtbot: QtBot, window: Window) -> None:
    """Cells are blank, so the keyboard is on the answer that does not freeze; the other is beside it."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(FreezeDialog)), timeout=LONG)
    (question,) = window.findChildren(FreezeDialog)
    question.activateWindow()
    qtbot.waitUntil(question.leave_button.hasFocus)
    press_key(KEY.Key_Tab)
    press_key(KEY.Key_Space)
    take_focus_again(qtbot, window)


def receive(qtbot: QtBot, window: Window, file: Path) -> ReceivingPage:
    receiving = open_page(window, KEY.Key_7, RECEIVING)
    assert isinstance(receiving, ReceivingPage)
    press_key(KEY.Key_O, CTRL)
    choose_file(qtbot, window, file)
    return receiving


def add_the_unknown_unit(qtbot: QtBot, window: Window, receiving: ReceivingPage) -> None:
    """Enter on the line of a unit that no directory lists, then say yes."""
    qtbot.waitUntil(receiving.waiting.add_units_button.isVisible, timeout=LONG)
    press_key(KEY.Key_Return)
    say_yes(qtbot, window)
    take_focus_again(qtbot, window)


def say_yes(qtbot: QtBot, window: Window) -> None:
    """Answer the question that is open; the keyboard is on the button that says no."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QMessageBox)))
    qtbot.waitUntil(lambda: isinstance(keyboard.focus_widget(), QPushButton))
    press_key(KEY.Key_Tab)
    press_key(KEY.Key_Space)
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in window.findChildren(QMessageBox)))


def confirm_the_key(qtbot: QtBot, window: Window, receiving: ReceivingPage) -> None:
    qtbot.waitUntil(receiving.waiting.keys_button.isEnabled, timeout=LONG)
    receiving.files.setFocus()
    press_key(KEY.Key_Return)
    compare_key(qtbot, window)
    qtbot.waitUntil(
        lambda: [each.depth for each in receiving.board.with_status(*SENT)].count(1) == 1, timeout=LONG
    )


def open_page(window: Window, key: KEY, name: str) -> Page:
    """Ctrl and a number bring a page to the front."""
    assert window.workspace_view is not None
    press_in(window, key, CTRL)
    assert window.workspace_view.current_key == name
    return window.workspace_view.page(name)


def press_in(window: QWidget, key: KEY, modifier: Qt.KeyboardModifier) -> None:
    if QApplication.focusWidget() is None:
        window.setFocus()
    press_key(key, modifier)


def choose_file(qtbot: QtBot, window: Window, file: Path) -> None:
    """Type a name into the file dialog that is open."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QFileDialog)), timeout=LONG)
    qtbot.waitUntil(lambda: isinstance(keyboard.focus_widget(), QLineEdit))
    press_key(KEY.Key_A, CTRL)
    type_text(str(file))
    press_key(KEY.Key_Return)
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in window.findChildren(QFileDialog)))
    take_focus_again(qtbot, window)


def compare_key(qtbot: QtBot, window: Window) -> None:
    """Tick the key that the keyboard is on, and confirm."""
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QTreeWidget))
    (dialog,) = (each for each in window.findChildren(KeysDialog) if each.isVisible())
    press_key(KEY.Key_Space)
    press_key(KEY.Key_Return)
    say_yes(qtbot, window)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    dialog.setFocus()
    press_key(KEY.Key_Escape)
    take_focus_again(qtbot, window)


def take_focus_again(qtbot: QtBot, window: Window) -> None:
    """Focus the window after a dialog has closed, as a window manager would do; here there is none."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
