"""A new year, from the province's clerk who has never made one to a school that has never heard of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QMessageBox,
    QTreeWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.bundle.campaign import read_campaign_file
from lcweek_desktop.domain.form import Form
from lcweek_desktop.services.campaigns.installing import campaign_offer
from lcweek_desktop.services.campaigns.installing import install as install_offer
from lcweek_desktop.services.output.sending import send
from lcweek_desktop.services.receiving.incoming import receive as receive_files
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.ui.pages.campaign.page import CampaignPage
from lcweek_desktop.ui.pages.start.guide import StartGuide
from lcweek_desktop.ui.pages.summing.page import SummingPage
from lcweek_desktop.ui.session.page_entries import CAMPAIGN, SUMMING
from lcweek_desktop.ui.shell.application import create_window
from lcweek_desktop.ui.shell.navigation import Navigation
from lcweek_desktop.ui.shell.window import Window
from tests.ui import keyboard, mouse
from tests.ui.cells import cell
from tests.ui.steps import (
    compare_key,
    confirm_the_key,
    enter_and_send,
    open_page,
    receive,
)

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LONG = 60_000
SCREEN = (1366, 728)
FORMS = ROOT / "forms"
YEAR = 2031


class Clerk:
    """A person before the window of a data folder, whose keys and clicks are counted."""

    def __init__(self, home: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.home = home
        self.keys = self.clicks = 0
        self.window: Window = create_window(home)
        self.window.resize(*SCREEN)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()

    def leave(self) -> None:
        """Close the window."""
        self.window.close()
        self.wait(lambda: not self.window.isVisible())
        self.window.deleteLater()

    def wait(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so, timeout=LONG)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        if QApplication.focusWidget() is None:
            self.window.setFocus()
        keyboard.press_key(key, modifier)
        self.keys += 1

    def type(self, text: str) -> None:
        keyboard.type_text(text)
        self.keys += len(text)

    def click(self, widget: QWidget, at: QPoint | None = None, *, twice: bool = False) -> None:
        """Click the middle of `widget` or the point `at` of it, which has to be on the screen."""
        point = widget.rect().center() if at is None else at
        assert widget.isVisible()
        assert widget.isEnabled()
        assert widget.visibleRegion().contains(point), f"{widget} is covered or clipped at {point}"
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point)
        if twice:
            self.qtbot.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=point)
        self.clicks += 1 + twice
        QApplication.processEvents()

    def click_button(self, text: str) -> None:
        """Click the button that says `text`, once there is one."""

        def found() -> list[QAbstractButton]:
            return [
                each
                for each in self.window.findChildren(QAbstractButton)
                if each.text().replace("&", "") == text and each.isVisible()
            ]

        self.wait(lambda: bool(found()))
        self.click(found()[0])

    def answer(self, text: str) -> str:
        """Press the button `text` of the one message that is open; the words of the message."""

        def boxes() -> list[QMessageBox]:
            return [box for box in self.window.findChildren(QMessageBox) if box.isVisible()]

        self.wait(lambda: len(boxes()) == 1)
        (box,) = boxes()
        words = f"{box.text()} {box.informativeText()}"
        self.click(next(button for button in box.buttons() if button.text() == text))
        self.wait(lambda: not boxes())
        self.take_focus_again()
        return words

    def choose_file(self, file: Path) -> None:
        """Type a name into the file dialog that is open."""

        def dialogs() -> list[QFileDialog]:
            return [each for each in self.window.findChildren(QFileDialog) if each.isVisible()]

        self.wait(lambda: bool(dialogs()))
        self.wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        self.press(KEY.Key_A, CTRL)
        self.type(str(file))
        self.press(KEY.Key_Return)
        self.wait(lambda: not dialogs())
        self.take_focus_again()

    def take_focus_again(self) -> None:
        """Focus the window, or the dialog before it, after a dialog has closed, as a window manager would do;
        here there is none."""
        (QApplication.activeModalWidget() or self.window).activateWindow()
        self.wait(lambda: QApplication.focusWidget() is not None)


Clerks = Callable[[Path], Clerk]


@pytest.fixture
def clerks(qtbot: QtBot) -> Iterator[Clerks]:
    """`clerks(home)` sits down before the window over a data folder, once the one before has left."""
    seated: list[Clerk] = []

    def clerk(home: Path) -> Clerk:
        while seated:
            seated.pop().leave()
        seated.append(Clerk(home, qtbot))
        return seated[-1]

    yield clerk
    while seated:
        seated.pop().leave()


def campaign_page(clerk: Clerk) -> CampaignPage:
    """Kỳ báo cáo, opened in the list of pages."""
    clerk.wait(lambda: clerk.window.workspace_view is not None)
    view = clerk.window.workspace_view
    assert view is not None
    pages = view.findChild(Navigation)
    assert pages is not None
    (item,) = pages.findItems("Kỳ báo cáo", Qt.MatchFlag.MatchExactly)
    clerk.click(pages.viewport(), pages.visualItemRect(item).center())
    assert view.current_key == CAMPAIGN
    page = view.page(CAMPAIGN)
    assert isinstance(page, CampaignPage)
    return page


def click_row(clerk: Clerk, page: CampaignPage, key: str, *, twice: bool = False) -> None:
    """Click the activity of the row `key`, scrolled to it."""
    tree = page.rows.tree
    rows = _items(tree.invisibleRootItem())
    item = next(each for each in rows if each.data(0, Qt.ItemDataRole.UserRole) == key)
    tree.scrollToItem(item, QAbstractItemView.ScrollHint.PositionAtCenter)
    place = tree.visualRect(tree.indexFromItem(item, 1))
    clerk.click(tree.viewport(), place.center(), twice=twice)


def _items(above: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for at in range(above.childCount()):
        item = above.child(at)
        if item is not None:
            yield item
            yield from _items(item)


def click_tab(clerk: Clerk, page: CampaignPage, title: str) -> None:
    bar = page.tabs.tabBar()
    at = next(at for at in range(bar.count()) if bar.tabText(at) == title)
    clerk.click(bar, bar.tabRect(at).center())


def click_entry(clerk: Clerk, entries: QListWidget, words: str) -> None:
    item = next(each for each in _entries(entries) if words in each.text())
    entries.scrollToItem(item)
    clerk.click(entries.viewport(), entries.visualItemRect(item).center())


def _entries(entries: QListWidget) -> Iterator[QListWidgetItem]:
    yield from (entries.item(at) for at in range(entries.count()))


def form(page: CampaignPage) -> Form:
    """The form that the draft is."""
    assert page.editor.draft is not None
    assert page.editor.draft.form is not None, page.editor.draft.mistakes
    return page.editor.draft.form


def make_and_publish(clerk: Clerk, file: Path) -> None:
    """Last year's form with two rows added, one renamed, a heading changed and one level fewer."""
    page = campaign_page(clerk)
    clerk.click_button("Tạo từ năm trước…")
    clerk.wait(lambda: page.dialog is not None and page.dialog.isVisible())
    clerk.press(KEY.Key_A, CTRL)
    clerk.type(str(YEAR))
    clerk.press(KEY.Key_Tab)
    clerk.press(KEY.Key_Down)  # from the newest campaign to that of 2024
    clerk.press(KEY.Key_Return)
    clerk.wait(lambda: page.editor.draft is not None)
    clerk.take_focus_again()
    click_row(clerk, page, "1.2")
    clerk.press(KEY.Key_Insert)
    clerk.type("Tập huấn kỹ năng số")
    clerk.press(KEY.Key_Return)
    click_row(clerk, page, "8")
    clerk.press(KEY.Key_Insert)
    clerk.type("Số thư viện mở cửa phục vụ Nhân dân")
    clerk.press(KEY.Key_Return)
    click_row(clerk, page, "2", twice=True)
    clerk.press(KEY.Key_A, CTRL)
    clerk.type("Số cuộc tuyên truyền")
    clerk.press(KEY.Key_Return)
    click_tab(clerk, page, "Đề cương")
    click_entry(clerk, page.headings.list, "III")
    clerk.click(page.headings.fields.inputs["title"])
    clerk.press(KEY.Key_A, CTRL)
    clerk.type("ĐỀ XUẤT, KIẾN NGHỊ")
    click_tab(clerk, page, "Thông tin")
    click_tab(clerk, page, "Các cấp")
    click_entry(clerk, page.levels.list, "Phòng, ban")
    clerk.click_button("Xóa cấp…")
    assert "Xóa cấp “Phòng, ban, đơn vị trực thuộc”?" in clerk.answer("Xóa cấp")
    click_tab(clerk, page, "So với kỳ trước")
    clerk.click(page.publishing.button)
    assert "mã khóa" in clerk.answer("Chọn nơi ghi tệp…")
    clerk.choose_file(file)
    clerk.wait(lambda: "Đã ban hành" in page.status_text())
    assert "Thêm Tỉnh Lai Châu vào kỳ báo cáo 2031" in clerk.answer("Thêm và mở kỳ mới")
    clerk.wait(lambda: year(clerk) == YEAR)


def begin_as(clerk: Clerk, name: str, above: str) -> None:
    """Answer the guide for the year that it proposes: a school that no directory lists, whom it reports
    to."""
    wait_for_guide(clerk)
    clerk.press(KEY.Key_Tab)
    clerk.press(KEY.Key_Tab)
    clerk.press(KEY.Key_Space)
    clerk.type(name)
    clerk.press(KEY.Key_Tab)
    clerk.press(KEY.Key_Tab)
    clerk.type(above)
    sign(clerk)


def begin_as_listed(clerk: Clerk, unit: str) -> None:
    """Answer the guide for the year that it proposes: a unit by its name, and that it is itself meant."""
    wait_for_guide(clerk)
    clerk.type(unit)
    for key in (KEY.Key_Return, KEY.Key_Down, KEY.Key_Down):
        clerk.press(key)
    sign(clerk)


def wait_for_guide(clerk: Clerk) -> None:
    """Wait until the guide asks which unit works here."""

    def asks() -> bool:
        view = clerk.window.current_view
        return isinstance(view, StartGuide) and view.step is not None

    clerk.wait(asks)


def sign(clerk: Clerk) -> None:
    """Go on to who signs, and to the end."""
    clerk.press(KEY.Key_Return)
    clerk.type("Lò Thị Ủy")
    clerk.press(KEY.Key_Return)
    clerk.wait(lambda: clerk.window.workspace_view is not None)


def install(clerk: Clerk) -> str:
    """Compare the key and say yes; what the window says then."""
    clerk.wait(lambda: clerk.window.changes.installer.dialog is not None)
    dialog = clerk.window.changes.installer.dialog
    assert dialog is not None
    assert not dialog.install_button.isEnabled()
    clerk.click(dialog.compared, QPoint(9, dialog.compared.height() // 2))
    clerk.click(dialog.install_button)
    return clerk.answer("Đóng")


def take_in(clerk: Clerk, report: Path) -> None:
    """Receive a school's `report`: add the school to the directory, and confirm its key."""
    receiving = receive(clerk.qtbot, clerk.window, report)
    clerk.wait(receiving.waiting.add_units_button.isVisible)
    clerk.click(receiving.waiting.add_units_button)
    clerk.answer("Thêm vào danh mục")
    clerk.wait(receiving.waiting.keys_button.isEnabled)
    clerk.click(receiving.waiting.keys_button)
    compare_key(clerk.qtbot, clerk.window)
    clerk.wait(lambda: not receiving.waiting.keys_button.isEnabled())


def add_unit(clerk: Clerk) -> None:
    """“Thêm đơn vị…” of the menu “Tệp”."""
    menus = (each for each in clerk.window.findChildren(QMenu) if each.title() == "&Tệp")
    next(action for menu in menus for action in menu.actions() if action.text() == "Thêm đơn vị…").trigger()


def year(clerk: Clerk) -> int:
    """The year that is at work."""
    view = clerk.window.workspace_view
    return 0 if view is None else view.session.form.campaign.year


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")  # of offscreen
def test_a_new_year_is_made_published_and_reported_in(clerks: Clerks, tmp_path: Path) -> None:
    province, file = tmp_path / "tinh", tmp_path / "ky-bao-cao.lcweek"
    with open_context(province, FORMS) as context:
        set_up(context, "2024", UnitSetup("12", "Tỉnh Lai Châu", "tinh"))
    clerk = clerks(province)
    make_and_publish(clerk, file)
    # Half a second for a key and five seconds for a click: within five minutes.
    assert clerk.keys * 0.5 + clerk.clicks * 5 < 300
    made = read_campaign_file(file.read_bytes()).form
    rows = {row.label: row.key for row in made.rows}
    assert rows["Tập huấn kỹ năng số"] == "1.13"
    assert rows["Số cuộc tuyên truyền"] == "2"
    assert rows["Số thư viện mở cửa phục vụ Nhân dân"] == "12"
    assert "don_vi" not in made.level_by_key
    assert [each.title for each in made.headings if each.number == "III"] == ["ĐỀ XUẤT, KIẾN NGHỊ"]

    # A school that has nothing yet, and one that reported in 2024.
    first, second = tmp_path / "truong-a.pdf", tmp_path / "truong-b.pdf"
    clerk = clerks(tmp_path / "truong-a")
    clerk.window.open_files([file])
    assert "Đã cài" in install(clerk)
    begin_as(clerk, "Truong Tieu hoc Then Sin", "xa then sin")
    assert year(clerk) == YEAR
    enter_and_send(clerk.qtbot, clerk.window, "12", first)

    with open_context(tmp_path / "truong-b", FORMS) as context:
        set_up(context, "2024", UnitSetup("03394-thcs", "Trường THCS Thèn Sin", "truong", "03394"))
    clerk = clerks(tmp_path / "truong-b")
    clerk.wait(lambda: clerk.window.workspace_view is not None)
    assert mouse.drop(clerk.window.windowHandle(), mouse.file_mime_data([file]), QPoint(300, 300))
    assert "Thêm đơn vị" in install(clerk)
    clerk.wait(lambda: clerk.window.workspace_view is not None)
    assert year(clerk) == 2024
    add_unit(clerk)
    begin_as_listed(clerk, "truong thcs then sin")
    clerk.wait(lambda: year(clerk) == YEAR)
    enter_and_send(clerk.qtbot, clerk.window, "5", second)

    # The commune sums both and sends; its district does the same.
    of_commune, of_district = tmp_path / "xa.pdf", tmp_path / "huyen.pdf"
    clerk = clerks(tmp_path / "xa")
    clerk.window.open_files([file])
    install(clerk)
    begin_as_listed(clerk, "xa then sin")
    for report in (first, second):
        take_in(clerk, report)
    shows_the_sum(clerk, "17")
    enter_and_send(clerk.qtbot, clerk.window, "", of_commune)

    with open_context(tmp_path / "huyen", FORMS) as context:
        install_offer(context, campaign_offer(context, file))
        district = set_up(context, str(YEAR), UnitSetup("106", "Huyện Tam Đường", "huyen", "12"))
        assert [each.unit for each in receive_files(district, [of_commune], confirm_keys=True)] == ["03394"]
        send(district, of_district)

    clerk = clerks(province)
    clerk.wait(lambda: year(clerk) == YEAR)
    confirm_the_key(clerk.qtbot, clerk.window, receive(clerk.qtbot, clerk.window, of_district))
    shows_the_sum(clerk, "17")


def shows_the_sum(clerk: Clerk, number: str) -> None:
    """Row 2 at Tổng hợp."""
    summing = open_page(clerk.window, KEY.Key_8, SUMMING)
    assert isinstance(summing, SummingPage)
    clerk.wait(lambda: summing.sums.model.index_of(cell("2")).data() == number)
