"""Bảng theo dõi at Tổng quan: the units below, those that are looked for, as of a day, and what goes out."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.summing.reporting_status import ReportingStatus
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.ui.pages.overview.page import OverviewPage
from lcweek_desktop.ui.pages.receiving.page import ReceivingPage
from lcweek_desktop.ui.session.page_entries import OVERVIEW, RECEIVING
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView
from tests.services.installation import COMMUNE, DISTRICT, Installation, listed, school
from tests.ui.windows import LONG, shown_page

IN_TIME, LATE = datetime(2024, 10, 12, 9), datetime(2024, 10, 21, 9)
A, B, C = (school(letter, DISTRICT) for letter in "abc")
NUMBERED = (f"{COMMUNE}-10,Trường Tiểu học số 10", f"{COMMUNE}-2,Trường Tiểu học số 2")
MISSING = 7 + len(NUMBERED)
"""The communes of the shipped directory, and their two schools."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The data folder of a district, closed. School A sent in time, B late, and C once more with fewer cells;
    its communes and two schools of one of them did not."""
    files = sent_files(tmp_path)
    rows = [f"{row},truong,{COMMUNE}" for row in NUMBERED]
    rows += [f"{each.code},{each.name},truong,{DISTRICT}" for each in (A, B, C)]
    directory = tmp_path / "danh-muc.csv"
    directory.write_text("\n".join(["code,name,level,parent_code", *rows, ""]), encoding="utf-8")
    now, unit = [IN_TIME], listed(DISTRICT)
    setup = UnitSetup(unit.code, unit.name, unit.level, unit.parent)
    with open_context(tmp_path / "huyen", ROOT / "forms", lambda: now[0]) as context:
        district = set_up(context, "2024", setup, listed=directory)
        list(receive(district, files[:1], confirm_keys=True))
        now[0] = LATE
        list(receive(district, files[1:], confirm_keys=True))
    return tmp_path / "huyen"


def sent_files(folder: Path) -> list[Path]:
    """The reports of A and B, and two of C, the second of which leaves blank what the first filled."""
    (folder / "truong").mkdir()
    files: list[Path] = []
    with Installation(folder / "truong") as schools:
        for unit in (A, B, C):
            schools.add(unit)
        for unit, people in ((A, 30), (B, 30), (C, 30), (C, None)):
            schools.fill(unit.code, {"figures": {"1.1": {"count": 1, "people": people}}})
            files.append(folder / f"{len(files)}.lcweek")
            schools.send(unit.code, files[-1])
    return files


def overview(home: Path, qtbot: QtBot) -> tuple[WorkspaceView, OverviewPage]:
    view = shown_page(home, OVERVIEW, qtbot)
    page = view.page(OVERVIEW)
    assert isinstance(page, OverviewPage)
    qtbot.waitUntil(lambda: bool(page.board.units), timeout=LONG)
    return view, page


def test_the_first_screen_of_a_receiver_is_its_board_and_what_waits_comes_next(
    home: Path, qtbot: QtBot
) -> None:
    view, page = overview(home, qtbot)
    assert page.board.isVisible()
    assert page.board.title() == f"Đã nhận 2/{MISSING + 3} đơn vị ({200 // (MISSING + 3)} %)"
    counts = {status: button.text() for status, button in page.board.filters.items() if button.isVisible()}
    assert counts == {
        ReportingStatus.RECEIVED: "Đúng hạn: 1",
        ReportingStatus.LATE: "Gửi muộn: 1",
        ReportingStatus.WAITING: "Cần xem: 1",
        ReportingStatus.OVERDUE: f"Quá hạn: {MISSING}",
    }
    qtbot.waitUntil(page.waiting.button.hasFocus)
    assert not any(card.button.isVisible() for card in page.cards)
    QTest.keyClick(page.waiting.button, Qt.Key.Key_Return)
    assert view.current_key == RECEIVING


def test_units_are_found_by_state_and_by_name_below_the_units_above_them(home: Path, qtbot: QtBot) -> None:
    _, page = overview(home, qtbot)
    board = page.board
    qtbot.mouseClick(board.filters[ReportingStatus.LATE], Qt.MouseButton.LeftButton)
    assert board.tree.names() == (B.name,)
    qtbot.mouseClick(board.filters[ReportingStatus.LATE], Qt.MouseButton.LeftButton)
    board.search.setFocus()
    QTest.keyClicks(board.search, "tieu hoc so")
    assert board.tree.names() == ("Trường Tiểu học số 2", "Trường Tiểu học số 10")
    above = board.tree.units.index(0, 0)
    assert (above.data(), board.tree.units.rowCount(above)) == (listed(COMMUNE).name, 2)
    assert board.tree.isExpanded(above)
    board.search.clear()
    assert len(board.tree.names()) == MISSING + 3


def test_a_past_day_is_chosen_where_something_came(home: Path, qtbot: QtBot) -> None:
    _, page = overview(home, qtbot)
    choices = [page.board.day_box.itemText(at) for at in range(page.board.day_box.count())]
    assert choices == [
        "Hôm nay",
        "Hết ngày 21/10/2024",
        "Hết ngày 19/10/2024 (hạn nộp)",
        "Hết ngày 12/10/2024",
    ]
    page.board.day_box.setCurrentIndex(2)
    qtbot.waitUntil(lambda: len(page.board.with_status(ReportingStatus.MISSING)) == MISSING + 2)
    assert page.board.days.days == ((IN_TIME.date(), 1),)
    page.board.day_box.setCurrentIndex(0)
    qtbot.waitUntil(lambda: len(page.board.with_status(ReportingStatus.OVERDUE)) == MISSING)


def test_those_below_a_chosen_unit_are_reminded(home: Path, tmp_path: Path, qtbot: QtBot) -> None:
    _, page = overview(home, qtbot)
    board = page.board
    assert board.remind_button.text() == f"Chép lời nhắc ({MISSING} đơn vị)"
    board.tree.choose(COMMUNE)
    assert board.remind_button.text() == "Chép lời nhắc (3 đơn vị)"
    qtbot.mouseClick(board.remind_button, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert f"[{listed(COMMUNE).name}]\nKính gửi:\n- Trường Tiểu học số 2\n- Trường Tiểu học số 10\n" in text
    target = tmp_path / "thu.docx"
    board.save_letters(target)
    qtbot.waitUntil(lambda: board.status_text().startswith("Đã ghi 2 thư nhắc"), timeout=LONG)
    assert len(docx.Document(BytesIO(target.read_bytes())).sections) == 2


def test_the_board_is_written_as_it_is_shown(home: Path, tmp_path: Path, qtbot: QtBot) -> None:
    _, page = overview(home, qtbot)
    target = tmp_path / "bang.xlsx"
    page.board.save(target)
    qtbot.waitUntil(lambda: page.board.status_text() == f"Đã ghi {target}.", timeout=LONG)
    names = {row[1].value for row in load_workbook(target).active.iter_rows()}
    assert {A.name, B.name, C.name, "Trường Tiểu học số 2"} <= names


def test_what_could_not_be_read_is_said_and_waits(home: Path, tmp_path: Path, qtbot: QtBot) -> None:
    view, page = overview(home, qtbot)
    assert not page.board.unread.isVisible()
    file = tmp_path / "ghi-chu.txt"
    file.write_text("x", encoding="utf-8")
    view.show_page(RECEIVING)
    receiving = view.page(RECEIVING)
    assert isinstance(receiving, ReceivingPage)
    receiving.receive([file])
    qtbot.waitUntil(lambda: page.board.shown is not None and page.board.shown.unread == 1, timeout=LONG)
    view.show_page(OVERVIEW)
    assert page.board.unread.isVisible()
    assert page.board.unread.text() == "Có 1 tệp không đọc được, chưa rõ của đơn vị nào."
    assert "1 tệp chưa đọc được" in page.waiting.text()
