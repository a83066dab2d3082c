"""The list of pages at the left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.output.page import OutputPage
from lcweek_desktop.ui.session.commands import SetFigure
from lcweek_desktop.ui.session.opening import read_start_state
from lcweek_desktop.ui.session.page import DONE
from lcweek_desktop.ui.session.page_entries import OUTPUT
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.navigation import Navigation
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme
from tests.ui.cells import cell
from tests.ui.conftest import RunOnWorker


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_a_name_has_room_beside_a_long_state(qtbot: QtBot, zoom: int) -> None:
    """The state is that of a district with a hundred units; the window is too low for all pages."""
    navigation = Navigation()
    qtbot.addWidget(navigation)
    for key, title in {"overview": "Tổng quan", "summing": "Tổng hợp"}.items():
        navigation.add(key, title, "số đơn vị")
    navigation.set_state("summing", "101/113")
    navigation.show()
    try:
        theme().zoom_to(zoom)
        navigation.resize(navigation.width(), theme().px(60))
        QApplication.processEvents()
        assert navigation.verticalScrollBar().isVisible()
        needed = QFontMetrics(theme().font(TextRole.STRONG)).horizontalAdvance("Tổng hợp")
        needed += QFontMetrics(theme().font(TextRole.CAPTION)).horizontalAdvance("101/113")
        needed += theme().px(icons.MEDIUM + 6 * Space.S) + 4
        assert navigation.viewport().width() >= needed
    finally:
        theme().zoom_by(0)


def test_the_pages_do_not_move_when_a_number_becomes_a_tick(qtbot: QtBot) -> None:
    navigation = Navigation()
    qtbot.addWidget(navigation)
    navigation.add("narrative", "Phụ lục I", "số mục đã viết")
    widths = {navigation.width()}
    for state in ("", "9", "6/7", "51", DONE):
        navigation.set_state("narrative", state)
        widths.add(navigation.width())
    assert len(widths) == 1


def test_after_a_click_the_keyboard_is_in_the_page_and_letters_lead_nowhere(
    workspace: Workspace, worker: Worker, run_on_worker: RunOnWorker, qtbot: QtBot
) -> None:
    start = run_on_worker(lambda context: read_start_state(context, workspace.id))
    assert start is not None
    view = WorkspaceView(start, worker)
    qtbot.addWidget(view)
    view.resize(1366, 728)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(lambda: view.isActiveWindow() and view.has_all_pages)
    navigation = view.findChild(Navigation)
    assert navigation is not None
    for at, key in enumerate(view.keys):
        middle = navigation.visualItemRect(navigation.item(at)).center()
        for _again in range(2):
            QTest.mouseClick(navigation.viewport(), Qt.MouseButton.LeftButton, pos=middle)
            focus = QApplication.focusWidget()
            assert focus is not None
            assert view.page(key).isAncestorOf(focus), key
    navigation.setFocus()
    QTest.keyClicks(navigation, "ph")
    assert view.current_key == view.keys[-1]


def test_the_line_at_the_top_says_that_the_report_was_sent_until_it_is_edited(
    workspace: Workspace, worker: Worker, run_on_worker: RunOnWorker, qtbot: QtBot, tmp_path: Path
) -> None:
    start = run_on_worker(lambda context: read_start_state(context, workspace.id))
    assert start is not None
    view = WorkspaceView(start, worker)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: view.has_all_pages)

    def said() -> set[str]:
        return {"Còn 9 ngày", "Đã gửi báo cáo"} & {label.text() for label in view.findChildren(QLabel)}

    assert said() == {"Còn 9 ngày"}
    output = view.page(OUTPUT)
    assert isinstance(output, OutputPage)
    output.output.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: said() == {"Đã gửi báo cáo"}, timeout=30_000)
    view.session.undo.push(SetFigure(view.session, cell("2"), 7))
    qtbot.waitUntil(lambda: said() == {"Còn 9 ngày"}, timeout=30_000)
