"""The report of a missing unit is typed from its paper, in the ordinary pages, from the board and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.services.receiving.board import board
from lcweek_desktop.services.receiving.typed_report import typed_report
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, open_workspace, set_up
from lcweek_desktop.ui.board.unit_board import UnitBoard
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.pages.overview.page import OverviewPage
from lcweek_desktop.ui.session.page_entries import FIGURES, OVERVIEW, RECEIVING
from lcweek_desktop.ui.shell.typed_report_view import TypedReportView
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView
from tests.services.installation import DISTRICT, listed, school
from tests.ui import keyboard
from tests.ui.cells import cell
from tests.ui.windows import LONG, close_window, shown_page, shown_window

A, B = (school(letter, DISTRICT) for letter in "ab")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The data folder of a district to which two schools report, closed."""
    rows = [f"{each.code},{each.name},truong,{DISTRICT}" for each in (A, B)]
    directory = tmp_path / "danh-muc.csv"
    directory.write_text("\n".join(["code,name,level,parent_code", *rows, ""]), encoding="utf-8")
    unit = listed(DISTRICT)
    with open_context(tmp_path / "huyen", ROOT / "forms") as context:
        set_up(context, "2024", UnitSetup(unit.code, unit.name, unit.level, unit.parent), listed=directory)
    return tmp_path / "huyen"


def shown_board(view: WorkspaceView, qtbot: QtBot) -> UnitBoard:
    page = view.page(OVERVIEW)
    assert isinstance(page, OverviewPage)
    qtbot.waitUntil(lambda: bool(page.board.units), timeout=LONG)
    return page.board


def begin(view: WorkspaceView, code: str, qtbot: QtBot) -> TypedReportView:
    """Choose the unit `code` on the board and press the button."""
    shown = shown_board(view, qtbot)
    shown.tree.choose(code)
    qtbot.mouseClick(shown.typing_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.typed is not None, timeout=LONG)
    typed = view.typed
    assert typed is not None and typed.isVisible()
    return typed


def type_number(typed: TypedReportView, place: str, number: str, qtbot: QtBot) -> None:
    """Type `number` into the cell at `place`, and wait until it is on the disk."""
    page = typed.pages[FIGURES]
    assert isinstance(page, FiguresPage)
    page.view.go_to(page.model.index_at(place))
    page.view.setFocus()
    qtbot.waitUntil(page.view.hasFocus)
    keyboard.type_text(number)
    keyboard.press_key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: typed.session.saver.is_saved, timeout=LONG)


def close(view: WorkspaceView, qtbot: QtBot) -> None:
    window = view.window()
    assert isinstance(window, Window)
    close_window(window, qtbot)


def answer(typed: TypedReportView, words: str, qtbot: QtBot) -> None:
    """Press the button that says `words` in the question that was asked."""
    box = typed.question
    assert isinstance(box, QMessageBox)
    (button,) = [each for each in box.buttons() if each.text() == words]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_is_entered_in_three_clicks_beside_the_numbers(home: Path, qtbot: QtBot) -> None:
    view = shown_page(home, OVERVIEW, qtbot)
    typed = begin(view, A.code, qtbot)
    assert f"Đang nhập thay {A.name} (từ bản giấy)" in typed.accessibleName()
    type_number(typed, "1.1.count", "3", qtbot)
    type_number(typed, "1.1.people", "40", qtbot)
    with qtbot.waitSignal(view.session.received_changed, timeout=LONG):
        qtbot.mouseClick(typed.enter_button, Qt.MouseButton.LeftButton)
    assert (view.typed, view.current_key) == (None, OVERVIEW)
    shown = shown_board(view, qtbot)
    qtbot.waitUntil(lambda: [each.source for each in shown.units if each.unit.code == A.code] == ["behalf"])
    assert not view.session.content.figures, "the report of the district itself is another one"
    close(view, qtbot)
    with open_context(home, ROOT / "forms") as context:
        (member,) = rollup(open_workspace(context)).members
        assert (member.unit.code, member.on_behalf, member.figures) == (
            A.code,
            True,
            {cell("1.1"): 3, cell("1.1", "people"): 40},
        )


def test_what_is_left_halfway_is_found_again_on_the_board_after_a_restart(home: Path, qtbot: QtBot) -> None:
    view = shown_page(home, OVERVIEW, qtbot)
    typed = begin(view, A.code, qtbot)
    type_number(typed, "1.1.count", "3", qtbot)
    qtbot.mouseClick(typed.back_button, Qt.MouseButton.LeftButton)
    assert view.typed is None
    shown = shown_board(view, qtbot)
    qtbot.waitUntil(lambda: [each.unit.code for each in shown.units if each.is_typing] == [A.code])
    close(view, qtbot)
    again = shown_window(home, qtbot).workspace_view
    assert again is not None
    again.show_page(OVERVIEW)
    shown = shown_board(again, qtbot)
    shown.tree.choose(A.code)
    assert shown.typing_button.text() == "Nhập tiếp…"
    typed = begin(again, A.code, qtbot)
    assert typed.session.number(cell("1.1")) == 3


def test_an_edit_is_undone_with_the_same_keys_as_everywhere(home: Path, qtbot: QtBot) -> None:
    view = shown_page(home, OVERVIEW, qtbot)
    typed = begin(view, A.code, qtbot)
    type_number(typed, "1.1.count", "3", qtbot)
    keyboard.press_key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: typed.session.number(cell("1.1")) is None)


def test_what_contradicts_is_shown_before_it_is_entered(home: Path, qtbot: QtBot) -> None:
    view = shown_page(home, OVERVIEW, qtbot)
    typed = begin(view, A.code, qtbot)
    type_number(typed, "1.1.count", "3", qtbot)
    qtbot.mouseClick(typed.enter_button, Qt.MouseButton.LeftButton)
    assert typed.question is not None and "1.1" in typed.question.informativeText()
    answer(typed, "Xem lại", qtbot)
    assert view.typed is typed
    qtbot.mouseClick(typed.enter_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.session.received_changed, timeout=LONG):
        answer(typed, "Vẫn ghi nhận", qtbot)
    assert view.typed is None


def test_it_is_thrown_away_only_after_a_question(home: Path, qtbot: QtBot) -> None:
    view = shown_page(home, OVERVIEW, qtbot)
    typed = begin(view, A.code, qtbot)
    type_number(typed, "1.1.count", "3", qtbot)
    qtbot.mouseClick(typed.discard_button, Qt.MouseButton.LeftButton)
    answer(typed, "Không", qtbot)
    assert view.typed is typed
    qtbot.mouseClick(typed.discard_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.session.received_changed, timeout=LONG):
        answer(typed, "Bỏ phần nhập dở", qtbot)
    close(view, qtbot)
    with open_context(home, ROOT / "forms") as context:
        office = open_workspace(context)
        assert not typed_report(office, A.code).draft.content.figures
        assert not any(each.is_typing for each in board(office).units)


def test_another_page_puts_it_away_with_all_that_was_typed(home: Path, qtbot: QtBot) -> None:
    view = shown_page(home, OVERVIEW, qtbot)
    typed = begin(view, A.code, qtbot)
    page = typed.pages[FIGURES]
    assert isinstance(page, FiguresPage)
    page.view.go_to(page.model.index_at("1.1.count"))
    page.view.setFocus()
    keyboard.type_text("7")
    view.show_page(RECEIVING)
    assert (view.typed, view.current_key) == (None, RECEIVING)
    view.show_page(OVERVIEW)
    again = begin(view, A.code, qtbot)
    assert again.session.number(cell("1.1")) == 7


def test_the_menu_of_a_row_types_for_its_unit(home: Path, qtbot: QtBot) -> None:
    view = shown_page(home, OVERVIEW, qtbot)
    shown = shown_board(view, qtbot)
    (action,) = shown.typing_button.row_menu(B.code).actions()
    assert action.text() == "Nhập thay từ giấy…"
    action.trigger()
    qtbot.waitUntil(lambda: view.typed is not None, timeout=LONG)
    assert view.typed is not None and view.typed.unit.code == B.code


def test_without_a_unit_or_with_several_it_is_not_offered(home: Path, qtbot: QtBot) -> None:
    view = shown_page(home, OVERVIEW, qtbot)
    shown = shown_board(view, qtbot)
    assert not shown.typing_button.isEnabled()
    shown.tree.selectAll()
    assert not shown.typing_button.isEnabled()
