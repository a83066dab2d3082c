"""Reading an entry document: JSON text to plain values, and small readers that name the key they refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, NoReturn, TypeVar

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec import LARGEST
from lcweek_desktop.domain.text import one_line
from lcweek_desktop.errors import KnownError

LONGEST_TEXT: Final = 64 * 1024
"""Bytes of one text in UTF-8: what a bundle can carry (bundle.md, Caps)."""

T = TypeVar("T")


class _BadJsonError(ValueError):
    """Valid to Python's reader, not to us; the text is a Vietnamese reason."""


def parse(data: bytes, name: str) -> dict[str, Json]:
    """The entry document in `data`; KnownError `entry-file` when it is not one JSON object."""
    try:
        document = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_distinct, parse_constant=_no_constant
        )
    except UnicodeDecodeError as error:
        raise KnownError("entry-file", file=name, reason="không phải mã hóa UTF-8") from error
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
        raise wrong(key, "phải là một đối tượng")
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
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong(key, "phải là số nguyên")
    if abs(value) > LARGEST:
        raise wrong(key, "số quá lớn")
    return value


def a_line(value: Json, key: str) -> str:
    return "" if value is None else one_line(a_string(value, key))


def a_string(value: Json, key: str) -> str:
    if not isinstance(value, str):
        raise wrong(key, "phải là chữ")
    if len(value.encode("utf-8", "replace")) > LONGEST_TEXT:
        raise wrong(key, "dài quá 64 KiB")
    return value


def wrong(key: str, reason: str) -> KnownError:
    return KnownError("entry-value", key=key, reason=reason)


def _refuse(key: str, reason: str) -> NoReturn:
    raise wrong(key, reason) from None


def _distinct(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    keys = [key for key, _value in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise _BadJsonError(f"khóa “{key}” lặp lại")
    return dict(pairs)


def _no_constant(name: str) -> NoReturn:
    raise _BadJsonError(f"giá trị {name}")


def _json_reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"lỗi cú pháp JSON ở dòng {error.lineno}, cột {error.colno}"
    if isinstance(error, RecursionError):
        return "lồng nhau quá sâu"
    return str(error) if isinstance(error, _BadJsonError) else "có số quá dài"


def some_lines(value: Json, key: str) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple(filter(None, (a_line(item, f"{key}.{index}") for index, item in enumerate(listed))))


def a_date(value: Json, key: str) -> str:
    text = a_line(value, key)
    if not text:
        return ""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError(text)
        return date.fromisoformat(text).isoformat()
    except ValueError:
        _refuse(key, "ngày phải viết dạng NĂM-THÁNG-NGÀY, ví dụ 2024-10-15")
