"""What is left behind is taken apart in the window's thread, however busy the data's thread is."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.workspace.context import open_context
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


def holding(gone: list[threading.Thread]) -> Callable[..., Sequence[object]]:
    """Work that holds something, as a page holds a dialog; `gone` gets the thread in which that goes."""
    dialog = QObject()
    weakref.finalize(dialog, lambda: gone.append(threading.current_thread()))
    return lambda *_context: [dialog][1:]


def test_what_work_and_opening_hold_goes_in_the_window_s_thread(
    qtbot: QtBot, home: Path, forms: Path
) -> None:
    gone: list[threading.Thread] = []
    worker = Worker(lambda: open_context(home, forms))
    worker.start(_do_nothing, _fail, first=holding(gone))
    worker.submit(holding(gone), _do_nothing, _fail)
    worker.submit_steps(holding(gone), _do_nothing, _do_nothing, _fail)
    worker.submit(_do_nothing, _do_nothing, _fail)
    worker.stop()
    qtbot.waitUntil(lambda: len(gone) >= 2)
    del worker
    assert gone == [threading.main_thread()] * 3


def _do_nothing(*_: object) -> None:
    pass


def _fail(error: Exception) -> None:
    raise error
