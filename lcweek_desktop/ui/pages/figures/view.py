"""The table of figures on screen: keys as people who fill in forms expect them, and sections that fold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, takewhile
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QKeyCombination,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
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
from lcweek_desktop.ui.pages.figures.block_selection import ARROWS, extend
from lcweek_desktop.ui.pages.figures.model import FiguresModel
from lcweek_desktop.ui.table.cells import Index, Role
from lcweek_desktop.ui.table.columns import ColumnKind
from lcweek_desktop.ui.table.delegate import ENTER_KEYS, FiguresDelegate
from lcweek_desktop.ui.table.header import FiguresHeader

_FILL_DOWN: Final = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_D)
_HISTORY: Final = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
_LINE_MOVES: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_SIDEWAYS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class FiguresView(QTreeView):
    """The table on screen, and what the keys do in it.

    Enter goes to the next open cell of the column, after Tab of the column where Tab began, then to the top
    of the next column of figures; from a note to the next note. Tab goes to the right. Typing and pasting
    replace the cell's text, F2 edits it, Delete clears it, Space folds a section, Alt with an arrow moves an
    own line. Shift with an arrow selects a block; what is done with blocks is in blocks.py.
    """

    # Another cell became the current one: its QModelIndex, which may be invalid.
    current_cell_changed = Signal(object)
    # What became of the last edit in a cell (inputs.LineEdit).
    told = Signal(str)
    # Something was typed on a cell that takes nothing: its QModelIndex, which may be invalid.
    nothing_taken = Signal(object)
    # A row that the filter hides is about to become the current one.
    hidden_row_wanted = Signal()
    # An editor was closed with a text in it that was refused.
    refused_text_left = Signal()
    # The selected block is to be copied, replaced by the clipboard, or filled from its first row or from the
    # current cell.
    copy_requested = Signal()
    paste_requested = Signal()
    fill_down_requested = Signal()
    fill_all_requested = Signal()
    # What the current cell held before is to be shown.
    history_requested = Signal()
    # int: the own line of the current cell is to go up (-1) or down (1).
    line_move_requested = Signal(int)

    def __init__(self, model: FiguresModel, group_title: str, parent: QWidget | None = None) -> None:
        """`group_title` is printed above the columns of figures."""
        super().__init__(parent)
        self.figures = model
        """The model that is shown."""
        self._is_refused = False
        """Whether the text of the open editor was refused."""
        self._row_begun = QModelIndex()
        """Where the run of Tab through this row began; invalid when there is none."""
        self._fills_blanks = False
        """Whether Enter came here from the end of a column, and goes on from blank to blank."""
        self.setModel(model)
        delegate = FiguresDelegate(self)
        delegate.editor_opened.connect(self._begin_edit)
        delegate.text_edited.connect(self._follow_edit)
        delegate.told.connect(self.told)
        delegate.fill_requested.connect(self.fill_all_requested)
        self.setItemDelegate(delegate)
        self.figures_header = FiguresHeader(model.columns, group_title, self)
        self.setHeader(self.figures_header)
        self.setAccessibleName("Bảng số liệu Phụ lục II")
        self._configure()
        self.expandAll()
        model.refused.connect(lambda _sentence: self._mark_refused(is_refused=True))
        model.rowsInserted.connect(lambda parent, _first, _last: self.expand(parent))

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
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def selectionCommand(  # noqa: N802
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """A cell that the program goes to is selected alone, also while Ctrl or Shift is held down: Qt may
        extend the selection to it, and what is pasted next would begin elsewhere."""
        if event is None:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect
        return super().selectionCommand(index, event)

    def first_open_cell(self) -> QModelIndex:
        """The first cell to fill; invalid when this unit has none."""
        return next(filter(self._is_open, self._filling_order()), QModelIndex())

    def go_to(self, index: QModelIndex) -> None:
        """Make `index` the current cell and focus the table; the section around it is unfolded."""
        if self.isRowHidden(index.row(), index.parent()):
            self.hidden_row_wanted.emit()
        self.expand(index.parent())
        self.setCurrentIndex(index)
        following = self.indexBelow(index)
        for each in (self.indexBelow(following), following, index):  # what comes next is in sight too
            self.scrollTo(each)
        self.setFocus()

    def go_to_next_open_cell(self, *, backwards: bool = False) -> None:
        """Go to the next open cell of this column; at its end to the next cell that is still blank, in the
        next column of figures or from the top, and from there to the next blank one, or nowhere when none is.
        From a column of words: to the row's first figure, or the next open one below."""
        begun = self._row_begun
        if not begun.isValid() and self._go_to_next_note(backwards=backwards):
            return
        order = list(self._filling_order())
        if backwards:
            order.reverse()
        figure = begun if self._is_figure(begun) else self._figure_in_current_row()
        current = next((n for n, index in enumerate(order) if index == figure), -1)
        start = current if figure not in (self.currentIndex(), begun) else current + 1
        below = takewhile(lambda index: index.column() == figure.column(), order[start:])
        column = [] if self._fills_blanks else list(below)
        ahead = chain(column, filter(self._is_blank, order[start:] + order[:start]))
        if (index := next(filter(self._is_open, ahead), None)) is not None:
            self.go_to(index)
            self._fills_blanks = index not in column

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, current = Qt.Key(event.key()), self.currentIndex()
        if self.state() is QAbstractItemView.State.EditingState:
            event.ignore()  # the editor has handled it; Enter returns through closeEditor
        elif key in ENTER_KEYS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.fill_all_requested.emit()
        elif key in ENTER_KEYS:
            backwards = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.go_to_next_open_cell(backwards=backwards)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit()
        elif event.keyCombination() == _FILL_DOWN:
            self.fill_down_requested.emit()
        elif event.keyCombination() == _HISTORY:
            self.history_requested.emit()
        elif key == Qt.Key.Key_Delete:
            self.clear_selected()
        elif key == Qt.Key.Key_F8:
            self.go_to_next_finding(backwards=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in _LINE_MOVES and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.line_move_requested.emit(_LINE_MOVES[key])
        elif key in ARROWS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            extend(self, key)
        elif key in _SIDEWAYS:
            self._go_sideways(_SIDEWAYS[key])
        elif key == Qt.Key.Key_Space and not self.figures.is_editable(current):
            self.toggle_section(current)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Stay where the keyboard is. Qt goes to a cell that begins with what is typed on one that takes
        nothing, and the next key would replace what stands there."""
        self.nothing_taken.emit(self.currentIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.figures.columns[index.column()].kind is ColumnKind.NUMBER:
            self.toggle_section(index)
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
            self.figures.editor.revert()
        elif self._is_refused:
            self.refused_text_left.emit()
        self._mark_refused(is_refused=False)
        self.figures.editor.end()
        super().closeEditor(editor, hints.NoHint)
        if hint == hints.SubmitModelCache:
            self.go_to_next_open_cell()
        elif hint in (hints.EditNextItem, hints.EditPreviousItem):
            self._go_to_editable(1 if hint == hints.EditNextItem else -1)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        self._row_begun, self._fills_blanks = QModelIndex(), False
        self.current_cell_changed.emit(current)

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:  # noqa: N802
        """When the last row below a heading goes, the heading's cell becomes the current one."""
        self._row_begun = QModelIndex()
        current = self.currentIndex()
        if start == 0 and current.parent() == parent:
            self.setCurrentIndex(parent.sibling(parent.row(), current.column()))
        super().rowsAboutToBeRemoved(parent, start, end)

    def _begin_edit(self, index: Index) -> None:
        if (cell := self.figures.cell(index)) is not None:
            self.figures.editor.begin(cell, str(index.data(Qt.ItemDataRole.EditRole)))

    def _follow_edit(self, index: Index, text: str) -> None:
        self._mark_refused(is_refused=False)
        if (cell := self.figures.cell(index)) is not None:
            self.figures.editor.follow(cell, text)

    def _mark_refused(self, *, is_refused: bool) -> None:
        self._is_refused = is_refused

    def paste_text(self, text: str) -> None:
        """Put `text` over the whole text of the current cell, in an editor that Escape still reverts."""
        self.edit(self.currentIndex())
        if isinstance(editor := QApplication.focusWidget(), QLineEdit):
            editor.selectAll()
            editor.insert(text)

    def shown_rows(self) -> list[QModelIndex]:
        """The first cell of every row, from the top, also of those in a folded section."""
        rows = (index for index in self.figures.indexes() if index.column() == 0)
        return [row for row in rows if not self.isRowHidden(row.row(), row.parent())]

    def show_row(self, row: QModelIndex) -> None:
        """Make the cell of `row` in the present column current, without taking the keyboard."""
        self.expand(row.parent())
        self.setCurrentIndex(row.siblingAtColumn(max(self.currentIndex().column(), 0)))
        self.scrollTo(self.currentIndex())

    def go_to_next_finding(self, *, backwards: bool = False) -> bool:
        """Go to the next cell in which the checks found something, from the top again at the end. Returns
        whether there is one."""
        cells = list(self.figures.indexes())
        current = self.currentIndex()
        at = cells.index(current) if current in cells else -1
        ahead = [*cells[at + 1 :], *cells[: at + 1]]
        if backwards:
            ahead = [*cells[:at][::-1], *cells[at:][::-1]]
        index = next((each for each in ahead if each.data(Role.SEVERITY) is not None), None)
        if index is not None:
            self.go_to(index)
        return index is not None

    def clear_selected(self) -> None:
        """Make the selected cells blank that take something."""
        selected = self.selectedIndexes()
        if any(map(self.figures.is_editable, selected)):
            self.figures.clear(selected)
        else:
            self.nothing_taken.emit(self.currentIndex())

    def toggle_section(self, index: QModelIndex) -> None:
        """Fold or unfold the rows under that of `index`, if there are any."""
        section = index.siblingAtColumn(0)
        if self.figures.hasChildren(section):
            self.setExpanded(section, not self.isExpanded(section))

    def _go_sideways(self, by: int) -> None:
        index = self.currentIndex()
        beside = index.siblingAtColumn(index.column() + by)
        if beside.isValid():
            self.setCurrentIndex(beside)

    def _go_to_editable(self, by: int) -> bool:
        """Go to the next (1) or the previous (-1) editable cell. Returns whether there is one."""
        cells = list(self.figures.indexes())
        current, begun = self.currentIndex(), self._row_begun
        position = next((n for n, index in enumerate(cells) if index == current), None)
        if position is None:
            return False
        ahead = cells[position + 1 :] if by > 0 else reversed(cells[:position])
        shown = (each for each in ahead if not self.isRowHidden(each.row(), each.parent()))
        index = next(filter(self.figures.is_editable, shown), None)
        if index is not None:
            is_same_row = index.siblingAtColumn(0) == current.siblingAtColumn(0)
            self.go_to(index)
            self._row_begun = (begun if begun.isValid() else current) if is_same_row else index
        return index is not None

    def _go_to_next_note(self, *, backwards: bool) -> bool:
        """From a note go to that of the next row. Returns whether the current cell is a note."""
        current = self.currentIndex()
        cell = self.figures.cell(current)
        if cell is None or cell.column.kind is not ColumnKind.NOTE:
            return False
        beside = self.indexAbove(current) if backwards else self.indexBelow(current)
        if (note := beside.siblingAtColumn(current.column())).isValid():
            self.go_to(note)
        return True

    def _is_figure(self, index: QModelIndex) -> bool:
        return self.figures.cell_state(index) is not None

    def _filling_order(self) -> Iterator[QModelIndex]:
        """Every figure, one column after the other, each from top to bottom."""
        shown = set(map(QModelIndex.internalPointer, self.shown_rows()))
        cells = [index for index in self.figures.indexes() if index.internalPointer() in shown]
        for number, column in enumerate(self.figures.columns):
            if column.kind is ColumnKind.MEASURE:
                yield from (index for index in cells if index.column() == number)

    def _figure_in_current_row(self) -> QModelIndex:
        """The current cell if it is in a column of figures, else the first figure of its row."""
        index = self.currentIndex()
        kinds = [column.kind for column in self.figures.columns]
        if index.isValid() and kinds[index.column()] is not ColumnKind.MEASURE:
            return index.siblingAtColumn(kinds.index(ColumnKind.MEASURE))
        return index

    def _is_blank(self, index: QModelIndex) -> bool:
        return index.data(Qt.ItemDataRole.DisplayRole) in (None, "")

    def _is_open(self, index: QModelIndex) -> bool:
        return self.figures.cell_state(index) is CellState.OPEN
