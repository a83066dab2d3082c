"""JSON in its one canonical form; whatever could be read in two ways is refused.

Source: docs/bundle-format.md, JSON.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Final

from lcweek_desktop.bundle import caps
from lcweek_desktop.domain.canonical import Json, canonical_json
from lcweek_desktop.domain.characters import may_be_stored
from lcweek_desktop.domain.codec import MalformedError

_STRING: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)


def strict_json(data: bytes, depth: int, values: int = caps.MAX_VALUES) -> Json:
    """The value of `data`, canonical JSON of at most so many `values` with arrays and objects at most `depth`
    deep.

    Raises MalformedError for anything else, naming the place where it can: bytes that are not UTF-8, a byte
    order mark, a duplicate key, a float, NaN, a character that may not be stored, text not in NFC, an integer
    or a string above its cap, spaces, keys out of order.
    """
    if _values(data) > values:
        raise MalformedError("", "too many values")
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise MalformedError("", "not JSON") from error
    _check(value, "", depth)
    if canonical_json(value) != data:
        raise MalformedError("", "not canonical")
    return value  # type: ignore[no-any-return]


def _values(data: bytes) -> int:
    """The number of values in the canonical JSON `data`, at least: each takes far more memory than bytes, so
    they are counted before they are made."""
    bare = _STRING.sub(b"", data)
    containers = bare.count(b"[") + bare.count(b"{") - bare.count(b"[]") - bare.count(b"{}")
    return 1 + bare.count(b",") + containers


def _check(value: Json, place: str, depth: int) -> None:
    match value:
        case str():
            _check_text(value, place)
        case dict():
            _check_depth(place, depth)
            for key, item in value.items():
                _check_text(key, place)
                _check(item, f"{place}/{key}", depth - 1)
        case list():
            _check_depth(place, depth)
            for index, item in enumerate(value):
                _check(item, f"{place}/{index}", depth - 1)
        case float():
            raise MalformedError(place, "not a whole number")
        case int() if abs(value) > caps.MAX_INTEGER:
            raise MalformedError(place, "out of range")


def _check_depth(place: str, depth: int) -> None:
    if depth < 1:
        raise MalformedError(place, "too deep")


def _check_text(text: str, place: str) -> None:
    if not may_be_stored(text):
        raise MalformedError(place, "character")
    if 4 * len(text) > caps.MAX_STRING_BYTES and len(text.encode("utf-8")) > caps.MAX_STRING_BYTES:
        raise MalformedError(place, "too long")
    if not unicodedata.is_normalized("NFC", text):
        raise MalformedError(place, "not NFC")
