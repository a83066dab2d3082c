"""Pictures of a document's pages, drawn one at a time on the worker's thread, of visible pages only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage, QPixmap

from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations

if TYPE_CHECKING:
    from lcweek_desktop.services.output.preview import PageImage
    from lcweek_desktop.services.workspace.workspace import Workspace


@dataclass(frozen=True)
class PageRequest:
    """A page, from 0, and the size of its picture in the screen's own pixels."""

    page: int
    size: QSize


@dataclass(frozen=True)
class _RenderedPage:
    """A picture and the PDF it was drawn from."""

    pdf: bytes
    pixmap: QPixmap


class PageRenderer(QObject):
    """Keeps pictures of the pages requested last. Where the PDF or the size has changed, the old picture
    stays until the new one is drawn."""

    # A page was drawn.
    page_rendered = Signal()

    def __init__(self, operations: Operations[Workspace], parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._pdf = b""
        self._requests: tuple[PageRequest, ...] = ()
        self._rendered: dict[int, _RenderedPage] = {}
        self._busy = False

    def set_pdf(self, pdf: bytes) -> None:
        """Draw pages of `pdf` from the next request on."""
        self._pdf = pdf

    def request(self, requests: Sequence[PageRequest]) -> None:
        """Draw these pages in this order and forget all others, requested or drawn before."""
        self._requests = tuple(requests)
        pages = {request.page for request in requests}
        self._rendered = {page: rendered for page, rendered in self._rendered.items() if page in pages}
        self._render_next()

    def pixmap(self, page: int) -> QPixmap | None:
        """The latest picture of a page, perhaps of another size or of the PDF before; None when there is
        none."""
        rendered = self._rendered.get(page)
        return None if rendered is None else rendered.pixmap

    def is_current(self, request: PageRequest) -> bool:
        """Whether the picture of the page is of the present PDF and of the requested size."""
        rendered = self._rendered.get(request.page)
        return rendered is not None and rendered.pdf is self._pdf and rendered.pixmap.size() == request.size

    def _render_next(self) -> None:
        """Start drawing one page only, because other pages may be requested by the time it is drawn."""
        request = next((each for each in self._requests if not self.is_current(each)), None)
        if request is None or self._busy or not self._pdf:
            return
        self._busy = True
        pdf, size = self._pdf, request.size

        self._operations.read(
            lambda _workspace: services.preview.rendered_page(pdf, request.page, size.width(), size.height()),
            lambda image: self._page_done(pdf, request, image),
            self._page_failed,
        )

    def _page_done(self, pdf: bytes, request: PageRequest, page: PageImage) -> None:
        self._busy = False
        if pdf is self._pdf and request in self._requests:
            image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
            self._rendered[request.page] = _RenderedPage(pdf, QPixmap.fromImage(image))
            self.page_rendered.emit()
        self._render_next()

    def _page_failed(self) -> None:
        """Draw nothing more until the next request."""
        self._busy = False
        self._requests = ()
