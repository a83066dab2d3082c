"""The sums in a table that looks like Phụ lục II. Nothing can be typed in it; its cells can be opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from lcweek_desktop.domain.form import Cell, CellState, Form, Row, RowKey, Severity
from lcweek_desktop.domain.report import Figures, OwnLine
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.services.summing.roll_up_words import roll_up_words
from lcweek_desktop.ui.table.cells import Index, Role, alignment, is_bold, own_line_text, printed_text
from lcweek_desktop.ui.table.columns import Column, ColumnKind, columns
from lcweek_desktop.ui.table.delegate import FiguresDelegate
from lcweek_desktop.ui.table.header import FiguresHeader
from lcweek_desktop.ui.widgets.theme import theme

_NOWHERE: Final = QModelIndex()
_OPEN_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_SIDEWAYS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_WIDTHS: Final = {ColumnKind.NUMBER: 52, ColumnKind.UNIT: 104, ColumnKind.MEASURE: 118}
"""The width of each kind of column, in pixels at 100 %. Label and note share what is left."""
_NOTE_SHARE: Final = 0.22
_MIN_LABEL_WIDTH: Final = 200


@dataclass(frozen=True)
class SumsLine:
    """A line of the table: a printed row, or below the row of own lines one of these lines, with the name of
    the unit that wrote it."""

    row: Row
    own: OwnLine | None = None
    writer: str = ""


class SumsModel(QAbstractTableModel):
    """One row for each of `lines`, one column for each of `columns`."""

    def __init__(self, form: Form, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self.columns: tuple[Column, ...] = columns(form)
        self.lines: tuple[SumsLine, ...] = tuple(SumsLine(row) for row in form.rows)
        self._numbers: Mapping[Cell, int | None] = {}
        self._notes: Mapping[RowKey, str] = {}
        self._marks: Mapping[Cell, str] = {}
        self._bold = QFont()
        self._bold.setBold(True)

    def show_sums(
        self,
        figures: Figures,
        notes: Mapping[RowKey, str],
        own_lines: Sequence[tuple[Unit, OwnLine]],
    ) -> None:
        """Show the sums `figures`, the `notes` of the unit itself and the `own_lines` of all units."""
        written = [
            SumsLine(row, line, unit.name)
            for row in self._form.rows
            if row.own_lines
            for unit, line in own_lines
        ]
        lines: list[SumsLine] = []
        for row in self._form.rows:
            lines += [SumsLine(row), *(line for line in written if line.row is row)]
        same = len(lines) == len(self.lines)
        if not same:
            self.beginResetModel()
        self.lines, self._notes = tuple(lines), notes
        self._numbers = {cell: displayed_value(self._form, figures, cell) for cell in self._form.cells}
        if same:
            last = self.index(len(self.lines) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.endResetModel()

    def show_marks(self, marks: Mapping[Cell, str]) -> None:
        """Mark the cells that need a look, each with the sentences that say why."""
        if marks != self._marks:
            self._marks = marks
            last = self.index(len(self.lines) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.columns)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], self.columns[index.column()]
        cell = None if column.measure is None or line.own else Cell(line.row.key, column.measure.key)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(line, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return alignment(column)
            case Qt.ItemDataRole.FontRole:
                return self._bold if self._is_bold(line, column) else None
            case Qt.ItemDataRole.ToolTipRole:
                return None if cell is None else self._tip(cell)
            case Role.STATE:
                return None if cell is None else self._form.state(cell)
            case Role.SEVERITY:
                return Severity.WARNING if cell in self._marks else None
        return None

    def cell(self, index: Index) -> Cell | None:
        """The cell to open at `index`: itself, or the first of its row that is not closed; of the row of own
        lines the first. None where nothing can be opened."""
        if not index.isValid():
            return None
        row, measure = self.lines[index.row()].row, self.columns[index.column()].measure
        cells = [Cell(row.key, each.key) for each in self._form.measures]
        if row.own_lines:
            return cells[0]
        open_cells = [cell for cell in cells if self._form.state(cell) is not CellState.CLOSED]
        if measure is not None:
            return Cell(row.key, measure.key) if Cell(row.key, measure.key) in open_cells else None
        return open_cells[0] if open_cells else None

    def index_of(self, cell: Cell) -> QModelIndex:
        """Where `cell` is shown."""
        row = next(n for n, line in enumerate(self.lines) if line.row.key == cell.row)
        measures = [None if column.measure is None else column.measure.key for column in self.columns]
        return self.index(row, measures.index(cell.measure))

    def _tip(self, cell: Cell) -> str | None:
        """Why the cell is marked, and how it rolls up where it is no sum; None when there is nothing."""
        return "\n".join(filter(None, (self._marks.get(cell), roll_up_words(self._form, cell)))) or None

    def _shown(self, line: SumsLine, column: Column) -> str:
        if line.own is not None:
            return _own_line_shown(line.own, line.writer, column)
        if column.measure is not None:
            cell = Cell(line.row.key, column.measure.key)
            return self._form.text_of(cell, self._numbers.get(cell))
        if column.kind is ColumnKind.NOTE:
            return self._notes.get(line.row.key, "")
        return printed_text(line.row, column)

    def _is_bold(self, line: SumsLine, column: Column) -> bool:
        if line.own is not None:
            return False
        measure = column.measure
        state = None if measure is None else self._form.state(Cell(line.row.key, measure.key))
        return is_bold(line.row, column, state)


class SumsView(QTreeView):
    """A click, Enter or Space opens a cell."""

    # Cell: the user opened it.
    cell_opened = Signal(object)
    # Cell: another cell is current, which can be opened.
    current_cell_changed = Signal(object)

    def __init__(self, model: SumsModel, amount: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sums = model
        self.setModel(model)
        self.setItemDelegate(FiguresDelegate(self))
        self._header = FiguresHeader(model.columns, amount, self)
        self.setHeader(self._header)
        self.setAccessibleName("Bảng số liệu tổng hợp")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setWordWrap(True)
        self.clicked.connect(self.open_index)
        theme().on_theme_change(self, self._lay_out_columns)

    def open_index(self, index: Index) -> None:
        """Open the cell at `index`. Does nothing where there is none to open."""
        cell = self.sums.cell(index)
        if cell is not None:
            self.cell_opened.emit(cell)

    def set_current_cell(self, cell: Cell) -> None:
        """Make `cell` current and scroll to it, without opening it."""
        index = self.sums.index_of(cell)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        if (cell := self.sums.cell(current)) is not None:
            self.current_cell_changed.emit(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if Qt.Key(event.key()) in _OPEN_KEYS:
            self.open_index(self.currentIndex())
        elif Qt.Key(event.key()) in _SIDEWAYS:
            beside = self.currentIndex().column() + _SIDEWAYS[Qt.Key(event.key())]
            if (index := self.currentIndex().siblingAtColumn(beside)).isValid():
                self.setCurrentIndex(index)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Stay where the keyboard is: a number that is typed here is no search for one that begins so."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the current cell in sight: narrower columns make higher rows."""
        super().resizeEvent(event)
        self._lay_out_columns()
        self.scrollTo(self.currentIndex())

    def _lay_out_columns(self) -> None:
        header, columns = self._header, self.sums.columns
        fixed = {
            at: header.width_of(at, theme().px(_WIDTHS[column.kind]))
            for at, column in enumerate(columns)
            if column.kind in _WIDTHS
        }
        left = self.viewport().width() - sum(fixed.values())
        note = round(left * _NOTE_SHARE)
        shares = {ColumnKind.LABEL: max(theme().px(_MIN_LABEL_WIDTH), left - note), ColumnKind.NOTE: note}
        with QSignalBlocker(header):
            for at, column in enumerate(columns):
                header.resizeSection(at, fixed[at] if at in fixed else shares[column.kind])
        self.doItemsLayout()


def _own_line_shown(own: OwnLine, writer: str, column: Column) -> str:
    if column.kind is ColumnKind.NOTE:
        return f"{writer}. {own.note}" if own.note else writer
    return own_line_text(own, column)
