"""A scroll area over pages that lie one below the other: their scale, and which of them are visible."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from lcweek_desktop.ui.printing.page_layout import PageLayout
from lcweek_desktop.ui.widgets.theme import Space, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.output.preview import PageSize

ZOOMS: Final = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""The sizes a user can choose, as multiples of the size on paper."""
_ZOOM_TOLERANCE: Final = 0.01
_PIXELS_A_POINT: Final = 96 / 72
"""Pixels a point of the paper at zoom 1."""
_SCROLL_STEP: Final = 48
"""Pixels that an arrow key scrolls."""


class FitMode(Enum):
    """A size of pages that follows the size of the area."""

    WIDTH = "width"
    PAGE = "page"


class PageScrollArea(QAbstractScrollArea):
    """Scrolls over pages as wide as the area, until the user chooses another size. A subclass paints them.

    Pages count from 0 in `visible_pages` and `page_rect`, and from 1 where people read the number.
    """

    # Other pages are visible, or their number or size changed.
    view_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fit_mode: FitMode | None = FitMode.WIDTH
        """How the size of pages follows the area; None when the user chose one of ZOOMS."""
        self._pages = PageLayout(gap=theme().px(Space.M))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # keeps the width steady

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages.sizes)

    @property
    def current_page(self) -> int:
        """The page in the middle of the area, from 1; 1 while there is none."""
        return self._pages.page_at(self._top() + self.viewport().height() / 2) + 1

    @property
    def zoom(self) -> float:
        """The size of pages, as a multiple of the size on paper."""
        return self._pages.scale / _PIXELS_A_POINT

    def set_page_sizes(self, sizes: tuple[PageSize, ...]) -> None:
        """Replace the pages; the scroll bars stay where they are as far as they can."""
        self._pages = replace(self._pages, sizes=sizes)
        self._refit()

    def zoom_by(self, steps: int, anchor: QPoint | None = None) -> None:
        """Change to the next of ZOOMS above (1) or below (-1), or to the size on paper (0). What is at
        `anchor`, a point of the viewport, stays there."""
        larger = [each for each in ZOOMS if each > self.zoom + _ZOOM_TOLERANCE]
        smaller = [each for each in ZOOMS if each < self.zoom - _ZOOM_TOLERANCE]
        wanted = {1: larger[:1], -1: smaller[-1:], 0: [1.0]}[steps]
        if wanted:
            self.fit_mode = None
            self._set_scale(wanted[0] * _PIXELS_A_POINT, anchor)
            self._update_view()

    def set_fit_mode(self, fit_mode: FitMode) -> None:
        """Make pages as large as they fit, now and whenever the area changes its size."""
        page = self.current_page
        self.fit_mode = fit_mode
        self._apply_fit()
        self.go_to(page)
        self._update_view()

    def go_to(self, page: int) -> None:
        """Scroll to the top of `page`, from 1, or of the nearest that exists."""
        if self.page_count:
            rect = self._pages.page_rects[min(max(page, 1), self.page_count) - 1]
            self.verticalScrollBar().setValue(rect.y() - self._pages.gap)

    def show_place(self, page: int, share: float) -> None:
        """Scroll so that what stands on `page`, from 0, at `share` of its height is in the middle."""
        if page < self.page_count:
            rect = self._pages.page_rects[page]
            middle = rect.y() + round(share * rect.height())
            self.verticalScrollBar().setValue(middle - self.viewport().height() // 2)

    def go_to_next_page(self) -> None:
        """Scroll to the top of the page after the one at the upper edge, or to the end on the last one."""
        page = self._page_at_top() + 1
        if page > self.page_count:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        else:
            self.go_to(page)

    def go_to_previous_page(self) -> None:
        """Scroll to the top of the page at the upper edge, or of the one before if it is there already."""
        page = self._page_at_top()
        scrolled_into = (
            bool(self.page_count) and self._pages.page_rects[page - 1].y() - self._pages.gap < self._top()
        )
        self.go_to(page if scrolled_into else page - 1)

    def visible_pages(self) -> range:
        """The pages of which some part is visible, from 0."""
        return self._pages.visible_pages(self._top(), self.viewport().height())

    def page_rect(self, page: int) -> QRect:
        """The rectangle of a page, from 0, in the viewport."""
        return self._pages.page_rects[page].translated(self._origin())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._refit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        super().scrollContentsBy(dx, dy)
        self._update_view()

    def _refit(self) -> None:
        self._apply_fit()
        self._update_scroll_bars()
        self._update_view()

    def _apply_fit(self) -> None:
        if self.fit_mode is not None:
            room = self.viewport().size()
            height = room.height() if self.fit_mode is FitMode.PAGE else None
            self._set_scale(self._pages.fitting_scale(room.width(), height))

    def _set_scale(self, scale: float, anchor: QPoint | None = None) -> None:
        """Change the scale; what is at `anchor`, or at the top in the middle, stays there."""
        anchor = anchor or QPoint(self.viewport().width() // 2, 0)
        if not self.page_count or scale == self._pages.scale:
            return
        before = anchor - self._origin()
        point = self._pages.point_at(before.x(), before.y())
        self._pages = replace(self._pages, scale=scale)
        self._update_scroll_bars()
        after = self._pages.position_of(point)
        self.horizontalScrollBar().setValue(round(after.x()) - anchor.x())
        self.verticalScrollBar().setValue(round(after.y()) - anchor.y())
        self._update_view()

    def _update_scroll_bars(self) -> None:
        room, pages = self.viewport().size(), self._pages.total_size
        for bar, visible, total in (
            (self.horizontalScrollBar(), room.width(), pages.width()),
            (self.verticalScrollBar(), room.height(), pages.height()),
        ):
            bar.setRange(0, max(0, total - visible))
            bar.setPageStep(visible)
            bar.setSingleStep(_SCROLL_STEP)

    def _update_view(self) -> None:
        self.viewport().update()
        self.setAccessibleDescription(f"Trang {self.current_page} trên {self.page_count}")
        self.view_changed.emit()

    def _page_at_top(self) -> int:
        """The page at the upper edge, from 1."""
        return self._pages.page_at(self._top() + self._pages.gap) + 1

    def _top(self) -> int:
        return self.verticalScrollBar().value()

    def _origin(self) -> QPoint:
        """The corner of the page layout in the viewport."""
        spare = max(0, self.viewport().width() - self._pages.total_size.width()) // 2
        return QPoint(spare - self.horizontalScrollBar().value(), -self._top())
