"""What the other modules share: refusals, the form, canonical JSON, keys, and the shapes of JSON values."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LARGEST = 10**18
CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}")
HASH = re.compile(r"[0-9a-f]{64}")

_CHARACTERS = Path(__file__).parents[2] / "data" / "bundles" / "characters.txt"
_REFUSED = bytearray(0x110000)
"""1 at each code point that no text may hold (Characters)."""
for _line in _CHARACTERS.read_text(encoding="ascii").split():
    _first, _, _last = _line.partition("-")
    for _code_point in range(int(_first, 16), int(_last or _first, 16) + 1):
        _REFUSED[_code_point] = 1
_P = 2**255 - 19
_ORDER_8 = (
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
)


class Refused(Exception):  # noqa: N818 - a verdict, no error of the reader
    """The file breaks the rule with this code."""


def refuse(code: str) -> NoReturn:
    raise Refused(code)


class Form:
    """A form, from its structure (Names and hashes)."""

    def __init__(self, campaign: str, structure: bytes, edition: str = "") -> None:
        value = json.loads(structure)
        self.campaign = campaign
        self.edition = edition
        self.hash = hashlib.sha256(structure).hexdigest()
        self.measures: list[str] = [
            measure if isinstance(measure, str) else measure["key"] for measure in value["measures"]
        ]
        self.headings: list[list[Any]] = value["headings"]
        self.rows: dict[str, Any] = {row["key"]: row for row in value["rows"]}
        self.takes_own_lines = any(row["own_lines"] for row in value["rows"])

    def texts(self, level: Any) -> list[str]:
        """The headings under which a unit of the level writes."""
        return [
            key for key, has_text, *levels in self.headings if has_text and all(level in at for at in levels)
        ]

    @property
    def all_texts(self) -> list[str]:
        """The headings under which a unit of some level writes."""
        return [key for key, has_text, *_ in self.headings if has_text]

    def state(self, row: str, measure: str) -> str | None:
        cell = self.rows.get(row, {"cells": {}})["cells"].get(measure)
        return None if cell is None else str(cell["state"])

    def kind(self, row: str, measure: str) -> str:
        """How a cell rolls up: sum, greatest or none."""
        return str(self.rows[row]["cells"][measure].get("roll_up", "sum"))

    @cached_property
    def greatest(self) -> list[tuple[str, str]]:
        """The cells that roll up to their greatest number."""
        return [cell for cell in self.stored if self.kind(*cell) == "greatest"]

    @cached_property
    def stored(self) -> list[tuple[str, str]]:
        """The stored cells."""
        cells = [(row, measure) for row in self.rows for measure in self.measures]
        return [cell for cell in cells if self.state(*cell) in ("open", "total")]

    @property
    def paper_has_figures(self) -> bool:
        return len(self.stored) <= 88

    def is_closed_at(self, row: str, measure: str, level: str) -> bool:
        levels = self.rows[row]["cells"][measure]["levels"]
        return levels is not None and level not in levels

    def parts(self, row: str, measure: str) -> list[tuple[str, str]]:
        children = [key for key, child in self.rows.items() if child["parent"] == row]
        return [(key, measure) for key in children if self.state(key, measure) not in (None, "closed")]


# JSON


def parse(data: bytes, depth: int, code: str, most: int = 250_000) -> Any:
    """The value of canonical JSON."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) != len(pairs):
            refuse(code)
        return dict(pairs)

    def never(_: str) -> NoReturn:
        refuse(code)

    try:
        value = json.loads(data.decode(), object_pairs_hook=once, parse_float=never, parse_constant=never)
    except (ValueError, RecursionError):
        refuse(code)
    if _count(value) > most:
        refuse(code)
    _check(value, depth, code)
    if write(value).encode() != data:
        refuse(code)
    return value


def _count(value: Any) -> int:
    """The number of values, this one included."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(_count, inside))


def _check(value: Any, depth: int, code: str) -> None:
    if isinstance(value, (list, dict)):
        if depth == 0:
            refuse(code)
        for each in [*value, *(value.values() if isinstance(value, dict) else ())]:
            _check(each, depth - 1, code)
    elif isinstance(value, str):
        wrong = any(_REFUSED[ord(each)] for each in value) or not unicodedata.is_normalized("NFC", value)
        if wrong or len(value.encode()) > 64 * 1024:
            refuse(code)
    elif isinstance(value, int) and abs(value) > LARGEST:
        refuse(code)


def write(value: Any) -> str:
    """Canonical JSON."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, dict):
        return "{" + ",".join(f"{write(key)}:{write(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(write, value)) + "]"
    return (
        {None: "null", True: "true", False: "false"}[value] if value is None or is_bool(value) else str(value)
    )


def is_bool(value: Any) -> bool:
    return value is True or value is False


# The shapes of values. A shape says whether a value has it.

Shape = Callable[[Any], bool]


def text(value: Any) -> bool:
    return isinstance(value, str)


def filled(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def whole(value: Any) -> bool:
    return isinstance(value, int) and not is_bool(value)


def at_least(least: int) -> Shape:
    return lambda value: whole(value) and value >= least


def fits(pattern: re.Pattern[str]) -> Shape:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def one_of(*values: Any) -> Shape:
    return lambda value: isinstance(value, str) and value in values


def or_null(shape: Shape) -> Shape:
    return lambda value: value is None or shape(value)


def array(shape: Shape) -> Shape:
    return lambda value: isinstance(value, list) and all(map(shape, value))


def table(key: Shape, shape: Shape) -> Shape:
    """An object with any keys that have the shape `key`."""
    return lambda value: isinstance(value, dict) and all(map(key, value)) and all(map(shape, value.values()))


def record(**shapes: Shape) -> Shape:
    """An object with just these keys."""
    return lambda value: (
        isinstance(value, dict)
        and set(value) == set(shapes)
        and all(shape(value[key]) for key, shape in shapes.items())
    )


def base64_text(value: Any) -> bool:
    try:
        return (
            isinstance(value, str)
            and base64.b64encode(base64.b64decode(value, validate=True)) == value.encode()
        )
    except ValueError:
        return False


# Keys and signatures


def public_key(written: Any, malformed: str, weak: str) -> bytes:
    """The 32 bytes of a key."""
    if not base64_text(written):
        refuse(malformed)
    data = base64.b64decode(written)
    key = data[10:]
    if len(data) != 42 or data[:2] != b"\x45\x64" or data[2:10] != key_number(key):
        refuse(malformed)
    if _is_weak(key):
        refuse(weak)
    return key


def key_number(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()[:8]


def _is_weak(point: bytes) -> bool:
    y = int.from_bytes(point, "little") % 2**255
    low = {0, 1, 2**255 - 20, *(int.from_bytes(each, "little") % 2**255 for each in _ORDER_8)}
    return y >= _P or y in low


def signed_by(key: bytes, signature: bytes, message: bytes) -> bool:
    """OpenSSL holds the equation itself, and wants S below L."""
    if len(signature) != 64 or _is_weak(signature[:32]):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def join(*parts: Sequence[Any]) -> list[Any]:
    return [each for part in parts for each in part]
