"""Trying the program with a made-up unit in the window: begun from the guide and the menu, ended by one
click."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.practice import practice_home
from lcweek_desktop.services.workspace.units import UnitSetup, own_workspaces, set_up
from lcweek_desktop.ui.pages.start.guide import StartGuide
from lcweek_desktop.ui.pages.start.guide_steps import UnitStep
from lcweek_desktop.ui.session.page_entries import BACKUP
from lcweek_desktop.ui.shell.header import UnitButton
from lcweek_desktop.ui.shell.practice_notice import PracticeNotice
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView
from lcweek_desktop.ui.widgets.placeholders import BusyOverlay
from tests.ui.windows import LONG, close_window, opened_window

FORMS = ROOT / "forms"


@pytest.fixture
def open_window(home: Path, qtbot: QtBot) -> Callable[[], Window]:
    """Shows a window on the data folder."""

    def open_window() -> Window:
        window = opened_window(home, qtbot)
        window.resize(1366, 728)
        return window

    return open_window


def guide(window: Window, qtbot: QtBot) -> StartGuide:
    """The guide, once it asks for the unit."""
    qtbot.waitUntil(
        lambda: (
            isinstance(window.current_view, StartGuide) and isinstance(window.current_view.step, UnitStep)
        ),
        timeout=LONG,
    )
    view = window.current_view
    assert isinstance(view, StartGuide)
    return view


def practising(window: Window, qtbot: QtBot) -> WorkspaceView:
    qtbot.waitUntil(
        lambda: window.workspace_view is not None and window.workspace_view.is_practice, timeout=LONG
    )
    assert window.workspace_view is not None
    return window.workspace_view


def click(parent: StartGuide | WorkspaceView, text: str) -> None:
    (button,) = [each for each in parent.findChildren(QPushButton) if each.text() == text]
    button.click()


def entries(window: Window) -> dict[str, bool]:
    """The entries of the menu Tệp, and whether they can be chosen."""
    (menu,) = [each for each in window.findChildren(QMenu) if each.title() == "&Tệp"]
    return {each.text(): each.isEnabled() for each in menu.actions() if each.text()}


def spoil(context: AppContext) -> None:
    """Have the database lack what every unit needs."""
    context.store._connection.execute("PRAGMA foreign_keys = OFF")
    context.store._connection.execute("DROP TABLE own_unit")


def test_from_the_guide_and_back_to_the_guide_as_before(
    home: Path, open_window: Callable[[], Window], qtbot: QtBot
) -> None:
    window = open_window()
    click(guide(window, qtbot), "Dùng thử với số liệu mẫu")
    view = practising(window, qtbot)
    (notice,) = view.findChildren(PracticeNotice)
    assert notice.isVisible()
    assert any("không gửi được" in label.text() for label in notice.findChildren(QLabel))
    assert BACKUP not in view.keys
    assert len(view.session.content.photos) == 2
    unit_button = view.findChild(UnitButton)
    assert unit_button is not None and len(unit_button.menu().actions()) == 1
    offered = entries(window)
    assert (offered["Thêm đơn vị…"], offered["Bỏ đơn vị…"], offered["Thôi dùng thử"]) == (False, False, True)
    notice.end_button.click()
    first = guide(window, qtbot)
    assert isinstance(first.step, UnitStep) and not first.step.is_answered()
    assert not practice_home(home).exists()
    close_window(window, qtbot)
    with open_context(home, FORMS) as context:
        assert own_workspaces(context) == ()


def test_from_the_menu_and_back_to_the_unit_at_work_and_a_file_waits(
    home: Path, open_window: Callable[[], Window], qtbot: QtBot, tmp_path: Path
) -> None:
    with open_context(home, FORMS) as context:
        own = set_up(context, "2024", UnitSetup(None, "Trường A", "truong", "03394"))
    window = open_window()
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)
    window.practising.toggle()
    practising(window, qtbot)
    file = tmp_path / "thu.txt"
    file.write_text("thư", encoding="utf-8")
    window.open_files([file])
    (said,) = [each for each in window.findChildren(QMessageBox) if each.isVisible()]
    assert said.text() == sentence("practice-files")
    said.buttons()[0].click()
    window.practising.toggle()
    qtbot.waitUntil(
        lambda: window.workspace_view is not None and window.workspace_view.at_work == own.id, timeout=LONG
    )
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QMessageBox)), timeout=LONG)
    assert window.workspace_view is not None and not window.workspace_view.is_practice


def test_made_up_data_that_do_not_open_lead_back_to_the_real_ones(
    home: Path, open_window: Callable[[], Window], qtbot: QtBot
) -> None:
    with open_context(home, FORMS) as context:
        own = set_up(context, "2024", UnitSetup(None, "Trường A", "truong", "03394"))
    window = open_window()
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)
    window.practising.toggle()
    practising(window, qtbot)
    window.worker.submit(spoil, lambda _none: None, lambda _error: None)
    window.open_unit(None)
    qtbot.waitUntil(
        lambda: window.workspace_view is not None and window.workspace_view.at_work == own.id, timeout=LONG
    )
    (said,) = [each for each in window.findChildren(QMessageBox) if each.isVisible()]
    said.buttons()[0].click()
    assert entries(window)["Dùng thử với số liệu mẫu"]


def test_closing_the_program_ends_practising(
    home: Path, open_window: Callable[[], Window], qtbot: QtBot
) -> None:
    window = open_window()
    click(guide(window, qtbot), "Dùng thử với số liệu mẫu")
    practising(window, qtbot)
    close_window(window, qtbot)
    assert not practice_home(home).exists()


def test_a_window_that_is_closed_while_practice_is_prepared_shows_nothing_more(
    home: Path, open_window: Callable[[], Window], qtbot: QtBot
) -> None:
    window = open_window()
    click(guide(window, qtbot), "Dùng thử với số liệu mẫu")
    qtbot.waitUntil(lambda: isinstance(window.current_view, BusyOverlay), timeout=LONG)
    close_window(window, qtbot)
    QApplication.processEvents()
    assert isinstance(window.current_view, BusyOverlay)
    assert not practice_home(home).exists()
