"""A box to type a unit's name in, and the units found so far below it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.ui.pages.start.search import ListedUnit, UnitSearchIndex
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_PLACE: Final = Qt.ItemDataRole.UserRole + 1
_WALKING: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class UnitSearch(QWidget):
    """The arrow keys walk through what was found while the typing goes on; Enter takes what is marked."""

    # The unit that is marked has changed; `chosen` has it.
    changed = Signal()
    # The marked unit is taken.
    taken = Signal()

    def __init__(self, name: str, otherwise: str = "") -> None:
        """`otherwise` goes on in the sentence "Hãy gõ ít chữ hơn" that is shown where nothing was found."""
        super().__init__()
        self._search: UnitSearchIndex | None = None
        self.typed = QLineEdit()
        self.typed.setPlaceholderText("Gõ tên, có dấu hoặc không dấu, ví dụ: tam duong")
        self.typed.setAccessibleName(name)
        self.typed.setClearButtonEnabled(True)
        find = self.typed.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        theme().on_theme_change(find, lambda: find.setIcon(icons.icon("search", "muted")))
        self.list = QListWidget()
        self.list.setAccessibleName("Các đơn vị tìm thấy")
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setUniformItemSizes(True)
        self._none = QLabel(f"Không tìm thấy đơn vị nào. Hãy gõ ít chữ hơn{otherwise}.")
        self._none.setWordWrap(True)
        theme().apply_style(self._none, "color: $muted;")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for widget in (self.typed, self._none, self.list):
            column.addWidget(widget)
        self.typed.installEventFilter(self)
        self.typed.textChanged.connect(self._find)
        self.typed.returnPressed.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self.list.currentItemChanged.connect(lambda _new, _old: self.changed.emit())
        self.setFocusProxy(self.typed)

    def look_through(self, search: UnitSearchIndex) -> None:
        self._search = search
        self._find(self.typed.text())

    @property
    def chosen(self) -> Unit | None:
        item = self.list.currentItem()
        place: ListedUnit | None = None if item is None else item.data(_PLACE)
        return None if place is None else place.unit

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The arrows in the box belong to the list below it."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _WALKING:
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        if self.chosen is not None:
            self.taken.emit()

    def _find(self, typed: str) -> None:
        """Nothing is marked before something was typed: Enter alone must not choose."""
        self.list.clear()
        for place in self._search.found(typed) if self._search is not None else ():
            item = QListWidgetItem(place.unit.name)
            item.setData(_PLACE, place)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{place.unit.name}, {place.path}")
            self.list.addItem(item)
        if typed.strip() and self.list.count():
            self.list.setCurrentRow(0)
        self._none.setVisible(self._search is not None and not self.list.count())
        self.changed.emit()


class _Delegate(QStyledItemDelegate):
    """Two parts in a line: the unit, and where it is."""

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, option.fontMetrics.height() + theme().px(14))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        colours, place = theme().colours, index.data(_PLACE)
        line = option.rect.adjusted(theme().px(Space.M), 0, -theme().px(Space.M), 0)
        painter.save()
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, colours["accent_soft" if chosen else "raised"])
        painter.setFont(theme().font(TextRole.STRONG if chosen else TextRole.BODY))
        painter.setPen(colours["accent" if chosen else "ink"])
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), place.unit.name)
        line.setLeft(
            line.left() + painter.fontMetrics().horizontalAdvance(place.unit.name) + theme().px(Space.L)
        )
        painter.setFont(theme().font(TextRole.CAPTION))
        painter.setPen(colours["muted"])
        path = painter.fontMetrics().elidedText(place.path, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), path)
        painter.restore()
