"""Printing: PDFs of ours on a QPrinter, page by page, as the pictures that the preview shows.

The pages are drawn and handed to the printer by the worker's thread, where pdfium lives; the window asks
(ui/printing/print_dialog.py) and tells how far it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.ui.session.worker import CancelToken, ErrorHandler, Worker

if TYPE_CHECKING:
    from lcweek_desktop.services.output.preview import PageImage, PageSize

SHARP: Final = 600
"""Dots an inch that a page is drawn with at most; a printer with more gets each dot several times."""
_SAME_SIZE: Final = 1.01
"""Paper this much smaller than the page is still the same paper: sizes in dots are rounded."""


@dataclass(frozen=True)
class PrintDocument:
    """Something to print: its name, and how its PDF is made. `read` runs on the worker when its turn comes,
    so that of many reports only one is in memory."""

    title: str
    read: Callable[[AppContext], bytes]


@dataclass(frozen=True)
class PrintedPage:
    """How far printing is: all numbers from 1, `pages` those that are printed of this paper, copies too."""

    paper: int
    papers: int
    page: int
    pages: int


@dataclass(frozen=True)
class PrintOptions:
    """What is wanted of each paper. `ranges`: first and last page from 1, () for all. `copies`: how often a
    page is drawn by us, 1 where the printer itself multiplies. `both_sides`: a paper and each copy of it
    begin on a new sheet."""

    ranges: tuple[tuple[int, int], ...] = ()
    copies: int = 1
    collate: bool = True
    last_first: bool = False
    both_sides: bool = False

    @classmethod
    def of(cls, printer: QPrinter, current: int | None = None) -> PrintOptions:
        """What was chosen for `printer` in the print dialog; `current`: the page that was looked at."""
        chosen = tuple((each.from_, each.to) for each in printer.pageRanges().toRangeList())
        if printer.printRange() is QPrinter.PrintRange.CurrentPage and current is not None:
            chosen = ((current, current),)
        return cls(
            ranges=chosen,
            copies=1 if printer.supportsMultipleCopies() else printer.copyCount(),
            collate=printer.collateCopies(),
            last_first=printer.pageOrder() is QPrinter.PageOrder.LastPageFirst,
            both_sides=printer.duplex() is not QPrinter.DuplexMode.DuplexNone,
        )

    def sets(self, count: int) -> list[list[int]]:
        """The indices of the pages to print of a paper of `count` pages; each list begins on a new sheet.

        Raises KnownError `print-no-page` when none of its pages was asked for.
        """
        pages = [page for page in range(count) if self._has(page + 1)]
        if not pages:
            raise KnownError("print-no-page", pages=count)
        if self.last_first:
            pages.reverse()
        if self.collate or self.both_sides:
            return [pages] * self.copies
        return [[page for page in pages for _copy in range(self.copies)]]

    def _has(self, page: int) -> bool:
        return not self.ranges or any(first <= page <= last for first, last in self.ranges)


def print_papers(
    worker: Worker,
    printer: QPrinter,
    papers: Sequence[PrintDocument],
    order: PrintOptions,
    *,
    each: Callable[[PrintedPage], None],
    done: Callable[[], None],
    failed: ErrorHandler,
) -> CancelToken:
    """Print `papers` as one job of `printer`; other work has its turn between strips of a page.

    `each` is told how far it is; `done` comes after the last page, also when cancelled: then the printer is
    told to forget the job. `failed` gets KnownError `print-failed`, `print-no-page` or what reading raised;
    pages before may be printed already. Nothing may be done with `printer` meanwhile.
    """
    return worker.submit_steps(lambda context: _printed(context, printer, papers, order), each, done, failed)


def _printed(
    context: AppContext, printer: QPrinter, papers: Sequence[PrintDocument], order: PrintOptions
) -> Iterator[PrintedPage]:
    from lcweek_desktop.services.output.preview import page_sizes

    press = _Press(printer)
    try:
        for number, paper in enumerate(papers, 1):
            pdf = paper.read(context)
            sizes = page_sizes(pdf)
            sets = order.sets(len(sizes))
            pages, page = sum(map(len, sets)), 0
            for printed_set in sets:
                press.new_set(both_sides=order.both_sides)
                for index in printed_set:
                    page += 1
                    for _strip in press.print_page(pdf, index, sizes[index]):
                        yield PrintedPage(number, len(papers), page, pages)
        press.finish()
    finally:
        press.leave()


class _Press:
    """A printer at work; the paper lies as each page does."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer
        self._painter = QPainter()
        self._pages = 0
        self._sides = 0
        self._finished = False

    def new_set(self, *, both_sides: bool) -> None:
        """What follows begins on a new sheet."""
        if both_sides and self._sides % 2:
            self._next_page()
        self._sides = 0

    def print_page(self, pdf: bytes, index: int, size: PageSize) -> Iterator[None]:
        """Print one page, strip by strip, at its own size, or smaller where the paper is."""
        from lcweek_desktop.services.output.preview import page_strips

        self._turn(size)
        self._next_page()
        dots = self._printer.resolution() / 72 * self._shrunk(size)
        times = -(-self._printer.resolution() // SHARP)
        room = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        left = max(0.0, (room.width() - size.width * dots) / 2)
        width, height = round(size.width * dots / times), round(size.height * dots / times)
        for strip in page_strips(pdf, index, width, height):
            self._draw(strip, left, times)
            yield

    def finish(self) -> None:
        self._finished = self._painter.end()
        if not self._finished:
            raise self._failure()

    def leave(self) -> None:
        """Let go of the printer; what is not finished is forgotten."""
        if not self._finished and self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _turn(self, size: PageSize) -> None:
        landscape = size.width > size.height
        orientations = QPageLayout.Orientation
        self._printer.setPageOrientation(orientations.Landscape if landscape else orientations.Portrait)

    def _next_page(self) -> None:
        self._pages += 1
        self._sides += 1
        if not (self._printer.newPage() if self._pages > 1 else self._begin()):
            raise self._failure()

    def _begin(self) -> bool:
        self._printer.setFullPage(True)
        if not self._painter.begin(self._printer):
            return False
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        return True

    def _shrunk(self, size: PageSize) -> float:
        """1 on paper as large as the page; less on smaller paper."""
        room = self._printer.paperRect(QPrinter.Unit.Point)
        share = min(room.width() / size.width, room.height() / size.height)
        return 1.0 if share * _SAME_SIZE >= 1 else share

    def _draw(self, strip: PageImage, left: float, times: int) -> None:
        drawn = QImage(strip.pixels, strip.width, strip.height, strip.stride, QImage.Format.Format_RGB32)
        place = QRectF(left, strip.top * times, strip.width * times, strip.height * times)
        self._painter.drawImage(place, drawn)

    def _failure(self) -> KnownError:
        return KnownError("print-failed", printer=self._printer.printerName() or "đã chọn")
