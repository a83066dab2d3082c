"""Tiếp nhận: the page of a commune receives what its schools sent from data folders of their own."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from lcweek_desktop.documents.xlsx import template_bytes
from lcweek_desktop.domain.narrative import FigureRun, Paragraph
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.paper.scans import attach_scan
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.received_items import ReceivedItem
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.summing.reporting_status import ReportingStatus
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.keys import signing_key
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.narrative.figure_chooser import FigureChooser
from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from lcweek_desktop.ui.pages.overview.page import OverviewPage
from lcweek_desktop.ui.pages.receiving.keys_dialog import KeysDialog
from lcweek_desktop.ui.pages.receiving.page import ReceivingPage
from lcweek_desktop.ui.pages.receiving.receive_summary import receive_summary
from lcweek_desktop.ui.pages.receiving.received_details import ReceivedDetails
from lcweek_desktop.ui.printing.report_viewer import ReportViewer
from lcweek_desktop.ui.session.page import DONE
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, theme
from tests import wine
from tests.bundle.altered_pdfs import with_signature
from tests.services.conftest import key_file
from tests.services.installation import COMMUNE, Installation, listed, school
from tests.services.office import Office
from tests.services.signed_paper import altered_paper
from tests.ui.cells import cell
from tests.ui.conftest import TODAY

A, B, C = (school(letter) for letter in "abc")
SCHOOLS = (A, B, C)
LONG = 30_000
"""Milliseconds that the worker process may take for a scan on a busy machine."""


class Sender:
    """The computer on which the schools work."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        home = folder / "truong"
        home.mkdir()
        self.installation = Installation(home)
        for unit in SCHOOLS:
            self.installation.add(unit)

    def send(self, letter: str, number: int | None, people: int | None = None, name: str = "") -> Path:
        """Send a report of the school `letter` with `number` in row 1.1 and `people` beside it. Returns the
        file."""
        unit = school(letter)
        self.installation.fill(unit.code, {"figures": {"1.1": {"count": number, "people": people}}})
        file = self.folder / "gui" / (name or f"{letter}-{number}.lcweek")
        file.parent.mkdir(exist_ok=True)
        self.installation.send(unit.code, file)
        return file


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[Sender]:
    sender = Sender(tmp_path)
    yield sender
    sender.installation.close()


@pytest.fixture
def workspace(run_on_worker: Callable[..., Workspace], tmp_path: Path) -> Workspace:
    file = tmp_path / "danh-muc.csv"
    rows = [f"{unit.code},{unit.name},{unit.level},{unit.parent}" for unit in SCHOOLS]
    file.write_text("\n".join(["code,name,level,parent_code", *rows, ""]), encoding="utf-8")
    commune = listed(COMMUNE)
    return run_on_worker(
        lambda context: set_up(
            context, "2024", UnitSetup(commune.code, commune.name, commune.level), listed=file
        )
    )


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> ReceivingPage:
    return show_page(ReceivingPage(session, worker), qtbot)


def show_page(page: ReceivingPage, qtbot: QtBot) -> ReceivingPage:
    qtbot.addWidget(page)
    page.resize(1130, 640)
    with qtbot.waitExposed(page):
        page.show()
    page.on_enter()
    qtbot.waitUntil(lambda: len(page.board.units) == len(SCHOOLS))
    return page


def row_of(page: ReceivingPage, group: int, place: int = 0) -> QTreeWidgetItem:
    top = page.files.topLevelItem(group)
    assert top is not None
    item = top.child(place)
    assert item is not None
    return item


def click_row(page: ReceivingPage, item: QTreeWidgetItem, qtbot: QtBot) -> None:
    place = page.files.visualItemRect(item).center()
    qtbot.mouseClick(page.files.viewport(), Qt.MouseButton.LeftButton, pos=place)


def shown_anew(page: ReceivingPage, qtbot: QtBot) -> AbstractContextManager[object]:
    """Waits at its end until the page shows what is stored: the list, and after it the questions."""
    signals = [page.files.selection_changed, page.questions.changed]
    return qtbot.waitSignals(signals, timeout=LONG, order="simple")


def receive_and_wait(page: ReceivingPage, qtbot: QtBot, *paths: Path) -> None:
    """Receive `paths`, and wait until the list shows what is stored."""
    with shown_anew(page, qtbot):
        page.receive(paths)


def confirm_all_keys(page: ReceivingPage, qtbot: QtBot) -> None:
    """Tick every key and confirm them."""
    dialog = page.waiting.show_keys()
    for place in range(dialog.tree.topLevelItemCount()):
        tick(dialog, place, qtbot)
    confirm_ticked(page, dialog, qtbot)
    dialog.close()


def confirm_ticked(page: ReceivingPage, dialog: KeysDialog, qtbot: QtBot) -> None:
    """Confirm the ticked keys, and say yes to the one question."""
    qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    assert dialog.question is not None
    with shown_anew(page, qtbot):
        qtbot.mouseClick(dialog.question.buttons()[0], Qt.MouseButton.LeftButton)


def tick(dialog: KeysDialog, place: int, qtbot: QtBot) -> None:
    """Tick the key in the row `place` with the space bar."""
    item = dialog.tree.topLevelItem(place)
    assert item is not None
    dialog.tree.setCurrentItem(item)
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)


def test_a_digital_signature_of_another_program_is_mentioned_with_its_report(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    file = sender.send("a", 7, name="a.pdf")
    file.write_bytes(with_signature(file.read_bytes()))
    receive_and_wait(page, qtbot, file)
    said = "mang chữ ký số của chương trình khác; sau khi ký, tệp không bị thay đổi"
    assert said in page.details.text()
    assert said in page.status_text()


def test_the_words_that_a_new_revision_changed_are_shown_below_its_cells(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    sender.installation.fill(A.code, {"narrative": {"I.1": "Đã tổ chức lễ khai mạc."}})
    receive_and_wait(page, qtbot, sender.send("a", 3))
    confirm_all_keys(page, qtbot)
    sender.installation.fill(A.code, {"narrative": {"I.1": "Đã tổ chức lễ phát động."}})
    receive_and_wait(page, qtbot, sender.send("a", 4))
    qtbot.waitUntil(lambda: "phát động" in page.details.text(), timeout=LONG)
    assert "Đã tổ chức lễ <s" in page.details.text()
    assert "khai mạc." in page.details.text()


def test_files_that_this_machine_cannot_take_are_listed_and_the_others_received(
    page: ReceivingPage, sender: Sender, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = sender.send("a", 3)
    Image.new("RGB", (40, 40)).save(report.parent / "anh.png")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "khong-co"))
    receive_and_wait(page, qtbot, report.parent)
    assert page.status_text() == "Đã đọc 2 tệp: 1 mới, 1 máy chưa nhận được."
    groups = [page.files.topLevelItem(place) for place in range(page.files.topLevelItemCount())]
    assert [group.text(0) for group in groups if group] == [
        "Đã tính, khóa chưa đối chiếu (1)",
        "Máy chưa nhận được (1)",
    ]
    click_row(page, row_of(page, 1), qtbot)
    assert "thư mục tạm" in page.details.text()
    monkeypatch.setattr(tempfile, "tempdir", None)
    receive_and_wait(page, qtbot, report.parent)
    assert page.status_text() == "Đã đọc 2 tệp: 1 đã có, 1 không đọc được."


def test_the_empty_list_says_what_to_drop_until_something_came(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    qtbot.waitUntil(page.files.empty_state.isVisible, timeout=LONG)
    assert not page.files.reading.isVisible()
    receive_and_wait(page, qtbot, sender.send("a", 3))
    assert not page.files.empty_state.isVisible()


def test_the_next_thing_to_do_is_highlighted(page: ReceivingPage, sender: Sender, qtbot: QtBot) -> None:
    choose_files, keys = page.choose_files_button, page.waiting.keys_button
    assert [is_highlighted(choose_files), is_highlighted(keys)] == [True, False]
    first = sender.send("a", 3)
    receive_and_wait(page, qtbot, first)
    assert [is_highlighted(choose_files), is_highlighted(keys)] == [True, False]  # it counts
    key_file(sender.installation.home, A.id).unlink()
    receive_and_wait(page, qtbot, sender.send("a", 4))
    assert [is_highlighted(choose_files), is_highlighted(keys)] == [False, True]
    dialog = page.waiting.show_keys()
    tick(dialog, 0, qtbot)
    confirm_ticked(page, dialog, qtbot)
    dialog.close()
    if page.waiting.keys_wait:
        confirm_all_keys(page, qtbot)
    assert [is_highlighted(choose_files), is_highlighted(keys)] == [True, False]


def is_highlighted(button: QPushButton) -> bool:
    """Whether `button` has the style of a primary button."""
    return button.styleSheet() == theme().style_sheet(PRIMARY_STYLE)


def test_new_keys_count_and_are_compared_beside_their_reports(
    page: ReceivingPage, sender: Sender, qtbot: QtBot, run_on_worker: Callable[..., int | None]
) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7), sender.send("b", 5))
    assert page.files.group_titles() == ("Đã tính, khóa chưa đối chiếu (2)",)
    assert page.waiting.keys_button.text() == "Xác nhận khóa (2)…"
    dialog = page.waiting.show_keys()
    assert dialog.isVisible() and not dialog.isModal()
    qtbot.waitUntil(lambda: dialog.paper.shown is not None and dialog.paper.preview.is_rendered, timeout=LONG)
    current = dialog.tree.currentItem()
    assert current is not None and dialog.paper.letters.text() == current.text(1)
    assert dialog.paper.preview.verticalScrollBar().value() > 0  # at the letters beside the code
    assert not dialog.confirm_button.isEnabled()
    letters = {dialog.tree.topLevelItem(place).text(1) for place in range(2)}  # type: ignore[union-attr]
    assert len(letters) == 2
    assert all(len(each.replace("-", "").replace(" ", "")) == 16 for each in letters)
    tick(dialog, 0, qtbot)
    assert dialog.confirm_button.text() == "Xác nhận 1 khóa đã đối chiếu…"
    confirm_ticked(page, dialog, qtbot)
    assert page.files.group_titles() == ("Đã tính, khóa chưa đối chiếu (1)", "Mới (1)")
    assert dialog.tree.topLevelItemCount() == 1  # it stays open, with what is left
    workspace = page.session.workspace
    assert run_on_worker(lambda context: rollup(workspace).sums(workspace.form, {}).get(cell("1.1"))) == 12


def test_all_selected_keys_are_confirmed_by_one_question_and_taken_back_by_another(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7), sender.send("b", 5))
    dialog = page.waiting.show_keys()
    dialog.tree.selectAll()
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert dialog.confirm_button.text() == "Xác nhận 2 khóa đã đối chiếu…"
    confirm_ticked(page, dialog, qtbot)
    assert page.files.group_titles() == ("Mới (2)",)
    qtbot.mouseClick(dialog.undo_button, Qt.MouseButton.LeftButton)
    (box,) = [each for each in dialog.findChildren(QMessageBox) if each.isVisible()]
    assert "2 đơn vị" in box.informativeText()
    with shown_anew(page, qtbot):
        qtbot.mouseClick(box.buttons()[0], Qt.MouseButton.LeftButton)
    assert page.files.group_titles() == ("Đã tính, khóa chưa đối chiếu (2)",)
    assert dialog.tree.topLevelItemCount() == 2


def test_no_page_of_another_key_stands_below_the_letters_of_a_key(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7), sender.send("b", 5))
    dialog = page.waiting.show_keys(A.code)
    paper = dialog.paper
    qtbot.waitUntil(lambda: paper.shown is not None and paper.preview.is_rendered, timeout=LONG)
    first = paper.preview.pdf
    dialog.show_unit(B.code)
    assert (paper.preview.pdf, paper.shown) == (b"", None)
    qtbot.waitUntil(lambda: paper.shown is not None and paper.preview.is_rendered, timeout=LONG)
    assert paper.preview.pdf not in (b"", first)


def test_a_key_that_is_not_the_units_is_used_no_more_and_the_changed_sums_are_said(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7), sender.send("b", 5))
    dialog = page.waiting.show_keys(A.code)
    qtbot.mouseClick(dialog.refuse_button, Qt.MouseButton.LeftButton)
    assert dialog.question is not None
    with shown_anew(page, qtbot):
        qtbot.mouseClick(dialog.question.buttons()[0], Qt.MouseButton.LeftButton)
    assert page.files.group_titles() == ("Đã tính, khóa chưa đối chiếu (1)", "Để riêng (1)")
    assert "12 → 5" in page.status_text()


def test_a_finding_about_a_key_opens_it(page: ReceivingPage, sender: Sender, qtbot: QtBot) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7), sender.send("b", 5))
    page.show_place(f"key:{B.code}")
    current = page.waiting.keys.tree.currentItem()
    assert current is not None and current.text(0) == B.name
    page.waiting.keys.close()
    page.show_place("key:")
    assert page.waiting.keys.isVisible() and page.waiting.keys.tree.topLevelItemCount() == 2


def test_paper_whose_code_the_key_signed_marks_the_key(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    sent, paper = sender.send("a", 7), sender.folder / "giay.pdf"
    print_report(sender.installation.workspace(A.code), paper, final=True)
    receive_and_wait(page, qtbot, sent, sender.send("b", 5))
    receive_and_wait(page, qtbot, paper)
    assert page.files.group_titles() == ("Đã tính, khóa chưa đối chiếu (2)",)
    dialog = page.waiting.show_keys()
    marks = {row.text(0): row.text(2) for row in dialog.tree.rows()}
    assert marks == {A.name: "có mã QR", B.name: ""}
    qtbot.mouseClick(dialog.on_paper_button, Qt.MouseButton.LeftButton)
    assert dialog.confirm_button.text() == "Xác nhận 1 khóa đã đối chiếu…"


def test_a_report_that_is_gone_to_while_ctrl_is_held_is_selected_alone(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    """What is selected is what buttons below the list take."""
    receive_and_wait(page, qtbot, sender.send("a", 3), sender.send("b", 4))
    page.files.select_unit(A.code)
    QTest.keyPress(page.files, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    page.files.select_unit(B.code)
    selected = page.files.selectedItems()
    QTest.keyRelease(page.files, Qt.Key.Key_Control)
    assert selected == [page.files.currentItem()]


def test_units_of_one_name_are_told_apart_by_their_codes(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    sender.installation.add(replace(B, name=A.name))
    receive_and_wait(page, qtbot, sender.send("a", 7), sender.send("b", 5), sender.send("c", 6))
    dialog = page.waiting.show_keys()
    items = (dialog.tree.topLevelItem(place) for place in range(3))
    named = [item.text(0) for item in items if item is not None]
    assert sorted(named) == [f"{A.name} ({A.code})", f"{A.name} ({B.code})", C.name]


def test_of_two_keys_of_one_unit_only_one_can_be_ticked(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    """The second key follows the first: its report names that of the first as the one before."""
    first = sender.send("a", 7)
    key_file(sender.installation.home, A.id).unlink()
    receive_and_wait(page, qtbot, first, sender.send("a", 9))
    dialog = page.waiting.show_keys()
    tick(dialog, 0, qtbot)
    tick(dialog, 1, qtbot)
    states = [dialog.tree.topLevelItem(place).checkState(0) for place in range(2)]  # type: ignore[union-attr]
    assert states == [Qt.CheckState.Unchecked, Qt.CheckState.Checked]


def test_a_dropped_folder_is_walked_and_what_is_no_report_says_why(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    file = sender.send("a", 7)
    (file.parent / "ghi-chu.txt").write_text("không phải báo cáo", encoding="utf-8")
    receive_and_wait(page, qtbot, file.parent)
    assert page.files.group_titles() == ("Đã tính, khóa chưa đối chiếu (1)", "Không đọc được (1)")
    assert page.status_text() == "Đã đọc 2 tệp: 1 mới, 1 không đọc được."
    click_row(page, row_of(page, 1), qtbot)
    assert "ghi-chu.txt" in page.details.text()


def test_paper_that_needs_a_look_stands_in_a_group_of_its_own(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    sent, paper = sender.send("a", 7), sender.folder / "giay.pdf"
    print_report(sender.installation.workspace(school("a").code), paper, final=True)
    receive_and_wait(page, qtbot, paper)
    assert page.files.group_titles() == ("Bản giấy cần xem (1)",)
    click_row(page, row_of(page, 0), qtbot)
    assert "khóa ký chưa được xác nhận" in page.details.text()
    receive_and_wait(page, qtbot, sent)
    confirm_all_keys(page, qtbot)
    receive_and_wait(page, qtbot, paper)
    assert page.files.group_titles() == ("Mới (1)",)
    assert "khớp với tệp đang giữ; chữ ký số đúng" in page.status_text()


def test_dropped_paper_is_compared_cell_by_cell(page: ReceivingPage, sender: Sender, qtbot: QtBot) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7, 70))
    confirm_all_keys(page, qtbot)
    workspace = sender.installation.workspace(A.code)
    office = Office(workspace, sender.folder)
    paper = altered_paper(office, 9, signing_key(office.context, workspace.unit.id))
    with shown_anew(page, qtbot):
        page.receive([paper])
    assert page.files.group_titles() == ("Mới (1)", "Bản giấy cần xem (1)")
    click_row(page, row_of(page, 1), qtbot)
    assert row_of(page, 1).text(0) == A.name
    assert [change[1:] for change in change_rows(page)] == [["7", "9"]]
    sender.installation.fill(A.code, {"figures": {"1.1": {"count": 8}}})
    print_report(workspace, sender.folder / "moi.pdf", final=True)
    with shown_anew(page, qtbot):
        page.receive([sender.folder / "moi.pdf"])
    assert page.files.group_titles() == ("Thay bản cũ (1)", "Bản cũ, không tính (1)", "Bản giấy cần xem (1)")
    click_row(page, row_of(page, 0), qtbot)
    assert (row_of(page, 0).text(0), row_of(page, 0).text(3)) == ("Trường A (từ bản giấy)", "moi.pdf")
    assert "chữ ký số đúng khóa của đơn vị; chưa có tệp" in page.details.text()
    assert [change[1:] for change in change_rows(page)] == [["7", "8"]]
    assert not page.copies.report_button.isEnabled()
    assert page.copies.scans_button.text() == "Xem bản quét (1)"
    assert not page.copies.save_button.isEnabled()
    sender.installation.send(A.code, sender.folder / "moi.lcweek")
    receive_and_wait(page, qtbot, sender.folder / "moi.lcweek")
    assert row_of(page, 0).text(0) == "Trường A"
    assert page.copies.report_button.isEnabled()


def change_rows(page: ReceivingPage) -> list[list[str]]:
    tree = page.details.changes
    lines = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    return [[line.text(column) for column in range(3)] for line in lines if line is not None]


def test_a_dropped_photo_without_a_code_says_how_to_take_it(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    Image.new("L", (900, 1200), 230).save(sender.folder / "anh.jpg")
    with shown_anew(page, qtbot):
        page.receive([sender.folder / "anh.jpg"])
    assert page.files.group_titles() == ("Không đọc được (1)",)
    click_row(page, row_of(page, 0), qtbot)
    assert "đặt giấy phẳng nơi đủ sáng" in page.details.text()


def test_a_scan_that_is_not_of_its_report_is_warned_of(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    sender.send("a", 7)
    workspace = sender.installation.workspace(A.code)
    print_report(workspace, sender.folder / "cu.pdf", final=True)
    sender.send("a", 9)
    attach_scan(workspace, sender.folder / "cu.pdf")
    sender.installation.send(A.code, sender.folder / "moi.lcweek")
    receive_and_wait(page, qtbot, sender.folder / "moi.lcweek")
    assert page.status_text().endswith("Bản quét kèm theo cần xem.")
    click_row(page, row_of(page, 0), qtbot)
    assert "bản số 1, không phải của báo cáo mà nó đi kèm" in page.details.text()


def test_a_changed_report_shows_the_changed_cells(page: ReceivingPage, sender: Sender, qtbot: QtBot) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7, 70))
    confirm_all_keys(page, qtbot)
    receive_and_wait(page, qtbot, sender.send("a", 9, 70))
    assert page.files.group_titles() == ("Thay bản cũ (1)", "Bản cũ, không tính (1)")
    click_row(page, row_of(page, 0), qtbot)
    assert "1 ô khác nhau" in page.details.text()
    change = page.details.changes.topLevelItem(0)
    assert change is not None
    assert [change.text(1), change.text(2)] == ["7", "9"]


def test_every_line_of_what_is_said_of_a_report_can_be_read(session: Session, qtbot: QtBot) -> None:
    """The card is as large as on a small laptop."""
    details = ReceivedDetails(session.form)
    qtbot.addWidget(details)
    details.resize(794, 203)
    numbers = "; ".join(f"dòng 1.{number} “Lớp tập huấn kỹ năng sống”, Số lớp: 5" for number in range(8))
    said = sentence("received-earlier-left", numbers=numbers)
    changes = tuple((cell(f"1.{number}"), number, 9) for number in range(1, 10))
    item = ReceivedItem(Need.CHANGED, "", said, A, changes=changes, other_revision=1, doubts=(said,))
    details.show_received(item)
    with qtbot.waitExposed(details):
        details.show()
    QApplication.processEvents()
    for label in details.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_a_report_with_blanks_waits_shows_what_is_missing_and_is_decided(
    page: ReceivingPage, sender: Sender, qtbot: QtBot, run_on_worker: Callable[..., int | None]
) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7, 70))
    confirm_all_keys(page, qtbot)
    receive_and_wait(page, qtbot, sender.send("a", 8, None))
    assert page.files.group_titles()[0] == "Cần quyết định (1)"
    assert [child.unit.code for child in page.board.with_status(ReportingStatus.WAITING)] == [A.code]
    click_row(page, row_of(page, 0), qtbot)
    changes = page.details.changes
    texts = [
        (item.text(1), item.text(2))
        for place in range(changes.topLevelItemCount())
        if (item := changes.topLevelItem(place)) is not None
    ]
    assert texts == [("7", "8"), ("70", "để trống")]
    with shown_anew(page, qtbot):
        qtbot.mouseClick(page.waiting.decide_button, Qt.MouseButton.LeftButton)
    assert page.files.group_titles() == ("Thay bản cũ (1)", "Bản cũ, không tính (1)")
    workspace = page.session.workspace
    assert run_on_worker(lambda context: rollup(workspace).sums(workspace.form, {}).get(cell("1.1"))) == 8


def test_everything_is_there_after_a_restart(
    page: ReceivingPage, sender: Sender, session: Session, worker: Worker, qtbot: QtBot, tmp_path: Path
) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7, 70))
    confirm_all_keys(page, qtbot)
    receive_and_wait(page, qtbot, sender.send("a", 8, None), sender.send("b", 3))
    foreign = tmp_path / "la"
    foreign.mkdir()
    with Installation(foreign) as site:
        stranger = school("z", "03388")
        site.add(stranger)
        site.fill(stranger.code, {"figures": {"1.1": {"count": 1}}})
        site.send(stranger.code, tmp_path / "gui" / "z.lcweek", COMMUNE)
    receive_and_wait(page, qtbot, tmp_path / "gui" / "z.lcweek")
    before, said = page.files.group_titles(), page.board.with_status(ReportingStatus.WAITING)
    assert before == ("Cần quyết định (1)", "Đã tính, khóa chưa đối chiếu (1)", "Mới (1)", "Để riêng (1)")
    again = show_page(ReceivingPage(session, worker), qtbot)
    qtbot.waitUntil(lambda: again.files.group_titles() == before)
    assert again.board.with_status(ReportingStatus.WAITING) == said
    again.files.setCurrentItem(row_of(again, 3))
    assert "chưa có trong danh mục" in again.details.text()


def test_a_hundred_files_are_read_and_can_be_stopped(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    data = sender.send("a", 7).read_bytes()
    many = sender.folder / "nhieu"
    many.mkdir()
    for number in range(100):
        (many / f"{number:03}.lcweek").write_bytes(data)
    page.receive([many])
    qtbot.waitUntil(lambda: page.progress.bar.value() > 0)
    assert page.progress.isVisible()
    with shown_anew(page, qtbot):
        qtbot.mouseClick(page.progress.stop_button, Qt.MouseButton.LeftButton)
    assert page.status_text().startswith("Đã dừng theo yêu cầu; đã đọc ")
    assert not page.progress.isVisible()
    with shown_anew(page, qtbot):
        page.receive([many])
    assert page.status_text() == "Đã đọc 100 tệp: 100 đã có."
    assert page.files.group_titles() == ("Đã tính, khóa chưa đối chiếu (1)",)


def test_stopping_after_the_first_file_is_said(
    workspace: Workspace, sender: Sender, run_on_worker: Callable[..., list[ReceiveResult]]
) -> None:
    file = sender.send("a", 7)
    receipts = run_on_worker(lambda context: list(receive(workspace, [file])))
    assert receive_summary(receipts, was_stopped=True) == "Đã dừng theo yêu cầu; đã đọc 1 tệp: 1 mới."
    assert receive_summary(receipts, was_stopped=False).startswith("Đã nhận bản số 1 của Trường A")


def test_the_board_counts_filters_and_names_who_is_missing(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    assert page.state() == "3"
    receive_and_wait(page, qtbot, sender.send("a", 7))
    confirm_all_keys(page, qtbot)
    qtbot.waitUntil(lambda: page.state() == "2")
    assert page.board.filters[ReportingStatus.RECEIVED].text() == "Đúng hạn: 1"
    qtbot.mouseClick(page.board.filters[ReportingStatus.MISSING], Qt.MouseButton.LeftButton)
    assert page.board.tree.names() == (B.name, C.name)
    qtbot.mouseClick(page.board.filters[ReportingStatus.MISSING], Qt.MouseButton.LeftButton)
    assert page.board.tree.names() == (A.name, B.name, C.name)
    receive_and_wait(page, qtbot, sender.send("b", 1), sender.send("c", 1))
    confirm_all_keys(page, qtbot)
    qtbot.waitUntil(lambda: page.state() == DONE)
    assert not page.board.remind_button.isEnabled()


def test_a_reminder_names_the_units_and_the_deadline(page: ReceivingPage, qtbot: QtBot) -> None:
    assert not page.session.form.campaign.is_late(TODAY)
    qtbot.mouseClick(page.board.remind_button, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert all(f"- {unit.name}\n" in text for unit in SCHOOLS)
    assert page.session.form.campaign.deadline_text in text
    assert "Đã chép lời nhắc 3 đơn vị" in page.board.status_text()
    page.board.tree.choose(B.code)
    assert page.board.remind_button.text() == "Chép lời nhắc (1 đơn vị)"
    qtbot.mouseClick(page.board.remind_button, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert B.name in text and A.name not in text


def test_the_empty_form_is_saved_for_units_without_the_program(
    page: ReceivingPage, tmp_path: Path, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.board.empty_form_button, Qt.MouseButton.LeftButton)
    dialog = page.board.empty_form_button.findChild(QFileDialog)
    assert dialog is not None
    target = tmp_path / "mau.xlsx"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    qtbot.waitUntil(lambda: page.board.status_text().startswith(f"Đã ghi {target}."))
    assert target.read_bytes() == template_bytes(page.session.form, A.level)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_empty_form_asks_for_which_level_where_there_are_several(
    page: ReceivingPage, qtbot: QtBot
) -> None:
    board = page.board.empty_form_button
    board.show_units([*SCHOOLS, listed(COMMUNE)])
    qtbot.mouseClick(board, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(board.level_menu.isVisible)
    names = [action.text() for action in board.level_menu.actions()]
    board.level_menu.close()
    assert names == ["Trường, cơ sở giáo dục", "Xã, phường, thị trấn"]
    board.show_units([])
    assert not board.isVisible()


def test_a_unit_on_the_board_leads_to_its_report(page: ReceivingPage, sender: Sender, qtbot: QtBot) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7), sender.send("b", 5))
    page.board.tree.choose(B.code)
    qtbot.keyClick(page.board.tree, Qt.Key.Key_Return)
    current = page.files.current_received
    assert current is not None and current.unit is not None and current.unit.code == B.code


def test_the_overview_shows_the_same_board(session: Session, worker: Worker, qtbot: QtBot) -> None:
    overview = OverviewPage(session, worker)
    qtbot.addWidget(overview)
    overview.show()
    overview.on_enter()
    assert overview.board.isVisible()  # also while it is read
    qtbot.waitUntil(lambda: bool(overview.board.units))
    assert overview.board.filters[ReportingStatus.MISSING].text() == "Chưa nộp: 3"


def test_what_was_received_is_something_entered(page: ReceivingPage, sender: Sender, qtbot: QtBot) -> None:
    overview = OverviewPage(page.session, page.worker)
    qtbot.addWidget(overview)
    assert overview.next_step == 0
    receive_and_wait(page, qtbot, sender.send("a", 3, 90))
    confirm_all_keys(page, qtbot)
    qtbot.waitUntil(lambda: len(overview.board.with_status(ReportingStatus.RECEIVED)) == 1)
    assert overview.next_step == 0  # two are missing
    receive_and_wait(page, qtbot, sender.send("b", 3, 90), sender.send("c", 3, 90))
    confirm_all_keys(page, qtbot)
    qtbot.waitUntil(lambda: overview.next_step == 1)


def test_a_live_figure_in_the_text_is_the_sum_that_is_printed(
    page: ReceivingPage, sender: Sender, session: Session, qtbot: QtBot
) -> None:
    narrative = NarrativePage(session, page.worker)
    qtbot.addWidget(narrative)
    (first, field), *_ = narrative.sheet.editors.items()
    session.put_figure(cell("1.1"), 2)
    session.put_text(first, (Paragraph((FigureRun(cell("1")),)),))

    def said() -> str:
        field.selectAll()
        return field.createMimeDataFromSelection().text()

    assert said() == "02"
    receive_and_wait(page, qtbot, sender.send("a", 3), sender.send("b", 4))
    confirm_all_keys(page, qtbot)
    qtbot.waitUntil(lambda: said() == "09")
    session.put_figure(cell("1.1"), 12)
    assert said() == "19"
    narrative.show()
    narrative.activateWindow()
    qtbot.waitUntil(narrative.isActiveWindow)
    narrative.on_enter()
    narrative.toolbar.figure.trigger()
    (chooser,) = narrative.findChildren(FigureChooser)
    chooser.search.setText("1.1")
    assert chooser.list.findItems(": 19", Qt.MatchFlag.MatchEndsWith)


def test_a_report_is_read_as_it_would_be_printed(page: ReceivingPage, sender: Sender, qtbot: QtBot) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7))
    qtbot.mouseClick(page.copies.report_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.findChildren(ReportViewer)), timeout=20_000)
    (reader,) = page.findChildren(ReportViewer)
    qtbot.waitUntil(lambda: reader.preview.is_rendered, timeout=20_000)
    assert reader.windowTitle() == "Trường A, bản số 1"
    assert reader.preview.page_count >= 2
    qtbot.keyClick(reader, Qt.Key.Key_Escape)
    assert not reader.isVisible()


def test_all_that_count_are_saved_and_nothing_is_overwritten(
    page: ReceivingPage, sender: Sender, qtbot: QtBot, tmp_path: Path
) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7), sender.send("b", 5))
    confirm_all_keys(page, qtbot)
    waiting = sender.send("c", 3)
    key_file(sender.installation.home, C.id).unlink()
    receive_and_wait(page, qtbot, waiting, sender.send("c", 4))
    folder = tmp_path / "luu"
    folder.mkdir()
    foreign = folder / f"Trường A ({A.code}) - bản số 1.pdf"
    foreign.write_bytes(b"another file")
    for _again in range(2):
        page.copies.save(folder)
        qtbot.waitUntil(lambda: not page.progress.running, timeout=LONG)
        assert page.status_text() == f"Đã lưu 3 báo cáo vào {folder}."
    assert sorted(file.name for file in folder.iterdir()) == [
        f"Trường A ({A.code}) - bản số 1 (2).pdf",
        f"Trường A ({A.code}) - bản số 1.pdf",
        f"Trường B ({B.code}) - bản số 1.pdf",
        f"Trường C ({C.code}) - bản số 1.pdf",  # the one that waits is not among them
    ]
    assert foreign.read_bytes() == b"another file"
    page.files.selectAll()
    assert page.copies.save_button.text() == "Lưu 4 báo cáo đã chọn…"


def test_saving_many_can_be_stopped(
    page: ReceivingPage, sender: Sender, qtbot: QtBot, tmp_path: Path
) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7), sender.send("b", 5))
    page.files.selectAll()
    page.copies.save(tmp_path)
    page.progress.stop()
    qtbot.waitUntil(lambda: not page.progress.running, timeout=LONG)
    assert page.status_text().startswith("Đã dừng theo yêu cầu; đã lưu ")
    assert page.copies.save_button.isEnabled()


@wine.has_no_printer
def test_many_are_printed_as_one_job(page: ReceivingPage, sender: Sender, qtbot: QtBot) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7), sender.send("b", 5))
    assert page.copies.print_button.isEnabled()
    dialog = page.copies.print()
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.printer().docName() == "2 báo cáo"
    dialog.reject()


def test_a_report_without_scans_offers_none(page: ReceivingPage, sender: Sender, qtbot: QtBot) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7))
    assert page.copies.report_button.isEnabled()
    assert not page.copies.scans_button.isEnabled()


@wine.has_no_printer
def test_scans_of_the_signed_paper_are_looked_at_and_printed(
    page: ReceivingPage, sender: Sender, qtbot: QtBot, tmp_path: Path
) -> None:
    sender.send("a", 7)
    picture = sender.folder / "ky.jpg"
    Image.new("RGB", (700, 990), "#eeeeee").save(picture)
    attach_scan(sender.installation.workspace(A.code), picture)
    file = sender.folder / "co-ban-quet.lcweek"
    sender.installation.send(A.code, file)
    receive_and_wait(page, qtbot, file)
    assert page.copies.scans_button.text() == "Xem bản quét (1)"
    qtbot.mouseClick(page.copies.scans_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.findChildren(ReportViewer)), timeout=20_000)
    (reader,) = page.findChildren(ReportViewer)
    qtbot.waitUntil(lambda: reader.preview.is_rendered, timeout=20_000)
    assert (reader.preview.page_count, reader.windowTitle()) == (1, "Bản quét: Trường A, bản số 1")
    dialog = reader.print()
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible, timeout=20_000)
    assert (dialog.maxPage(), dialog.printer().docName()) == (1, "Bản quét: Trường A, bản số 1")
    dialog.printer().setOutputFileName(str(tmp_path / "in.pdf"))
    dialog.printer().setResolution(72)
    dialog.done(1)
    qtbot.waitUntil(lambda: "Đã chuyển" in reader.status_label.text(), timeout=20_000)
    assert (tmp_path / "in.pdf").read_bytes().startswith(b"%PDF")
    reader.reject()
