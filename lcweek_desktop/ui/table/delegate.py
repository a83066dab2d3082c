"""How a cell looks and what it is edited in: like the paper, with a mark where something was found."""

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
from lcweek_desktop.ui.table.roles import Index, Role
from lcweek_desktop.ui.widgets.theme import Space, theme

FORWARD: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

_LONGEST_TEXT = 16_000
"""Letters: as many as always fit into one text of a bundle (bundle.md, Caps)."""
_GROUNDS = {
    CellState.COMPUTED: "computed",
    CellState.TOTAL: "computed",
    CellState.CLOSED: "closed",
}
_MARKS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


class FiguresDelegate(QStyledItemDelegate):
    """Paints without the platform's style: a cell is paper, a rule around it, and text that wraps."""

    # QPersistentModelIndex: an editor opens there.
    opening = Signal(object)
    # QPersistentModelIndex, str: what the editor there holds after a key.
    typed = Signal(object, str)

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setClipRect(option.rect)
        self._paint_ground(painter, option, index)
        self._paint_text(painter, option, index)
        self._paint_mark(painter, option.rect, index)
        self._paint_rules(painter, option)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """As high as the text needs at the column's present width."""
        self.initStyleOption(option, index)
        width = self._view.columnWidth(index.column())
        room = QRect(0, 0, max(1, width - 2 * _padding()), 100_000)
        needed = option.fontMetrics.boundingRect(room, _flags(option), option.text or " ")
        return QSize(width, needed.height() + 2 * (_padding() - 1))

    def createEditor(  # noqa: N802
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setMaxLength(_LONGEST_TEXT)
        editor.setTextMargins(_padding() - 2, 0, _padding() - 2, 0)
        editor.setAlignment(Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)))
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(title))
        at = QPersistentModelIndex(index)
        self.opening.emit(at)
        editor.textEdited.connect(lambda text: self.typed.emit(at, text))
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802
        """Enter takes what was typed at once. Qt would do so a moment later, and on a slow machine the next
        number's first digits would still go into this cell."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in FORWARD:
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.SubmitModelCache)
            return True
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():  # else it is the editor itself that changed the cell
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(  # noqa: N802
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text())

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(0, 0, -1, -1))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, state = theme().colours, index.data(Role.STATE)
        painter.fillRect(option.rect, colours[_GROUNDS.get(state, "paper")])
        if state == CellState.CLOSED:  # Qt hands a str back, not the member
            painter.fillRect(option.rect, QBrush(colours["hatch"], Qt.BrushStyle.BDiagPattern))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colours["accent_soft"])

    def _paint_text(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        painter.setFont(option.font)
        painter.setPen(theme().colours["ink"])
        padding = _padding()
        painter.drawText(option.rect.adjusted(padding, 0, -padding, 0), _flags(option), option.text)

    def _paint_mark(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """A corner, as spreadsheets mark a remark; the sentence is in the tooltip and below the table."""
        tone = _MARKS.get(index.data(Role.SEVERITY))
        if tone is not None:
            size, corner = theme().px(8), rect.topRight()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colours[tone])
            painter.drawPolygon(QPolygon([corner, corner - QPoint(size, 0), corner + QPoint(0, size)]))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_rules(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
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
