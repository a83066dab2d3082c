"""The pages of the report as they will be printed, one below the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QWheelEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from lcweek_desktop.services.context import AppContext
from lcweek_desktop.ui.theme import Space, theme
from lcweek_desktop.ui.work import Cancel, Failed, Worker

if TYPE_CHECKING:
    from lcweek_desktop.services.preview import PageImage

_LEAST_WIDTH = 320
ZOOMS = (0.5, 0.75, 1.0, 1.5, 2.0)
"""Of the width that fits."""


class Preview(QScrollArea):
    """Shows a PDF; at zoom 1 a page is as wide as the room there is. What is shown stays until its page is
    drawn anew."""

    def __init__(self, worker: Worker, failed: Failed) -> None:
        super().__init__()
        self._worker = worker
        self._failed = failed
        self.pdf = b""
        """What is shown, or being drawn; empty before the first."""
        self._zoom = 1.0
        self._running: Cancel | None = None
        self.place = QLabel()
        """ "Trang 2/6", to be put where it fits."""
        self._pages = QVBoxLayout()
        self._pages.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._pages.setSpacing(theme().px(Space.M))
        sheet = QWidget()
        sheet.setLayout(self._pages)
        self.setWidget(sheet)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else pages become too wide
        self.setAccessibleName("Bản xem trước")
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(lambda _value: self._tell_place())
        bar.rangeChanged.connect(lambda _least, _most: self._tell_place())

    @property
    def page_count(self) -> int:
        return self._pages.count()

    @property
    def current_page(self) -> int:
        """The page in the middle of what is seen, from 1; 1 while there is none."""
        seen = self.verticalScrollBar().value() + self.viewport().height() // 2
        above = [number for number, page in enumerate(self._shown(), 1) if page.y() <= seen]
        return above[-1] if above else 1

    def show_pdf(self, pdf: bytes) -> None:
        """Draw the pages of `pdf` in place of those shown; nothing is drawn anew for the same bytes."""
        if pdf != self.pdf:
            self.pdf = pdf
            self._draw()

    def zoom(self, steps: int) -> None:
        """One step of ZOOMS larger (1) or smaller (-1)."""
        beyond = [z for z in ZOOMS if (z > self._zoom if steps > 0 else z < self._zoom)]
        if beyond:
            self._zoom_to(min(beyond) if steps > 0 else max(beyond))

    def fit_page(self) -> None:
        """As large as a whole page can be seen; wide again when it is so already."""
        first = next(self._shown(), None)
        if first is not None:
            whole = self._zoom * (self.viewport().height() - 2 * theme().px(Space.M)) / first.height()
            self._zoom_to(1.0 if abs(whole - self._zoom) < 0.02 else min(1.0, whole))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def _zoom_to(self, zoom: float) -> None:
        self._zoom = zoom
        self._draw()

    def _draw(self) -> None:
        if self._running is not None:
            self._running.ask()
        pdf, width, ratio = self.pdf, self._width(), self.devicePixelRatioF()
        drawn = 0
        cancel: Cancel

        def pages(_context: AppContext) -> Iterator[PageImage]:
            from lcweek_desktop.services.preview import page_sizes, rendered_page

            across = round(width * ratio)
            for page, size in enumerate(page_sizes(pdf)):
                yield rendered_page(pdf, page, across, round(across * size.height / size.width))

        def show(image: PageImage) -> None:
            nonlocal drawn
            if not cancel.asked:
                self._put(drawn, image, ratio)
                drawn += 1

        def finished() -> None:
            if not cancel.asked:
                self._keep(drawn)

        cancel = self._running = self._worker.walk(pages, show, finished, self._failed)

    def _width(self) -> int:
        room = self.viewport().width() - 2 * theme().px(Space.L)
        return round(max(room, _LEAST_WIDTH) * self._zoom)

    def _put(self, place: int, image: PageImage, ratio: float) -> None:
        drawn = QImage(image.pixels, image.width, image.height, image.stride, QImage.Format.Format_RGB32)
        drawn.setDevicePixelRatio(ratio)
        if place == self.page_count:
            page = QLabel()
            page.setAccessibleName(f"Trang {place + 1}")
            page.setFrameShape(QLabel.Shape.Box)
            self._pages.addWidget(page)
        list(self._shown())[place].setPixmap(QPixmap.fromImage(drawn))
        self._tell_place()

    def _keep(self, count: int) -> None:
        """Take away pages that the PDF no longer has."""
        for page in list(self._shown())[count:]:
            self._pages.removeWidget(page)
            page.deleteLater()
        self._tell_place()

    def _shown(self) -> Iterator[QLabel]:
        for place in range(self._pages.count()):
            item = self._pages.itemAt(place)
            page = item.widget() if item is not None else None
            if isinstance(page, QLabel):
                yield page

    def _tell_place(self) -> None:
        self.place.setText(f"Trang {self.current_page}/{self.page_count}" if self.page_count else "")
