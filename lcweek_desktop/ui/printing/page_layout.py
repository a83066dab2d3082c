"""Where the pages of a paper lie, one below the other, at a scale: numbers only, nothing is drawn."""

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
class Spot:
    """A point of a page; `x` and `y` are shares of its width and height."""

    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Sheets:
    """`sizes` in points, `scale` in pixels a point; `gap` pixels around each page. Pages count from 0."""

    sizes: Sequence[PageSize] = ()
    scale: float = 1.0
    gap: int = 0

    def fitting(self, width: int, height: int | None = None) -> float:
        """The scale at which the widest page is seen whole across `width` pixels, and the highest down
        `height` where that is given; 1 without pages."""
        if not self.sizes:
            return 1.0
        room = max(1, width - 2 * self.gap) / max(size.width for size in self.sizes)
        if height is None:
            return room
        return min(room, max(1, height - 2 * self.gap) / max(size.height for size in self.sizes))

    @cached_property
    def rooms(self) -> tuple[QRect, ...]:
        """The place of each page; each is in the middle, all are as far from the left as the widest."""
        drawn = [self._drawn(size) for size in self.sizes]
        widest = max((size.width() for size in drawn), default=0)
        rooms, top = [], self.gap
        for size in drawn:
            rooms.append(QRect(self.gap + (widest - size.width()) // 2, top, size.width(), size.height()))
            top += size.height() + self.gap
        return tuple(rooms)

    @property
    def size(self) -> QSize:
        """What all pages and gaps take."""
        if not self.rooms:
            return QSize(0, 0)
        right = max(room.x() + room.width() for room in self.rooms)
        last = self.rooms[-1]
        return QSize(right + self.gap, last.y() + last.height() + self.gap)

    def page_at(self, y: float) -> int:
        """The page at `y`, or the one above it; the first where there is none."""
        return max(0, bisect_right([room.y() for room in self.rooms], y) - 1)

    def seen(self, top: int, height: int) -> range:
        """The pages of which something lies in `height` pixels from `top` on."""
        if not self.rooms:
            return range(0)
        return range(self.page_at(top), self.page_at(top + height) + 1)

    def spot(self, x: float, y: float) -> Spot:
        """What lies at a point; beyond a page it counts on from its edge. There must be pages."""
        page = self.page_at(y)
        room = self.rooms[page]
        return Spot(page, (x - room.x()) / room.width(), (y - room.y()) / room.height())

    def place(self, spot: Spot) -> QPointF:
        """Where `spot` lies; of a page that there is none of, on the last one. There must be pages."""
        room = self.rooms[min(spot.page, len(self.rooms) - 1)]
        return QPointF(room.x() + spot.x * room.width(), room.y() + spot.y * room.height())

    def _drawn(self, size: PageSize) -> QSize:
        return QSize(max(1, round(size.width * self.scale)), max(1, round(size.height * self.scale)))
