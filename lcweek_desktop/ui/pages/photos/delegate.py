"""A photo in the list: its picture, its number and caption, what it shows and how large it is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lcweek_desktop.ui.pages.photos.model import Index, Shown
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_PICTURE: Final = QSize(112, 84)
_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap)


class PhotosDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        return QSize(option.rect.width(), theme().px(_PICTURE.height() + 2 * Space.S))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: Shown = index.data(Qt.ItemDataRole.UserRole)
        colours, gap = theme().colours, theme().px(Space.S)
        painter.save()
        painter.setClipRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, colours["accent_soft" if chosen else "surface"])
        painter.setPen(colours["line"])
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        frame = QRect(option.rect.topLeft(), _PICTURE * theme().zoom / 100).translated(gap, gap)
        _paint_picture(painter, frame, shown.image)
        words = option.rect.adjusted(frame.right() - option.rect.left() + 2 * gap, gap, -gap, -gap)
        self._paint_words(painter, words, shown)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colours["accent"])
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRect, shown: Shown) -> None:
        colours = theme().colours
        painter.setFont(theme().font(TextRole.STRONG))
        painter.setPen(colours["ink" if shown.caption else "warning"])
        caption = shown.caption or "Chưa có chú thích"
        line, below = painter.fontMetrics().height(), QFontMetrics(theme().font(TextRole.CAPTION)).height()
        lines = QRect(room.topLeft(), QSize(room.width(), (room.height() - below) // line * line))
        painter.drawText(lines, _WRAPPED, f"{shown.number}. {caption}")
        painter.setFont(theme().font(TextRole.CAPTION))
        painter.setPen(colours["error" if shown.trouble else "muted"])
        words = shown.trouble or shown.about
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignBottom), elided)


def _paint_picture(painter: QPainter, frame: QRect, image: QImage | None) -> None:
    painter.fillRect(frame, theme().colours["computed"])
    if image is not None and not image.isNull():
        size = image.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(frame.topLeft(), size)
        target.moveCenter(frame.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, image)
