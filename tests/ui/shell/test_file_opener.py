"""Files are opened in the window, or dropped anywhere on it: each goes the way that docs/files.md says."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMessageBox, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.catalogue import CATALOGUE
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.unit import CampaignUnit, UnitCode
from lcweek_desktop.services.opening.file_kind import FileKind
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.ui.pages.photos.page import PhotosPage
from lcweek_desktop.ui.pages.receiving.page import ReceivingPage
from lcweek_desktop.ui.pages.start.guide import StartGuide
from lcweek_desktop.ui.pages.start.guide_steps import RoleStep, UnitStep
from lcweek_desktop.ui.session.page_entries import BACKUP, PHOTOS, RECEIVING
from lcweek_desktop.ui.shell.application import create_window
from lcweek_desktop.ui.shell.unit_choice import UnitChoice
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.widgets.passphrase_dialogs import PassphraseDialog
from tests.services.office import Office
from tests.services.opening.samples import sample
from tests.ui import keyboard, mouse

LONG = 60_000


class Machine:
    """A window, what it says, and the data folder below it."""

    def __init__(self, home: Path, qtbot: QtBot) -> None:
        self.home = home
        self.qtbot = qtbot
        self.window: Window = create_window(home)
        self.window.resize(1366, 728)

    def show(self) -> Machine:
        """Show the window, and wait until a unit is at work or the guide asks."""
        self.window.show()
        self.qtbot.waitUntil(self._is_ready, timeout=LONG)
        return self

    def _is_ready(self) -> bool:
        view = self.window.current_view
        return self.window.workspace_view is not None or (
            isinstance(view, StartGuide) and view.step is not None
        )

    def boxes(self) -> list[QMessageBox]:
        """The messages and questions that are open."""
        return [box for box in self.window.findChildren(QMessageBox) if box.isVisible()]

    def said(self) -> str:
        """Wait for one message, close it with its last button and return its words."""
        self.qtbot.waitUntil(lambda: len(self.boxes()) == 1, timeout=LONG)
        (box,) = self.boxes()
        words = f"{box.text()} {box.informativeText()}".strip()
        box.buttons()[-1].click()
        self.qtbot.waitUntil(lambda: not self.boxes(), timeout=LONG)
        return words

    def answer(self, question: str, answer: str) -> None:
        """Wait for `question` alone, and press its button `answer`."""
        self.qtbot.waitUntil(lambda: [box.text() for box in self.boxes()] == [question], timeout=LONG)
        (box,) = self.boxes()
        next(button for button in box.buttons() if button.text() == answer).click()

    def page(self) -> str:
        """The key of the page in front."""
        assert self.window.workspace_view is not None
        return self.window.workspace_view.current_key

    def unit(self) -> str:
        """The code of the unit at work."""
        assert self.window.workspace_view is not None
        return self.window.workspace_view.at_work.code

    def rows(self) -> list[str]:
        """The keys of the rows of the form at work that a unit fills in below row 1."""
        assert self.window.workspace_view is not None
        return [row.key for row in self.window.workspace_view.session.form.rows if row.key.startswith("1.")]

    def receiving(self) -> ReceivingPage:
        """Tiếp nhận, once it is in front."""
        view = self.window.workspace_view
        assert view is not None
        page = view.page(RECEIVING)
        assert isinstance(page, ReceivingPage)
        return page

    def wait_for_received(self, *titles: str) -> None:
        """Wait until the list of Tiếp nhận has these groups."""
        self.qtbot.waitUntil(
            lambda: (
                self.window.workspace_view is not None
                and self.page() == RECEIVING
                and self.receiving().files.group_titles() == titles
            ),
            timeout=LONG,
        )

    def drop(self, files: Sequence[Path], at: QPoint | None = None) -> bool:
        """Drop `files` on the window, as the system does."""
        handle = self.window.windowHandle()
        return mouse.drop(handle, mouse.file_mime_data(files), at or QPoint(300, 300))


Machines = Callable[..., Machine]


@pytest.fixture
def machines(tmp_path: Path, qtbot: QtBot) -> Iterator[Machines]:
    """`machines("TH-A")` is a machine on which these units work, its window not shown. All are closed at the
    end."""
    made: list[Machine] = []

    def close(window: Window) -> None:
        window.close()
        qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG)

    def machine(*units: UnitSetup) -> Machine:
        home = tmp_path / f"may-{len(made)}"
        if units:
            with open_context(home, ROOT / "forms") as context:
                for unit in units:
                    set_up(context, "2024", unit)
        made.append(Machine(home, qtbot))
        qtbot.addWidget(made[-1].window, before_close_func=close)
        return made[-1]

    yield machine
    for each in made:
        close(each.window)


SCHOOL = UnitSetup("TH-A", "Trường Tiểu học Thèn Sin", "truong", "03394")
OTHER_SCHOOL = UnitSetup("TH-B", "Trường THCS Thèn Sin", "truong", "03394")
COMMUNE = UnitSetup("03394", "Xã Thèn Sin", "xa")
DISTRICT = UnitSetup("106", "Huyện Tam Đường", "huyen")


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[Office]:
    """The school TH-A on another machine."""
    (tmp_path / "tệp").mkdir()
    with open_context(tmp_path / "truong", ROOT / "forms") as context:
        yield Office(set_up(context, "2024", SCHOOL), tmp_path / "tệp")


def test_files_of_the_start_are_opened_once_the_data_are(machines: Machines, sender: Office) -> None:
    machine = machines(OTHER_SCHOOL)
    machine.window.open_files([sender.report(2)])
    machine.show()
    assert "Đây là báo cáo của Trường Tiểu học Thèn Sin (TH-A), bản số 1" in machine.said()


def test_the_receiver_receives(machines: Machines, sender: Office, tmp_path: Path) -> None:
    machine = machines(COMMUNE).show()
    folder = tmp_path / "thẻ nhớ"
    folder.mkdir()
    shutil.copy(sample(FileKind.FOREIGN, sender), folder)
    machine.window.open_files([sender.report(2), folder, sample(FileKind.DAMAGED, sender)])
    machine.wait_for_received("Chờ thêm vào danh mục (1)", "Không đọc được (2)")
    assert machine.boxes() == []


def test_files_that_come_while_others_are_received_are_received_after_them(
    machines: Machines, sender: Office
) -> None:
    machine = machines(COMMUNE).show()
    files = [sender.report(number, f"{number}.lcweek") for number in (2, 3)]
    for file in (*files, sample(FileKind.EMPTY_TEMPLATE, sender)):
        machine.receiving().receive([file])
    machine.window.workspace_view.show_page(RECEIVING)  # type: ignore[union-attr]
    machine.wait_for_received("Chờ thêm vào danh mục (2)", "Không đọc được (1)")


def test_before_a_unit_works_here_a_report_waits_until_one_is_set_up(
    machines: Machines, sender: Office, qtbot: QtBot
) -> None:
    machine = machines().show()
    machine.window.open_files([sender.report(2)])
    question = "Mở lại báo cáo bản số 1, kỳ 2024, của Trường Tiểu học Thèn Sin để làm tiếp trên máy này?"
    machine.answer(question, "Không phải đơn vị của tôi")
    machine.window.activateWindow()
    qtbot.waitUntil(machine.window.isActiveWindow)
    guide = machine.window.current_view
    assert isinstance(guide, StartGuide) and isinstance(guide.step, UnitStep)
    guide.step.campaigns.setCurrentText("Năm 2024")
    keyboard.type_text("thèn sin")
    qtbot.waitUntil(lambda: guide.step is not None and guide.step.is_answered())
    guide.go_forward()
    assert isinstance(guide.step, RoleStep)
    guide.step.second.click()
    guide.go_forward()
    guide.go_forward()
    machine.wait_for_received("Chờ thêm vào danh mục (1)")
    assert machine.unit() == "03394"


def test_several_reports_are_a_clerks_and_wait_without_a_question(machines: Machines, sender: Office) -> None:
    machine = machines().show()
    machine.window.open_files([sender.report(number, f"{number}.lcweek") for number in (2, 3)])
    words = machine.said()
    assert "gửi cho Xã Thèn Sin. Máy này chưa có đơn vị nào nên tệp chưa được nhận." in words
    assert "Hãy chọn đơn vị của mình; chọn xong, chương trình mở tiếp tệp này." in words


def test_the_first_start_goes_on_with_the_report_that_was_sent(
    machines: Machines, sender: Office, qtbot: QtBot
) -> None:
    machine = machines().show()
    guide = machine.window.current_view
    assert isinstance(guide, StartGuide)
    guide.file_chosen.emit(sender.report(2))
    question = "Mở lại báo cáo bản số 1, kỳ 2024, của Trường Tiểu học Thèn Sin để làm tiếp trên máy này?"
    machine.answer(question, Verb.REOPEN.label)
    words = machine.said()
    assert words.startswith("Đã mở lại báo cáo bản số 1 của Trường Tiểu học Thèn Sin để làm tiếp.")
    assert "bản chốt tiếp theo sẽ ký bằng khóa mới" in words
    qtbot.waitUntil(lambda: machine.window.workspace_view is not None, timeout=LONG)
    assert machine.unit() == "TH-A"
    view = machine.window.workspace_view
    assert view is not None
    assert {str(cell): value for cell, value in view.session.content.figures.items()} == {
        "1.1.count": 2,
        "1.1.people": 20,
    }


def test_the_own_report_is_opened_again_and_then_it_is_only_told_which_it_is(
    machines: Machines, sender: Office
) -> None:
    sent = sender.report(2)
    machine = machines(SCHOOL).show()
    machine.window.open_files([sent])
    question = "Mở lại báo cáo bản số 1, kỳ 2024, của Trường Tiểu học Thèn Sin để làm tiếp trên máy này?"
    machine.answer(question, Verb.REOPEN.label)
    machine.said()
    machine.window.open_files([sent])
    assert "đúng bản đã chốt trên máy này" in machine.said()


def test_the_guide_asks_for_the_pass_phrase_of_another_machine_and_restores_its_backup(
    machines: Machines, sender: Office, qtbot: QtBot
) -> None:
    machine = machines().show()
    machine.drop([sample(FileKind.MACHINE, sender)])
    qtbot.waitUntil(lambda: bool(machine.window.findChildren(PassphraseDialog)), timeout=LONG)
    (dialog,) = machine.window.findChildren(PassphraseDialog)
    dialog.reject()
    machine.window.open_files([sample(FileKind.BACKUP, sender)])
    assert machine.said().startswith("Đã khôi phục dữ liệu")
    qtbot.waitUntil(lambda: machine.window.workspace_view is not None, timeout=LONG)
    assert machine.unit() == "TH-A"


def test_where_a_unit_works_the_file_for_another_machine_is_told(machines: Machines, sender: Office) -> None:
    machine = machines(SCHOOL).show()
    machine.window.open_files([sample(FileKind.MACHINE, sender)])
    assert "Máy này đang có dữ liệu của TH-A nên chưa mở tệp máy cũ.lcwmove" in machine.said()


def test_of_two_files_that_ask_only_the_first_is_opened(machines: Machines, sender: Office) -> None:
    machine = machines(SCHOOL).show()
    backup = sample(FileKind.BACKUP, sender)
    again = backup.with_name("bản khác.lcwbak")
    shutil.copy(backup, again)
    machine.window.open_files([backup, again])
    machine.qtbot.waitUntil(lambda: len(machine.boxes()) == 2, timeout=LONG)
    words = sorted(box.text() for box in machine.boxes())
    assert words[0].startswith("Khôi phục dữ liệu lúc")
    assert words[1] == CATALOGUE["opened-alone"].sentence
    assert machine.page() == BACKUP
    for box in machine.boxes():
        box.buttons()[-1].click()


def test_one_message_says_what_many_files_are(machines: Machines, sender: Office) -> None:
    machine = machines(SCHOOL).show()
    file = sample(FileKind.EMPTY_TEMPLATE, sender)
    names = [f"ghi chú {number}.txt" for number in range(20)]
    machine.window.open_files([Path(shutil.copy(file, file.with_name(name))) for name in names])
    words = machine.said()
    assert words.startswith("Đã xem 20 tệp.")
    assert "ghi chú 0.txt, ghi chú 1.txt, ghi chú 2.txt và 17 tệp khác: Đây là mẫu Excel trống" in words


def test_with_several_units_it_is_asked_which_and_that_one_is_shown(
    machines: Machines, sender: Office, qtbot: QtBot
) -> None:
    machine = machines(COMMUNE, DISTRICT, OTHER_SCHOOL).show()
    assert machine.unit() == "03394"
    machine.window.open_files([sender.report(2)])
    choice = wait_for_choice(machine)
    assert [choice.list.item(row).text() for row in range(choice.list.count())] == [
        "Xã Thèn Sin – nhận tệp",
        "Huyện Tam Đường – nhận tệp",
    ]
    keyboard.press_key(Qt.Key.Key_Down)
    keyboard.press_key(Qt.Key.Key_Return)
    machine.wait_for_received("Chờ thêm vào danh mục (1)")
    assert machine.unit() == "106"


def test_nothing_is_opened_where_no_unit_is_chosen_and_the_next_files_are(
    machines: Machines, sender: Office
) -> None:
    machine = machines(OTHER_SCHOOL, COMMUNE).show()
    machine.window.open_unit(CampaignUnit(CampaignId("2024"), UnitCode("TH-B")))
    machine.qtbot.waitUntil(lambda: machine.unit() == "TH-B", timeout=LONG)
    machine.window.open_files([sender.report(2)])
    wait_for_choice(machine).reject()
    machine.window.open_files([sample(FileKind.EMPTY_TEMPLATE, sender)])
    assert "Đây là mẫu Excel trống" in machine.said()
    assert machine.unit() == "TH-B"


def test_files_that_come_while_it_is_asked_wait_for_the_answer(machines: Machines, sender: Office) -> None:
    machine = machines(COMMUNE, DISTRICT).show()
    window = machine.window
    window.open_files([sender.report(2)])
    choice = wait_for_choice(machine)
    machine.qtbot.waitUntil(lambda: not window.findChildren(QProgressDialog), timeout=LONG)
    window.open_files([sample(FileKind.EMPTY_TEMPLATE, sender)])
    assert not window.findChildren(QProgressDialog)
    choice.reject()
    assert "Đây là mẫu Excel trống" in machine.said()


@pytest.mark.parametrize("units", [(), (SCHOOL,)], ids=["no-unit", "a-unit"])
def test_a_campaign_is_asked_about_whether_a_unit_works_here_or_not(
    machines: Machines, sender: Office, units: tuple[UnitSetup, ...]
) -> None:
    machine = machines(*units).show()
    machine.window.open_files([sample(FileKind.CAMPAIGN, sender)])
    machine.qtbot.waitUntil(lambda: machine.window.changes.installer.dialog is not None, timeout=LONG)
    dialog = machine.window.changes.installer.dialog
    assert dialog is not None
    assert dialog.title.text() == "Cài Tuần lễ thử năm 2024, lần ban hành 1?"
    dialog.reject()
    machine.window.open_files([ROOT / "tests" / "data" / "bundles" / "campaign-row-twice.lcweek"])
    assert machine.said().startswith("Biểu mẫu trong tệp kỳ báo cáo có lỗi tại tệp phu-luc-2.toml")


def wait_for_choice(machine: Machine) -> UnitChoice:
    machine.qtbot.waitUntil(lambda: bool(machine.window.findChildren(UnitChoice)), timeout=LONG)
    (choice,) = machine.window.findChildren(UnitChoice)
    return choice


def test_files_dropped_on_a_field_of_hinh_anh_are_photos_and_others_are_opened(
    machines: Machines, sender: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    machine = machines(SCHOOL).show()
    view = machine.window.workspace_view
    assert view is not None
    view.show_page(PHOTOS)
    page = view.page(PHOTOS)
    assert isinstance(page, PhotosPage)
    Image.new("RGB", (60, 40), "teal").save(tmp_path / "a.png")
    Image.new("RGB", (60, 40), "navy").save(tmp_path / "b.png")
    with qtbot.waitSignal(page.adder.finished, timeout=LONG):
        assert machine.drop([tmp_path / "a.png"])
    caption = page.details.caption
    with qtbot.waitSignal(page.adder.finished, timeout=LONG):
        assert machine.drop([tmp_path / "b.png"], caption.mapTo(machine.window, QPoint(9, 9)))
    assert (len(page.session.content.photos), caption.text()) == (2, "")
    assert machine.drop([sender.report(2)], caption.mapTo(machine.window, QPoint(9, 9)))
    assert machine.said().startswith("Mở lại báo cáo bản số 1")
    assert len(page.session.content.photos) == 2


def test_what_is_no_file_of_this_machine_goes_to_the_widgets(machines: Machines) -> None:
    machine = machines(SCHOOL).show()
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.lcweek")])
    assert not mouse.drop(machine.window.windowHandle(), data)


def test_nothing_is_taken_while_a_question_is_open(machines: Machines, sender: Office) -> None:
    machine = machines(SCHOOL).show()
    machine.window.open_files([sample(FileKind.FOREIGN, sender)])
    machine.qtbot.waitUntil(lambda: len(machine.boxes()) == 1, timeout=LONG)
    assert not machine.drop([sender.report(2)])
    machine.said()


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_later_start_brings_the_window_to_the_front(machines: Machines) -> None:
    machine = machines(SCHOOL).show()
    machine.window.showMinimized()
    assert machine.window.take_files([])
    assert not machine.window.isMinimized()
    machine.qtbot.waitUntil(machine.window.isActiveWindow)


def test_a_window_that_is_closing_takes_no_files(machines: Machines) -> None:
    machine = machines(SCHOOL).show()
    machine.window.close()
    assert not machine.window.take_files([])


def test_while_a_unit_is_added_files_wait_and_that_is_said(
    machines: Machines, sender: Office, qtbot: QtBot
) -> None:
    machine = machines(SCHOOL).show()
    machine.window.show_start_guide()
    guide = machine.window.current_view
    assert isinstance(guide, StartGuide)
    qtbot.waitUntil(lambda: guide.step is not None)
    machine.window.open_files([sample(FileKind.FOREIGN, sender)])
    assert machine.said().startswith("Tệp vừa mở đang chờ, vì đang thêm đơn vị.")
    back = next(button for button in guide.findChildren(QPushButton) if button.text() == "Thôi")
    back.click()
    assert "Đây không phải tệp báo cáo của chương trình" in machine.said()


def test_the_help_menu_lets_a_double_click_open_files(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outside: Callable[[str], Path]
) -> None:
    outside("update-mime-database")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    machine = machines(SCHOOL).show()
    entry = tmp_path / "data" / "applications" / "lcweek.desktop"
    for is_set, verb in ((False, Verb.ASSOCIATE), (True, Verb.DISSOCIATE)):
        action = associating(machine)
        assert action.isChecked() == is_set
        action.trigger()
        assert machine.said() == verb.done()
        assert entry.exists() != is_set


def associating(machine: Machine) -> QAction:
    """The entry of Trợ giúp, as it stands when the menu is opened."""
    menu = machine.window.menuBar().actions()[-1].menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    return next(action for action in menu.actions() if action.text() == Verb.ASSOCIATE.label)
