"""How the table was left: its current cell, the row at its top, the sections that are folded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint

from lcweek_desktop.services.report.entry_plan import RowName
from lcweek_desktop.ui.pages.figures.view import FiguresView


def view_state(view: FiguresView) -> dict[str, Any]:
    """How `view` looks now, as JSON values."""
    current = view.figures.cell(view.currentIndex())
    return {
        "cell": None if current is None else [*current.target],
        "top": top_row(view),
        "folded": [row for row, at in _rows(view).items() if _is_folded(view, at)],
    }


def restore(view: FiguresView, state: Mapping[str, Any]) -> None:
    """Let `view` have the current cell and the folded sections of `state`; what cannot be so is left out."""
    rows = _rows(view)
    folded = state.get("folded")
    for row in folded if isinstance(folded, list) else []:
        if isinstance(row, str) and row in rows:
            view.collapse(rows[row])
    match state.get("cell"):
        case [str() | int() as row, str() as column] if row in rows:
            cells = map(rows[row].siblingAtColumn, range(view.figures.columnCount()))
            columns = {each.target.column: at for at in cells if (each := view.figures.cell(at)) is not None}
            view.setCurrentIndex(columns.get(column, view.currentIndex()))


def top_row(view: FiguresView) -> RowName | None:
    """The row at the upper edge of `view`; None when it shows none."""
    cell = view.figures.cell(view.indexAt(QPoint(1, 1)))
    return None if cell is None else cell.node.name


def scroll_to_top(view: FiguresView, row: object) -> None:
    """Let `row` be at the upper edge of `view`, if there is such a row."""
    rows = _rows(view)
    if isinstance(row, str | int) and row in rows:
        view.scrollTo(rows[row], FiguresView.ScrollHint.PositionAtTop)


def _rows(view: FiguresView) -> dict[Any, QModelIndex]:
    """The first cell of every row, by the name of the row."""
    rows = {}
    for index in view.figures.indexes():
        if index.column() == 0 and (cell := view.figures.cell(index)) is not None:
            rows[cell.node.name] = index
    return rows


def _is_folded(view: FiguresView, row: QModelIndex) -> bool:
    return view.figures.hasChildren(row) and not view.isExpanded(row)
