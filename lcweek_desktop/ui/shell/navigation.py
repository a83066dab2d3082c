"""The list of pages at the left: icon, name, and how far each is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from lcweek_desktop.ui.session.page import DONE
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_ICON: Final = Qt.ItemDataRole.UserRole + 1
_STATE: Final = Qt.ItemDataRole.UserRole + 2
_USUAL: Final = "00/00"
"""A state that there is room for in any case: the pages do not move when one is first told."""


class Navigation(QListWidget):
    """One line per page; the arrow keys walk through the pages."""

    # str: key of the page that was chosen.
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[str] = []
        self.setAccessibleName("Các trang")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.currentRowChanged.connect(self._row_chosen)
        theme().apply_style(
            self, "QListWidget { background: $canvas; border: 0; outline: 0; padding: ${s} 0; }"
        )
        theme().on_theme_change(self, self._fit)

    def add(self, key: str, title: str, icon: str) -> None:
        item = QListWidgetItem(title)
        item.setData(_ICON, icon)
        item.setToolTip(f"{title} (Ctrl+{len(self._keys) + 1})")
        self._keys.append(key)
        self.addItem(item)
        self.set_state(key, "")
        self._fit()

    def set_state(self, key: str, state: str) -> None:
        """`state` as a page says it (ui/session/page.py)."""
        item = self.item(self._keys.index(key))
        item.setData(_STATE, state)
        self._fit()
        spoken = "xong" if state == DONE else state
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {spoken}" if spoken else item.text()
        )

    def show_key(self, key: str) -> None:
        """Mark the page `key` as the one in front."""
        self.setCurrentRow(self._keys.index(key))

    def key_at(self, row: int) -> str | None:
        return self._keys[row] if 0 <= row < len(self._keys) else None

    def _row_chosen(self, row: int) -> None:
        if (key := self.key_at(row)) is not None:
            self.chosen.emit(key)

    def _fit(self) -> None:
        """Room for each name and its state, beside the bar that is there where the pages do not fit."""
        name, state = (QFontMetrics(theme().font(role)) for role in (TextRole.STRONG, TextRole.CAPTION))
        lines = (
            name.horizontalAdvance(item.text()) + state.horizontalAdvance(item.data(_STATE) or _USUAL)
            for item in map(self.item, range(self.count()))
        )
        self.setFixedWidth(
            max(lines, default=0) + theme().px(76) + self.verticalScrollBar().sizeHint().width()
        )


class _Delegate(QStyledItemDelegate):
    """Draws a line: a rounded ground under the chosen one, its state at the right."""

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, option.fontMetrics.height() + theme().px(22))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        pad = theme().px(Space.S)
        ground = option.rect.adjusted(pad, 2, -pad, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, option, ground, chosen)
        inner = ground.adjusted(pad + 2, 0, -pad, 0)
        inner = inner.adjusted(self._draw_icon(painter, inner, index.data(_ICON), chosen), 0, 0, 0)
        inner = inner.adjusted(0, 0, -self._draw_state(painter, inner, index.data(_STATE) or ""), 0)
        painter.setFont(theme().font(TextRole.STRONG if chosen else TextRole.BODY))
        painter.setPen(theme().colours["accent" if chosen else "ink"])
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), index.data())
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, ground: QRect, chosen: bool
    ) -> None:
        colours, radius = theme().colours, theme().px(6)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            painter.setPen(colours["accent"] if focused and chosen else Qt.PenStyle.NoPen)
            painter.setBrush(colours["accent_soft" if chosen else "raised"])
            painter.drawRoundedRect(ground, radius, radius)

    def _draw_icon(self, painter: QPainter, line: QRect, name: str, chosen: bool) -> int:
        picture = icons.pixmap(name, "accent" if chosen else "muted")
        size = theme().px(icons.MEDIUM)
        painter.drawPixmap(line.left(), line.center().y() - size // 2 + 1, picture)
        return size + theme().px(Space.S) + 2

    def _draw_state(self, painter: QPainter, line: QRect, state: str) -> int:
        """How much room at the right the state took."""
        if not state:
            return 0
        if state == DONE:
            size = theme().px(16)
            painter.drawPixmap(
                line.right() - size, line.center().y() - size // 2 + 1, icons.pixmap("check", "ok", 16)
            )
            return size + theme().px(Space.S)
        painter.setFont(theme().font(TextRole.CAPTION))
        painter.setPen(theme().colours["muted"])
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), state)
        return painter.fontMetrics().horizontalAdvance(state) + theme().px(Space.S)
