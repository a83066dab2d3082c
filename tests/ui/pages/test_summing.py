"""Tổng hợp in a shown window of a district that received three tiers (tests/services/three_tiers.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTreeWidgetItem
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.receiving.deciding import decide
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.units import open_workspace
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.output.page import OutputPage
from lcweek_desktop.ui.pages.summing.page import SummingPage
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.theme import theme
from tests.documents.reading import whole_text
from tests.services import three_tiers
from tests.services.installation import DISTRICT, Installation, listed, school
from tests.ui.cells import cell


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return three_tiers.received_by_district(tmp_path)


@pytest.fixture
def workspace(run_on_worker: Callable[..., Workspace]) -> Workspace:
    return run_on_worker(lambda context: open_workspace(context, DISTRICT))


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


def shown_number(page: SummingPage, row: str, measure: str = "count") -> str:
    return str(page.sums.model.index_of(cell(row, measure)).data())


def go_to(page: SummingPage, row: str) -> None:
    page.sums.view.setFocus()
    page.sums.view.set_current_cell(cell(row))


def top_items(page: SummingPage) -> list[QTreeWidgetItem]:
    tree = page.sums.contributions.tree
    items = (tree.topLevelItem(place) for place in range(tree.topLevelItemCount()))
    return [item for item in items if item is not None]


def spoken_texts(items: list[QTreeWidgetItem]) -> Iterator[str]:
    """What a screen reader says of each."""
    return (str(item.data(0, Qt.ItemDataRole.AccessibleTextRole)) for item in items)


def test_the_sums_look_like_the_form_and_keep_qts_promises(
    page: SummingPage, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(page.sums.model)
    assert (shown_number(page, "1.1"), shown_number(page, "1"), shown_number(page, "2")) == ("84", "84", "13")
    labels = [str(page.sums.model.index(row, 1).data()) for row in range(page.sums.model.rowCount())]
    own = labels.index("Ngày hội đọc")
    assert labels[own - 1] == page.session.form.row_by_key[page.sums.model.lines[own].row.key].label
    assert page.sums.model.index(own, len(page.sums.model.columns) - 1).data() == "Trường G"


def test_the_board_says_who_is_in_and_who_is_missing(page: SummingPage) -> None:
    assert page.state() == "5/12"
    said = page.sums.progress_panel.text()
    assert said.startswith("Đã tính 5/12 đơn vị trực thuộc · 7 đơn vị chưa nộp")
    assert "Phường Tân Phong" in said


def test_enter_opens_a_cell_and_escape_closes_it(page: SummingPage, qtbot: QtBot) -> None:
    go_to(page, "1.1")
    qtbot.keyClick(page.sums.view, Qt.Key.Key_Return)
    assert page.sums.contributions.isVisible()
    assert page.sums.contributions.heading_text().endswith("84")
    assert [*spoken_texts(top_items(page))] == [
        "Trường G, 60, 71,4%, Gấp từ 10 lần trở lên mức giữa của các đơn vị cùng cấp (4).",
        "Phường Quyết Thắng, 9, 10,7%, Ghi chú: Tại nhà văn hóa",
        "Trường F, 6, 7,1%",
        "Trường E, 5, 6,0%",
        "Trường D, 4, 4,8%",
        "Trường A, Không tính ở đây: đã tính trong báo cáo của Phường Quyết Thắng.",
    ]
    commune = top_items(page)[1]
    inside = (commune.child(place) for place in range(commune.childCount()))
    assert [*spoken_texts([item for item in inside if item is not None])] == [
        "Phường Quyết Thắng, 4, 4,8%, Số đơn vị tự nhập.",
        "Trường B, 3, 3,6%",
        "Trường A, 2, 2,4%",
    ]
    go_to(page, "2")
    assert page.sums.contributions.heading_text().endswith("13")
    qtbot.keyClick(page.sums.contributions.tree, Qt.Key.Key_Escape)
    assert not page.sums.contributions.isVisible()
    assert page.sums.view.hasFocus()


def test_a_click_opens_a_cell_and_a_closed_one_stays_shut(page: SummingPage, qtbot: QtBot) -> None:
    for measure, is_open in (("people", False), ("count", True)):
        index = page.sums.model.index_of(cell("2", measure))
        page.sums.view.scrollTo(index)
        place = page.sums.view.visualRect(index).center()
        qtbot.mouseClick(page.sums.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert page.sums.contributions.isVisible() is is_open
    assert page.sums.contributions.heading_text().endswith("13")


def test_a_cell_stays_in_sight_when_the_table_makes_room(page: SummingPage, qtbot: QtBot) -> None:
    before = page.sums.view.width()
    go_to(page, "5.2")
    qtbot.keyClick(page.sums.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.sums.view.width() < before - 300)
    place = page.sums.view.visualRect(page.sums.view.currentIndex())
    assert page.sums.view.viewport().rect().contains(place.center())


def test_with_large_letters_a_row_of_the_table_and_all_words_above_it_are_seen(
    page: SummingPage,
) -> None:
    """As it is on a screen of 1366 × 768."""
    try:
        theme().zoom_to(200)
        page.resize(970, 560)
        QApplication.processEvents()
        view = page.sums.view
        row = view.visualRect(view.model().index(0, 0))
        assert row.top() >= 0 and row.bottom() < view.viewport().height()
        assert page.sums.progress_panel.height() >= page.sums.progress_panel.heightForWidth(
            page.sums.progress_panel.width()
        )
    finally:
        theme().zoom_by(0)


def test_on_a_small_screen_an_opened_number_takes_the_place_of_the_table(
    page: SummingPage, qtbot: QtBot
) -> None:
    """The size of the page is that of 150 % on 1366×768."""
    page.resize(736, 380)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    sums = page.sums
    assert sums.progress_panel.width() > 600
    sums.view.setFocus()
    go_to(page, "1.1")
    qtbot.keyClick(sums.view, Qt.Key.Key_Return)
    assert not sums.view.isVisible() and sums.contributions.tree.hasFocus()
    qtbot.keyClick(sums.contributions.tree, Qt.Key.Key_Escape)
    assert sums.view.isVisible() and sums.view.hasFocus() and not sums.side.isVisible()
    qtbot.keyClick(sums.view, Qt.Key.Key_Return)
    page.resize(1160, 620)
    qtbot.waitUntil(sums.view.isVisible)
    assert sums.side.isVisible()


def test_the_row_of_own_lines_opens_into_the_lines(page: SummingPage, qtbot: QtBot) -> None:
    go_to(page, "11")
    qtbot.keyClick(page.sums.view, Qt.Key.Key_Return)
    assert [*spoken_texts(top_items(page))] == [
        "Trường G, – Ngày hội đọc (Buổi): Số lớp/số cuộc thi: 1; Người: 300"
    ]


def test_the_units_own_entry_is_in_the_sums_at_once(page: SummingPage) -> None:
    page.sums.open_cell(cell("1.1"))
    page.session.put_figure(cell("1.1"), 16)
    assert shown_number(page, "1.1") == "100"
    assert page.sums.contributions.heading_text().endswith("100")
    assert "Thành phố Lai Châu, 16, 16,0%, Số đơn vị tự nhập." in [*spoken_texts(top_items(page))]


def test_a_double_is_decided_in_the_page(page: SummingPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.sums.disputes_button, Qt.MouseButton.LeftButton)
    tree, button = page.sums.disputes.tree, page.sums.disputes.choose_button
    assert page.sums.disputes_button.text() == "Báo cáo trùng (1)"
    assert not button.isEnabled()
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert page.sums.disputes.details_text() == "Báo cáo này đang được tính."
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert "5 (báo cáo kia: 2)" in page.sums.disputes.details_text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown_number(page, "1.1") == "87")
    assert page.status_text() == "Đã chọn báo cáo này; tổng hợp đã tính lại."


def test_a_number_far_above_its_peers_is_marked_and_led_to(page: SummingPage, qtbot: QtBot) -> None:
    assert "Trường G: " in page.sums.model.index_of(cell("1.1")).data(Qt.ItemDataRole.ToolTipRole)
    assert page.sums.outliers_button.text() == "Số khác thường (2)"
    qtbot.mouseClick(page.sums.outliers_button, Qt.MouseButton.LeftButton)
    assert page.sums.model.cell(page.sums.view.currentIndex()) == cell("1.1")
    qtbot.mouseClick(page.sums.outliers_button, Qt.MouseButton.LeftButton)
    assert page.sums.model.cell(page.sums.view.currentIndex()) == cell("1.1", "people")


def test_what_another_page_changed_is_seen(
    page: SummingPage, run_on_worker: Callable[..., str], qtbot: QtBot
) -> None:
    def choose(context: AppContext) -> str:
        held = context.store.stored_reports.of(
            page.session.workspace.unit.id, page.session.workspace.campaign
        )
        newest = next(each for each in held if each.unit.code == three_tiers.code_of("a"))
        return decide(page.session.workspace, newest.unit.code, newest.version.id.fingerprint)

    run_on_worker(choose)
    page.session.received_changed.emit()
    qtbot.waitUntil(lambda: shown_number(page, "1.1") == "87")


def test_the_sums_are_written_as_a_workbook(page: SummingPage, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "tong-hop.xlsx"
    page.export(target)
    qtbot.waitUntil(lambda: page.status_text() == f"Đã ghi {target}.")
    sums, *lists = openpyxl.load_workbook(target).worksheets
    assert [row[3].value for row in sums.iter_rows() if row[0].value == "1.1"] == [84]
    assert [sheet.title for sheet in lists] == [
        "Theo đơn vị",
        "Trường, cơ sở giáo dục",
        "Xã, phường, thị trấn",
    ]


def test_the_page_of_printing_writes_the_same_workbook(
    page: SummingPage, tmp_path: Path, qtbot: QtBot
) -> None:
    output = OutputPage(page.session, page.worker)
    qtbot.addWidget(output)
    page.export(tmp_path / "tong-hop.xlsx")
    qtbot.waitUntil(lambda: page.status_text().startswith("Đã ghi"))
    output.output.save_as(tmp_path / "in.xlsx")
    qtbot.waitUntil(lambda: output.status_text().startswith("Đã ghi"))
    assert (tmp_path / "in.xlsx").read_bytes() == (tmp_path / "tong-hop.xlsx").read_bytes()


def test_a_folder_that_is_not_there_is_told(page: SummingPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.export(tmp_path / "khong-co" / "tong-hop.xlsx")
    qtbot.waitUntil(lambda: "khong-co" in page.status_text())


def test_the_chart_is_shown_as_it_is_printed_and_saved(
    page: SummingPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.sums.open_cell(cell("2"))
    qtbot.mouseClick(page.sums.charts_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.charts.preview.page_count > 0)
    page.charts.save(tmp_path / "khong-co" / "bieu-do.pdf")
    qtbot.waitUntil(lambda: "khong-co" in page.charts.status_text())
    page.charts.save(tmp_path / "bieu-do.pdf")
    qtbot.waitUntil(lambda: page.charts.status_text().startswith("Đã ghi"))
    assert "Theođơnvị:2" in whole_text((tmp_path / "bieu-do.pdf").read_bytes())
    qtbot.keyClick(page.charts.preview, Qt.Key.Key_Escape)
    assert page.sums.view.isVisible() and page.sums.view.hasFocus()


class TestTwoReportsWithOneNumber:
    """A school's folder was copied to a second computer, and both sent a report with one number."""

    @pytest.fixture
    def home(self, tmp_path: Path) -> Path:
        unit, files = school("d", DISTRICT), [tmp_path / "mot.lcweek", tmp_path / "hai.lcweek"]
        for folder in ("mot", "huyen"):
            (tmp_path / folder).mkdir()
        with Installation(tmp_path / "mot") as one:
            one.add(unit)
            one.send(unit.code, files[0])
            with one.copied(tmp_path / "hai") as other:
                for site, count, file in ((one, 2, files[0]), (other, 3, files[1])):
                    site.fill(unit.code, {"figures": {"1.1": {"count": count}}})
                    site.send(unit.code, file)
        with Installation(tmp_path / "huyen") as district:
            district.add(listed(DISTRICT), [unit])
            district.receive(DISTRICT, *files, confirm_keys=True)
        return tmp_path / "huyen"

    def test_nothing_is_counted_until_one_is_chosen(self, page: SummingPage, qtbot: QtBot) -> None:
        assert (page.sums.disputes_button.text(), shown_number(page, "1.1")) == (
            "Báo cáo trùng: cần chọn 1",
            "",
        )
        page.sums.open_cell(cell("1.1"))
        assert [*spoken_texts(top_items(page))] == [
            "Trường D, Chưa tính: có nhiều báo cáo, chưa biết tính báo cáo nào."
        ]
        qtbot.mouseClick(page.sums.disputes_button, Qt.MouseButton.LeftButton)
        qtbot.keyClick(page.sums.disputes.tree, Qt.Key.Key_Down)
        assert "(báo cáo kia: " in page.sums.disputes.details_text()
        qtbot.mouseClick(page.sums.disputes.choose_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: shown_number(page, "1.1") in ("2", "3"))
        assert not page.sums.side.isVisible()


class TestNothingReceived:
    """A district on its first day."""

    @pytest.fixture
    def home(self, tmp_path: Path) -> Path:
        (tmp_path / "moi").mkdir()
        with Installation(tmp_path / "moi") as site:
            site.add(listed(DISTRICT))
        return tmp_path / "moi"

    def test_the_page_leads_to_where_reports_come_in(
        self, session: Session, worker: Worker, qtbot: QtBot
    ) -> None:
        page = SummingPage(session, worker)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        page.on_enter()
        qtbot.waitUntil(page.empty.isVisible)
        assert page.empty.description().startswith("7 đơn vị trực thuộc chưa nộp.")
        with qtbot.waitSignal(page.page_requested) as wanted:
            qtbot.mouseClick(page.empty.receive_button, Qt.MouseButton.LeftButton)
        assert wanted.args == ["receiving"]
