"""No key changes a cell of Phụ lục II that was not current when it was pressed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.form import CellState
from lcweek_desktop.domain.report import Content
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests.ui import keyboard


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> FiguresPage:
    """A page on which every open cell has a number that begins with 4, and row 11 a line of its own."""
    page = FiguresPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 680)
    with qtbot.waitExposed(page):
        page.show()
    page.view.setFocus()
    for index in page.model.indexes():
        if page.model.cell_state(index) is CellState.OPEN:
            page.model.setData(index, "42")
    page.model.setData(page.model.index_at(f"own_lines/{page.model.editor.add_line()}"), "4 buổi")
    return page


def changed(before: Content, after: Content) -> set[str]:
    """The places that differ; the whole lines of row 11 are one place."""
    figures = {
        str(c)
        for c in before.figures.keys() | after.figures.keys()
        if before.figures.get(c) != after.figures.get(c)
    }
    notes = {
        f"note:{r}"
        for r in before.notes.keys() | after.notes.keys()
        if before.notes.get(r) != after.notes.get(r)
    }
    return figures | notes | ({"own_lines"} if before.own_lines != after.own_lines else set())


@pytest.mark.parametrize("how", ["keys", "input method"])
def test_typing_on_any_cell_changes_that_cell_or_none(page: FiguresPage, how: str) -> None:
    typed = keyboard.commit if how == "input method" else keyboard.type_text
    for index in list(page.model.indexes()):
        page.view.go_to(index)
        before = page.session.content
        typed("4")
        here = page.model.cell(index)
        assert here is not None
        place = "own_lines" if here.node.row is None else here.place
        assert changed(before, page.session.content) <= {place}, here
        if page.model.is_editable(index):
            QTest.keyClick(keyboard.focus_widget(), Qt.Key.Key_Escape)
        else:
            typed("2")
            assert page.view.currentIndex() == index
            assert page.status_text().startswith("Chưa ghi gì")
        assert changed(before, page.session.content) == set()


def test_a_click_on_a_cell_that_takes_nothing_and_a_number_change_nothing(page: FiguresPage) -> None:
    for place in ("4.2.count", "1.count", "7.1.count"):
        index = page.model.index_at(place)
        page.view.scrollTo(index)
        middle: QPoint = page.view.visualRect(index).center()
        QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        before = page.session.content
        keyboard.type_text("4292")
        assert (page.session.content, page.view.currentIndex()) == (before, index)


@pytest.mark.parametrize("type_word", [keyboard.type_as_unikey, keyboard.compose])
@pytest.mark.parametrize("place", ["note:2", "own_lines/0", "2.count"])
def test_input_methods_lose_and_double_nothing(
    page: FiguresPage, place: str, type_word: Callable[[str], None]
) -> None:
    word = "125" if place == "2.count" else "Buổi tọa đàm ở bản Thẳm"
    page.show_place(place)
    type_word(word)
    keyboard.press_key(Qt.Key.Key_Return)
    assert page.model.index_at(place).data() == word


def test_enter_on_the_last_row_leads_to_what_is_blank_and_nowhere_when_nothing_is(page: FiguresPage) -> None:
    view, model = page.view, page.model
    last = next(each for each in reversed(list(model.indexes())) if model.cell_state(each) is CellState.OPEN)
    for each in (last, last.siblingAtColumn(last.column() - 1)):
        model.setData(each, "7")
    view.go_to(last)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.currentIndex() == last
    blank = [model.index_at(place) for place in ("1.3.people", "4.2.people")]
    for each in blank:
        model.setData(each, "")
    for each in blank:  # from one to the other, past what is filled
        QTest.keyClick(keyboard.focus_widget(), Qt.Key.Key_Return)
        assert view.currentIndex() == each
        keyboard.type_text("5")
    QTest.keyClick(keyboard.focus_widget(), Qt.Key.Key_Return)
    assert view.currentIndex() == blank[1]


def test_the_rows_that_come_next_are_in_sight_while_a_column_is_filled(page: FiguresPage) -> None:
    view = page.view
    view.go_to(view.first_open_cell())
    for _ in range(20):
        QTest.keyClick(view, Qt.Key.Key_Return)
        next_rows = [view.indexBelow(view.currentIndex())]
        next_rows.append(view.indexBelow(next_rows[0]))
        whole = view.viewport().rect().adjusted(0, 0, 0, 2)  # Qt counts the rule between rows to one of them
        rects = [view.visualRect(each) for each in (view.currentIndex(), *next_rows)]
        assert all(map(whole.contains, rects)), (whole, rects)
