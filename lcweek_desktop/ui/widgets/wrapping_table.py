"""A table of words to be read: nothing is cut, rows are as high as what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from lcweek_desktop.ui.widgets.theme import Space, theme

_QT_MARGIN: Final = 3
"""Pixels that Qt leaves at each side of a cell's words, inside the padding."""
_STYLE: Final = (
    "QTableWidget { background: $surface; border: 1px solid $line; border-radius: 6px; outline: 0; }"
    "QTableWidget::item { padding: ${xs}; border-bottom: 1px solid $line; }"
    "QTableWidget::item:selected { background: $accent_soft; color: $ink; }"
    "QHeaderView::section { background: $raised; color: $muted; border: 0; border-bottom: 1px solid $line;"
    " padding: ${xs}; }"
)


class WrappingTable(QTableWidget):
    """A table that shares its width among its columns and wraps what is longer."""

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.setAccessibleName(accessible_name)
        self.setWordWrap(True)
        self.setItemDelegate(_Delegate(self))
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        theme().apply_style(self, _STYLE)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setHighlightSections(False)

    def show_rows(self, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show `rows`, each with a text for every one of `titles`, in place of what is shown."""
        self.clear()
        self.setColumnCount(len(titles))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(titles))
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self.setItem(place, column, item)


class _Delegate(QStyledItemDelegate):
    """Makes a row as high as its words need between the paddings of its cells, which Qt forgets when it
    breaks their lines."""

    def __init__(self, table: WrappingTable) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        self.initStyleOption(option, index)
        width, padding = self._table.columnWidth(index.column()), theme().px(Space.XS) + _QT_MARGIN
        room = QRect(0, 0, max(1, width - 2 * padding), 100_000)
        words = option.fontMetrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), option.text)
        return QSize(width, words.height() + 2 * padding)
