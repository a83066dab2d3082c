"""The table of figures on screen: keys as people who fill in forms expect them, and sections that fold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QTreeView,
    QWidget,
)

from lcweek_desktop.domain.form import CellState
from lcweek_desktop.ui.pages.figures.model import FiguresModel
from lcweek_desktop.ui.table.cells import Index
from lcweek_desktop.ui.table.columns import ColumnKind
from lcweek_desktop.ui.table.delegate import ENTER_KEYS, FiguresDelegate
from lcweek_desktop.ui.table.header import FiguresHeader

_SIDEWAYS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class FiguresView(QTreeView):
    """The table on screen, and what the keys do in it.

    Enter goes to the next open cell of the column, then to the top of the next column of figures. Tab goes to
    the right. Typing and pasting replace the cell's text, F2 edits it, Delete clears it, Space folds a
    section.
    """

    # Another cell became the current one: its QModelIndex, which may be invalid.
    current_cell_changed = Signal(object)
    # What became of the last edit in a cell (inputs.LineEdit).
    told = Signal(str)
    # Something was typed on a cell that takes nothing: its QModelIndex, which may be invalid.
    nothing_taken = Signal(object)

    def __init__(self, model: FiguresModel, group_title: str, parent: QWidget | None = None) -> None:
        """`group_title` is printed above the columns of figures."""
        super().__init__(parent)
        self._figures = model
        self._was_refused = False
        self.setModel(model)
        delegate = FiguresDelegate(self)
        delegate.editor_opened.connect(self._begin_edit)
        delegate.text_edited.connect(self._follow_edit)
        delegate.told.connect(self.told)
        self.setItemDelegate(delegate)
        self.figures_header = FiguresHeader(model.columns, group_title, self)
        self.setHeader(self.figures_header)
        self.setAccessibleName("Bảng số liệu Phụ lục II")
        self._configure()
        self.expandAll()
        model.rowsInserted.connect(lambda parent, _first, _last: self.expand(parent))
        model.refused.connect(self._refused)

    def _configure(self) -> None:
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setWordWrap(True)

    def first_open_cell(self) -> QModelIndex:
        """The first cell to fill; invalid when this unit has none."""
        return next(filter(self._is_open, self._filling_order()), QModelIndex())

    def go_to(self, index: QModelIndex) -> None:
        """Make `index` the current cell and focus the table; the section around it is unfolded."""
        self.expand(index.parent())
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.setFocus()

    def go_to_next_open_cell(self, *, backwards: bool = False) -> None:
        """Go to the next open cell of this column, then of the next column of figures, starting over at the
        end of the table. From a column of words: to the row's first figure, or the next open one below."""
        order = list(self._filling_order())
        if backwards:
            order.reverse()
        figure = self._figure_in_current_row()
        current = next((n for n, index in enumerate(order) if index == figure), -1)
        start = current if figure != self.currentIndex() else current + 1
        ahead = order[start:] + order[:start]
        if (index := next(filter(self._is_open, ahead), None)) is not None:
            self.go_to(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, current = Qt.Key(event.key()), self.currentIndex()
        if self.state() is QAbstractItemView.State.EditingState:
            event.ignore()  # the editor has handled it; Enter returns through closeEditor
        elif key in ENTER_KEYS:
            backwards = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.go_to_next_open_cell(backwards=backwards)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif key == Qt.Key.Key_Delete:
            self._figures.clear(self.selectedIndexes())
        elif key in _SIDEWAYS:
            self._go_sideways(_SIDEWAYS[key])
        elif key == Qt.Key.Key_Space and not self._figures.is_editable(current):
            self._toggle_section(current)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Stay where the keyboard is. Qt goes to a cell that begins with what is typed on one that takes
        nothing, and the next key would replace what stands there."""
        self.nothing_taken.emit(self.currentIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._figures.columns[index.column()].kind is ColumnKind.NUMBER:
            self._toggle_section(index)
        super().mousePressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab stays in the table as long as there is an editable cell ahead."""
        return self._go_to_editable(1 if forward else -1) or super().focusNextPrevChild(forward)

    def closeEditor(  # noqa: N802
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        """Move on as Enter and Tab do, unless what was typed was refused."""
        hints = QAbstractItemDelegate.EndEditHint
        if hint == hints.RevertModelCache:
            self._figures.editor.revert()
        self._figures.editor.end()
        super().closeEditor(editor, hints.NoHint)
        was_refused, self._was_refused = self._was_refused, False
        if was_refused:
            return
        if hint == hints.SubmitModelCache:
            self.go_to_next_open_cell()
        elif hint in (hints.EditNextItem, hints.EditPreviousItem):
            self._go_to_editable(1 if hint == hints.EditNextItem else -1)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        self.current_cell_changed.emit(current)

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:  # noqa: N802
        """When the last row below a heading goes, the heading's cell becomes the current one."""
        current = self.currentIndex()
        if start == 0 and current.parent() == parent:
            self.setCurrentIndex(parent.sibling(parent.row(), current.column()))
        super().rowsAboutToBeRemoved(parent, start, end)

    def _begin_edit(self, index: Index) -> None:
        if (cell := self._figures.cell(index)) is not None:
            self._figures.editor.begin(cell, str(index.data(Qt.ItemDataRole.EditRole)))

    def _follow_edit(self, index: Index, text: str) -> None:
        if (cell := self._figures.cell(index)) is not None:
            self._figures.editor.follow(cell, text)

    def _refused(self) -> None:
        self._was_refused = True

    def _paste(self) -> None:
        """Paste over the whole text of the cell, in an editor that Escape still reverts."""
        if not self._figures.is_editable(self.currentIndex()) or not QApplication.clipboard().text():
            return
        self.edit(self.currentIndex())
        if isinstance(editor := QApplication.focusWidget(), QLineEdit):
            editor.selectAll()
            editor.paste()

    def _toggle_section(self, index: QModelIndex) -> None:
        section = index.siblingAtColumn(0)
        if self._figures.hasChildren(section):
            self.setExpanded(section, not self.isExpanded(section))

    def _go_sideways(self, by: int) -> None:
        index = self.currentIndex()
        beside = index.siblingAtColumn(index.column() + by)
        if beside.isValid():
            self.setCurrentIndex(beside)

    def _go_to_editable(self, by: int) -> bool:
        """Go to the next (1) or the previous (-1) editable cell. Returns whether there is one."""
        cells = list(self._figures.indexes())
        current = self.currentIndex()
        position = next((n for n, index in enumerate(cells) if index == current), None)
        if position is None:
            return False
        ahead = cells[position + 1 :] if by > 0 else reversed(cells[:position])
        index = next(filter(self._figures.is_editable, ahead), None)
        if index is not None:
            self.go_to(index)
        return index is not None

    def _filling_order(self) -> Iterator[QModelIndex]:
        """Every figure, one column after the other, each from top to bottom."""
        cells = list(self._figures.indexes())
        for number, column in enumerate(self._figures.columns):
            if column.kind is ColumnKind.MEASURE:
                yield from (index for index in cells if index.column() == number)

    def _figure_in_current_row(self) -> QModelIndex:
        """The current cell if it is in a column of figures, else the first figure of its row."""
        index = self.currentIndex()
        kinds = [column.kind for column in self._figures.columns]
        if index.isValid() and kinds[index.column()] is not ColumnKind.MEASURE:
            return index.siblingAtColumn(kinds.index(ColumnKind.MEASURE))
        return index

    def _is_open(self, index: QModelIndex) -> bool:
        return self._figures.cell_state(index) is CellState.OPEN
