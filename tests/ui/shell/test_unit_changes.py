"""A unit of this machine is renamed, moved and removed in the window, by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.output.sending import send
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.start.guide import StartGuide
from lcweek_desktop.ui.pages.start.guide_steps import UnitStep
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.unit_dialogs import ChangeUnitDialog, RemoveUnitDialog
from lcweek_desktop.ui.shell.window import Window
from tests.ui.conftest import RunOnWorker
from tests.ui.keyboard import press_key, type_text
from tests.ui.windows import shown_window


@pytest.fixture
def open_window(home: Path, qtbot: QtBot, worker: Worker) -> Callable[[], Window]:
    """Closes the folder that the test filled, and shows a window on it."""

    def open_window() -> Window:
        worker.stop()
        return shown_window(home, qtbot)

    return open_window


def choose(window: Window, label: str) -> None:
    """Choose an entry of the menu Tệp."""
    (menu,) = [each for each in window.findChildren(QMenu) if each.title() == "&Tệp"]
    (entry,) = [each for each in menu.actions() if each.text() == label]
    assert entry.isEnabled()
    entry.trigger()


def asked(window: Window, kind: type[QWidget], qtbot: QtBot) -> QWidget:
    """The dialog of `kind` that is open, once it is."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=30_000)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def click(box: QWidget, text: str) -> None:
    (button,) = [each for each in box.findChildren(QPushButton) if each.text() == text]
    button.click()


def told(window: Window, qtbot: QtBot) -> str:
    """The message at the end, which is closed."""
    box = asked(window, QMessageBox, qtbot)
    assert isinstance(box, QMessageBox)
    text = box.text()
    click(box, "Đóng")
    return text


def test_a_unit_is_renamed_and_moved_by_keys(
    workspace: Workspace, open_window: Callable[[], Window], qtbot: QtBot
) -> None:
    window = open_window()
    choose(window, "Sửa đơn vị…")
    dialog = asked(window, ChangeUnitDialog, qtbot)
    assert isinstance(dialog, ChangeUnitDialog) and not dialog.go_on.isEnabled()
    current = dialog.receiver.current_unit
    assert current is not None and current.name == "Xã Thèn Sin"
    type_text("Trường TH và THCS Thèn Sin")
    press_key(Qt.Key.Key_Tab)
    dialog.receiver.field.selectAll()
    type_text("ban bo")
    press_key(Qt.Key.Key_Return)
    box = asked(window, QMessageBox, qtbot)
    assert isinstance(box, QMessageBox)
    assert "gửi báo cáo cho Xã Bản Bo" in box.informativeText()
    click(box, "Sửa đơn vị")
    assert told(window, qtbot).startswith(
        "Đã sửa đơn vị: Trường TH và THCS Thèn Sin, gửi báo cáo cho Xã Bản Bo."
    )
    qtbot.waitUntil(lambda: "Trường TH và THCS" in window.windowTitle())
    assert window.workspace_view is not None
    unit = window.workspace_view.session.workspace.unit
    assert (unit.code, unit.parent) == ("03394-th-a", "03424")


def test_a_unit_begun_by_mistake_goes_and_the_other_one_comes_to_the_front(
    workspace: Workspace, run_on_worker: RunOnWorker, open_window: Callable[[], Window], qtbot: QtBot
) -> None:
    run_on_worker(lambda context: set_up(context, "2025", UnitSetup("03390", "Xã Bình Lư", "xa")))
    window = open_window()
    assert "Xã Bình Lư" in window.windowTitle()
    choose(window, "Bỏ đơn vị…")
    click(asked(window, QMessageBox, qtbot), "Bỏ đơn vị")
    assert told(window, qtbot).startswith("Đã bỏ Xã Bình Lư khỏi kỳ báo cáo năm 2025.")
    qtbot.waitUntil(lambda: "Trường Tiểu học Thèn Sin" in window.windowTitle())


def test_a_unit_that_sent_a_report_goes_only_when_the_year_is_typed(
    workspace: Workspace,
    run_on_worker: RunOnWorker,
    open_window: Callable[[], Window],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    run_on_worker(lambda _context: send(workspace, tmp_path / "gui.lcweek"))
    window = open_window()
    choose(window, "Bỏ đơn vị…")
    dialog = asked(window, RemoveUnitDialog, qtbot)
    assert isinstance(dialog, RemoveUnitDialog)
    type_text("202")
    assert not dialog.remove_button.isEnabled()
    type_text("4")
    press_key(Qt.Key.Key_Tab)
    press_key(Qt.Key.Key_Space)
    assert "bản sao lưu số 1: " in told(window, qtbot)
    qtbot.waitUntil(lambda: isinstance(window.current_view, StartGuide))
    guide = window.current_view
    assert isinstance(guide, StartGuide)
    qtbot.waitUntil(lambda: isinstance(guide.step, UnitStep))
    guide.go_back()  # there is no unit any more to go back to
    assert window.current_view is guide
