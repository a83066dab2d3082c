"""The bar above the sheet in which words are looked for, and others given in their place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from lcweek_desktop.domain.canonical import nfc
from lcweek_desktop.domain.text_search import Query
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.inputs import FieldNotice, LineEdit
from lcweek_desktop.ui.widgets.theme import Space, theme

_FIELD_WIDTH: Final = 240
"""Pixels at 100 %."""
_COUNT_WIDTH: Final = 88
"""Room for "1.234/1.234" and "Không thấy", so that nothing beside it moves while it changes."""
_ENTER_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QFrame):
    """Two lines: what to look for, and what to put in its place. Hidden until it is asked for.

    Enter and Shift+Enter go to the next place and the one before; in the second line Enter replaces the
    present one.
    """

    # Ctrl+F, or Ctrl+H (True): the bar is asked for, with its second line or without.
    requested = Signal(bool)
    # What is looked for was changed: `query`.
    query_changed = Signal()
    # int: the place after the present one is wanted (1), or the one before it (-1).
    step_requested = Signal(int)
    # The words at the present place are to be replaced.
    replace_requested = Signal()
    # The words at all places are to be replaced.
    replace_all_requested = Signal()
    # The bar is to be closed.
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field, self.words = _Field("Tìm"), _Field("Thay bằng")
        self.match_case, self.ignore_marks = QCheckBox("Phân biệt hoa thường"), QCheckBox("Bỏ qua dấu")
        self.replace_one = Button("Thay", on_click=self.replace_requested.emit)
        self.replace_all = Button("Thay tất cả", on_click=self.replace_all_requested.emit)
        self._count, self._notice = QLabel(), FieldNotice(self.field, self.words)
        self._second_line = QWidget()
        self.find_action = self._action("Tìm trong lời văn", "Ctrl+F", lambda: self.requested.emit(False))
        self._actions = (
            self.find_action,
            self._action("Thay thế trong lời văn", "Ctrl+H", lambda: self.requested.emit(True)),
            self._action("Chỗ sau", "F3", lambda: self.step_requested.emit(1)),
            self._action("Chỗ trước", "Shift+F3", lambda: self.step_requested.emit(-1)),
        )
        icons.set_icon(self.find_action, "search")
        self.find_action.setToolTip("Tìm (Ctrl+F), thay thế (Ctrl+H)")
        self.field.textChanged.connect(lambda _text: self.query_changed.emit())
        self.field.enter_pressed.connect(self.step_requested)
        self.words.enter_pressed.connect(lambda _by: self.replace_requested.emit())
        for box in (self.match_case, self.ignore_marks):
            box.toggled.connect(lambda _on: self.query_changed.emit())
        self._lay_out()
        self.setAccessibleName("Tìm và thay thế")
        self.setObjectName("find")
        theme().apply_style(
            self,
            "#find { background: $raised; border: 1px solid $line; border-radius: 6px; margin-right: ${s}; }",
        )
        theme().apply_style(self._count, "color: $muted;")
        theme().on_theme_change(self, self._apply_theme)
        self.show_found("", can_replace=False)
        self.hide()

    def query(self) -> Query:
        """What is looked for."""
        return Query(nfc(self.field.text()), self.match_case.isChecked(), self.ignore_marks.isChecked())

    def replacement(self) -> str:
        """What is put in its place."""
        return nfc(self.words.text())

    def begin(self, *, replacing: bool, words: str = "") -> None:
        """Show the bar, with its second line if `replacing`, and take the keyboard. `words` are looked for
        unless they are empty."""
        if words:
            self.field.setText(words)
        self._second_line.setVisible(replacing or (self.isVisible() and not self._second_line.isHidden()))
        self.show()
        field = self.words if replacing and self.field.text() else self.field
        field.setFocus()
        field.selectAll()

    def show_found(self, count: str, *, can_replace: bool) -> None:
        """Show how many places there are, as words, and whether one can be replaced."""
        self._count.setText(count)
        self._count.setAccessibleName(count)
        self.replace_one.setEnabled(can_replace)
        self.replace_all.setEnabled(can_replace)

    def say(self, sentence: str) -> None:
        """Say `sentence` below the lines until the next one; empty for nothing."""
        self._notice.show_sentence(sentence)

    @property
    def count(self) -> str:
        """What is said of the number of places."""
        return self._count.text()

    @property
    def said(self) -> str:
        """The sentence that is shown; empty for none."""
        return "" if self._notice.isHidden() else self._notice.text()

    def forget_typing(self) -> None:
        """Let Ctrl+Z go to the report and not to what was typed in the fields."""
        for field in (self.field, self.words):
            field.setText(field.text())

    def _action(self, text: str, key: str, call: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _on: call())
        return action

    def page_actions(self) -> tuple[QAction, ...]:
        """What the keys of the whole page do here."""
        return self._actions

    def _tool(self, icon: str, name: str, on_click: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        icons.set_icon(button, icon)
        button.clicked.connect(lambda _on: on_click())
        return button

    def _lay_out(self) -> None:
        first, second = QWidget(), self._second_line
        before = self._tool("up", "Chỗ trước (Shift+F3)", lambda: self.step_requested.emit(-1))
        after = self._tool("down", "Chỗ sau (F3)", lambda: self.step_requested.emit(1))
        first.setLayout(
            FlowLayout(self.field, self._count, before, after, self.match_case, self.ignore_marks, fill=False)
        )
        second.setLayout(FlowLayout(self.words, self.replace_one, self.replace_all, fill=False))
        column = QVBoxLayout()
        column.setSpacing(Space.XS)
        for widget in (first, second, self._notice):
            column.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        row.addLayout(column, 1)
        close = self._tool("close", "Đóng (Esc)", self.closed.emit)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    def _apply_theme(self) -> None:
        for field in (self.field, self.words):
            field.setFixedWidth(theme().px(_FIELD_WIDTH))
        self._count.setFixedWidth(theme().px(_COUNT_WIDTH))


class _Field(LineEdit):
    """A field in which Enter, also with Shift, is a wish."""

    # int: Enter was pressed (1), or Shift+Enter (-1).
    enter_pressed = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(name)
        self.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in _ENTER_KEYS:
            backward = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.enter_pressed.emit(-1 if backward else 1)
        else:
            super().keyPressEvent(event)
