"""Cleaning a text that somebody typed or pasted."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from lcweek_desktop.domain.characters import storable

MAX_TEXT_BYTES: Final = 64 * 1024
"""The longest text in stored or sent data, in bytes of UTF-8 (docs/bundle-format.md, Caps)."""

_LINE_BREAK: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_WITHOUT_BREAKS: Final = re.compile(r"[^\n\t]+")


def clean_line(text: str) -> str:
    """`text` as `clean_text` leaves it, in one line: each run of white space becomes one space."""
    return " ".join(clean_text(text).split())


def clean_text(text: str) -> str:
    """`text` in NFC, of characters that may be stored (characters.py), tabs, and one kind of line break."""
    return unicodedata.normalize("NFC", _WITHOUT_BREAKS.sub(lambda part: storable(part[0]), _broken(text)))


def dropped_characters(text: str) -> int:
    """How many characters of `text` are lost when it is cleaned; white space that becomes a space is not."""
    return sum(len(part) - len(storable(part)) for part in _WITHOUT_BREAKS.findall(_broken(text)))


def _broken(text: str) -> str:
    return _LINE_BREAK.sub("\n", text)
