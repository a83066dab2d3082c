"""The tools above the page: looks, alignment, lists, table, live figure; every one also on a key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton

from lcweek_desktop.domain.narrative import Align
from lcweek_desktop.ui.pages.narrative.formats import align_of, item_of, looks
from lcweek_desktop.ui.pages.narrative.heading_editor import HeadingEditor
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import theme

_ALIGNS: Final = {
    Align.LEFT: ("Căn trái", "Ctrl+L"),
    Align.CENTER: ("Căn giữa", "Ctrl+E"),
    Align.RIGHT: ("Căn phải", "Ctrl+R"),
    Align.JUSTIFY: ("Căn đều hai bên", "Ctrl+J"),
}
_MOST_COLUMNS: Final = 6


class Toolbar(QToolBar):
    """Works on the field that was last typed in; switched off while there is none."""

    # A live figure is to be chosen and put at the cursor.
    figure_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field: HeadingEditor | None = None
        """The field worked on."""
        self.setAccessibleName("Định dạng")
        self.bold = self._switch("Chữ đậm", "bold", "Ctrl+B", lambda on: self._on().set_look(bold=on))
        self.italic = self._switch(
            "Chữ nghiêng", "italic", "Ctrl+I", lambda on: self._on().set_look(italic=on)
        )
        self.underline = self._switch(
            "Gạch chân", "underline", "Ctrl+U", lambda on: self._on().set_look(underline=on)
        )
        self.addSeparator()
        self.aligns = {align: self._align_switch(align) for align in _ALIGNS}
        self.addSeparator()
        self.bullets = self._switch(
            "Danh sách gạch đầu dòng", "bullets", "Ctrl+Shift+L", lambda on: self._list(on, ordered=False)
        )
        self.numbers = self._switch(
            "Danh sách đánh số", "numbers", "Ctrl+Shift+N", lambda on: self._list(on, ordered=True)
        )
        self.outdent = self._button(
            "Lùi ra một cấp (Shift+Tab)", "outdent", lambda: self._on().shift_items(-1)
        )
        self.indent = self._button("Lùi vào một cấp (Tab)", "indent", lambda: self._on().shift_items(1))
        self.addSeparator()
        self.table = self._table_button()
        self.figure = self._button("Chèn số liệu…", "figures", self.figure_wanted.emit, "Ctrl+Shift+I")
        self._show_words(self.figure)
        theme().apply_style(
            self,
            "QToolBar { border: 0; spacing: 2px; padding: 0; } QToolButton::menu-indicator { image: none; }",
        )
        self.attach(None)

    def keys(self) -> frozenset[QKeySequence]:
        """The keys of the tools, which a field is not to take for itself."""
        return frozenset(key for action in self.actions() for key in action.shortcuts())

    def attach(self, field: HeadingEditor | None) -> None:
        """From now on work on `field`."""
        self.field = field
        self.refresh()

    def refresh(self) -> None:
        """Show what holds at the cursor."""
        for action in self.actions():
            action.setEnabled(self.field is not None)
        if self.field is not None:
            self._show_place(self.field)

    def _show_place(self, field: HeadingEditor) -> None:
        cursor = field.textCursor()
        item, in_table = item_of(cursor.block()), cursor.currentTable() is not None
        for action, on in zip(
            (self.bold, self.italic, self.underline), looks(field.currentCharFormat()), strict=True
        ):
            action.setChecked(on)
        for align, action in self.aligns.items():
            action.setChecked(item is None and not in_table and align is align_of(cursor.block()))
            action.setEnabled(item is None and not in_table)
        self.bullets.setChecked(item is not None and not item.ordered)
        self.numbers.setChecked(item is not None and item.ordered)
        for action in (self.bullets, self.numbers, self.table):
            action.setEnabled(not in_table)
        self.outdent.setEnabled(item is not None and item.depth > 0)
        self.indent.setEnabled(item is not None and item.depth == 0)

    def _on(self) -> HeadingEditor:
        assert self.field is not None
        return self.field

    def _list(self, on: bool, ordered: bool) -> None:
        if on:
            self._on().make_list(ordered)
        else:
            self._on().unmake_list()

    # The tools

    def _switch(self, words: str, icon: str, keys: str, call: Callable[[bool], object]) -> QAction:
        action = self._action(words, icon, keys)
        action.setCheckable(True)
        action.triggered.connect(lambda on: self._do(lambda: call(on)))
        return action

    def _align_switch(self, align: Align) -> QAction:
        words, keys = _ALIGNS[align]
        return self._switch(words, f"align-{align}", keys, lambda _on: self._on().align(align))

    def _button(self, words: str, icon: str, call: Callable[[], object], keys: str = "") -> QAction:
        action = self._action(words, icon, keys)
        action.triggered.connect(lambda _on: self._do(call))
        return action

    def _table_button(self) -> QAction:
        menu = QMenu(self)
        for columns in range(2, _MOST_COLUMNS + 1):
            choice = menu.addAction(f"{columns} cột")
            choice.triggered.connect(
                lambda _on, columns=columns: self._do(lambda: self._on().insert_table(columns))
            )
        action = self._action("Chèn bảng…", "table", "")
        action.setMenu(menu)
        button = self._show_words(action)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return action

    def _action(self, words: str, icon: str, keys: str) -> QAction:
        action = self.addAction(words)
        icons.set_icon(action, icon)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setToolTip(f"{words} ({keys})")
        button = self.widgetForAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(words)
        return action

    def _show_words(self, action: QAction) -> QToolButton:
        button = self.widgetForAction(action)
        assert isinstance(button, QToolButton)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _do(self, call: Callable[[], object]) -> None:
        call()
        self.refresh()
        if self.field is not None:
            self.field.setFocus()
