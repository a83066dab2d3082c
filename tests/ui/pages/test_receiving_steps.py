"""The button beside each line of what was received, and all safe work at one click."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox, QTableWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.receipt import ReceiptVerdict
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.safe_work import safe_work
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.receiving.page import ReceivingPage
from lcweek_desktop.ui.pages.receiving.received_list import ReceivedList
from tests.ui.pages import test_receiving as receiving
from tests.ui.pages.test_receiving import (
    LONG,
    A,
    B,
    Sender,
    confirm_all_keys,
    receive_and_wait,
    row_of,
    shown_anew,
)

sender, workspace, page = receiving.sender, receiving.workspace, receiving.page
STEP = 4
"""The column of the buttons."""


def click_button(page: ReceivingPage, row: QTreeWidgetItem, qtbot: QtBot) -> None:
    page.files.scrollToItem(row)
    rect = page.files.visualRect(page.files.indexFromItem(row, STEP))
    qtbot.mouseClick(page.files.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def say_yes(page: ReceivingPage, box: QMessageBox | None, qtbot: QtBot) -> None:
    assert box is not None
    with shown_anew(page, qtbot):
        qtbot.mouseClick(box.buttons()[0], Qt.MouseButton.LeftButton)


def judged(page: ReceivingPage) -> dict[str, ReceiptVerdict | None]:
    return {each.unit.code: each.judged for each in page.files.received if each.unit is not None}


def test_a_key_is_compared_by_the_button_beside_its_report(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7), sender.send("b", 5))
    row = row_of(page, 0, 1)
    assert row.text(STEP) == "Xác nhận khóa…"
    spoken = row.data(STEP, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Nút Xác nhận khóa… {B.name}"
    click_button(page, row, qtbot)
    current = page.waiting.keys.tree.currentItem()
    assert page.waiting.keys.isVisible() and current is not None and current.text(0) == B.name
    page.waiting.keys.close()


def test_a_report_is_accepted_by_its_button_or_with_enter(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7), sender.send("b", 5))
    confirm_all_keys(page, qtbot)
    assert row_of(page, 0).text(STEP) == "Chấp nhận"
    with shown_anew(page, qtbot):
        click_button(page, row_of(page, 0), qtbot)
    assert judged(page) == {A.code: ReceiptVerdict.ACCEPTED, B.code: None}
    assert row_of(page, 0).text(STEP) == ""
    page.files.select_unit(B.code)
    with shown_anew(page, qtbot):
        qtbot.keyClick(page.files, Qt.Key.Key_Return)
    assert judged(page) == {A.code: ReceiptVerdict.ACCEPTED, B.code: ReceiptVerdict.ACCEPTED}
    assert page.status_text().startswith(f"Đã xác nhận tiếp nhận báo cáo của {B.name}")


def test_a_press_that_leaves_the_button_does_nothing(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7))
    row = row_of(page, 0)
    rect = page.files.visualRect(page.files.indexFromItem(row, STEP))
    qtbot.mousePress(page.files.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    away = QPoint(rect.left() - 40, rect.center().y())
    qtbot.mouseRelease(page.files.viewport(), Qt.MouseButton.LeftButton, pos=away)
    assert not page.waiting.keys.isVisible()


def test_a_question_is_opened_by_the_button_beside_its_report(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7, 100))
    confirm_all_keys(page, qtbot)
    receive_and_wait(page, qtbot, sender.send("a", 70, 100))
    assert [each.need for each in page.files.received] == [Need.SUDDEN, Need.OLD]
    click_button(page, row_of(page, 0), qtbot)
    dialog = page.questions.dialog
    assert dialog.isVisible() and "10, 100, 1.000 lần" in dialog.question_view.words()
    with shown_anew(page, qtbot):
        qtbot.mouseClick(dialog.question_view.answer_buttons[0], Qt.MouseButton.LeftButton)
    dialog.close()
    assert [each.need for each in page.files.received] == [Need.CHANGED, Need.OLD]


def test_all_safe_work_is_asked_about_in_numbers_and_taken_back_at_once(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    assert not page.safe_work.button.isEnabled()
    receive_and_wait(page, qtbot, sender.send("a", 7, 100), sender.send("b", 5, 100))
    assert not page.safe_work.button.isEnabled()
    confirm_all_keys(page, qtbot)
    qtbot.mouseClick(page.safe_work.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.safe_work.question is not None, timeout=LONG)
    assert page.safe_work.question is not None
    assert "tiếp nhận 2 báo cáo" in page.safe_work.question.informativeText()
    say_yes(page, page.safe_work.question, qtbot)
    assert judged(page) == {A.code: ReceiptVerdict.ACCEPTED, B.code: ReceiptVerdict.ACCEPTED}
    assert not page.safe_work.button.isEnabled()
    page.questions.ask_to_undo(page)
    (box,) = [each for each in page.findChildren(QMessageBox) if each.isVisible()]
    assert "2 đơn vị" in box.informativeText()
    say_yes(page, box, qtbot)
    assert judged(page) == {A.code: None, B.code: None}


def test_a_report_with_something_to_look_at_is_no_safe_work(
    page: ReceivingPage,
    sender: Sender,
    qtbot: QtBot,
    workspace: Workspace,
    run_on_worker: Callable[..., object],
) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7, 1))  # fewer people than classes
    confirm_all_keys(page, qtbot)
    assert not run_on_worker(lambda _context: safe_work(workspace))
    qtbot.mouseClick(page.safe_work.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.status_text().startswith("Không có việc nào"), timeout=LONG)
    assert page.safe_work.question is None


def test_the_list_does_not_say_that_nothing_came_before_it_was_read(qtbot: QtBot) -> None:
    files = ReceivedList()
    qtbot.addWidget(files)
    files.show()
    assert (files.reading.isVisible(), files.empty_state.isVisible()) == (True, False)
    files.show_received(())
    assert (files.reading.isVisible(), files.empty_state.isVisible()) == (False, True)


def test_what_cannot_be_read_is_dismissed_by_its_button(
    page: ReceivingPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "ghi-chu.txt"
    file.write_text("x", encoding="utf-8")
    page.receive([file])
    qtbot.waitUntil(lambda: bool(page.files.received), timeout=LONG)
    assert (row_of(page, 0).text(0), row_of(page, 0).text(STEP)) == ("ghi-chu.txt", "Bỏ khỏi danh sách")
    click_button(page, row_of(page, 0), qtbot)
    qtbot.waitUntil(lambda: page.files.received == (), timeout=LONG)


def test_the_words_of_two_reports_stand_next_to_each_other(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    sender.installation.fill(A.code, {"narrative": {"I.1": "Đã tổ chức lễ khai mạc <b>."}})
    receive_and_wait(page, qtbot, sender.send("a", 3, 30))
    confirm_all_keys(page, qtbot)
    sender.installation.fill(A.code, {"narrative": {"I.1": "Đã tổ chức lễ phát động <b>."}})
    receive_and_wait(page, qtbot, sender.send("a", 4))  # without the people
    click_button(page, row_of(page, 0), qtbot)
    dialog = page.questions.dialog
    table = dialog.question_view.table
    qtbot.waitUntil(lambda: "Phụ lục I," in last_row(table)[0], timeout=LONG)
    assert last_row(table)[1:] == ["Đã tổ chức lễ khai mạc <b>.", "Đã tổ chức lễ phát động <b>."]
    dialog.close()


def last_row(table: QTableWidget) -> list[str]:
    items = (table.item(table.rowCount() - 1, column) for column in range(table.columnCount()))
    return ["" if item is None else item.text() for item in items]
