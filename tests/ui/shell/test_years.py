"""Years side by side in the window: what stands for which, and what is said of a campaign."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.domain.report import Content, SignOff
from lcweek_desktop.services.report.checking import Draft, current_draft, save_draft
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, open_workspace, set_up
from lcweek_desktop.ui.pages.overview.page import OverviewPage
from lcweek_desktop.ui.pages.start.guide import StartGuide
from lcweek_desktop.ui.pages.start.guide_steps import UnitStep
from lcweek_desktop.ui.session.opening import StartState, read_start_state
from lcweek_desktop.ui.session.page_entries import FIGURES
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.header import Header, UnitButton
from lcweek_desktop.ui.shell.window import Window
from tests.ui.cells import cell
from tests.ui.keyboard import press_key, type_text
from tests.ui.windows import LONG, close_window, opened_window

FORMS = ROOT / "forms"
THEN_SIN = UnitSetup("03394", "Xã Thèn Sin", "xa")
SIN_SUOI_HO = UnitSetup("03394", "Xã Sin Suối Hồ", "xa")


@pytest.fixture
def two_years(home: Path) -> Path:
    """A data folder with a unit in 2024, and one of the same code, which is another place, in 2025."""
    with open_context(home, FORMS) as context:
        for year, setup, number in (("2024", THEN_SIN, 24), ("2025", SIN_SUOI_HO, 25)):
            workspace = set_up(context, year, setup)
            save_draft(workspace, Draft(Content().with_figure(cell("2"), number)))
    return home


@pytest.fixture
def windows(qtbot: QtBot) -> Callable[[Path], Window]:
    """`windows(home)` shows a window on a data folder, and closes the one before."""
    shown: list[Window] = []

    def window(home: Path) -> Window:
        if shown:
            close_window(shown.pop(), qtbot)
        shown.append(opened_window(home, qtbot))
        return shown[-1]

    return window


def at_work(window: Window, qtbot: QtBot, name: str) -> int | None:
    """Wait until `name` is at work, and return its number in row 2."""
    qtbot.waitUntil(
        lambda: (
            window.workspace_view is not None and window.workspace_view.session.workspace.unit.name == name
        ),
        timeout=LONG,
    )
    assert window.workspace_view is not None
    return window.workspace_view.session.number(cell("2"))


def choices(window: Window) -> dict[str, bool]:
    """The entries of the menu of units, and which is ticked."""
    return {each.text(): each.isChecked() for each in actions(window) if each.isCheckable()}


def choose(window: Window, text: str) -> None:
    next(each for each in actions(window) if each.text() == text).trigger()


def actions(window: Window) -> list[QAction]:
    assert window.workspace_view is not None
    button = window.workspace_view.findChild(UnitButton)
    assert isinstance(button, UnitButton)
    return button.menu().actions()


def test_the_menu_of_units_goes_from_one_year_to_the_other_and_back(
    windows: Callable[[Path], Window], qtbot: QtBot, two_years: Path
) -> None:
    before, after = "Xã Thèn Sin (năm 2024)", "Xã Sin Suối Hồ (năm 2025)"
    window = windows(two_years)
    assert at_work(window, qtbot, "Xã Sin Suối Hồ") == 25
    assert choices(window) == {after: True, before: False}
    choose(window, before)
    assert at_work(window, qtbot, "Xã Thèn Sin") == 24
    assert choices(window) == {after: False, before: True}
    again = windows(two_years)
    assert at_work(again, qtbot, "Xã Thèn Sin") == 24
    choose(again, after)
    assert at_work(again, qtbot, "Xã Sin Suối Hồ") == 25


def test_what_is_typed_goes_to_the_year_that_is_shown(
    windows: Callable[[Path], Window], qtbot: QtBot, two_years: Path
) -> None:
    window = windows(two_years)
    at_work(window, qtbot, "Xã Sin Suối Hồ")
    choose(window, "Xã Thèn Sin (năm 2024)")
    at_work(window, qtbot, "Xã Thèn Sin")
    assert window.workspace_view is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.workspace_view.show_page(FIGURES)
    window.workspace_view.show_place("2.count")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    type_text("7")
    press_key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspace_view.session.saver.is_saved, timeout=LONG)  # type: ignore[union-attr]
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG)
    with open_context(two_years, FORMS) as context:
        stored = {
            year: current_draft(open_workspace(context, "03394", year)).content.figures[cell("2")]
            for year in ("2024", "2025")
        }
    assert stored == {"2024": 7, "2025": 25}


def test_the_guide_proposes_the_newest_year_and_lists_the_units_of_the_one_that_is_chosen(
    worker: Worker, qtbot: QtBot
) -> None:
    guide = StartGuide(worker, can_cancel=False)
    qtbot.addWidget(guide)
    guide.show()
    guide.activateWindow()
    qtbot.waitUntil(lambda: isinstance(guide.step, UnitStep) and guide.isActiveWindow())
    step = guide.step
    assert isinstance(step, UnitStep)
    assert step.campaigns.currentText() == "Năm 2025 (theo mẫu năm 2024, chờ mẫu chính thức)"
    type_text("sin suoi ho")
    assert step.unit().id == ("lai-chau-2025", "03394")
    press_key(Qt.Key.Key_Backtab)
    press_key(Qt.Key.Key_Down)
    assert step.campaigns.currentText() == "Năm 2024"
    assert step.unit().id == ("lai-chau-2024", "03592")


# What is said of a campaign


def start_on(home: Path, day: date, year: str, qtbot: QtBot) -> tuple[StartState, Worker]:
    worker = Worker(lambda: open_context(home, FORMS, lambda: datetime.combine(day, time(8))))
    started: list[StartState | None] = []
    worker.start(lambda: None, lambda error: pytest.fail(str(error)))
    worker.submit(
        lambda context: read_start_state(context, open_workspace(context, "03394", year).id),
        started.append,
        lambda error: pytest.fail(str(error)),
    )
    qtbot.waitUntil(lambda: bool(started), timeout=LONG)
    (start,) = started
    assert start is not None
    return start, worker


@pytest.mark.parametrize(
    ("year", "day", "said"),
    [
        ("2024", date(2024, 10, 10), "Còn 9 ngày"),
        ("2024", date(2024, 10, 20), "Đã hết hạn gửi\n(trước ngày 20/10/2024)"),
        ("2025", date(2025, 10, 10), "Chưa rõ hạn gửi"),
        ("2025", date(2026, 11, 30), "Chưa có kỳ báo cáo năm 2026"),
    ],
)
def test_the_header_says_how_long_there_is(
    two_years: Path, qtbot: QtBot, year: str, day: date, said: str
) -> None:
    start, worker = start_on(two_years, day, year, qtbot)
    worker.stop()
    header = Header(start)
    qtbot.addWidget(header)
    (label,) = (each for each in header.findChildren(QLabel) if each.text() == said)
    year_over = "Kỳ báo cáo năm nay chưa có trên máy này: mở tệp kỳ báo cáo, hoặc tạo từ năm trước."
    assert (year_over in label.toolTip()) is (day.year == 2026)
    header.show_sent(is_sent=True)
    assert label.text() == (said if day.year == 2026 else "Đã gửi báo cáo")
    header.show_sent(is_sent=False)
    assert label.text() == said


def test_the_overview_says_what_the_form_is_and_nothing_of_a_year_that_needs_no_words(
    two_years: Path, qtbot: QtBot
) -> None:
    said = {}
    for year in ("2024", "2025"):
        start, worker = start_on(two_years, date(2026, 1, 1), year, qtbot)
        page = OverviewPage(Session(start, worker), worker)
        qtbot.addWidget(page)
        page.show()
        said[year] = page.campaign_label.text() if page.campaign_label.isVisible() else ""
        worker.stop()
    assert said["2024"] == ""
    first, *rest = said["2025"].split("\n")
    assert first.startswith("Kỳ báo cáo năm nay chưa có trên máy này")
    assert "Nếu ngày trên máy (01/01/2026) không đúng" in first
    assert rest[0] == "Biểu mẫu kỳ báo cáo năm 2025: theo mẫu năm 2024, chờ mẫu chính thức."
    assert "chưa rõ hạn gửi" in rest[1]


def test_the_next_year_begins_in_the_menu_of_the_unit_and_the_year_before_is_two_clicks_away(
    home: Path, windows: Callable[[Path], Window], qtbot: QtBot
) -> None:
    with open_context(home, FORMS) as context:
        school = set_up(context, "2024", UnitSetup(None, "Trường Mầm non Bản Bo", "truong", "03424"))
        draft = Draft(Content().with_figure(cell("2"), 24), SignOff(name="Lò Văn Phương"))
        save_draft(school, draft)
    window = windows(home)
    assert at_work(window, qtbot, school.unit.name) == 24
    choose_in_menu(window, "Bắt đầu kỳ báo cáo năm 2025…")
    box = window.changes.question
    assert box is not None and "gửi báo cáo cho Xã Bản Bo" in box.text()
    box.buttons()[0].click()

    def campaign() -> str | None:
        view = window.workspace_view
        return None if view is None else view.session.workspace.campaign

    qtbot.waitUntil(lambda: campaign() == "2025", timeout=LONG)
    assert window.workspace_view is not None
    session = window.workspace_view.session
    assert (session.signoff.name, session.number(cell("2"))) == ("Lò Văn Phương", None)
    assert "năm 2025" in " ".join(label.text() for label in window.findChildren(QLabel))
    choose_in_menu(window, "Trường Mầm non Bản Bo (năm 2024)")
    qtbot.waitUntil(lambda: campaign() == "2024", timeout=LONG)
    assert at_work(window, qtbot, school.unit.name) == 24


def choose_in_menu(window: Window, label: str) -> None:
    """Choose an entry of the menu under the unit's name."""
    assert window.workspace_view is not None
    button = window.workspace_view.findChild(UnitButton)
    assert button is not None
    (entry,) = [each for each in button.menu().actions() if each.text() == label]
    entry.trigger()
