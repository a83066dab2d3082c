"""The sentence of a check, which names what it finds in braces, in words for people."""

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
}
"""What stands in the place of each name in braces; every name of a rule has one."""
_FIELD: Final = re.compile(r"\{([a-z_]+)\}")


def check_text(sentence: str) -> str:
    """The sentence of a check with words for its names in braces: "Dòng [dòng, cột]: [số đã nhập] …"."""
    return _FIELD.sub(lambda found: f"[{FIELD_NAMES.get(found[1], found[1])}]", sentence)


def field_hint(fields: frozenset[str]) -> str:
    """Which names a sentence may have in braces, and what each becomes; empty for none."""
    named = ", ".join(f"{{{name}}} {FIELD_NAMES[name]}" for name in sorted(fields))
    return f"Chỗ điền: {named}." if named else ""
