"""The table on screen: keys as people who fill forms expect them, sections that fold."""

from __future__ import annotations

from collections.abc import Iterator

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
from lcweek_desktop.ui.table.columns import ColumnKind
from lcweek_desktop.ui.table.delegate import FORWARD, FiguresDelegate
from lcweek_desktop.ui.table.header import FiguresHeader
from lcweek_desktop.ui.table.roles import Index

_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class FiguresView(QTreeView):
    """Enter goes to the next open cell of the column, then on to the top of the next column of figures; Tab
    to the right; typing and pasting replace, F2 edits, Delete clears, Space folds a section."""

    # QModelIndex: where the keyboard is now.
    moved = Signal(object)

    def __init__(self, model: FiguresModel, amount: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = model
        self._refused = False
        self.setModel(model)
        delegate = FiguresDelegate(self)
        delegate.opening.connect(model.begin)
        delegate.typed.connect(model.follow)
        self.setItemDelegate(delegate)
        self.setHeader(FiguresHeader(model.columns, amount, self))
        self.setAccessibleName("Bảng số liệu Phụ lục II")
        self._set_up_looks()
        self.expandAll()
        model.rowsInserted.connect(lambda above, _first, _last: self.expand(above))
        model.refused.connect(self._stay)

    def _set_up_looks(self) -> None:
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setWordWrap(True)

    def first_open(self) -> QModelIndex:
        """The first cell to fill; invalid when the unit has none."""
        return next(filter(self._is_open, self._reading_order()), QModelIndex())

    def go_to(self, index: QModelIndex) -> None:
        """Put the keyboard at `index`, unfolding what it stands in."""
        self.expand(index.parent())
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.setFocus()

    def go_on(self, *, backwards: bool = False) -> None:
        """To the next open cell of this column, then to the top of the next column of figures; round at the
        end. From a column without figures: to this row's first figure, or the next below."""
        order = list(self._reading_order())
        if backwards:
            order.reverse()
        at = next((n for n, index in enumerate(order) if index == self._figure_at()), -1)
        start = at if self._figure_at() != self.currentIndex() else at + 1
        onward = order[start:] + order[:start]
        if (index := next(filter(self._is_open, onward), None)) is not None:
            self.go_to(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, current = Qt.Key(event.key()), self.currentIndex()
        if self.state() is QAbstractItemView.State.EditingState:
            event.ignore()  # the editor has had it; Enter comes back through closeEditor
        elif key in FORWARD:
            self.go_on(backwards=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif key == Qt.Key.Key_Delete:
            self._clear_selected()
        elif key in _SIDEWAYS:
            self._step_sideways(_SIDEWAYS[key])
        elif key == Qt.Key.Key_Space and not self._figures.is_typed(current):
            self._fold(current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._figures.columns[index.column()].kind is ColumnKind.NUMBER:
            self._fold(index)
        super().mousePressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab goes on inside the table as long as there is a cell to type in on that side."""
        return self._step_to_typed(1 if forward else -1) or super().focusNextPrevChild(forward)

    def closeEditor(  # noqa: N802
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        """What Enter and Tab do after typing; something refused keeps the keyboard where it is."""
        hints = QAbstractItemDelegate.EndEditHint
        if hint == hints.RevertModelCache:
            self._figures.take_back()
        self._figures.end()
        super().closeEditor(editor, hints.NoHint)
        refused, self._refused = self._refused, False
        if refused:
            return
        if hint == hints.SubmitModelCache:
            self.go_on()
        elif hint in (hints.EditNextItem, hints.EditPreviousItem):
            self._step_to_typed(1 if hint == hints.EditNextItem else -1)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        self.moved.emit(current)

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:  # noqa: N802
        """With the last line of a section the keyboard goes to its heading, not out of the table."""
        current = self.currentIndex()
        if start == 0 and current.parent() == parent:
            self.setCurrentIndex(parent.sibling(parent.row(), current.column()))
        super().rowsAboutToBeRemoved(parent, start, end)

    def _stay(self) -> None:
        self._refused = True

    def _paste(self) -> None:
        """What was copied replaces what the cell has, in an editor that can still be left with Esc."""
        if not self._figures.is_typed(self.currentIndex()) or not QApplication.clipboard().text():
            return
        self.edit(self.currentIndex())
        if isinstance(editor := QApplication.focusWidget(), QLineEdit):
            editor.selectAll()
            editor.paste()

    def _clear_selected(self) -> None:
        typed = [index for index in self.selectedIndexes() if self._figures.is_typed(index)]
        self._figures.clear(typed)

    def _fold(self, index: QModelIndex) -> None:
        section = index.siblingAtColumn(0)
        if self._figures.hasChildren(section):
            self.setExpanded(section, not self.isExpanded(section))

    def _step_sideways(self, by: int) -> None:
        index = self.currentIndex()
        beside = index.siblingAtColumn(index.column() + by)
        if beside.isValid():
            self.setCurrentIndex(beside)

    def _step_to_typed(self, by: int) -> bool:
        cells = list(self._figures.indexes())
        current = self.currentIndex()
        at = next((n for n, index in enumerate(cells) if index == current), None)
        if at is None:
            return False
        onward = cells[at + 1 :] if by > 0 else reversed(cells[:at])
        index = next(filter(self._figures.is_typed, onward), None)
        if index is not None:
            self.go_to(index)
        return index is not None

    def _reading_order(self) -> Iterator[QModelIndex]:
        """Every figure, one column of figures after the other, each from top to bottom."""
        cells = list(self._figures.indexes())
        for number, column in enumerate(self._figures.columns):
            if column.kind is ColumnKind.MEASURE:
                yield from (index for index in cells if index.column() == number)

    def _figure_at(self) -> QModelIndex:
        """The current cell, or the first figure of its row when it is none."""
        index = self.currentIndex()
        kinds = [column.kind for column in self._figures.columns]
        if index.isValid() and kinds[index.column()] is not ColumnKind.MEASURE:
            return index.siblingAtColumn(kinds.index(ColumnKind.MEASURE))
        return index

    def _is_open(self, index: QModelIndex) -> bool:
        return self._figures.state(index) is CellState.OPEN
