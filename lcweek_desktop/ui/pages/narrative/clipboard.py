"""What goes to the clipboard and comes from it, by drag and drop too. Files are never taken."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QMimeData

from lcweek_desktop.domain.codec import MalformedError
from lcweek_desktop.domain.codec.narrative import text_from_json, text_json
from lcweek_desktop.domain.form import Cell, Form
from lcweek_desktop.domain.narrative import Text, normalize_text, to_plain_text
from lcweek_desktop.ui.pages.narrative.paste import MOST_LETTERS, Pasted, from_html, from_text

_OWN: Final = "application/x-lcweek-text+json"
"""The blocks as they are stored, live figures among them."""


def takes(source: QMimeData) -> bool:
    """Whether there is text to paste."""
    if any(url.isLocalFile() for url in source.urls()):
        return False
    return source.hasFormat(_OWN) or source.hasHtml() or source.hasText()


def pasted(source: QMimeData, form: Form) -> Pasted:
    """The text of `source`, from the richest of its forms that has any."""
    if not takes(source):
        return Pasted(())
    own = _own(source, form)
    if own:
        return Pasted(own)
    rich = from_html(source.html()) if source.hasHtml() else Pasted(())
    return rich if rich.text else from_text(source.text())


def copied(text: Text, number: Callable[[Cell], int | None]) -> QMimeData:
    """`text` for this program and, with the numbers of now, for others."""
    data = QMimeData()
    data.setText(to_plain_text(text, number))
    data.setData(_OWN, json.dumps(text_json(text)).encode("utf-8"))
    return data


def _own(source: QMimeData, form: Form) -> Text:
    """What was copied in this program on the same form; nothing when it is damaged."""
    data = bytes(source.data(_OWN).data())
    if not 0 < len(data) <= 40 * MOST_LETTERS:
        return ()
    try:
        return normalize_text(text_from_json(json.loads(data), form))
    except (MalformedError, ValueError, RecursionError):
        return ()
