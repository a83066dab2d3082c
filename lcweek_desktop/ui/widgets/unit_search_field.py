"""A field to type the name of a unit in, and below it the list of the units found so far."""

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
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme
from lcweek_desktop.ui.widgets.unit_index import ListedUnit, UnitIndex

_UNIT_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_LIST_KEYS: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
"""Keys that move through the list while the keyboard is in the field."""


class UnitSearchField(QWidget):
    """Finds a unit while its name is typed; Enter chooses the one that is current in the list."""

    # `current_unit` changed.
    changed = Signal()
    # The current unit was chosen.
    unit_chosen = Signal()
    # Enter was pressed although no unit has the name that was typed.
    nothing_chosen = Signal()

    def __init__(self, accessible_name: str, otherwise: str = "") -> None:
        """`otherwise` continues the sentence "Hãy gõ ít chữ hơn" that is shown when nothing is found."""
        super().__init__()
        self._index: UnitIndex | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText("Gõ tên, có dấu hoặc không dấu, ví dụ: than uyen")
        self.field.setAccessibleName(accessible_name)
        self.field.setClearButtonEnabled(True)
        find = self.field.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        theme().on_theme_change(find, lambda: find.setIcon(icons.icon("search", "muted")))
        self.list = QListWidget()
        self.list.setAccessibleName("Các đơn vị tìm thấy")
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setUniformItemSizes(True)
        self._not_found = QLabel(f"Không tìm thấy đơn vị nào. Hãy gõ ít chữ hơn{otherwise}.")
        self._not_found.setWordWrap(True)
        theme().apply_style(self._not_found, "color: $muted;")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for widget in (self.field, self._not_found, self.list):
            column.addWidget(widget)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._find)
        self.field.returnPressed.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.list.currentItemChanged.connect(lambda _new, _old: self.changed.emit())
        self.setFocusProxy(self.field)

    def set_index(self, index: UnitIndex) -> None:
        """Look in `index` from now on."""
        self._index = index
        self._find(self.field.text())

    def propose(self, unit: Unit) -> None:
        """Look for `unit`, and make it the current one."""
        self.field.setText(unit.name)
        listed = (self.list.item(row) for row in range(self.list.count()))
        for item in listed:
            if item.data(_UNIT_ROLE).unit == unit:
                self.list.setCurrentItem(item)

    @property
    def current_unit(self) -> Unit | None:
        """The unit that is current in the list; None before anything was typed, or when nothing is found."""
        item = self.list.currentItem()
        listed: ListedUnit | None = None if item is None else item.data(_UNIT_ROLE)
        return None if listed is None else listed.unit

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _LIST_KEYS
        ):
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        if self.current_unit is not None:
            self.unit_chosen.emit()
        elif self.field.text().strip():
            self.nothing_chosen.emit()

    def _find(self, typed: str) -> None:
        """Before anything is typed no unit is current, so that Enter alone does not choose one."""
        self.list.clear()
        for listed in self._index.find(typed) if self._index is not None else ():
            item = QListWidgetItem(listed.unit.name)
            item.setData(_UNIT_ROLE, listed)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{listed.unit.name}, {listed.path}")
            self.list.addItem(item)
        if typed.strip() and self.list.count():
            self.list.setCurrentRow(0)
        self._not_found.setVisible(self._index is not None and not self.list.count())
        self.changed.emit()


class _Delegate(QStyledItemDelegate):
    """Draws the name of a unit and, in smaller letters, the units above it."""

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, option.fontMetrics.height() + theme().px(14))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        colours, listed = theme().colours, index.data(_UNIT_ROLE)
        rect = option.rect.adjusted(theme().px(Space.M), 0, -theme().px(Space.M), 0)
        painter.save()
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, colours["accent_soft" if selected else "raised"])
        painter.setFont(theme().font(TextRole.STRONG if selected else TextRole.BODY))
        painter.setPen(colours["accent" if selected else "ink"])
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), listed.unit.name)
        name_width = painter.fontMetrics().horizontalAdvance(listed.unit.name)
        rect.setLeft(rect.left() + name_width + theme().px(Space.L))
        painter.setFont(theme().font(TextRole.CAPTION))
        painter.setPen(colours["muted"])
        path = painter.fontMetrics().elidedText(listed.path, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), path)
        painter.restore()
