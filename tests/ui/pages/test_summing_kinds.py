"""Tổng hợp of a year whose numbers are not all added (tests/services/decimal_year.py)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lcweek_desktop.errors import sentence
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.workspace.units import open_workspace
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.receiving.received_details import ReceivedDetails
from lcweek_desktop.ui.pages.summing.page import SummingPage
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests.documents.reading import squeezed, whole_text
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


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> SummingPage:
    page = SummingPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1160, 620)
    with qtbot.waitExposed(page):
        page.show()
    page.on_enter()
    qtbot.waitUntil(lambda: page.sums.view.isVisible())
    return page


def shown(page: SummingPage, row: str, measure: str = "count") -> str:
    return str(page.sums.model.index_of(cell(row, measure)).data())


def tip(page: SummingPage, row: str, measure: str = "count") -> str:
    return str(page.sums.model.index_of(cell(row, measure)).data(Qt.ItemDataRole.ToolTipRole) or "")


def opened(page: SummingPage, qtbot: QtBot, row: str, measure: str = "count") -> list[str]:
    """What a screen reader says: the cell that Enter opened, then each unit."""
    page.sums.view.setFocus()
    page.sums.view.set_current_cell(cell(row, measure))
    qtbot.keyClick(page.sums.view, Qt.Key.Key_Return)
    return [page.sums.contributions.heading_text(), *spoken(page)]


def spoken(page: SummingPage) -> Iterator[str]:
    tree = page.sums.contributions.tree
    for place in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(place)
        assert item is not None
        yield str(item.data(0, Qt.ItemDataRole.AccessibleTextRole))


def test_each_number_is_what_the_form_makes_of_the_units(page: SummingPage) -> None:
    numbers = [shown(page, "A.1", "money"), shown(page, "A", "money"), shown(page, "A.1", "rate")]
    assert numbers == ["1.246,0", "1.246,2", "98,5"]
    assert (shown(page, "A.2", "rate"), shown(page, "B"), shown(page, "C")) == ("61,0", "300", "88,50")
    assert shown(page, "D") == "2,000"
    labels = [str(page.sums.model.index(row, 1).data()) for row in range(page.sums.model.rowCount())]
    own = labels.index("Đổi sách")
    assert [page.sums.model.index(own, at).data() for at in (3, 4, 5)] == ["2", "0,7", "12,5"]


def test_an_added_number_opens_into_shares(page: SummingPage, qtbot: QtBot) -> None:
    assert opened(page, qtbot, "A.1", "money") == [
        "A.1 “Đọc tại thư viện”, Kinh phí (triệu đồng) 1.246,0",
        "Trường Bến Đá, 1.234,5, 99,1%, Gấp từ 10 lần trở lên mức giữa của các đơn vị cùng cấp (1,5).",
        "Xã Bến Đá, 10,0, 0,8%, Số đơn vị tự nhập.",
        "Thư viện Bến Đá, 1,5, 0,1%",
    ]
    assert tip(page, "A.2.x") == ""


def test_a_greatest_number_opens_into_what_it_was_taken_from_without_shares(
    page: SummingPage, qtbot: QtBot
) -> None:
    assert opened(page, qtbot, "A.2", "rate") == [
        "A.2 “Thi đọc”, Tỷ lệ (%) 61,0 Lấy số lớn nhất của các đơn vị, không cộng.",
        "Trường Bến Đá, 61,0",
        "Thư viện Bến Đá, 40,5",
    ]
    assert tip(page, "A.2", "rate") == sentence("sums-greatest")


def test_a_number_of_each_unit_alone_has_the_others_beside_it(page: SummingPage, qtbot: QtBot) -> None:
    assert opened(page, qtbot, "A.1", "rate") == [
        "A.1 “Đọc tại thư viện”, Tỷ lệ (%) 98,5 Mỗi đơn vị tự nhập số của mình, không cộng.",
        "Xã Bến Đá, 98,5, Số đơn vị tự nhập.",
        "Thư viện Bến Đá, 98,0",
        "Trường Bến Đá, 97,0",
    ]
    assert tip(page, "A.1", "rate") == sentence("sums-none")


def test_until_the_unit_enters_its_own_number_the_cell_is_blank_and_says_so(
    page: SummingPage, qtbot: QtBot
) -> None:
    page.session.put_figure(cell("C"), None)
    assert shown(page, "C") == ""
    said = opened(page, qtbot, "C")
    assert said[0].endswith("không cộng. Đơn vị chưa nhập số của mình.")
    assert said[1:] == ["Trường Bến Đá, 90,00", "Thư viện Bến Đá, 87,25"]
    page.session.put_figure(cell("C"), 8900)
    assert shown(page, "C") == "89,00"


def test_numbers_far_above_the_others_are_told_in_the_unit(page: SummingPage, qtbot: QtBot) -> None:
    assert "2,000 ít nhất gấp 10 lần mức giữa 0,125" in tip(page, "D")
    assert "Gấp từ 10 lần trở lên mức giữa của các đơn vị cùng cấp (0,125)." in opened(page, qtbot, "D")[1]


def test_of_a_newer_report_the_changed_cells_are_shown_with_their_decimals(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with kinds_offices.open_offices(tmp_path / "hai-ban") as offices:
        library, commune = offices(decimal_year.LIBRARY), offices(decimal_year.COMMUNE)
        library.fill(**decimal_year.LIBRARY_ENTRY)
        commune.receive(library.send("1.lcweek"))
        library.fill(figures={"A.1": {"money": "2,5", "rate": None}})
        commune.receive(library.send("2.lcweek"), confirm=True)
        received = next(each for each in received_items(commune.workspace) if each.changes)
        details = ReceivedDetails(commune.form)
        qtbot.addWidget(details)
        details.show_received(received)
    rows = [details.changes.topLevelItem(row) for row in range(details.changes.topLevelItemCount())]
    assert [[row.text(column) for column in range(3)] for row in rows if row is not None] == [
        ["A.1 “Đọc tại thư viện”, Kinh phí (triệu đồng)", "1,5", "2,5"],
        ["A.1 “Đọc tại thư viện”, Tỷ lệ (%)", "98,0", "để trống"],
    ]


def test_the_charts_show_the_units_numbers_and_say_what_is_not_added(
    page: SummingPage, run_on_worker: RunOnWorker, qtbot: QtBot, tmp_path: Path
) -> None:
    page.charts.show_cells((cell("A.1", "rate"), cell("A.2", "rate")))
    target = tmp_path / "bieu-do.pdf"
    page.charts.save(target)
    qtbot.waitUntil(target.exists)
    text = whole_text(target.read_bytes())
    for words in (
        "A.1 “Đọc tại thư viện”, Tỷ lệ (%). Mỗi đơn vị tự nhập số của mình, không cộng.",
        "A.2 “Thi đọc”, Tỷ lệ (%). Lấy số lớn nhất của các đơn vị, không cộng.",
        "Xã Bến Đá (đơn vị tự nhập) 98,5",
        "Thư viện Bến Đá 98,0",
        "C. Người dân có thẻ thư viện (%), số đơn vị tự nhập 88,50",
        "B. Buổi đọc đông người nhất (người), số lớn nhất 300",
        "1.246,2",
    ):
        assert squeezed(words) in text, words
    assert squeezed("293,5") not in text
