"""The table's header in two rows: "Số lượng" spans the columns of figures, as on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from lcweek_desktop.ui.table.columns import Column, ColumnKind
from lcweek_desktop.ui.widgets.theme import TextRole, theme

_CENTRED: Final = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
_SIDES: Final = 4
"""Pixels left and right of a title."""
_USUAL_FIGURES: Final = 2
_NARROW: Final = 92
"""The least width of a column of figures beside more than one other, in pixels at 100 %."""


class FiguresHeader(QHeaderView):
    """A header whose figure columns have a common title above their own."""

    def __init__(self, columns: Sequence[Column], group_title: str, parent: QWidget | None = None) -> None:
        """`group_title` is printed above the columns of figures."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self._group_title = group_title
        self.setSectionsClickable(False)
        self.setStretchLastSection(False)
        theme().set_font(self, TextRole.STRONG)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), self._upper_height() + self._lower_height() + 12)

    def width_of(self, section: int, usual: int) -> int:
        """The width of a column in pixels: `usual`, or more where a word would be broken.

        More than two columns of figures are narrower than usual, so that the labels beside them stay
        readable; they still hold the largest number that a unit may enter.
        """
        column, width = self._columns[section], self.fontMetrics().horizontalAdvance
        words = column.words
        if column.kind is ColumnKind.MEASURE and len(self._figure_sections()) > _USUAL_FIGURES:
            usual, words = theme().px(_NARROW), words | {column.largest}
        return max(usual, max(map(width, words), default=0) + 4 * _SIDES)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803
        painter.save()
        painter.setFont(self.font())
        painter.setClipRect(rect)
        column = self._columns[logicalIndex]
        if column.kind is ColumnKind.MEASURE:
            middle = rect.top() + self._upper_height()
            group = QRect(self._group_left(), rect.top(), self._group_width(), self._upper_height())
            self._paint_title(painter, group, self._group_title)
            self._paint_title(
                painter, QRect(rect.left(), middle, rect.width(), rect.bottom() - middle + 1), column.title
            )
        else:
            self._paint_title(painter, rect, column.title)
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRect, text: str) -> None:
        colours = theme().colours
        painter.fillRect(rect, colours["computed"])
        painter.setPen(colours["line"])
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(colours["ink"])
        painter.drawText(rect.adjusted(_SIDES, 2, -_SIDES, -2), _CENTRED, text)

    def _upper_height(self) -> int:
        return self.fontMetrics().height() + 10

    def _lower_height(self) -> int:
        """Room for the titles above the figures: two lines, or as many as they need."""
        metrics = self.fontMetrics()
        rooms = {at: QRect(0, 0, self.sectionSize(at) - 2 * _SIDES, 10_000) for at in self._figure_sections()}
        needed = (
            metrics.boundingRect(room, _CENTRED, self._columns[at].title).height()
            for at, room in rooms.items()
        )
        return max(2 * metrics.height(), *needed)

    def _figure_sections(self) -> list[int]:
        return [number for number, column in enumerate(self._columns) if column.kind is ColumnKind.MEASURE]

    def _group_left(self) -> int:
        return self.sectionViewportPosition(self._figure_sections()[0])

    def _group_width(self) -> int:
        return sum(self.sectionSize(number) for number in self._figure_sections())
