"""What is kept of a text that somebody typed or pasted."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

BIDI_CONTROLS: Final = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
"""Invisible characters (as ranges) that make a text read in another order than it is stored in."""

INVISIBLE_CHARACTERS: Final = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{BIDI_CONTROLS}]")
"""Control characters, lone surrogates, bidirectional controls: stored and sent texts have none of them."""

_TYPED: Final = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{BIDI_CONTROLS}]")
"""The same but for line breaks and tabs, which a typed or pasted text may have."""


def clean_line(text: str) -> str:
    """`text` in NFC as one line: runs of white space become one space, invisible controls go."""
    return " ".join(clean_text(text).split())


def clean_text(text: str) -> str:
    """`text` in NFC without the characters of INVISIBLE, but for line breaks and tabs."""
    return unicodedata.normalize("NFC", _TYPED.sub("", text))
