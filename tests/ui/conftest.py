"""A school's window on a real data folder. Offscreen, and every warning of Qt fails the test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Protocol, TypeVar

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.session.opening import read_start_state
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.application import install_translations
from lcweek_desktop.ui.shell.gui_gc import GuiGarbageCollector
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.widgets.theme import theme
from tests import fonts
from tests.ui.windows import close_window, opened_window

T = TypeVar("T")
Windows = Callable[[Path], Window]
"""The type of the fixture `windows`."""


class RunOnWorker(Protocol):
    """Runs a task on the worker's thread and waits for its value."""

    def __call__(self, task: Callable[[AppContext], T]) -> T: ...


TODAY = date(2024, 10, 10)

SLOW = 30_000
"""Milliseconds that opening a data folder may take: the first time, everything is imported for it."""

POINTS = 12
"""The size of running text. The program uses the system's font, so what has room depends on the system.

The tests use ours. At 12 points its words are as wide as those of DejaVu Sans at 10, a wide one, and its
lines as high as those of Noto Sans and Segoe UI: what has room here has room with each of them.
"""


@pytest.fixture(scope="session")
def qapp_args(only_our_fonts: None) -> list[str]:
    """The arguments of the application. It is made after this fixture, so that it finds no font but ours."""
    return ["lcweek"]


@pytest.fixture(scope="session", autouse=True)
def prepared_application(qapp: QApplication) -> Iterator[None]:
    """An application that is set up as in the program.

    Qt's own words are Vietnamese, and what a test leaves behind is destroyed in the thread that created it.
    Nothing stays on the clipboard: that of the offscreen platform would outlive Python, which made it. Those
    of real systems end with the application.
    """
    for file in fonts.FOLDER.glob("*.ttf"):  # for Qt on Windows, which does not ask fontconfig
        QFontDatabase.addApplicationFont(str(file))
    install_translations(qapp)
    GuiGarbageCollector(qapp)
    yield
    QApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def default_theme(qapp: QApplication) -> None:
    """The theme that each test begins with."""
    qapp.setFont(QFont(fonts.FAMILY, POINTS))
    theme().install(qapp)


@pytest.fixture(autouse=True)
def no_window_left(default_theme: None) -> Iterator[None]:
    """Fail the test that leaves a window of the program: each change of the theme would style it anew, in
    every test that follows."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, Window)]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The data folder, which is not there yet."""
    return tmp_path / "lcweek"


@pytest.fixture
def forms() -> Path:
    """The folder of the campaigns."""
    return ROOT / "forms"


@pytest.fixture
def worker(home: Path, forms: Path, qtbot: QtBot) -> Iterator[Worker]:
    """A worker that has the data folder open."""
    worker = Worker(lambda: open_context(home, forms, lambda: datetime.combine(TODAY, time(8))))
    ready: list[bool] = []
    worker.start(lambda: ready.append(True), _fail)
    qtbot.waitUntil(lambda: bool(ready), timeout=SLOW)
    yield worker
    worker.stop()


@pytest.fixture
def run_on_worker(worker: Worker, qtbot: QtBot) -> RunOnWorker:
    """`run_on_worker(task)` waits for the value of `task(context)`."""

    def run(task: Callable[[AppContext], T]) -> T:
        values: list[T] = []
        worker.submit(task, values.append, _fail)
        qtbot.waitUntil(lambda: bool(values), timeout=SLOW)
        return values[0]

    return run


@pytest.fixture
def workspace(run_on_worker: RunOnWorker) -> Workspace:
    """A school of the commune 03394 Xã Thèn Sin, Tam Đường."""
    return run_on_worker(
        lambda context: set_up(
            context, "2024", UnitSetup("03394-th-a", "Trường Tiểu học Thèn Sin", "truong", "03394")
        )
    )


@pytest.fixture
def session(run_on_worker: RunOnWorker, workspace: Workspace, worker: Worker) -> Session:
    """The work on the report of `workspace`."""
    state = run_on_worker(lambda context: read_start_state(context, workspace.id))
    assert state is not None
    return Session(state, worker)


class Display(QLabel):
    """A widget that shows what becomes of operations, and remembers it."""

    def __init__(self) -> None:
        super().__init__()
        self.statuses: list[str] = []
        """All texts that were shown, in order."""
        self.errors: list[LcweekError] = []
        """All errors that were shown, in order."""

    def show_status(self, text: str) -> None:
        """Show what is being done, or what was done."""
        self.statuses.append(text)

    def show_failure(self, error: LcweekError) -> None:
        """Show why something could not be done."""
        self.errors.append(error)
        self.show_status(error.message)


@pytest.fixture
def display(qtbot: QtBot) -> Display:
    """The widget that `operations` are started for."""
    display = Display()
    qtbot.addWidget(display)
    return display


@pytest.fixture
def operations(display: Display, session: Session, worker: Worker) -> Operations[Workspace]:
    """Operations as a page has them, shown by `display`."""
    return Operations(display, worker, lambda _context: session.workspace, session.announce)


@pytest.fixture
def windows(qtbot: QtBot) -> Windows:
    """`windows(home)` shows the window over a data folder, once the one before is closed."""
    shown: list[Window] = []

    def window(home: Path) -> Window:
        if shown:
            close_window(shown.pop(), qtbot)
        with qtbot.waitExposed(opened := opened_window(home, qtbot)):
            opened.activateWindow()
        shown.append(opened)
        return opened

    return window


def _fail(error: Exception) -> None:
    raise error
