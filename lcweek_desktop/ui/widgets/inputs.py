"""Input widgets that Qt's own do not quite cover."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor, QTextDocument, QValidator
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QStyledItemDelegate

from lcweek_desktop.domain.characters import may_be_stored
from lcweek_desktop.domain.lengths import MAX_LINE
from lcweek_desktop.domain.text import clean_line, dropped_characters, with_storable
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.errors import sentence
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_VISIBLE_LINES: Final = 3
"""The number of lines that are usually visible: the longest title of a signer has three."""


class ComboBox(QComboBox):
    """A combo box that draws its own arrow, as a style sheet can take one only from a file.

    Its list shows ten choices, each with all its words, and covers no more of the window.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(QStyledItemDelegate(self))  # Qt's own takes no padding from a style sheet

    def showPopup(self) -> None:  # noqa: N802
        view = self.view()
        words = view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width()
        view.setMinimumWidth(min(words + theme().px(Space.S), self.window().width()))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        size, inset = theme().px(Space.L), theme().px(Space.XS)
        top, left = (self.height() - size) // 2, self.width() - size - inset
        icons.icon("unfold", "muted").paint(QPainter(self), left, top, size, size)


class LineEdit(QLineEdit):
    """A field for one line. What would make it longer than `most` characters is refused whole; characters
    that no text may hold are dropped."""

    # What became of the last edit: why it was refused, that characters were dropped, or nothing.
    told = Signal(str)

    def __init__(self, text: str = "", most: int = MAX_LINE) -> None:
        super().__init__()
        self._rule = _LineRule(most, self)
        self.setValidator(self._rule)
        self.setText(text)
        self.textEdited.connect(self._tell)
        self.inputRejected.connect(self._tell)

    def setText(self, text: str | None) -> None:  # noqa: N802
        """Show `text`, however long it is."""
        self._rule.length_before = len(clean_line(text or ""))
        super().setText(text)

    def _tell(self) -> None:
        self._rule.length_before = len(clean_line(self.text()))
        self.told.emit(self._rule.take_remark())


class _LineRule(QValidator):
    """What a LineEdit takes. `length_before` is the length of its text before the edit that is judged."""

    def __init__(self, most: int, parent: QObject) -> None:
        super().__init__(parent)
        self._most = most
        self._remark = ""
        self.length_before = 0

    def take_remark(self) -> str:
        """What there is to say of the last edit."""
        remark, self._remark = self._remark, ""
        return remark

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        length = len(clean_line(text))
        if length > max(self._most, self.length_before):
            self._remark = too_long(length, self._most)
            return QValidator.State.Invalid, text, position
        if dropped := dropped_characters(text):
            self._remark = sentence("text-dropped", count=dropped)
            return QValidator.State.Acceptable, with_storable(text), len(with_storable(text[:position]))
        return QValidator.State.Acceptable, text, position


class FieldNotice(QLabel):
    """What became of the last edit in the fields beside it; hidden while there is nothing to say."""

    def __init__(self, *fields: LineEdit | ShortTextEdit) -> None:
        super().__init__()
        self.setWordWrap(True)
        theme().set_font(self, TextRole.CAPTION)
        theme().apply_style(self, "color: $warning;")
        self.hide()
        for field in fields:
            field.told.connect(self.show_sentence)

    def show_sentence(self, words: str) -> None:
        """Show `words`, or hide when there are none."""
        self.setText(words)
        self.setVisible(bool(words))


class ShortTextEdit(QPlainTextEdit):
    """A text box that shows `lines` whole lines at every text size; Tab moves on to the next widget.

    A paste with a line above MAX_LINE characters is refused whole; characters that no text may hold are
    dropped.
    """

    # What became of the last edit: why it was refused, that characters were dropped, or nothing.
    told = Signal(str)

    def __init__(self, text: str = "", lines: int = _VISIBLE_LINES) -> None:
        super().__init__(text)
        self._lines = lines
        self.textChanged.connect(self._drop_characters)
        self.setTabChangesFocus(True)
        theme().on_theme_change(self, self._set_height)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        longest = max(len(clean_line(line)) for line in with_storable(source.text()).split("\n"))
        if longest > MAX_LINE:
            self.told.emit(too_long(longest, MAX_LINE))
        else:
            super().insertFromMimeData(source)

    def _drop_characters(self) -> None:
        dropped = drop_characters(self.document())
        self.told.emit(sentence("text-dropped", count=dropped) if dropped else "")

    def _set_height(self) -> None:
        self.ensurePolished()
        around = 2 * (int(self.document().documentMargin()) + self.frameWidth() + theme().px(Space.XS))
        self.setFixedHeight(self._lines * self.fontMetrics().lineSpacing() + around)


def too_long(length: int, most: int) -> str:
    """The sentence that refuses a text of `length` characters, where there may be `most`."""
    return sentence("text-too-long", length=format_count(length), limit=format_count(most))


def drop_characters(document: QTextDocument, kept: str = "") -> int:
    """Take the characters that no text may hold out of `document`, but for line breaks, tabs and those in
    `kept`. Returns how many there were. This belongs to the edit before it, and is undone with it."""
    plain = document.toPlainText()
    for letter in ("\n", "\t", *kept):
        plain = plain.replace(letter, " ")
    if may_be_stored(plain):
        return 0
    wrong = [at for at, letter in enumerate(plain) if not may_be_stored(letter)]
    cursor = QTextCursor(document)
    cursor.joinPreviousEditBlock()
    for at in reversed(wrong):
        # Qt counts in UTF-16, in which a character above U+FFFF is two.
        cursor.setPosition(_utf16_length(plain[:at]))
        cursor.setPosition(_utf16_length(plain[: at + 1]), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    cursor.endEditBlock()
    return len(wrong)


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
