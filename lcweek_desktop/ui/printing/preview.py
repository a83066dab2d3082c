"""The pages of the report as they will be printed, one below the other."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from lcweek_desktop.ui.printing.page_drawing import Drawing, Wish
from lcweek_desktop.ui.printing.page_layout import Sheets
from lcweek_desktop.ui.session.worker import ErrorHandler, Worker
from lcweek_desktop.ui.widgets.theme import Space, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.output.preview import PageSize

ZOOMS: Final = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""Of the size on paper."""
_SAME: Final = 0.01
_POINT: Final = 96 / 72
"""Pixels of a point at zoom 1."""
_LINE: Final = 48

_Ctrl, _Key = Qt.KeyboardModifier.ControlModifier, Qt.Key
_ZOOM_KEYS: Final = {
    **dict.fromkeys((_Key.Key_Plus, _Key.Key_Equal), 1),
    **dict.fromkeys((_Key.Key_Minus, _Key.Key_Underscore), -1),
    _Key.Key_0: 0,
}


class Fit(Enum):
    """A size that follows the window's."""

    WIDTH = "width"
    PAGE = "page"


class Preview(QAbstractScrollArea):
    """Shows a PDF as wide as there is room, until another size is asked for."""

    # The page that is seen, how many there are, or their size changed.
    changed = Signal()

    def __init__(self, worker: Worker, failed: ErrorHandler) -> None:
        super().__init__()
        self.pdf = b""
        """What is shown; empty before the first."""
        self.fit: Fit | None = Fit.WIDTH
        """None: the size is one of ZOOMS, whatever the window's."""
        self._sheets = Sheets(gap=theme().px(Space.M))
        self._drawing = Drawing(worker, self)
        self._drawing.came.connect(self.viewport().update)
        self._drawing.failed.connect(failed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else the width would jump
        self.setAccessibleName("Bản xem trước")
        theme().changed.connect(self.viewport().update)

    @property
    def page_count(self) -> int:
        return len(self._sheets.sizes)

    @property
    def current_page(self) -> int:
        """The page in the middle of what is seen, from 1; 1 while there is none."""
        return self._sheets.page_at(self._top() + self.viewport().height() / 2) + 1

    @property
    def zoom(self) -> float:
        """1 is the size on paper."""
        return self._sheets.scale / _POINT

    @property
    def is_sharp(self) -> bool:
        """Whether every page that is seen is drawn as it is now, for this screen."""
        return bool(self.pdf) and all(self._is_fresh(page) for page in self._seen())

    def show_pdf(self, pdf: bytes, sizes: tuple[PageSize, ...]) -> None:
        """Show `pdf`, whose pages have these `sizes`, at the place where one is; what is seen stays until its
        pages are drawn anew."""
        if pdf == self.pdf:
            return
        self.pdf = pdf
        self._drawing.use(pdf)
        self._sheets = replace(self._sheets, sizes=sizes)
        self._fit()
        self._set_bars()
        self._seen_changed()

    def zoom_by(self, steps: int, at: QPoint | None = None) -> None:
        """To the next of ZOOMS above (1) or below (-1), or to the size on paper (0); `at` stays in place."""
        above = [each for each in ZOOMS if each > self.zoom + _SAME]
        below = [each for each in ZOOMS if each < self.zoom - _SAME]
        wanted = {1: above[:1], -1: below[-1:], 0: [1.0]}[steps]
        if wanted:
            self.fit = None
            self._scale_to(wanted[0] * _POINT, at)

    def fit_to(self, fit: Fit) -> None:
        """As large as a page fits, now and when the window changes."""
        page = self.current_page
        self.fit = fit
        self._fit()
        self.go_to(page)

    def go_to(self, page: int) -> None:
        """Bring the top of `page` (from 1, the nearest there is) to the top."""
        if self.page_count:
            room = self._sheets.rooms[min(max(page, 1), self.page_count) - 1]
            self.verticalScrollBar().setValue(room.y() - self._sheets.gap)

    # What Qt asks

    def event(self, event: QEvent) -> bool:
        """Here Ctrl with plus, minus and 0 is the size of the pages, not of the window's letters."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _zooms(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        pages = {
            _Key.Key_PageDown: self._first_seen() + 1,
            _Key.Key_PageUp: self._last_begun() - 1,
            _Key.Key_Home: 1,
            _Key.Key_End: self.page_count,
        }
        key = _Key(event.key())
        if _zooms(event):
            self.zoom_by(_ZOOM_KEYS[key])
        elif key is _Key.Key_PageDown and pages[key] > self.page_count:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        elif key in pages:
            self.go_to(pages[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        turned = event.angleDelta().y()
        if not event.modifiers() & _Ctrl:
            super().wheelEvent(event)
        elif turned:
            self.zoom_by(1 if turned > 0 else -1, event.position().toPoint())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()
        self._set_bars()
        self._seen_changed()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        super().scrollContentsBy(dx, dy)
        self._seen_changed()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        colours = theme().colours
        painter.fillRect(event.rect(), colours["closed"])
        if not self.page_count:
            painter.setPen(colours["muted"])
            words = "Đang dựng bản xem trước…"
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, words)
        for page in self._seen():
            self._paint_page(painter, page)

    def _paint_page(self, painter: QPainter, page: int) -> None:
        room = self._sheets.rooms[page].translated(self._origin())
        picture = self._drawing.picture(page)
        if picture is None:
            painter.fillRect(room, Qt.GlobalColor.white)
        elif self._is_fresh(page):  # dot for dot
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawPixmap(room.topLeft(), picture)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(room, picture)
        painter.setPen(theme().colours["line"])
        painter.drawRect(room.adjusted(-1, -1, 0, 0))

    # Where things are

    def _fit(self) -> None:
        if self.fit is not None:
            room = self.viewport().size()
            height = room.height() if self.fit is Fit.PAGE else None
            self._scale_to(self._sheets.fitting(room.width(), height))

    def _scale_to(self, scale: float, at: QPoint | None = None) -> None:
        """Change the scale; what is at `at`, else at the top in the middle, stays there."""
        at = at or QPoint(self.viewport().width() // 2, 0)
        if not self.page_count or scale == self._sheets.scale:
            return
        before = at - self._origin()
        spot = self._sheets.spot(before.x(), before.y())
        self._sheets = replace(self._sheets, scale=scale)
        self._set_bars()
        after = self._sheets.place(spot)
        self.horizontalScrollBar().setValue(round(after.x()) - at.x())
        self.verticalScrollBar().setValue(round(after.y()) - at.y())
        self._seen_changed()

    def _set_bars(self) -> None:
        room, all_pages = self.viewport().size(), self._sheets.size
        for bar, has, needs in (
            (self.horizontalScrollBar(), room.width(), all_pages.width()),
            (self.verticalScrollBar(), room.height(), all_pages.height()),
        ):
            bar.setRange(0, max(0, needs - has))
            bar.setPageStep(has)
            bar.setSingleStep(_LINE)

    def _seen_changed(self) -> None:
        """Have drawn what is seen, then what is next to it."""
        seen = self._seen()
        around = [page for page in (seen.stop, seen.start - 1) if page in range(self.page_count)]
        self._drawing.want([Wish(page, self._dots(page)) for page in (*seen, *around)])
        self.viewport().update()
        self.setAccessibleDescription(f"Trang {self.current_page} trên {self.page_count}")
        self.changed.emit()

    def _seen(self) -> range:
        return self._sheets.seen(self._top(), self.viewport().height())

    def _is_fresh(self, page: int) -> bool:
        return self._drawing.has(Wish(page, self._dots(page)))

    def _dots(self, page: int) -> QSize:
        """How large a page is in the screen's own dots."""
        return (self._sheets.rooms[page].size().toSizeF() * self.devicePixelRatioF()).toSize()

    def _first_seen(self) -> int:
        """The page at the upper edge, from 1."""
        return self._sheets.page_at(self._top() + self._sheets.gap) + 1

    def _last_begun(self) -> int:
        """The page that is looked at from its top, or the one after it: PgUp goes to the one before."""
        first = self._first_seen()
        begun = bool(self.page_count) and self._sheets.rooms[first - 1].y() - self._sheets.gap < self._top()
        return first + begun

    def _top(self) -> int:
        return self.verticalScrollBar().value()

    def _origin(self) -> QPoint:
        """Where the pages begin, seen from the corner of the viewport."""
        spare = max(0, self.viewport().width() - self._sheets.size.width()) // 2
        return QPoint(spare - self.horizontalScrollBar().value(), -self._top())


def _zooms(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & _Ctrl) and event.key() in _ZOOM_KEYS
