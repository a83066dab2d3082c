"""The narrative on the clipboard, and in drag and drop. Files are never accepted."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QMimeData

from lcweek_desktop.domain.codec import MalformedError
from lcweek_desktop.domain.codec.narrative import text_from_json, text_json
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.lengths import text_length
from lcweek_desktop.domain.narrative import FigureText, Table, Text, TextRun, normalize_text, to_printed_text
from lcweek_desktop.domain.text import clean_text
from lcweek_desktop.ui.pages.narrative.html_text import to_html
from lcweek_desktop.ui.pasting.block_builder import MAX_LETTERS
from lcweek_desktop.ui.pasting.pasted_text import PastedText, pasted_html, pasted_plain_text

_OWN_FORMAT: Final = "application/x-lcweek-text+json"
"""The blocks as they are stored, with their live figures."""


def has_text(source: QMimeData) -> bool:
    """Whether `source` holds text to paste."""
    if any(url.isLocalFile() for url in source.urls()):
        return False
    return source.hasFormat(_OWN_FORMAT) or source.hasHtml() or source.hasText()


def read_mime_data(source: QMimeData, form: Form) -> PastedText:
    """The text of `source` in the richest of its formats that holds any; empty when none does."""
    if not has_text(source):
        return PastedText(())
    own = _own_text(source, form)
    if own:
        return PastedText(own, length=text_length(own))
    rich = pasted_html(source.html())
    return rich if rich.text else replace(pasted_plain_text(source.text()), pictures=rich.pictures)


def pasted_table(source: QMimeData) -> Text:
    """The table that a plain text with tabs is, to be put into a table; empty for any other, and where there
    is a richer format."""
    plain = source.text()
    if not has_text(source) or source.hasHtml() or source.hasFormat(_OWN_FORMAT) or "\t" not in plain:
        return ()
    lines = clean_text(plain[:MAX_LETTERS]).strip("\n").split("\n")
    rows = tuple(tuple((TextRun(cell),) for cell in line.split("\t")) for line in lines)
    return normalize_text((Table(rows),))


def to_mime_data(text: Text, figure: FigureText) -> QMimeData:
    """`text` in our own format and, with the present numbers that `figure` gives, as HTML and as plain
    text."""
    data = QMimeData()
    data.setHtml(to_html(text, figure))
    data.setText(to_printed_text(text, figure))
    data.setData(_OWN_FORMAT, json.dumps(text_json(text)).encode("utf-8"))
    return data


def _own_text(source: QMimeData, form: Form) -> Text:
    """Text that was copied in this program; empty when it is damaged or of another form."""
    data = bytes(source.data(_OWN_FORMAT).data())
    if not 0 < len(data) <= 40 * MAX_LETTERS:
        return ()
    try:
        return normalize_text(text_from_json(json.loads(data), form))
    except (MalformedError, ValueError, RecursionError):
        return ()
