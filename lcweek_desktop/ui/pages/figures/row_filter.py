"""Which rows of the table are shown, and in which one a text is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum

from PySide6.QtCore import QModelIndex

from lcweek_desktop.domain.form import CellState
from lcweek_desktop.domain.unit import slug
from lcweek_desktop.ui.pages.figures.model import FiguresModel
from lcweek_desktop.ui.pages.figures.view import FiguresView
from lcweek_desktop.ui.table.cells import Role


class RowFilter(Enum):
    """What rows are chosen by; the value is what people read."""

    ALL = "Mọi dòng"
    BLANK = "Dòng còn ô trống"
    FOUND = "Dòng có lỗi, lưu ý"


def show_rows(view: FiguresView, chosen: RowFilter) -> int:
    """Show the rows that `chosen` means, as they are now, and those that they stand under. Returns how many
    of them there are; rows do not go while they are being filled."""
    matching = [row for row in _rows(view.figures) if _MATCHES[chosen](view.figures, row)]
    shown = {each.internalPointer() for row in matching for each in _with_parents(row)}
    for row in _rows(view.figures):
        view.setRowHidden(row.row(), row.parent(), row.internalPointer() not in shown)
    return len(matching)


def find_row(view: FiguresView, text: str, *, again: bool = False) -> QModelIndex:
    """The next shown row, from the current one on, or after it if `again`, with `text` in one of its words or
    numbers, marks and capitals aside; invalid when there is none."""
    rows, wanted = view.shown_rows(), slug(text)
    current = view.currentIndex().siblingAtColumn(0)
    start = rows.index(current) + again if current in rows else 0
    ahead = [*rows[start:], *rows[:start]]
    return next((row for row in ahead if wanted and wanted in _words(view.figures, row)), QModelIndex())


def _rows(model: FiguresModel) -> Iterator[QModelIndex]:
    return (index for index in model.indexes() if index.column() == 0)


def _cells(model: FiguresModel, row: QModelIndex) -> Iterator[QModelIndex]:
    return map(row.siblingAtColumn, range(model.columnCount()))


def _words(model: FiguresModel, row: QModelIndex) -> str:
    return "-".join(slug(str(each.data() or "")) for each in _cells(model, row))


def _with_parents(row: QModelIndex) -> Iterator[QModelIndex]:
    while row.isValid():
        yield row
        row = row.parent()


def _is_blank(model: FiguresModel, row: QModelIndex) -> bool:
    return any(model.cell_state(each) is CellState.OPEN and not each.data() for each in _cells(model, row))


def _is_found(model: FiguresModel, row: QModelIndex) -> bool:
    return any(each.data(Role.SEVERITY) is not None for each in _cells(model, row))


_MATCHES: dict[RowFilter, Callable[[FiguresModel, QModelIndex], bool]] = {
    RowFilter.ALL: lambda _model, _row: True,
    RowFilter.BLANK: _is_blank,
    RowFilter.FOUND: _is_found,
}
