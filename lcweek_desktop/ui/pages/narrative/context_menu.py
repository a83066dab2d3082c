"""The context menu of a text editor: undo, clipboard, and the rows and columns of a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QKeySequence, QTextTable
from PySide6.QtWidgets import QMenu, QTextEdit

from lcweek_desktop.domain.spelling import key_of
from lcweek_desktop.ui.pages.narrative import paragraphs, tables
from lcweek_desktop.ui.pages.narrative.document_formats import list_entry
from lcweek_desktop.ui.session.spelling_settings import SpellingSettings
from lcweek_desktop.ui.widgets import icons

_LONGEST_WORD: Final = 30
"""The most letters of a word that an entry of the menu names."""
_KEYS: Final = QKeySequence.StandardKey


def context_menu(editor: QTextEdit, spelling: SpellingSettings | None = None, word: str = "") -> QMenu:
    """The menu for the cursor's present position, and for the `word` there that is marked or was passed over;
    empty for none. It deletes itself when it closes."""
    menu = QMenu(editor)
    menu.aboutToHide.connect(menu.deleteLater)
    if spelling is not None and word:
        _add_spelling_action(menu, spelling, word)
    document, has_selection = editor.document(), editor.textCursor().hasSelection()
    _add(menu, "Hoàn tác", editor.undo, document.isUndoAvailable(), _KEYS.Undo, "undo")
    _add(menu, "Làm lại", editor.redo, document.isRedoAvailable(), _KEYS.Redo, "redo")
    menu.addSeparator()
    _add(menu, "Cắt", editor.cut, has_selection, _KEYS.Cut)
    _add(menu, "Sao chép", editor.copy, has_selection, _KEYS.Copy, "copy")
    _add(menu, "Dán", editor.paste, editor.canPaste(), _KEYS.Paste, "paste")
    _add(menu, "Chọn tất cả", editor.selectAll, not document.isEmpty(), _KEYS.SelectAll)
    _add_list_actions(menu, editor)
    table = editor.textCursor().currentTable()
    if table is not None:
        _add_table_actions(menu, editor, table)
    return menu


def _add_spelling_action(menu: QMenu, spelling: SpellingSettings, word: str) -> None:
    is_marked = key_of(word) not in spelling.passed_over
    name = word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…"
    text = f"Bỏ qua từ “{name}”" if is_marked else f"Đánh dấu lại từ “{name}”"
    _add(menu, text, lambda: spelling.pass_over(word, is_marked))
    menu.addSeparator()


def _add_list_actions(menu: QMenu, editor: QTextEdit) -> None:
    cursor = editor.textCursor()
    entry = list_entry(cursor.block())
    if entry is None or not entry.marks[0].counts:
        return
    menu.addSeparator()
    above = paragraphs.list_to_number_on(cursor)
    _add(menu, "Đánh số tiếp danh sách trên", lambda: paragraphs.number_on(cursor), above is not None)
    _add(menu, "Đánh số lại từ 1", lambda: paragraphs.number_anew(cursor))


def _add_table_actions(menu: QMenu, editor: QTextEdit, table: QTextTable) -> None:
    cursor = editor.textCursor()
    menu.addSeparator()
    _add(menu, "Thêm dòng bên dưới", lambda: tables.add_row(cursor, table))
    _add(menu, "Thêm cột bên phải", lambda: tables.add_column(cursor, table))
    _add(menu, "Xóa dòng này", lambda: tables.remove_row(cursor, table))
    _add(menu, "Xóa cột này", lambda: tables.remove_column(cursor, table))
    _add(menu, "Xóa bảng", lambda: tables.remove_table(table), icon="remove")


def _add(
    menu: QMenu,
    text: str,
    on_click: Callable[[], object],
    enabled: bool = True,
    shortcut: QKeySequence.StandardKey | None = None,
    icon: str = "",
) -> None:
    action = menu.addAction(text)
    action.setEnabled(enabled)
    action.triggered.connect(lambda _checked: on_click())
    if shortcut is not None:
        action.setShortcut(QKeySequence(shortcut))
    if icon:
        icons.set_icon(action, icon)
