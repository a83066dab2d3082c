"""A full round through shown windows: given out, filled in, returned, answered, accepted and summed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.ui.board.assigning_dialog import AssigningDialog
from lcweek_desktop.ui.pages.checks.page import ChecksPage
from lcweek_desktop.ui.pages.receiving.page import ReceivingPage
from lcweek_desktop.ui.pages.start.guide import StartGuide
from lcweek_desktop.ui.pages.summing.page import SummingPage
from lcweek_desktop.ui.session.page_entries import CHECKS, RECEIVING, SUMMING
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView
from tests.services.conftest import DIRECTORY, UNITS
from tests.ui.cells import cell
from tests.ui.conftest import Windows
from tests.ui.keyboard import press_key, type_text
from tests.ui.steps import KEY, confirm_the_key, enter_and_send, open_page, receive, take_focus_again
from tests.ui.windows import LONG

Choose = Callable[[Path], None]


@pytest.fixture
def offices(tmp_path: Path) -> dict[str, Path]:
    """The data folders of a province, a district and a commune with its schools, and a new one of a
    school."""
    listed = tmp_path / "danh-muc.csv"
    listed.write_text(DIRECTORY, encoding="utf-8", newline="\n")
    for code in ("12", "106", "03394"):
        with open_context(tmp_path / code, ROOT / "forms") as context:
            name, level = UNITS[code]
            set_up(context, "2024", UnitSetup(code, name, level), listed=listed)
    return {code: tmp_path / code for code in ("12", "106", "03394", "TH-A")}


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Choose:
    """`choose(FILE)` lets the next dialog for a file or folder end with FILE."""
    shown = QFileDialog.open

    def take(file: Path) -> None:
        def open_once(dialog: QFileDialog) -> None:
            monkeypatch.setattr(QFileDialog, "open", shown)
            dialog.fileSelected.emit(str(file))

        monkeypatch.setattr(QFileDialog, "open", open_once)

    return take


def view_of(window: Window, qtbot: QtBot) -> WorkspaceView:
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)
    assert window.workspace_view is not None
    return window.workspace_view


def answer_box(window: Window, qtbot: QtBot, text: str) -> None:
    """Press the button called `text` of the message that comes."""

    def buttons() -> list[QPushButton]:
        boxes = [each for each in window.findChildren(QMessageBox) if each.isVisible()]
        return [each for box in boxes for each in box.findChildren(QPushButton) if each.text() == text]

    qtbot.waitUntil(lambda: bool(buttons()), timeout=LONG)
    QTest.mouseClick(buttons()[0], Qt.MouseButton.LeftButton)


def assigned(window: Window, qtbot: QtBot, folder: Path, choose: Choose) -> Path:
    """Make the assignments of all units below, by the menu; that of TH-A."""
    view_of(window, qtbot)
    (action,) = [
        each
        for each in window.menuBar().actions()[0].menu().actions()  # type: ignore[attr-defined]
        if each.text() == f"{Verb.MAKE_ASSIGNMENTS.label}…"
    ]
    action.trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(AssigningDialog)), timeout=LONG)
    (dialog,) = window.findChildren(AssigningDialog)
    qtbot.waitUntil(lambda: dialog.list.count() == 3, timeout=LONG)
    folder.mkdir()
    choose(folder)
    QTest.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len([*folder.glob("*.pdf")]) == 1, timeout=LONG)
    dialog.close()
    return next(folder.glob("*(TH-A).lcweek"))


def open_receipt(window: Window, qtbot: QtBot, file: Path) -> WorkspaceView:
    """Drop a receipt on the window; its key is that of the assignment, so nothing is asked."""
    view = view_of(window, qtbot)
    window.open_files([file])
    qtbot.waitUntil(view.receipt_notice.isVisible, timeout=LONG)
    return view


def receiving_of(window: Window, qtbot: QtBot) -> ReceivingPage:
    view = view_of(window, qtbot)
    view.show_page(RECEIVING)
    page = view.page(RECEIVING)
    assert isinstance(page, ReceivingPage)
    return page


def sum_of_row_2(window: Window, qtbot: QtBot) -> str:
    page = open_page(window, KEY.Key_8, SUMMING)
    assert isinstance(page, SummingPage)
    qtbot.waitUntil(lambda: bool(page.sums.model.index_of(cell("2")).data()), timeout=LONG)
    return str(page.sums.model.index_of(cell("2")).data())


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")  # of offscreen
def test_from_the_assignment_to_the_province_with_a_report_returned_on_the_way(
    windows: Windows, qtbot: QtBot, tmp_path: Path, offices: dict[str, Path], choose: Choose
) -> None:
    """The school's number is 12, is asked about, and is 10 in the sums of the province."""
    assignment = assigned(windows(offices["03394"]), qtbot, tmp_path / "giao", choose)

    window = windows(offices["TH-A"])
    qtbot.waitUntil(lambda: isinstance(window.current_view, StartGuide), timeout=LONG)
    window.open_files([assignment])
    qtbot.waitUntil(lambda: window.changes.assignments.dialog is not None, timeout=LONG)
    question = window.changes.assignments.dialog
    assert question is not None
    press_key(KEY.Key_Space)
    QTest.mouseClick(question.open_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QMessageBox)), timeout=LONG)
    next(each for each in window.findChildren(QMessageBox) if each.isVisible()).buttons()[-1].click()
    view_of(window, qtbot)
    take_focus_again(qtbot, window)
    enter_and_send(qtbot, window, "12", tmp_path / "lan-1.pdf")

    window = windows(offices["03394"])
    view_of(window, qtbot)
    page = receive(qtbot, window, tmp_path / "lan-1.pdf")
    qtbot.waitUntil(lambda: bool(page.files.received), timeout=LONG)
    assert sum_of_row_2(window, qtbot) == "12"  # its key was not compared, and it counts
    page = receiving_of(window, qtbot)
    confirm_the_key(qtbot, window, page)
    page.files.select_unit("TH-A")
    QTest.mouseClick(page.receipts.return_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.receipts.dialog is not None, timeout=LONG)
    dialog = page.receipts.dialog
    assert dialog is not None
    at = next(at for at in range(dialog.places.count()) if dialog.places.itemText(at).endswith(": 12"))
    dialog.places.setCurrentIndex(at)
    dialog.text.setFocus()
    type_text("Có đúng 12 không?")
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    choose(tmp_path / "tra-lai.pdf")
    QTest.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.status_text().startswith("Đã trả lại báo cáo"), timeout=LONG)

    window = windows(offices["TH-A"])
    view = open_receipt(window, qtbot, tmp_path / "tra-lai.pdf")
    qtbot.waitUntil(lambda: "còn 1 ý kiến" in view.receipt_notice.label.text(), timeout=LONG)
    QTest.mouseClick(view.receipt_notice.show_button, Qt.MouseButton.LeftButton)
    checks = view.page(CHECKS)
    assert isinstance(checks, ChecksPage) and view.current_key == CHECKS
    remark = checks.list.item(1)
    assert remark is not None
    checks.list.setCurrentItem(remark)
    checks.reason.setFocus()
    qtbot.waitUntil(checks.reason.hasFocus, timeout=LONG)
    type_text("Đã đếm lại.")
    press_key(KEY.Key_Return)
    enter_and_send(qtbot, window, "10", tmp_path / "lan-2.pdf")

    window = windows(offices["03394"])
    view_of(window, qtbot)
    page = receive(qtbot, window, tmp_path / "lan-2.pdf")
    qtbot.waitUntil(lambda: any(each.revision == 2 for each in page.files.received), timeout=LONG)
    page.files.select_unit("TH-A")
    qtbot.waitUntil(lambda: "Trước: 12; nay: 10. Trả lời: Đã đếm lại." in page.details.text(), timeout=LONG)
    choose(tmp_path / "nhan.pdf")
    QTest.mouseClick(page.receipts.receipt_button, Qt.MouseButton.LeftButton)
    answer_box(window, qtbot, "Tiếp nhận")
    qtbot.waitUntil(lambda: (tmp_path / "nhan.pdf").exists(), timeout=LONG)
    qtbot.waitUntil(lambda: "Đã xác nhận tiếp nhận báo cáo này." in page.details.text(), timeout=LONG)
    take_focus_again(qtbot, window)
    enter_and_send(qtbot, window, "", tmp_path / "xa.pdf")

    view = open_receipt(windows(offices["TH-A"]), qtbot, tmp_path / "nhan.pdf")
    qtbot.waitUntil(lambda: "đã tiếp nhận báo cáo" in view.receipt_notice.label.text(), timeout=LONG)

    for office, came, sends in (("106", "xa.pdf", "huyen.pdf"), ("12", "huyen.pdf", "")):
        window = windows(offices[office])
        view_of(window, qtbot)
        confirm_the_key(qtbot, window, receive(qtbot, window, tmp_path / came))
        assert sum_of_row_2(window, qtbot) == "10"
        if sends:
            enter_and_send(qtbot, window, "", tmp_path / sends)
