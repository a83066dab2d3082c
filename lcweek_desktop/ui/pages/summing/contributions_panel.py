"""A cell of the sums opened: who gave what, down to the unit that wrote it, each with its share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
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
from lcweek_desktop.services.summing.contributions import Contribution
from lcweek_desktop.ui.pages.summing.words import percent, remarks, share
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_GIVER: Final = Qt.ItemDataRole.UserRole
_SHARE: Final = Qt.ItemDataRole.UserRole + 1
_SAID: Final = Qt.ItemDataRole.UserRole + 2
_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class ContributionsPanel(QWidget):
    """The cell's name and number, below them the tree of its givers; keys as in any tree."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._name, self._total = QLabel(), QLabel()
        self._none = QLabel("Chưa đơn vị nào báo cáo nội dung này.")
        self._name.setWordWrap(True)
        theme().set_font(self._name, TextRole.STRONG)
        theme().set_font(self._total, TextRole.TITLE)
        theme().apply_style(self._none, "color: $muted;")
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.tree = _Tree()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._name, self._total):
            column.addWidget(widget)
        column.addWidget(self._none, 1)
        column.addWidget(self.tree, 1)

    def show_cell(self, name: str, total: int | None, givers: Sequence[Contribution]) -> None:
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

    def _item(self, giver: Contribution, total: int | None) -> QTreeWidgetItem:
        said, part = remarks(giver, self._form), share(giver, total)
        item = QTreeWidgetItem([giver.unit.name])
        item.setData(0, _GIVER, giver)
        item.setData(0, _SHARE, part)
        item.setData(0, _SAID, "\n".join(said))
        item.setToolTip(0, "\n".join(said) if giver.outlier is not None else "")
        spoken = [giver.unit.name, format_number(giver.value), percent(part) if part else "", *said]
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, spoken)))
        item.addChildren([self._item(inner, total) for inner in giver.parts])
        return item


class _Tree(QTreeWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setAccessibleName("Các đơn vị có số ở ô đang mở")
        self.setItemDelegate(_Delegate(self))
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme().on_theme_change(self, self._dress)

    def _dress(self) -> None:
        """The chosen line as softly as the delegate paints it, also left of the name."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, theme().colours["accent_soft"])
        self.setPalette(palette)
        self.setIndentation(theme().px(Space.L))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Delegate(QStyledItemDelegate):
    """Name and number on a line, below them the bar of its share, then what is said of it."""

    def __init__(self, tree: _Tree) -> None:
        super().__init__(tree)
        self._tree = tree
        theme().on_theme_change(self, self._dress)

    def _dress(self) -> None:
        """Fonts are made once, not for each of a province's units."""
        roles = (TextRole.BODY, TextRole.STRONG, TextRole.CAPTION)
        self._fonts = {role: theme().font(role) for role in roles}
        self._metrics = {role: QFontMetrics(font) for role, font in self._fonts.items()}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        width = self._tree.viewport().width() - depth * self._tree.indentation()
        said = self._placed(QRect(0, 0, width, 100_000), index).said
        return QSize(width, said.top() + said.height() + theme().px(Space.S))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        giver: Contribution = index.data(_GIVER)
        colours, places = theme().colours, self._placed(option.rect, index)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colours["accent_soft"])
        if giver.outlier is not None or _is_out(giver):
            mark = icons.pixmap("info" if giver.outlier is None else "warning", "warning", icons.SMALL)
            painter.drawPixmap(places.mark, mark)
        self._paint_number(painter, giver, places.number)
        self._write(painter, places.name, TextRole.BODY, "ink", giver.unit.name)
        if places.bar.height():
            self._paint_share(painter, places.bar, index.data(_SHARE))
        self._write(painter, places.said, TextRole.CAPTION, "muted", index.data(_SAID))
        painter.restore()

    def _placed(self, row: QRect, index: Index) -> _Places:
        """Where in `row` each part is; it may be higher than what is there."""
        giver, words, pad = index.data(_GIVER), index.data(_SAID), theme().px(Space.S)
        inside = row.adjusted(pad, pad, -pad, 0)
        taken = self._metrics[TextRole.STRONG].horizontalAdvance(_number(giver))
        mark = theme().px(icons.SMALL + Space.XS) if giver.outlier is not None or _is_out(giver) else 0
        name = inside.adjusted(mark, 0, -taken - pad, 0)
        high = self._metrics[TextRole.BODY].boundingRect(name, _WRAPPED, giver.unit.name).height()
        name.setHeight(max(high, self._metrics[TextRole.STRONG].height()))
        caption = self._metrics[TextRole.CAPTION]
        has_share = not _is_out(giver) and giver.value
        below = name.top() + name.height()
        bar = QRect(inside.left(), below, inside.width(), caption.height() if has_share else 0)
        said = QRect(inside.left(), below + bar.height(), inside.width(), 100_000)
        said.setHeight(caption.boundingRect(said, _WRAPPED, words).height() if words else 0)
        number = QRect(inside.right() - taken, inside.top(), taken + 1, name.height())
        return _Places(inside.topLeft(), name, number, bar, said)

    def _paint_number(self, painter: QPainter, giver: Contribution, place: QRect) -> None:
        """Struck through when it is not in the sums."""
        out, words = _is_out(giver), _number(giver)
        self._write(
            painter, place, TextRole.BODY if out else TextRole.STRONG, "muted" if out else "ink", words
        )
        if out and words:
            width = self._metrics[TextRole.BODY].horizontalAdvance(words)
            middle = place.top() + self._metrics[TextRole.BODY].height() // 2 + 1
            painter.drawLine(place.left(), middle, place.left() + width, middle)

    def _paint_share(self, painter: QPainter, bar: QRect, part: float) -> None:
        colours, height = theme().colours, theme().px(6)
        self._write(painter, bar, TextRole.CAPTION, "muted", percent(part), Qt.AlignmentFlag.AlignRight)
        whole = self._metrics[TextRole.CAPTION].horizontalAdvance(percent(1))
        room = bar.width() - whole - theme().px(Space.S)
        track = QRect(bar.left(), bar.center().y() - height // 2, room, height)
        painter.fillRect(track, colours["closed"])
        track.setWidth(max(2, round(room * part)))
        painter.fillRect(track, colours["accent"])

    def _write(
        self,
        painter: QPainter,
        place: QRect,
        role: TextRole,
        tone: str,
        words: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setFont(self._fonts[role])
        painter.setPen(theme().colours[tone])
        painter.drawText(place, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | side), words)


class _Places(NamedTuple):
    """`bar` has no height for a giver without a share, `said` for one of whom nothing is said."""

    mark: QPoint
    name: QRect
    number: QRect
    bar: QRect
    said: QRect


def _is_out(giver: Contribution) -> bool:
    return giver.counted is not Counted.COUNTED


def _number(giver: Contribution) -> str:
    return format_number(giver.reported if _is_out(giver) else giver.value)
