"""The table of Phụ lục II on a real session: as a Qt model, by keys in a visible view, and with undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from dev import ROOT
from lcweek_desktop.domain.form import CellState, LevelKey, RowKey
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.pages.figures.rows import own_line_place
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.theme import theme
from tests.factories import FORM
from tests.ui import keyboard
from tests.ui.cells import cell

COUNT_COLUMN = 3
OPEN_PLACES = [str(each) for each in FORM.cells if FORM.state(each, LevelKey("truong")) is CellState.OPEN]
"""The place of every cell that is open to a school."""


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> FiguresPage:
    page = FiguresPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 680)
    with qtbot.waitExposed(page):
        page.show()
    return page


def enter(page: FiguresPage, place: str, text: str) -> bool:
    """Enter `text` at `place` through the model. Returns whether it was accepted."""
    return page.model.setData(page.model.index_at(place), text)


def add_line(page: FiguresPage) -> QModelIndex:
    """Add an own line. Returns the cell of its label."""
    return page.model.index_at(own_line_place(page.model.editor.add_line()))


def cell_text(page: FiguresPage, place: str) -> str:
    """What is read in the cell at `place`."""
    return str(page.model.index_at(place).data())


def open_editor(page: FiguresPage) -> QLineEdit:
    """The open editor. Closed ones are not visible, and exist until Qt deletes them."""
    (editor,) = (each for each in page.view.findChildren(QLineEdit) if each.isVisible())
    return editor


def type_in_cell(qtbot: QtBot, page: FiguresPage, text: str, *, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type as a person does: the first key opens the editor, the rest goes into it, `key` closes it."""
    qtbot.keyClicks(page.view, text[0])
    editor = open_editor(page)
    qtbot.keyClicks(editor, text[1:])
    close_editor(qtbot, editor, key)


def close_editor(qtbot: QtBot, editor: QLineEdit, key: Qt.Key) -> None:
    """Press the key that ends the editing, and wait until Qt has deleted the editor."""
    qtbot.keyClick(editor, key)
    qtbot.waitUntil(lambda: not isValid(editor))


def current_place(page: FiguresPage) -> str:
    """The place of the current cell."""
    cell = page.model.cell(page.view.currentIndex())
    assert cell is not None
    return cell.place


def test_every_row_of_the_form_is_shown_in_order(page: FiguresPage, session: Session) -> None:
    labels = [index.data() for index in page.model.indexes() if index.column() == 1]
    assert labels == [row.label for row in session.form.rows]


def test_the_model_keeps_qts_contract_while_it_is_edited(
    page: FiguresPage, qtmodeltester: ModelTester
) -> None:
    enter(page, "1.1.count", "3")
    for label in ("Một", "Hai"):
        page.model.setData(add_line(page), label)
    qtmodeltester.check(page.model)
    page.session.undo.undo()
    page.session.undo.undo()
    qtmodeltester.check(page.model)
    page.session.undo.redo()
    qtmodeltester.check(page.model)


def paste(page: FiguresPage, place: str, text: str) -> None:
    """Paste over the cell at `place` with Ctrl+V, and press Enter."""
    page.show_place(place)
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(open_editor(page), Qt.Key.Key_Return)


def test_a_number_with_an_invisible_space_beside_it_is_read(page: FiguresPage) -> None:
    paste(page, "1.1.count", (ROOT / "tests/data/clipboard/number-zero-width.txt").read_text("utf-8"))
    assert cell_text(page, "1.1.count") == "5"


def test_a_note_that_is_too_long_is_refused_whole_and_the_line_below_says_how_long_it_is(
    page: FiguresPage,
) -> None:
    enter(page, "note:1.1", "Lớp buổi tối")
    page.show_place("note:1.1")
    QGuiApplication.clipboard().setText("a" * 501)
    QTest.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "dài 501 ký tự, chỗ này nhận nhiều nhất 500" in page.status_text()
    QTest.keyClick(open_editor(page), Qt.Key.Key_Return)
    assert page.session.content.notes[RowKey("1.1")] == "Lớp buổi tối"


def test_dropped_characters_are_told_in_the_line_below_until_another_cell_is_current(
    page: FiguresPage,
) -> None:
    page.show_place("note:1.1")
    QGuiApplication.clipboard().setText("Lớp\ufffe buổi tối")
    QTest.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "Đã bỏ 1 ký tự" in page.status_text()
    QTest.keyClick(open_editor(page), Qt.Key.Key_Return)
    assert page.session.content.notes[RowKey("1.1")] == "Lớp buổi tối"
    assert "Đã bỏ" not in page.status_text()


def test_the_unit_of_an_own_line_takes_sixty_characters(page: FiguresPage) -> None:
    label = add_line(page)
    page.view.go_to(label.siblingAtColumn(2))
    QGuiApplication.clipboard().setText("a" * 61)
    QTest.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "nhận nhiều nhất 60" in page.status_text()


def test_a_number_is_typed_shown_grouped_and_added_up(page: FiguresPage, qtbot: QtBot) -> None:
    page.show_place("10.1.count")
    type_in_cell(qtbot, page, "1000000000000")
    assert cell_text(page, "10.1.count") == "1.000.000.000.000"
    assert cell_text(page, "10.count") == "1.000.000.000.000"


def test_enter_goes_down_the_column_past_closed_and_computed_cells_then_to_the_next_column(
    page: FiguresPage, qtbot: QtBot
) -> None:
    page.show_place("4.1.count")
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert current_place(page) == "4.3.count"
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert current_place(page) == "5.1.count"
    page.show_place("10.2.count")
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert current_place(page) == "1.1.people"
    qtbot.keyClick(page.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert current_place(page) == "10.2.count"


def test_tab_goes_to_the_right_and_delete_clears(page: FiguresPage, qtbot: QtBot) -> None:
    page.show_place("1.1.count")
    type_in_cell(qtbot, page, "7", key=Qt.Key.Key_Tab)
    assert current_place(page) == "1.1.people"
    page.show_place("1.1.count")
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert cell_text(page, "1.1.count") == ""


def test_typing_replaces_and_f2_edits(page: FiguresPage, qtbot: QtBot) -> None:
    enter(page, "2.count", "15")
    page.show_place("2.count")
    type_in_cell(qtbot, page, "9")
    assert cell_text(page, "2.count") == "9"
    page.show_place("2.count")
    qtbot.keyClick(page.view, Qt.Key.Key_F2)
    editor = open_editor(page)
    qtbot.keyClick(editor, Qt.Key.Key_End)
    qtbot.keyClicks(editor, "5")
    close_editor(qtbot, editor, Qt.Key.Key_Return)
    assert cell_text(page, "2.count") == "95"


def test_a_text_that_is_no_whole_number_stays_in_its_editor_in_red_with_a_sentence(
    page: FiguresPage, qtbot: QtBot
) -> None:
    enter(page, "2.count", "15")
    page.show_place("2.count")
    keyboard.type_text("1,5")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Tab):
        qtbot.keyClick(open_editor(page), key)
        assert (open_editor(page).text(), current_place(page)) == ("1,5", "2.count")
        assert page.status_text().startswith("“1,5” không phải là số nguyên")
        assert theme().colours.error in open_editor(page).styleSheet()
    keyboard.type_text("16")
    assert (open_editor(page).styleSheet(), cell_text(page, "2.count")) == ("", "16")
    close_editor(qtbot, open_editor(page), Qt.Key.Key_Return)
    assert current_place(page) == "3.count"


def test_a_refused_text_that_is_left_for_another_cell_is_told_there(page: FiguresPage) -> None:
    enter(page, "2.count", "15")
    page.show_place("2.count")
    keyboard.type_text("x")
    middle = page.view.visualRect(page.model.index_at("1.9.people")).center()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert (cell_text(page, "2.count"), current_place(page)) == ("15", "1.9.people")
    assert page.status_text().startswith("“x” không phải là số nguyên; ô giữ giá trị cũ")
    page.show_place("2.count")
    assert page.status_text().startswith("Gõ số")


def test_a_refused_long_word_does_not_widen_the_window(page: FiguresPage) -> None:
    wide = page.minimumSizeHint().width()
    enter(page, "2.count", "x" * 300)
    assert "xxx" in page.status_text()
    assert page.minimumSizeHint().width() == wide


@pytest.mark.parametrize("place", ["1.count", "6.people", "4.count", "2.people", "7.1.count"])
def test_nothing_can_be_typed_in_computed_and_closed_cells(page: FiguresPage, place: str) -> None:
    assert not enter(page, place, "5")
    assert not page.model.flags(page.model.index_at(place)) & Qt.ItemFlag.ItemIsEditable


def test_a_closed_cell_is_hatched_and_an_open_one_is_not(page: FiguresPage) -> None:
    def colours(place: str) -> set[str]:
        index = page.model.index_at(place)
        page.view.scrollTo(index)
        room = page.view.visualRect(index).adjusted(2, 2, -2, -2)
        image = page.view.viewport().grab(room).toImage()
        pixels = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return {image.pixelColor(*pixel).name() for pixel in pixels}

    assert {theme().colours.closed, theme().colours.hatch} == colours("2.people")
    assert theme().colours.hatch not in colours("1.4.people")
    page.view.setCurrentIndex(page.model.index_at("2.people"))
    assert theme().colours.hatch in colours("2.people")  # also as the current cell


def test_totals_and_the_session_follow_each_key_and_one_undo_takes_the_whole_number_back(
    page: FiguresPage, qtbot: QtBot
) -> None:
    enter(page, "1.1.count", "4")
    page.show_place("1.1.count")
    qtbot.keyClicks(page.view, "1")
    assert (page.session.content.figures[cell("1.1")], cell_text(page, "1.count")) == (1, "1")
    qtbot.keyClicks(open_editor(page), "2000")
    assert (open_editor(page).text(), cell_text(page, "1.count")) == ("12000", "12.000")
    close_editor(qtbot, open_editor(page), Qt.Key.Key_Return)
    page.session.undo.undo()
    assert (cell_text(page, "1.1.count"), cell_text(page, "1.count")) == ("4", "4")
    page.session.undo.redo()
    assert cell_text(page, "1.1.count") == "12.000"


def test_a_number_is_accepted_when_the_page_is_left_right_after_enter(
    page: FiguresPage, qtbot: QtBot
) -> None:
    page.show_place("2.count")
    qtbot.keyClicks(page.view, "7")
    editor = open_editor(page)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    page.hide()
    qtbot.waitUntil(lambda: not isValid(editor))
    assert page.session.content.figures[cell("2")] == 7


def test_keys_that_come_faster_than_events_are_processed_go_into_the_right_cells(page: FiguresPage) -> None:
    page.show_place("1.1.count")
    for keys in (
        "12",
        Qt.Key.Key_Return,
        "34",
        Qt.Key.Key_Enter,
        "56",
        Qt.Key.Key_Tab,
        "78",
        Qt.Key.Key_Return,
    ):
        if isinstance(keys, str):
            QTest.keyClicks(keyboard.focus_widget(), keys[0])
            QTest.keyClicks(keyboard.focus_widget(), keys[1:])
        else:
            QTest.keyClick(keyboard.focus_widget(), keys)
    places = ("1.1.count", "1.2.count", "1.3.count", "1.3.people")
    assert [cell_text(page, place) for place in places] == ["12", "34", "56", "78"]


def test_a_number_of_too_many_digits_is_refused_and_the_report_opens_again(
    page: FiguresPage, qtbot: QtBot, run_on_worker: Callable[..., object]
) -> None:
    page.show_place("1.1.count")
    with qtbot.waitSignal(page.model.refused):
        keyboard.type_text("9" * 26)
        qtbot.keyClick(open_editor(page), Qt.Key.Key_Return)
    close_editor(qtbot, open_editor(page), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.session.saver.is_saved)
    workspace = page.session.workspace
    draft = run_on_worker(
        lambda context: context.store.drafts.get(workspace.unit.id, workspace.campaign, workspace.form)
    )
    assert draft.content.figures == {}  # type: ignore[attr-defined]


def test_escape_reverts_what_was_typed_and_leaves_nothing_to_undo(page: FiguresPage, qtbot: QtBot) -> None:
    enter(page, "2.count", "15")
    steps = page.session.undo.count()
    page.show_place("2.count")
    qtbot.keyClicks(page.view, "9")
    assert cell_text(page, "2.count") == "9"
    close_editor(qtbot, open_editor(page), Qt.Key.Key_Escape)
    assert (cell_text(page, "2.count"), page.session.undo.count()) == ("15", steps)


def test_while_the_text_is_no_number_the_cell_keeps_its_value(page: FiguresPage, qtbot: QtBot) -> None:
    enter(page, "2.count", "15")
    page.show_place("2.count")
    qtbot.keyClicks(page.view, "1")
    qtbot.keyClicks(open_editor(page), ",")
    assert (page.session.content.figures[cell("2")], open_editor(page).text()) == (15, "1,")
    qtbot.keyClick(open_editor(page), Qt.Key.Key_Backspace)
    assert page.session.content.figures[cell("2")] == 1


def test_pasting_replaces_the_cells_text_as_typing_does(page: FiguresPage, qtbot: QtBot) -> None:
    enter(page, "2.count", "15")
    page.show_place("2.count")
    QGuiApplication.clipboard().setText("1.234\r\n")
    qtbot.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.session.content.figures[cell("2")] == 1234
    close_editor(qtbot, open_editor(page), Qt.Key.Key_Return)
    assert current_place(page) == "3.count"
    QGuiApplication.clipboard().clear()
    page.show_place("2.count")
    qtbot.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert cell_text(page, "2.count") == "1.234"
    page.show_place("3.count")
    QGuiApplication.clipboard().setText("1 250 người")
    qtbot.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (open_editor(page).text(), cell_text(page, "3.count")) == ("1.250", "1.250")
    assert page.status_text() == "Chỉ lấy số 1.250 trong “1 250 người”."
    close_editor(qtbot, open_editor(page), Qt.Key.Key_Return)
    page.show_place("1.count")
    qtbot.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert not any(each.isVisible() for each in page.view.findChildren(QLineEdit))


def test_a_note_and_an_own_line_follow_each_letter(page: FiguresPage, qtbot: QtBot) -> None:
    page.view.go_to(page.model.index_at("note:2"))
    keyboard.type_text("Cả xã")
    assert page.session.content.notes[RowKey("2")] == "Cả xã"
    close_editor(qtbot, open_editor(page), Qt.Key.Key_Return)
    page.view.go_to(add_line(page))
    keyboard.type_text("Hội thi ")
    keyboard.type_text("kể chuyện")
    assert page.session.content.own_lines[0].label == "Hội thi kể chuyện"
    close_editor(qtbot, open_editor(page), Qt.Key.Key_Return)
    page.session.undo.undo()
    assert page.session.content.own_lines[0].label == ""


def test_a_long_note_is_pasted_whole(page: FiguresPage, qtbot: QtBot) -> None:
    note = "Cả xã đã tham gia. " * 26
    QGuiApplication.clipboard().setText(note)
    page.view.go_to(page.model.index_at("note:2"))
    qtbot.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    close_editor(qtbot, open_editor(page), Qt.Key.Key_Return)
    assert page.session.content.notes[RowKey("2")] == note.strip()


def test_undo_and_redo_are_announced(page: FiguresPage, qtbot: QtBot) -> None:
    enter(page, "5.1.count", "4")
    with qtbot.waitSignal(page.model.dataChanged):
        page.session.undo.undo()
    assert (cell_text(page, "5.1.count"), cell_text(page, "5.count")) == ("", "")
    with qtbot.waitSignal(page.model.dataChanged):
        page.session.undo.redo()
    assert (cell_text(page, "5.1.count"), cell_text(page, "5.count")) == ("4", "4")


def test_clearing_several_cells_is_one_step_to_undo(page: FiguresPage) -> None:
    places = ("1.1.count", "1.1.people", "1.2.count")
    for place in places:
        enter(page, place, "3")
    page.model.clear([page.model.index_at(place) for place in places])
    assert cell_text(page, "1.count") == ""
    page.session.undo.undo()
    assert [cell_text(page, place) for place in places] == ["3", "3", "3"]


def test_a_finding_marks_its_cell_and_is_shown_below_the_table(page: FiguresPage) -> None:
    enter(page, "1.1.people", "20")
    place = "1.1.count"
    assert page.model.index_at(place).data(Qt.ItemDataRole.ToolTipRole)
    page.show_place(place)
    assert page.status_text() == page.model.index_at(place).data(Qt.ItemDataRole.ToolTipRole)
    enter(page, "1.1.count", "1")
    assert page.model.index_at(place).data(Qt.ItemDataRole.ToolTipRole) is None


def test_the_current_own_line_can_be_removed(page: FiguresPage, session: Session, qtbot: QtBot) -> None:
    """Qt asks for the height of a row while it is being removed, which once ended the program."""
    for label in ("Hoi thao", "Ngay sach"):
        page.view.go_to(add_line(page))
        type_in_cell(qtbot, page, label)
    assert current_place(page) == "own_lines/1.count"
    session.undo.undo()
    session.undo.undo()
    assert current_place(page) == "own_lines/0.count"
    (remove,) = (each for each in page.findChildren(QPushButton) if each.text() == "Xóa dòng")
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert not page.model.index_at("own_lines/0").isValid()
    assert page.view.currentIndex() == page.model.index_at("note:11").siblingAtColumn(COUNT_COLUMN)
    assert page.view.hasFocus()


def test_an_own_line_can_go_while_an_editor_is_open_in_it(page: FiguresPage, qtbot: QtBot) -> None:
    """Undo in the menu does this. Qt commits the editor during the removal, which once ended the program."""
    page.view.go_to(add_line(page))
    qtbot.keyClicks(page.view, "Hoi thi")
    editor = open_editor(page)
    page.session.put_lines(())
    qtbot.waitUntil(lambda: not isValid(editor))
    assert page.session.content.own_lines == ()


def test_own_lines_are_added_named_moved_and_removed(page: FiguresPage) -> None:
    for label in ("Hội thao", "Ngày sách"):
        page.model.setData(add_line(page), label)
    page.model.editor.move_line(1, 0)
    assert [line.label for line in page.session.content.own_lines] == ["Ngày sách", "Hội thao"]
    page.model.editor.remove_line(0)
    assert [line.label for line in page.session.content.own_lines] == ["Hội thao"]
    assert cell_text(page, "own_lines/0") == "Hội thao"
    assert page.model.setData(page.model.index_at("own_lines/0").siblingAtColumn(COUNT_COLUMN), "12")
    assert page.session.content.own_lines[0].values == {"count": 12}


def test_a_figure_is_in_the_database_when_it_is_called_saved(
    page: FiguresPage, qtbot: QtBot, run_on_worker: Callable[..., object]
) -> None:
    with qtbot.waitSignal(page.session.saver.saved):
        enter(page, "3.count", "250")
    workspace = page.session.workspace
    draft = run_on_worker(lambda context: current_draft(workspace))
    assert draft.content.figures == {cell("3"): 250}  # type: ignore[attr-defined]


def test_a_section_folds_and_unfolds_by_space(page: FiguresPage, qtbot: QtBot) -> None:
    section = page.model.index(0, 1, QModelIndex())
    page.view.go_to(section)
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert not page.view.isExpanded(section.siblingAtColumn(0))
    page.show_place("1.3.count")
    assert page.view.isExpanded(section.siblingAtColumn(0))
