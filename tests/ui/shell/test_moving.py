"""“Chuyển sang máy khác” in the window: written on Sao lưu, opened by the guide of the other machine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.backup.carrying import carry_steps
from lcweek_desktop.services.backup.moving import move_in, move_out
from lcweek_desktop.services.report.filling import fill
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, open_workspace, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import MovedMark
from lcweek_desktop.ui.pages.backup.page import BackupPage
from lcweek_desktop.ui.pages.output.freeze_dialog import FreezeDialog
from lcweek_desktop.ui.pages.output.page import OutputPage
from lcweek_desktop.ui.pages.start.guide import StartGuide
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.moved_notice import MovedNotice
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.widgets.passphrase_dialogs import NewPassphraseDialog, PassphraseDialog
from tests import wine
from tests.ui.windows import opened_window

LONG = 60_000
"""The most milliseconds to wait: a pass-phrase takes a second, and many on a busy machine."""
PASSPHRASE = "nước chảy đá mòn"


@pytest.fixture
def windows(qtbot: QtBot) -> Callable[[Path], Window]:
    """`windows(home)` shows a window on a data folder."""

    def window(home: Path) -> Window:
        opened = opened_window(home, qtbot)
        opened.resize(1366, 728)
        return opened

    return window


def boxes(window: Window) -> list[QMessageBox]:
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def press(box: QMessageBox, text: str) -> None:
    """Press the button of a message box that says `text`."""
    next(button for button in box.buttons() if button.text() == text).click()


def dismiss(window: Window, qtbot: QtBot) -> str:
    """Close the message that comes up, and return what it said."""
    qtbot.waitUntil(lambda: bool(boxes(window)), timeout=LONG)
    (box,) = boxes(window)
    said = f"{box.text()} {box.informativeText()}"
    press(box, "Đóng")
    qtbot.waitUntil(lambda: not boxes(window), timeout=LONG)
    return said


def test_the_file_is_written_on_sao_luu_and_the_machine_says_that_its_data_went_on(
    windows: Callable[[Path], Window],
    home: Path,
    workspace: Workspace,
    worker: Worker,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    worker.stop()
    window = windows(home)
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)
    view = window.workspace_view
    assert view is not None
    view.show_page("backup")
    page = view.page("backup")
    notice = view.findChild(MovedNotice)
    assert isinstance(page, BackupPage) and notice is not None and notice.isHidden()
    page.move_button.click()
    (dialog,) = page.findChildren(NewPassphraseDialog)
    dialog.reject()
    page.moving.write(tmp_path / "a.lcwmove", PASSPHRASE)
    said = dismiss(window, qtbot)
    assert (tmp_path / "a.lcwmove").exists()
    assert "Đã ghi tệp chuyển máy" in said and "Mở tệp đã gửi, tệp từ máy cũ…" in said
    qtbot.waitUntil(notice.isVisible, timeout=LONG)
    assert "đã chuyển sang máy khác" in notice.label.text()
    notice.stay_button.click()
    (box,) = boxes(window)
    press(box, Verb.STAY_HERE.label)
    qtbot.waitUntil(notice.isHidden, timeout=LONG)
    assert not MovedMark(home).is_set


def test_the_guide_of_the_other_machine_opens_the_file_and_the_work_goes_on(
    windows: Callable[[Path], Window], qtbot: QtBot, tmp_path: Path
) -> None:
    with open_context(tmp_path / "cu", ROOT / "forms") as context:
        set_up(context, "2024", UnitSetup("03394-th-a", "Trường Tiểu học Thèn Sin", "truong", "03394"))
        move_out(context, tmp_path / "a.lcwmove", PASSPHRASE)
    window = windows(tmp_path / "moi")

    def give(passphrase: str) -> None:
        qtbot.waitUntil(
            lambda: isinstance(guide := window.current_view, StartGuide) and guide.step is not None,
            timeout=LONG,
        )
        guide = window.current_view
        assert isinstance(guide, StartGuide)
        assert any(each.text() == "Mở tệp đã gửi, tệp từ máy cũ…" for each in guide.findChildren(QPushButton))
        guide.ask_for_passphrase(tmp_path / "a.lcwmove")
        dialog = guide.findChildren(PassphraseDialog)[-1]
        dialog.field.setText(passphrase)
        dialog.accept_button.click()

    give("nước chảy đá mềm")
    assert "Mật khẩu không đúng với tệp a.lcwmove" in dismiss(window, qtbot)
    give(PASSPHRASE)
    said = dismiss(window, qtbot)
    assert "máy này làm việc tiếp cho Trường Tiểu học Thèn Sin" in said
    assert sentence("moved-in") in said
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)
    assert "Trường Tiểu học Thèn Sin" in window.windowTitle()


def test_the_machine_that_was_left_takes_the_data_back(
    windows: Callable[[Path], Window], qtbot: QtBot, tmp_path: Path
) -> None:
    old, new, back = tmp_path / "cu", tmp_path / "moi", tmp_path / "ve.lcwmove"
    with open_context(old, ROOT / "forms") as context:
        set_up(context, None, UnitSetup("03394-th-a", "Trường Tiểu học Thèn Sin", "truong", "03394"))
        move_out(context, tmp_path / "di.lcwmove", PASSPHRASE)
    move_in(new, tmp_path / "di.lcwmove", PASSPHRASE)
    with open_context(new, ROOT / "forms") as context:
        (tmp_path / "nhap.json").write_text('{"figures": {"1.1": {"count": 7}}}', encoding="utf-8")
        fill(open_workspace(context), tmp_path / "nhap.json")
        move_out(context, back, PASSPHRASE)
    window = windows(old)
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)
    view = window.workspace_view
    assert view is not None
    notice = view.findChild(MovedNotice)
    assert notice is not None
    qtbot.waitUntil(notice.isVisible, timeout=LONG)
    assert notice.back_button.isVisible()
    notice.coming_back.ask_for_passphrase(back)
    dialog = window.findChildren(PassphraseDialog)[-1]
    dialog.field.setText(PASSPHRASE)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: notice.coming_back.question is not None, timeout=LONG)
    question = notice.coming_back.question
    assert question is not None
    assert "hiện để trống, bản sao lưu 7" in question.informativeText()
    press(question, Verb.COME_BACK.label)
    assert "Dữ liệu trước đó của máy này là bản sao lưu số" in dismiss(window, qtbot)
    qtbot.waitUntil(lambda: window.workspace_view not in (None, view), timeout=LONG)
    assert not MovedMark(old).is_set


def test_the_guide_of_another_machine_takes_a_backup_file_when_nothing_else_is_left(
    windows: Callable[[Path], Window], qtbot: QtBot, tmp_path: Path
) -> None:
    with open_context(tmp_path / "cu", ROOT / "forms") as context:
        set_up(context, "2024", UnitSetup("03394-th-a", "Trường Tiểu học Thèn Sin", "truong", "03394"))
        *_, last = carry_steps(context, tmp_path)
    assert last.carried is not None
    window = windows(tmp_path / "moi")

    def open_file(file: Path) -> None:
        qtbot.waitUntil(
            lambda: isinstance(guide := window.current_view, StartGuide) and guide.step is not None,
            timeout=LONG,
        )
        guide = window.current_view
        assert isinstance(guide, StartGuide)
        guide.open_file(file)

    (tmp_path / "khac.lcwbak").write_bytes(b"PK")
    open_file(tmp_path / "khac.lcwbak")
    shown = window.current_view
    failure = sentence("backup-file", file="khac.lcwbak")
    qtbot.waitUntil(lambda: failure in [each.text() for each in shown.findChildren(QLabel)], timeout=LONG)
    open_file(last.carried.file)
    assert "Đã khôi phục dữ liệu lúc" in dismiss(window, qtbot)
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)
    assert "Trường Tiểu học Thèn Sin" in window.windowTitle()


def accept_printing(page: OutputPage, qtbot: QtBot, folder: Path) -> None:
    """Ask for the final print, and accept the print dialog with a printer that writes to `folder`."""
    wine.needs_printer()
    page.output.print_final()
    qtbot.waitUntil(lambda: bool(page.findChildren(QPrintDialog)), timeout=LONG)
    printer = page.findChildren(QPrintDialog)[0].printer()
    printer.setOutputFileName(str(folder / "in.pdf"))
    printer.setResolution(72)
    page.findChildren(QPrintDialog)[0].done(1)
    qtbot.waitUntil(lambda: not page.findChildren(QPrintDialog), timeout=LONG)


def test_the_machine_that_was_left_asks_before_a_new_revision_is_frozen(
    session: Session, worker: Worker, home: Path, qtbot: QtBot
) -> None:
    MovedMark(home).set(date(2024, 10, 12))
    page = OutputPage(session, worker)
    qtbot.addWidget(page)
    page.show()
    page.on_enter()
    accept_printing(page, qtbot, home)
    qtbot.waitUntil(lambda: bool(page.findChildren(QMessageBox)), timeout=LONG)
    (box,) = page.findChildren(QMessageBox)
    assert "12/10/2024" in box.text()
    box.reject()
    qtbot.waitUntil(lambda: not page.findChildren(QMessageBox), timeout=LONG)
    assert not page.steps.final_print_card.is_done
    accept_printing(page, qtbot, home)
    qtbot.waitUntil(lambda: bool(page.findChildren(QMessageBox)), timeout=LONG)
    press(page.findChildren(QMessageBox)[0], Verb.FREEZE_HERE.label)
    qtbot.waitUntil(lambda: bool(page.findChildren(FreezeDialog)), timeout=LONG)
    page.findChildren(FreezeDialog)[0].freeze_button.click()
    qtbot.waitUntil(lambda: page.steps.revision_text().startswith("Bản số 1: đã chốt"), timeout=LONG)
