"""A receipt in shown windows: a commune returns a report place by place, the school opens and answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.domain.form import Cell, HeadingKey, MeasureKey, RowKey, Severity
from lcweek_desktop.domain.receipt import HeadingPlace, ReceiptVerdict
from lcweek_desktop.services.receiving.judging import give_back
from lcweek_desktop.services.receiving.receipts import told_unit, write_receipt
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, open_workspace, set_up
from lcweek_desktop.ui.pages.checks.page import ChecksPage
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from lcweek_desktop.ui.pages.receiving.page import ReceivingPage
from lcweek_desktop.ui.session.page_entries import CHECKS, FIGURES, NARRATIVE, RECEIVING
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView
from lcweek_desktop.ui.table.cells import Role
from tests.services.conftest import DIRECTORY
from tests.services.office import Office
from tests.ui import keyboard
from tests.ui.windows import LONG, shown_page, shown_window

CELL = Cell(RowKey("1.1"), MeasureKey("count"))
SCHOOL = UnitSetup("TH-A", "Trường Tiểu học Thèn Sin", "truong", "03394")
SAID = (
    "Xã Thèn Sin, về 1.1 “Bồi dưỡng nâng cao trình độ chuyên môn nghiệp…”, Số lớp/số cuộc thi: "
    "Số lớp có đúng không?",
    "Xã Thèn Sin, về mục “1. Công tác chỉ đạo, điều hành”: Xin viết rõ hơn.",
)
COMMUNE = UnitSetup("03394", "Xã Thèn Sin", "xa")


class Round:
    """The data folders of a school and of its commune, which holds the school's report."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.school, self.commune = folder, folder / "truong", folder / "xa"
        listed = folder / "danh-muc.csv"
        listed.write_text(DIRECTORY, encoding="utf-8", newline="\n")
        with open_context(self.school, ROOT / "forms") as context:
            office = Office(set_up(context, "2024", SCHOOL, listed=listed), folder)
            report = office.report(12, narrative={"I.1": "Đã tổ chức lễ phát động."})
        with open_context(self.commune, ROOT / "forms") as context:
            Office(set_up(context, "2024", COMMUNE, listed=listed), folder).receive(report)

    def slip(self) -> Path:
        """The receipt with which the commune returns the report."""
        with open_context(self.commune, ROOT / "forms") as context:
            workspace = open_workspace(context, None, "2024")
            remarks = ((CELL, "Số lớp có đúng không?"), (HeadingPlace(HeadingKey("I.1")), "Xin viết rõ hơn."))
            give_back(workspace, "TH-A", remarks)
            write_receipt(workspace, "TH-A", self.folder / "phieu.pdf")
        return self.folder / "phieu.pdf"


@pytest.fixture
def begun(tmp_path: Path) -> Round:
    return Round(tmp_path)


def box(window: Window, qtbot: QtBot) -> QMessageBox:
    def boxes() -> list[QMessageBox]:
        return [each for each in window.findChildren(QMessageBox) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(boxes()), timeout=LONG)
    return boxes()[0]


def window_of(page: ReceivingPage) -> Window:
    window = page.window()
    assert isinstance(window, Window)
    return window


def press(message: QMessageBox, text: str) -> None:
    button = next(each for each in message.findChildren(QPushButton) if each.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def opened(begun: Round, qtbot: QtBot) -> WorkspaceView:
    """The school's window after the receipt was opened and its key found right."""
    slip = begun.slip()
    window = shown_window(begun.school, qtbot)
    window.open_files([slip])
    asked = box(window, qtbot)
    assert "máy này gặp lần đầu" in asked.text()
    press(asked, "Đúng mã khóa")
    view = window.workspace_view
    assert view is not None
    qtbot.waitUntil(view.receipt_notice.isVisible, timeout=LONG)
    qtbot.waitUntil(lambda: "còn 2 ý kiến" in view.receipt_notice.label.text(), timeout=LONG)
    return view


def test_the_school_sees_a_line_and_marks_and_answers(begun: Round, qtbot: QtBot) -> None:
    view = opened(begun, qtbot)
    assert "Xã Thèn Sin đề nghị xem lại báo cáo, bản số 1" in view.receipt_notice.label.text()
    figures, narrative = view.page(FIGURES), view.page(NARRATIVE)
    assert isinstance(figures, FiguresPage) and isinstance(narrative, NarrativePage)
    index = figures.model.index_at("1.1.count")
    assert index.data(Role.SEVERITY) == Severity.WARNING
    assert index.data(Qt.ItemDataRole.ToolTipRole) == SAID[0]
    marked = [
        item.toolTip()
        for row in range(narrative.outline.count())
        if (item := narrative.outline.item(row)) is not None and item.toolTip()
    ]
    assert marked == [SAID[1]]

    QTest.mouseClick(view.receipt_notice.show_button, Qt.MouseButton.LeftButton)
    checks = view.page(CHECKS)
    assert isinstance(checks, ChecksPage) and view.current_key == CHECKS
    heading, first = checks.list.item(0), checks.list.item(1)
    assert heading is not None and heading.text() == "Ý kiến của nơi nhận báo cáo (2)"
    assert first is not None
    checks.list.setCurrentItem(first)
    QTest.keyClick(checks.list, Qt.Key.Key_Return)
    assert view.current_key == FIGURES
    view.show_page(CHECKS)
    assert checks.accept_button.text() == "Trả lời"
    view.window().activateWindow()
    checks.reason.setFocus()
    qtbot.waitUntil(checks.reason.hasFocus, timeout=LONG)
    keyboard.type_text("12 lớp là đúng.")
    QTest.keyClick(checks.reason, Qt.Key.Key_Return)
    assert "còn 1 ý kiến" in view.receipt_notice.label.text()
    assert index.data(Role.SEVERITY) is None
    view.session.undo.undo()
    assert "còn 2 ý kiến" in view.receipt_notice.label.text()


def test_the_commune_returns_a_report_place_by_place(
    begun: Round, qtbot: QtBot, tmp_path: Path, choose: Callable[[Path], None]
) -> None:
    view = shown_page(begun.commune, RECEIVING, qtbot)
    page = view.page(RECEIVING)
    assert isinstance(page, ReceivingPage)
    qtbot.waitUntil(lambda: page.files.topLevelItemCount() > 0, timeout=LONG)
    page.files.select_unit("TH-A")
    assert page.receipts.return_button.isEnabled()
    QTest.mouseClick(page.receipts.message_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "chưa có tin nhắn" in page.status_text(), timeout=LONG)
    QTest.mouseClick(page.receipts.return_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.receipts.dialog is not None, timeout=LONG)
    dialog = page.receipts.dialog
    assert dialog is not None and not dialog.confirm_button.isEnabled()
    at = next(at for at in range(dialog.places.count()) if dialog.places.itemText(at).endswith(": 12"))
    dialog.places.setCurrentIndex(at)
    dialog.text.setFocus()
    keyboard.type_text("Số lớp có đúng không?")
    QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    dialog.places.setCurrentIndex(0)
    dialog.text.setFocus()
    keyboard.type_text("Thiếu ảnh.")
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert dialog.confirm_button.text() == "Trả lại với 2 ý kiến…"
    slip = tmp_path / "tra-lai.pdf"
    choose(slip)
    QTest.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.status_text().startswith("Đã trả lại báo cáo"), timeout=LONG)
    assert slip.read_bytes().startswith(b"%PDF-")
    qtbot.waitUntil(lambda: "Đã trả lại báo cáo này: còn 2 ý kiến" in page.details.text(), timeout=LONG)
    QTest.mouseClick(page.receipts.message_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Đã chép tin nhắn" in page.status_text(), timeout=LONG)
    assert "cả báo cáo: Thiếu ảnh." in QGuiApplication.clipboard().text()

    choose(tmp_path / "nhan.pdf")
    QTest.mouseClick(page.receipts.receipt_button, Qt.MouseButton.LeftButton)
    asked = box(window_of(page), qtbot)
    assert "còn 2 ý kiến" in asked.informativeText()
    press(asked, "Tiếp nhận")
    qtbot.waitUntil(lambda: "Đã xác nhận tiếp nhận báo cáo này." in page.details.text(), timeout=LONG)


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """`choose(FILE)` lets the next dialog for a file end with FILE."""

    def take(file: Path) -> None:
        monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(file)))

    return take


def test_all_counted_reports_are_accepted_into_one_folder(
    begun: Round, qtbot: QtBot, tmp_path: Path, choose: Callable[[Path], None]
) -> None:
    page = shown_page(begun.commune, RECEIVING, qtbot).page(RECEIVING)
    assert isinstance(page, ReceivingPage)
    qtbot.waitUntil(page.receipts.all_button.isEnabled, timeout=LONG)
    folder = tmp_path / "phieu"
    folder.mkdir()
    choose(folder)
    QTest.mouseClick(page.receipts.all_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.status_text().startswith("Đã xác nhận tiếp nhận"), timeout=LONG)
    assert [file.name for file in folder.iterdir()] == ["phieu-tiep-nhan-2024-TH-A.pdf"]
    page.window().close()
    qtbot.waitUntil(lambda: not page.window().isVisible(), timeout=LONG)
    with open_context(begun.commune, ROOT / "forms") as context:
        told = told_unit(open_workspace(context, None, "2024"), "TH-A")
    assert told is not None and told.receipt.verdict is ReceiptVerdict.ACCEPTED
