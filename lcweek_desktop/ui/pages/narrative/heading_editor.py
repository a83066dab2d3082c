"""The editor of the text under one heading: keys, pasting and what is inserted at the cursor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QMenu

from lcweek_desktop.domain.form import Cell, DocumentWords, Form
from lcweek_desktop.domain.lengths import (
    MAX_HEADING,
    MAX_PARAGRAPH,
    MAX_PIECES,
    longest_line,
    piece_count,
    split_long_paragraphs,
    text_length,
)
from lcweek_desktop.domain.narrative import FigureRun, FigureText, Paragraph, Table, Text
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.errors import sentence
from lcweek_desktop.ui.pages.narrative import clipboard, document_list, paragraphs, tables
from lcweek_desktop.ui.pages.narrative.context_menu import context_menu
from lcweek_desktop.ui.pages.narrative.document_formats import emphasis
from lcweek_desktop.ui.pages.narrative.document_reader import read_text
from lcweek_desktop.ui.pages.narrative.document_search import Match
from lcweek_desktop.ui.pages.narrative.document_writer import insert_text
from lcweek_desktop.ui.pages.narrative.legacy_range import LegacyRange
from lcweek_desktop.ui.pages.narrative.narrative_view import NarrativeView
from lcweek_desktop.ui.pages.narrative.spelling import Spelling, SpellingMarks
from lcweek_desktop.ui.pasting.pictures import copied_image, left_out_pictures
from lcweek_desktop.ui.widgets.inputs import drop_characters, too_long

_ENTER_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HeadingEditor(NarrativeView):
    """Edits like a page of a word processor. Tab goes to the next widget, but in a list it moves the item a
    level in, and in a table it goes to the next cell."""

    # The editor received the focus.
    focus_entered = Signal()
    # The editor lost the focus.
    focus_left = Signal()
    # Text was pasted or dropped: PastedText (pasted_text.py).
    text_pasted = Signal(object)
    # Pictures were left out of what was pasted: LeftOutPictures (pictures.py). It follows `text_pasted`.
    pictures_left_out = Signal(object)
    # Why nothing was pasted, or that characters were dropped.
    told = Signal(str)

    def __init__(
        self, form: Form, figure: FigureText, guidance: str, documents: DocumentWords | None = None
    ) -> None:
        """`figure` gives the present number of a cell; `guidance` is shown while there is no text. Lists of
        documents with the words `documents` count their rows; None where there are none."""
        super().__init__(figure, guidance)
        self._form, self._figure, self._documents = form, figure, documents
        self.window_shortcuts: frozenset[QKeySequence] = frozenset()
        """Keys that QTextEdit would handle itself, and that this editor leaves to the window's actions."""
        self._legacy: LegacyRange | None = None
        self._spelling: Spelling | None = None
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._drop_characters)
        if documents is not None:
            self.textChanged.connect(lambda: document_list.update_counts(self.document(), documents))

    def mark_spelling(self, spelling: Spelling) -> None:
        """Draw a wavy line under the words that `spelling` marks, from now on."""
        self._spelling = spelling
        marks = SpellingMarks(self, spelling)
        self.focus_left.connect(marks.finish_word)

    def insert_table(self, columns: int) -> None:
        """Insert an empty table below the cursor's paragraph, unless the cursor is in a table."""
        cursor = self.textCursor()
        if cursor.currentTable() is None:
            tables.insert_table(cursor, columns)
            self.setTextCursor(cursor)

    def begin_document(self) -> None:
        """Put the cursor into the empty last row of the list of documents, if there is one."""
        if self._documents is not None:
            cursor = self.textCursor()
            document_list.go_to_new_row(cursor, self._documents)
            self.setTextCursor(cursor)

    def insert_figure(self, cell: Cell) -> None:
        """Insert a live figure at the cursor, with the emphasis that typed text would have there."""
        self._insert((Paragraph((FigureRun(cell, *emphasis(self.currentCharFormat())),)),))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        return clipboard.has_text(source) or copied_image(source) is not None

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        pasted = clipboard.read_mime_data(source, self._form)
        text = split_long_paragraphs(pasted.text)
        if refusal := self._refusal(pasted.length, text):
            self.told.emit(refusal)
            return
        start = self.textCursor().selectionStart()
        if text and not self._fill_cells(clipboard.pasted_table(source) or text):
            self._insert(text)
        if pasted.recognized is not None:
            self._legacy = LegacyRange(_between(self.textCursor(), start), pasted.recognized)
        self.text_pasted.emit(pasted)
        if (pictures := left_out_pictures(source, pasted.pictures, bool(text))).count:
            self.pictures_left_out.emit(pictures)

    def refusal_of_replacing(self, found: Sequence[Match], words: str) -> str:
        """Why `words` cannot take the place of `found`; empty when they can."""
        growth: Counter[int] = Counter()
        for match in found:
            growth[self.document().findBlock(match.start).blockNumber()] += len(words) - match.length
        longest = max(self.document().findBlockByNumber(at).length() + by for at, by in growth.items())
        total = text_length(self.text()) + growth.total()
        return _too_long(total, longest)

    def convert_pasted(self) -> None:
        """Convert what was pasted last in a recognized legacy code into Unicode."""
        if self._legacy is not None:
            self._legacy.convert()
            self._legacy = None

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        selection = QTextDocument()
        QTextCursor(selection).insertFragment(self.textCursor().selection())
        return clipboard.to_mime_data(read_text(selection), self._figure)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if QKeySequence(event.keyCombination()) in self.window_shortcuts:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in _ENTER_KEYS:
            self._enter()
        elif event.key() == Qt.Key.Key_Backspace and self._remove_mark():
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        by = 1 if forward else -1
        handled = self._go_to_cell(by) or paragraphs.shift_items(self.textCursor(), by)
        return handled or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.focus_entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.focus_left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        self.menu_at(event).popup(event.globalPos())

    def menu_at(self, event: QContextMenuEvent) -> QMenu:
        """The context menu for where `event` is: at the pointer, or at the cursor when a key asked for it."""
        if self._spelling is None:
            return context_menu(self)
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        word = self._spelling.word_at(cursor.block().text(), cursor.positionInBlock())
        return context_menu(self, self._spelling.settings, word)

    def _refusal(self, length: int, text: Text) -> str:
        """Why `text` of `length` characters cannot be pasted; empty when it can be."""
        before, selected = self.text(), len(self.textCursor().selectedText())
        total, pieces = text_length(before) - selected + length, piece_count(before) + piece_count(text)
        if refusal := _too_long(total, longest_line(text)):
            return refusal
        if pieces > MAX_PIECES:
            return sentence("text-many-pieces", length=format_count(pieces), limit=format_count(MAX_PIECES))
        return ""

    def _drop_characters(self) -> None:
        """Take out typed characters that no text may hold; U+FFFC stands for a live figure."""
        if dropped := drop_characters(self.document(), kept="\ufffc"):
            self.told.emit(sentence("text-dropped", count=dropped))

    def _fill_cells(self, text: Text) -> bool:
        """Put a table that is pasted into a table over its cells, and lines that name documents into rows of
        their list. Returns False, and changes nothing, for any other text and outside tables."""
        cursor = self.textCursor()
        table = cursor.currentTable()
        if table is None:
            return False
        pasted = [block for block in text if isinstance(block, Table)]
        if len(pasted) == len(text) == 1:
            cell = table.cellAt(cursor)
            tables.fill(cursor, table, cell.row(), cell.column(), pasted[0].rows)
        elif self._documents is None or not document_list.fill_from_lines(cursor, self._documents, text):
            return False
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _insert(self, text: Text) -> None:
        insert_text(self.textCursor(), text)
        self.ensureCursorVisible()

    def _enter(self) -> None:
        """Begin the next paragraph or item. In a table go to the next cell; leave the level of an empty
        item."""
        cursor = self.textCursor()
        is_empty = cursor.block().length() == 1
        if not self._go_to_cell(1) and not (is_empty and paragraphs.leave_level(cursor)):
            paragraphs.begin_paragraph(cursor)
            self.setTextCursor(cursor)  # with the emphasis of the new paragraph
            self.ensureCursorVisible()

    def _remove_mark(self) -> bool:
        """At the beginning of a list item, leave its level instead of joining it to the line above."""
        cursor = self.textCursor()
        return not cursor.hasSelection() and cursor.atBlockStart() and paragraphs.leave_level(cursor)

    def _go_to_cell(self, by: int) -> bool:
        cursor = self.textCursor()
        moved = tables.go_to_cell(cursor, by)
        if moved:
            self.setTextCursor(cursor)
        return moved


def _too_long(total: int, longest: int) -> str:
    """Why a text of `total` characters, whose longest paragraph has `longest`, is refused; empty for none."""
    for count, limit in ((total, MAX_HEADING), (longest, MAX_PARAGRAPH)):
        if count > limit:
            return too_long(count, limit)
    return ""


def _between(cursor: QTextCursor, start: int) -> QTextCursor:
    """A selection from the position `start` to that of `cursor`."""
    cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
    return cursor
