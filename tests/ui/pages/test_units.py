"""Đơn vị: the directory of a commune in a shown window, changed by dialogs and a list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.domain.directory_changes import Contact
from lcweek_desktop.domain.unit import UnitCode
from lcweek_desktop.services.receiving.directory_changes import add_unit, carry_out
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, open_workspace, set_up
from lcweek_desktop.ui.board.change_dialog import MoveDialog
from lcweek_desktop.ui.pages.receiving.page import ReceivingPage
from lcweek_desktop.ui.pages.units.arrangement import UnitFilter
from lcweek_desktop.ui.pages.units.dialogs import (
    AddUnitDialog,
    MergeDialog,
    ReasonDialog,
    RenameDialog,
    SplitDialog,
)
from lcweek_desktop.ui.pages.units.page import UnitsPage
from lcweek_desktop.ui.session.page_entries import RECEIVING, UNITS
from lcweek_desktop.ui.widgets.inputs import ComboBox
from tests.services.office import Office
from tests.ui.windows import LONG, shown_page

D = TypeVar("D", bound=QWidget)
Shown = Callable[[], UnitsPage]
NAMES = ("Trường Tiểu học số 10", "Trường Tiểu học số 2", "Trường Mầm non Hoa Ban")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The data folder of a district with three schools of its own, TH-1 to TH-3."""
    with open_context(tmp_path / "huyen", ROOT / "forms") as context:
        workspace = set_up(context, "2024", UnitSetup("106", "Huyện Tam Đường", "huyen"))
        for number, name in enumerate(NAMES, 1):
            carry_out(add_unit(workspace, name, "truong", code=f"TH-{number}"))
    return tmp_path / "huyen"


@pytest.fixture
def page(home: Path, qtbot: QtBot) -> UnitsPage:
    view = shown_page(home, UNITS, qtbot)
    page = view.page(UNITS)
    assert isinstance(page, UnitsPage)
    qtbot.waitUntil(lambda: page.tree.units.rowCount() > 0, timeout=LONG)
    return page


def names(page: UnitsPage) -> list[str]:
    """The names of the topmost units, from the top."""
    model = page.tree.units
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def dialog(kind: type[D], qtbot: QtBot) -> D:
    """The dialog of this kind that is open, once it is."""

    def found() -> list[D]:
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        return [each for each in shown if isinstance(each, kind)]

    qtbot.waitUntil(lambda: bool(found()), timeout=LONG)
    return found()[0]


def press(widget: QWidget, key: Qt.Key = Qt.Key.Key_Return) -> None:
    QTest.keyClick(widget, key)


def write(field: QLineEdit, text: str) -> None:
    """Write `text` in place of what is in `field`; QTest has no keys for Vietnamese letters."""
    field.selectAll()
    field.insert(text)


def text_in(table: QTableWidget, row: int, column: int) -> str:
    """What a cell of `table` says; empty where there is none."""
    item = table.item(row, column)
    return "" if item is None else item.text()


def wait_for(page: UnitsPage, qtbot: QtBot, words: str) -> None:
    """Wait until the page says `words` of the last decision, and shows it in the history."""
    qtbot.waitUntil(lambda: words in page.status_text(), timeout=LONG)
    qtbot.waitUntil(lambda: words in text_in(page.history, 0, 1), timeout=LONG)


def test_units_are_sorted_as_people_count_searched_and_filtered(page: UnitsPage, qtbot: QtBot) -> None:
    shown = names(page)
    assert shown.index("Trường Tiểu học số 2") < shown.index("Trường Tiểu học số 10")
    write(page.search, "th so 10")
    assert names(page) == ["Trường Tiểu học số 10"]
    assert page.found.text().startswith("1 trong ")
    page.search.clear()
    write(page.search, "then sin")
    (above,) = [page.tree.units.index(0, 0)]
    assert above.data() == "Xã Thèn Sin"
    page.search.clear()
    assert names(page) == shown
    page.filter.setCurrentIndex([*UnitFilter].index(UnitFilter.CLOSED))
    assert names(page) == []


def test_a_unit_is_added_and_taken_back(page: UnitsPage, qtbot: QtBot) -> None:
    page.tree.select("TH-1")
    page.add_button.click()
    asked = dialog(AddUnitDialog, qtbot)
    assert not asked.go_on.isEnabled()
    write(asked.name, "Trường THCS Bản Bo")
    write(asked.reason, "mới thành lập")
    receiver = asked.receiver.current_unit
    assert receiver is not None
    assert receiver.name == "Huyện Tam Đường"
    asked.go_on.click()
    wait_for(page, qtbot, "Trường THCS Bản Bo")
    assert text_in(page.history, 0, 2) == "mới thành lập"
    assert [each.unit.name for each in page.tree.selected] == ["Trường THCS Bản Bo"]
    page.tabs.setCurrentIndex(1)
    page.undo_button.click()
    box = dialog(QMessageBox, qtbot)
    next(each for each in box.buttons() if each.text() == "Lấy lại").click()
    qtbot.waitUntil(lambda: "Trường THCS Bản Bo" not in names(page), timeout=LONG)
    assert "(đã lấy lại)" in text_in(page.history, 0, 1)


def test_a_unit_is_renamed_moved_split_and_closed(page: UnitsPage, qtbot: QtBot) -> None:
    page.tree.select("TH-1")
    page.details.rename.click()
    renamed = dialog(RenameDialog, qtbot)
    write(renamed.name, "Trường Tiểu học số 1")
    renamed.go_on.click()
    wait_for(page, qtbot, "thành “Trường Tiểu học số 1”")

    page.details.move_button.click()
    moved = dialog(MoveDialog, qtbot)
    moved.receiver.field.setText("xa then sin")
    assert moved.go_on.isEnabled()
    moved.go_on.click()
    wait_for(page, qtbot, "về Xã Thèn Sin")
    assert "Trường Tiểu học số 1" not in names(page)

    page.tree.select("TH-2")
    page.details.split.click()
    split = dialog(SplitDialog, qtbot)
    split.names.setPlainText("Trường Tiểu học số 3\nTrường Tiểu học số 4\n")
    split.go_on.click()
    wait_for(page, qtbot, "Tách Trường Tiểu học số 2")
    assert {"Trường Tiểu học số 3", "Trường Tiểu học số 4"} <= {*names(page)}
    page.tree.select("TH-2")
    assert "Nay là: Trường Tiểu học số 3, Trường Tiểu học số 4." in page.details.facts.text()
    assert page.details.reopen.isVisible()
    assert not page.details.rename.isVisible()

    page.tree.select("TH-3")
    page.details.close_button.click()
    dialog(ReasonDialog, qtbot).go_on.click()
    wait_for(page, qtbot, "Ngừng theo dõi Trường Mầm non Hoa Ban")


def test_selected_units_are_merged(page: UnitsPage, qtbot: QtBot) -> None:
    model = page.tree.units
    assert not page.details.merge.isVisible()
    page.tree.select("TH-1")
    flags = page.tree.selectionModel().SelectionFlag
    page.tree.selectionModel().select(model.index_of("TH-2"), flags.Select | flags.Rows)
    assert page.details.title.text() == "Đang chọn 2 đơn vị"
    page.details.merge.click()
    asked = dialog(MergeDialog, qtbot)
    write(asked.name, "Trường Tiểu học Tam Đường")
    asked.go_on.click()
    wait_for(page, qtbot, "vào Trường Tiểu học Tam Đường")
    assert page.years.rowCount() >= 2
    assert text_in(page.years, page.years.rowCount() - 1, 2) == "Quyết định ở đây"


def test_a_contact_is_noted_from_its_fields(page: UnitsPage, qtbot: QtBot) -> None:
    page.tree.select("TH-1")
    write(page.details.person, "Lò Thị Ân")
    write(page.details.phone, "0912 345 678")
    press(page.details.phone)
    wait_for(page, qtbot, "Lò Thị Ân, 0912 345 678")
    qtbot.waitUntil(
        lambda: page.tree.selected[0].contact == Contact("Lò Thị Ân", "0912 345 678"), timeout=LONG
    )
    assert not page.details.save_contact.isEnabled()


def test_a_dropped_list_is_shown_before_it_is_taken(page: UnitsPage, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "danh-sach.csv"
    rows = "Tên trường;Điện thoại\nTrường TH số 2;0912\nTrường Tiểu hoc sô 10a;\nTrường THPT Bình Lư;\n"
    file.write_text(rows, encoding="utf-8-sig", newline="\n")
    assert page.is_for_page([file])
    page.take_files([file])
    qtbot.waitUntil(lambda: page.list_import.dialog is not None, timeout=LONG)
    shown = page.list_import.dialog
    assert shown is not None
    groups = [shown.lines.topLevelItem(row) for row in range(shown.lines.topLevelItemCount())]
    titles = [group.text(0) for group in groups if group is not None]
    assert titles == ["Cần cho biết là đơn vị nào (1)", "Thêm mới (1)", "Sửa (1)"]
    assert shown.take.text() == "Nhập 2 đơn vị"
    boxes = shown.lines.findChildren(ComboBox)
    (box,) = [each for each in boxes if each.accessibleName().startswith("Dòng 3, ")]
    box.setCurrentIndex(box.findData("TH-1"))
    qtbot.waitUntil(lambda: shown.take.text() == "Nhập 3 đơn vị", timeout=LONG)
    assert "Trường THPT Bình Lư" not in names(page)
    shown.take.click()
    wait_for(page, qtbot, "thêm 1 đơn vị, sửa 1 đơn vị, ghi 1 người liên hệ")
    assert {"Trường Tiểu hoc sô 10a", "Trường THPT Bình Lư"} <= {*names(page)}


def test_a_file_that_is_no_list_is_refused_with_its_sentence(
    page: UnitsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "hong.xlsx"
    file.write_bytes(b"PK\x03\x04")
    page.take_files([file])
    qtbot.waitUntil(lambda: "Không đọc được bảng nào trong tệp hong.xlsx" in page.status_text(), timeout=LONG)


def test_a_report_of_a_unit_that_names_another_receiver_is_placed_from_its_line(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with (
        open_context(tmp_path / "truong", ROOT / "forms") as sender,
        open_context(tmp_path / "xa", ROOT / "forms") as context,
    ):
        lost = set_up(sender, "2024", UnitSetup(None, "Trường lạc", "truong", "03390"))
        file = Office(lost, tmp_path).report(5)
        commune = set_up(context, "2024", UnitSetup("03394", "Xã Thèn Sin", "xa"))
        assert [each.code for each in receive(commune, [file])] == ["received-unit-elsewhere"]
    page = shown_page(tmp_path / "xa", RECEIVING, qtbot).page(RECEIVING)
    assert isinstance(page, ReceivingPage)
    qtbot.waitUntil(page.waiting.place_button.isVisible, timeout=LONG)
    page.waiting.place_button.click()
    asked = dialog(MoveDialog, qtbot)
    assert not asked.go_on.isEnabled()
    asked.receiver.field.setText("then sin")
    asked.go_on.click()
    qtbot.waitUntil(lambda: page.files.group_titles() == ("Đã tính, khóa chưa đối chiếu (1)",), timeout=LONG)
    assert not page.waiting.place_button.isVisible()


def test_a_unit_without_others_below_offers_to_take_a_list(tmp_path: Path, qtbot: QtBot) -> None:
    with open_context(tmp_path / "xa", ROOT / "forms") as context:
        set_up(context, "2024", UnitSetup("03394", "Xã Thèn Sin", "xa"))
    page = shown_page(tmp_path / "xa", UNITS, qtbot).page(UNITS)
    assert isinstance(page, UnitsPage)
    qtbot.waitUntil(lambda: page.tabs.tabText(0) == "Danh mục (0)", timeout=LONG)
    assert not page.tree.isVisible()


def test_a_key_is_used_no_more_and_the_changed_sums_are_said(
    home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with open_context(tmp_path / "truong", ROOT / "forms") as context:
        school = set_up(context, "2024", UnitSetup("TH-1", NAMES[0], "truong", UnitCode("106")))
        file = Office(school, tmp_path).report(7)
    with open_context(home, ROOT / "forms") as context:
        list(receive(open_workspace(context), [file], confirm_keys=True))
    view = shown_page(home, UNITS, qtbot)
    page = view.page(UNITS)
    assert isinstance(page, UnitsPage)
    qtbot.waitUntil(lambda: page.tree.units.rowCount() > 0, timeout=LONG)
    page.tree.select("TH-1")
    qtbot.waitUntil(lambda: page.details.refuse_key.isEnabled(), timeout=LONG)
    assert text_in(page.details.keys, 0, 1).startswith("Đang dùng")
    page.details.refuse_key.click()
    asked = dialog(ReasonDialog, qtbot)
    write(asked.reason, "khác bản giấy")
    asked.go_on.click()
    qtbot.waitUntil(lambda: "7 → để trống" in page.status_text(), timeout=LONG)
    qtbot.waitUntil(lambda: text_in(page.details.keys, 0, 1) == "Thôi dùng", timeout=LONG)
    assert not page.details.refuse_key.isEnabled()
