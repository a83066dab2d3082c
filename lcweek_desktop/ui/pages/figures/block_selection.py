"""The block of cells that is selected: its cells, and how Shift with the arrows makes it larger."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTreeView

ARROWS: Final = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
"""How many rows down and columns right each arrow goes."""


def selected_block(view: QTreeView) -> list[list[QModelIndex]]:
    """The selected cells of `view`, a list for each row from the top, each from left to right."""
    rows: dict[tuple[int, ...], list[QModelIndex]] = {}
    for index in view.selectionModel().selectedIndexes():
        rows.setdefault(row_path(index), []).append(index)
    return [sorted(cells, key=QModelIndex.column) for _, cells in sorted(rows.items())]


def extend(view: QTreeView, key: Qt.Key) -> None:
    """Move the current cell as the arrow `key` does, and select from the other corner of the block to it."""
    down, right = ARROWS[key]
    current = view.currentIndex()
    corner = _corner(view, current)
    beside = current if not down else (view.indexBelow(current) if down > 0 else view.indexAbove(current))
    column = current.column() + right
    target = beside.siblingAtColumn(column)
    while target.isValid() and view.isColumnHidden(column):
        column += right
        target = beside.siblingAtColumn(column)
    if target.isValid():
        view.selectionModel().setCurrentIndex(target, QItemSelectionModel.SelectionFlag.NoUpdate)
        view.selectionModel().select(
            _between(view, corner, target), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        view.scrollTo(target, QAbstractItemView.ScrollHint.EnsureVisible)


def _corner(view: QTreeView, current: QModelIndex) -> QModelIndex:
    """The corner of the selected block that is opposite to `current`."""
    block = selected_block(view)
    if not block or current not in (*block[0], *block[-1]):
        return current
    row = block[-1] if current in block[0] else block[0]
    return row[-1] if current.column() == row[0].column() else row[0]


def _between(view: QTreeView, corner: QModelIndex, target: QModelIndex) -> QItemSelection:
    top, bottom = sorted((corner, target), key=row_path)
    left, right = sorted((corner.column(), target.column()))
    selection = QItemSelection()
    row = top
    while row.isValid():
        selection.select(row.siblingAtColumn(left), row.siblingAtColumn(right))
        if row_path(row) == row_path(bottom):
            break
        row = view.indexBelow(row)
    return selection


def row_path(index: QModelIndex) -> tuple[int, ...]:
    """The positions of a row and of those that it stands under, from the top."""
    return (*row_path(index.parent()), index.row()) if index.isValid() else ()
