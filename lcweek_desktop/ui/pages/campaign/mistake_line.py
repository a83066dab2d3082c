"""Why the draft is no form yet: the first mistake in a sentence, and the button that leads there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.campaigns.text_names import TEXT_NAMES
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import NOTICE_STYLE, Space, theme

_LISTS: Final = {"row": "dòng", "heading": "mục", "level": "cấp", "measure": "cột", "check": "kiểm tra"}
"""What the lists of a definition are called."""
_KEYS: Final = {
    "label": "nội dung",
    "unit": "đơn vị tính",
    "tt": "số thứ tự",
    "cells": "ô số liệu",
    "title": "tiêu đề",
    "number": "số",
    "guidance": "hướng dẫn",
    "roll_up": "cách gộp",
    "decimals": "chữ số thập phân",
    "levels": "cấp nhập số",
    "deadline": "hạn nộp",
    "deadline_text": "hạn nộp viết bằng lời",
    "reminder": "lời nhắc",
    "reminder_late": "lời nhắc sau hạn",
    "notice": "lưu ý về biểu mẫu",
    "starts": "ngày bắt đầu",
    "ends": "ngày kết thúc",
    "opening": "ngày khai mạc",
    "name": "tên",
    "recipients": "nơi nhận",
    "count": "ô số liệu",
}
"""What the keys that a clerk edits are called."""


class MistakeLine(QWidget):
    """Hidden while there is no mistake."""

    # The place of the first mistake is to be shown.
    go_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel(wordWrap=True)
        theme().apply_style(self.words, NOTICE_STYLE)
        self.button = Button("Đến chỗ cần sửa", on_click=self.go_requested.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def show_mistakes(self, mistakes: Sequence[KnownError]) -> None:
        """Say the first of `mistakes`, each `form-definition`, and how many more there are."""
        self.setVisible(bool(mistakes))
        if mistakes:
            more = f" Còn {len(mistakes) - 1} chỗ khác." if len(mistakes) > 1 else ""
            self.words.setText(_mistake_text(mistakes[0]) + more)


def whole_key(table: str) -> str:
    """The key of the entry that a mistake's table names: "row 1.1.cells" and "row 1.1" are about "1.1"."""
    return table.partition(" ")[2].removesuffix(".cells").partition(".cells.")[0]


def _mistake_text(mistake: KnownError) -> str:
    """What is wrong, for people who see no file."""
    table, key, reason = (str(mistake.context[name]) for name in ("table", "key", "reason"))
    list_name = table.partition(" ")[0]
    where = f"{_LISTS[list_name]} {whole_key(table)}, " if list_name in _LISTS else ""
    what, _, _for_the_file = reason.partition(": roll_up = ")
    return f"Chưa thành biểu mẫu – {where}{_KEYS.get(key, TEXT_NAMES.get(key, key))}: {what}."
