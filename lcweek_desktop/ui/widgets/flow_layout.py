"""A layout that wraps its widgets into lines, as a text wraps its words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from lcweek_desktop.ui.widgets.theme import Space


class FlowLayout(QLayout):
    """Lays widgets out in a row and wraps to the next line where the room ends.

    Its minimum width is that of its widest widget. Hidden widgets take no room.
    """

    def __init__(self, *widgets: QWidget, fill: bool = True) -> None:
        """With `fill`, the widgets of a line share its whole width, equally if each fits into an equal share.

        Without it, each widget has its preferred width.
        """
        super().__init__()
        self._fill = fill
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(Space.S)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:  # noqa: N802
        """All widgets in one line."""
        visible = self._visible()
        width = sum(item.sizeHint().width() for item in visible) + self.spacing() * max(0, len(visible) - 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:  # noqa: N802
        widest = max((item.minimumSize().width() for item in self._visible()), default=0)
        return QSize(widest, max((item.minimumSize().height() for item in self._visible()), default=0))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        lines = self._lines(width)
        return sum(_height(line, width) for line in lines) + self.spacing() * max(0, len(lines) - 1)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        top = rect.top()
        for line in self._lines(rect.width()):
            height, left = _height(line, rect.width()), rect.left()
            for item, width in zip(line, self._widths(line, rect.width()), strict=True):
                item.setGeometry(QRect(QPoint(left, top), QSize(width, height)))
                left += width + self.spacing()
            top += height + self.spacing()

    def _visible(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _widths(self, line: list[QLayoutItem], line_width: int) -> list[int]:
        room = line_width - self.spacing() * (len(line) - 1)
        needed = [item.sizeHint().width() for item in line]
        if not self._fill:
            return [min(width, line_width) for width in needed]
        if max(needed) <= room // len(line):
            return [room // len(line)] * len(line)
        return [min(width + max(0, room - sum(needed)) // len(line), line_width) for width in needed]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._visible():
            needed = item.sizeHint().width()
            if not lines or needed > left:
                lines.append([])
                left = width
            lines[-1].append(item)
            left -= needed + self.spacing()
        return lines


def _height(line: list[QLayoutItem], width: int) -> int:
    return max(
        item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height() for item in line
    )
