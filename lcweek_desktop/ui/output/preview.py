"""The pages of the report as they will be printed, one below the other."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from lcweek_desktop.services.context import AppContext
from lcweek_desktop.ui.theme import Space, theme
from lcweek_desktop.ui.work import Cancel, Failed, Worker

_LEAST_WIDTH = 320
ZOOMS = (0.5, 0.75, 1.0, 1.5, 2.0)
"""Of the width that fits."""


class Preview(QScrollArea):
    """Shows a PDF; at zoom 1 a page is as wide as the room there is."""

    def __init__(self, worker: Worker, failed: Failed) -> None:
        super().__init__()
        self._worker = worker
        self._failed = failed
        self._pdf = b""
        self._zoom = 1.0
        self._running: Cancel | None = None
        self._pages = QVBoxLayout()
        self._pages.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._pages.setSpacing(theme().px(Space.M))
        sheet = QWidget()
        sheet.setLayout(self._pages)
        self.setWidget(sheet)
        self.setWidgetResizable(True)
        self.setAccessibleName("Bản xem trước")

    @property
    def page_count(self) -> int:
        return self._pages.count()

    def show_pdf(self, pdf: bytes) -> None:
        """Draw the pages of `pdf` in place of those shown; nothing is drawn anew for the same bytes."""
        if pdf != self._pdf:
            self._pdf = pdf
            self._draw()

    def zoom(self, steps: int) -> None:
        place = min(max(ZOOMS.index(self._zoom) + steps, 0), len(ZOOMS) - 1)
        if ZOOMS[place] != self._zoom:
            self._zoom = ZOOMS[place]
            self._draw()

    def _draw(self) -> None:
        if self._running is not None:
            self._running.ask()
        self._clear()
        pdf, width, ratio = self._pdf, self._width(), self.devicePixelRatioF()
        cancel: Cancel

        def pages(_context: AppContext) -> Iterator[object]:
            from lcweek_desktop.services.preview import page_sizes, rendered_page

            across = round(width * ratio)
            for page, size in enumerate(page_sizes(pdf)):
                yield rendered_page(pdf, page, across, round(across * size.height / size.width))

        def show(image: object) -> None:
            if not cancel.asked:
                self._add(image, ratio)

        cancel = self._running = self._worker.walk(pages, show, lambda: None, self._failed)

    def _width(self) -> int:
        room = self.viewport().width() - 2 * theme().px(Space.L)
        return round(max(room, _LEAST_WIDTH) * self._zoom)

    def _add(self, image: object, ratio: float) -> None:
        from lcweek_desktop.services.preview import PageImage

        assert isinstance(image, PageImage)
        drawn = QImage(image.pixels, image.width, image.height, image.stride, QImage.Format.Format_RGB32)
        drawn.setDevicePixelRatio(ratio)
        page = QLabel()
        page.setPixmap(QPixmap.fromImage(drawn))
        page.setAccessibleName(f"Trang {self.page_count + 1}")
        page.setFrameShape(QLabel.Shape.Box)
        self._pages.addWidget(page)

    def _clear(self) -> None:
        while (item := self._pages.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
