"""The menu: few things, all of them also elsewhere or on a key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QMenuBar, QPlainTextEdit, QTextEdit, QWidget

from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import theme

Undoable = QLineEdit | QTextEdit | QPlainTextEdit | QUndoStack

KEYS = QKeySequence.StandardKey


class MenuBar(QMenuBar):
    adding_wanted = Signal()
    closing_wanted = Signal()
    guide_wanted = Signal()
    about_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.stack: QUndoStack | None = None
        """What Hoàn tác and Làm lại work on when no text is being edited; None: nothing."""
        self._fill_file(self.addMenu("&Tệp"))
        self._fill_edit(self.addMenu("&Sửa"))
        self._fill_view(self.addMenu("&Xem"))
        self._fill_help(self.addMenu("Trợ &giúp"))

    def _fill_file(self, menu: QMenu) -> None:
        self._add_unit = _add(menu, "Thêm đơn vị…", self.adding_wanted.emit, icon="add")
        menu.addSeparator()
        _add(menu, "Đóng chương trình", self.closing_wanted.emit, "Ctrl+Q")

    def _fill_edit(self, menu: QMenu) -> None:
        self._undo = _add(menu, "Hoàn tác", lambda: self._step("undo"), KEYS.Undo, "undo")
        self._redo = _add(menu, "Làm lại", lambda: self._step("redo"), KEYS.Redo, "redo")
        self._redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        menu.aboutToShow.connect(self._name_steps)

    def _fill_view(self, menu: QMenu) -> None:
        larger = _add(menu, "Chữ to hơn", lambda: theme().zoom_by(1), "Ctrl++", "zoom-in")
        larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        _add(menu, "Chữ nhỏ hơn", lambda: theme().zoom_by(-1), "Ctrl+-", "zoom-out")
        _add(menu, "Cỡ chữ bình thường", lambda: theme().zoom_by(0), "Ctrl+0")

    def _fill_help(self, menu: QMenu) -> None:
        _add(menu, "Hướng dẫn sử dụng", self.guide_wanted.emit, "F1", "help")
        _add(menu, "Về chương trình", self.about_wanted.emit)

    def can_add_unit(self, can: bool) -> None:
        self._add_unit.setEnabled(can)

    def _step(self, which: str) -> None:
        target = undoable(QApplication.focusWidget(), self.stack)
        if target is not None:
            getattr(target, which)()

    def _name_steps(self) -> None:
        """Say what would be undone, where the edit has a name."""
        target = undoable(QApplication.focusWidget(), self.stack)
        undo, redo = ("", "")
        if isinstance(target, QUndoStack):
            undo, redo = target.undoText(), target.redoText()
        self._undo.setText(f"Hoàn tác {undo}".strip())
        self._redo.setText(f"Làm lại {redo}".strip())


def undoable(focus: QWidget | None, stack: QUndoStack | None) -> Undoable | None:
    """What a step back belongs to: the text being edited, if it keeps steps of its own, else `stack`."""
    if isinstance(focus, QLineEdit) and not focus.isReadOnly():
        return focus
    if isinstance(focus, QTextEdit | QPlainTextEdit) and focus.isUndoRedoEnabled() and not focus.isReadOnly():
        return focus
    return stack


def _add(
    menu: QMenu,
    words: str,
    call: Callable[[], object],
    keys: str | QKeySequence.StandardKey | None = None,
    icon: str = "",
) -> QAction:
    action = menu.addAction(words)
    action.triggered.connect(lambda _on: call())
    if keys is not None:
        action.setShortcut(QKeySequence(keys))
    if icon:
        icons.set_icon(action, icon)
    return action
