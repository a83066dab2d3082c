"""Cleaning a text that somebody typed or pasted."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Ranges of a character class. These make a text read in another order than the one it is stored in.
_BIDI_CONTROLS: Final = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"

INVISIBLE_CHARACTERS: Final = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{_BIDI_CONTROLS}]")
"""Control characters, lone surrogates and bidirectional controls; stored and sent texts have none of them."""

MAX_TEXT_BYTES: Final = 64 * 1024
"""The longest text in stored or sent data, in bytes of UTF-8 (docs/bundle-format.md, Caps)."""

# INVISIBLE_CHARACTERS without line breaks and tabs.
_REMOVED: Final = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{_BIDI_CONTROLS}]")


def clean_line(text: str) -> str:
    """`text` as one line in NFC, without invisible characters; each run of white space becomes one space."""
    return " ".join(clean_text(text).split())


def clean_text(text: str) -> str:
    """`text` in NFC without invisible characters; line breaks and tabs stay."""
    return unicodedata.normalize("NFC", _REMOVED.sub("", text))
