"""The history of a cell: what it held, from which act, in the order of the acts, also after a restart."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.form import RowKey
from lcweek_desktop.domain.report import Content, OwnLine
from lcweek_desktop.services.output.sending import send
from lcweek_desktop.services.report.cell_history import (
    CellChange,
    cell_history,
    line_place,
    named_lines,
    note_changes,
)
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import open_workspace
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage.cell_history import MOST_CHANGES
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests.ui import keyboard
from tests.ui.cells import cell
from tests.ui.conftest import RunOnWorker

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> FiguresPage:
    page = FiguresPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 680)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def type_in(page: FiguresPage, place: str, text: str) -> None:
    page.show_place(place)
    keyboard.type_text(text)
    QTest.keyClick(keyboard.focus_widget(), Qt.Key.Key_Return)


def history(page: FiguresPage, run_on_worker: RunOnWorker, place: str) -> list[tuple[str, str]]:
    page.session.recorder.flush()
    workspace = page.session.workspace
    changes = run_on_worker(lambda _context: cell_history(workspace, place))
    return [(change.value, change.act) for change in changes]


def test_each_act_is_one_line_with_what_it_left_newest_first(
    page: FiguresPage, workspace: Workspace, run_on_worker: RunOnWorker, tmp_path: Path
) -> None:
    type_in(page, "1.1.count", "125")
    page.show_place("1.1.count")
    QGuiApplication.clipboard().setText("7\t30\r\n8\t40\r\n")
    QTest.keyClick(page.view, Qt.Key.Key_V, CTRL)
    assert page.blocks.preview is not None
    page.blocks.preview.accept_button.click()
    page.activateWindow()
    QApplication.processEvents()
    page.session.recorder.flush()
    run_on_worker(lambda _context: send(workspace, tmp_path / "gui.lcweek"))
    page.session.undo.undo()
    page.session.undo.redo()
    page.show_place("1.1.count")
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    type_in(page, "note:1.1", "Hai buổi")
    assert history(page, run_on_worker, "1.1.count") == [
        ("", "xóa các ô"),
        ("7", "làm lại dán 4 ô"),
        ("125", "hoàn tác dán 4 ô"),
        ("7", "gửi bản số 1"),
        ("7", "dán 4 ô"),
        ("125", "nhập số dòng 1.1"),
    ]
    assert history(page, run_on_worker, "note:1.1") == [("Hai buổi", "nhập ghi chú")]
    assert history(page, run_on_worker, "1.2.people")[-1] == ("40", "dán 4 ô")


def test_the_order_is_that_of_the_acts_whatever_the_clock_says(
    workspace: Workspace, run_on_worker: RunOnWorker
) -> None:
    times = ("2024-10-12T08:30", "2019-01-01T00:00", "2031-05-05T05:05")
    changes = [CellChange("1.1.count", str(n), "nhập số dòng 1.1", at) for n, at in enumerate(times)]
    run_on_worker(lambda _context: note_changes(workspace, changes[:2]))
    run_on_worker(lambda _context: note_changes(workspace, changes[2:]))
    found = run_on_worker(lambda _context: cell_history(workspace, "1.1.count"))
    assert [(each.value, each.at) for each in found] == [("2", times[2]), ("1", times[1]), ("0", times[0])]


def test_it_is_there_after_a_restart_and_only_of_its_own_unit(
    page: FiguresPage, home: Path, forms: Path, worker: Worker
) -> None:
    type_in(page, "1.1.count", "12")
    page.session.recorder.flush()
    worker.stop()
    with open_context(home, forms, lambda: datetime(2030, 1, 1)) as context:
        (change,) = cell_history(open_workspace(context), "1.1.count")
        assert (change.value, change.at) == ("12", "2024-10-10T08:00")
        assert cell_history(open_workspace(context), "1.2.count") == ()


def test_no_more_than_so_many_changes_are_kept(workspace: Workspace, run_on_worker: RunOnWorker) -> None:
    changes = [CellChange("1.1.count", str(n), "nhập số dòng 1.1", "") for n in range(MOST_CHANGES + 20)]
    run_on_worker(lambda _context: note_changes(workspace, changes[:-5]))
    run_on_worker(lambda _context: note_changes(workspace, changes[-5:]))
    found = run_on_worker(lambda _context: cell_history(workspace, "1.1.count"))
    assert found == tuple(reversed(changes[20:]))


def test_a_line_is_put_back_by_a_click_as_an_edit_that_can_be_undone(page: FiguresPage, qtbot: QtBot) -> None:
    for number in ("5", "50", "500"):
        type_in(page, "1.1.count", number)
    page.show_place("1.1.count")
    QTest.keyClick(page.view, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: page.history is not None, timeout=20_000)
    dialog = page.history
    assert dialog is not None
    shown = [dialog.table.item(row, 0).text() for row in range(3)]  # type: ignore[union-attr]
    assert (shown, dialog.put_back_button.isEnabled()) == (["500", "50", "5"], False)
    dialog.table.selectRow(2)
    dialog.put_back_button.click()
    assert (page.session.number(cell("1.1")), page.session.undo.undoText()) == (5, "lấy lại giá trị cũ")
    page.session.undo.undo()
    assert page.session.number(cell("1.1")) == 500
    assert page.focusWidget() is page.view


def test_an_own_line_keeps_its_history_wherever_it_goes(page: FiguresPage, qtbot: QtBot) -> None:
    for at, (label, number) in enumerate((("Đố vui", "12"), ("Thi vẽ", "7"))):
        page.model.editor.add_line()
        type_in(page, f"own_lines/{at}", label)
        type_in(page, f"own_lines/{at}.count", number)
    page.model.editor.move_line(0, 1)
    type_in(page, "own_lines/1.count", "15")
    page.model.editor.remove_line(0)
    page.show_place("own_lines/0.count")
    assert shown_history(page, qtbot) == ["15", "12"]
    assert page.history is not None
    page.history.table.selectRow(1)
    page.history.put_back_button.click()
    assert page.session.content.own_lines[0].values == {"count": 12}
    page.session.undo.undo()
    page.session.undo.undo()
    page.show_place("own_lines/0.count")
    assert (page.session.content.own_lines[0].label, shown_history(page, qtbot)) == ("Thi vẽ", ["7"])
    assert page.history is not None
    assert page.history.findChild(QLabel).text().startswith("11.1 Thi vẽ: ")  # type: ignore[union-attr]
    page.history.reject()
    page.show_place("own_lines/0")
    assert shown_history(page, qtbot) == ["Thi vẽ"]


def test_own_lines_are_known_again_after_a_restart_whatever_was_done_to_them_meanwhile(
    page: FiguresPage, home: Path, forms: Path, worker: Worker
) -> None:
    for at, label in enumerate(("Đố vui", "Thi vẽ", "Hội sách")):
        page.model.editor.add_line()
        type_in(page, f"own_lines/{at}", label)
    page.model.editor.remove_line(0)
    page.session.recorder.flush()
    worker.stop()
    with open_context(home, forms) as context:
        workspace = open_workspace(context)
        draft = current_draft(workspace)
        lines = named_lines(workspace, draft.content.own_lines)
        assert [(line.label, name) for line, name in zip(lines.lines, lines.names, strict=True)] == [
            ("Thi vẽ", 2),
            ("Hội sách", 3),
        ]
        assert cell_history(workspace, line_place(3, "label"))[0].value == "Hội sách"
        others = named_lines(workspace, [OwnLine("Hội sách"), OwnLine("Kể chuyện"), OwnLine("Thi vẽ")])
        assert others.names == (3, 4, 2)


def test_removed_names_are_not_given_again(page: FiguresPage, run_on_worker: RunOnWorker) -> None:
    for _ in range(2):
        page.model.editor.add_line()
        type_in(page, "own_lines/0.count", "12")
        page.model.editor.remove_line(0)
    page.session.recorder.flush()
    workspace = page.session.workspace
    assert run_on_worker(lambda _context: named_lines(workspace, [OwnLine("")])).names == (3,)


def shown_history(page: FiguresPage, qtbot: QtBot) -> list[str]:
    """What the history of the current cell lists, which stays open."""
    page.activateWindow()
    QTest.keyClick(page.view, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: page.history is not None, timeout=20_000)
    assert page.history is not None
    table = page.history.table
    return [table.item(row, 0).text() for row in range(table.rowCount())]  # type: ignore[union-attr]


def test_printed_words_have_none(page: FiguresPage, qtbot: QtBot) -> None:
    page.view.setCurrentIndex(page.model.index_at("note:2").siblingAtColumn(1))
    QTest.keyClick(page.view, Qt.Key.Key_L, CTRL)
    assert page.status_text() == "Lịch sử có ở các ô số liệu, ô ghi chú và chữ của những dòng tự thêm."
    page.show_place("2.count")
    QTest.keyClick(page.view, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(
        lambda: page.status_text() == "Chưa có thay đổi nào được ghi lại cho ô này.", timeout=20_000
    )


def test_nothing_of_it_is_in_the_sent_file(
    page: FiguresPage, workspace: Workspace, run_on_worker: RunOnWorker, tmp_path: Path
) -> None:
    page.session.put_entries(Content(notes={RowKey("1.1"): "bí mật đã xóa"}))
    page.session.put_note(RowKey("1.1"), "")
    page.session.recorder.flush()
    file = tmp_path / "gui.lcweek"
    run_on_worker(lambda _context: send(workspace, file))
    assert "bí mật" not in file.read_bytes().decode("utf-8", "ignore")
