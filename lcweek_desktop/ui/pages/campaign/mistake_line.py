"""Why the draft is no form yet: the first mistake in a sentence, and the button that leads there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from lcweek_desktop.domain.text import inside_quotes
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.campaigns.check_words import check_text
from lcweek_desktop.services.campaigns.text_names import TEXT_NAMES
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import NOTICE_STYLE, Space, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workbench.campaign_drafts import Definition

_LISTS: Final = {"row": "dòng", "heading": "mục", "level": "cấp", "measure": "cột", "check": "kiểm tra"}
"""What the lists of a definition are called."""
_NAMES: Final = {
    "row": "label",
    "heading": "title",
    "level": "name",
    "measure": "label",
    "check": "sentence",
}
"""The key under which an entry has its name."""
_KEYS: Final = {
    "sentence": "câu báo",
    "severity": "mức",
    "rows": "các dòng",
    "units": "đơn vị tính",
    "measure": "cột",
    "against": "cột so sánh",
    "parent": "mục ở trên",
    "has_text": "nội dung viết dưới mục",
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
    "letter_subject": "trích yếu của thư nhắc",
    "letter": "thư nhắc",
    "letter_late": "thư nhắc sau hạn",
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

    def show_mistakes(self, mistakes: Sequence[KnownError], definition: Definition | None) -> None:
        """Say the first of `mistakes`, each `form-definition`, and how many more there are. `definition` is
        what they were found in; None only when there are none."""
        self.setVisible(bool(mistakes))
        if mistakes:
            more = f" Còn {len(mistakes) - 1} chỗ khác." if len(mistakes) > 1 else ""
            self.words.setText(_mistake_text(mistakes[0], definition) + more)


def whole_key(table: str) -> str:
    """The key of the entry that a mistake's table names: "row 1.1.cells" and "row 1.1" are about "1.1"."""
    return table.partition(" ")[2].removesuffix(".cells").partition(".cells.")[0]


def _mistake_text(mistake: KnownError, definition: Definition | None) -> str:
    """What is wrong, for people who see no file."""
    table, key, reason = (str(mistake.context[name]) for name in ("table", "key", "reason"))
    list_name = table.partition(" ")[0]
    named = "" if definition is None else _entry_name(definition, list_name, whole_key(table))
    where = f"{_LISTS[list_name]} {named}".strip() + ", " if list_name in _LISTS else ""
    what, _, _for_the_file = reason.partition(": roll_up = ")
    return f"Chưa thành biểu mẫu – {where}{_KEYS.get(key, TEXT_NAMES.get(key, key))}: {what}."


def _entry_name(definition: Definition, list_name: str, key: str) -> str:
    """What people call the entry: a number, or a name in quotes; its key where it has neither."""
    entries = definition.entries(list_name) if list_name in _LISTS else ()
    entry = next((each for each in entries if each["key"] == key), {})
    number, name = str(entry.get("tt", "")), str(entry.get(_NAMES.get(list_name, ""), ""))
    if list_name == "check":
        name = check_text(name)
    return number or (f"“{inside_quotes(name)}”" if name else key)
