"""The table of Phụ lục II on a real session: as a Qt model, through keys in a shown view, and with undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lcweek_desktop.domain.form import Cell, CellState, LevelKey, MeasureKey, RowKey
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.figures.model import FiguresModel
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.session.opening import StartState, read_start_state
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.theme import theme
from tests.factories import FORM
from tests.ui import keyboard

COUNT, PEOPLE = 3, 4
OPEN = [str(each) for each in FORM.cells if FORM.state(each, LevelKey("truong")) is CellState.OPEN]
"""Every open cell of a school, in every section."""


def cell(row: str, measure: str = "count") -> Cell:
    return Cell(RowKey(row), MeasureKey(measure))


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> FiguresPage:
    page = FiguresPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 680)
    with qtbot.waitExposed(page):
        page.show()
    return page


def put(page: FiguresPage, place: str, text: str) -> bool:
    return page.model.setData(page.model.index_at(place), text)


def shown(page: FiguresPage, place: str) -> str:
    return str(page.model.index_at(place).data())


def editing(page: FiguresPage) -> QLineEdit:
    """The editor that is open; closed ones live on until Qt has time for them."""
    (editor,) = (each for each in page.view.findChildren(QLineEdit) if each.isVisible())
    return editor


def type_in(qtbot: QtBot, page: FiguresPage, text: str, *, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """As a person does: the first key opens the editor, the rest goes into it."""
    qtbot.keyClicks(page.view, text[0])
    editor = editing(page)
    qtbot.keyClicks(editor, text[1:])
    press(qtbot, editor, key)


def press(qtbot: QtBot, editor: QLineEdit, key: Qt.Key) -> None:
    """A key that ends the editing; Qt takes what was typed a moment later, and then drops the editor."""
    qtbot.keyClick(editor, key)
    qtbot.waitUntil(lambda: not isValid(editor))


def here(page: FiguresPage) -> str:
    """The place where the keyboard is."""
    index = page.view.currentIndex()
    return page.model.place(index)


def test_every_row_of_the_form_is_shown_in_order(page: FiguresPage, session: Session) -> None:
    labels = [index.data() for index in page.model.indexes() if index.column() == 1]
    assert labels == [row.label for row in session.form.rows]


def test_the_model_keeps_qts_promises_while_it_is_edited(
    page: FiguresPage, qtmodeltester: ModelTester
) -> None:
    put(page, "1.1.count", "3")
    for label in ("Một", "Hai"):
        page.model.setData(page.model.add_line(), label)
    qtmodeltester.check(page.model)
    page.session.undo.undo()
    page.session.undo.undo()
    qtmodeltester.check(page.model)
    page.session.undo.redo()
    qtmodeltester.check(page.model)


def test_a_number_is_typed_shown_grouped_and_added_up(page: FiguresPage, qtbot: QtBot) -> None:
    page.show_place("10.1.count")
    type_in(qtbot, page, "1000000000000")
    assert shown(page, "10.1.count") == "1.000.000.000.000"
    assert shown(page, "10.count") == "1.000.000.000.000"


def test_enter_goes_down_the_column_past_closed_and_computed_cells_then_to_the_next_column(
    page: FiguresPage, qtbot: QtBot
) -> None:
    page.show_place("4.1.count")
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert here(page) == "4.3.count"
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert here(page) == "5.1.count"
    page.show_place("10.2.count")
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert here(page) == "1.1.people"
    qtbot.keyClick(page.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert here(page) == "10.2.count"


def test_tab_goes_to_the_right_and_delete_clears(page: FiguresPage, qtbot: QtBot) -> None:
    page.show_place("1.1.count")
    type_in(qtbot, page, "7", key=Qt.Key.Key_Tab)
    assert here(page) == "1.1.people"
    page.show_place("1.1.count")
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert shown(page, "1.1.count") == ""


def test_typing_replaces_and_f2_edits(page: FiguresPage, qtbot: QtBot) -> None:
    put(page, "2.count", "15")
    page.show_place("2.count")
    type_in(qtbot, page, "9")
    assert shown(page, "2.count") == "9"
    page.show_place("2.count")
    qtbot.keyClick(page.view, Qt.Key.Key_F2)
    editor = editing(page)
    qtbot.keyClick(editor, Qt.Key.Key_End)
    qtbot.keyClicks(editor, "5")
    press(qtbot, editor, Qt.Key.Key_Return)
    assert shown(page, "2.count") == "95"


def test_what_is_no_whole_number_is_refused_with_a_sentence_and_the_keyboard_stays(
    page: FiguresPage, qtbot: QtBot
) -> None:
    put(page, "2.count", "15")
    page.show_place("2.count")
    with qtbot.waitSignal(page.model.refused) as refused:
        type_in(qtbot, page, "1,5")
    assert "1,5" in refused.args[0]
    assert (shown(page, "2.count"), here(page)) == ("15", "2.count")


def test_a_long_word_that_is_refused_does_not_widen_the_window(page: FiguresPage) -> None:
    wide = page.minimumSizeHint().width()
    put(page, "2.count", "x" * 300)
    assert "xxx" in page.told()
    assert page.minimumSizeHint().width() == wide


@pytest.mark.parametrize("place", ["1.count", "6.people", "4.count", "2.people", "7.1.count"])
def test_computed_and_closed_cells_take_nothing(page: FiguresPage, place: str) -> None:
    assert not put(page, place, "5")
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


def test_totals_and_the_session_follow_each_key_and_one_undo_takes_the_whole_number_back(
    page: FiguresPage, qtbot: QtBot
) -> None:
    put(page, "1.1.count", "4")
    page.show_place("1.1.count")
    qtbot.keyClicks(page.view, "1")
    assert (page.session.content.figures[cell("1.1")], shown(page, "1.count")) == (1, "1")
    qtbot.keyClicks(editing(page), "2000")
    assert (editing(page).text(), shown(page, "1.count")) == ("12000", "12.000")
    press(qtbot, editing(page), Qt.Key.Key_Return)
    page.session.undo.undo()
    assert (shown(page, "1.1.count"), shown(page, "1.count")) == ("4", "4")
    page.session.undo.redo()
    assert shown(page, "1.1.count") == "12.000"


def test_enter_and_leaving_at_once_takes_the_number_without_a_complaint(
    page: FiguresPage, qtbot: QtBot
) -> None:
    page.show_place("2.count")
    qtbot.keyClicks(page.view, "7")
    editor = editing(page)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    page.hide()
    qtbot.waitUntil(lambda: not isValid(editor))
    assert page.session.content.figures[cell("2")] == 7


def test_keys_that_come_faster_than_the_machine_go_where_they_belong(page: FiguresPage) -> None:
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
            QTest.keyClick(keyboard.focused(), keys[0])
            QTest.keyClicks(keyboard.focused(), keys[1:])
        else:
            QTest.keyClick(keyboard.focused(), keys)
    places = ("1.1.count", "1.2.count", "1.3.count", "1.3.people")
    assert [shown(page, place) for place in places] == ["12", "34", "56", "78"]


def test_a_number_beyond_all_measure_is_refused_and_the_report_opens_again(
    page: FiguresPage, qtbot: QtBot, ask: Callable[..., object]
) -> None:
    page.show_place("1.1.count")
    with qtbot.waitSignal(page.model.refused):
        type_in(qtbot, page, "9" * 26)
    qtbot.waitUntil(lambda: page.session.saver.is_saved)
    workspace = page.session.workspace
    draft = ask(
        lambda context: context.store.drafts.get(workspace.unit.id, workspace.campaign, workspace.form)
    )
    assert draft.content.figures == {}  # type: ignore[attr-defined]


def test_escape_takes_back_what_was_typed_and_leaves_nothing_to_undo(page: FiguresPage, qtbot: QtBot) -> None:
    put(page, "2.count", "15")
    steps = page.session.undo.count()
    page.show_place("2.count")
    qtbot.keyClicks(page.view, "9")
    assert shown(page, "2.count") == "9"
    press(qtbot, editing(page), Qt.Key.Key_Escape)
    assert (shown(page, "2.count"), page.session.undo.count()) == ("15", steps)


def test_what_is_no_number_yet_leaves_the_cell_what_it_had(page: FiguresPage, qtbot: QtBot) -> None:
    put(page, "2.count", "15")
    page.show_place("2.count")
    qtbot.keyClicks(page.view, "1")
    qtbot.keyClicks(editing(page), ",")
    assert (page.session.content.figures[cell("2")], editing(page).text()) == (15, "1,")
    qtbot.keyClick(editing(page), Qt.Key.Key_Backspace)
    assert page.session.content.figures[cell("2")] == 1


def test_what_was_copied_replaces_the_cell_as_typing_does(page: FiguresPage, qtbot: QtBot) -> None:
    put(page, "2.count", "15")
    page.show_place("2.count")
    QGuiApplication.clipboard().setText("1.234\r\n")
    qtbot.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.session.content.figures[cell("2")] == 1234
    press(qtbot, editing(page), Qt.Key.Key_Return)
    assert here(page) == "3.count"
    QGuiApplication.clipboard().clear()
    page.show_place("2.count")
    qtbot.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert shown(page, "2.count") == "1.234"
    page.show_place("3.count")
    QGuiApplication.clipboard().setText("7\t8\n9\t10\n")
    qtbot.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, editing(page), Qt.Key.Key_Return)
    assert (here(page), shown(page, "3.count")) == ("3.count", "")
    assert page.told().startswith("“7 8 9 10” không phải là số nguyên")
    page.show_place("1.count")
    qtbot.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert not any(each.isVisible() for each in page.view.findChildren(QLineEdit))


def test_a_note_and_a_line_of_the_units_own_follow_each_letter(page: FiguresPage, qtbot: QtBot) -> None:
    page.view.go_to(page.model.index_at("note:2"))
    keyboard.write("Cả xã")
    assert page.session.content.notes[RowKey("2")] == "Cả xã"
    press(qtbot, editing(page), Qt.Key.Key_Return)
    page.view.go_to(page.model.add_line())
    keyboard.write("Hội thi ")
    keyboard.write("kể chuyện")
    assert page.session.content.own_lines[0].label == "Hội thi kể chuyện"
    press(qtbot, editing(page), Qt.Key.Key_Return)
    page.session.undo.undo()
    assert page.session.content.own_lines[0].label == ""


def test_a_long_note_is_pasted_whole(page: FiguresPage, qtbot: QtBot) -> None:
    note = "Cả xã đã tham gia. " * 300
    QGuiApplication.clipboard().setText(note)
    page.view.go_to(page.model.index_at("note:2"))
    qtbot.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, editing(page), Qt.Key.Key_Return)
    assert page.session.content.notes[RowKey("2")] == note.strip()


def test_undo_and_redo_are_announced(page: FiguresPage, qtbot: QtBot) -> None:
    put(page, "5.1.count", "4")
    with qtbot.waitSignal(page.model.dataChanged):
        page.session.undo.undo()
    assert (shown(page, "5.1.count"), shown(page, "5.count")) == ("", "")
    with qtbot.waitSignal(page.model.dataChanged):
        page.session.undo.redo()
    assert (shown(page, "5.1.count"), shown(page, "5.count")) == ("4", "4")


def test_clearing_a_block_is_one_step_to_undo(page: FiguresPage) -> None:
    places = ("1.1.count", "1.1.people", "1.2.count")
    for place in places:
        put(page, place, "3")
    page.model.clear([page.model.index_at(place) for place in places])
    assert shown(page, "1.count") == ""
    page.session.undo.undo()
    assert [shown(page, place) for place in places] == ["3", "3", "3"]


def test_a_finding_marks_its_cell_and_is_told_below(page: FiguresPage) -> None:
    put(page, "1.1.people", "20")
    place = "1.1.count"
    assert page.model.index_at(place).data(Qt.ItemDataRole.ToolTipRole)
    page.show_place(place)
    assert page.told() == page.model.index_at(place).data(Qt.ItemDataRole.ToolTipRole)
    put(page, "1.1.count", "1")
    assert page.model.index_at(place).data(Qt.ItemDataRole.ToolTipRole) is None


def test_the_line_that_the_keyboard_stands_in_can_go(
    page: FiguresPage, session: Session, qtbot: QtBot
) -> None:
    """Qt asks how high the row is while it goes; the program once ended there."""
    for label in ("Hoi thao", "Ngay sach"):
        page.view.go_to(page.model.add_line())
        type_in(qtbot, page, label)
    assert here(page) == "own_lines/1.count"
    session.undo.undo()
    session.undo.undo()
    assert here(page) == "own_lines/0.count"
    (remove,) = (each for each in page.findChildren(QPushButton) if each.text() == "Xóa dòng")
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert not page.model.index_at("own_lines/0").isValid()
    assert page.view.currentIndex() == page.model.index_at("note:11").siblingAtColumn(COUNT)
    assert page.view.hasFocus()


def test_own_lines_are_added_named_moved_and_removed(page: FiguresPage) -> None:
    for label in ("Hội thao", "Ngày sách"):
        page.model.setData(page.model.add_line(), label)
    page.model.move_line(1, -1)
    assert [line.label for line in page.session.content.own_lines] == ["Ngày sách", "Hội thao"]
    page.model.remove_line(0)
    assert [line.label for line in page.session.content.own_lines] == ["Hội thao"]
    assert shown(page, "own_lines/0") == "Hội thao"
    assert page.model.setData(page.model.index_at("own_lines/0").siblingAtColumn(COUNT), "12")
    assert page.session.content.own_lines[0].values == {"count": 12}


def test_what_was_entered_is_on_the_disk_when_it_is_called_saved(
    page: FiguresPage, qtbot: QtBot, ask: Callable[..., object]
) -> None:
    with qtbot.waitSignal(page.session.saver.saved):
        put(page, "3.count", "250")
    workspace = page.session.workspace
    draft = ask(lambda context: current_draft(workspace))
    assert draft.content.figures == {cell("3"): 250}  # type: ignore[attr-defined]


def test_a_section_folds_and_unfolds_by_space(page: FiguresPage, qtbot: QtBot) -> None:
    section = page.model.index(0, 1, QModelIndex())
    page.view.go_to(section)
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert not page.view.isExpanded(section.siblingAtColumn(0))
    page.show_place("1.3.count")
    assert page.view.isExpanded(section.siblingAtColumn(0))


class Edits(RuleBasedStateMachine):
    """Edits, undo, redo and opening anew against a history kept here as plain dictionaries."""

    opened: Callable[[], Session]
    """Reads the report from the data folder."""

    @initialize()
    def start(self) -> None:
        self.reload()
        for known in list(self.session.content.figures):
            self.session.put_figure(known, None)
        self.past: list[dict[str, int]] = [{}]
        self.at = 0

    def reload(self) -> None:
        self.session = self.opened()
        self.model = FiguresModel(self.session)

    @rule(place=st.sampled_from(OPEN), value=st.none() | st.integers(0, 10**12))
    def edit(self, place: str, value: int | None) -> None:
        now = {key: number for key, number in self.past[self.at].items() if key != place}
        if value is not None:
            now[place] = value
        self.model.setData(self.model.index_at(place), "" if value is None else str(value))
        if now != self.past[self.at]:
            self.past[self.at + 1 :] = [now]
            self.at += 1

    @rule()
    def undo(self) -> None:
        self.session.undo.undo()
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self) -> None:
        self.session.undo.redo()
        self.at = min(len(self.past) - 1, self.at + 1)

    @rule()
    def open_anew(self) -> None:
        """As after a restart: everything is there, and nothing to undo or to redo."""
        self.reload()
        self.past, self.at = [self.past[self.at]], 0

    @invariant()
    def shows_what_the_history_says(self) -> None:
        if hasattr(self, "past"):
            assert {str(c): n for c, n in self.session.content.figures.items()} == self.past[self.at]
            for place, number in self.past[self.at].items():
                assert self.model.index_at(place).data() == f"{number:,}".replace(",", ".")


def test_edits_undo_redo_and_opening_anew_as_an_independent_history(
    workspace: Workspace, worker: Worker, ask: Callable[..., StartState]
) -> None:
    def opened() -> Session:
        read = ask(lambda context: read_start_state(context, workspace.unit.code))
        return Session(read, worker)

    machine = type("Machine", (Edits,), {"opened": staticmethod(opened)})
    calm = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        machine,
        settings=settings(max_examples=15, stateful_step_count=25, suppress_health_check=calm, deadline=None),
    )
