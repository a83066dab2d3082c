"""Các dòng: the rows of the form that is being made, as they will be printed, to be typed in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QFont
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
        self._items: dict[str, QTreeWidgetItem] = {}
        self._shown: list[tuple[str, str]] = []  # the keys of the rows and of their parents
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
        item = self._items.get(key)
        if item is not None:
            self.setCurrentItem(item, self.currentColumn() if self.currentColumn() > 0 else 1)
            self.scrollToItem(item)

    def _refresh(self) -> None:
        draft = self._editor.draft
        rows = () if draft is None else draft.definition.entries("row")
        measures = [] if draft is None else [str(each["key"]) for each in draft.definition.entries("measure")]
        with QSignalBlocker(self):
            if draft is not None:
                labels = (str(each["label"]) for each in draft.definition.entries("measure"))
                self.setColumnCount(len(_KEYS) + len(measures))
                self.setHeaderLabels(["TT", "Nội dung", "Đơn vị", *labels])
            tree = [(str(row["key"]), str(row.get("parent", ""))) for row in rows]
            if tree != self._shown:
                self._shown = tree
                self._build(tree)
            for row in rows:
                _fill(self._items[str(row["key"])], row, measures)
            self._set_widths()
        self.currentItemChanged.emit(self.currentItem(), None)

    def _build(self, tree: Sequence[tuple[str, str]]) -> None:
        """Make the items of the rows `tree`, each a key and that of its parent; the current row stays it."""
        key, column, top = self.current_key, self.currentColumn(), self.verticalScrollBar().value()
        self.clear()
        self._items = {}
        for each, parent in tree:
            item = self._items[each] = QTreeWidgetItem()
            item.setData(0, Qt.ItemDataRole.UserRole, each)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            if parent in self._items:
                self._items[parent].addChild(item)
            else:
                self.addTopLevelItem(item)
        self.expandAll()
        current = self._items.get(key) or next(iter(self._items.values()), None)
        if current is not None:
            self.setCurrentItem(current, max(column, 1))
        self.verticalScrollBar().setValue(top)

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


def _fill(item: QTreeWidgetItem, row: Mapping[str, TomlValue], measures: Sequence[str]) -> None:
    """Let `item` say what `row` says."""
    for column, key in enumerate(_KEYS):
        item.setText(column, str(row.get(key, "")))
        item.setFont(column, bold_font() if row.get("bold") else QFont())
    for column, measure in enumerate(measures, len(_KEYS)):
        item.setText(column, cell_text(row, measure))
    item.setToolTip(1, item.text(1))


def cell_text(row: Mapping[str, TomlValue], measure: str) -> str:
    """What a row says of its cell in `measure`, in a few words."""
    cells = row.get("cells")
    cell = cells.get(measure, "") if isinstance(cells, Mapping) else ""
    said = cell if isinstance(cell, Mapping) else {"state": cell}
    words = [_STATES.get(str(said.get("state")), str(said.get("state")))]  # type: ignore[call-overload]
    if roll_up := _ROLL_UPS.get(str(said.get("roll_up"))):  # type: ignore[call-overload]
        words.append(roll_up)
    return ", ".join(words)
