"""How the sheet was left: where the cursor is, and what is at the upper edge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QScrollArea

from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.ui.pages.narrative.heading_editor import HeadingEditor
from lcweek_desktop.ui.widgets.theme import theme

Editors = Mapping[HeadingKey, HeadingEditor]


def view_state(editors: Editors, current: HeadingEditor | None, scroll: QScrollArea) -> dict[str, Any]:
    """Where the cursor of the `current` editor is, and which letter is nearest to the upper edge of `scroll`,
    with how far it is above that, as JSON values."""
    keys = {editor: key for key, editor in editors.items()}
    state: dict[str, Any] = {}
    if current is not None:
        state["cursor"] = [keys[current], *_letter(current.textCursor())]
    upper = scroll.verticalScrollBar().value()
    for key, editor in editors.items():
        begin = _on_canvas(editor, scroll, 0)
        if begin + editor.height() > upper:
            cursor = editor.cursorForPosition(QPoint(0, max(0, upper - begin)))
            above = upper - _top_of(editor, cursor, scroll)
            state["top"] = [key, *_letter(cursor), round(above * 100 / theme().zoom)]
            break
    return state


def current_of(editors: Editors, state: Mapping[str, Any]) -> HeadingKey | None:
    """The heading with the cursor of `state`, which is put back; None where there is no such heading."""
    match state.get("cursor"):
        case [str() as key, int() as line, int() as letter] if min(line, letter) >= 0 and key in editors:
            editor = editors[HeadingKey(key)]
            editor.setTextCursor(editor.cursor_at(line, letter))
            return HeadingKey(key)
    return None


def scroll_to_top(editors: Editors, state: Mapping[str, Any], scroll: QScrollArea) -> None:
    """Let the letter that `state` has at the upper edge of `scroll` be there; it is ignored where there is
    none."""
    match state.get("top"):
        case [str() as key, int() as line, int() as letter, int() as above]:
            if (
                min(line, letter) >= 0
                and abs(above) < scroll.verticalScrollBar().maximum()
                and key in editors
            ):
                editor = editors[HeadingKey(key)]
                top = _top_of(editor, editor.cursor_at(line, letter), scroll)
                scroll.verticalScrollBar().setValue(top + theme().px(above))


def _letter(cursor: QTextCursor) -> tuple[int, int]:
    """The line and the letter of `cursor`, as NarrativeView.cursor_at takes them."""
    return cursor.blockNumber(), cursor.positionInBlock()


def _top_of(editor: HeadingEditor, cursor: QTextCursor, scroll: QScrollArea) -> int:
    return _on_canvas(editor, scroll, editor.cursorRect(cursor).top())


def _on_canvas(editor: HeadingEditor, scroll: QScrollArea, y: int) -> int:
    canvas = scroll.widget()
    assert canvas is not None
    return editor.viewport().mapTo(canvas, QPoint(0, y)).y()
