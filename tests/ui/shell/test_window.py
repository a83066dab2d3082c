from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.session.commands import SetFigure
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.application import create_window
from lcweek_desktop.ui.shell.header import UnitButton
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.widgets.placeholders import BusyOverlay
from lcweek_desktop.ui.widgets.theme import theme
from tests.ui.cells import cell
from tests.ui.windows import opened_window

Windows = Callable[[], Window]


@pytest.fixture
def windows(home: Path, qtbot: QtBot) -> Windows:
    """`windows()` shows a window on the data folder."""
    return lambda: opened_window(home, qtbot)


class Shown(QObject):
    """Counts the windows that come up."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


def test_pages_are_made_without_a_window_of_their_own_that_takes_the_keyboard(
    windows: Windows,
    qtbot: QtBot,
    qapp: QApplication,
    run_on_worker: Callable[..., Workspace],
    worker: Worker,
) -> None:
    run_on_worker(lambda context: set_up(context, "2024", UnitSetup("03394", "Xã Thèn Sin", "xa")))
    worker.stop()
    shown = Shown()
    qapp.installEventFilter(shown)
    window = windows()
    qtbot.waitUntil(
        lambda: window.workspace_view is not None and window.workspace_view.has_all_pages, timeout=20_000
    )
    qapp.removeEventFilter(shown)
    assert shown.windows == [window]


@pytest.mark.parametrize(
    ("name", "whole"), [("Xã Thèn Sin", True), ("Huyện Tân Uyên", True), ("Xã Thèn Sin " * 20, False)]
)
def test_the_name_of_the_unit_is_whole_where_there_is_room(
    windows: Windows,
    qtbot: QtBot,
    run_on_worker: Callable[..., Workspace],
    worker: Worker,
    name: str,
    whole: bool,
) -> None:
    unit = run_on_worker(lambda context: set_up(context, "2024", UnitSetup("111", name, "huyen"))).unit
    worker.stop()
    window = windows()
    window.resize(1366, 740)
    qtbot.waitUntil(
        lambda: window.workspace_view is not None and window.workspace_view.has_all_pages, timeout=20_000
    )
    words = window.findChild(UnitButton).shown_text()  # type: ignore[union-attr]
    assert (words == unit.name, words.endswith("…")) == (whole, not whole)


def test_every_page_has_room_on_a_small_screen(
    windows: Windows, qtbot: QtBot, run_on_worker: Callable[..., Workspace], worker: Worker
) -> None:
    """With a unit's name as long as some are, too."""
    name = "Huyện Tân Uyên" + " vùng cao biên giới" * 10
    run_on_worker(lambda context: set_up(context, "2024", UnitSetup("111", name, "huyen")))
    worker.stop()
    window = windows()
    window.resize(1366, 740)
    qtbot.waitUntil(
        lambda: window.workspace_view is not None and window.workspace_view.has_all_pages, timeout=20_000
    )
    assert window.workspace_view is not None
    try:
        for zoom, key in product((100, 150, 200), window.workspace_view.keys):
            theme().zoom_to(zoom)
            window.workspace_view.show_page(key)
            QApplication.processEvents()
            least = window.minimumSizeHint()
            assert (least.width() <= 1366, least.height() <= 740) == (True, True), (zoom, key, least)
    finally:
        theme().zoom_by(0)


def test_the_unit_of_this_machine_comes_up_at_its_overview(
    windows: Windows, workspace: Workspace, worker: Worker, qtbot: QtBot
) -> None:
    worker.stop()
    window = windows()
    qtbot.waitUntil(lambda: window.workspace_view is not None)
    assert window.workspace_view is not None
    assert window.workspace_view.current_key == "overview"
    assert isinstance(first := window.focusWidget(), QPushButton) and first.text() == "Nhập số liệu"
    assert "Trường Tiểu học Thèn Sin" in window.windowTitle()
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace_view.current_key == "figures"


def test_a_second_window_that_is_closed_while_it_opens_is_gone(
    windows: Windows, workspace: Workspace, worker: Worker, qtbot: QtBot
) -> None:
    """`worker` has the data folder, so that it cannot be opened."""
    window = windows()
    waiting = window.current_view
    assert isinstance(waiting, BusyOverlay)
    with qtbot.waitSignal(waiting.painted):
        pass
    QTimer.singleShot(0, window, window.close)  # after the opening that the painting set going
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=30_000)


def test_a_window_that_is_closed_before_it_opened_its_data_opens_nothing(
    home: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    """A double click that was not meant: the first picture is there, and the cross is pressed at once."""
    window = create_window(home)
    qtbot.addWidget(window)
    waiting = window.current_view
    assert isinstance(waiting, BusyOverlay)
    window.show()
    with qtbot.waitSignal(waiting.painted):
        pass
    window.close()
    qapp.processEvents()
    qapp.processEvents()
    window.release()
    assert not (home / "lcweek.db").exists()


def test_a_window_that_is_closed_while_it_opens_shows_no_unit_afterwards(
    home: Path, qtbot: QtBot, workspace: Workspace, worker: Worker
) -> None:
    worker.stop()
    window = create_window(home)
    qtbot.addWidget(window)
    waiting = window.current_view
    window.show()
    window.open_data()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=30_000)
    QApplication.processEvents()  # what the thread had answered by then
    assert window.current_view is waiting


def test_what_could_not_be_saved_is_asked_about_also_from_behind_the_guide(
    windows: Windows, workspace: Workspace, worker: Worker, qtbot: QtBot
) -> None:
    worker.stop()
    window = windows()
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=30_000)
    assert window.workspace_view is not None
    session = window.workspace_view.session
    window.worker.submit(read_only(True), lambda _none: None, lambda _error: None)
    with qtbot.waitSignal(session.saver.failed, timeout=30_000):
        session.undo.push(SetFigure(session, cell("2"), 7))
    for ask in (window.practising.begin, lambda: window.open_unit(None)):
        window.show_start_guide()
        assert not window.save_now(30.0)
        ask()
        box = question(window, qtbot)
        assert "chưa lưu được nên chưa" in box.text() and window.workspace_view is not None
        box.buttons()[0].click()
    window.show_start_guide()
    window.close()
    box = question(window, qtbot)
    assert box.text() == "Thay đổi vừa rồi chưa lưu được. Nếu đóng bây giờ, thay đổi đó sẽ mất."
    next(each for each in box.buttons() if each.text() == "Ở lại").click()
    window.worker.submit(read_only(False), lambda _none: session.saver.retry(), lambda _error: None)
    qtbot.waitUntil(lambda: session.saver.is_saved, timeout=30_000)


def read_only(on: bool) -> Callable[[AppContext], object]:
    """Have the database refuse to be written, as that of a full disk does, or not any more."""
    return lambda context: context.store._connection.execute(f"PRAGMA query_only = {on}")


def question(window: Window, qtbot: QtBot) -> QMessageBox:
    def shown() -> list[QMessageBox]:
        return [each for each in window.findChildren(QMessageBox) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()), timeout=30_000)
    return shown()[0]
