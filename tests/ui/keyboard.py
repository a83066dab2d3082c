"""Keys as a Vietnamese input method sends them: events with text, to the widget that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
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
