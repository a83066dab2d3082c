"""A text widget that shows narrative text as it will be printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSignalBlocker, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit

from lcweek_desktop.domain.form import Cell
from lcweek_desktop.domain.narrative import FigureText, Text, figure_cells
from lcweek_desktop.ui.pages.narrative.document_formats import mark_indent, print_font
from lcweek_desktop.ui.pages.narrative.document_reader import list_marks, read_text
from lcweek_desktop.ui.pages.narrative.document_search import Match
from lcweek_desktop.ui.pages.narrative.document_writer import set_text
from lcweek_desktop.ui.pages.narrative.live_figures import FigureTextObject
from lcweek_desktop.ui.widgets.theme import theme

_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap)


class NarrativeView(QTextEdit):
    """Shows text in the printed typeface, with the marks of lists and live figures; as high as its text.

    While there is no text it shows `guidance` in grey.
    """

    def __init__(self, figure: FigureText, guidance: str) -> None:
        """`figure` gives the present number of a cell, for live figures."""
        super().__init__()
        self.guidance = guidance
        self._figures = FigureTextObject(self.document(), figure)
        self._list_marks = list_marks(self.document())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit_height())
        self.document().contentsChanged.connect(self._contents_changed)
        theme().apply_style(
            self,
            "QTextEdit { background: transparent; color: $ink; border: 0; border-left: 3px solid $line; }"
            "QTextEdit:hover { border-left-color: $faint; } QTextEdit:focus { border-left-color: $accent; }",
        )
        theme().on_theme_change(self, self._apply_theme)

    def text(self) -> Text:
        """The text that is shown, as `normalize_text` returns it."""
        return read_text(self.document())

    def show_text(self, text: Text) -> None:
        """Replace everything by `text`, and clear the undo history. The cursor stays as near as it can to
        where it was."""
        cursor = self.textCursor()
        position = cursor.position()
        set_text(self.document(), text)
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def show_found(self, found: Sequence[Match]) -> None:
        """Show `found` as what is looked for. This is no part of the text."""
        selections = []
        for match in found:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = match.select(self.document())
            selection.format.setBackground(theme().colours["warning_soft"])
            selections.append(selection)
        self.setExtraSelections(selections)

    def deselect(self) -> None:
        """Leave the cursor where it is, with nothing selected."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def cursor_at(self, line: int, letter: int) -> QTextCursor:
        """A cursor at a letter of a line (domain.narrative.first_change), or as near as there is text."""
        block = self.document().findBlockByNumber(min(line, self.document().blockCount() - 1))
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(letter, block.length() - 1))
        return cursor

    def refresh_figures(self, changed: frozenset[Cell]) -> None:
        """Draw live figures anew if they show one of the `changed` cells."""
        if figure_cells(self.text()) & changed:
            self._figures.refresh()
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        if self._shows_guidance():
            painter.setPen(theme().colours["faint"])
            painter.drawText(self._guidance_rect(), _WRAPPED, self.guidance)
        painter.setPen(theme().colours["ink"])
        for block, depth, mark in self._list_marks:
            position, line = block.layout().position(), block.layout().lineAt(0)
            if line.isValid():
                base = position.y() + line.y() + line.ascent()
                painter.drawText(round(position.x() + mark_indent(depth)), round(base), mark)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit_height()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave scrolling to the page around."""
        event.ignore()

    def _contents_changed(self) -> None:
        self._list_marks = list_marks(self.document())
        self._fit_height()

    def _apply_theme(self) -> None:
        """Write the text anew, as the document's formats hold fonts, lengths and colours. This clears the
        undo history. It is no edit, so no signal announces it."""
        text = self.text()
        self.setFont(print_font())
        with QSignalBlocker(self):
            set_text(self.document(), text)

    def _fit_height(self) -> None:
        height = round(self.document().size().height())
        if self._shows_guidance():
            metrics = QFontMetrics(self.font())
            needed = metrics.boundingRect(self._guidance_rect(), _WRAPPED, self.guidance).bottom()
            height = max(height, needed + round(self.document().documentMargin()))
        self.setFixedHeight(height)

    def _shows_guidance(self) -> bool:
        """False also while an input method composes the first letter."""
        return self.document().isEmpty() and not self.document().firstBlock().layout().preeditAreaText()

    def _guidance_rect(self) -> QRect:
        margin = round(self.document().documentMargin())
        return QRect(margin, margin, self.viewport().width() - 2 * margin, 1 << 16)
