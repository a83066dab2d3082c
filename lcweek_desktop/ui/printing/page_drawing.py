"""Pictures of a paper's pages: only of those that are looked at, drawn one by one on the worker's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage, QPixmap

from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.ui.session.worker import Worker

if TYPE_CHECKING:
    from lcweek_desktop.services.output.preview import PageImage


@dataclass(frozen=True)
class Wish:
    """A page, from 0, and how large it is to be, in the screen's own dots."""

    page: int
    size: QSize


@dataclass(frozen=True)
class _Drawn:
    pdf: bytes
    picture: QPixmap


class Drawing(QObject):
    """Keeps the pictures of the pages that were wished for last. The picture of an older paper, or of
    another size, stays until the new one is there."""

    # A picture came.
    came = Signal()
    # Exception: a page could not be drawn.
    failed = Signal(object)

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._pdf = b""
        self._wishes: tuple[Wish, ...] = ()
        self._kept: dict[int, _Drawn] = {}
        self._busy = False

    def use(self, pdf: bytes) -> None:
        """Draw pages of `pdf` from now on."""
        self._pdf = pdf

    def want(self, wishes: Sequence[Wish]) -> None:
        """These pages, the most urgent first, and no others."""
        self._wishes = tuple(wishes)
        pages = {wish.page for wish in wishes}
        self._kept = {page: drawn for page, drawn in self._kept.items() if page in pages}
        self._draw_next()

    def picture(self, page: int) -> QPixmap | None:
        """The best there is of a page; it may be of another size or of the paper before."""
        drawn = self._kept.get(page)
        return None if drawn is None else drawn.picture

    def _draw_next(self) -> None:
        """One at a time: what is wished for may have changed when it comes."""
        wish = next((each for each in self._wishes if not self.has(each)), None)
        if wish is None or self._busy or not self._pdf:
            return
        self._busy = True
        pdf, size = self._pdf, wish.size

        def task(_context: AppContext) -> PageImage:
            from lcweek_desktop.services.output.preview import rendered_page

            return rendered_page(pdf, wish.page, size.width(), size.height())

        self._worker.submit(task, lambda image: self._take(pdf, wish, image), self._give_up)

    def has(self, wish: Wish) -> bool:
        """Whether the picture of that page is of the paper of now and of that size."""
        drawn = self._kept.get(wish.page)
        return drawn is not None and drawn.pdf is self._pdf and drawn.picture.size() == wish.size

    def _take(self, pdf: bytes, wish: Wish, image: PageImage) -> None:
        self._busy = False
        if pdf is self._pdf and wish in self._wishes:
            drawn = QImage(image.pixels, image.width, image.height, image.stride, QImage.Format.Format_RGB32)
            self._kept[wish.page] = _Drawn(pdf, QPixmap.fromImage(drawn))
            self.came.emit()
        self._draw_next()

    def _give_up(self, error: Exception) -> None:
        self._busy = False
        self._wishes = ()
        self.failed.emit(error)
