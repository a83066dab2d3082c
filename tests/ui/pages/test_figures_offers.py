"""What one click does for the current cell: a typed total follows its rows, last year's number is taken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.domain.report import Content
from lcweek_desktop.services.report.checking import Draft, save_draft
from lcweek_desktop.services.report.freezing import freeze
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.figures.cell_menu import cell_menu
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.table.cells import Role
from tests.ui.cells import cell
from tests.ui.conftest import RunOnWorker


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """The form of 2024, and the same as that of the year before."""
    folder = tmp_path / "forms"
    for year in ("2023", "2024"):
        shutil.copytree(ROOT / "forms" / "2024", folder / year)
    campaign = folder / "2023" / "campaign.toml"
    text = campaign.read_text(encoding="utf-8")
    text = text.replace('id = "2024"', 'id = "2023"').replace("year = 2024", "year = 2023")
    campaign.write_text(text, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture
def workspace(run_on_worker: RunOnWorker) -> Workspace:
    """A school that froze 1.250 people in 1.1 the year before."""

    def two_years(context: AppContext) -> Workspace:
        setup = UnitSetup("03394-th-a", "Trường Tiểu học Thèn Sin", "truong", "03394")
        before = set_up(context, "2023", setup)
        save_draft(before, Draft(Content(figures={cell("1.1", "people"): 1250})))
        freeze(before)
        return set_up(context, "2024", setup)

    return run_on_worker(two_years)


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> FiguresPage:
    page = FiguresPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 680)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: session.checks.last_year is not None)
    return page


def test_last_years_number_stands_in_the_cell_and_is_taken_by_one_click(page: FiguresPage) -> None:
    people = page.model.index_at("1.1.people")
    assert (people.data(Role.LAST_YEAR), people.data()) == ("1.250", "")
    page.show_place("1.1.count")
    assert page.offer.isHidden()
    page.show_place("1.1.people")
    assert page.offer.text() == "Chép số năm trước: 1.250"
    QTest.mouseClick(page.offer, Qt.MouseButton.LeftButton)
    assert page.session.content.figures == {cell("1.1", "people"): 1250}
    assert (page.offer.isHidden(), page.view.hasFocus()) == (True, True)
    page.session.undo.undo()
    assert page.session.content.figures == {}


def test_a_typed_total_says_its_surplus_and_follows_its_rows_again_by_one_click(page: FiguresPage) -> None:
    for place, number in {"5.1.count": "4", "5.count": "10"}.items():
        page.model.setData(page.model.index_at(place), number)
    page.show_place("5.count")
    assert page.view.currentIndex().data(Role.IS_TYPED)
    assert page.status_text() == "Tổng gõ tay, cao hơn tổng các dòng bên dưới (4) là 6."
    texts = [each.text() for each in cell_menu(page.view, page.blocks).actions()]
    assert "Theo tổng các dòng" in texts
    QTest.mouseClick(page.offer, Qt.MouseButton.LeftButton)
    assert page.view.currentIndex().data() == "4"
    assert cell("5") not in page.session.content.figures
    page.session.undo.undo()
    assert page.view.currentIndex().data() == "10"
