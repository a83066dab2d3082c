"""Cleaning a text that somebody typed or pasted."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from lcweek_desktop.domain.characters import storable

_LINE_BREAK: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_WITHOUT_BREAKS: Final = re.compile(r"[^\n\t]+")
_INNER_QUOTES: Final = str.maketrans("“”", "‘’")


def clean_line(text: str) -> str:
    """`text` as `clean_text` leaves it, in one line: each run of white space becomes one space."""
    return " ".join(clean_text(text).split())


def clean_text(text: str) -> str:
    """`text` in NFC, of characters that may be stored (characters.py), tabs, and one kind of line break."""
    return unicodedata.normalize("NFC", with_storable(text))


def with_storable(text: str) -> str:
    """`text` of characters that may be stored, tabs, and one kind of line break; not yet in NFC."""
    return _WITHOUT_BREAKS.sub(lambda part: storable(part[0]), _LINE_BREAK.sub("\n", text))


def inside_quotes(text: str) -> str:
    """`text` as it stands between “ and ”: quotation marks of its own are ‘ and ’ there."""
    return text.translate(_INNER_QUOTES)


def dropped_characters(text: str) -> int:
    """How many characters of `text` are lost when it is cleaned; white space that becomes a space is not."""
    return len(_LINE_BREAK.sub("\n", text)) - len(with_storable(text))
