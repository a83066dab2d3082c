"""The main job by keyboard alone: a commune begins, enters, sends; its district receives, confirms, sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.children import Place
from lcweek_desktop.ui.application import made_window
from lcweek_desktop.ui.figures.page import FiguresPage
from lcweek_desktop.ui.output.page import OutputPage
from lcweek_desktop.ui.page import Page
from lcweek_desktop.ui.pages import FIGURES, OUTPUT, RECEIVING, SUMMING
from lcweek_desktop.ui.receiving.keys import Keys
from lcweek_desktop.ui.receiving.page import ReceivingPage
from lcweek_desktop.ui.start.guide import StartGuide
from lcweek_desktop.ui.summing.page import SummingPage
from lcweek_desktop.ui.window import Window
from tests.ui import keyboard
from tests.ui.keyboard import press, write
from tests.ui.test_figures import cell

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LONG = 20_000
Windows = Callable[[Path], Window]


@pytest.fixture
def windows(qtbot: QtBot) -> Iterator[Windows]:
    """`windows(home)` shows the window over a data folder, once the one before is closed."""
    shown: list[Window] = []

    def window(home: Path) -> Window:
        close(qtbot, shown)
        made = made_window(home)
        with qtbot.waitExposed(made):
            made.show()
        made.activateWindow()
        shown.append(made)
        return made

    yield window
    close(qtbot, shown)


def close(qtbot: QtBot, shown: list[Window]) -> None:
    while shown:
        shown[-1].close()
        qtbot.waitUntil(lambda: not shown[-1].isVisible(), timeout=LONG)
        shown.pop().deleteLater()


def begin(qtbot: QtBot, window: Window, unit: str, signer: str) -> None:
    """The first start: the unit by its name, who signs."""
    qtbot.waitUntil(lambda: isinstance(window.shown, StartGuide) and bool(window.shown.step), timeout=LONG)
    write(unit)
    press(KEY.Key_Return)
    write(signer)
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: window.workplace is not None, timeout=LONG)


def page(window: Window, key: KEY, name: str) -> Page:
    """Ctrl and a number bring a page to the front."""
    assert window.workplace is not None
    press_in(window, key, CTRL)
    assert window.workplace.current == name
    return window.workplace.page(name)


def press_in(window: QWidget, key: KEY, modifier: Qt.KeyboardModifier) -> None:
    if QApplication.focusWidget() is None:
        window.setFocus()
    press(key, modifier)


def choose_file(qtbot: QtBot, window: Window, file: Path) -> None:
    """Type a name into the file dialog that is open."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QFileDialog)), timeout=LONG)
    qtbot.waitUntil(lambda: isinstance(keyboard.focused(), QLineEdit))
    press(KEY.Key_A, CTRL)
    write(str(file))
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in window.findChildren(QFileDialog)))
    come_back(qtbot, window)


def compare_key(qtbot: QtBot, window: Window) -> None:
    """Tick the key that the keyboard is on, and confirm."""
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QTreeWidget))
    qtbot.waitUntil(lambda: bool(window.findChildren(Keys)))
    press(KEY.Key_Space)
    press(KEY.Key_Return)
    come_back(qtbot, window)


def come_back(qtbot: QtBot, window: Window) -> None:
    """Without a window manager nobody gives the keyboard back when a dialog has closed."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")  # of offscreen
def test_from_the_first_start_to_the_sum_of_the_district(
    windows: Windows, qtbot: QtBot, tmp_path: Path
) -> None:
    commune, district = tmp_path / "xa", tmp_path / "huyen"
    sent = tmp_path / "bao-cao-thèn-sin.pdf"

    window = windows(commune)
    begin(qtbot, window, "then sin", "Lò Thị Ủy")
    figures = page(window, KEY.Key_2, FIGURES)
    assert isinstance(figures, FiguresPage)
    figures.show_place("2.count")
    write("12")
    press(KEY.Key_Return)
    output = page(window, KEY.Key_6, OUTPUT)
    assert isinstance(output, OutputPage)
    press_in(window, KEY.Key_Return, CTRL)
    choose_file(qtbot, window, sent)
    qtbot.waitUntil(lambda: output.side.sending.done, timeout=LONG)
    assert "Tam Đường" in output.side.sending.message.text()

    window = windows(district)
    begin(qtbot, window, "huyen tam duong", "Nguyễn Văn Ổn")
    receiving = page(window, KEY.Key_7, RECEIVING)
    assert isinstance(receiving, ReceivingPage)
    press(KEY.Key_O, CTRL)
    choose_file(qtbot, window, sent)
    qtbot.waitUntil(receiving.keys_button.isEnabled, timeout=LONG)
    press(KEY.Key_Return)
    compare_key(qtbot, window)
    qtbot.waitUntil(lambda: len(receiving.board.at(Place.RECEIVED)) == 1, timeout=LONG)
    shows_the_sum(qtbot, window)

    window = windows(commune)
    qtbot.waitUntil(lambda: window.workplace is not None, timeout=LONG)
    figures = page(window, KEY.Key_2, FIGURES)
    assert isinstance(figures, FiguresPage)
    assert figures.model.index_at("2.count").data() == "12"
    assert "Lò Thị Ủy" in figures.session.signoff.name

    window = windows(district)
    qtbot.waitUntil(lambda: window.workplace is not None, timeout=LONG)
    shows_the_sum(qtbot, window)


def shows_the_sum(qtbot: QtBot, window: Window) -> None:
    summing = page(window, KEY.Key_8, SUMMING)
    assert isinstance(summing, SummingPage)
    qtbot.waitUntil(lambda: summing.model.index_of(cell("2")).data() == "12", timeout=LONG)
