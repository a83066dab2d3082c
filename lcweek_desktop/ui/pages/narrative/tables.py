"""Tables inside a field: walking through the cells, rows and columns more or less."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextTable

from lcweek_desktop.ui.pages.narrative.formats import paragraph_format, table_format

ROWS = 3
"""A new table has so many."""


def begin(cursor: QTextCursor, columns: int) -> None:
    """An empty table below the cursor's paragraph; the cursor goes to its first cell."""
    cursor.beginEditBlock()
    cursor.clearSelection()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    table = cursor.insertTable(ROWS, columns, table_format(columns))
    after = QTextCursor(cursor)
    after.setPosition(table.lastPosition() + 1)
    if after.block().length() == 1:
        after.setBlockFormat(paragraph_format())
    cursor.endEditBlock()
    cursor.setPosition(table.firstPosition())


def next_cell(cursor: QTextCursor, by: int) -> bool:
    """Move to the next cell (1) or the one before (-1), row by row; a row is added after the last. False
    outside tables and before the first cell."""
    table = cursor.currentTable()
    if table is None:
        return False
    place = _row(cursor, table) * table.columns() + _column(cursor, table) + by
    if place < 0:
        return False
    row, column = divmod(place, table.columns())
    if row == table.rows():
        table.appendRows(1)
    cursor.setPosition(table.cellAt(row, column).firstPosition())
    return True


def add_row(cursor: QTextCursor, table: QTextTable) -> None:
    table.insertRows(_row(cursor, table) + 1, 1)


def add_column(cursor: QTextCursor, table: QTextTable) -> None:
    table.insertColumns(_column(cursor, table) + 1, 1)
    table.setFormat(table_format(table.columns()))


def remove_row(cursor: QTextCursor, table: QTextTable) -> None:
    """Without its last row the table is gone."""
    table.removeRows(_row(cursor, table), 1)


def remove_column(cursor: QTextCursor, table: QTextTable) -> None:
    """Without its last column the table is gone."""
    last = table.columns() == 1
    table.removeColumns(_column(cursor, table), 1)
    if not last:
        table.setFormat(table_format(table.columns()))


def remove(table: QTextTable) -> None:
    table.removeRows(0, table.rows())


def _row(cursor: QTextCursor, table: QTextTable) -> int:
    return table.cellAt(cursor).row()


def _column(cursor: QTextCursor, table: QTextTable) -> int:
    return table.cellAt(cursor).column()
