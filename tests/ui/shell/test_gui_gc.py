"""What is left behind is taken apart in the window's thread, however busy the data's thread is."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.gui_gc import collect_due


class Left(QObject):
    """Holds itself, as a widget does whose signal is connected to a lambda of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def make_much(_context: object) -> None:
    """Make thousands of reference cycles, enough for Python's own collector to run many times."""
    for _each in range(50_000):
        cycle: list[object] = []
        cycle.append(cycle)


def test_the_data_thread_takes_no_object_of_the_window_apart(
    qtbot: QtBot, worker: Worker, run_on_worker: Callable[..., None]
) -> None:
    gone: list[threading.Thread] = []
    weakref.finalize(Left(), lambda: gone.append(threading.current_thread()))
    run_on_worker(make_much)
    collect_due()
    qtbot.waitUntil(lambda: bool(gone), timeout=20_000)
    assert gone == [threading.main_thread()]
