"""The table of figures as a Qt model: rows (rows.py), what cells show (presenter.py), edits (editor.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt, Signal

from lcweek_desktop.domain.form import Cell, CellState, RowKey
from lcweek_desktop.errors import KnownError
from lcweek_desktop.ui.pages.figures.editor import FiguresEditor
from lcweek_desktop.ui.pages.figures.presenter import CellPresenter
from lcweek_desktop.ui.pages.figures.rows import RowNode, RowTree, TableCell
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.table.cells import Index
from lcweek_desktop.ui.table.columns import Column, ColumnKind, columns

_ROOT: Final = QModelIndex()


class FiguresModel(QAbstractItemModel):
    """One row for each printed row and own line, one column for each of `columns`."""

    # A typed text was refused: str, the sentence that says why. The cell keeps what it had.
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.columns: tuple[Column, ...] = columns(session.form)
        self.editor = FiguresEditor(session)
        """All edits of the table go through this object."""
        self._presenter = CellPresenter(session)
        self._last_year = session.checks.last_year
        self._tree = RowTree(session.form, len(session.content.own_lines))
        session.figures_changed.connect(self._figures_changed)
        session.note_changed.connect(self._note_changed)
        session.lines_changed.connect(self._own_lines_changed)
        session.checks.changed.connect(self._findings_changed)

    # Structure

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        nodes = self._children(parent)
        if 0 <= row < len(nodes) and 0 <= column < len(self.columns):
            return self.createIndex(row, column, nodes[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        cell = self.cell(index)
        return QModelIndex() if cell is None or cell.node.parent is None else self._index(cell.node.parent)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        return 0 if parent.isValid() and parent.column() > 0 else len(self._children(parent))

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        return len(self.columns)

    def cell(self, index: Index) -> TableCell | None:
        """The row and the column of `index`; None for an invalid one."""
        if not index.isValid():
            return None
        node = index.internalPointer()
        assert isinstance(node, RowNode)
        return TableCell(node, self.columns[index.column()])

    def index_at(self, place: str) -> QModelIndex:
        """The cell that findings call `place` (domain/checks.py); invalid when the table has no such cell."""
        return next((index for index in self.indexes() if self._place(index) == place), QModelIndex())

    def indexes(self) -> Iterator[QModelIndex]:
        """Every cell, row by row from the top, each row from left to right."""
        for node in self._tree.walk():
            yield from (self._index(node, column) for column in range(len(self.columns)))

    # Display

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        return None if cell is None else self._presenter.data(cell, role)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        readable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return readable | Qt.ItemFlag.ItemIsEditable if self.is_editable(index) else readable

    def cell_state(self, index: Index) -> CellState | None:
        """What a figure takes at this unit's level; None for a cell that holds no figure."""
        cell = self.cell(index)
        return None if cell is None else self._presenter.state(cell)

    def is_editable(self, index: Index) -> bool:
        """Whether something can be typed in the cell; False for an invalid index."""
        cell = self.cell(index)
        return cell is not None and self._presenter.is_editable(cell)

    # Editing

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Enter the typed text `value`. Returns whether it was accepted; emits `refused` when it is wrong."""
        cell = self.cell(index)
        if role != Qt.ItemDataRole.EditRole or cell is None or not self._presenter.is_editable(cell):
            return False
        try:
            self.editor.enter(cell, str(value or ""))
        except KnownError as error:
            self.refused.emit(error.message)
            return False
        return True

    def clear(self, indexes: Sequence[Index]) -> None:
        """Make the editable ones of `indexes` blank, as one step to undo."""
        cells = [self.cell(index) for index in indexes]
        self.editor.clear([cell for cell in cells if cell and self._presenter.is_editable(cell)])

    # Changes of the session

    def _figures_changed(self, cells: frozenset[Cell]) -> None:
        measures = [column.measure.key if column.measure else None for column in self.columns]
        for cell in cells:
            self._cell_changed(self._index(self._tree.node(cell.row), measures.index(cell.measure)))

    def _note_changed(self, row: RowKey) -> None:
        kinds = [column.kind for column in self.columns]
        self._cell_changed(self._index(self._tree.node(row), kinds.index(ColumnKind.NOTE)))

    def _own_lines_changed(self) -> None:
        """Adjust the number of rows at their end, then announce all of them as changed."""
        parent, lines = self._tree.own_lines_node, self._session.content.own_lines
        assert parent is not None
        before = len(parent.children)
        if len(lines) > before:
            self.beginInsertRows(self._index(parent), before, len(lines) - 1)
            self._show_own_lines()
            self.endInsertRows()
        elif len(lines) < before:
            self.beginRemoveRows(self._index(parent), len(lines), before - 1)
            self._show_own_lines()
            self.endRemoveRows()
        self._show_own_lines()
        if shown := parent.children:
            self.dataChanged.emit(self._index(shown[0]), self._index(shown[-1], len(self.columns) - 1))

    def _show_own_lines(self) -> None:
        self._presenter.own_lines = self._session.content.own_lines
        self._tree.set_own_line_count(len(self._presenter.own_lines))

    def _findings_changed(self) -> None:
        changed = self._presenter.update_findings()
        last_year, self._last_year = self._last_year, self._session.checks.last_year
        shows_other_year = last_year != self._last_year
        if not changed and not shows_other_year:
            return
        for index in self.indexes():
            if shows_other_year or self._place(index) in changed:
                self._cell_changed(index)

    def _cell_changed(self, index: QModelIndex) -> None:
        self.dataChanged.emit(index, index)

    # Nodes

    def _index(self, node: RowNode, column: int = 0) -> QModelIndex:
        return self.createIndex(node.position, column, node)

    def _children(self, parent: Index) -> list[RowNode]:
        cell = self.cell(parent)
        return self._tree.sections if cell is None else cell.node.children

    def _place(self, index: QModelIndex) -> str:
        cell = self.cell(index)
        return "" if cell is None else cell.place
