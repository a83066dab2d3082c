"""Commands on tables in the narrative: inserting one, going from cell to cell, filling cells, adding and
removing rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

from PySide6.QtGui import QTextCursor, QTextTable

from lcweek_desktop.domain.narrative import Line, Paragraph, TextRun, normalize_line
from lcweek_desktop.ui.pages.narrative.document_formats import paragraph_format, table_format
from lcweek_desktop.ui.pages.narrative.document_writer import insert_text

_NEW_ROWS: Final = 3


def insert_table(cursor: QTextCursor, columns: int) -> None:
    """Insert an empty table below the cursor's paragraph, and move the cursor to its first cell."""
    cursor.beginEditBlock()
    cursor.clearSelection()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    table = cursor.insertTable(_NEW_ROWS, columns, table_format([1] * columns))
    after = QTextCursor(cursor)
    after.setPosition(table.lastPosition() + 1)
    if after.block().length() == 1:
        after.setBlockFormat(paragraph_format())
    cursor.endEditBlock()
    cursor.setPosition(table.firstPosition())


def go_to_cell(cursor: QTextCursor, by: int) -> bool:
    """Move the cursor to the next cell (1) or the previous one (-1), row by row; after the last cell a row is
    added. Returns False, and leaves the cursor, outside tables and before the first cell."""
    table = cursor.currentTable()
    if table is None:
        return False
    position = _row(cursor, table) * table.columns() + _column(cursor, table) + by
    if position < 0:
        return False
    row, column = divmod(position, table.columns())
    if row == table.rows():
        table.appendRows(1)
    cursor.setPosition(table.cellAt(row, column).firstPosition())
    return True


def add_row(cursor: QTextCursor, table: QTextTable) -> None:
    """Add an empty row below the cursor's."""
    table.insertRows(_row(cursor, table) + 1, 1)


def add_column(cursor: QTextCursor, table: QTextTable) -> None:
    """Add an empty column to the right of the cursor's."""
    table.insertColumns(_column(cursor, table) + 1, 1)
    table.setFormat(table_format([1] * table.columns()))


def remove_row(cursor: QTextCursor, table: QTextTable) -> None:
    """Remove the cursor's row; with its last row the table is removed."""
    table.removeRows(_row(cursor, table), 1)


def remove_column(cursor: QTextCursor, table: QTextTable) -> None:
    """Remove the cursor's column; with its last column the table is removed."""
    last = table.columns() == 1
    table.removeColumns(_column(cursor, table), 1)
    if not last:
        table.setFormat(table_format([1] * table.columns()))


def remove_table(table: QTextTable) -> None:
    """Remove the table with all its text."""
    table.removeRows(0, table.rows())


def fill(
    cursor: QTextCursor, table: QTextTable, row: int, column: int, rows: Sequence[Sequence[Line]]
) -> None:
    """Write `rows` over the cells from `row` and `column` on, as one step to undo, with `cursor` behind them.

    Rows that are missing are added. Of columns there stay as many: rows that are too long begin further left,
    and what has no column even so stands in the last one.
    """
    cursor.beginEditBlock()
    missing = row + len(rows) - table.rows()
    if missing > 0:
        table.appendRows(missing)
    column = max(min(column, table.columns() - max(map(len, rows))), 0)
    for down, cells in enumerate(rows):
        last = table.columns() - column - 1
        fitting = (*cells[:last], _joined(cells[last:])) if len(cells) > last else cells
        for right, line in enumerate(fitting):
            cell = table.cellAt(row + down, column + right)
            cursor.setPosition(cell.firstPosition())
            cursor.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
            insert_text(cursor, (Paragraph(line),))
    cursor.endEditBlock()


def _joined(cells: Sequence[Line]) -> Line:
    return normalize_line(chain.from_iterable((*cell, TextRun(" ")) for cell in cells))


def _row(cursor: QTextCursor, table: QTextTable) -> int:
    return table.cellAt(cursor).row()


def _column(cursor: QTextCursor, table: QTextTable) -> int:
    return table.cellAt(cursor).column()
