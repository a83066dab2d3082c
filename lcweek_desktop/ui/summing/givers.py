"""A cell of the sums opened: who gave what, down to the unit that wrote it, each with its share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.report import Counted
from lcweek_desktop.domain.values import format_number
from lcweek_desktop.services.givers import Giver
from lcweek_desktop.ui import icons
from lcweek_desktop.ui.summing.words import percent, remarks, share
from lcweek_desktop.ui.theme import Role, Space, theme

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_GIVER: Final = Qt.ItemDataRole.UserRole
_SHARE: Final = Qt.ItemDataRole.UserRole + 1
_SAID: Final = Qt.ItemDataRole.UserRole + 2
_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Givers(QWidget):
    """The cell's name and number, below them the tree of its givers; keys as in any tree."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._name, self._total, self._none = QLabel(), QLabel(), QLabel("Chưa đơn vị nào có số ở ô này.")
        self._name.setWordWrap(True)
        theme().write(self._name, Role.STRONG)
        theme().write(self._total, Role.TITLE)
        theme().dress(self._none, "color: $muted;")
        self.tree = _Tree()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._name, self._total, self._none):
            column.addWidget(widget)
        column.addWidget(self.tree, 1)

    def show_cell(self, name: str, total: int | None, givers: Sequence[Giver]) -> None:
        """`total`: what the cell shows; shares are parts of it."""
        self._name.setText(name)
        self._total.setText(format_number(total))
        self._total.setVisible(total is not None)
        self._none.setVisible(not givers)
        self.tree.setVisible(bool(givers))
        self.tree.clear()
        items = [self._item(giver, total) for giver in givers]
        self.tree.addTopLevelItems(items)
        if items:
            self.tree.setCurrentItem(items[0])
        if len(items) == 1:
            items[0].setExpanded(True)

    def said(self) -> str:
        return f"{self._name.text()} {self._total.text()}".strip()

    def _item(self, giver: Giver, total: int | None) -> QTreeWidgetItem:
        said, part = remarks(giver, self._form), share(giver, total)
        item = QTreeWidgetItem([giver.unit.name])
        item.setData(0, _GIVER, giver)
        item.setData(0, _SHARE, part)
        item.setData(0, _SAID, "\n".join(said))
        item.setToolTip(0, "" if giver.far is None else giver.far.sentence)
        spoken = [giver.unit.name, format_number(giver.value), percent(part) if part else "", *said]
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, spoken)))
        item.addChildren([self._item(inner, total) for inner in giver.givers])
        return item


class _Tree(QTreeWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setAccessibleName("Các đơn vị có số ở ô đang mở")
        self.setItemDelegate(_Delegate(self))
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme().follow(self, self._dress)

    def _dress(self) -> None:
        """The chosen line as softly as the delegate paints it, also left of the name."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, theme().tones["accent_soft"])
        self.setPalette(palette)
        self.setIndentation(theme().px(Space.L))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Delegate(QStyledItemDelegate):
    """Name and number on a line, below them the bar of its share, then what is said of it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        tree = self.parent()
        assert isinstance(tree, _Tree)
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        width = tree.viewport().width() - depth * tree.indentation()
        row = QRect(0, 0, width, 100_000)
        return QSize(width, _said_rect(row, index).bottom() + theme().px(Space.S))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        giver: Giver = index.data(_GIVER)
        tones, row = theme().tones, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(row, tones["accent_soft"])
        is_out = giver.counted is not Counted.COUNTED
        first = _first_line(row, index)
        number = format_number(giver.value if not is_out else giver.reported)
        painter.setFont(theme().font(Role.STRONG if not is_out else Role.BODY))
        painter.setPen(tones["muted" if is_out else "ink"])
        taken = painter.fontMetrics().horizontalAdvance(number)
        painter.drawText(first, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), number)
        if is_out and number:
            middle = first.top() + painter.fontMetrics().height() // 2 + 1
            painter.drawLine(first.right() - taken, middle, first.right(), middle)
        painter.setFont(theme().font())
        left = first.adjusted(0, 0, -taken - theme().px(Space.S), 0)
        if giver.far is not None or is_out:
            mark = icons.pixmap("warning" if giver.far is not None else "info", "warning", icons.SIZES[0])
            painter.drawPixmap(left.topLeft(), mark)
            left.setLeft(left.left() + theme().px(icons.SIZES[0] + Space.XS))
        painter.drawText(left, _WRAPPED, giver.unit.name)
        if not is_out and giver.value:
            _paint_share(painter, _bar_rect(row, index), index.data(_SHARE))
        painter.setPen(tones["muted"])
        painter.setFont(theme().font(Role.CAPTION))
        painter.drawText(_said_rect(row, index), _WRAPPED, index.data(_SAID))
        painter.restore()


def _paint_share(painter: QPainter, bar: QRect, part: float) -> None:
    tones = theme().tones
    painter.setFont(theme().font(Role.CAPTION))
    painter.setPen(tones["muted"])
    words = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(bar, words, percent(part))
    room = bar.width() - painter.fontMetrics().horizontalAdvance("100,0%") - theme().px(Space.S)
    height = theme().px(6)
    track = QRect(bar.left(), bar.center().y() - height // 2, room, height)
    painter.fillRect(track, tones["closed"])
    painter.fillRect(QRect(track.left(), track.top(), max(2, round(room * part)), height), tones["accent"])


def _first_line(row: QRect, index: Index) -> QRect:
    """Name and number; higher where the name takes two lines."""
    pad, giver = theme().px(Space.S), index.data(_GIVER)
    metrics = QFontMetrics(theme().font(Role.STRONG))
    inside = row.adjusted(pad, pad, -pad, 0)
    number = metrics.horizontalAdvance(format_number(giver.reported if giver.value is None else giver.value))
    marked = giver.far is not None or giver.counted is not Counted.COUNTED
    mark = theme().px(icons.SIZES[0] + Space.XS) if marked else 0
    room = QRect(0, 0, max(1, inside.width() - number - pad - mark), 100_000)
    name = QFontMetrics(theme().font()).boundingRect(room, _WRAPPED, giver.unit.name)
    inside.setHeight(max(name.height(), metrics.height()))
    return inside


def _bar_rect(row: QRect, index: Index) -> QRect:
    """No height for one that gave nothing."""
    first, giver = _first_line(row, index), index.data(_GIVER)
    shown = giver.counted is Counted.COUNTED and giver.value
    height = QFontMetrics(theme().font(Role.CAPTION)).height() if shown else 0
    return QRect(first.left(), first.bottom() + 1, first.width(), height)


def _said_rect(row: QRect, index: Index) -> QRect:
    bar = _bar_rect(row, index)
    room = QRect(bar.left(), bar.top() + bar.height(), bar.width(), 100_000)
    words = index.data(_SAID)
    room.setHeight(
        QFontMetrics(theme().font(Role.CAPTION)).boundingRect(room, _WRAPPED, words).height() if words else 0
    )
    return room
