"""Reading an entry document: JSON text to plain values, and small readers that name the key they refuse."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec.strict import is_iso_date
from lcweek_desktop.domain.text import MAX_TEXT_BYTES, clean_line
from lcweek_desktop.domain.values import MAX_NUMBER, is_whole_number
from lcweek_desktop.errors import KnownError

_DIGITS: Final = 30
"""So much of a number is read: with more it is too large anyway, and Python refuses thousands of digits."""

T = TypeVar("T")


class _RepeatedKeyError(ValueError):
    """JSON allows it, we do not."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def parse(data: bytes, name: str) -> dict[str, Json]:
    """The entry document in `data`; KnownError `entry-file` when it is not one JSON object.

    Floats and NaN get through, for the readers below to refuse with their key.
    """
    try:
        document = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_distinct, parse_int=_whole)
    except (ValueError, RecursionError) as error:
        raise KnownError("entry-file", file=name, reason=_json_reason(error)) from error
    if not isinstance(document, dict):
        raise KnownError("entry-file", file=name, reason="không phải một đối tượng JSON")
    return document


def only_keys(data: Mapping[str, Json], key: str, known: tuple[str, ...]) -> None:
    for name in data:
        if name not in known:
            raise KnownError("entry-key", key=f"{key}.{name}" if key else name)


def an_object(value: Json, key: str) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise wrong(key, "phải là một đối tượng JSON")
    return value


def a_list(value: Json, key: str, read: Callable[[Json, str], T]) -> tuple[T, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise wrong(key, "phải là một danh sách")
    return tuple(read(item, f"{key}.{index}") for index, item in enumerate(value))


def a_number(value: Json, key: str) -> int | None:
    if value is None:
        return None
    if not is_whole_number(value):
        raise wrong(key, "phải là số nguyên")
    if abs(value) > MAX_NUMBER:
        raise wrong(key, "số quá lớn")
    return value


def a_line(value: Json, key: str) -> str:
    return "" if value is None else clean_line(a_string(value, key))


def a_string(value: Json, key: str) -> str:
    if not isinstance(value, str):
        raise wrong(key, "phải là văn bản đặt trong dấu ngoặc kép")
    if len(value.encode("utf-8", "replace")) > MAX_TEXT_BYTES:
        raise wrong(key, "dài quá 64 KiB")
    return value


def some_lines(value: Json, key: str) -> tuple[str, ...]:
    """The lines of a list, or of a text; empty ones go."""
    listed = value.splitlines() if isinstance(value, str) else value if isinstance(value, list) else [value]
    return tuple(filter(None, (a_line(item, f"{key}.{index}") for index, item in enumerate(listed))))


def a_date(value: Json, key: str) -> str:
    text = a_line(value, key)
    if text and not is_iso_date(text):
        raise wrong(key, "ngày phải viết dạng NĂM-THÁNG-NGÀY, ví dụ 2024-10-15")
    return text


def wrong(key: str, reason: str) -> KnownError:
    return KnownError("entry-value", key=key, reason=reason)


def _distinct(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise _RepeatedKeyError(Counter(key for key, _ in pairs).most_common(1)[0][0])
    return data


def _whole(digits: str) -> int:
    return int(digits[:_DIGITS])


def _json_reason(error: Exception) -> str:
    match error:
        case UnicodeDecodeError():
            return "không phải mã hóa UTF-8"
        case json.JSONDecodeError(lineno=line, colno=column):
            return f"lỗi cú pháp JSON ở dòng {line}, cột {column}"
        case _RepeatedKeyError(key=key):
            return f"khóa “{key}” lặp lại"
    return "lồng nhau quá sâu"
