"""Bytes → plain JSON values, refusing whatever could be read in two ways (docs/bundle-format.md, JSON)."""

from __future__ import annotations

import json
import unicodedata

from lcweek_desktop.bundle import caps
from lcweek_desktop.domain.canonical import Json, canonical_json
from lcweek_desktop.domain.codec import MalformedError
from lcweek_desktop.domain.text import INVISIBLE_CHARACTERS


def strict_json(data: bytes, depth: int) -> Json:
    """The value of canonical JSON nested at most `depth` deep.

    Raises MalformedError, naming the place where it can, for anything else: not UTF-8, a byte order mark, a
    duplicate key, a float, NaN, a lone surrogate, a control character, text not in NFC, an integer or a
    string above its cap, spaces, keys out of order.
    """
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise MalformedError("", "not JSON") from error
    _walk(value, "", depth)
    if canonical_json(value) != data:
        raise MalformedError("", "not canonical")
    return value  # type: ignore[no-any-return]


def _walk(value: Json, place: str, depth: int) -> None:
    match value:
        case str():
            _text(value, place)
        case dict():
            _deeper(place, depth)
            for key, item in value.items():
                _text(key, place)
                _walk(item, f"{place}/{key}", depth - 1)
        case list():
            _deeper(place, depth)
            for index, item in enumerate(value):
                _walk(item, f"{place}/{index}", depth - 1)
        case float():
            raise MalformedError(place, "not a whole number")
        case int() if abs(value) > caps.MAX_INTEGER:
            raise MalformedError(place, "out of range")


def _deeper(place: str, depth: int) -> None:
    if depth < 1:
        raise MalformedError(place, "too deep")


def _text(text: str, place: str) -> None:
    if INVISIBLE_CHARACTERS.search(text):
        raise MalformedError(place, "control character")
    if 4 * len(text) > caps.MAX_STRING_BYTES and len(text.encode("utf-8")) > caps.MAX_STRING_BYTES:
        raise MalformedError(place, "too long")
    if not unicodedata.is_normalized("NFC", text):
        raise MalformedError(place, "not NFC")
