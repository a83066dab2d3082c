"""In và gửi: the pages drawn from the real PDF, the sign-off, printing, scans and sending."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.services.judging import judge
from lcweek_desktop.services.preview import page_sizes
from lcweek_desktop.ui.commands import SetFigure
from lcweek_desktop.ui.output.page import OutputPage
from lcweek_desktop.ui.page import DONE
from lcweek_desktop.ui.session import Session
from lcweek_desktop.ui.work import Worker
from tests.ui import keyboard, mouse


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> OutputPage:
    page = OutputPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 680)
    with qtbot.waitExposed(page):
        page.show()
    page.entered()
    qtbot.waitUntil(lambda: page.preview.page_count >= 2)
    return page


def write(page: OutputPage, key: str, text: str) -> None:
    """Type `text` in place of what is in the field, and leave it."""
    page.side.open_signoff()
    field = page.signoff.field(key)
    field.setFocus()
    field.selectAll()
    keyboard.write(text)
    page.setFocus()


def first_page_width(page: OutputPage) -> int:
    shown = [label for label in page.preview.findChildren(QLabel) if label.accessibleName() == "Trang 1"]
    return shown[-1].pixmap().width()


def first_page_height(page: OutputPage) -> int:
    shown = [label for label in page.preview.findChildren(QLabel) if label.accessibleName() == "Trang 1"]
    return shown[-1].pixmap().height()


def test_a_draft_is_shown_page_by_page_and_can_be_zoomed(page: OutputPage, qtbot: QtBot) -> None:
    assert page.state() == ""
    wide = first_page_width(page)
    page.preview.zoom(-1)
    assert first_page_width(page) == wide  # what is shown stays until its page is drawn anew
    qtbot.waitUntil(lambda: first_page_width(page) < 0.8 * wide)
    page.preview.fit_page()
    qtbot.waitUntil(lambda: first_page_height(page) < page.preview.viewport().height())


def test_the_page_that_is_seen_is_named(page: OutputPage) -> None:
    assert page.preview.place.text().startswith("Trang 1/")
    page.preview.verticalScrollBar().setValue(page.preview.verticalScrollBar().maximum())
    assert page.preview.place.text() == f"Trang {page.preview.page_count}/{page.preview.page_count}"


def test_phu_luc_ii_by_itself(page: OutputPage, qtbot: QtBot) -> None:
    whole = page.preview.pdf
    page.table_only.click()
    qtbot.waitUntil(lambda: page.preview.pdf != whole)
    qtbot.waitUntil(lambda: page.preview.page_count == len(page_sizes(page.preview.pdf)))
    assert page.preview.page_count < len(page_sizes(whole))


def test_printing_the_final_paper_freezes_and_asks_how(
    page: OutputPage, qtbot: QtBot, tmp_path: Path
) -> None:
    assert not page.side.printing.done
    page.print_final()
    qtbot.waitUntil(lambda: bool(page.findChildren(QPrintDialog)), timeout=20_000)
    (dialog,) = page.findChildren(QPrintDialog)
    assert dialog.maxPage() >= 2
    dialog.printer().setOutputFileName(str(tmp_path / "in.pdf"))
    dialog.printer().setResolution(72)
    dialog.done(1)
    qtbot.waitUntil(lambda: "Đã chuyển" in page.told(), timeout=20_000)
    assert (tmp_path / "in.pdf").read_bytes().startswith(b"%PDF")
    assert page.side.printing.done


def test_a_dropped_scan_is_listed_kept_while_the_number_is_typed_and_taken_off(
    page: OutputPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: page.side.sending.done)
    Image.new("L", (30, 40)).save(tmp_path / "quét.png")
    assert mouse.let_fall(page, mouse.files([tmp_path / "quét.png"]))
    qtbot.waitUntil(lambda: page.side.scanning.done, timeout=20_000)
    write(page, "number", "15")
    qtbot.waitUntil(lambda: page.session.is_saved)
    page.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: page.side.sending.done)
    bundle = judge(tmp_path / "gui.pdf", ROOT / "forms").bundle
    assert (len(bundle.scans), bundle.signoff.number) == (1, "15")
    buttons = page.side.findChildren(QPushButton)
    (remove,) = (each for each in buttons if each.text() == "Bỏ" and each.isVisible())
    remove.click()
    qtbot.waitUntil(lambda: not page.side.scanning.done)


def test_the_sign_off_is_entered_undone_and_a_wrong_day_is_told(page: OutputPage) -> None:
    write(page, "number", "12")
    write(page, "date", "15/10/2024")
    write(page, "title", "PHÓ HIỆU TRƯỞNG")
    signoff = page.session.signoff
    assert (signoff.number, signoff.date, signoff.title) == ("12", "2024-10-15", ("PHÓ HIỆU TRƯỞNG",))
    for _field in range(3):
        page.session.undo.undo()
    assert page.session.signoff == SignOff()
    write(page, "date", "hôm nay")
    assert page.session.signoff.date == ""
    assert "ngày/tháng/năm" in page.signoff.told()


def test_what_is_typed_of_the_sign_off_is_with_the_session_key_by_key(page: OutputPage) -> None:
    page.side.open_signoff()
    field = page.signoff.field("name")
    keyboard.write("Lò Thị ")
    assert page.session.signoff.name == "Lò Thị"
    keyboard.write("Ủy")
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
    page.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: page.state() == DONE)
    bundle = judge(tmp_path / "gui.pdf", ROOT / "forms").bundle
    assert (bundle.manifest.revision, bundle.manifest.issue) == (1, 1)
    assert "gui.pdf" in page.told()
    Image.new("L", (30, 40)).save(tmp_path / "quet.jpg")
    page.attach(tmp_path / "quet.jpg")
    qtbot.waitUntil(lambda: "quet.jpg" in page.told())
    page.send_as(tmp_path / "gui.lcweek")
    qtbot.waitUntil(lambda: "gui.lcweek" in page.told())
    again = judge(tmp_path / "gui.lcweek", ROOT / "forms").bundle
    assert (again.manifest.revision, again.manifest.issue, len(again.scans)) == (1, 2, 1)


def test_what_cannot_be_done_is_said_with_the_next_step(
    page: OutputPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.attach(tmp_path / "quet.jpg")
    qtbot.waitUntil(lambda: "chưa chốt" in page.told())
    page.save_as(tmp_path / "khong-co" / "a.pdf")
    qtbot.waitUntil(lambda: "Không có thư mục" in page.told())
