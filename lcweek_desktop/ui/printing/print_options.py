"""What a user chose in the print dialog: pages, copies, their order."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtPrintSupport import QPrinter

from lcweek_desktop.errors import KnownError


@dataclass(frozen=True)
class PrintOptions:
    """How to print each document of a job.

    `ranges` are first and last pages, from 1, and empty for all pages. `copies` is how often we draw a page
    ourselves, so it is 1 for a printer that multiplies pages itself. With `both_sides` a document, and each
    copy of it, begins on a new sheet.
    """

    ranges: tuple[tuple[int, int], ...] = ()
    copies: int = 1
    collate: bool = True
    last_first: bool = False
    both_sides: bool = False

    @classmethod
    def of(cls, printer: QPrinter, current_page: int | None = None) -> PrintOptions:
        """What the print dialog stored in `printer`. `current_page`, from 1, is the one on screen; None when
        it could not be chosen."""
        ranges = tuple((each.from_, each.to) for each in printer.pageRanges().toRangeList())
        if printer.printRange() is QPrinter.PrintRange.CurrentPage and current_page is not None:
            ranges = ((current_page, current_page),)
        return cls(
            ranges=ranges,
            copies=1 if printer.supportsMultipleCopies() else printer.copyCount(),
            collate=printer.collateCopies(),
            last_first=printer.pageOrder() is QPrinter.PageOrder.LastPageFirst,
            both_sides=printer.duplex() is not QPrinter.DuplexMode.DuplexNone,
        )

    def page_sets(self, count: int) -> list[list[int]]:
        """The pages to print, from 0, of a document of `count` pages. Each list begins on a new sheet.

        Raises KnownError `print-no-page` when the ranges name none of its pages.
        """
        pages = [page for page in range(count) if self._includes(page + 1)]
        if not pages:
            raise KnownError("print-no-page", pages=count)
        if self.last_first:
            pages.reverse()
        if self.collate or self.both_sides:
            return [pages] * self.copies
        return [[page for page in pages for _copy in range(self.copies)]]

    def _includes(self, page: int) -> bool:
        return not self.ranges or any(first <= page <= last for first, last in self.ranges)
