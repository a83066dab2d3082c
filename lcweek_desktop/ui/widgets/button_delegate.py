"""A column of a list in which every text is a button. Thousands of real buttons take seconds to make."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lcweek_desktop.ui.widgets.theme import Space, theme

_ROUND: Final = 5


class ButtonDelegate(QStyledItemDelegate):
    """Draws the texts of its column as buttons, and says which one was clicked. The keyboard reaches what
    they do through the row, which its view activates."""

    # QModelIndex: the cell whose button was clicked.
    clicked = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pressed: QPersistentModelIndex | None = None

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        words = option.fontMetrics.size(0, str(index.data() or ""))
        across, upright = 4 * theme().px(Space.S), 3 * theme().px(Space.XS)
        return QSize(words.width() + across, option.fontMetrics.height() + upright)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if not text:
            return
        colours = theme().colours
        is_hot = bool(option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours["accent" if is_hot else "line"]))
        painter.setBrush(colours["accent_soft" if self._pressed == index else "raised"])
        painter.drawRoundedRect(_button(option), _ROUND, _ROUND)
        painter.setPen(QPen(colours["ink"]))
        painter.setFont(option.font)
        painter.drawText(_button(option), Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def editorEvent(  # noqa: N802
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if not isinstance(event, QMouseEvent) or not index.data():
            return super().editorEvent(event, model, option, index)
        is_inside = _button(option).contains(event.position().toPoint())
        if event.type() is QEvent.Type.MouseButtonPress and is_inside:
            self._pressed = QPersistentModelIndex(index)
        elif event.type() is QEvent.Type.MouseButtonRelease:
            pressed, self._pressed = self._pressed, None
            if is_inside and pressed == index:
                self.clicked.emit(model.index(index.row(), index.column(), index.parent()))
        return False


def _button(option: QStyleOptionViewItem) -> QRect:
    margin = theme().px(Space.XS) // 2
    return option.rect.adjusted(theme().px(Space.XS), margin, -theme().px(Space.XS), -margin)
