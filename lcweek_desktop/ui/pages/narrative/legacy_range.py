"""A part of a document that was pasted and may be in a code from before Unicode."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QTextCharFormat, QTextCursor

from lcweek_desktop.domain.legacy_text import LegacyCode, to_unicode
from lcweek_desktop.ui.pages.narrative.document_formats import all_blocks


class LegacyRange:
    """What stands between two places of a document, which move with the text around them."""

    def __init__(self, cursor: QTextCursor, code: LegacyCode) -> None:
        """The selection of `cursor`, which is in `code`."""
        self._code = code
        self._start, self._end = QTextCursor(cursor.document()), QTextCursor(cursor.document())
        self._start.setPosition(cursor.selectionStart())
        self._start.setKeepPositionOnInsert(True)
        self._end.setPosition(cursor.selectionEnd())

    def convert(self) -> None:
        """Put the same in Unicode in its place, as one step to undo."""
        cursor = QTextCursor(self._start.document())
        parts = [*self._parts()]
        cursor.beginEditBlock()
        for start, end, format_ in reversed(parts):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(to_unicode(cursor.selectedText(), self._code), format_)
        cursor.endEditBlock()

    def _parts(self) -> Iterator[tuple[int, int, QTextCharFormat]]:
        """Where each piece of one format begins and ends, and its format."""
        first, last = self._start.position(), self._end.position()
        for block in all_blocks(self._start.document()):
            part = block.begin()
            while not part.atEnd():
                fragment = part.fragment()
                begins, ends = fragment.position(), fragment.position() + fragment.length()
                if begins < last and first < ends:
                    yield max(first, begins), min(last, ends), fragment.charFormat()
                part += 1
