"""Own lines are put in another order with the pointer, by the grip at their left."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QTreeView

from lcweek_desktop.ui.table.cells import Role
from lcweek_desktop.ui.widgets.theme import theme

_SCROLL_PAUSE: Final = 40
"""Milliseconds between two steps of scrolling while the pointer is held beyond an edge of the table."""
_MARK_HEIGHT: Final = 4
"""Pixels at 100 %."""


class LineDrag(QObject):
    """Follows the pointer over the grips of one table. A line shows where the dragged row would go, and
    Escape gives it up; the row itself is moved by whoever listens."""

    # int and int: the position of an own line, and the position that it is to have.
    dropped = Signal(int, int)

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self._dragged = QModelIndex()
        """The grip of the line that is dragged; invalid when there is none."""
        self.mark = QFrame(view.viewport())
        """The line where the dragged row would go; hidden where it would stay."""
        self.mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.mark.hide()
        theme().apply_style(self.mark, "background: $accent; border: 0;")
        self._scrolling = QTimer(self, interval=_SCROLL_PAUSE)
        self._scrolling.timeout.connect(self._scroll)
        self._pointer = QPoint()
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep the moves of a drag from the table, which would select a block with them."""
        is_dragging = self._dragged.isValid()
        match event.type():
            case QEvent.Type.MouseButtonPress if isinstance(event, QMouseEvent):
                self._press(event)
            case QEvent.Type.MouseMove if isinstance(event, QMouseEvent):
                self._move(event.position().toPoint())
                return is_dragging
            case QEvent.Type.MouseButtonRelease if is_dragging:
                self._drop()
            case QEvent.Type.KeyPress if is_dragging and isinstance(event, QKeyEvent):
                self._end()
                return event.key() == Qt.Key.Key_Escape
            case QEvent.Type.FocusOut | QEvent.Type.Hide if is_dragging and watched is self._view:
                self._end()
        return False

    def _press(self, event: QMouseEvent) -> None:
        grip = self._grip_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and grip.isValid():
            self._dragged = grip
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def _move(self, pointer: QPoint) -> None:
        self._pointer = pointer
        if not self._dragged.isValid():
            cursor = Qt.CursorShape.OpenHandCursor if self._grip_at(pointer).isValid() else None
            viewport = self._view.viewport()
            viewport.unsetCursor() if cursor is None else viewport.setCursor(cursor)
            return
        self._show_mark()
        if 0 <= pointer.y() < self._view.viewport().height():
            self._scrolling.stop()
        elif not self._scrolling.isActive():
            self._scrolling.start()

    def _drop(self) -> None:
        at, to = self._dragged.row(), self._target()
        self._end()
        if to != at:
            self.dropped.emit(at, to)

    def _end(self) -> None:
        self._dragged = QModelIndex()
        self._scrolling.stop()
        self.mark.hide()
        self._view.viewport().unsetCursor()

    def _scroll(self) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + bar.singleStep() * (1 if self._pointer.y() > 0 else -1))
        self._show_mark()

    def _grip_at(self, point: QPoint) -> QModelIndex:
        index = self._view.indexAt(point)
        return index if index.data(Role.IS_GRIP) else QModelIndex()

    def _middle(self, line: QModelIndex) -> int:
        return self._view.visualRect(line).center().y()

    def _target(self) -> int:
        """The position that the dragged line would have: after the others whose middle is above the
        pointer."""
        lines = map(self._dragged.siblingAtRow, range(self._view.model().rowCount(self._dragged.parent())))
        others = (line for line in lines if line.row() != self._dragged.row())
        return sum(self._middle(line) < self._pointer.y() for line in others)

    def _show_mark(self) -> None:
        """Draw the line at the upper edge of the row that would follow, or below the last one."""
        at, to = self._dragged.row(), self._target()
        self.mark.setVisible(to != at)
        beside = self._view.visualRect(self._dragged.siblingAtRow(to))
        height = theme().px(_MARK_HEIGHT)
        edge = beside.top() if to < at else beside.bottom() + 1
        self.mark.setGeometry(0, edge - height // 2, self._view.viewport().width(), height)
        self.mark.raise_()
