"""Keys as a Vietnamese input method sends them: events with text, to the widget that has the focus."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def focus_widget() -> QWidget:
    """The widget that has the focus; the test fails when none has."""
    widget = QApplication.focusWidget()
    assert widget is not None, "no widget has the focus"
    return widget


def type_text(text: str) -> None:
    """Type `text` letter by letter. Unlike QTest, this takes letters beyond Latin-1."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focus_widget(), QKeyEvent(kind, 0, _NO_MODIFIER, letter))
        QApplication.processEvents()


def press_key(key: Qt.Key, modifier: Qt.KeyboardModifier = _NO_MODIFIER) -> None:
    """Press and release `key`, and process what it starts before the next key, as with a person."""
    QTest.keyClick(focus_widget(), key, modifier)
    QApplication.processEvents()


def type_as_unikey(word: str) -> None:
    """Type `word` as Unikey does: a letter without marks, which a Backspace takes back for the one with."""
    for letter in word:
        plain = unicodedata.normalize("NFD", letter)[0]
        type_text(plain)
        if plain != letter:
            press_key(Qt.Key.Key_Backspace)
            type_text(letter)


def compose(word: str) -> None:
    """Type `word` through an input method that shows it before it commits it."""
    for end in range(1, len(word) + 1):
        QApplication.sendEvent(focus_widget(), QInputMethodEvent(word[:end], []))
    commit(word)


def commit(text: str) -> None:
    """What an input method of the system sends for `text`."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focus_widget(), event)
