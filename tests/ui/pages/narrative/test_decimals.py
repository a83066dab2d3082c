"""Live figures of a year with decimals (tests/services/decimal_year.py) in the narrative."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.domain.narrative import FigureRun, Paragraph, TextRun
from lcweek_desktop.services.workspace.units import open_workspace
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.narrative.figure_chooser import FigureChooser
from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from tests.services import decimal_year, kinds_offices
from tests.ui.cells import cell
from tests.ui.conftest import RunOnWorker


@pytest.fixture
def forms() -> Path:
    return kinds_offices.FORMS


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return decimal_year.received_by_commune(tmp_path)


@pytest.fixture
def workspace(run_on_worker: RunOnWorker) -> Workspace:
    return run_on_worker(open_workspace)


def test_a_live_figure_is_the_number_that_is_printed(page: NarrativePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.figure_values.text(cell("A.1", "money")) == "1.246,0")
    page.toolbar.figure.trigger()
    (chooser,) = page.findChildren(FigureChooser)
    listed = [chooser.list.item(row).text() for row in range(chooser.list.count())]
    assert "A.1  Đọc tại thư viện (Kinh phí (triệu đồng)): 1.246,0" in listed
    assert "A.1  Đọc tại thư viện (Tỷ lệ (%)): 98,5" in listed
    assert "E  Thư viện đạt chuẩn (Số lượng): …" in listed
    chooser.close()
    heading = HeadingKey("1")
    text = (Paragraph((TextRun("Đạt "), FigureRun(cell("A.2", "rate")), TextRun(" %"))),)
    page.session.put_text(heading, text)
    editor = page.sheet.editors[heading]
    editor.selectAll()
    assert editor.createMimeDataFromSelection().text() == "Đạt 61,0 %"
