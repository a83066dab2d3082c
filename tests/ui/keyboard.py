"""Keys as a Vietnamese input method sends them: events with text, to whatever has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NONE = Qt.KeyboardModifier.NoModifier


def focused() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def write(text: str) -> None:
    """Type `text`, any letters (QTest takes only Latin-1), letter by letter."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused(), QKeyEvent(kind, 0, NONE, letter))
        QApplication.processEvents()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press and let go; what it sets going happens before the next key, as with a person."""
    QTest.keyClick(focused(), key, modifier)
    QApplication.processEvents()
