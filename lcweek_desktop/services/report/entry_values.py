"""The values of an entry document: read from JSON, each by a reader that names the key of what it refuses.

A reader takes the value and its key ("figures.1.1.count"), and raises KnownError `entry-value` with that key
for a value of another kind. Where a reader accepts null, its docstring says what null means.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeVar

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec.strict import is_iso_date
from lcweek_desktop.domain.lengths import MAX_LINE
from lcweek_desktop.domain.text import clean_line, dropped_characters
from lcweek_desktop.domain.values import (
    MAX_NUMBER,
    format_count,
    format_number,
    is_whole_number,
    parse_number,
)
from lcweek_desktop.errors import KnownError

_MAX_DIGITS: Final = 30
"""The most digits of a number that are read. With more it is too large anyway, and Python refuses to convert
thousands of digits."""

_DECIMAL_REASONS: Final = {
    "number-not-decimal": "không phải số viết theo cách Việt Nam, ví dụ 98,5 hoặc 1.234,5",
    "number-too-fine": "ô này nhận {decimals} chữ số sau dấu phẩy",
    "number-too-large": "số quá lớn",
}
"""Why the text of a number with decimals is refused, by the code of parse_number."""

_T = TypeVar("_T")


class _RepeatedKeyError(ValueError):
    """An object repeats a key, which JSON allows but an entry document may not do."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def parse_entry(data: bytes, name: str) -> dict[str, Json]:
    """The entry document in `data`, the bytes of the file `name`.

    Raises KnownError `entry-file` unless it is one JSON object in UTF-8. Floats and NaN are let through, so
    that the readers below refuse them with their key.
    """
    try:
        document = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_distinct, parse_int=_whole)
    except (ValueError, RecursionError) as error:
        raise KnownError("entry-file", file=name, reason=_json_reason(error)) from error
    if not isinstance(document, dict):
        raise KnownError("entry-file", file=name, reason="không phải một đối tượng JSON")
    return document


def refuse_unknown_keys(data: Mapping[str, Json], key: str, known: tuple[str, ...]) -> None:
    """Raise KnownError `entry-key` when the object `data` has a key that is not `known`.

    `key` is the key of the object itself, empty for the whole document.
    """
    for name in data:
        if name not in known:
            raise KnownError("entry-key", key=f"{key}.{name}" if key else name)


def read_object(value: Json, key: str) -> dict[str, Json]:
    """An object."""
    if not isinstance(value, dict):
        raise wrong_value(key, "phải là một đối tượng JSON")
    return value


def read_list(value: Json, key: str, read: Callable[[Json, str], _T]) -> tuple[_T, ...]:
    """A list, whose items `read` reads with their keys; null is the empty list."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise wrong_value(key, "phải là một danh sách")
    return tuple(read(item, f"{key}.{index}") for index, item in enumerate(value))


def read_number(value: Json, key: str, decimals: int) -> int | None:
    """A number in steps of 10^-`decimals`; None for null, which makes a cell blank.

    It is a whole number, or with decimals also a text as people type it ("98,5"). A JSON number with a point
    is refused in any case, as it is inexact.
    """
    if value is None:
        return None
    if decimals:
        return _read_decimal(value, key, decimals)
    if not is_whole_number(value):
        raise wrong_value(key, "phải là số nguyên")
    if abs(value) > MAX_NUMBER:
        raise wrong_value(key, "số quá lớn")
    return value


def _read_decimal(value: Json, key: str, decimals: int) -> int | None:
    text = str(value) if is_whole_number(value) else value
    if not isinstance(text, str):
        example = format_number(10 ** (decimals + 2) - 1, decimals)
        raise wrong_value(
            key, f'phải là số nguyên, hoặc số có dấu phẩy trong dấu ngoặc kép, ví dụ "{example}"'
        )
    try:
        return parse_number(text, decimals)
    except KnownError as error:
        raise wrong_value(key, _DECIMAL_REASONS[error.code].format(decimals=decimals)) from error


def read_line(value: Json, key: str, most: int = MAX_LINE) -> str:
    """A text of at most `most` characters as one line, of characters that may be stored; empty for null."""
    line = "" if value is None else clean_line(read_text(value, key))
    if len(line) > most:
        raise too_long(key, len(line), most)
    return line


def read_text(value: Json, key: str) -> str:
    """A text as it was written."""
    if not isinstance(value, str):
        raise wrong_value(key, "phải là văn bản đặt trong dấu ngoặc kép")
    return value


def read_lines(value: Json, key: str) -> tuple[str, ...]:
    """The lines of a list of texts or of one text, without the empty ones."""
    listed = value.splitlines() if isinstance(value, str) else value if isinstance(value, list) else [value]
    return tuple(filter(None, (read_line(item, f"{key}.{index}") for index, item in enumerate(listed))))


def read_date(value: Json, key: str) -> str:
    """A date as YYYY-MM-DD; empty for null and for the empty text."""
    text = read_line(value, key)
    if text and not is_iso_date(text):
        raise wrong_value(key, "ngày phải viết dạng NĂM-THÁNG-NGÀY, ví dụ 2024-10-15")
    return text


def dropped_texts(value: Json, key: str) -> Iterator[tuple[str, int]]:
    """The key of every text in `value` that loses characters when it is cleaned, and how many."""
    match value:
        case str() if count := dropped_characters(value):
            yield key, count
        case list():
            for index, item in enumerate(value):
                yield from dropped_texts(item, f"{key}.{index}")
        case dict():
            for name, item in value.items():
                yield from dropped_texts(item, f"{key}.{name}" if key else name)


def too_long(key: str, length: int, most: int) -> KnownError:
    """The error that refuses a text of `length` characters, of which there may be `most`."""
    return wrong_value(key, f"dài {format_count(length)} ký tự, nhiều nhất {format_count(most)} ký tự")


def wrong_value(key: str, reason: str) -> KnownError:
    """The error that refuses the value of `key` for `reason`, in Vietnamese."""
    return KnownError("entry-value", key=key, reason=reason)


def _distinct(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise _RepeatedKeyError(Counter(key for key, _ in pairs).most_common(1)[0][0])
    return data


def _whole(digits: str) -> int:
    return int(digits[:_MAX_DIGITS])


def _json_reason(error: Exception) -> str:
    match error:
        case UnicodeDecodeError():
            return "không phải mã hóa UTF-8"
        case json.JSONDecodeError(lineno=line, colno=column):
            return f"lỗi cú pháp JSON ở dòng {line}, cột {column}"
        case _RepeatedKeyError(key=key):
            return f"khóa “{key}” lặp lại"
    return "lồng nhau quá sâu"
