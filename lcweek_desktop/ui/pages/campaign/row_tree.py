"""Biểu số liệu: the rows of the form that is being made, as they will be printed, to be typed in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from lcweek_desktop.domain.form import CellState, RollUpKind
from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.pages.campaign.edits import set_value
from lcweek_desktop.ui.widgets.theme import Space, bold_font, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workbench.campaign_drafts import TomlValue

_KEYS: Final = ("tt", "label", "unit")
"""What the first columns hold."""
_WIDTHS: Final = (84, 260, 92)
"""The widths of the first columns, in pixels at 100 %."""
_STATES: Final = {
    CellState.OPEN: "nhập",
    CellState.COMPUTED: "tự cộng",
    CellState.TOTAL: "tự cộng, sửa được",
    CellState.CLOSED: "–",
}
_ROLL_UPS: Final = {RollUpKind.GREATEST: "lấy số lớn nhất", RollUpKind.NONE: "không gộp"}


class RowTree(QTreeWidget):
    """The rows of the draft. TT, activity and unit of measurement are edited in place; F2 or a double click
    begins, Enter ends."""

    def __init__(self, editor: DraftEditor) -> None:
        super().__init__()
        self._editor = editor
        self._row_to_show = ""
        self.setAccessibleName("Các dòng của biểu số liệu")
        self.setIndentation(theme().px(Space.M))
        self.setAlternatingRowColors(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.itemChanged.connect(self._edited)
        editor.changed.connect(self._refresh)
        editor.row_touched.connect(self.go_to)
        theme().on_theme_change(self, self._set_widths)

    @property
    def current_key(self) -> str:
        """The key of the current row; empty when there is none."""
        item = self.currentItem()
        return "" if item is None else str(item.data(0, Qt.ItemDataRole.UserRole))

    def go_to(self, key: str) -> None:
        """Make the row `key` the current one, if it is there."""
        for item in self._items():
            if item.data(0, Qt.ItemDataRole.UserRole) == key:
                self.setCurrentItem(item, self.currentColumn() if self.currentColumn() > 0 else 1)
                self.scrollToItem(item)

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        waiting = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        while waiting:
            item = waiting.pop(0)
            if item is not None:
                found.append(item)
                waiting = [*(item.child(at) for at in range(item.childCount())), *waiting]
        return found

    def _refresh(self) -> None:
        key, column, top = self.current_key, self.currentColumn(), self.verticalScrollBar().value()
        draft = self._editor.draft
        with QSignalBlocker(self):
            self.clear()
            if draft is None:
                return
            measures = draft.definition.entries("measure")
            self.setHeaderLabels(["TT", "Nội dung", "Đơn vị", *(str(each["label"]) for each in measures)])
            items: dict[str, QTreeWidgetItem] = {}
            for row in draft.definition.entries("row"):
                item = _item(row, [str(each["key"]) for each in measures])
                items[str(row["key"])] = item
                above = items.get(str(row.get("parent", "")))
                if above is None:
                    self.addTopLevelItem(item)
                else:
                    above.addChild(item)
            self.expandAll()
            self._set_widths()
            current = items.get(key) or next(iter(items.values()), None)
            if current is not None:
                self.setCurrentItem(current, max(column, 1))
        self.verticalScrollBar().setValue(top)
        self.currentItemChanged.emit(self.currentItem(), None)

    def _edited(self, item: QTreeWidgetItem, column: int) -> None:
        if column < len(_KEYS):
            key = str(item.data(0, Qt.ItemDataRole.UserRole))
            set_value(self._editor, "row", key, _KEYS[column], item.text(column), row=key)

    def _set_widths(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, theme().px(width))
        if self.columnCount() > 1:
            header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column in range(len(_WIDTHS), self.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)


def _item(row: Mapping[str, TomlValue], measures: list[str]) -> QTreeWidgetItem:
    item = QTreeWidgetItem(
        [str(row.get(key, "")) for key in _KEYS] + [cell_text(row, key) for key in measures]
    )
    item.setData(0, Qt.ItemDataRole.UserRole, row["key"])
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
    item.setToolTip(1, item.text(1))
    if row.get("bold"):
        for column in range(len(_KEYS)):
            item.setFont(column, bold_font())
    return item


def cell_text(row: Mapping[str, TomlValue], measure: str) -> str:
    """What a row says of its cell in `measure`, in a few words."""
    cells = row.get("cells")
    cell = cells.get(measure, "") if isinstance(cells, Mapping) else ""
    said = cell if isinstance(cell, Mapping) else {"state": cell}
    words = [_STATES.get(str(said.get("state")), str(said.get("state")))]  # type: ignore[call-overload]
    if roll_up := _ROLL_UPS.get(str(said.get("roll_up"))):  # type: ignore[call-overload]
        words.append(roll_up)
    return ", ".join(words)
