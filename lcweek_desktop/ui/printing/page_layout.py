"""Where the pages of a document lie, one below the other, at a scale. Only numbers: nothing is drawn here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize

if TYPE_CHECKING:
    from lcweek_desktop.services.output.preview import PageSize


@dataclass(frozen=True)
class PagePoint:
    """A point of a page, from 0. `x` and `y` are shares of its width and height; a point beside the page has
    shares below 0 or above 1."""

    page: int
    x: float
    y: float


@dataclass(frozen=True)
class PageLayout:
    """Pages in one column, centred. Pages count from 0.

    `sizes` are in points, `scale` in pixels a point, and `gap` is the number of pixels around each page.
    """

    sizes: Sequence[PageSize] = ()
    scale: float = 1.0
    gap: int = 0

    def fitting_scale(self, width: int, height: int | None = None) -> float:
        """The scale at which the widest page fits into `width` pixels and, unless it is None, the highest
        into `height`; 1 without pages."""
        if not self.sizes:
            return 1.0
        across = max(1, width - 2 * self.gap) / max(size.width for size in self.sizes)
        if height is None:
            return across
        return min(across, max(1, height - 2 * self.gap) / max(size.height for size in self.sizes))

    @cached_property
    def page_rects(self) -> tuple[QRect, ...]:
        """The rectangle of each page, from the corner of the layout. Narrower pages are centred below the
        widest."""
        scaled = [self._scaled(size) for size in self.sizes]
        widest = max((size.width() for size in scaled), default=0)
        rects, top = [], self.gap
        for size in scaled:
            rects.append(QRect(self.gap + (widest - size.width()) // 2, top, size.width(), size.height()))
            top += size.height() + self.gap
        return tuple(rects)

    @property
    def total_size(self) -> QSize:
        """The size of all pages with their gaps; 0 × 0 without pages."""
        if not self.page_rects:
            return QSize(0, 0)
        right = max(rect.x() + rect.width() for rect in self.page_rects)
        last = self.page_rects[-1]
        return QSize(right + self.gap, last.y() + last.height() + self.gap)

    def page_at(self, y: float) -> int:
        """The page at `y`, or above it when `y` is in a gap; the first page above all of them."""
        return max(0, bisect_right([rect.y() for rect in self.page_rects], y) - 1)

    def visible_pages(self, top: int, height: int) -> range:
        """The pages of which some part lies in the `height` pixels below `top`."""
        if not self.page_rects:
            return range(0)
        return range(self.page_at(top), self.page_at(top + height) + 1)

    def point_at(self, x: float, y: float) -> PagePoint:
        """The point of a page at a position of the layout. There must be pages."""
        page = self.page_at(y)
        rect = self.page_rects[page]
        return PagePoint(page, (x - rect.x()) / rect.width(), (y - rect.y()) / rect.height())

    def position_of(self, point: PagePoint) -> QPointF:
        """The position of a point in the layout; the last page stands for one that does not exist. There
        must be pages."""
        rect = self.page_rects[min(point.page, len(self.page_rects) - 1)]
        return QPointF(rect.x() + point.x * rect.width(), rect.y() + point.y * rect.height())

    def _scaled(self, size: PageSize) -> QSize:
        return QSize(max(1, round(size.width * self.scale)), max(1, round(size.height * self.scale)))
