"""The table's head of two rows: "Số lượng" stands over its sub-columns, as on the paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from lcweek_desktop.ui.table.columns import Column, ColumnKind
from lcweek_desktop.ui.widgets.theme import TextRole, theme

_CENTRED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


class FiguresHeader(QHeaderView):
    """`amount` is the heading over the columns of figures."""

    def __init__(self, columns: Sequence[Column], amount: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self._amount = amount
        self.setSectionsClickable(False)
        self.setStretchLastSection(False)
        theme().set_font(self, TextRole.STRONG)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), self._upper_height() + 2 * self.fontMetrics().height() + 12)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803
        painter.save()
        painter.setFont(self.font())
        painter.setClipRect(rect)
        column = self._columns[logicalIndex]
        if column.kind is ColumnKind.MEASURE:
            middle = rect.top() + self._upper_height()
            group = QRect(self._group_left(), rect.top(), self._group_width(), self._upper_height())
            self._paint_head(painter, group, self._amount)
            self._paint_head(
                painter, QRect(rect.left(), middle, rect.width(), rect.bottom() - middle + 1), column.title
            )
        else:
            self._paint_head(painter, rect, column.title)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, text: str) -> None:
        colours = theme().colours
        painter.fillRect(rect, colours["computed"])
        painter.setPen(colours["line"])
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(colours["ink"])
        painter.drawText(rect.adjusted(4, 2, -4, -2), _CENTRED, text)

    def _upper_height(self) -> int:
        return self.fontMetrics().height() + 10

    def _measures(self) -> list[int]:
        return [number for number, column in enumerate(self._columns) if column.kind is ColumnKind.MEASURE]

    def _group_left(self) -> int:
        return self.sectionViewportPosition(self._measures()[0])

    def _group_width(self) -> int:
        return sum(self.sectionSize(number) for number in self._measures())
