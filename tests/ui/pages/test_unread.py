"""Tiếp nhận: archives, mails and rubbish are dropped; what cannot be read stays until it is dismissed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.receiving.page import ReceivingPage
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.passphrase_dialogs import PassphraseDialog
from tests.ui.pages import test_receiving as receiving
from tests.ui.pages.test_receiving import Sender, click_row, receive_and_wait, row_of, show_page, shown_anew
from tests.zips import raw_zip, zipped

workspace = receiving.workspace
page = receiving.page


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[Sender]:
    sender = Sender(tmp_path)
    yield sender
    sender.installation.close()


def put(sender: Sender, name: str, data: bytes) -> Path:
    file = sender.folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    return file


def group(page: ReceivingPage, title: str) -> QTreeWidgetItem:
    found = page.files.group_titles().index(title)
    item = page.files.topLevelItem(found)
    assert item is not None
    return item


def test_everything_that_was_dropped_stands_in_one_group_and_the_numbers_add_up(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    report = sender.send("a", 7).read_bytes()
    members = {
        "Trường A/bao-cao.lcweek": report,
        "ghi chú.txt": b"x",
        "Thumbs.db": b"x",
        "khai mạc.mp4": b"x",
    }
    archive = put(sender, "thu/goi.zip", zipped(members))
    put(sender, "thu/~$bao-cao.docx", b"x")
    receive_and_wait(page, qtbot, archive.parent)
    assert page.status_text() == (
        "Đã đọc 6 tệp: 1 mới, 1 không đọc được, 1 tệp nén hoặc thư đã mở, 3 bỏ qua."
    )
    assert page.files.group_titles() == (
        "Đã tính, khóa chưa đối chiếu (1)",
        "Không đọc được (1)",
        "Tệp nén và thư đã mở (1)",
        "Bỏ qua (3)",
    )
    assert group(page, "Không đọc được (1)").isExpanded()
    assert not group(page, "Bỏ qua (3)").isExpanded()
    click_row(page, row_of(page, 1), qtbot)
    assert "goi.zip › ghi chú.txt" in page.details.text()


def test_a_folded_group_opens_with_a_click_and_with_the_keyboard(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    receive_and_wait(page, qtbot, put(sender, "Thumbs.db", b"x"))
    title = group(page, "Bỏ qua (1)")
    assert not title.isExpanded()
    click_row(page, title, qtbot)
    assert title.isExpanded()
    click_row(page, title, qtbot)
    assert not title.isExpanded()
    page.files.setCurrentItem(title)
    qtbot.keyClick(page.files, Qt.Key.Key_Right)
    assert title.isExpanded()


def test_an_archive_with_a_password_asks_for_it_until_it_is_right(
    page: ReceivingPage, sender: Sender, qtbot: QtBot
) -> None:
    archive = put(sender, "kin.zip", raw_zip({b"a.lcweek": sender.send("a", 7).read_bytes()}, "mật khẩu"))
    receive_and_wait(page, qtbot, archive)
    assert page.files.group_titles() == ("Không đọc được (1)",)
    answer_password(page, qtbot, "sai")
    assert page.files.group_titles() == ("Không đọc được (1)",)
    answer_password(page, qtbot, "mật khẩu")
    assert page.files.group_titles() == ("Đã tính, khóa chưa đối chiếu (1)", "Tệp nén và thư đã mở (1)")
    second = put(sender, "kin-2.zip", raw_zip({b"b.lcweek": sender.send("b", 5).read_bytes()}, "mật khẩu"))
    receive_and_wait(page, qtbot, second)
    assert page.files.group_titles() == ("Đã tính, khóa chưa đối chiếu (2)", "Tệp nén và thư đã mở (2)")


def answer_password(page: ReceivingPage, qtbot: QtBot, password: str) -> None:
    """Type `password` where it is asked for, and wait until the archive was received again."""
    dialog = page.unread.dialog
    assert isinstance(dialog, PassphraseDialog)
    assert dialog.isVisible()
    dialog.field.setText(password)
    with shown_anew(page, qtbot):
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)


def test_what_could_not_be_read_is_there_after_a_restart_and_goes_when_it_is_dismissed(
    page: ReceivingPage, sender: Sender, session: Session, worker: Worker, qtbot: QtBot
) -> None:
    one, other = put(sender, "a.txt", b"a"), put(sender, "b.txt", b"b")
    receive_and_wait(page, qtbot, one, other)
    again = show_page(ReceivingPage(session, worker), qtbot)
    qtbot.waitUntil(lambda: again.files.group_titles() == ("Không đọc được (2)",))
    assert not again.unread.dismiss_button.isHidden()
    again.files.setCurrentItem(row_of(again, 0, 1))
    click_row(again, row_of(again, 0), qtbot)
    assert "Nơi để tệp:" in again.details.text()
    with shown_anew(again, qtbot):
        qtbot.mouseClick(again.unread.dismiss_button, Qt.MouseButton.LeftButton)
    assert again.files.group_titles() == ("Không đọc được (1)",)
    assert again.status_text() == "Đã bỏ 1 dòng khỏi danh sách; tệp trên máy vẫn nguyên."
    assert one.read_bytes() == b"a"
    again.files.selectAll()
    with shown_anew(again, qtbot):
        again.unread.dismiss()
    assert again.files.group_titles() == ()
    assert again.unread.dismiss_button.isHidden()


def test_of_a_report_nothing_is_dismissed(page: ReceivingPage, sender: Sender, qtbot: QtBot) -> None:
    receive_and_wait(page, qtbot, sender.send("a", 7))
    click_row(page, row_of(page, 0), qtbot)
    assert page.unread.dismiss_button.isHidden()


def test_paper_that_needs_a_look_can_be_dismissed_and_stays_so(
    page: ReceivingPage, sender: Sender, qtbot: QtBot, run_on_worker: Callable[..., Workspace]
) -> None:
    from lcweek_desktop.services.output.printing import print_report

    sender.send("a", 7)
    paper = sender.folder / "giay.pdf"
    print_report(sender.installation.workspace(receiving.A.code), paper, final=True)
    receive_and_wait(page, qtbot, paper)
    assert page.files.group_titles() == ("Bản giấy cần xem (1)",)
    click_row(page, row_of(page, 0), qtbot)
    with shown_anew(page, qtbot):
        page.unread.dismiss()
    assert page.files.group_titles() == ()
