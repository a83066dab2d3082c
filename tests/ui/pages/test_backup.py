"""Sao lưu: backups are listed, made, carried away and restored; the window goes on with the restored data."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from lcweek_desktop.errors import sentence
from lcweek_desktop.services.backup.backing_up import BackupReason, backup_steps
from lcweek_desktop.services.backup.listing import BackupState, backups
from lcweek_desktop.services.backup.restoring import Restored, restore
from lcweek_desktop.services.output.sending import send
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import open_store
from lcweek_desktop.ui.pages.backup.page import BackupPage
from lcweek_desktop.ui.session.commands import SetFigure
from lcweek_desktop.ui.session.page_entries import BACKUP
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.replacing_view import ReplacingView
from lcweek_desktop.ui.shell.window import Window
from tests.disk import filled_up, small
from tests.ui.cells import cell
from tests.ui.conftest import RunOnWorker
from tests.ui.keyboard import press_key
from tests.ui.windows import LONG, opened_window


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> BackupPage:
    page = BackupPage(session, worker)
    qtbot.addWidget(page)
    page.show()
    page.on_enter()
    return page


def shown(page: BackupPage) -> list[int]:
    return [each.backup.number for each in page.list.listed]


def back_up(page: BackupPage, qtbot: QtBot) -> None:
    before = len(shown(page))
    page.backup_button.click()
    qtbot.waitUntil(lambda: len(shown(page)) == before + 1)


def test_an_empty_page_says_so_and_offers_the_first_backup(page: BackupPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.last_label.text() == "Chưa có bản sao lưu nào dùng được.")
    assert page.list.empty_state.isVisible()
    assert not page.restore_button.isEnabled()
    (first,) = page.list.empty_state.findChildren(QPushButton)
    first.click()
    qtbot.waitUntil(lambda: shown(page) == [1])
    assert page.list.empty_state.isHidden()
    assert page.status_text() == "Đã sao lưu dữ liệu: bản sao lưu số 1."
    assert page.last_label.text().startswith("Bản sao lưu gần nhất: ")
    assert page.restore_button.isEnabled()


def test_the_daily_backup_is_made_once(page: BackupPage, qtbot: QtBot, run_on_worker: RunOnWorker) -> None:
    page.back_up_daily()
    qtbot.waitUntil(lambda: shown(page) == [1])
    assert page.list.listed[0].backup.reason.value == "daily"
    page.back_up_daily()
    run_on_worker(lambda _context: None)
    assert len(list(backups(page.session.workspace.context.home))) == 1


def test_a_damaged_backup_is_shown_as_such_and_cannot_be_restored(page: BackupPage, qtbot: QtBot) -> None:
    back_up(page, qtbot)
    page.list.listed[0].backup.path.write_bytes(b"")
    page.refresh()
    qtbot.waitUntil(lambda: [each.state for each in page.list.listed] == [BackupState.DAMAGED])
    press_key(Qt.Key.Key_Down)
    assert page.list.current == page.list.listed[0]
    assert not page.restore_button.isEnabled()


def test_a_backup_is_carried_to_a_stick_and_the_page_says_when(
    page: BackupPage, qtbot: QtBot, tmp_path: Path
) -> None:
    with small(tmp_path / "usb", megabytes=8) as stick:
        qtbot.waitUntil(lambda: "chưa có bản sao nào ngoài máy" in page.elsewhere_label.text())
        page.carry_button.click()
        choose_folder(page, qtbot, stick)
        qtbot.waitUntil(lambda: "Lần chép ra ngoài gần nhất" in page.elsewhere_label.text())
        (file,) = stick.iterdir()
        assert file.suffix == ".lcwbak"
        assert str(file) in page.status_text()
        assert sentence("backup-same-disk") not in page.status_text()
        qtbot.waitUntil(lambda: shown(page) == [1])


def test_a_copy_on_the_same_disk_is_no_copy_elsewhere(page: BackupPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.carry(tmp_path)
    qtbot.waitUntil(lambda: sentence("backup-same-disk") in page.status_text())
    qtbot.waitUntil(lambda: shown(page) == [1])
    assert "chưa có bản sao nào ngoài máy" in page.elsewhere_label.text()


def test_what_was_salvaged_is_not_called_the_last_backup(
    page: BackupPage, qtbot: QtBot, run_on_worker: RunOnWorker
) -> None:
    back_up(page, qtbot)
    last = page.last_label.text()
    later = datetime(2036, 1, 1)
    run_on_worker(lambda context: [*backup_steps(context, BackupReason.SALVAGE, lambda: later)])
    page.refresh()
    qtbot.waitUntil(lambda: shown(page) == [2, 1])
    assert page.last_label.text() == last


def choose_folder(page: BackupPage, qtbot: QtBot, folder: Path) -> None:
    qtbot.waitUntil(lambda: bool(page.findChildren(QFileDialog)))
    dialog = page.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(folder))
    dialog.reject()


def test_a_backup_without_room_says_so_and_marks_the_page(
    page: BackupPage, qtbot: QtBot, home: Path, tmp_path: Path
) -> None:
    with small(tmp_path / "disk") as disk:
        (home / "backups").symlink_to(disk)
        with filled_up(disk):
            page.backup_button.click()
            qtbot.waitUntil(lambda: page.state() == "!")
        assert "Chưa sao lưu được vì ổ đĩa sắp đầy" in page.status_text()
        (home / "backups").unlink()
    back_up(page, qtbot)
    assert page.state() == ""


def test_a_stopped_backup_leaves_none(page: BackupPage, qtbot: QtBot) -> None:
    page.back_up()
    page.progress.stop()
    qtbot.waitUntil(lambda: not page.progress.running)
    qtbot.waitUntil(lambda: "Đã dừng theo yêu cầu" in page.status_text() or shown(page) == [1])
    page.refresh()
    back_up(page, qtbot)


def test_after_the_first_sending_a_copy_elsewhere_is_asked_for_once(
    page: BackupPage, qtbot: QtBot, run_on_worker: RunOnWorker, tmp_path: Path
) -> None:
    page.session.report_progress_changed.emit()
    run_on_worker(lambda _context: send(page.session.workspace, tmp_path / "gui.pdf"))
    assert boxes(page) == []
    page.session.report_progress_changed.emit()
    qtbot.waitUntil(lambda: len(boxes(page)) == 1)
    assert "dữ liệu chưa có bản sao nào ngoài máy này" in boxes(page)[0].text()
    boxes(page)[0].reject()
    qtbot.waitUntil(lambda: boxes(page) == [])
    page.session.report_progress_changed.emit()
    run_on_worker(lambda _context: None)
    assert boxes(page) == []


def boxes(page: BackupPage | Window) -> list[QMessageBox]:
    return [box for box in page.findChildren(QMessageBox) if box.isVisible()]


def test_after_a_few_quiet_seconds_the_database_file_alone_has_what_was_typed(
    session: Session, qtbot: QtBot, home: Path, tmp_path: Path
) -> None:
    session.undo.push(SetFigure(session, cell("2"), 7))
    (tmp_path / "copy").mkdir()

    def copied_number() -> int | None:
        shutil.copy(home / "lcweek.db", tmp_path / "copy")
        with open_store(tmp_path / "copy") as store:
            own = session.workspace
            draft = store.drafts.get(own.unit.id, own.campaign, own.form)
            return None if draft is None else draft.content.figures.get(cell("2"))

    qtbot.waitUntil(lambda: session.saver.is_saved)
    qtbot.waitUntil(lambda: copied_number() == 7, timeout=LONG)


# The whole window


@pytest.fixture
def window(home: Path, qtbot: QtBot, run_on_worker: Callable[..., Workspace], worker: Worker) -> Window:
    """A window on the data folder of a school, with all its pages."""
    setup = UnitSetup("03394-th-a", "Trường Tiểu học Thèn Sin", "truong", "03394")
    run_on_worker(lambda context: set_up(context, "2024", setup))
    worker.stop()
    with qtbot.waitExposed(window := opened_window(home, qtbot)):
        window.activateWindow()
    wait_for_pages(window, qtbot)
    return window


def wait_for_pages(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: window.workspace_view is not None and window.workspace_view.has_all_pages, timeout=LONG
    )


def backup_page(window: Window) -> BackupPage:
    assert window.workspace_view is not None
    window.workspace_view.show_page(BACKUP)
    page = window.workspace_view.page(BACKUP)
    assert isinstance(page, BackupPage)
    return page


def number(window: Window) -> int | None:
    assert window.workspace_view is not None
    return window.workspace_view.session.content.figures.get(cell("2"))


def enter(window: Window, value: int, qtbot: QtBot) -> None:
    assert window.workspace_view is not None
    session = window.workspace_view.session
    session.undo.push(SetFigure(session, cell("2"), value))
    qtbot.waitUntil(lambda: session.saver.is_saved)


def answer(window: Window, page: BackupPage, qtbot: QtBot, words: str) -> None:
    """Press the button `words` of the question about restoring."""
    qtbot.waitUntil(lambda: bool(boxes(window)), timeout=LONG)
    box = boxes(window)[0]
    next(button for button in box.buttons() if button.text() == words).click()


def test_restoring_shows_what_differs_and_the_window_goes_on_with_the_backup(
    window: Window, qtbot: QtBot
) -> None:
    enter(window, 7, qtbot)
    page = backup_page(window)
    back_up(page, qtbot)
    enter(window, 8, qtbot)
    page.list.setFocus()
    press_key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(boxes(window)), timeout=LONG)
    assert "2 (Số lớp/số cuộc thi) hiện 8, bản sao lưu 7" in boxes(window)[0].informativeText()
    answer(window, page, qtbot, "Khôi phục")
    qtbot.waitUntil(lambda: bool(boxes(window)) and "Đã khôi phục" in boxes(window)[0].text(), timeout=LONG)
    boxes(window)[0].accept()
    wait_for_pages(window, qtbot)
    assert number(window) == 7
    enter(window, 9, qtbot)
    again = backup_page(window)
    qtbot.waitUntil(lambda: shown(again) == [2, 1])
    assert again.list.listed[0].backup.reason.value == "restore"


def test_restoring_that_is_stopped_leaves_the_window_with_its_data(
    window: Window, home: Path, qtbot: QtBot
) -> None:
    enter(window, 7, qtbot)
    page = backup_page(window)
    back_up(page, qtbot)
    enter(window, 8, qtbot)
    backup, was_stopped = page.list.listed[0].backup, threading.Event()

    def restoring(*, each: Callable[[int, int], object]) -> Restored:
        was_stopped.wait()
        return restore(home, backup, each=each)

    before = window.workspace_view
    window.replacement.restore(restoring)
    qtbot.waitUntil(lambda: isinstance(window.current_view, ReplacingView), timeout=LONG)
    view = window.current_view
    assert isinstance(view, ReplacingView) and view.progress.stop_button.isVisible()
    view.progress.stop_button.click()
    was_stopped.set()
    qtbot.waitUntil(lambda: window.workspace_view not in (None, before), timeout=LONG)
    wait_for_pages(window, qtbot)
    assert number(window) == 8
    assert boxes(window) == []
    qtbot.waitUntil(lambda: shown(backup_page(window)) == [1], timeout=LONG)


def test_a_question_answered_with_no_changes_nothing(window: Window, qtbot: QtBot) -> None:
    enter(window, 7, qtbot)
    page = backup_page(window)
    back_up(page, qtbot)
    enter(window, 8, qtbot)
    page.restore_button.click()
    answer(window, page, qtbot, "Không")
    assert number(window) == 8
    assert shown(page) == [1]


def test_a_backup_that_turned_out_damaged_leaves_the_window_with_its_data(
    window: Window, qtbot: QtBot
) -> None:
    enter(window, 7, qtbot)
    page = backup_page(window)
    back_up(page, qtbot)
    page.restore_button.click()
    qtbot.waitUntil(lambda: bool(boxes(window)), timeout=LONG)
    page.list.listed[0].backup.path.write_bytes(b"damaged")
    answer(window, page, qtbot, "Khôi phục")
    qtbot.waitUntil(lambda: bool(boxes(window)) and "bị hỏng" in boxes(window)[0].text(), timeout=LONG)
    boxes(window)[0].accept()
    wait_for_pages(window, qtbot)
    assert number(window) == 7


def test_nothing_is_restored_while_something_typed_is_not_saved(window: Window, qtbot: QtBot) -> None:
    enter(window, 7, qtbot)
    page = backup_page(window)
    back_up(page, qtbot)
    page.session.saver.edit_pending()
    page.restore_button.click()
    answer(window, page, qtbot, "Khôi phục")
    said = "Thay đổi vừa rồi chưa lưu được nên chưa khôi phục"
    qtbot.waitUntil(lambda: bool(boxes(window)) and said in boxes(window)[0].text(), timeout=LONG)
    boxes(window)[0].accept()
    assert window.workspace_view is not None
    page.session.saver.edit_finished()
    assert shown(page) == [1]


def test_a_file_of_another_kind_is_refused_on_the_page(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    page = backup_page(window)
    (tmp_path / "a.lcwbak").write_bytes(b"%PDF")
    page.restoring.ask_about_file(tmp_path / "a.lcwbak")
    message = sentence("backup-file", file="a.lcwbak")
    qtbot.waitUntil(lambda: page.status_text() == message)
