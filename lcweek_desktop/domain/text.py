"""What is kept of a text that somebody typed or pasted."""

from __future__ import annotations

import unicodedata
from typing import Final

BIDI_CONTROLS: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Invisible characters that make a text read in another order than it is stored in."""

_INVISIBLE: Final = ("Cc", "Cs")


def one_line(text: str) -> str:
    """`text` in NFC as one line: runs of white space become one space, invisible controls go."""
    return " ".join(visible(text).split())


def visible(text: str) -> str:
    """`text` in NFC without control characters (but for line breaks and tabs), lone surrogates and
    bidirectional overrides: what the strict readers refuse."""
    kept = (char for char in text if char in "\n\r\t" or is_visible(char))
    return unicodedata.normalize("NFC", "".join(kept))


def is_visible(char: str) -> bool:
    return unicodedata.category(char) not in _INVISIBLE and char not in BIDI_CONTROLS
