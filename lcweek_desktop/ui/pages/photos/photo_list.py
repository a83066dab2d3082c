"""The list of photos on screen: thumbnail, number and caption, size and activity of each."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lcweek_desktop.ui.pages.photos.model import PhotoItem, PhotosModel
from lcweek_desktop.ui.table.cells import Index
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_PICTURE_SIZE: Final = QSize(112, 84)
"""The size of a photo's picture, in pixels at 100 %."""
_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap)


class PhotoList(QListView):
    """Shows the photos in their order. One is current as long as there are any; dragging moves a photo."""

    # Another photo became the current one: int, its position, or None without photos.
    current_photo_changed = Signal(object)
    # The user pressed Delete on the current photo.
    removal_requested = Signal()

    def __init__(self, model: PhotosModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName("Ảnh của báo cáo, theo thứ tự in")
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_PhotoDelegate(self))
        theme().on_theme_change(self, self.doItemsLayout)
        model.photo_moved.connect(self.select)
        delete = QShortcut(QKeySequence("Delete"), self, self.removal_requested.emit)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)

    def current_photo(self) -> int | None:
        """The position of the current photo; None without photos."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def index_at(self, position: int) -> QModelIndex:
        """The photo at `position`, or the last one where it was taken out; invalid without photos."""
        model = self.model()
        return model.index(min(position, model.rowCount() - 1), 0)

    def select(self, position: int) -> None:
        """Make the photo at `position` the current one."""
        self.setCurrentIndex(self.model().index(position, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        self.current_photo_changed.emit(current.row() if current.isValid() else None)


class _PhotoDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        return QSize(option.rect.width(), theme().px(_PICTURE_SIZE.height() + 2 * Space.S))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: PhotoItem = index.data(Qt.ItemDataRole.UserRole)
        colours, gap = theme().colours, theme().px(Space.S)
        painter.save()
        painter.setClipRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, colours["accent_soft" if selected else "surface"])
        painter.setPen(colours["line"])
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        frame = QRect(option.rect.topLeft(), _PICTURE_SIZE * theme().zoom / 100).translated(gap, gap)
        _paint_picture(painter, frame, item.image)
        right = option.rect.adjusted(frame.right() - option.rect.left() + 2 * gap, gap, -gap, -gap)
        _paint_text(painter, right, item)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colours["accent"])
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()


def _paint_text(painter: QPainter, rect: QRect, item: PhotoItem) -> None:
    """The caption in as many whole lines as there is room for, and one line of details below."""
    colours = theme().colours
    painter.setFont(theme().font(TextRole.STRONG))
    painter.setPen(colours["ink" if item.caption else "warning"])
    caption = item.caption or "Chưa có chú thích"
    line, below = painter.fontMetrics().height(), QFontMetrics(theme().font(TextRole.CAPTION)).height()
    lines = QRect(rect.topLeft(), QSize(rect.width(), (rect.height() - below) // line * line))
    painter.drawText(lines, _WRAPPED, f"{item.number}. {caption}")
    painter.setFont(theme().font(TextRole.CAPTION))
    _paint_line(painter, rect, "error" if item.error else "warning", item.error or item.doubts)
    if not item.error:
        gap = painter.fontMetrics().horizontalAdvance(f"{item.doubts}   ") if item.doubts else 0
        _paint_line(painter, rect.adjusted(gap, 0, 0, 0), "muted", item.details)


def _paint_line(painter: QPainter, rect: QRect, colour: str, text: str) -> None:
    """`text` at the foot of `rect`, as much of it as there is room for."""
    painter.setPen(theme().colours[colour])
    elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignBottom), elided)


def _paint_picture(painter: QPainter, frame: QRect, image: QImage | None) -> None:
    painter.fillRect(frame, theme().colours["computed"])
    if image is not None and not image.isNull():
        size = image.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(frame.topLeft(), size)
        target.moveCenter(frame.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, image)
