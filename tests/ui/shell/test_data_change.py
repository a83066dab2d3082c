"""Work that changes the data behind the pages: the window waits, shows how far it is, and can stop it."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.data_change import DataChange, Step


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def buttons(change: DataChange) -> list[QPushButton]:
    return [each for each in change.progress.findChildren(QPushButton) if each.isVisible()]


def test_the_window_waits_sees_how_far_it_is_and_stops_it(
    window: QWidget, worker: Worker, qtbot: QtBot
) -> None:
    gate, ended = Event(), list[object]()

    def change(_context: AppContext, step: Step) -> str:
        step(1, 3)
        gate.wait()
        step(2, 3)
        return "x"

    work = DataChange(window, "Đang cài")
    work.start(worker, change, ended.append, ended.append)
    assert not window.isEnabled()
    qtbot.waitUntil(lambda: bool(buttons(work)), timeout=20_000)
    assert [each.text() for each in work.progress.findChildren(QLabel)] == ["Đang cài: 1/3…"]
    qtbot.mouseClick(buttons(work)[0], Qt.MouseButton.LeftButton)
    gate.set()
    qtbot.waitUntil(window.isEnabled, timeout=20_000)
    assert ended == []
    (box,) = window.findChildren(QMessageBox)
    assert box.text() == "Đã dừng theo yêu cầu; dữ liệu không thay đổi."


def test_work_of_one_step_has_nothing_to_stop_and_its_end_is_told(
    window: QWidget, worker: Worker, qtbot: QtBot
) -> None:
    gate, ended = Event(), list[object]()
    work = DataChange(window, "Đang mở lại")
    work.start(worker, lambda _context, _step: gate.wait(), ended.append, ended.append)
    qtbot.waitUntil(work.progress.isVisible, timeout=20_000)
    assert buttons(work) == []
    gate.set()
    qtbot.waitUntil(window.isEnabled, timeout=20_000)
    assert ended == [True]
