"""The tool bar above the sheet: styles, emphasis, alignment, lists, tables, live figures. Most tools have a
key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton

from lcweek_desktop.domain.list_marks import BULLETED, LEVELS, NUMBERED, Marks
from lcweek_desktop.domain.narrative import Align, TitleStyle
from lcweek_desktop.ui.pages.narrative import paragraphs
from lcweek_desktop.ui.pages.narrative.document_formats import (
    alignment,
    emphasis,
    emphasis_format,
    list_entry,
    title_style,
)
from lcweek_desktop.ui.pages.narrative.heading_editor import HeadingEditor
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.inputs import ComboBox
from lcweek_desktop.ui.widgets.theme import theme
from lcweek_desktop.ui.widgets.toolbars import name_extension

_ALIGNMENTS: Final = {
    Align.LEFT: ("Căn trái", "Ctrl+L"),
    Align.CENTER: ("Căn giữa", "Ctrl+E"),
    Align.RIGHT: ("Căn phải", "Ctrl+R"),
    Align.JUSTIFY: ("Căn đều hai bên", "Ctrl+J"),
}
_STYLES: Final = {
    None: "Lời văn",
    TitleStyle.PART: "PHẦN I",
    TitleStyle.SECTION: "A. Mục",
    TitleStyle.CLAUSE: "1.1. Khoản",
    TitleStyle.POINT: "a) Điểm",
}
"""What a paragraph may be: running text, or a title inside the text."""
_STYLE_HINT: Final = (
    "Kiểu đoạn: Lời văn; PHẦN I (giữa trang, đậm), A. Mục và 1.1. Khoản (đậm), a) Điểm (chữ đứng). Tiêu đề "
    "luôn ở cùng trang với đoạn dưới nó."
)
_MAX_TABLE_COLUMNS: Final = 6


class Toolbar(QToolBar):
    """Works on the editor that had the focus last. All tools are disabled while there is none."""

    # The user wants to insert a live figure at the cursor.
    figure_requested = Signal()

    def __init__(self, tools_for_all: Sequence[QAction]) -> None:
        """`tools_for_all` are of all editors: the search, the marks of spelling."""
        super().__init__()
        name_extension(self)
        self.editor: HeadingEditor | None = None
        """The editor that the tools work on."""
        self.setAccessibleName("Định dạng")
        self.paragraph_style = self._add_styles()
        self.bold = self._add_toggle(
            "Chữ đậm", "bold", "Ctrl+B", lambda editor, on: _emphasize(editor, bold=on)
        )
        self.italic = self._add_toggle(
            "Chữ nghiêng", "italic", "Ctrl+I", lambda editor, on: _emphasize(editor, italic=on)
        )
        self.underline = self._add_toggle(
            "Gạch chân", "underline", "Ctrl+U", lambda editor, on: _emphasize(editor, underline=on)
        )
        self.addSeparator()
        self.alignments = {align: self._add_alignment(align) for align in _ALIGNMENTS}
        self.addSeparator()
        self.bullets = self._add_toggle(
            "Danh sách gạch đầu dòng",
            "bullets",
            "Ctrl+Shift+L",
            lambda editor, on: _set_list(editor, on, BULLETED),
        )
        self.numbers = self._add_toggle(
            "Danh sách đánh số",
            "numbers",
            "Ctrl+Shift+N",
            lambda editor, on: _set_list(editor, on, NUMBERED),
        )
        self.outdent = self._add_command("Lùi ra một cấp (Shift+Tab)", "outdent", partial(_shift, by=-1))
        self.indent = self._add_command("Lùi vào một cấp (Tab)", "indent", partial(_shift, by=1))
        self.addSeparator()
        self.table = self._add_table_menu()
        self.figure = self._add_command(
            "Chèn số liệu…", "figures", lambda _editor: self.figure_requested.emit(), "Ctrl+Shift+I"
        )
        self._show_text(self.figure)
        self.addSeparator()
        for action in tools_for_all:
            self.addAction(action)
            self._name_button(action)
        theme().apply_style(
            self,
            "QToolBar { border: 0; spacing: 2px; padding: 0; } QToolButton::menu-indicator { image: none; }",
        )
        self.set_editor(None)

    def set_editor(self, editor: HeadingEditor | None) -> None:
        """Work on `editor` from now on."""
        self.editor = editor
        self.update_state()

    def update_state(self) -> None:
        """Show what is true at the cursor, and disable what cannot be done there."""
        for action in self.actions():
            action.setEnabled(self.editor is not None)
        self.paragraph_style.setEnabled(self.editor is not None)
        if self.editor is not None:
            self._update_for(self.editor)

    def _update_for(self, editor: HeadingEditor) -> None:
        block, in_table = editor.textCursor().block(), editor.textCursor().currentTable() is not None
        entry = list_entry(block)
        style = title_style(block)
        self.paragraph_style.setCurrentIndex([*_STYLES].index(style))
        self.paragraph_style.setEnabled(not in_table and entry is None)
        kinds = (self.bold, self.italic, self.underline)
        for action, on in zip(kinds, emphasis(editor.currentCharFormat()), strict=True):
            action.setChecked(on)
        self.bold.setEnabled(style is None)
        can_align = entry is None and style is None and not in_table
        for align, action in self.alignments.items():
            action.setChecked(can_align and align is alignment(block))
            action.setEnabled(can_align)
        self.bullets.setChecked(entry is not None and not entry.marks[0].counts)
        self.numbers.setChecked(entry is not None and entry.marks[0].counts)
        for action in (self.bullets, self.numbers, self.table):
            action.setEnabled(not in_table)
        self.outdent.setEnabled(entry is not None and entry.depth > 0)
        self.indent.setEnabled(entry is not None and entry.depth < LEVELS - 1)

    # Adding tools

    def _add_styles(self) -> ComboBox:
        choice = ComboBox()
        choice.addItems([*_STYLES.values()])
        choice.setToolTip(_STYLE_HINT)
        choice.setAccessibleName("Kiểu đoạn")
        choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        choice.activated.connect(
            lambda at: self._run(lambda editor: paragraphs.make_title(editor.textCursor(), [*_STYLES][at]))
        )
        self.addWidget(choice)
        self.addSeparator()
        return choice

    def _add_toggle(
        self, text: str, icon: str, key: str, command: Callable[[HeadingEditor, bool], object]
    ) -> QAction:
        action = self._add(text, icon, key)
        action.setCheckable(True)
        action.triggered.connect(lambda on: self._run(lambda editor: command(editor, on)))
        return action

    def _add_alignment(self, align: Align) -> QAction:
        text, key = _ALIGNMENTS[align]
        return self._add_toggle(
            text, f"align-{align}", key, lambda editor, _on: paragraphs.align(editor.textCursor(), align)
        )

    def _add_command(
        self, text: str, icon: str, command: Callable[[HeadingEditor], object], key: str = ""
    ) -> QAction:
        action = self._add(text, icon, key)
        action.triggered.connect(lambda _on: self._run(command))
        return action

    def _add_table_menu(self) -> QAction:
        menu = QMenu(self)
        for columns in range(2, _MAX_TABLE_COLUMNS + 1):
            choice = menu.addAction(f"{columns} cột")
            choice.triggered.connect(
                lambda _on, columns=columns: self._run(lambda editor: editor.insert_table(columns))
            )
        action = self._add("Chèn bảng…", "table", "")
        action.setMenu(menu)
        self._show_text(action).setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return action

    def _add(self, text: str, icon: str, key: str) -> QAction:
        action = self.addAction(text)
        icons.set_icon(action, icon)
        if key:
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setToolTip(f"{text} ({key})")
        self._name_button(action)
        return action

    def _name_button(self, action: QAction) -> None:
        button = self.widgetForAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.text())

    def _show_text(self, action: QAction) -> QToolButton:
        """Show the text of a tool beside its icon."""
        button = self.widgetForAction(action)
        assert isinstance(button, QToolButton)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _run(self, command: Callable[[HeadingEditor], object]) -> None:
        """Run a tool's command, and return the focus to the editor."""
        if self.editor is not None:
            command(self.editor)
            self.update_state()
            self.editor.setFocus()


def _emphasize(
    editor: HeadingEditor,
    *,
    bold: bool | None = None,
    italic: bool | None = None,
    underline: bool | None = None,
) -> None:
    """Set the emphasis of the selection, or of what is typed next."""
    editor.mergeCurrentCharFormat(emphasis_format(bold=bold, italic=italic, underline=underline))


def _set_list(editor: HeadingEditor, on: bool, marks: Marks) -> None:
    if on:
        paragraphs.make_list(editor.textCursor(), marks)
    else:
        paragraphs.remove_list(editor.textCursor())


def _shift(editor: HeadingEditor, by: int) -> None:
    paragraphs.shift_items(editor.textCursor(), by)
