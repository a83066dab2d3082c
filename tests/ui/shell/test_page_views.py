"""The window and its pages look as they were left: after a restart, after a kill, for each unit apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.domain.narrative import Paragraph, TextRun
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.pages.figures.view_state import top_row
from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView
from tests.ui.windows import LONG, close_window, opened_window

Windows = Callable[[], Window]


@pytest.fixture
def windows(home: Path, workspace: Workspace, worker: Worker, qtbot: QtBot) -> Windows:
    """`windows()` shows a window on the data folder, with the unit last worked with."""
    worker.stop()

    def window() -> Window:
        opened = opened_window(home, qtbot)
        opened.activateWindow()
        qtbot.waitUntil(lambda: opened.workspace_view is not None, timeout=LONG)
        return opened

    return window


def work(window: Window) -> WorkspaceView:
    assert window.workspace_view is not None
    return window.workspace_view


def open_unit(window: Window, unit: Workspace, qtbot: QtBot) -> None:
    before = window.workspace_view
    window.open_unit(unit.id)
    qtbot.waitUntil(lambda: window.workspace_view not in (None, before), timeout=LONG)
    assert work(window).at_work == unit.id


def figures(window: Window) -> FiguresPage:
    page = work(window).page("figures")
    assert isinstance(page, FiguresPage)
    return page


def leave_somehow(window: Window) -> None:
    """Bring Phụ lục II to the front, far down, with a folded section and wider notes."""
    work(window).show_page("figures")
    page = figures(window)
    page.view.collapse(page.model.index_at("note:6").siblingAtColumn(0))
    page.view.figures_header.resizeSection(page.model.columnCount() - 1, 260)
    page.show_place("9.2.people")


def assert_left_so(window: Window) -> None:
    page = figures(window)
    assert work(window).current_key == "figures"
    assert page.view.currentIndex() == page.model.index_at("9.2.people")
    assert page.view.hasFocus()
    folded = [page.model.index_at(f"note:{row}").siblingAtColumn(0) for row in (6, 9)]
    assert [page.view.isExpanded(section) for section in folded] == [False, True]
    assert page.view.columnWidth(page.model.columnCount() - 1) == 260


def test_after_a_restart_everything_is_where_it_was(windows: Windows, qtbot: QtBot) -> None:
    first = windows()
    first.resize(1300, 640)
    leave_somehow(first)
    top = top_row(figures(first).view)
    assert top not in (None, "1")
    close_window(first, qtbot)
    again = windows()
    assert again.height() == 640  # its width is that of the small screen of the tests
    assert_left_so(again)
    assert top_row(figures(again).view) == top


def test_what_was_seen_a_moment_ago_is_there_after_a_kill(windows: Windows, home: Path, qtbot: QtBot) -> None:
    """Nothing is closed: what is on the disk while the window is open is what a kill leaves."""
    window = windows()
    window.resize(1280, 690)
    leave_somehow(window)

    def kept() -> dict[str, Any]:
        file = home / "views.json"
        return json.loads(file.read_bytes())["2024/03394-th-a"] if file.exists() else {"pages": {}}

    qtbot.waitUntil(lambda: kept()["pages"].get("figures", {}).get("cell") == ["9.2", "people"])
    assert (kept()["front"], kept()["pages"]["figures"]["folded"]) == ("figures", ["6"])
    ini = str(home / "window.ini")
    qtbot.waitUntil(lambda: QSettings(ini, QSettings.Format.IniFormat).value("geometry") is not None)


def test_a_page_that_is_not_looked_at_stays_as_it_was_left(windows: Windows, qtbot: QtBot) -> None:
    first = windows()
    first.resize(1300, 640)
    leave_somehow(first)
    top = top_row(figures(first).view)
    work(first).show_page("narrative")
    close_window(first, qtbot)
    second = windows()
    qtbot.waitUntil(lambda: work(second).has_all_pages, timeout=LONG)
    work(second).show_page("overview")
    close_window(second, qtbot)
    third = windows()
    work(third).show_page("figures")
    assert top_row(figures(third).view) == top


SMALL = (790, 600)
"""No larger than the screen of the tests, so that the window has the same size again."""
LONG_TEXT = tuple(Paragraph((TextRun(f"Đoạn {at}: {'ngày hội đọc sách, ' * 30}hết."),)) for at in range(12))


def write_somehow(window: Window) -> NarrativePage:
    """Bring Phụ lục I to the front, with the cursor in a long text, and look at another part of it."""
    window.resize(*SMALL)
    page = work(window).page("narrative")
    assert isinstance(page, NarrativePage)
    for key in ("I.1", "II.1"):
        page.session.put_text(HeadingKey(key), LONG_TEXT)
    work(window).show_page("narrative")
    editor = page.sheet.editors[HeadingKey("II.1")]
    editor.setFocus()
    editor.setTextCursor(editor.cursor_at(7, 40))
    bar = page.findChild(QScrollArea).verticalScrollBar()  # type: ignore[union-attr]
    bar.setValue(bar.value() - 500)
    return page


def seen(page: NarrativePage) -> tuple[int, str | None, int]:
    """What is at the upper edge, which heading has the keyboard, and where in it the cursor is."""
    bar = page.findChild(QScrollArea).verticalScrollBar()  # type: ignore[union-attr]
    key = next((key for key, editor in page.sheet.editors.items() if editor.hasFocus()), None)
    return bar.value(), key, page.sheet.editors[HeadingKey("II.1")].textCursor().position()


def test_the_narrative_is_where_it_was_after_a_restart(windows: Windows, qtbot: QtBot) -> None:
    first = windows()
    before = seen(write_somehow(first))
    assert (before[0] > 500, before[1]) == (True, "II.1")
    close_window(first, qtbot)
    again = windows()
    page = work(again).page("narrative")
    assert isinstance(page, NarrativePage)
    qtbot.waitUntil(lambda: seen(page)[1] == "II.1")
    assert seen(page) == before
    QTest.keyClick(page.sheet.editors[HeadingKey("II.1")], Qt.Key.Key_Right)
    assert page.shows("narrative:II.1/7/41")


def test_the_narrative_is_where_it_was_when_another_page_was_in_front(windows: Windows, qtbot: QtBot) -> None:
    first = windows()
    before = seen(write_somehow(first))
    work(first).show_page("overview")
    close_window(first, qtbot)
    again = windows()
    page = work(again).page("narrative")
    assert isinstance(page, NarrativePage)
    work(again).show_page("narrative")
    assert seen(page) == before


def test_what_was_seen_of_the_narrative_a_moment_ago_is_there_after_a_kill(
    windows: Windows, home: Path, qtbot: QtBot
) -> None:
    write_somehow(windows())

    def kept() -> dict[str, Any]:
        file = home / "views.json"
        return json.loads(file.read_bytes())["2024/03394-th-a"] if file.exists() else {"pages": {}}

    qtbot.waitUntil(lambda: kept()["pages"].get("narrative", {}).get("cursor") == ["II.1", 7, 40])
    assert kept()["pages"]["narrative"]["top"][0] == "II.1"


def test_each_unit_has_its_own(
    home: Path, forms: Path, workspace: Workspace, windows: Windows, qtbot: QtBot
) -> None:
    with open_context(home, forms) as context:
        other = set_up(context, "2024", UnitSetup("106", "Huyện Tam Đường", "huyen", "12"))
    window = windows()
    open_unit(window, workspace, qtbot)
    leave_somehow(window)
    open_unit(window, other, qtbot)
    assert work(window).current_key == "overview"
    open_unit(window, workspace, qtbot)
    assert_left_so(window)


STRANGE: tuple[Any, ...] = (
    [1, 2],
    {"2024/03394-th-a": "figures"},
    {"2024/03394-th-a": {"front": 7, "pages": [1]}},
    {"2024/03394-th-a": {"front": "nowhere", "pages": {"figures": 3, "nowhere": {}}}},
    {
        "2024/03394-th-a": {
            "front": "figures",
            "pages": {
                "figures": {
                    "cell": ["99", {}],
                    "top": [1],
                    "folded": [{}, 4, "99", None],
                    "widths": {"note": -5, "label": "wide", "99": 3, "count": 10**9},
                },
                "narrative": {"cursor": ["II.1", -1, 3], "top": ["II.1", 10**9, 4, 10**12]},
            },
        }
    },
)
DAMAGED = (b"", b"\xff\x00", b"[" * 100_000, *(json.dumps(each).encode() for each in STRANGE))


@pytest.mark.parametrize("strange", DAMAGED)
def test_a_damaged_or_strange_file_is_ignored(windows: Windows, home: Path, strange: bytes) -> None:
    (home / "views.json").write_bytes(strange)
    window = windows()
    assert work(window).current_key in ("overview", "figures")
    page = figures(window)
    work(window).show_page("figures")
    assert page.view.currentIndex() == page.view.first_open_cell()
    assert page.widths.chosen == {}


def test_a_column_is_as_wide_as_it_was_dragged(windows: Windows) -> None:
    window = windows()
    work(window).show_page("figures")
    header = figures(window).view.figures_header
    before, edge = header.sectionSize(0), QPoint(header.sectionViewportPosition(1) - 1, 20)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(header.viewport(), edge + QPoint(30, 0))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(30, 0))
    assert (header.sectionSize(0), figures(window).widths.chosen) == (before + 30, {"tt": before + 30})
    figures(window).resize(1000, 500)
    assert header.sectionSize(0) == before + 30


def test_a_double_click_on_the_edge_gives_a_column_its_own_width_again(windows: Windows) -> None:
    window = windows()
    work(window).show_page("figures")
    view, notes = figures(window).view, figures(window).model.columnCount() - 1
    usual = view.columnWidth(notes)
    view.figures_header.resizeSection(notes, usual + 90)
    window.resize(1250, 700)
    QTest.qWait(0)
    assert view.columnWidth(notes) == usual + 90
    view.figures_header.sectionHandleDoubleClicked.emit(notes)
    assert view.columnWidth(notes) == usual
