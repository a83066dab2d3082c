"""Printing through a real QPrinter into a file that is read back: pages, ranges, copies, orientation."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument, PdfPage
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfgen.canvas import Canvas

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.printing.print_dialog import PageChoice, PrintProgressDialog, ask_and_print
from lcweek_desktop.ui.printing.print_job import PrintDocument, PrintedPage, print_documents
from lcweek_desktop.ui.printing.print_options import PrintOptions
from lcweek_desktop.ui.session.operation import Operations
from tests import wine
from tests.ui.conftest import Display

Size = tuple[float, float]
A4_LANDSCAPE = landscape(A4)


def pdf(*sizes: Size) -> bytes:
    """A page of each size; page n has a black square n inches from the left, one inch from the top."""
    written = BytesIO()
    canvas = Canvas(written)
    for number, size in enumerate(sizes, 1):
        canvas.setPageSize(size)
        canvas.rect(number * 72, size[1] - 144, 72, 72, fill=1)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def document(*sizes: Size, title: str = "Báo cáo thử") -> PrintDocument:
    """A document with a page of each size."""
    return PrintDocument(title, lambda: pdf(*sizes))


def printer_into(file: Path) -> QPrinter:
    """A printer that writes a PDF to `file`."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(150)
    printer.setOutputFileName(str(file))
    return printer


def print_all(
    qtbot: QtBot,
    operations: Operations[Workspace],
    printer: QPrinter,
    documents: Sequence[PrintDocument],
    options: PrintOptions,
) -> list[PrintedPage]:
    """Print to the end, also by an error, which the display then has. Returns the progress."""
    progress: list[PrintedPage] = []
    ends: list[bool] = []

    def fail(_pages: list[PrintedPage]) -> str:
        ends.append(False)
        return ""

    operations.run_steps(
        Verb.PRINT,
        lambda _workspace: print_documents(printer, documents, options),
        lambda _pages, _cancelled: ends.append(True),
        each=lambda pages: progress.append(pages[-1]),
        failed=fail,
    )
    qtbot.waitUntil(lambda: bool(ends), timeout=20_000)
    return progress


def printed_pages(file: Path) -> list[int]:
    """The number that each page's square stands for, or 0 for a blank page."""
    with PdfDocument(file) as printed:
        squares = [black_box(page) for page in printed]
    return [round(square[0] / 72) if square else 0 for square in squares]


def black_box(page: PdfPage) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of what is black, in points; None on a blank page."""
    picture = page.render().to_pil().convert("L")
    box: tuple[int, int, int, int] | None = picture.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    return box


def printed_sizes(file: Path) -> list[tuple[int, int]]:
    """Width and height of each page, in points."""
    with PdfDocument(file) as printed:
        return [(round(page.get_width()), round(page.get_height())) for page in printed]


def test_every_page_keeps_its_orientation_and_size(
    qtbot: QtBot, operations: Operations[Workspace], display: Display, tmp_path: Path
) -> None:
    file = tmp_path / "in.pdf"
    progress = print_all(
        qtbot, operations, printer_into(file), [document(A4, A4_LANDSCAPE, A4)], PrintOptions()
    )
    assert display.errors == []
    assert printed_sizes(file) == [(595, 842), (842, 595), (595, 842)]
    assert printed_pages(file) == [1, 2, 3]
    assert progress[-1] == PrintedPage(document=1, document_count=1, page=3, page_count=3)


def test_a_page_larger_than_the_paper_is_reduced_to_fit(
    qtbot: QtBot, operations: Operations[Workspace], tmp_path: Path
) -> None:
    file = tmp_path / "in.pdf"
    print_all(qtbot, operations, printer_into(file), [document(A3)], PrintOptions())
    assert printed_sizes(file) == [(595, 842)]
    with PdfDocument(file) as printed:
        assert black_box(printed[0]) == pytest.approx((51, 51, 102, 102), abs=1)


def test_several_documents_are_one_job(
    qtbot: QtBot, operations: Operations[Workspace], display: Display, tmp_path: Path
) -> None:
    file = tmp_path / "in.pdf"
    progress = print_all(
        qtbot, operations, printer_into(file), [document(A4), document(A4, A4)], PrintOptions()
    )
    assert (display.errors, printed_pages(file)) == ([], [1, 1, 2])
    assert progress[0] == PrintedPage(document=1, document_count=2, page=1, page_count=1)


@pytest.mark.parametrize(
    ("options", "pages"),
    [
        (PrintOptions(ranges=((2, 3),)), [2, 3]),
        (PrintOptions(ranges=((1, 1), (3, 9))), [1, 3]),
        (PrintOptions(copies=2), [1, 2, 3, 1, 2, 3]),
        (PrintOptions(copies=2, collate=False), [1, 1, 2, 2, 3, 3]),
        (PrintOptions(last_first=True), [3, 2, 1]),
        (PrintOptions(copies=2, both_sides=True), [1, 2, 3, 0, 1, 2, 3]),
    ],
    ids=["range", "ranges", "copies", "uncollated", "last first", "both sides"],
)
def test_pages_are_printed_as_the_options_say(
    qtbot: QtBot,
    operations: Operations[Workspace],
    display: Display,
    tmp_path: Path,
    options: PrintOptions,
    pages: list[int],
) -> None:
    file = tmp_path / "in.pdf"
    print_all(qtbot, operations, printer_into(file), [document(A4, A4, A4)], options)
    assert (display.errors, printed_pages(file)) == ([], pages)


def test_a_range_without_any_page_is_an_error(
    qtbot: QtBot, operations: Operations[Workspace], display: Display, tmp_path: Path
) -> None:
    options = PrintOptions(ranges=((7, 8),))
    print_all(qtbot, operations, printer_into(tmp_path / "in.pdf"), [document(A4)], options)
    assert [error.code for error in display.errors] == ["print-no-page"]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_begin_is_an_error(
    qtbot: QtBot, operations: Operations[Workspace], display: Display, tmp_path: Path
) -> None:
    printer = printer_into(tmp_path / "khong-co" / "in.pdf")
    print_all(qtbot, operations, printer, [document(A4)], PrintOptions())
    assert [error.code for error in display.errors] == ["print-failed"]


def test_options_are_read_from_the_printer(qtbot: QtBot) -> None:
    printer = QPrinter()
    printer.setOutputFileName("in.pdf")
    assert PrintOptions.of(printer) == PrintOptions()
    printer.setFromTo(2, 3)
    printer.setCopyCount(2)
    printer.setCollateCopies(False)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert PrintOptions.of(printer) == PrintOptions(((2, 3),), 2, collate=False, last_first=True)
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert PrintOptions.of(printer, current_page=4).ranges == ((4, 4),)


@wine.has_no_printer
def test_the_dialogs_choice_is_printed_and_reported(
    qtbot: QtBot, operations: Operations[Workspace], tmp_path: Path
) -> None:
    window, sentences = visible_window(qtbot), list[str]()
    dialog = ask_and_print(
        window,
        operations,
        [document(A4, A4)],
        on_done=sentences.append,
        page_choice=PageChoice(page_count=2, current_page=1),
    )
    assert dialog is not None and dialog.isVisible()
    assert (dialog.minPage(), dialog.maxPage()) == (1, 2)
    dialog.setPrintRange(QAbstractPrintDialog.PrintRange.CurrentPage)
    dialog.printer().setOutputFileName(str(tmp_path / "in.pdf"))
    dialog.done(1)
    qtbot.waitUntil(lambda: bool(sentences), timeout=20_000)
    assert "Báo cáo thử" in sentences[0]
    assert len(printed_pages(tmp_path / "in.pdf")) == 1


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="this machine has a printer")
def test_without_a_printer_the_window_says_so_where_the_system_would_show_nothing(
    qtbot: QtBot, operations: Operations[Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    window = visible_window(qtbot)
    assert ask_and_print(window, operations, [document(A4)], on_done=lambda _said: None) is None
    (box,) = window.findChildren(QMessageBox)
    assert box.isVisible()
    assert box.text() == KnownError("print-no-printer").sentence


def test_printing_can_be_stopped(qtbot: QtBot, operations: Operations[Workspace], tmp_path: Path) -> None:
    window, sentences = visible_window(qtbot), list[str]()
    many = [document(A4, A4, title=f"Báo cáo {number}") for number in range(200)]
    progress = PrintProgressDialog(
        window, operations, printer_into(tmp_path / "in.pdf"), many, PrintOptions(), sentences.append
    )
    progress.show()
    qtbot.waitUntil(lambda: progress.bar.value() > 0)
    assert "/200" in progress.label.text()
    progress.findChild(QPushButton).click()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: bool(sentences))
    assert "Đã dừng in" in sentences[0]


def test_a_long_name_is_whole_in_the_dialog_of_progress(
    qtbot: QtBot, operations: Operations[Workspace], tmp_path: Path
) -> None:
    window, sentences = visible_window(qtbot), list[str]()
    many = [document(A4, title="Báo cáo của Trường Phổ thông dân tộc bán trú Tiểu học Hua Nà")] * 50
    progress = PrintProgressDialog(
        window, operations, printer_into(tmp_path / "in.pdf"), many, PrintOptions(), sentences.append
    )
    progress.show()
    qtbot.waitUntil(lambda: "Hua Nà" in progress.label.text())
    QApplication.processEvents()
    label = progress.label
    assert label.height() >= label.heightForWidth(label.width())
    assert label.geometry().bottom() < progress.bar.geometry().top()
    progress.reject()
    qtbot.waitUntil(lambda: bool(sentences))


def visible_window(qtbot: QtBot) -> QWidget:
    """An empty window on screen."""
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window
