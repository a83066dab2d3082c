"""The menu of a field under the right mouse button or the menu key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QTextTable
from PySide6.QtWidgets import QMenu, QTextEdit

from lcweek_desktop.ui.pages.narrative import tables
from lcweek_desktop.ui.widgets import icons

KEYS = QKeySequence.StandardKey


def context_menu(field: QTextEdit) -> QMenu:
    """Deleted when it closes."""
    menu = QMenu(field)
    menu.aboutToHide.connect(menu.deleteLater)
    document, selected = field.document(), field.textCursor().hasSelection()
    _add(menu, "Hoàn tác", field.undo, document.isUndoAvailable(), KEYS.Undo, "undo")
    _add(menu, "Làm lại", field.redo, document.isRedoAvailable(), KEYS.Redo, "redo")
    menu.addSeparator()
    _add(menu, "Cắt", field.cut, selected, KEYS.Cut)
    _add(menu, "Sao chép", field.copy, selected, KEYS.Copy, "copy")
    _add(menu, "Dán", field.paste, field.canPaste(), KEYS.Paste, "paste")
    _add(menu, "Chọn tất cả", field.selectAll, not document.isEmpty(), KEYS.SelectAll)
    table = field.textCursor().currentTable()
    if table is not None:
        _add_table(menu, field, table)
    return menu


def _add_table(menu: QMenu, field: QTextEdit, table: QTextTable) -> None:
    cursor = field.textCursor()
    menu.addSeparator()
    _add(menu, "Thêm dòng bên dưới", lambda: tables.add_row(cursor, table))
    _add(menu, "Thêm cột bên phải", lambda: tables.add_column(cursor, table))
    _add(menu, "Xóa dòng này", lambda: tables.remove_row(cursor, table))
    _add(menu, "Xóa cột này", lambda: tables.remove_column(cursor, table))
    _add(menu, "Xóa bảng", lambda: tables.remove(table), icon="remove")


def _add(
    menu: QMenu,
    words: str,
    call: Callable[[], object],
    can: bool = True,
    keys: QKeySequence.StandardKey | None = None,
    icon: str = "",
) -> None:
    action = menu.addAction(words)
    action.setEnabled(can)
    action.triggered.connect(lambda _on: call())
    if keys is not None:
        action.setShortcut(QKeySequence(keys))
    if icon:
        icons.set_icon(action, icon)
