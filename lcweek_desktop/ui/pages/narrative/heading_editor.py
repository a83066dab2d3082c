"""The field under one heading: typed and edited like a page of a word processor, kept as blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from lcweek_desktop.domain.form import Cell, Form
from lcweek_desktop.domain.narrative import Align, FigureRun, Paragraph, Text, figure_cells
from lcweek_desktop.ui.pages.narrative import blocks, clipboard, formats, lists, paper, tables
from lcweek_desktop.ui.pages.narrative.figures import LiveFigures
from lcweek_desktop.ui.pages.narrative.menu import context_menu
from lcweek_desktop.ui.widgets.theme import theme

_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap)
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HeadingEditor(QTextEdit):
    """As high as its text. Tab goes to the next widget, but deeper in a list and on in a table."""

    # The keyboard came into the field.
    entered = Signal()
    # The keyboard went elsewhere.
    left = Signal()
    # Pasted (paste.py): text was pasted or dropped.
    pasted = Signal(object)

    def __init__(self, form: Form, number: Callable[[Cell], int | None], guidance: str) -> None:
        """`number` gives the current number of a cell for live figures; `guidance` stands in the field while
        nothing else does."""
        super().__init__()
        self._form, self._number, self.guidance = form, number, guidance
        self._figures = LiveFigures(self.document(), number)
        self._marked = blocks.listed(self.document())
        self.keys_left: frozenset[QKeySequence] = frozenset()
        """Keys that Qt's own field would take, and this one leaves to the window."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self.document().contentsChanged.connect(self._changed)
        theme().apply_style(
            self,
            "QTextEdit { background: transparent; color: $ink; border: 0; border-left: 3px solid $line; }"
            "QTextEdit:hover { border-left-color: $faint; } QTextEdit:focus { border-left-color: $accent; }",
        )
        theme().on_theme_change(self, self._dress)

    def text(self) -> Text:
        """The tidy text of the field."""
        return blocks.read(self.document())

    def show_text(self, text: Text) -> None:
        """Put `text` in place of all there is; steps back are forgotten."""
        blocks.fill(self.document(), text)

    def refresh_figures(self, changed: frozenset[Cell]) -> None:
        """The numbers of `changed` are others now."""
        if figure_cells(self.text()) & changed:
            self._figures.refresh()
            self.viewport().update()

    # Editing, each call one step back

    def set_look(
        self, *, bold: bool | None = None, italic: bool | None = None, underline: bool | None = None
    ) -> None:
        """Give the selection, or what is typed next, a look; None leaves as it is."""
        look = QTextCharFormat()
        if bold is not None:
            look.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        if italic is not None:
            look.setFontItalic(italic)
        if underline is not None:
            look.setFontUnderline(underline)
        self.mergeCurrentCharFormat(look)

    def align(self, align: Align) -> None:
        """Align the chosen paragraphs; items and cells have no alignment of their own."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for block in lists.chosen(cursor):
            if formats.item_of(block) is None:
                lists.set_format(block, formats.paragraph_format(align))
        cursor.endEditBlock()

    def make_list(self, ordered: bool) -> None:
        lists.make(self.textCursor(), ordered)

    def unmake_list(self) -> None:
        lists.unmake(self.textCursor())

    def shift_items(self, by: int) -> bool:
        return lists.shift(self.textCursor(), by)

    def insert_table(self, columns: int) -> None:
        cursor = self.textCursor()
        if cursor.currentTable() is None:
            tables.begin(cursor, columns)
            self.setTextCursor(cursor)

    def insert_figure(self, cell: Cell) -> None:
        """A live figure at the cursor, in the look of what is typed there."""
        self._insert((Paragraph((FigureRun(cell, *formats.looks(self.currentCharFormat())),)),))

    # Pasting and copying

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        return clipboard.takes(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        taken = clipboard.pasted(source, self._form)
        self._insert(taken.text)
        self.pasted.emit(taken)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        part = QTextDocument()
        QTextCursor(part).insertFragment(self.textCursor().selection())
        return clipboard.copied(blocks.read(part), self._number)

    def _insert(self, text: Text) -> None:
        blocks.insert(self.textCursor(), text)
        self.ensureCursorVisible()

    # Keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if QKeySequence(event.keyCombination()) in self.keys_left:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in _ENTER:
            self._begin_line()
        elif event.key() == Qt.Key.Key_Backspace and self._left_list():
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        return self._walked(1 if forward else -1) or super().focusNextPrevChild(forward)

    def _begin_line(self) -> None:
        """Enter: the next paragraph or item; after an empty item out of the list; in a table on a cell."""
        cursor = self.textCursor()
        empty = cursor.block().length() == 1
        if not self._walked_cell(1) and not (empty and lists.step_out(cursor)):
            cursor.insertBlock()
            self.ensureCursorVisible()

    def _left_list(self) -> bool:
        """Backspace at the beginning of an item takes its mark away first."""
        cursor = self.textCursor()
        return not cursor.hasSelection() and cursor.atBlockStart() and lists.step_out(cursor)

    def _walked(self, by: int) -> bool:
        return self._walked_cell(by) or self.shift_items(by)

    def _walked_cell(self, by: int) -> bool:
        cursor = self.textCursor()
        walked = tables.next_cell(cursor, by)
        if walked:
            self.setTextCursor(cursor)
        return walked

    # Looks

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        if self._shows_guidance():
            painter.setPen(theme().colours["faint"])
            painter.drawText(self._guidance_room(), _WRAPPED, self.guidance)
        painter.setPen(theme().colours["ink"])
        for block, depth, mark in self._marked:
            place, line = block.layout().position(), block.layout().lineAt(0)
            if line.isValid():
                base = place.y() + line.y() + line.ascent()
                painter.drawText(round(place.x() + formats.mark_indent(depth)), round(base), mark)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """The page scrolls, never the field."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        context_menu(self).popup(event.globalPos())

    def _changed(self) -> None:
        self._marked = blocks.listed(self.document())
        self._fit()

    def _dress(self) -> None:
        """Fonts, lengths and colours are in the document, so it is made anew; steps back are forgotten. It is
        no edit: nothing is to be saved."""
        text = self.text()
        self.setFont(paper.font())
        with QSignalBlocker(self):
            blocks.fill(self.document(), text)

    def _fit(self) -> None:
        high = round(self.document().size().height())
        if self._shows_guidance():
            words = QFontMetrics(self.font()).boundingRect(self._guidance_room(), _WRAPPED, self.guidance)
            high = max(high, words.bottom() + round(self.document().documentMargin()))
        self.setFixedHeight(high)

    def _shows_guidance(self) -> bool:
        """Not while the first letter is being composed either."""
        return self.document().isEmpty() and not self.document().firstBlock().layout().preeditAreaText()

    def _guidance_room(self) -> QRect:
        margin = round(self.document().documentMargin())
        return QRect(margin, margin, self.viewport().width() - 2 * margin, 1 << 16)
