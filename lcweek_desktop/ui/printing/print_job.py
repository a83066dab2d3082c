"""Printing PDFs on a QPrinter, page by page, as the same pictures that the preview shows.

Pages are drawn and handed to the printer on the worker's thread, where pdfium is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from lcweek_desktop.errors import KnownError
from lcweek_desktop.ui.printing.print_options import PrintOptions
from lcweek_desktop.ui.session import services

if TYPE_CHECKING:
    from lcweek_desktop.services.output.preview import PageImage, PageSize

_MAX_DPI: Final = 600
"""The most dots an inch with which a page is drawn; a finer printer gets each dot several times."""
_SIZE_TOLERANCE: Final = 1.01
"""Paper this much smaller than a page still counts as the same size, as sizes in dots are rounded."""


@dataclass(frozen=True)
class PrintDocument:
    """A document to print. `read` makes its PDF; it runs on the worker's thread when the document's turn
    comes, so that of many only one is in memory."""

    title: str
    read: Callable[[], bytes]


@dataclass(frozen=True)
class PrintedPage:
    """How far a job is; all numbers count from 1. `page_count` is how many pages of this document are
    printed, copies included."""

    document: int
    document_count: int
    page: int
    page_count: int


def print_documents(
    printer: QPrinter, documents: Sequence[PrintDocument], options: PrintOptions
) -> Iterator[PrintedPage]:
    """Print `documents` as one job of `printer`, one step for each strip of a page. To be run step by step on
    the worker's thread; `printer` must not be used elsewhere meanwhile.

    When it is closed before its end, the printer drops the job. Raises KnownError `print-failed` or
    `print-no-page`, and what reading a document raises; pages before it may be on paper already.
    """
    painter = _PrinterPainter(printer)
    try:
        for number, document in enumerate(documents, 1):
            pdf = document.read()
            sizes = services.preview.page_sizes(pdf)
            page_sets = options.page_sets(len(sizes))
            count, page = sum(map(len, page_sets)), 0
            for page_set in page_sets:
                painter.begin_set(both_sides=options.both_sides)
                for index in page_set:
                    page += 1
                    for _strip in painter.print_page(pdf, index, sizes[index]):
                        yield PrintedPage(number, len(documents), page, count)
        painter.finish()
    finally:
        painter.close()


class _PrinterPainter:
    """Draws pages on a printer, turning the paper as each page needs."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer
        self._painter = QPainter()
        self._pages = 0
        self._pages_in_set = 0
        self._finished = False

    def begin_set(self, *, both_sides: bool) -> None:
        """Let the next page begin on a new sheet.

        When printing on both sides, a blank page is added if the set before has an odd number of pages.
        """
        if both_sides and self._pages_in_set % 2:
            self._next_page()
        self._pages_in_set = 0

    def print_page(self, pdf: bytes, index: int, size: PageSize) -> Iterator[None]:
        """Print the page `index` at its own size, or reduced to smaller paper. Yields after each strip."""
        self._turn_paper(size)
        self._next_page()
        dots_a_point = self._printer.resolution() / 72 * self._reduction(size)
        repeat = -(-self._printer.resolution() // _MAX_DPI)
        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        left = max(0.0, (paper.width() - size.width * dots_a_point) / 2)
        width, height = (
            round(size.width * dots_a_point / repeat),
            round(size.height * dots_a_point / repeat),
        )
        for strip in services.preview.page_strips(pdf, index, width, height):
            self._draw(strip, left, repeat)
            yield

    def finish(self) -> None:
        """Send the job to the printer. Raises KnownError `print-failed` when it is not accepted."""
        self._finished = self._painter.end()
        if not self._finished:
            raise self._failure()

    def close(self) -> None:
        """Release the printer; a job that is not finished is dropped."""
        if not self._finished and self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _turn_paper(self, size: PageSize) -> None:
        orientations = QPageLayout.Orientation
        landscape = size.width > size.height
        self._printer.setPageOrientation(orientations.Landscape if landscape else orientations.Portrait)

    def _next_page(self) -> None:
        self._pages += 1
        self._pages_in_set += 1
        if not (self._printer.newPage() if self._pages > 1 else self._begin()):
            raise self._failure()

    def _begin(self) -> bool:
        self._printer.setFullPage(True)
        if not self._painter.begin(self._printer):
            return False
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        return True

    def _reduction(self, size: PageSize) -> float:
        """The factor that makes a page fit the paper: 1 on paper of its size or larger."""
        paper = self._printer.paperRect(QPrinter.Unit.Point)
        factor = min(paper.width() / size.width, paper.height() / size.height)
        return 1.0 if factor * _SIZE_TOLERANCE >= 1 else factor

    def _draw(self, strip: PageImage, left: float, repeat: int) -> None:
        image = QImage(strip.pixels, strip.width, strip.height, strip.stride, QImage.Format.Format_RGB32)
        target = QRectF(left, strip.top * repeat, strip.width * repeat, strip.height * repeat)
        self._painter.drawImage(target, image)

    def _failure(self) -> KnownError:
        return KnownError("print-failed", printer=self._printer.printerName() or "đã chọn")
