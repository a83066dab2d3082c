"""Tiếp nhận: a file made by hand is dropped, looked at, and its figures are entered for its unit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.ui.pages.receiving.handmade_dialog import HandmadeDialog
from lcweek_desktop.ui.pages.receiving.page import ReceivingPage
from tests.intake.shapes import FOLDER
from tests.ui.pages import test_receiving as receiving
from tests.ui.pages.test_receiving import receive_and_wait, shown_anew
from tests.ui.windows import LONG
from tests.zips import zipped

workspace = receiving.workspace
page = receiving.page
SEEN, ROW, COLUMN, VALUE, GIVEN, WHY = range(6)


@pytest.fixture
def dropped(tmp_path: Path) -> Path:
    """A folder with a workbook of which three numbers stand in the wrong column."""
    folder = tmp_path / "làm tay"
    folder.mkdir()
    shutil.copy(FOLDER / "14 nham cot.xlsx", folder)
    return folder


def open_dialog(page: ReceivingPage, qtbot: QtBot) -> HandmadeDialog:
    """Press the button of the current row, and wait for the dialog."""
    qtbot.waitUntil(lambda: page.handmade.button.isVisibleTo(page), timeout=LONG)
    page.handmade.button.setFocus()
    qtbot.keyClick(page.handmade.button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.handmade.dialog is not None, timeout=LONG)
    dialog = page.handmade.dialog
    assert dialog is not None
    return dialog


def text(dialog: HandmadeDialog, row: int, column: int) -> str:
    item = dialog.table.item(row, column)
    assert item is not None
    return item.text()


def choose_unit(dialog: HandmadeDialog, code: str, qtbot: QtBot) -> None:
    at = dialog.units.findData(code)
    dialog.units.setFocus()
    while dialog.units.currentIndex() != at:
        key = Qt.Key.Key_Down if dialog.units.currentIndex() < at else Qt.Key.Key_Up
        qtbot.keyClick(dialog.units, key)
    qtbot.waitUntil(lambda: dialog.draft.unit is not None and dialog.draft.unit.code == code, timeout=LONG)


def test_what_is_not_sure_is_shown_first_and_nothing_is_entered_before_it_was_seen(
    page: ReceivingPage, dropped: Path, qtbot: QtBot
) -> None:
    receive_and_wait(page, qtbot, dropped)
    dialog = open_dialog(page, qtbot)
    code = receiving.SCHOOLS[0].code
    choose_unit(dialog, code, qtbot)
    assert dialog.left == 3
    assert not dialog.accept_button.isEnabled()
    assert {text(dialog, row, WHY) for row in range(3)} == {
        "Số ghi ở cột khác, đã chuyển về cột có ô của dòng này."
    }
    assert text(dialog, 0, GIVEN).endswith("D26")
    assert text(dialog, 3, WHY) == ""
    qtbot.keyClick(dialog.likely_button, Qt.Key.Key_Return)
    assert (dialog.left, dialog.likely_button.isVisibleTo(dialog)) == (0, False)
    assert dialog.accept_button.isEnabled()


def test_the_figures_are_entered_as_shown_and_the_file_leaves_the_list(
    page: ReceivingPage, dropped: Path, qtbot: QtBot
) -> None:
    receive_and_wait(page, qtbot, dropped)
    dialog = open_dialog(page, qtbot)
    choose_unit(dialog, receiving.SCHOOLS[0].code, qtbot)
    type_value(dialog, 0, "77", qtbot)
    assert dialog.left == 2
    qtbot.keyClick(dialog.likely_button, Qt.Key.Key_Return)
    with shown_anew(page, qtbot):
        qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    (item,) = page.files.received
    assert (item.need, item.revision, item.file) == (Need.NEW, 0, "14 nham cot.xlsx")
    assert "Nhập từ tệp làm tay" in item.sentence
    assert "Đã nhập số liệu" in page.status_text()
    assert not page.handmade.button.isVisibleTo(page)


def test_closing_the_dialog_enters_nothing(page: ReceivingPage, dropped: Path, qtbot: QtBot) -> None:
    receive_and_wait(page, qtbot, dropped)
    dialog = open_dialog(page, qtbot)
    with qtbot.waitSignal(dialog.finished, timeout=LONG):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert [item.need for item in page.files.received] == [Need.HANDMADE]


def test_a_file_that_is_gone_is_told(page: ReceivingPage, dropped: Path, qtbot: QtBot) -> None:
    receive_and_wait(page, qtbot, dropped)
    shutil.rmtree(dropped)
    page.handmade.button.click()
    qtbot.waitUntil(lambda: "14 nham cot.xlsx" in page.status_text() and "Đang" not in page.status_text())


def type_value(dialog: HandmadeDialog, row: int, value: str, qtbot: QtBot) -> None:
    dialog.table.setCurrentCell(row, VALUE)
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_F2)
    editor = dialog.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, value)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: text(dialog, row, VALUE) == value)  # the editor hands it over a moment later


def test_a_unit_that_is_not_sure_is_said_and_left_to_the_person(
    page: ReceivingPage, tmp_path: Path, qtbot: QtBot
) -> None:
    name = receiving.SCHOOLS[0].name
    receive_and_wait(
        page, qtbot, Path(shutil.copy(FOLDER / "34 khong ten.xlsx", tmp_path / f"{name} hoặc khác.xlsx"))
    )
    dialog = open_dialog(page, qtbot)
    assert f"Có thể là {name}" in dialog.source.text()
    assert dialog.units.currentData() == ""
    assert not dialog.accept_button.isEnabled()


def test_only_files_made_by_hand_offer_it(page: ReceivingPage, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "ghi chú.txt"
    other.write_text("x", encoding="utf-8")
    receive_and_wait(page, qtbot, other)
    assert not page.handmade.button.isVisibleTo(page)


def test_of_several_the_sure_ones_are_entered_after_one_question(
    page: ReceivingPage, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "nhiều"
    folder.mkdir()
    first = receiving.SCHOOLS[0]
    shutil.copy(FOLDER / "34 khong ten.xlsx", folder / f"{first.name}.xlsx")
    shutil.copy(FOLDER / "14 nham cot.xlsx", folder)
    receive_and_wait(page, qtbot, folder)
    button = page.handmade_all.button
    qtbot.waitUntil(lambda: button.isVisibleTo(page) and button.isEnabled(), timeout=LONG)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.handmade_all.question is not None, timeout=LONG)
    box = page.handmade_all.question
    assert box is not None and first.name in box.informativeText()
    assert "1 tệp còn lại" in box.informativeText()
    (yes,) = [each for each in box.buttons() if each.text() == "Nhập 1 tệp"]
    with shown_anew(page, qtbot):
        qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert {item.need for item in page.files.received} == {Need.HANDMADE, Need.NEW}
    assert page.status_text() == "Đã nhập 1 tệp vào tổng hợp; 1 tệp cần xem riêng."
    assert not button.isVisibleTo(page)


def test_a_file_in_an_archive_is_entered_from_its_own_line(
    page: ReceivingPage, tmp_path: Path, qtbot: QtBot
) -> None:
    archive = tmp_path / "gửi.zip"
    archive.write_bytes(zipped({"số liệu.xlsx": (FOLDER / "14 nham cot.xlsx").read_bytes()}))
    receive_and_wait(page, qtbot, archive)
    dialog = open_dialog(page, qtbot)
    assert "số liệu.xlsx" in dialog.windowTitle()
    choose_unit(dialog, receiving.SCHOOLS[0].code, qtbot)
    qtbot.keyClick(dialog.likely_button, Qt.Key.Key_Return)
    with shown_anew(page, qtbot):
        qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    (item,) = [each for each in page.files.received if each.need is not Need.OPENED]
    assert (item.need, item.file) == (Need.NEW, "số liệu.xlsx")
