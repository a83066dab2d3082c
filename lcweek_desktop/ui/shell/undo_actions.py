"""Hoàn tác and Làm lại: enabled while there is a step for them to take, which their texts name."""

from __future__ import annotations

from typing import Final, TypeAlias

from PySide6.QtCore import QMetaObject, QObject
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import Shiboken

from lcweek_desktop.ui.widgets import icons

UndoTarget: TypeAlias = QLineEdit | QTextEdit | QPlainTextEdit | QUndoStack
"""What Hoàn tác and Làm lại work on."""

_KEYS: Final = QKeySequence.StandardKey


class UndoActions(QObject):
    """The two actions. They work on the text that has the focus, or else on the edits of the report."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stack: QUndoStack | None = None
        self._focus: QWidget | None = None
        self._typing: QMetaObject.Connection | None = None
        self.undo, self.redo = QAction("Hoàn tác", self), QAction("Làm lại", self)
        self.undo.setShortcuts(_KEYS.Undo)
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        icons.set_icon(self.undo, "undo")
        icons.set_icon(self.redo, "redo")
        self.undo.triggered.connect(lambda _on: self._step(back=True))
        self.redo.triggered.connect(lambda _on: self._step(back=False))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        self._update()

    def set_stack(self, stack: QUndoStack | None) -> None:
        """Work on the edits in `stack` while no text is being edited; None for nothing."""
        if stack is self._stack:
            return
        if self._stack is not None and Shiboken.isValid(self._stack):
            self._stack.indexChanged.disconnect(self._update)
        self._stack = stack
        if stack is not None:
            stack.indexChanged.connect(self._update)
            stack.destroyed.connect(lambda: self._forget(stack))
        self._update()

    @property
    def target(self) -> UndoTarget | None:
        """What a step would be taken on now; None for nothing."""
        focus = self._focus if Shiboken.isValid(self._focus) else None
        return undo_target(focus, self._stack if Shiboken.isValid(self._stack) else None)

    def _step(self, *, back: bool) -> None:
        if (target := self.target) is not None:
            target.undo() if back else target.redo()
        self._update()

    def _forget(self, stack: QUndoStack) -> None:
        if self._stack is stack and Shiboken.isValid(self):
            self._stack = None
            self._update()

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Follow the text that has the focus now, as its history changes with each key. A menu that is opened
        by a key has the focus meanwhile, and works on what had it before."""
        if isinstance(now, QMenu | QMenuBar):
            return
        if self._typing is not None:
            QObject.disconnect(self._typing)  # by its handle, which may be gone with its text
        self._focus, self._typing = now, None
        if isinstance(now, QLineEdit | QTextEdit | QPlainTextEdit):
            self._typing = now.textChanged.connect(self._update)
        self._update()

    def _update(self, _index: object = None) -> None:
        target = self.target
        can_undo, can_redo = _available(target)
        self.undo.setEnabled(can_undo)
        self.redo.setEnabled(can_redo)
        undo, redo = (target.undoText(), target.redoText()) if isinstance(target, QUndoStack) else ("", "")
        self.undo.setText(f"Hoàn tác {undo}".strip())
        self.redo.setText(f"Làm lại {redo}".strip())


def undo_target(focus: QWidget | None, stack: QUndoStack | None) -> UndoTarget | None:
    """The target of undo and redo: the text that has the focus if it has a history of its own, or `stack`."""
    if isinstance(focus, QLineEdit) and not focus.isReadOnly():
        return focus
    if isinstance(focus, QTextEdit | QPlainTextEdit) and focus.isUndoRedoEnabled() and not focus.isReadOnly():
        return focus
    return stack


def _available(target: UndoTarget | None) -> tuple[bool, bool]:
    """Whether `target` has a step to undo, and one to redo."""
    match target:
        case None:
            return False, False
        case QLineEdit():
            return target.isUndoAvailable(), target.isRedoAvailable()
        case QUndoStack():
            return target.canUndo(), target.canRedo()
    document = target.document()
    return document.isUndoAvailable(), document.isRedoAvailable()
