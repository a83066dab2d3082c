"""A school's window on a real data folder. Offscreen, and every warning of Qt fails the test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.session.opening import read_start_state
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.application import install_translations
from lcweek_desktop.ui.shell.gui_gc import GuiGarbageCollector
from lcweek_desktop.ui.widgets.theme import theme
from tests import fonts

T = TypeVar("T")


class Ask(Protocol):
    """Runs a task on the data thread and waits for its answer."""

    def __call__(self, task: Callable[[AppContext], T]) -> T: ...


TODAY = date(2024, 10, 10)

POINTS = 12
"""The size of running text. The program uses the system's font, so what has room depends on the system.

The tests use ours. At 12 points its words are as wide as those of DejaVu Sans at 10, a wide one, and its
lines as high as those of Noto Sans and Segoe UI: what has room here has room with each of them.
"""


@pytest.fixture(scope="session")
def qapp_args(only_our_fonts: None) -> list[str]:
    """Asked for before the application is made, which then finds no font but ours."""
    return ["lcweek"]


@pytest.fixture(scope="session", autouse=True)
def tidy(qapp: QApplication) -> None:
    """As in the program: Qt speaks Vietnamese, and what a test leaves behind is taken apart in the thread
    that made it."""
    for file in fonts.FOLDER.glob("*.ttf"):  # for Qt on Windows, which does not ask fontconfig
        QFontDatabase.addApplicationFont(str(file))
    install_translations(qapp)
    GuiGarbageCollector(qapp)


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> None:
    qapp.setFont(QFont(fonts.FAMILY, POINTS))
    theme().install(qapp)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The data folder, which is not there yet."""
    return tmp_path / "lcweek"


@pytest.fixture
def worker(home: Path, qtbot: QtBot) -> Iterator[Worker]:
    """Started, with the data folder open."""
    worker = Worker(lambda: open_context(home, ROOT / "forms", lambda: TODAY))
    ready: list[bool] = []
    worker.start(lambda: ready.append(True), _fail)
    qtbot.waitUntil(lambda: bool(ready))
    yield worker
    worker.stop()


@pytest.fixture
def ask(worker: Worker, qtbot: QtBot) -> Ask:
    """`ask(task)` waits for what `task(context)` gives."""

    def asked(task: Callable[[AppContext], T]) -> T:
        answers: list[T] = []
        worker.submit(task, answers.append, _fail)
        qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    return asked


@pytest.fixture
def workspace(ask: Ask) -> Workspace:
    """A school of the commune 03394 Xã Thèn Sin, Tam Đường."""
    return ask(
        lambda context: set_up(
            context, None, UnitSetup("03394-th-a", "Trường Tiểu học Thèn Sin", "truong", "03394")
        )
    )


@pytest.fixture
def session(ask: Ask, workspace: Workspace, worker: Worker) -> Session:
    state = ask(lambda context: read_start_state(context, workspace.unit.code))
    assert state is not None
    return Session(state, worker)


def _fail(error: Exception) -> None:
    raise error
