"""Own lines of row 11 in another order: dragged by their grip, and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.report import OwnLine
from lcweek_desktop.ui.pages.figures.line_drag import LineDrag
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests.ui import keyboard

LEFT, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
NAMES = ("Hội thao", "Ngày sách", "Thi vẽ", "Cắm trại")


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> FiguresPage:
    session.put_lines(tuple(map(OwnLine, NAMES)))
    page = FiguresPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 680)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.show_place("own_lines/3")
    return page


def names(page: FiguresPage) -> list[str]:
    return [line.label for line in page.session.content.own_lines]


def grip(page: FiguresPage, position: int) -> QPoint:
    index = page.model.index_at(f"own_lines/{position}").siblingAtColumn(0)
    return page.view.visualRect(index).center()


def mark(page: FiguresPage) -> QFrame:
    drag = page.view.findChild(LineDrag)
    assert drag is not None
    return drag.mark


def drag(page: FiguresPage, position: int, to: QPoint) -> None:
    """Take a line by its grip and hold it at `to`."""
    viewport = page.view.viewport()
    QTest.mousePress(viewport, LEFT, pos=grip(page, position))
    QTest.mouseMove(viewport, to)


def release(page: FiguresPage, at: QPoint) -> None:
    QTest.mouseRelease(page.view.viewport(), LEFT, pos=at)


def test_a_line_goes_where_the_mark_shows_and_comes_back_with_one_undo(page: FiguresPage) -> None:
    below_third = grip(page, 2) + QPoint(0, 8)
    drag(page, 0, below_third)
    row = page.view.visualRect(page.model.index_at("own_lines/2"))
    assert (mark(page).isVisible(), mark(page).geometry().center().y()) == (True, row.bottom())
    release(page, below_third)
    assert names(page) == ["Ngày sách", "Thi vẽ", "Hội thao", "Cắm trại"]
    assert mark(page).isHidden()
    assert page.view.currentIndex().siblingAtColumn(1) == page.model.index_at("own_lines/2")
    page.session.undo.undo()
    assert names(page) == [*NAMES]

    above_first = grip(page, 0) - QPoint(0, 8)
    drag(page, 3, above_first)
    row = page.view.visualRect(page.model.index_at("own_lines/0"))
    assert abs(mark(page).geometry().center().y() - row.top()) <= 1
    release(page, above_first)
    assert names(page) == ["Cắm trại", "Hội thao", "Ngày sách", "Thi vẽ"]


def test_a_drag_within_the_own_place_or_given_up_changes_nothing(page: FiguresPage) -> None:
    for to in (grip(page, 1) + QPoint(3, 2), grip(page, 2) - QPoint(0, 8)):
        drag(page, 1, to)
        assert mark(page).isHidden()
        release(page, to)
    end = grip(page, 3) + QPoint(0, 8)
    drag(page, 0, end)
    assert mark(page).isVisible()
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert mark(page).isHidden()
    release(page, end)
    assert names(page) == [*NAMES]
    assert page.session.undo.count() == 0


def test_only_the_grip_drags_and_other_cells_select_a_block(page: FiguresPage) -> None:
    label, other = (page.view.visualRect(page.model.index_at(f"own_lines/{at}")).center() for at in (0, 2))
    QTest.mousePress(page.view.viewport(), LEFT, pos=label)
    QTest.mouseMove(page.view.viewport(), other)
    assert mark(page).isHidden()
    release(page, other)
    assert (names(page), len(page.view.selectedIndexes())) == ([*NAMES], 3)


def test_held_below_the_table_it_scrolls_to_the_lines_further_down(page: FiguresPage, qtbot: QtBot) -> None:
    page.session.put_lines(tuple(OwnLine(f"Dòng {number}") for number in range(40)))
    page.show_place("own_lines/0")
    bar = page.view.verticalScrollBar()
    drag(page, 0, QPoint(20, page.view.viewport().height() + 30))
    qtbot.waitUntil(lambda: bar.value() == bar.maximum(), timeout=60_000)
    release(page, QPoint(20, page.view.viewport().height() + 30))
    assert names(page)[-1] == "Dòng 0"


def test_alt_with_the_arrows_moves_the_line_and_the_keyboard_with_it(page: FiguresPage) -> None:
    page.show_place("own_lines/1.count")
    QTest.keyClick(page.view, Qt.Key.Key_Up, ALT)
    assert (names(page)[:2], page.model.index_at("own_lines/0.count")) == (
        ["Ngày sách", "Hội thao"],
        page.view.currentIndex(),
    )
    QTest.keyClick(page.view, Qt.Key.Key_Up, ALT)  # it is the first one
    QTest.keyClick(page.view, Qt.Key.Key_Down, ALT)
    assert (names(page), page.session.undo.count()) == ([*NAMES], 2)
    page.show_place("1.1.count")
    QTest.keyClick(page.view, Qt.Key.Key_Down, ALT)
    assert page.view.currentIndex() == page.model.index_at("1.1.count")


def test_alt_with_an_arrow_while_a_label_is_typed_moves_nothing(page: FiguresPage) -> None:
    page.show_place("own_lines/1")
    keyboard.type_text("Đi bộ")
    QTest.keyClick(keyboard.focus_widget(), Qt.Key.Key_Up, ALT)
    keyboard.type_text(" đồng hành")
    QTest.keyClick(keyboard.focus_widget(), Qt.Key.Key_Return)
    assert names(page) == ["Hội thao", "Đi bộ đồng hành", "Thi vẽ", "Cắm trại"]


def test_the_line_below_the_table_says_how(page: FiguresPage) -> None:
    page.view.setCurrentIndex(page.model.index_at("own_lines/1").siblingAtColumn(0))
    assert page.status_text() == (
        "Kéo ô này lên, xuống (hoặc nhấn Alt+↑, Alt+↓) để đổi thứ tự các dòng tự thêm."
    )
