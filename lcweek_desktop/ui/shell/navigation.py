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

LAST_DIGIT: Final = 9
"""How many pages have a key of their own: Ctrl and a digit, of which 0 is that of the letters' size."""
_ICON_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_STATE_ROLE: Final = Qt.ItemDataRole.UserRole + 2
_BADGE_ROLE: Final = Qt.ItemDataRole.UserRole + 3
_RESERVED_STATE: Final = "00/00"
"""The state that there is always room for, so that the pages do not move when one is first shown."""


class Navigation(QListWidget):
    """A row for each page; the arrow keys move through the pages."""

    # str: key of the page that the user selected.
    page_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[str] = []
        self.setAccessibleName("Các trang")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.currentRowChanged.connect(self._row_changed)
        theme().apply_style(
            self, "QListWidget { background: $canvas; border: 0; outline: 0; padding: ${s} 0; }"
        )
        theme().on_theme_change(self, self._set_width)

    def add(self, key: str, title: str, badge: str) -> None:
        """Add the page `key` at the end, under its title; its icon has the key as its name. `badge` says what
        the state of the page means."""
        item = QListWidgetItem(title)
        item.setData(_ICON_ROLE, key)
        item.setData(_BADGE_ROLE, badge)
        self._keys.append(key)
        self.addItem(item)
        self.set_state(key, "")
        self._set_width()

    def set_state(self, key: str, state: str) -> None:
        """Show the state of the page `key` (ui/session/page.py)."""
        item = self.item(self._keys.index(key))
        item.setData(_STATE_ROLE, state)
        self._set_width()
        spoken = "xong" if state == DONE else state
        meaning = f"{state}: {item.data(_BADGE_ROLE)}" if state not in ("", DONE) else ""
        if state == DONE:
            meaning = "Đã xong phần này"
        number = self._keys.index(key) + 1
        name = f"{item.text()} (Ctrl+{number})" if number <= LAST_DIGIT else item.text()
        item.setToolTip("\n".join(filter(None, (name, meaning))))
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, meaning)
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {spoken}" if spoken else item.text()
        )

    def select(self, key: str) -> None:
        """Mark the page `key` as the one in front."""
        self.setCurrentRow(self._keys.index(key))

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Stay at the page in front: what is typed here was meant for it, not for a page that begins so."""

    def _row_changed(self, row: int) -> None:
        if 0 <= row < len(self._keys):
            self.page_chosen.emit(self._keys[row])

    def _set_width(self) -> None:
        """Make room for each name and its state, and for the scroll bar that appears where the pages do not
        fit."""
        name, state = (QFontMetrics(theme().font(role)) for role in (TextRole.STRONG, TextRole.CAPTION))
        lines = (
            name.horizontalAdvance(item.text())
            + max(map(state.horizontalAdvance, (item.data(_STATE_ROLE) or "", _RESERVED_STATE)))
            for item in map(self.item, range(self.count()))
        )
        self.setFixedWidth(
            max(lines, default=0) + theme().px(76) + self.verticalScrollBar().sizeHint().width()
        )


class _Delegate(QStyledItemDelegate):
    """Draws a row: a rounded background under the selected one, the state at the right."""

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, option.fontMetrics.height() + theme().px(22))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        pad = theme().px(Space.S)
        background = option.rect.adjusted(pad, 2, -pad, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_background(painter, option, background, selected)
        inner = background.adjusted(pad + 2, 0, -pad, 0)
        inner = inner.adjusted(self._draw_icon(painter, inner, index.data(_ICON_ROLE), selected), 0, 0, 0)
        inner = inner.adjusted(0, 0, -self._draw_state(painter, inner, index.data(_STATE_ROLE) or ""), 0)
        painter.setFont(theme().font(TextRole.STRONG if selected else TextRole.BODY))
        painter.setPen(theme().colours["accent" if selected else "ink"])
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), index.data())
        painter.restore()

    def _draw_background(
        self, painter: QPainter, option: QStyleOptionViewItem, background: QRect, selected: bool
    ) -> None:
        colours, radius = theme().colours, theme().px(6)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.setPen(colours["accent"] if focused and selected else Qt.PenStyle.NoPen)
            painter.setBrush(colours["accent_soft" if selected else "raised"])
            painter.drawRoundedRect(background, radius, radius)

    def _draw_icon(self, painter: QPainter, line: QRect, name: str, selected: bool) -> int:
        picture = icons.pixmap(name, "accent" if selected else "muted")
        size = theme().px(icons.MEDIUM)
        painter.drawPixmap(line.left(), line.center().y() - size // 2 + 1, picture)
        return size + theme().px(Space.S) + 2

    def _draw_state(self, painter: QPainter, line: QRect, state: str) -> int:
        """Draw the state at the right of `line`. Returns how much of its width that took."""
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
