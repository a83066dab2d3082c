"""In và gửi: the pages drawn from the real PDF, the sign-off, printing, scans and sending."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.bundle.reader import Bundle
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.services.output.preview import page_sizes
from lcweek_desktop.services.receiving.file_verification import verify_file
from lcweek_desktop.services.report.freezing import freeze
from lcweek_desktop.ui.pages.output.final_print_card import FinalPrintCard
from lcweek_desktop.ui.pages.output.freeze_dialog import FreezeDialog
from lcweek_desktop.ui.pages.output.page import OutputPage
from lcweek_desktop.ui.pages.output.step_card import StepCard
from lcweek_desktop.ui.pages.overview.page import OverviewPage
from lcweek_desktop.ui.printing.preview_bar import PreviewBar
from lcweek_desktop.ui.session.commands import SetFigure, SetSignOff
from lcweek_desktop.ui.session.page import DONE
from lcweek_desktop.ui.session.page_entries import CHECKS
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.inputs import FieldNotice
from lcweek_desktop.ui.widgets.theme import Space, theme
from tests import wine
from tests.bundle.altered_pdfs import with_signature
from tests.ui import keyboard, mouse
from tests.ui.conftest import RunOnWorker

LONG = 30_000
"""The most milliseconds to wait: a busy machine may take seconds for what otherwise takes a moment."""


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> OutputPage:
    page = OutputPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 680)
    with qtbot.waitExposed(page):
        page.show()
    page.on_enter()
    qtbot.waitUntil(lambda: page.preview.page_count >= 2, timeout=LONG)
    return page


def press_button(page: OutputPage, name: str) -> None:
    """Click the button that is seen under that name."""
    (found,) = (
        each
        for each in page.findChildren(QAbstractButton)
        if name in (each.text(), each.accessibleName()) and each.isVisible()
    )
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def click_header(step: StepCard) -> None:
    """Click the title of a step."""
    title = next(label for label in step.header.findChildren(QLabel) if len(label.text()) > 1)
    QTest.mouseClick(title, Qt.MouseButton.LeftButton)


def enter_signoff(page: OutputPage, key: str, text: str) -> None:
    """Type `text` in place of what is in the field, and leave it."""
    page.steps.open_signoff()
    field = page.signoff.field(key)
    field.setFocus()
    field.selectAll()
    keyboard.type_text(text)
    page.setFocus()


def is_sharp(page: OutputPage) -> bool:
    return page.preview.is_rendered


def page_text(page: OutputPage) -> str:
    return page.findChild(PreviewBar).page_label.text()  # type: ignore[union-attr]


def test_the_pages_are_sized_by_keys_wheel_and_buttons(page: OutputPage, qtbot: QtBot) -> None:
    assert page.state() == ""
    preview, bar = page.preview, page.findChild(PreviewBar)
    assert bar is not None
    wide = preview.zoom
    qtbot.keyClick(preview, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert preview.zoom < wide
    qtbot.keyClick(preview, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert (preview.zoom, bar.zoom_label.text()) == (1.0, "100 %")
    qtbot.keyClick(preview, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview.zoom > 1.0
    mouse.scroll_wheel(preview.viewport(), -120, Qt.KeyboardModifier.ControlModifier)
    assert preview.zoom == 1.0
    press_button(page, "Vừa cả trang")
    assert preview.verticalScrollBar().pageStep() * preview.page_count <= preview.height() * 5
    press_button(page, "Vừa chiều ngang")
    assert preview.zoom == pytest.approx(wide)
    page.resize(900, 680)
    qtbot.waitUntil(lambda: preview.zoom < wide, timeout=LONG)


def test_a_button_for_the_fit_stays_down_when_it_is_clicked_again(page: OutputPage) -> None:
    for name in ("Vừa cả trang", "Vừa cả trang", "Vừa chiều ngang", "Vừa chiều ngang"):
        press_button(page, name)
        (fit,) = (each for each in page.findChildren(QAbstractButton) if each.text() == name)
        assert fit.isChecked()


def test_a_whole_page_fits_and_keys_go_from_page_to_page(page: OutputPage, qtbot: QtBot) -> None:
    preview = page.preview
    press_button(page, "Vừa cả trang")
    count = preview.page_count
    assert preview.horizontalScrollBar().maximum() == 0
    for key, at in (
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageUp, 1),
        (Qt.Key.Key_End, count),
        (Qt.Key.Key_PageDown, count),
        (Qt.Key.Key_Home, 1),
    ):
        qtbot.keyClick(preview, key)
        assert page_text(page) == f"Trang {at}/{count}"
    press_button(page, "Trang sau (PgDn)")
    assert preview.current_page == 2


def test_only_pages_near_what_is_seen_are_drawn_and_sharp_for_the_screen(
    page: OutputPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: is_sharp(page), timeout=LONG)
    qtbot.keyClick(page.preview, Qt.Key.Key_End)
    assert not is_sharp(page)
    qtbot.waitUntil(lambda: is_sharp(page), timeout=LONG)


def test_what_is_seen_stays_until_the_new_pages_are_drawn(page: OutputPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: is_sharp(page), timeout=LONG)
    before = darkest(page)
    enter_signoff(page, "number", "15")
    qtbot.waitUntil(lambda: not is_sharp(page), timeout=LONG)
    assert darkest(page) == before
    qtbot.waitUntil(lambda: is_sharp(page), timeout=LONG)


def darkest(page: OutputPage) -> int:
    """The brightness of the darkest pixel in the middle of the preview; a page that is not drawn is white."""
    picture = page.preview.viewport().grab().toImage()
    inside = range(picture.width() // 4, picture.width() // 2, 3)
    return min(picture.pixelColor(x, y).value() for x in inside for y in range(60, 300, 2))


def test_phu_luc_ii_by_itself(page: OutputPage, qtbot: QtBot) -> None:
    whole = page.preview.page_count
    page.table_only.click()
    qtbot.waitUntil(lambda: page.preview.page_count < whole, timeout=LONG)
    assert page.preview.page_count == len(page_sizes(page.preview.pdf))


@pytest.mark.parametrize("paper_has_figures", [True, False])
def test_a_form_whose_paper_carries_no_figures_says_so_before_it_is_printed(
    qtbot: QtBot, paper_has_figures: bool
) -> None:
    card = FinalPrintCard(2, paper_has_figures=paper_has_figures)
    qtbot.addWidget(card)
    card.set_open(True)
    with qtbot.waitExposed(card):
        card.show()
    shown = [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
    assert any("mã QR trên bản giấy không mang số liệu" in text for text in shown) is not paper_has_figures


def test_printing_the_final_paper_asks_how_and_then_whether_to_freeze(
    page: OutputPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.session.undo.push(SetFigure(page.session, Cell(RowKey("1.1"), MeasureKey("count")), 7))
    print_into(page, qtbot, tmp_path / "thôi.pdf")
    question = freeze_question(page, qtbot)
    assert "Ô trống: 1.2" in question.details.toPlainText()
    qtbot.keyClick(question, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.findChildren(FreezeDialog), timeout=LONG)
    assert page.steps.revision_text().startswith("Bản số 1: bản nháp")
    assert not (tmp_path / "thôi.pdf").exists()
    print_into(page, qtbot, tmp_path / "in.pdf")
    freeze_question(page, qtbot).freeze_button.click()
    qtbot.waitUntil(lambda: "Đã chuyển" in page.status_text(), timeout=LONG)
    assert (tmp_path / "in.pdf").read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: page.steps.final_print_card.is_done, timeout=LONG)


def test_what_was_frozen_and_not_printed_says_so(
    page: OutputPage, qtbot: QtBot, tmp_path: Path, run_on_worker: RunOnWorker
) -> None:
    workspace = page.session.workspace
    run_on_worker(lambda _context: freeze(workspace))
    page.refresh()
    qtbot.waitUntil(lambda: "chưa in từ máy này" in page.steps.final_print_card.status_text, timeout=LONG)
    assert not page.steps.final_print_card.is_done
    click_header(page.steps.final_print_card)
    press_button(page, "In…")
    choose_printer(page, qtbot, tmp_path / "in.pdf")
    qtbot.waitUntil(lambda: page.steps.final_print_card.is_done, timeout=LONG)


def print_into(page: OutputPage, qtbot: QtBot, file: Path) -> None:
    """Ask for the final print, and accept the print dialog."""
    page.output.print_final()
    choose_printer(page, qtbot, file)


def choose_printer(page: OutputPage, qtbot: QtBot, file: Path) -> None:
    """Accept the print dialog with a printer that writes to `file`."""
    wine.needs_printer()
    qtbot.waitUntil(lambda: bool(page.findChildren(QPrintDialog)), timeout=LONG)
    (dialog,) = page.findChildren(QPrintDialog)
    dialog.printer().setOutputFileName(str(file))
    dialog.printer().setResolution(72)
    dialog.done(1)
    qtbot.waitUntil(lambda: not page.findChildren(QPrintDialog), timeout=LONG)


def freeze_question(page: OutputPage, qtbot: QtBot) -> FreezeDialog:
    qtbot.waitUntil(lambda: bool(page.findChildren(FreezeDialog)), timeout=LONG)
    (question,) = page.findChildren(FreezeDialog)
    return question


def test_a_dropped_scan_is_listed_kept_while_the_number_is_typed_and_taken_off(
    page: OutputPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.output.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: page.steps.sending_card.is_done, timeout=LONG)
    Image.new("L", (30, 40)).save(tmp_path / "quét.png")
    mouse.drop_files(page, [tmp_path / "quét.png"])
    answer_about_scan(page, qtbot, "Đúng bản đã ký")
    qtbot.waitUntil(lambda: page.steps.scan_card.is_done, timeout=LONG)
    enter_signoff(page, "number", "15")
    qtbot.waitUntil(lambda: not page.steps.sending_card.is_done, timeout=LONG)
    page.output.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: page.steps.sending_card.is_done, timeout=LONG)
    bundle = sent_bundle(tmp_path / "gui.pdf")
    assert (len(bundle.scans), bundle.signoff.number) == (1, "15")
    click_header(page.steps.scan_card)
    press_button(page, "Bỏ bản quét 1")
    qtbot.waitUntil(lambda: not page.steps.scan_card.is_done, timeout=LONG)


def test_the_scan_of_a_report_is_not_shown_with_the_next_one(
    page: OutputPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.output.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: page.steps.sending_card.is_done, timeout=LONG)
    Image.new("L", (30, 40)).save(tmp_path / "quét.png")
    page.output.attach([tmp_path / "quét.png"])
    qtbot.waitUntil(lambda: page.steps.scan_card.is_done, timeout=LONG)
    page.session.put_figure(Cell(RowKey("3"), MeasureKey("count")), 7)
    page.refresh()
    qtbot.waitUntil(lambda: not page.steps.scan_card.is_done, timeout=LONG)


@pytest.mark.parametrize("zoom", [100, 200])
def test_each_step_has_room_in_the_side_panel(page: OutputPage, zoom: int) -> None:
    theme().zoom_to(zoom)
    try:
        for card in (
            page.steps.signing_card,
            page.steps.final_print_card,
            page.steps.scan_card,
            page.steps.sending_card,
        ):
            page.steps.open_card(card)
            assert card.minimumSizeHint().width() <= page.steps.width() - Space.XL
    finally:
        theme().zoom_by(0)


def test_the_sign_off_is_entered_undone_and_a_wrong_day_is_told(page: OutputPage) -> None:
    enter_signoff(page, "number", "12")
    enter_signoff(page, "date", "15/10/2024")
    enter_signoff(page, "title", "PHÓ HIỆU TRƯỞNG")
    signoff = page.session.signoff
    assert (signoff.number, signoff.date, signoff.title) == ("12", "2024-10-15", ("PHÓ HIỆU TRƯỞNG",))
    for _field in range(3):
        page.session.undo.undo()
    assert page.session.signoff == SignOff()
    enter_signoff(page, "date", "hôm nay")
    assert page.session.signoff.date == ""
    assert "ngày/tháng/năm" in page.signoff.error_text()


def test_what_a_field_of_the_sign_off_refuses_or_drops_is_said(page: OutputPage) -> None:
    page.steps.open_signoff()
    (notice,) = page.signoff.findChildren(FieldNotice)
    name = page.signoff.field("name")
    name.setFocus()
    keyboard.type_text("Lò Thị Én\U0001fae8")
    assert page.session.signoff.name == "Lò Thị Én"
    assert "Đã bỏ 1 ký tự" in notice.text()
    data = QMimeData()
    data.setText("a" * 501)
    recipients = page.signoff.field("recipients")
    assert isinstance(recipients, QPlainTextEdit)
    recipients.insertFromMimeData(data)
    assert page.session.signoff.recipients is None
    assert "dài 501 ký tự" in notice.text()


@pytest.mark.parametrize("written", ["5/10/2024", "05-10-24", "5.10.2024", "05 / 10 / 2024"])
def test_a_day_is_understood_as_people_write_it(page: OutputPage, written: str) -> None:
    enter_signoff(page, "date", written)
    assert page.session.signoff.date == "2024-10-05"


def test_a_day_without_its_year_is_of_the_campaigns(page: OutputPage) -> None:
    page.steps.open_signoff()
    page.signoff.show_field("date")
    keyboard.type_text("9/10")
    QTest.keyClick(keyboard.focus_widget(), Qt.Key.Key_Tab)
    assert page.session.signoff.date == "2024-10-09"
    assert page.signoff.field("date").text() == "09/10/2024"  # type: ignore[union-attr]
    assert page.signoff.error_text() == ""


def test_a_day_that_is_none_yet_stays_while_another_field_is_typed_in(page: OutputPage) -> None:
    enter_signoff(page, "date", "19/")
    enter_signoff(page, "number", "15")
    assert page.signoff.field("date").text() == "19/"  # type: ignore[union-attr]
    assert (page.session.signoff.date, page.session.signoff.number) == ("", "15")


def test_what_is_typed_of_the_sign_off_is_with_the_session_key_by_key(page: OutputPage) -> None:
    page.steps.open_signoff()
    field = page.signoff.field("name")
    keyboard.type_text("Lò Thị ")
    assert page.session.signoff.name == "Lò Thị"
    keyboard.type_text("Ủy")
    assert (page.session.signoff.name, field.text()) == ("Lò Thị Ủy", "Lò Thị Ủy")  # type: ignore[union-attr]
    page.session.undo.undo()
    assert (page.session.signoff.name, field.text()) == ("", "")  # type: ignore[union-attr]


def test_an_empty_field_shows_what_the_unit_usually_writes(page: OutputPage) -> None:
    title, issuer = page.signoff.field("title"), page.signoff.field("issuer")
    assert isinstance(title, QPlainTextEdit)
    assert (title.toPlainText(), title.placeholderText()) == ("", "HIỆU TRƯỞNG")
    assert "THÈN SIN" in issuer.placeholderText()


def test_sending_freezes_and_writes_a_file_that_the_receiver_can_read(
    page: OutputPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.session.undo.push(SetFigure(page.session, Cell(RowKey("2"), MeasureKey("count")), 7))
    page.output.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: page.state() == DONE, timeout=LONG)
    bundle = sent_bundle(tmp_path / "gui.pdf")
    assert (bundle.manifest.revision, bundle.manifest.issue) == (1, 1)
    assert "gui.pdf" in page.steps.sending_card.message.text()
    Image.new("L", (30, 40)).save(tmp_path / "quet.jpg")
    page.output.attach([tmp_path / "quet.jpg"])
    qtbot.waitUntil(lambda: "quet.jpg" in page.status_text(), timeout=LONG)
    page.output.send_as(tmp_path / "gui.lcweek")
    qtbot.waitUntil(lambda: "gui.lcweek" in page.steps.sending_card.message.text(), timeout=LONG)
    again = sent_bundle(tmp_path / "gui.lcweek")
    assert (again.manifest.revision, again.manifest.issue, len(again.scans)) == (1, 2, 1)


def test_a_key_made_for_a_lost_one_is_told_above_the_steps(
    page: OutputPage, qtbot: QtBot, tmp_path: Path, home: Path
) -> None:
    page.output.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: page.state() == DONE, timeout=LONG)
    assert page.steps.revision_text() == "Bản số 1: đã chốt."
    (key,) = (home / "keys").iterdir()
    key.unlink()
    page.session.undo.push(SetFigure(page.session, Cell(RowKey("2"), MeasureKey("count")), 7))
    page.output.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: "bản số 2" in page.steps.sending_card.status_text, timeout=LONG)
    assert "vì không thấy khóa cũ trên máy này" in page.steps.revision_text()


def sent_bundle(file: Path) -> Bundle:
    """What `file` hands over; it must be valid."""
    bundle = verify_file(file, ROOT / "forms").bundle
    assert bundle is not None
    return bundle


def test_the_file_with_a_digital_signature_ticks_the_step_and_is_sent(
    page: OutputPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.output.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: page.steps.sending_card.is_done, timeout=LONG)
    signed = tmp_path / "đã ký.pdf"
    signed.write_bytes(with_signature((tmp_path / "gui.pdf").read_bytes()))
    mouse.drop_files(page, [signed])
    qtbot.waitUntil(lambda: page.steps.scan_card.is_done, timeout=LONG)
    assert page.status_text() == Verb.ATTACH_SIGNED.done(files="đã ký.pdf")
    assert not page.steps.sending_card.is_done
    page.output.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: page.steps.sending_card.is_done, timeout=LONG)
    assert (tmp_path / "gui.pdf").read_bytes() == signed.read_bytes()


def test_a_picture_without_the_code_is_asked_about_and_comes_off_when_it_is_another(
    page: OutputPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.output.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: page.steps.sending_card.is_done, timeout=LONG)
    Image.new("L", (30, 40)).save(tmp_path / "mèo.png")
    for answer, is_kept in (("Đúng bản đã ký", True), ("Không phải, bỏ ra", False)):
        mouse.drop_files(page, [tmp_path / "mèo.png"])
        question = answer_about_scan(page, qtbot, answer)
        assert question == "Không thấy mã QR của báo cáo trong mèo.png. Có đúng bản đã ký không?"
        qtbot.waitUntil(partial(scan_card_is, page, done=is_kept), timeout=LONG)


def scan_card_is(page: OutputPage, *, done: bool) -> bool:
    return page.steps.scan_card.is_done is done


def answer_about_scan(page: OutputPage, qtbot: QtBot, answer: str) -> str:
    """Wait for the question about a scan without a code, press `answer`, and return the question."""
    qtbot.waitUntil(lambda: bool(page.window().findChildren(QMessageBox)), timeout=LONG)
    (box,) = page.window().findChildren(QMessageBox)
    question = box.text()
    next(button for button in box.buttons() if button.text() == answer).click()
    qtbot.waitUntil(lambda: not page.window().findChildren(QMessageBox), timeout=LONG)
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    return question


class Desktop(QObject):
    """What the system is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Note what is to be opened."""
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    desktop = Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "open")  # type: ignore[arg-type]
    yield desktop
    QDesktopServices.unsetUrlHandler("file")


def test_the_sent_file_is_shown_copied_carried_and_mailed(
    page: OutputPage, qtbot: QtBot, tmp_path: Path, desktop: Desktop
) -> None:
    file = tmp_path / "gui.pdf"
    page.output.send_as(file)
    qtbot.waitUntil(lambda: page.steps.sending_card.is_done, timeout=LONG)
    press_button(page, "Mở thư mục")
    assert desktop.opened == [tmp_path]
    press_button(page, "Chép tệp")
    assert QGuiApplication.clipboard().mimeData().urls() == [QUrl.fromLocalFile(str(file))]
    assert page.status_text() == "Đã chép tệp gui.pdf. Hãy dán vào Zalo hoặc thư (Ctrl+V)."
    press_button(page, "Chép sang USB…")
    (dialog,) = page.findChildren(QFileDialog)
    (tmp_path / "usb").mkdir()
    dialog.fileSelected.emit(str(tmp_path / "usb"))
    dialog.reject()
    qtbot.waitUntil(lambda: "có thể rút USB" in page.status_text(), timeout=LONG)
    assert (tmp_path / "usb" / "gui.pdf").read_bytes() == file.read_bytes()
    press_button(page, "Soạn thư")
    qtbot.waitUntil(lambda: len(desktop.opened) == 2, timeout=LONG)
    assert b'filename="gui.pdf"' in desktop.opened[1].read_bytes()
    assert page.status_text().startswith("Đã soạn thư có đính kèm gui.pdf")
    file.unlink()
    for name in ("Mở thư mục", "Chép tệp", "Chép sang USB…", "Soạn thư"):
        page.show_status("")
        press_button(page, name)
        assert page.status_text().startswith("Không còn thấy tệp gui.pdf.")


def test_a_draft_a_print_and_what_is_sent_are_proposed_under_names_of_their_own(
    page: OutputPage, qtbot: QtBot, tmp_path: Path
) -> None:
    """A draft and the file to send had one name, and so had the second revision."""

    def proposed(ask: Callable[[str], None]) -> str:
        ask(".pdf")
        dialog = page.findChildren(QFileDialog)[-1]
        (chosen,) = dialog.selectedFiles()
        dialog.reject()
        return Path(chosen).stem.removeprefix(f"bao-cao-2024-{page.session.workspace.unit.code}-")

    output = page.output
    qtbot.waitUntil(lambda: output.state is not None, timeout=LONG)
    assert proposed(output.ask_where_to_save) == "ban-nhap"
    assert proposed(output.ask_where_to_send) == "ban-1"
    output.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: page.steps.sending_card.is_done, timeout=LONG)
    assert proposed(output.ask_where_to_save) == "ban-1-de-in"
    page.session.undo.push(SetFigure(page.session, Cell(RowKey("2"), MeasureKey("count")), 7))
    page.refresh()
    qtbot.waitUntil(lambda: not page.steps.sending_card.is_done, timeout=LONG)
    assert proposed(output.ask_where_to_send) == "ban-2"


def test_the_dialog_for_sending_begins_where_files_were_sent_before(
    page: OutputPage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "gửi xã").mkdir()
    page.output.ask_where_to_send(".pdf")
    (dialog,) = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "gửi xã" / "gui.pdf"))
    dialog.reject()
    freeze_question(page, qtbot).reject()
    photos = QFileDialog(page)
    photos.setDirectory(str(tmp_path))
    photos.reject()
    qtbot.waitUntil(lambda: not page.findChildren(FreezeDialog), timeout=LONG)
    page.output.ask_where_to_send(".pdf")
    again = page.findChildren(QFileDialog)[-1]
    assert Path(again.directory().path()) == tmp_path / "gửi xã"
    again.reject()


def wait_until_attached(qtbot: QtBot, page: OutputPage, name: str) -> None:
    """Wait until the page says that the scan `name` is attached."""
    qtbot.waitUntil(lambda: page.status_text().startswith(f"Đã đính kèm {name}"), timeout=LONG)


def next_card(page: OutputPage) -> StepCard | None:
    """The card that is marked as the next step, which is one at most."""
    steps = page.steps
    cards = (steps.signing_card, steps.final_print_card, steps.scan_card, steps.sending_card)
    next_cards = [card for card in cards if card.is_next]
    assert len(next_cards) <= 1
    return next_cards[0] if next_cards else None


def test_the_next_step_is_marked_and_open(page: OutputPage, qtbot: QtBot, tmp_path: Path) -> None:
    steps = page.steps
    assert next_card(page) is steps.signing_card
    assert steps.signing_card.is_open
    page.signoff.field("name").setFocus()
    keyboard.type_text("Lò Thị Ủy")
    qtbot.waitUntil(lambda: next_card(page) is steps.final_print_card, timeout=LONG)
    assert steps.signing_card.is_open  # it does not fold under somebody's hands
    press_button(page, "Tiếp tục")
    assert "bản số 2" in steps.final_print_card.status_text
    page.output.send_as(tmp_path / "gui.lcweek")
    qtbot.waitUntil(lambda: steps.sending_card.is_done, timeout=LONG)
    assert (next_card(page), steps.sending_card.is_open, steps.final_print_card.is_done) == (None, True, True)
    click_header(steps.sending_card)
    assert not steps.sending_card.is_open
    qtbot.keyClick(steps.scan_card.header, Qt.Key.Key_Space)
    assert steps.scan_card.is_open
    page.session.undo.push(SetFigure(page.session, Cell(RowKey("2"), MeasureKey("count")), 8))
    page.on_enter()
    qtbot.waitUntil(lambda: next_card(page) is steps.final_print_card, timeout=LONG)
    assert steps.final_print_card.is_open


def test_no_step_folds_by_itself_while_the_pages_are_laid_out(
    session: Session, worker: Worker, qtbot: QtBot
) -> None:
    """A signer's name was given at the first start: the sign-off was open until the pages were there."""
    session.undo.push(SetSignOff(session, SignOff(name="Lò Thị Ủy"), "name"))
    page = OutputPage(session, worker)
    qtbot.addWidget(page)
    page.show()
    assert not page.steps.signing_card.is_open
    page.on_enter()
    qtbot.waitUntil(lambda: page.steps.final_print_card.is_open, timeout=LONG)


def test_the_keyboard_follows_to_the_next_step(page: OutputPage, qtbot: QtBot, tmp_path: Path) -> None:
    """Enter there does what is next, and does not fold the step."""
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)

    def press_enter_on(step: StepCard, name: str) -> str:
        page.steps.open_card(step)
        (button,) = (each for each in step.findChildren(QAbstractButton) if each.text() == name)
        button.setFocus()
        keyboard.press_key(Qt.Key.Key_Return)
        focus = keyboard.focus_widget()
        return focus.text() if isinstance(focus, QAbstractButton) else focus.accessibleName()

    assert press_enter_on(page.steps.signing_card, "Tiếp tục") == "Chốt và in bản chính…"
    page.output.send_as(tmp_path / "gui.lcweek")
    qtbot.waitUntil(lambda: page.steps.sending_card.is_done, timeout=LONG)
    assert press_enter_on(page.steps.scan_card, "Chưa có bản quét, gửi trước") == "Chép tệp"


def test_a_sent_file_comes_with_its_record_and_words_to_send_along(
    page: OutputPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.output.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: page.steps.sending_card.is_done, timeout=LONG)
    assert page.steps.sending_card.status_text == "Đã gửi ngày 10/10/2024: bản số 1."
    press_button(page, "Chép lời nhắn")
    copied = QGuiApplication.clipboard().text()
    addressed = "Kính gửi Ủy ban nhân dân xã Thèn Sin: Trường Tiểu học Thèn Sin gửi báo cáo kết quả"
    assert copied.startswith(addressed)
    assert "“gui.pdf”" in copied
    enter_signoff(page, "number", "7")
    qtbot.waitUntil(lambda: "gửi lại" in page.steps.sending_card.status_text, timeout=LONG)
    assert not page.steps.sending_card.is_done


def test_the_overview_tells_what_was_sent(page: OutputPage, qtbot: QtBot, tmp_path: Path) -> None:
    overview = OverviewPage(page.session, page.worker)
    qtbot.addWidget(overview)
    page.session.undo.push(SetFigure(page.session, Cell(RowKey("2"), MeasureKey("count")), 7))
    page.output.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: overview.state() == DONE, timeout=LONG)
    assert overview.cards[-1].text() == "Đã gửi ngày 10/10/2024: bản số 1."
    page.session.undo.undo()
    overview.on_enter()
    qtbot.waitUntil(lambda: "đã sửa" in overview.cards[-1].text(), timeout=LONG)
    assert overview.state() != DONE


def test_the_overview_follows_a_report_without_figures_and_its_scan(
    page: OutputPage, qtbot: QtBot, tmp_path: Path
) -> None:
    """A commune may have sums and nothing of its own, a school nothing to report."""
    overview = OverviewPage(page.session, page.worker)
    qtbot.addWidget(overview)
    assert overview.next_step == 0
    page.output.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: overview.state() == DONE, timeout=LONG)
    Image.new("L", (30, 40)).save(tmp_path / "quet.png")
    page.output.attach([tmp_path / "quet.png"])
    qtbot.waitUntil(lambda: overview.state() == "4/5", timeout=LONG)
    assert "gửi lại" in overview.cards[-1].text()
    qtbot.waitUntil(lambda: page.steps.scan_card.is_done, timeout=LONG)
    click_header(page.steps.scan_card)
    press_button(page, "Bỏ bản quét 1")
    qtbot.waitUntil(lambda: overview.state() == DONE, timeout=LONG)


def test_errors_lead_to_the_checks(page: OutputPage, qtbot: QtBot) -> None:
    wanted: list[str] = []
    page.page_requested.connect(wanted.append)
    page.session.undo.push(SetFigure(page.session, Cell(RowKey("2"), MeasureKey("count")), 100_000_000))
    assert any(finding.is_error for finding in page.session.checks.findings)
    click_header(page.steps.final_print_card)
    press_button(page, "Xem lỗi cần sửa")
    assert wanted == [CHECKS]
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [CHECKS, CHECKS]


def test_each_refused_scan_is_named_and_the_others_are_attached(
    page: OutputPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.output.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: page.steps.sending_card.is_done, timeout=LONG)
    (tmp_path / "ghi-chú.txt").write_text("không phải ảnh", encoding="utf-8")
    (tmp_path / "hỏng.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    Image.new("L", (30, 40)).save(tmp_path / "quét.jpg")
    names = ("ghi-chú.txt", "quét.jpg", "hỏng.jpg")
    mouse.drop_files(page, [tmp_path / name for name in names])
    qtbot.waitUntil(lambda: page.steps.scan_card.is_done, timeout=LONG)
    assert all(name in page.status_text() for name in names)
    assert page.status_text().startswith("Đã đính kèm quét.jpg")


def test_a_dropped_scan_of_an_earlier_report_is_named(page: OutputPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.output.send_as(tmp_path / "gửi.pdf")
    qtbot.waitUntil(lambda: page.steps.sending_card.is_done, timeout=LONG)
    page.output.save_as(tmp_path / "cu.pdf")
    qtbot.waitUntil(lambda: page.status_text().startswith("Đã ghi"), timeout=LONG)
    page.session.undo.push(SetFigure(page.session, Cell(RowKey("2"), MeasureKey("count")), 7))
    page.output.send_as(tmp_path / "moi.pdf")
    qtbot.waitUntil(lambda: "moi.pdf" in page.steps.sending_card.message.text(), timeout=LONG)
    page.output.save_as(tmp_path / "moi.pdf")
    qtbot.waitUntil(lambda: page.status_text().startswith("Đã ghi"), timeout=LONG)
    for name, doubted in (("moi.pdf", False), ("cu.pdf", True)):
        mouse.drop_files(page, [tmp_path / name])
        wait_until_attached(qtbot, page, name)
        assert ("bản số 1, không phải của báo cáo mà nó đi kèm" in page.status_text()) is doubted


def test_what_cannot_be_done_is_said_with_the_next_step(
    page: OutputPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.output.attach([tmp_path / "quet.jpg"])
    qtbot.waitUntil(lambda: "chưa chốt" in page.status_text(), timeout=LONG)
    page.output.save_as(tmp_path / "khong-co" / "a.pdf")
    qtbot.waitUntil(lambda: "Không có thư mục" in page.status_text(), timeout=LONG)


def test_the_page_says_from_the_start_that_the_report_was_sent_and_no_longer_after_an_edit(
    page: OutputPage, session: Session, worker: Worker, qtbot: QtBot, tmp_path: Path
) -> None:
    cell = Cell(RowKey("1.4"), MeasureKey("count"))
    session.undo.push(SetFigure(session, cell, 2))
    page.output.send_as(tmp_path / "gui.lcweek")
    qtbot.waitUntil(lambda: page.state() == DONE, timeout=LONG)
    later, overview = OutputPage(session, worker), OverviewPage(session, worker)
    for other in (later, overview):
        qtbot.addWidget(other)
    overview.on_enter()
    qtbot.waitUntil(lambda: later.state() == overview.state() == DONE, timeout=LONG)
    session.undo.push(SetFigure(session, cell, 3))
    qtbot.waitUntil(lambda: not later.state() and overview.state() != DONE, timeout=LONG)
