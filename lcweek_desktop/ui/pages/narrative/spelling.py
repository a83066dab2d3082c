"""The words of Phụ lục I that are written as Vietnamese cannot be, and the wavy lines under them.

The lines are drawn by the layout of a document and are no part of it: not of its text, its formats, what is
copied, stored or printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtGui import QAction, QSyntaxHighlighter, QTextBlock, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from lcweek_desktop.domain.spelling import unusual_words
from lcweek_desktop.domain.text_search import Span
from lcweek_desktop.services.report.known_words import known_words
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import theme


class Spelling(QObject):
    """Which words are marked, as the settings say; none until the words are read that may stand in a text."""

    # Other words are to be marked.
    changed = Signal()

    def __init__(self, session: Session, operations: Operations[Workspace], parent: QObject) -> None:
        super().__init__(parent)
        self.settings = session.spelling
        self.action = self._switch()
        """Switches the marks on and off."""
        self._known: frozenset[str] | None = None
        self._left_alone: frozenset[str] = frozenset()
        """The words that are known, and those that are passed over."""
        self.settings.changed.connect(self._update)
        operations.read(known_words, self._words_read)

    def marked(self, text: str) -> list[Span]:
        """Where the words of `text` stand that are marked, as Qt counts, in UTF-16."""
        if self._known is None or not self.settings.is_on:
            return []
        return [*_counted_by_qt(text, unusual_words(text, self._left_alone))]

    def word_at(self, text: str, place: int) -> str:
        """The word of `text` around `place`, as Qt counts, that is marked or was passed over; empty for
        none."""
        if self._known is None or not self.settings.is_on:
            return ""
        spans = [*unusual_words(text, self._known)]
        places = zip(spans, _counted_by_qt(text, spans), strict=True)
        return next((text[slice(*span)] for span, (start, end) in places if start <= place <= end), "")

    def _switch(self) -> QAction:
        action = QAction("Gạch chân từ viết sai", self)
        icons.set_icon(action, "spelling")
        action.setToolTip("Gạch chân những từ không viết đúng vần tiếng Việt; bấm để tắt hoặc bật")
        action.setCheckable(True)
        action.setChecked(self.settings.is_on)
        action.toggled.connect(self.settings.switch)
        return action

    def _words_read(self, known: frozenset[str]) -> None:
        self._known = known
        self._update()

    def _update(self) -> None:
        self._left_alone = (self._known or frozenset()) | self.settings.passed_over
        self.changed.emit()


class SpellingMarks(QSyntaxHighlighter):
    """The wavy lines in one editor. The word that is being typed has none before the cursor leaves it."""

    def __init__(self, editor: QTextEdit, spelling: Spelling) -> None:
        super().__init__(editor.document())
        self._editor, self._spelling = editor, spelling
        self._typed: tuple[QTextBlock, Span] | None = None
        """The word that is being typed and is not marked yet."""
        self._mark_anew()  # at once, as Qt does it later and as if the text were edited
        spelling.changed.connect(self._mark_anew)
        editor.cursorPositionChanged.connect(self.finish_word)

    def highlightBlock(self, text: str) -> None:  # noqa: N802
        block = self.currentBlock()
        cursor = self._place_in(block)
        for span in self._spelling.marked(text):
            if span.start < cursor <= span.end:
                self._typed = (block, span)
            else:
                self.setFormat(span.start, span.end - span.start, _wavy_line())

    def finish_word(self) -> None:
        """Mark the word that was being typed, if the cursor or the keyboard has left it."""
        if self._typed is None:
            return
        block, span = self._typed
        if not span.start < self._place_in(block) <= span.end:
            self._typed = None
            if block.isValid():
                with QSignalBlocker(self._editor):
                    self.rehighlightBlock(block)

    def _mark_anew(self) -> None:
        """Mark the whole text as `_spelling` now says. It is no edit, so no signal announces it."""
        with QSignalBlocker(self._editor):
            self.rehighlight()

    def _place_in(self, block: QTextBlock) -> int:
        """How far from the beginning of `block` the cursor types; negative where it does not."""
        cursor = self._editor.textCursor()
        is_there = self._editor.hasFocus() and cursor.block() == block
        return cursor.positionInBlock() if is_there else -1


def _wavy_line() -> QTextCharFormat:
    line = QTextCharFormat()
    line.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    line.setUnderlineColor(theme().colours["error"])
    return line


def _counted_by_qt(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """`spans` of `text` in UTF-16, in which an emoji is two."""
    if max(text, default="") <= "\uffff":
        yield from spans
        return
    for start, end in spans:
        yield Span(*(len(text[:at].encode("utf-16-le")) // 2 for at in (start, end)))
