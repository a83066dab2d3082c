"""A block of cells as the clipboard takes it to Excel, LibreOffice and Word: text with tabs, and HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QMimeData

Texts = Sequence[Sequence[tuple[str, bool]]]
"""The rows of a block: of each cell its text, and whether that is a number."""

_NUMBER: Final = '<td align="right">{text}</td>'
_WORDS: Final = "<td style=\"mso-number-format:'\\@'\">{text}</td>"
"""Excel keeps these as text: "1.10" stays the number of a row, and "=1+1" is no formula."""


def copied_block(rows: Texts) -> QMimeData:
    """What is put on the clipboard for the block `rows`. Numbers stand without dots between thousands, which
    Excel would read as decimals where the system is not Vietnamese."""
    data = QMimeData()
    data.setText("".join("\t".join(text for text, _ in row) + "\n" for row in rows))
    lines = (
        "".join((_NUMBER if is_number else _WORDS).format(text=escape(text)) for text, is_number in row)
        for row in rows
    )
    data.setHtml(f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>")
    return data
