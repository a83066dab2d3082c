"""Hoàn tác and Làm lại: enabled while there is a step for them to take, which their texts name."""

from __future__ import annotations

from typing import Final, TypeAlias

from PySide6.QtCore import QEvent, QMetaObject, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QUndoStack
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import Shiboken

from lcweek_desktop.ui.session.history import ReportHistory
from lcweek_desktop.ui.widgets import icons

UndoTarget: TypeAlias = QLineEdit | QTextEdit | QPlainTextEdit | QUndoStack
"""What Hoàn tác and Làm lại work on."""

_KEYS: Final = QKeySequence.StandardKey


class UndoActions(QObject):
    """The two actions. They work on the text that has the focus, and then on the edits of the report."""

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

    def target(self, *, back: bool) -> UndoTarget | None:
        """What a step back or forward would be taken on now; None for nothing."""
        focus = self._focus if Shiboken.isValid(self._focus) else None
        return undo_target(focus, self._stack if Shiboken.isValid(self._stack) else None, back=back)

    def _step(self, *, back: bool) -> None:
        target = self.target(back=back)
        if isinstance(target, ReportHistory):
            target.step(back=back)
        elif target is not None:
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
        if self._focus is not None and Shiboken.isValid(self._focus):
            self._focus.removeEventFilter(self)
        self._focus, self._typing = now, None
        if isinstance(now, QLineEdit | QTextEdit | QPlainTextEdit):
            self._typing = now.textChanged.connect(self._update)
            now.installEventFilter(self)
        self._update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let the keys come here from a text, which would keep them also when its own history is at an
        end."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if any(pressed in action.shortcuts() for action in (self.undo, self.redo)):
                event.ignore()
                return True
        return False

    def _update(self, _index: object = None) -> None:
        undo, redo = self.target(back=True), self.target(back=False)
        self.undo.setEnabled(_available(undo)[0])
        self.redo.setEnabled(_available(redo)[1])
        undone, redone = (
            undo.undoText() if isinstance(undo, QUndoStack) else "",
            redo.redoText() if isinstance(redo, QUndoStack) else "",
        )
        self.undo.setText(f"Hoàn tác {undone}".strip())
        self.redo.setText(f"Làm lại {redone}".strip())


def undo_target(focus: QWidget | None, stack: QUndoStack | None, *, back: bool) -> UndoTarget | None:
    """The target of a step back or forward: the text that has the focus as long as its own history has one,
    then `stack`. An editor over a cell keeps the step, as the cell would change under it."""
    if not isinstance(focus, QLineEdit | QTextEdit | QPlainTextEdit) or focus.isReadOnly():
        return stack
    if not isinstance(focus, QLineEdit) and not focus.isUndoRedoEnabled():
        return stack
    viewport = focus.parentWidget()
    is_in_cell = viewport is not None and isinstance(viewport.parentWidget(), QAbstractItemView)
    can_undo, can_redo = _available(focus)
    return focus if is_in_cell or (can_undo if back else can_redo) else stack


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
