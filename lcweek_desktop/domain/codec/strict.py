"""Strict readers of plain JSON values: each takes a value as `json.loads` gives it, and its place.

They raise MalformedError, naming the place, for a missing or unknown key, a wrong type, text that is not
NFC or holds control characters.
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
from lcweek_desktop.domain.text import INVISIBLE_CHARACTERS
from lcweek_desktop.domain.values import MAX_NUMBER

_HEX64: Final = re.compile(r"[0-9a-f]{64}")
_HEX64_OR_PREFIX: Final = re.compile(r"[0-9a-f]{64}|[0-9a-f]{20}")
_CODE: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}")

T = TypeVar("T")


class MalformedError(ValueError):
    """A value is not what its place takes; `place` is a path like `figures/1.1/count`."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


def object_with_keys(
    value: Json, place: str, keys: Sequence[str], optional: Sequence[str] = ()
) -> dict[str, Json]:
    """`value` as an object with exactly `keys`, and perhaps some of `optional`."""
    if not isinstance(value, dict):
        raise MalformedError(place, "not an object")
    for key in keys:
        if key not in value:
            raise MalformedError(f"{place}/{key}", "missing")
    for key in value:
        if key not in keys and key not in optional:
            raise MalformedError(f"{place}/{key}", "unknown key")
    return value


def any_object(value: Json, place: str) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise MalformedError(place, "not an object")
    return value


def list_of(value: Json, place: str, read: Callable[[Json, str], T]) -> tuple[T, ...]:
    """Every item of a list through `read`."""
    if not isinstance(value, list):
        raise MalformedError(place, "not a list")
    return tuple(read(item, f"{place}/{index}") for index, item in enumerate(value))


def text(value: Json, place: str) -> str:
    """NFC text without control characters, lone surrogates or bidirectional overrides."""
    if not isinstance(value, str):
        raise MalformedError(place, "not text")
    if not unicodedata.is_normalized("NFC", value):
        raise MalformedError(place, "not NFC")
    if INVISIBLE_CHARACTERS.search(value):
        raise MalformedError(place, "control character")
    return value


def matching(pattern: re.Pattern[str]) -> Callable[[Json, str], str]:
    """A reader of text that `pattern` matches whole."""

    def read(value: Json, place: str) -> str:
        if not pattern.fullmatch(text(value, place)):
            raise MalformedError(place, "wrong form")
        return str(value)

    return read


def integer(value: Json, place: str, least: int = -MAX_NUMBER) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise MalformedError(place, "not a whole number")
    if not least <= value <= MAX_NUMBER:
        raise MalformedError(place, "out of range")
    return value


def boolean(value: Json, place: str) -> bool:
    if not isinstance(value, bool):
        raise MalformedError(place, "not true or false")
    return value


def nullable(value: Json, place: str, read: Callable[[Json, str], T]) -> T | None:
    return None if value is None else read(value, place)


hex64: Final = matching(_HEX64)
hex64_or_prefix: Final = matching(_HEX64_OR_PREFIX)
"""A fingerprint, or the 10 bytes of one that a paper code carries."""
code: Final = matching(_CODE)


def nonempty_text(value: Json, place: str) -> str:
    """Text that is not empty."""
    if not text(value, place):
        raise MalformedError(place, "empty")
    return str(value)


def iso_date(value: Json, place: str) -> str:
    """A day as 2024-10-15, or the empty text for none."""
    written = text(value, place)
    if written and not _is_day(written):
        raise MalformedError(place, "not a day")
    return written


def _is_day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def base64_bytes(value: Json, place: str) -> bytes:
    """The bytes of a canonical base64 text."""
    try:
        data = base64.b64decode(text(value, place).encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise MalformedError(place, "not base64") from error
    if base64.b64encode(data).decode("ascii") != value:
        raise MalformedError(place, "not canonical base64")
    return data
