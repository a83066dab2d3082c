"""Phụ lục II of a year with three measures and decimals (tests/services/decimal_year.py), filled by keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lcweek_desktop.domain.form import (
    MAX_DECIMALS,
    CellRule,
    CellState,
    Measure,
    MeasureKey,
    RollUpKind,
    Row,
    RowKey,
)
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.workspace.units import open_workspace
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.session.opening import read_start_state
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests.services import decimal_year, kinds_offices
from tests.services.decimal_year import COMMUNE, LIBRARY
from tests.ui import keyboard
from tests.ui.cells import cell
from tests.ui.conftest import RunOnWorker


@pytest.fixture
def forms() -> Path:
    return kinds_offices.FORMS


@pytest.fixture(params=[LIBRARY])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    with decimal_year.machine(tmp_path, request.param):
        return decimal_year.home_of(tmp_path, request.param)


@pytest.fixture
def workspace(run_on_worker: RunOnWorker) -> Workspace:
    return run_on_worker(open_workspace)


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> FiguresPage:
    page = FiguresPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 680)
    with qtbot.waitExposed(page):
        page.show()
    page.on_enter()
    return page


def test_blank_cells_of_a_section_are_those_at_every_depth_below_it(page: FiguresPage) -> None:
    page.blocks.zero_blanks(page.model.index_at("A.count").siblingAtColumn(0))
    assert page.blocks.preview is not None
    rows = {str(each.target.row) for each in page.blocks.preview.plan.cells if each.target is not None}
    assert rows == {"A.1", "A.2", "A.2.x", "A.2.y"}
    page.blocks.preview.reject()


def keys(qtbot: QtBot, page: FiguresPage, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type into the current cell as a person does, and end with a key."""
    qtbot.keyClicks(page.view, text[0])
    (editor,) = (each for each in page.view.findChildren(QLineEdit) if each.isVisible())
    qtbot.keyClicks(editor, text[1:])
    qtbot.keyClick(editor, end)
    qtbot.waitUntil(lambda: not isValid(editor))


def shown(page: FiguresPage, place: str) -> str:
    return str(page.model.index_at(place).data())


def place(page: FiguresPage) -> str:
    at = page.model.cell(page.view.currentIndex())
    assert at is not None
    return at.place


def test_one_column_after_the_other_is_filled_by_enter_alone(page: FiguresPage, qtbot: QtBot) -> None:
    typed = {
        "A.1.count": "12",
        "A.2.x.count": "3",
        "B.count": "120",
        "C.count": "87,25",
        "D.count": "0,125",
        "E.count": "0",
        "A.1.money": "1234,5",
        "A.2.x.money": "2",
        "A.2.y.money": "0,50",
        "A.1.rate": "98",
        "A.2.rate": "40,5",
    }
    for expected, text in typed.items():
        assert place(page) == expected
        keys(qtbot, page, text)
    assert place(page) == "A.2.rate", "nothing is blank any more"
    assert {each: shown(page, each) for each in typed} == {
        **typed,
        "A.1.money": "1.234,5",
        "A.2.x.money": "2,0",
        "A.2.y.money": "0,5",
        "A.1.rate": "98,0",
    }
    assert (shown(page, "A.2.money"), shown(page, "A.money")) == ("2,5", "1.237,0")
    figures = page.session.content.figures
    assert (figures[cell("A.1", "money")], figures[cell("C")], figures[cell("D")]) == (12345, 8725, 125)


def test_what_was_typed_is_there_after_a_restart(
    page: FiguresPage, run_on_worker: RunOnWorker, qtbot: QtBot
) -> None:
    page.show_place("A.1.rate")
    keys(qtbot, page, "98,5")
    saved = run_on_worker(lambda context: current_draft(open_workspace(context)))
    assert saved.content.figures == {cell("A.1", "rate"): 985}


@pytest.mark.parametrize(
    ("at", "typed", "said"),
    [
        ("A.1.rate", "98.5", "ví dụ 98,5"),
        ("A.1.rate", "98,55", "nhiều nhất 1"),
        ("A.1.count", "98,5", "số nguyên"),
        ("D.count", "0,1255", "nhiều nhất 3"),
    ],
)
def test_what_the_cell_cannot_hold_is_refused_and_the_number_before_stays(
    page: FiguresPage, qtbot: QtBot, at: str, typed: str, said: str
) -> None:
    page.show_place(at)
    keys(qtbot, page, "7")
    page.show_place(at)
    before = shown(page, at)
    keyboard.type_text(typed)
    qtbot.keyClick(keyboard.focus_widget(), Qt.Key.Key_Return)
    assert said in page.status_text()
    assert (place(page), shown(page, at)) == (at, before)


def test_the_number_follows_each_key_and_one_undo_takes_all_of_it_back(
    page: FiguresPage, qtbot: QtBot
) -> None:
    page.show_place("A.1.money")
    keys(qtbot, page, "5,5")
    page.show_place("A.1.money")
    seen = []
    qtbot.keyClicks(page.view, "9")
    (editor,) = (each for each in page.view.findChildren(QLineEdit) if each.isVisible())
    for key in "8,25":
        seen.append(shown(page, "A.money"))
        qtbot.keyClicks(editor, key)
    assert seen == ["9,0", "98,0", "5,5", "98,2"]  # while it is no number, the one before stands
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not isValid(editor))
    assert shown(page, "A.1.money") == "98,2"
    page.session.undo.undo()
    assert shown(page, "A.1.money") == "5,5"


def test_a_pasted_number_with_decimals_is_understood(page: FiguresPage, qtbot: QtBot) -> None:
    page.show_place("A.1.money")
    QGuiApplication.clipboard().setText("1.234,5\r\n")
    QTest.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not isValid(editor))
    assert shown(page, "A.1.money") == "1.234,5"


def test_lines_of_ones_own_have_the_decimals_of_their_column(page: FiguresPage) -> None:
    line = page.model.index_at(f"own_lines/{page.model.editor.add_line()}")
    money, rate = line.siblingAtColumn(4), line.siblingAtColumn(5)
    refused: list[str] = []
    page.model.refused.connect(refused.append)
    assert page.model.setData(money, "12") and page.model.setData(rate, "12,5")
    assert not page.model.setData(line.siblingAtColumn(3), "12,5")
    assert (money.data(), rate.data()) == ("12,0", "12,5")
    assert "số nguyên" in refused[0]
    (own,) = page.session.content.own_lines
    assert own.values == {MeasureKey("money"): 120, MeasureKey("rate"): 125}


def test_the_line_below_says_how_a_number_with_decimals_is_typed(page: FiguresPage) -> None:
    page.show_place("A.1.rate")
    assert "phần thập phân sau dấu phẩy (ví dụ 98,5)" in page.status_text()
    assert "không cộng" not in page.status_text()
    page.show_place("A.1.count")
    assert "thập phân" not in page.status_text()


@pytest.mark.parametrize("count", [1, 2, 4, 5])
def test_any_number_of_columns_is_filled_by_keys(
    count: int, run_on_worker: RunOnWorker, workspace: Workspace, worker: Worker, qtbot: QtBot
) -> None:
    decimals = [at % (MAX_DECIMALS + 1) for at in range(count)]
    measures = tuple(
        Measure(MeasureKey(f"m{at}"), f"Cột {at}", decimals[at], RollUpKind.SUM) for at in range(count)
    )
    cells = {each.key: CellRule(CellState.OPEN, 10**9, decimals=each.decimals) for each in measures}
    rows = tuple(Row(RowKey(key), key, f"Dòng {key}", "Cuộc", cells) for key in "XY")
    state = run_on_worker(lambda context: read_start_state(context, workspace.id))
    assert state is not None
    form = replace(workspace.form, measures=measures, rows=rows, checks=())
    session = Session(replace(state, workspace=replace(workspace, form=form)), worker)
    page = FiguresPage(session, worker)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.on_enter()
    places = [f"{row}.m{at}" for at in range(count) for row in "XY"]
    typed = ["7" if decimals[at] == 0 else f"7,{'5' * decimals[at]}" for at in range(count) for _ in "XY"]
    for expected, text in zip(places, typed, strict=True):
        assert place(page) == expected
        keys(qtbot, page, text)
    assert place(page) == places[-1]
    assert [shown(page, each) for each in places] == typed
    page.show_place(places[0])
    for at in range(1, count):
        QTest.keyClick(page.view, Qt.Key.Key_Tab)
        assert place(page) == f"X.m{at}"
    QTest.keyClick(page.view, Qt.Key.Key_Tab)
    assert place(page) == "note:X"


@pytest.mark.parametrize("home", [COMMUNE], indirect=True)
def test_whoever_receives_reads_which_numbers_are_not_added(page: FiguresPage, qtbot: QtBot) -> None:
    page.show_place("A.1.rate")
    assert page.status_text().endswith("Mỗi đơn vị tự nhập số của mình, không cộng.")
    keys(qtbot, page, "98,5")
    assert shown(page, "A.1.rate") == "98,5"
    page.show_place("A.2.rate")
    assert page.status_text().endswith("Lấy số lớn nhất của các đơn vị, không cộng.")
    page.show_place("A.1.money")
    assert "không cộng" not in page.status_text()


def test_findings_speak_of_the_unit_not_of_steps(page: FiguresPage) -> None:
    for at, number in (
        ("A.1.rate", "5.000,1"),
        ("A.2.x.money", "0,5"),
        ("A.2.money", "0,4"),
        ("A.1.count", "1"),
    ):
        page.show_place(at)
        assert page.model.setData(page.view.currentIndex(), number)
    sentences = {finding.place: finding.sentence for finding in page.session.checks.findings}
    assert sentences["A.1.rate"] == "A.1 “Đọc tại thư viện”, Tỷ lệ (%): 5.000,1 quá 5.000."
    assert sentences["A.2.money"] == "A.2 “Thi đọc”, Kinh phí (triệu đồng): 0,4 nhỏ hơn 0,5."
