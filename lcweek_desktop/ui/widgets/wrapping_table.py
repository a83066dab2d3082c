"""A table of words to be read: nothing is cut, rows are as high as what they say."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QTextDocument, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from lcweek_desktop.ui.widgets.theme import Space, theme

_HTML_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The words of a cell in HTML, where some of them are marked."""
_QT_MARGIN: Final = 3
"""Pixels that Qt leaves at each side of a cell's words, inside the padding."""
_STYLE: Final = (
    "QTableWidget { background: $surface; border: 1px solid $line; border-radius: 6px; outline: 0; }"
    "QTableWidget::item { padding: ${xs}; border-bottom: 1px solid $line; }"
    "QTableWidget::item:selected { background: $accent_soft; color: $ink; }"
    "QHeaderView::section { background: $raised; color: $muted; border: 0; border-bottom: 1px solid $line;"
    " padding: ${xs}; }"
)


class WrappingTable(QTableWidget):
    """A table that shares its width among its columns and wraps what is longer."""

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.setAccessibleName(accessible_name)
        self.setWordWrap(True)
        self.setItemDelegate(_Delegate(self))
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        theme().apply_style(self, _STYLE)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setHighlightSections(False)

    def show_rows(self, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show `rows`, each with a text for every one of `titles`, in place of what is shown."""
        self.clear()
        self.setColumnCount(len(titles))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(titles))
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self.setItem(place, column, item)

    def add_marked_row(self, name: str, texts: Sequence[str]) -> None:
        """Add a row called `name` with `texts` in HTML, each below a title."""
        row = self.rowCount()
        self.insertRow(row)
        for column, html in enumerate((escape(name), *texts)):
            words = QTextDocumentFragment.fromHtml(html).toPlainText()
            item = QTableWidgetItem(words)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            item.setData(_HTML_ROLE, html if column else None)
            self.setItem(row, column, item)


class _Delegate(QStyledItemDelegate):
    """Makes a row as high as its words need between the paddings of its cells, which Qt forgets when it
    breaks their lines."""

    def __init__(self, table: WrappingTable) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        self.initStyleOption(option, index)
        width, padding = self._table.columnWidth(index.column()), theme().px(Space.XS) + _QT_MARGIN
        if html := index.data(_HTML_ROLE):
            height = _document(html, option, width - 2 * padding).size().height()
            return QSize(width, ceil(height) + 2 * padding)
        room = QRect(0, 0, max(1, width - 2 * padding), 100_000)
        words = option.fontMetrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), option.text)
        return QSize(width, words.height() + 2 * padding)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        html = index.data(_HTML_ROLE)
        if not html:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        style = self._table.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, self._table)
        padding = theme().px(Space.XS) + _QT_MARGIN
        painter.save()
        painter.translate(option.rect.left() + padding, option.rect.top() + padding)
        _document(html, option, option.rect.width() - 2 * padding).drawContents(painter)
        painter.restore()


def _document(html: str, option: QStyleOptionViewItem, width: int) -> QTextDocument:
    """`html` laid out in a cell that is so wide, in the colour of text."""
    document = QTextDocument()
    document.setDefaultFont(option.font)
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(f"p {{ color: {theme().colours.ink}; margin: 0; }}")
    document.setHtml(f"<p>{html}</p>")
    document.setTextWidth(max(1, width))
    return document
