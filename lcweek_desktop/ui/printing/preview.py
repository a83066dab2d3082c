"""The pages of a PDF on screen, as they will be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent

from lcweek_desktop.ui.printing.page_renderer import PageRenderer, PageRequest
from lcweek_desktop.ui.printing.page_scroll_area import PageScrollArea
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.theme import theme

if TYPE_CHECKING:
    from lcweek_desktop.services.output.preview import PageSize
    from lcweek_desktop.services.workspace.workspace import Workspace

_Ctrl, _Key = Qt.KeyboardModifier.ControlModifier, Qt.Key
_ZOOM_KEYS: Final = {
    **dict.fromkeys((_Key.Key_Plus, _Key.Key_Equal), 1),
    **dict.fromkeys((_Key.Key_Minus, _Key.Key_Underscore), -1),
    _Key.Key_0: 0,
}


class Preview(PageScrollArea):
    """Shows a PDF. PageUp and PageDown go from page to page; Ctrl with +, −, 0 or the wheel zooms."""

    def __init__(self, operations: Operations[Workspace]) -> None:
        super().__init__()
        self.pdf = b""
        """The PDF that is shown; empty before the first."""
        self._renderer = PageRenderer(operations, self)
        self._renderer.page_rendered.connect(self.viewport().update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Bản xem trước")
        self.view_changed.connect(self._request_pages)
        theme().changed.connect(self.viewport().update)

    @property
    def is_rendered(self) -> bool:
        """Whether every visible page is drawn from the present PDF at the present size."""
        return bool(self.pdf) and all(
            self._renderer.is_current(self._page_request(page)) for page in self.visible_pages()
        )

    def show_pdf(self, pdf: bytes, sizes: tuple[PageSize, ...]) -> None:
        """Show `pdf`, whose pages have these `sizes`, at the present scroll position. Old pictures stay until
        the new ones are drawn."""
        if pdf != self.pdf:
            self.pdf = pdf
            self._renderer.set_pdf(pdf)
            self.set_page_sizes(sizes)

    def clear(self) -> None:
        """Show no pages, nor the pictures of those that were shown, until there is another PDF."""
        self.pdf = b""
        self._renderer.set_pdf(self.pdf)
        self.set_page_sizes(())
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Take the zoom keys before the window does, which makes its text larger with them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _zooms(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key = _Key(event.key())
        if _zooms(event):
            self.zoom_by(_ZOOM_KEYS[key])
        elif key is _Key.Key_PageDown:
            self.go_to_next_page()
        elif key is _Key.Key_PageUp:
            self.go_to_previous_page()
        elif key is _Key.Key_Home:
            self.go_to(1)
        elif key is _Key.Key_End:
            self.go_to(self.page_count)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        turned = event.angleDelta().y()
        if not event.modifiers() & _Ctrl:
            super().wheelEvent(event)
        elif turned:
            self.zoom_by(1 if turned > 0 else -1, event.position().toPoint())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        colours = theme().colours
        painter.fillRect(event.rect(), colours["closed"])
        if not self.page_count:
            painter.setPen(colours["muted"])
            text = "Đang dựng bản xem trước…"
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, text)
        for page in self.visible_pages():
            self._paint_page(painter, page)

    def _paint_page(self, painter: QPainter, page: int) -> None:
        rect = self.page_rect(page)
        pixmap = self._renderer.pixmap(page)
        if pixmap is None:
            painter.fillRect(rect, Qt.GlobalColor.white)
        elif self._renderer.is_current(self._page_request(page)):  # each pixel is one of the screen's
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawPixmap(rect.topLeft(), pixmap)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(rect, pixmap)
        painter.setPen(theme().colours["line"])
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))

    def _request_pages(self) -> None:
        """Have the visible pages drawn first, then the one below and the one above them."""
        visible = self.visible_pages()
        beside = [page for page in (visible.stop, visible.start - 1) if page in range(self.page_count)]
        self._renderer.request([self._page_request(page) for page in (*visible, *beside)])

    def _page_request(self, page: int) -> PageRequest:
        """A request for the page at the present size, in the screen's own pixels."""
        size = self.page_rect(page).size().toSizeF() * self.devicePixelRatioF()
        return PageRequest(page, size.toSize())


def _zooms(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & _Ctrl) and event.key() in _ZOOM_KEYS
