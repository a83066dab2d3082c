"""Canonical JSON: the one byte form of a plain value, and the fingerprint taken of it.

Keys are sorted, there are no spaces, numbers are integers, text is UTF-8 in Unicode normal form C. Source:
docs/bundle-format.md, JSON.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
"""A value as `json.loads` gives it, without floats."""


def nfc(text: str) -> str:
    """`text` in Unicode normal form C, the only form the program stores."""
    return unicodedata.normalize("NFC", text)


def canonical_json(value: Json) -> bytes:
    """UTF-8 bytes of `value` with keys sorted by code point and no spaces; strings must be NFC already.

    Raises TypeError for a float, or for anything else that JSON could write in two ways.
    """
    _refuse_inexact(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def sha256_hex(data: bytes) -> str:
    """SHA-256 of `data` as 64 lower-case hex digits."""
    return hashlib.sha256(data).hexdigest()


def _refuse_inexact(value: Json) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"key {key!r} is not text")
            _refuse_inexact(item)
    elif isinstance(value, list):
        for item in value:
            _refuse_inexact(item)
    elif not (value is None or isinstance(value, (bool, int, str))):
        raise TypeError(f"{type(value).__name__} has no canonical form")
