"""Nothing is undone out of sight: the first Ctrl+Z goes to the change, the second takes it back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.domain.narrative import Paragraph, TextRun
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.session.commands import SetText, SetTexts
from lcweek_desktop.ui.session.opening import read_start_state
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.menu_bar import MenuBar
from lcweek_desktop.ui.shell.status_line import StatusLine
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView
from tests.ui import keyboard
from tests.ui.cells import cell
from tests.ui.conftest import RunOnWorker

CTRL = Qt.KeyboardModifier.ControlModifier


class Shown:
    """A school at work in a window with a menu, and what is seen of it."""

    def __init__(self, view: WorkspaceView, window: QMainWindow) -> None:
        self.view, self.window, self.session = view, window, view.session
        page = view.page("figures")
        assert isinstance(page, FiguresPage)
        self.figures = page

    @property
    def notice(self) -> str:
        line = self.view.findChild(StatusLine)
        assert line is not None
        return line.notice

    def type_figure(self, place: str, text: str) -> None:
        self.view.show_page("figures")
        self.figures.show_place(place)
        keyboard.type_text(text)
        QTest.keyClick(keyboard.focus_widget(), Qt.Key.Key_Return)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(keyboard.focus_widget(), key, CTRL)


@pytest.fixture
def shown(workspace: Workspace, worker: Worker, run_on_worker: RunOnWorker, qtbot: QtBot) -> Iterator[Shown]:
    start = run_on_worker(lambda context: read_start_state(context, workspace.id))
    assert start is not None
    window, menu = QMainWindow(), MenuBar()
    qtbot.addWidget(window)
    window.setMenuBar(menu)
    view = WorkspaceView(start, worker)
    view.undo_stack_changed.connect(menu.undo_actions.set_stack)
    menu.undo_actions.set_stack(view.session.undo)
    window.setCentralWidget(view)
    window.resize(1366, 728)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and view.has_all_pages)
    yield Shown(view, window)
    qtbot.waitUntil(lambda: view.session.saver.is_saved)


def test_a_change_on_another_page_or_in_other_rows_is_gone_to_first_and_a_visible_one_undone_at_once(
    shown: Shown,
) -> None:
    shown.type_figure("2.count", "12")
    shown.view.show_page("checks")
    shown.press(Qt.Key.Key_Z)
    assert (shown.view.current_key, shown.session.number(cell("2"))) == ("figures", 12)
    assert shown.notice == "Nhấn Ctrl+Z lần nữa để hoàn tác nhập số dòng 2."
    assert shown.figures.view.currentIndex() == shown.figures.model.index_at("2.count")
    shown.press(Qt.Key.Key_Z)
    assert (shown.session.number(cell("2")), shown.notice) == (None, "")
    shown.view.show_page("checks")
    shown.press(Qt.Key.Key_Y)
    assert (shown.session.number(cell("2")), shown.view.current_key) == (None, "figures")
    shown.press(Qt.Key.Key_Y)
    assert shown.session.number(cell("2")) == 12
    shown.press(Qt.Key.Key_Z)

    shown.type_figure("1.1.count", "5")
    shown.figures.show_place("10.2.count")
    assert not shown.figures.shows("1.1.count")
    shown.press(Qt.Key.Key_Z)
    assert (shown.session.number(cell("1.1")), shown.figures.shows("1.1.count")) == (5, True)
    shown.press(Qt.Key.Key_Z)
    assert shown.session.number(cell("1.1")) is None

    shown.type_figure("1.1.count", "6")
    shown.press(Qt.Key.Key_Z)
    assert shown.session.number(cell("1.1")) is None
    assert shown.figures.view.currentIndex() == shown.figures.model.index_at("1.1.count")


def test_after_going_to_a_text_the_next_step_undoes_it(shown: Shown) -> None:
    heading, session = HeadingKey("I.2"), shown.session
    session.undo.push(SetText(session, heading, (Paragraph((TextRun("Đã treo băng rôn."),)),)))
    shown.type_figure("2.count", "7")
    shown.press(Qt.Key.Key_Z)
    shown.press(Qt.Key.Key_Z)
    assert (shown.view.current_key, heading in session.content.narrative) == ("narrative", True)
    shown.press(Qt.Key.Key_Z)
    assert heading not in session.content.narrative


def test_what_reaches_beyond_what_is_in_sight_is_told_when_it_is_undone(shown: Shown) -> None:
    session = shown.session
    texts = {HeadingKey(key): (Paragraph((TextRun("học tập"),)),) for key in ("I.1", "III.2")}
    session.undo.push(SetTexts(session, texts, Verb.REPLACE_WORDS, count=2))
    shown.view.show_page("narrative")
    shown.press(Qt.Key.Key_Z)
    assert session.content.narrative == {}
    assert shown.notice == "Đã hoàn tác thay 2 chỗ trong lời văn."
    shown.press(Qt.Key.Key_Y)
    assert (session.content.narrative, shown.notice) == (texts, "Đã làm lại thay 2 chỗ trong lời văn.")

    one = {HeadingKey("I.1"): (Paragraph((TextRun("đọc sách"),)),)}
    session.undo.push(SetTexts(session, one, Verb.REPLACE_WORDS, count=1))
    shown.press(Qt.Key.Key_Z)
    assert (session.content.narrative, shown.notice) == (texts, "")


def test_an_own_line_that_was_removed_is_gone_to_where_it_was(shown: Shown) -> None:
    editor = shown.figures.model.editor
    editor.add_line()
    editor.remove_line(0)
    shown.figures.show_place("1.1.count")
    shown.press(Qt.Key.Key_Z)
    assert shown.session.content.own_lines == ()
    assert shown.figures.view.currentIndex() == shown.figures.model.index_at("note:11")
    shown.press(Qt.Key.Key_Z)
    assert len(shown.session.content.own_lines) == 1
