"""How a cell of the table is painted and edited: like the paper, with marks for findings."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QKeyEvent, QPainter, QPolygon
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from lcweek_desktop.domain.form import CellState, Severity
from lcweek_desktop.ui.table.cells import Index, Role
from lcweek_desktop.ui.widgets.inputs import LineEdit
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

ENTER_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""The two Enter keys of a keyboard."""

_END_HINTS: Final = {
    **dict.fromkeys(ENTER_KEYS, QAbstractItemDelegate.EndEditHint.SubmitModelCache),
    Qt.Key.Key_Tab: QAbstractItemDelegate.EndEditHint.EditNextItem,
    Qt.Key.Key_Backtab: QAbstractItemDelegate.EndEditHint.EditPreviousItem,
}
"""The keys that end editing, and where they lead."""
_REFUSED_STYLE: Final = "QLineEdit { color: $error; background: $error_soft; }"
_BACKGROUNDS: Final = {
    CellState.COMPUTED: "computed",
    CellState.TOTAL: "computed",
    CellState.CLOSED: "closed",
}
_MARK_COLOURS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning"}


class FiguresDelegate(QStyledItemDelegate):
    """Paints a cell without the platform's style: background, wrapped text, mark and border.

    The model gives the roles of `Role` besides Qt's roles (cells.py).
    """

    # An editor was opened: QPersistentModelIndex of its cell.
    editor_opened = Signal(object)
    # A key changed the text of an editor: QPersistentModelIndex of its cell, and the text.
    text_edited = Signal(object, str)
    # What became of the last edit in an editor (inputs.LineEdit).
    told = Signal(str)
    # Ctrl+Enter in an editor: its text is meant for all selected cells.
    fill_requested = Signal()

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self._is_refused = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setClipRect(option.rect)
        self._paint_background(painter, option, index)
        self._paint_text(painter, option, index)
        if index.data(Role.IS_GRIP):
            self._paint_grip(painter, option.rect)
        self._paint_mark(painter, option.rect, index)
        self._paint_borders(painter, option)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """The size of the cell, as high as its text needs when it wraps at the column's present width."""
        self.initStyleOption(option, index)
        width = self._view.columnWidth(index.column())
        room = QRect(0, 0, max(1, width - 2 * _padding()), 100_000)
        needed = option.fontMetrics.boundingRect(room, _flags(option), option.text or " ")
        return QSize(width, needed.height() + 2 * (_padding() - 1))

    def createEditor(  # noqa: N802
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        editor = LineEdit(most=index.data(Role.MOST_CHARACTERS))
        editor.setParent(parent)
        editor.setFrame(False)
        editor.setTextMargins(_padding() - 2, 0, _padding() - 2, 0)
        editor.setAlignment(Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)))
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(title))
        cell = QPersistentModelIndex(index)
        self.editor_opened.emit(cell)
        editor.textEdited.connect(lambda text: self.text_edited.emit(cell, text))
        editor.textEdited.connect(lambda _text: editor.setStyleSheet(""))
        editor.told.connect(self.told)
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802
        """Commit at once on Enter and Tab. Qt would do so a moment later on Enter, and on a slow machine the
        first digits of the next number would still go into this cell. A text that is refused stays in its
        editor, in red."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(editor, event)
        hint = _END_HINTS.get(Qt.Key(event.key()))
        if hint is None or not isinstance(editor, QLineEdit):
            return super().eventFilter(editor, event)
        fills_all = event.key() in ENTER_KEYS and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        self._is_refused = False
        self.commitData.emit(editor)
        if self._is_refused:
            editor.setStyleSheet(theme().style_sheet(_REFUSED_STYLE))
            editor.selectAll()
        elif fills_all:
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.fill_requested.emit()
        else:
            self.closeEditor.emit(editor, hint)
        return True

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():  # otherwise the editor's own text has changed the cell
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(  # noqa: N802
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        assert isinstance(editor, QLineEdit)
        self._is_refused = not model.setData(index, editor.text())

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(0, 0, -1, -1))

    def _paint_background(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, state = theme().colours, index.data(Role.STATE)
        background = "paper" if index.data(Role.IS_TYPED) else _BACKGROUNDS.get(state, "paper")
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, colours["accent_soft" if selected else background])
        if state == CellState.CLOSED:  # Qt returns the enum member as a plain str
            painter.fillRect(option.rect, QBrush(colours["hatch"], Qt.BrushStyle.BDiagPattern))

    def _paint_text(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        painter.setFont(option.font)
        painter.setPen(theme().colours["ink"])
        padding = _padding()
        room = option.rect.adjusted(padding, 0, -padding, 0)
        painter.drawText(room, _flags(option), option.text)
        self._paint_last_year(painter, room, option.text, str(index.data(Role.LAST_YEAR) or ""))

    def _paint_last_year(self, painter: QPainter, room: QRect, text: str, last_year: str) -> None:
        """Write last year's number faintly at the left, unless it would touch that of this year."""
        painter.setFont(theme().font(TextRole.CAPTION))
        width = painter.fontMetrics().horizontalAdvance
        if last_year and width(last_year) + width(text) + 2 * _padding() <= room.width():
            painter.setPen(theme().colours["faint"])
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), last_year)

    def _paint_grip(self, painter: QPainter, rect: QRect) -> None:
        """Two columns of three dots, as what can be dragged has everywhere."""
        size, middle = theme().px(3), rect.center()
        for across in (-size, size):
            for down in (-2 * size, 0, 2 * size):
                painter.fillRect(middle.x() + across, middle.y() + down, size, size, theme().colours["muted"])

    def _paint_mark(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Fill the upper right corner, as spreadsheets mark a remark. The sentence is in the tooltip."""
        colour = _MARK_COLOURS.get(index.data(Role.SEVERITY))
        if colour is not None:
            size, corner = theme().px(8), rect.topRight()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colours[colour])
            painter.drawPolygon(QPolygon([corner, corner - QPoint(size, 0), corner + QPoint(0, size)]))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_borders(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours, rect = theme().colours, option.rect
        painter.setPen(colours["line"])
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colours["accent"])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -2, -2))
            painter.drawRect(rect.adjusted(1, 1, -3, -3))


def _padding() -> int:
    return theme().px(Space.XS) + 2


def _flags(option: QStyleOptionViewItem) -> int:
    return int(option.displayAlignment) | int(Qt.TextFlag.TextWordWrap)
