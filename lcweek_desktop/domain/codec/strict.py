"""Strict readers of plain JSON values.

Each reader takes a value as `json.loads` gives it and the place where it was found. It returns the value with
its type, or raises MalformedError, which names the place.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, TypeVar

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.characters import may_be_stored
from lcweek_desktop.domain.unit import CODE_PATTERN
from lcweek_desktop.domain.values import MAX_NUMBER, is_whole_number

_T = TypeVar("_T")


class MalformedError(ValueError):
    """A JSON value is not what its place takes; `place` is a path like `figures/1.1/count`."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


def any_object(value: Json, place: str) -> dict[str, Json]:
    """An object with whatever keys."""
    if not isinstance(value, dict):
        raise MalformedError(place, "not an object")
    return value


def object_with_keys(
    value: Json, place: str, keys: Sequence[str], optional: Sequence[str] = ()
) -> dict[str, Json]:
    """An object with exactly `keys`, and perhaps some of `optional`."""
    found = any_object(value, place)
    for key in keys:
        if key not in found:
            raise MalformedError(f"{place}/{key}", "missing")
    for key in found:
        if key not in keys and key not in optional:
            raise MalformedError(f"{place}/{key}", "unknown key")
    return found


def list_of(value: Json, place: str, read: Callable[[Json, str], _T]) -> tuple[_T, ...]:
    """A list, each item of it read by `read`."""
    if not isinstance(value, list):
        raise MalformedError(place, "not a list")
    return tuple(read(item, f"{place}/{index}") for index, item in enumerate(value))


def nullable(value: Json, place: str, read: Callable[[Json, str], _T]) -> _T | None:
    """None for null, and otherwise what `read` returns."""
    return None if value is None else read(value, place)


def text(value: Json, place: str) -> str:
    """Text in NFC, of characters that may be stored (characters.py)."""
    if not isinstance(value, str):
        raise MalformedError(place, "not text")
    if not may_be_stored(value):
        raise MalformedError(place, "character")
    if not unicodedata.is_normalized("NFC", value):
        raise MalformedError(place, "not NFC")
    return value


def nonempty_text(value: Json, place: str) -> str:
    """Text as `text` reads it, with at least one character."""
    if not text(value, place):
        raise MalformedError(place, "empty")
    return str(value)


def matching(pattern: re.Pattern[str]) -> Callable[[Json, str], str]:
    """A reader of text that `pattern` matches as a whole."""

    def read(value: Json, place: str) -> str:
        if not pattern.fullmatch(text(value, place)):
            raise MalformedError(place, "wrong form")
        return str(value)

    return read


hex64: Final = matching(re.compile(r"[0-9a-f]{64}"))
"""Reads a SHA-256 in lower-case hex."""

hex64_or_prefix: Final = matching(re.compile(r"[0-9a-f]{64}|[0-9a-f]{20}"))
"""Reads a whole fingerprint, or the 10 bytes of one that a paper code carries."""

code: Final = matching(CODE_PATTERN)
"""Reads a unit code or a directory edition."""


def integer(value: Json, place: str, least: int = -MAX_NUMBER, most: int = MAX_NUMBER) -> int:
    """A whole number from `least` to `most`."""
    if not is_whole_number(value):
        raise MalformedError(place, "not a whole number")
    if not least <= value <= most:
        raise MalformedError(place, "out of range")
    return value


def boolean(value: Json, place: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise MalformedError(place, "not true or false")
    return value


def iso_date(value: Json, place: str) -> str:
    """A date as "2024-10-15", or the empty text for none."""
    found = text(value, place)
    if found and not is_iso_date(found):
        raise MalformedError(place, "not a day")
    return found


def is_iso_date(written: str) -> bool:
    """Whether `written` is a day of the calendar written as "2024-10-15"."""
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def base64_bytes(value: Json, place: str) -> bytes:
    """The bytes of a base64 text; only the canonical text of these bytes is accepted."""
    try:
        data = base64.b64decode(text(value, place).encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise MalformedError(place, "not base64") from error
    if base64.b64encode(data).decode("ascii") != value:
        raise MalformedError(place, "not canonical base64")
    return data
