"""F1: the chapter about what is in front, and the sheet of two pages to print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lcweek_desktop.paths import guide_file
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.start.guide import StartGuide
from lcweek_desktop.ui.session.page_entries import BACKUP, ENTRIES, NARRATIVE
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.user_guide import SHEET, UserGuide, chapters
from lcweek_desktop.ui.shell.window import Window
from tests import wine
from tests.ui.shell.test_window import Windows, windows

__all__ = ["windows"]


@pytest.fixture
def guide(qtbot: QtBot) -> Iterator[UserGuide]:
    window = QWidget()
    qtbot.addWidget(window)
    yield UserGuide(window)


def press_f1(window: Window) -> UserGuide:
    entry = next(each for each in window.findChildren(QAction) if each.shortcut() == QKeySequence("F1"))
    entry.trigger()
    (guide,) = window.findChildren(UserGuide)
    assert guide.isVisible()
    return guide


def heading(guide: UserGuide) -> str:
    return guide.text.toPlainText().partition("\n")[0]


def test_f1_opens_the_chapter_of_the_page_in_front_in_one_guide(
    windows: Windows, workspace: Workspace, worker: Worker, qtbot: QtBot
) -> None:
    worker.stop()
    window = windows()
    qtbot.waitUntil(lambda: window.workspace_view is not None)
    view = window.workspace_view
    assert view is not None
    view.show_page(NARRATIVE)
    assert heading(press_f1(window)) == "Phụ lục I: phần lời văn"
    view.show_page(BACKUP)
    assert heading(press_f1(window)) == "Dữ liệu, sao lưu và khôi phục"


def test_the_guide_of_the_first_start_has_its_own(windows: Windows, qtbot: QtBot) -> None:
    window = windows()
    qtbot.waitUntil(lambda: isinstance(window.current_view, StartGuide))
    assert heading(press_f1(window)) == "Lần đầu mở chương trình"


def test_every_page_has_a_chapter() -> None:
    titles = [chapter.title for chapter in chapters()]
    assert {entry.chapter for entry in ENTRIES} <= {*titles} and titles[0] == SHEET
    assert "Khi có trục trặc" in titles and len(titles) == len({*titles})


def test_the_pictures_of_the_guide_are_left_out_and_its_lists_stay_together(guide: UserGuide) -> None:
    assert "](screenshots/" in guide_file("huong-dan.md").read_text(encoding="utf-8")
    assert not any("![" in chapter.text for chapter in chapters())
    guide.open_at("Năm bước làm báo cáo")
    lines = guide.text.toPlainText().split("\n")
    assert [line.partition(".")[0] for line in lines[1:]] == [
        "Nhập số liệu (Phụ lục II)",
        "Kiểm tra",
        "In",
        "Ký, đóng dấu, hoặc ký số",
        "Gửi",
    ]


@wine.has_no_printer
def test_printing_asks_for_the_printer_first(guide: UserGuide) -> None:
    guide.open_at(SHEET)
    dialog = guide.print()
    assert isinstance(dialog, QPrintDialog) and dialog.isVisible()
    dialog.reject()


def test_the_sheet_prints_on_two_pages(guide: UserGuide, tmp_path: Path) -> None:
    guide.open_at(SHEET)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "to.pdf"))
    guide.print_on(printer)
    printed = pypdfium2.PdfDocument(tmp_path / "to.pdf")
    assert len(printed) == 2
    assert "Làm báo cáo trong 5 bước" in printed[0].get_textpage().get_text_bounded()
