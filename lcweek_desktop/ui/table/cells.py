"""What a cell of the form's table shows, alike in the table that is filled and in the table of sums."""

from __future__ import annotations

from enum import IntEnum
from typing import Final, TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from lcweek_desktop.domain.form import CellState, Row
from lcweek_desktop.domain.report import OwnLine
from lcweek_desktop.domain.values import format_number
from lcweek_desktop.ui.table.columns import Column, ColumnKind

Index: TypeAlias = QModelIndex | QPersistentModelIndex
"""What Qt passes to a model as the index of a cell."""

_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_ALIGNMENTS: Final = {
    ColumnKind.NUMBER: int(Qt.AlignmentFlag.AlignCenter),
    ColumnKind.UNIT: int(Qt.AlignmentFlag.AlignCenter),
    ColumnKind.MEASURE: int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
}
_SUMMED: Final = (CellState.COMPUTED, CellState.TOTAL)


class Role(IntEnum):
    """What the delegate asks a model for, besides Qt's own roles."""

    STATE = Qt.ItemDataRole.UserRole + 1
    """The CellState of a figure; None for a cell that holds no figure."""
    SEVERITY = Qt.ItemDataRole.UserRole + 2
    """The highest Severity of the findings at the cell; None when there are none."""
    MOST_CHARACTERS = Qt.ItemDataRole.UserRole + 3
    """The most characters that may be typed in the cell."""
    IS_TYPED = Qt.ItemDataRole.UserRole + 4
    """Whether the number of a total was typed over the sum of its rows."""
    LAST_YEAR = Qt.ItemDataRole.UserRole + 5
    """What the cell had last year, as it is read; empty or None where that is not known."""
    IS_GRIP = Qt.ItemDataRole.UserRole + 6
    """Whether the cell's row can be dragged by it to another place."""


def alignment(column: Column) -> int:
    """The Qt.AlignmentFlag of the cells of `column`, as models return it."""
    return _ALIGNMENTS.get(column.kind, _LEFT)


def is_bold(row: Row, column: Column, state: CellState | None) -> bool:
    """Whether the cell of a printed `row` is bold: a sum, or the words of a row that the form prints bold.
    `state` is the figure's, None in a column without figures."""
    if column.measure is None:
        return row.bold and column.kind is not ColumnKind.NOTE
    return state in _SUMMED


def printed_text(row: Row, column: Column) -> str:
    """What the form itself prints in a cell; empty in the columns that a unit fills."""
    texts = {ColumnKind.NUMBER: row.tt, ColumnKind.LABEL: row.label, ColumnKind.UNIT: row.unit}
    return texts.get(column.kind, "")


def own_line_text(line: OwnLine, column: Column) -> str:
    """What a line of a unit's own shows in `column`."""
    if column.measure is not None:
        return format_number(line.values.get(column.measure.key), column.measure.decimals)
    texts = {ColumnKind.LABEL: line.label, ColumnKind.UNIT: line.unit, ColumnKind.NOTE: line.note}
    return texts.get(column.kind, "")
