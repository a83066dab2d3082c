"""Texts with names in braces, which are filled in later, in words for people: sentences of checks, and what a
campaign prints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

FIELD_NAMES: Final[Mapping[str, str]] = {
    "cell": "dòng, cột",
    "row": "dòng",
    "value": "số đã nhập",
    "other": "số ở cột kia",
    "number": "mức",
    "limit": "mức tối đa",
    "total": "tổng các dòng dưới",
    "last": "số năm trước",
    "median": "mức giữa",
    "unit": "tên đơn vị",
    "heading": "mục",
    "line": "dòng tự thêm",
    "photo": "số thứ tự ảnh",
    "name": "tên",
    "length": "số ký tự",
    "deadline": "hạn nộp",
    "blanks": "chỗ còn dấu chấm",
    "where": "chỗ có chữ",
    "written": "chữ đã viết",
    "code": "bảng mã",
}
"""What stands in the place of each name in braces; every name of a rule has one."""
_TEXT_FIELDS: Final = {
    "unit": "tên đơn vị",
    "units": "các đơn vị",
    "receiver": "nơi nhận",
    "deadline": "hạn nộp",
    "number": "số",
    "date": "ngày tháng",
    "abbreviation": "chữ viết tắt",
}
"""The same for the texts of a campaign."""
_FIELD: Final = re.compile(r"\{([a-z_]+)\}")


def check_text(sentence: str) -> str:
    """The sentence of a check with words for its names in braces: "Dòng [dòng, cột]: [số đã nhập] …"."""
    return _worded(sentence, FIELD_NAMES)


def campaign_text(text: str) -> str:
    """A text of a campaign with words for its names in braces: "… [tên đơn vị] báo cáo như sau:"."""
    return _worded(text, _TEXT_FIELDS)


def _worded(text: str, names: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda found: f"[{names.get(found[1], found[1])}]", text)


def field_hint(fields: frozenset[str]) -> str:
    """Which names a sentence may have in braces, and what each becomes; empty for none."""
    named = ", ".join(f"{{{name}}} {FIELD_NAMES[name]}" for name in sorted(fields))
    return f"Chỗ điền: {named}." if named else ""
