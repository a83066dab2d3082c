"""Data that do not open: the window offers the newest backup and what can still be read, never a dead end."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from lcweek_desktop import error_records
from lcweek_desktop.domain.report import Content
from lcweek_desktop.services.backup.backing_up import make_backup
from lcweek_desktop.services.report.checking import Draft, save_draft
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.storage import open_store
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.open_failed import OpenFailedPage
from lcweek_desktop.ui.shell.rescue_panel import RescuePanel
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.widgets.placeholders import BusyOverlay
from tests.disk import filled_up, small
from tests.storage.test_migrations import LATER
from tests.ui.cells import cell
from tests.ui.conftest import RunOnWorker
from tests.ui.windows import opened_window

Opened = Callable[[], Window]


@pytest.fixture
def opened(home: Path, qtbot: QtBot) -> Opened:
    """`opened()` shows a window on the data folder."""
    return lambda: opened_window(home, qtbot)


def enter(context: AppContext, number: int) -> None:
    setup = UnitSetup("03394-th-a", "Trường Tiểu học Thèn Sin", "truong", "03394")
    workspace = set_up(context, "2024", setup)
    save_draft(workspace, Draft(Content().with_figure(cell("2"), number)))


def damage(home: Path) -> bytes:
    """Make the header of the database unreadable, and return the file as it is then."""
    database = home / "lcweek.db"
    data = database.read_bytes()
    database.write_bytes(b"SQLite format 4" + data[15:])
    return database.read_bytes()


def panel(window: Window, qtbot: QtBot) -> RescuePanel:
    """What the window offers, once it is known."""

    def is_known() -> bool:
        page = window.current_view
        return (
            isinstance(page, OpenFailedPage)
            and page.rescue is not None
            and bool(page.rescue.backup_label.text())
        )

    qtbot.waitUntil(is_known, timeout=20_000)
    page = window.current_view
    assert isinstance(page, OpenFailedPage) and page.rescue is not None
    return page.rescue


def answer_yes(qtbot: QtBot) -> str:
    """Press the first button of the open question, and return what it says."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    text = f"{box.text()}\n{box.informativeText()}"
    box.buttons()[0].click()
    return text


def shown_number(window: Window, qtbot: QtBot) -> int | None:
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=20_000)
    assert window.workspace_view is not None
    return window.workspace_view.session.number(cell("2"))


def close_message(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    box.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in folders")
def test_trying_again_while_backups_are_still_looked_for_does_not_wait_for_that(
    home: Path, opened: Opened, worker: Worker, run_on_worker: RunOnWorker, qtbot: QtBot
) -> None:
    """A backup that is a pipe keeps the search waiting until somebody writes to it."""
    run_on_worker(lambda context: enter(context, 5))
    run_on_worker(lambda context: make_backup(context))
    worker.stop()
    damage(home)
    (backup,) = (home / "backups").glob("lcweek-*.db")
    backup.unlink()
    vars(os)["mkfifo"](backup)
    window = opened()
    qtbot.waitUntil(lambda: isinstance(window.current_view, OpenFailedPage))
    page = window.current_view
    assert isinstance(page, OpenFailedPage) and page.rescue is not None
    (retry,) = (each for each in page.findChildren(QPushButton) if each.text() == "Thử lại")
    retry.click()
    assert isinstance(window.current_view, BusyOverlay)
    assert page.rescue.backup_label.text() == ""  # nothing was found yet
    with backup.open("wb"):
        backup.unlink()
    assert panel(window, qtbot).backup_label.text() == "Trên máy này chưa có bản sao lưu nào dùng được."


def test_the_newest_backup_is_offered_with_what_differs(
    home: Path, opened: Opened, worker: Worker, run_on_worker: RunOnWorker, qtbot: QtBot
) -> None:
    run_on_worker(lambda context: enter(context, 5))
    run_on_worker(lambda context: make_backup(context))
    run_on_worker(lambda context: enter(context, 7))
    worker.stop()
    damaged = damage(home)
    window = opened()
    rescue = panel(window, qtbot)
    assert rescue.backup_label.text().startswith("Bản sao lưu gần nhất: ")
    assert "hiện 7, bản sao lưu 5" in rescue.differences_label.text()
    rescue.restore_button.click()
    assert "hiện 7, bản sao lưu 5" in answer_yes(qtbot)
    assert shown_number(window, qtbot) == 5
    close_message(qtbot)
    (kept,) = (home / "backups").glob("damaged-*/lcweek.db")
    assert kept.read_bytes() == damaged


def test_without_a_backup_work_goes_on_with_what_can_still_be_read(
    home: Path, opened: Opened, worker: Worker, run_on_worker: RunOnWorker, qtbot: QtBot
) -> None:
    run_on_worker(lambda context: enter(context, 7))
    worker.stop()
    damage(home)
    window = opened()
    rescue = panel(window, qtbot)
    assert rescue.backup_label.text() == "Trên máy này chưa có bản sao lưu nào dùng được."
    assert not rescue.restore_button.isVisible()
    rescue.use_button.click()
    answer_yes(qtbot)
    assert shown_number(window, qtbot) == 7
    close_message(qtbot)


def test_what_can_still_be_read_is_written_for_people_and_for_support(
    home: Path, tmp_path: Path, opened: Opened, worker: Worker, run_on_worker: RunOnWorker, qtbot: QtBot
) -> None:
    run_on_worker(lambda context: enter(context, 7))
    worker.stop()
    damaged = damage(home)
    error_records.record(home, ValueError("7"))
    rescue = panel(opened(), qtbot)
    rescue.write_remains(tmp_path / "cuu")
    qtbot.waitUntil(lambda: rescue.status_text().startswith("Đã lưu 4 tệp"), timeout=30_000)
    assert {file.suffix for file in (tmp_path / "cuu").iterdir()} == {".pdf", ".docx", ".xlsx", ".json"}
    rescue.save_for_support(tmp_path / "hong.zip")
    qtbot.waitUntil(lambda: "không có khóa ký" in rescue.status_text())
    with ZipFile(tmp_path / "hong.zip") as archive:
        assert archive.read("lcweek.db") == damaged
        assert archive.read("errors.txt").endswith(b"ValueError\n")
        assert not any("key" in name for name in archive.namelist())
    assert (home / "lcweek.db").read_bytes() == damaged


def test_data_of_which_nothing_is_left_say_so_and_take_a_backup_file(
    home: Path, opened: Opened, worker: Worker, run_on_worker: RunOnWorker, qtbot: QtBot
) -> None:
    run_on_worker(lambda context: enter(context, 7))
    worker.stop()
    (home / "lcweek.db").write_bytes(b"")
    rescue = panel(opened(), qtbot)
    assert rescue.remains_label.text() == "Không đọc được gì từ dữ liệu hỏng."
    assert rescue.restore_file_button.isVisible() and rescue.support_button.isVisible()
    assert not rescue.use_button.isVisible()


def test_a_database_that_is_gone_is_restored_and_not_begun_anew(
    home: Path, opened: Opened, worker: Worker, run_on_worker: RunOnWorker, qtbot: QtBot
) -> None:
    run_on_worker(lambda context: enter(context, 7))
    run_on_worker(make_backup)
    worker.stop()
    (home / "lcweek.db").unlink()
    window = opened()
    rescue = panel(window, qtbot)
    assert not rescue.use_button.isVisible()
    rescue.restore_button.click()
    answer_yes(qtbot)
    assert shown_number(window, qtbot) == 7


def test_on_a_full_disk_it_is_not_said_that_nothing_can_be_read(
    home: Path, opened: Opened, worker: Worker, run_on_worker: RunOnWorker, qtbot: QtBot, tmp_path: Path
) -> None:
    run_on_worker(lambda context: enter(context, 7))
    worker.stop()
    damage(home)
    with small(tmp_path / "disk") as disk:
        shutil.rmtree(home / "backups", ignore_errors=True)
        (home / "backups").symlink_to(disk)
        with filled_up(disk):
            rescue = panel(opened(), qtbot)
            assert "Ổ đĩa đã đầy" in rescue.remains_label.text()
            assert rescue.restore_file_button.isVisible() and rescue.support_button.isVisible()
        (home / "backups").unlink()


def test_nothing_is_offered_in_place_of_what_a_newer_program_wrote(
    home: Path, opened: Opened, worker: Worker, run_on_worker: RunOnWorker, qtbot: QtBot
) -> None:
    run_on_worker(lambda context: enter(context, 7))
    run_on_worker(make_backup)
    worker.stop()
    with open_store(home, schema=LATER):
        pass
    window = opened()
    qtbot.waitUntil(lambda: isinstance(window.current_view, OpenFailedPage))
    page = window.current_view
    assert isinstance(page, OpenFailedPage) and page.rescue is None
    said = [label.text() for label in page.findChildren(QLabel)]
    assert "Hãy cài bản chương trình mới nhất rồi mở lại." in said
