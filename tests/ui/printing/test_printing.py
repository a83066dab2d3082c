"""Printing through a real QPrinter into a file, read back: pages, ranges, copies, how the paper lies."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument, PdfPage
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrinter
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfgen.canvas import Canvas

from lcweek_desktop.errors import KnownError
from lcweek_desktop.ui.printing.print_dialog import PrintProgress, Viewed, ask_and_print
from lcweek_desktop.ui.printing.print_job import PrintDocument, PrintedPage, PrintOptions, print_papers
from lcweek_desktop.ui.session.worker import Worker

Size = tuple[float, float]
LYING = landscape(A4)


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


def paper(*sizes: Size, title: str = "Báo cáo thử") -> PrintDocument:
    return PrintDocument(title, lambda _context: pdf(*sizes))


def printer_into(file: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(150)
    printer.setOutputFileName(str(file))
    return printer


def run(
    qtbot: QtBot, worker: Worker, printer: QPrinter, papers: Sequence[PrintDocument], order: PrintOptions
) -> tuple[list[PrintedPage], list[Exception]]:
    """Print to the end; what was told, and what went wrong."""
    told: list[PrintedPage] = []
    ended: list[Exception | None] = []
    print_papers(
        worker, printer, papers, order, each=told.append, done=lambda: ended.append(None), failed=ended.append
    )
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    return told, [error for error in ended if error is not None]


def printed_pages(file: Path) -> list[int]:
    """Of each page the number its square tells, or 0 for a blank one; in inches from the left."""
    with PdfDocument(file) as document:
        squares = [black_box(page) for page in document]
    return [round(square[0] / 72) if square else 0 for square in squares]


def black_box(page: PdfPage) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of what is black, in points; None on a blank page."""
    picture = page.render().to_pil().convert("L")
    return picture.point(lambda grey: 255 if grey < 128 else 0).getbbox()


def printed_sizes(file: Path) -> list[tuple[int, int]]:
    with PdfDocument(file) as document:
        return [(round(page.get_width()), round(page.get_height())) for page in document]


def test_every_page_lies_as_it_is_and_keeps_its_size(qtbot: QtBot, worker: Worker, tmp_path: Path) -> None:
    file = tmp_path / "in.pdf"
    told, errors = run(qtbot, worker, printer_into(file), [paper(A4, LYING, A4)], PrintOptions())
    assert errors == []
    assert printed_sizes(file) == [(595, 842), (842, 595), (595, 842)]
    assert printed_pages(file) == [1, 2, 3]
    assert told[-1] == PrintedPage(paper=1, papers=1, page=3, pages=3)


def test_a_page_larger_than_the_paper_is_made_to_fit(qtbot: QtBot, worker: Worker, tmp_path: Path) -> None:
    file = tmp_path / "in.pdf"
    run(qtbot, worker, printer_into(file), [paper(A3)], PrintOptions())
    assert printed_sizes(file) == [(595, 842)]
    with PdfDocument(file) as document:
        assert black_box(document[0]) == pytest.approx((51, 51, 102, 102), abs=1)


def test_many_papers_are_one_job(qtbot: QtBot, worker: Worker, tmp_path: Path) -> None:
    file = tmp_path / "in.pdf"
    told, errors = run(qtbot, worker, printer_into(file), [paper(A4), paper(A4, A4)], PrintOptions())
    assert (errors, printed_pages(file)) == ([], [1, 1, 2])
    assert told[0] == PrintedPage(paper=1, papers=2, page=1, pages=1)


@pytest.mark.parametrize(
    ("order", "pages"),
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
def test_what_is_ordered_is_printed(
    qtbot: QtBot, worker: Worker, tmp_path: Path, order: PrintOptions, pages: list[int]
) -> None:
    file = tmp_path / "in.pdf"
    assert run(qtbot, worker, printer_into(file), [paper(A4, A4, A4)], order)[1] == []
    assert printed_pages(file) == pages


def test_pages_that_are_not_there_are_told(qtbot: QtBot, worker: Worker, tmp_path: Path) -> None:
    order = PrintOptions(ranges=((7, 8),))
    _told, errors = run(qtbot, worker, printer_into(tmp_path / "in.pdf"), [paper(A4)], order)
    assert [error.code for error in errors if isinstance(error, KnownError)] == ["print-no-page"]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(qtbot: QtBot, worker: Worker, tmp_path: Path) -> None:
    printer = printer_into(tmp_path / "khong-co" / "in.pdf")
    _told, errors = run(qtbot, worker, printer, [paper(A4)], PrintOptions())
    assert [error.code for error in errors if isinstance(error, KnownError)] == ["print-failed"]


def test_what_the_dialog_says_is_ordered(qtbot: QtBot) -> None:
    printer = QPrinter()
    printer.setOutputFileName("in.pdf")
    assert PrintOptions.of(printer) == PrintOptions()
    printer.setFromTo(2, 3)
    printer.setCopyCount(2)
    printer.setCollateCopies(False)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert PrintOptions.of(printer) == PrintOptions(((2, 3),), 2, collate=False, last_first=True)
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert PrintOptions.of(printer, current=4).ranges == ((4, 4),)


def test_the_dialog_asks_and_a_bar_tells_how_far(qtbot: QtBot, worker: Worker, tmp_path: Path) -> None:
    window, said = shown(qtbot), list[str]()
    dialog = ask_and_print(
        window, worker, [paper(A4, A4)], said=said.append, failed=fail, viewed=Viewed(pages=2, current=1)
    )
    assert dialog.isVisible()
    assert (dialog.minPage(), dialog.maxPage()) == (1, 2)
    dialog.setPrintRange(QAbstractPrintDialog.PrintRange.CurrentPage)
    dialog.printer().setOutputFileName(str(tmp_path / "in.pdf"))
    dialog.done(1)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert "Báo cáo thử" in said[0]
    assert len(printed_pages(tmp_path / "in.pdf")) == 1


def test_printing_can_be_stopped(qtbot: QtBot, worker: Worker, tmp_path: Path) -> None:
    window, said = shown(qtbot), list[str]()
    many = [paper(A4, A4, title=f"Báo cáo {number}") for number in range(200)]
    progress = PrintProgress(
        window, worker, printer_into(tmp_path / "in.pdf"), many, PrintOptions(), said.append, fail
    )
    progress.show()
    qtbot.waitUntil(lambda: progress.bar.value() > 0)
    assert "/200" in progress.words.text()
    progress.findChild(QPushButton).click()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: bool(said))
    assert "Đã dừng in" in said[0]


def shown(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def fail(error: Exception) -> None:
    raise error
