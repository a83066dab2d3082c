"""Blocks of cells in Phụ lục II, by keys in a shown table: selected, copied, pasted, filled, cleared."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.documents.xlsx import template_bytes
from lcweek_desktop.domain.form import CellState, RowKey
from lcweek_desktop.ui.pages.figures.entry_preview import EntryPreview
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests.ui import keyboard
from tests.ui.cells import cell

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
COUNT = 3
"""The column of the first measure in the workbook."""


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> FiguresPage:
    page = FiguresPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 680)
    with qtbot.waitExposed(page):
        page.show()
    return page


def press(page: FiguresPage, key: Qt.Key, modifier: Qt.KeyboardModifier = CTRL, times: int = 1) -> None:
    for _time in range(times):
        QTest.keyClick(page.view, key, modifier)


def select(page: FiguresPage, place: str, down: int = 0, right: int = 0) -> None:
    """Select a block with Shift and the arrows, from the cell at `place`."""
    page.show_place(place)
    press(page, Qt.Key.Key_Down, SHIFT, down)
    press(page, Qt.Key.Key_Right, SHIFT, right)


def paste(page: FiguresPage, place: str, text: str, html: str = "") -> None:
    page.show_place(place)
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
    press(page, Qt.Key.Key_V)


def question(page: FiguresPage) -> EntryPreview:
    """The question that is open before cells are entered."""
    preview = page.blocks.preview
    assert preview is not None
    assert preview.isVisible()
    return preview


def listed(preview: EntryPreview) -> list[list[str]]:
    table = preview.table
    cells = (
        (table.item(row, column) for column in range(table.columnCount())) for row in range(table.rowCount())
    )
    return [[item.text() for item in row if item is not None] for row in cells]


def figures(page: FiguresPage) -> dict[str, int]:
    return {str(each): number for each, number in page.session.content.figures.items()}


def test_a_block_goes_out_as_text_and_html_and_comes_back_in_one_step(page: FiguresPage) -> None:
    for place, number in {"1.1.count": 2, "1.1.people": 1250, "1.2.count": 0}.items():
        page.model.setData(page.model.index_at(place), str(number))
    select(page, "1.1.count", down=1, right=1)
    press(page, Qt.Key.Key_C)
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == "2\t1250\n0\t\n"
    assert copied.html() == (
        '<table><tr><td align="right">2</td><td align="right">1250</td></tr>'
        '<tr><td align="right">0</td><td align="right"></td></tr></table>'
    )
    before, steps = figures(page), page.session.undo.count()
    paste(page, "6.1.count", copied.text(), copied.html())
    assert figures(page) == {**before, "6.1.count": 2, "6.1.people": 1250, "6.2.count": 0}
    assert (page.session.undo.count(), page.status_text()) == (steps + 1, "Đã dán 3 ô; Ctrl+Z để lấy lại.")
    page.session.undo.undo()
    assert figures(page) == before


def test_a_block_of_excel_fills_the_cells_from_the_current_one_on(page: FiguresPage) -> None:
    block = (ROOT / "tests" / "data" / "clipboard" / "excel-block-2x2.tsv").read_bytes().decode("utf-8")
    paste(page, "1.1.count", block)
    assert figures(page) == {"1.1.count": 2, "1.1.people": 60, "1.2.count": 3, "1.2.people": 75}
    assert page.status_text() == "Đã dán 4 ô; Ctrl+Z để lấy lại."


def test_words_that_are_copied_stay_words_in_excel(page: FiguresPage) -> None:
    select(page, "1.10.count")
    page.view.setCurrentIndex(page.view.currentIndex().siblingAtColumn(0))
    press(page, Qt.Key.Key_C)
    copied = QGuiApplication.clipboard().mimeData()
    assert (copied.text(), "mso-number-format" in copied.html()) == ("1.10\n", True)


def test_what_would_be_overwritten_skipped_or_refused_is_shown_first(page: FiguresPage, qtbot: QtBot) -> None:
    page.model.setData(page.model.index_at("1.1.count"), "7")
    before = page.session.content
    paste(page, "1.count", "5\t\n9\t1,5\n3\t-\n")
    preview = question(page)
    assert page.session.content is before
    rows = listed(preview)
    assert [row[2:5] for row in rows] == [["5", "12", "12"], ["9", "7", "9"], ["1,5", "", ""], ["-", "", ""]]
    assert preview.accept_button.text() == "Ghi 2 ô"
    preview.dashes.button(1).click()
    assert preview.accept_button.text() == "Ghi 3 ô"
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    assert page.session.content is before
    press(page, Qt.Key.Key_V)
    preview = question(page)
    preview.dashes.button(1).click()
    preview.accept_button.click()
    assert figures(page) == {"1.1.count": 9, "1.2.count": 3, "1.2.people": 0}
    assert page.status_text() == "Đã dán 3 ô; Ctrl+Z để lấy lại. 2 ô bỏ qua."
    page.session.undo.undo()
    assert page.session.content == before


def test_clearing_cells_that_are_blank_is_no_step_to_undo(page: FiguresPage) -> None:
    select(page, "1.2.count", down=1, right=1)
    press(page, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert page.session.undo.count() == 0


def test_all_cells_are_selected_and_cleared_in_one_step(page: FiguresPage) -> None:
    for place in ("1.1.count", "10.2.count", "note:2"):
        page.model.setData(page.model.index_at(place), "3")
    steps = page.session.undo.count()
    page.view.setFocus()
    press(page, Qt.Key.Key_A)
    press(page, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert (figures(page), page.session.content.notes) == ({}, {})
    page.session.undo.undo()
    assert (figures(page), page.session.undo.count()) == ({"1.1.count": 3, "10.2.count": 3}, steps + 1)


def test_a_block_is_filled_downwards_and_from_the_current_cell(page: FiguresPage) -> None:
    page.model.setData(page.model.index_at("1.1.count"), "4")
    select(page, "1.1.count", down=2)
    press(page, Qt.Key.Key_D)
    assert figures(page) == {"1.1.count": 4, "1.2.count": 4, "1.3.count": 4}
    page.show_place("1.4.count")
    press(page, Qt.Key.Key_D)
    assert figures(page)["1.4.count"] == 4
    select(page, "6.1.people", down=1)
    keyboard.type_text("30")
    editor = keyboard.focus_widget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    assert (figures(page)["6.1.people"], figures(page)["6.2.people"]) == (30, 30)


def test_one_value_is_pasted_into_all_selected_cells(page: FiguresPage) -> None:
    select(page, "1.1.count", down=1, right=1)
    QGuiApplication.clipboard().setText("12")
    press(page, Qt.Key.Key_V)
    assert figures(page) == dict.fromkeys(("1.1.count", "1.1.people", "1.2.count", "1.2.people"), 12)


def test_shift_with_arrows_makes_the_block_larger_and_smaller(page: FiguresPage) -> None:
    def block() -> set[str]:
        cells = map(page.model.cell, page.view.selectedIndexes())
        return {each.place for each in cells if each is not None}

    select(page, "1.2.people", down=1)
    assert block() == {"1.2.people", "1.3.people"}
    press(page, Qt.Key.Key_Left, SHIFT)
    assert block() == {"1.2.people", "1.3.people", "1.2.count", "1.3.count"}
    press(page, Qt.Key.Key_Up, SHIFT, 2)
    assert block() == {"1.2.people", "1.1.people", "1.2.count", "1.1.count"}
    page.show_place("6.1.count")
    press(page, Qt.Key.Key_Up, SHIFT, 2)
    assert {"6.1.count", "6.count", "5.4.count"} == block()


def test_enter_after_tabs_returns_to_the_column_where_the_row_began(page: FiguresPage, qtbot: QtBot) -> None:
    def type_and(text: str, key: Qt.Key) -> None:
        keyboard.type_text(text)
        QTest.keyClick(keyboard.focus_widget(), key)

    page.show_place("1.1.count")
    for number in "12":
        type_and(number, Qt.Key.Key_Tab)
        type_and(number * 2, Qt.Key.Key_Tab)
        type_and("Buổi tối", Qt.Key.Key_Return)
    assert figures(page) == {"1.1.count": 1, "1.1.people": 11, "1.2.count": 2, "1.2.people": 22}
    assert len(page.session.content.notes) == 2
    assert page.view.currentIndex() == page.model.index_at("1.3.count")
    page.show_place("note:6.1")
    type_and("Hai", Qt.Key.Key_Return)
    assert page.view.currentIndex() == page.model.index_at("note:6.2")


def test_all_open_cells_take_their_digits_and_one_key_each(page: FiguresPage) -> None:
    cells = [each for each in page.session.form.stored_cells if page.session.state(each) is CellState.OPEN]
    page.show_place(str(cells[0]))
    keys = 0
    for at in range(len(cells)):
        text = str(100 + at)
        keyboard.type_text(text)
        QTest.keyClick(keyboard.focus_widget(), Qt.Key.Key_Return)
        keys += len(text) + 1
    assert sorted(figures(page).values()) == [100 + at for at in range(len(cells))]
    assert keys == 4 * len(cells)


def test_rows_are_found_by_their_numbers_in_another_order(page: FiguresPage) -> None:
    paste(page, "1.1.count", "", "<table><tr><td>6.2<td>2<td>25 người</tr><tr><td>1.12<td>3<td>1 250</table>")
    question(page).accept_button.click()
    assert figures(page) == {
        "1.12.count": 3,
        "1.12.people": 1250,
        "6.2.count": 2,
        "6.2.people": 25,
    }


def test_several_lines_are_one_note(page: FiguresPage) -> None:
    paste(page, "note:2", "Tại xã\nvà tại bản")
    assert page.session.content.notes == {RowKey("2"): "Tại xã và tại bản"}


def test_a_number_pasted_on_a_cell_that_takes_nothing_says_so(page: FiguresPage) -> None:
    before = page.session.content
    paste(page, "2.people", "5")
    assert (page.session.content, page.status_text()[:11]) == (before, "Chưa ghi gì")
    assert page.session.number(cell("2", "people")) is None


def test_the_filled_empty_form_is_entered_and_any_other_workbook_is_to_be_pasted(
    page: FiguresPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "mau.xlsx"
    file.write_bytes(template_bytes(page.session.form, page.session.workspace.unit.level))
    book = load_workbook(file)
    next(row for row in book.worksheets[0].iter_rows() if row[-1].value == "1.2")[COUNT].value = 12
    book.save(file)
    page.enter_workbook(file)
    qtbot.waitUntil(lambda: page.blocks.preview is not None)
    assert [row[2:5] for row in listed(question(page))] == [["12", "", "12"]]
    question(page).accept_button.click()
    assert (figures(page), page.session.undo.undoText()) == ({"1.2.count": 12}, "nhập 1 ô từ Excel")
    other = Workbook()
    other.save(tmp_path / "khac.xlsx")
    page.enter_workbook(tmp_path / "khac.xlsx")
    qtbot.waitUntil(lambda: "không phải mẫu Excel" in page.status_text())
    assert "Ctrl+V" in page.status_text()


def test_blank_open_cells_are_listed_and_become_zero_in_one_step(page: FiguresPage) -> None:
    page.model.setData(page.model.index_at("2.count"), "5")
    page.blocks.zero_blanks(page.model.index_at("6.count").siblingAtColumn(0))
    assert question(page).accept_button.text() == "Ghi 8 ô"
    QTest.keyClick(question(page), Qt.Key.Key_Escape)
    page.toolbar.zero_requested.emit()
    cells = [each for each in page.session.form.stored_cells if page.session.state(each) is CellState.OPEN]
    assert len(listed(question(page))) == len(cells) - 1
    question(page).accept_button.click()
    assert figures(page) == {**{str(each): 0 for each in cells}, "2.count": 5}
    page.session.undo.undo()
    assert figures(page) == {"2.count": 5}


def test_rows_are_filtered_found_and_their_findings_gone_through(page: FiguresPage) -> None:
    def shown() -> list[str]:
        return [str(row.data()) for row in page.view.shown_rows()]

    page.model.setData(page.model.index_at("6.1.people"), "9")
    page.toolbar.filter.setCurrentIndex(2)
    page.toolbar.show_chosen()
    assert shown() == ["6", "6.1"]
    paste(page, "6.1.count", "3\n4")
    question(page).accept_button.click()
    assert figures(page) == {"6.1.people": 9, "6.1.count": 3}
    page.show_place("2.count")
    assert (len(shown()), page.toolbar.filter.currentIndex()) == (len(page.session.form.rows), 0)


def test_f8_goes_to_the_next_finding_and_ctrl_f_to_a_row_without_marks(page: FiguresPage) -> None:
    for place in ("6.1.people", "1.2.people"):
        page.model.setData(page.model.index_at(place), "9")
    seen = []
    page.show_place("2.count")
    for modifier in (NONE, NONE, SHIFT):
        press(page, Qt.Key.Key_F8, modifier)
        seen.append(page.view.currentIndex())
    assert seen == [page.model.index_at(each) for each in ("6.1.count", "1.2.count", "6.1.count")]
    page.toolbar.search.begin()
    keyboard.type_text("tham quan")
    found = [page.view.currentIndex().siblingAtColumn(0).data()]
    keyboard.press_key(Qt.Key.Key_Return)
    found.append(page.view.currentIndex().siblingAtColumn(0).data())
    assert (found, page.toolbar.search.hasFocus()) == (["6.3", "6"], True)
    keyboard.press_key(Qt.Key.Key_Escape)
    assert page.view.hasFocus()


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_Control, CTRL), (Qt.Key.Key_Shift, SHIFT)])
def test_a_cell_that_is_gone_to_while_a_key_is_held_is_selected_alone(
    page: FiguresPage, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    """Ctrl+Z takes a line back, and again goes to a change while Ctrl is still down; what is pasted there
    has to begin there."""
    page.model.editor.add_line()
    page.show_place("1.2.count")
    page.session.undo.undo()
    QTest.keyPress(page.view, key, held)
    page.show_place("1.4.count")
    selected = page.view.selectedIndexes()
    QTest.keyRelease(page.view, key, NONE)
    assert selected == [page.model.index_at("1.4.count")]
