"""Reading a TOML table key by key, with errors that name file, table and key.

Every method that reads raises KnownError `form-definition` when the value is not what it should be. No other
module uses tomllib.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NoReturn, TypeVar

from lcweek_desktop.domain.letterhead import placeholders
from lcweek_desktop.domain.values import is_whole_number
from lcweek_desktop.errors import KnownError

_T = TypeVar("_T")
_R = TypeVar("_R")


@dataclass(frozen=True)
class TomlTable:
    """One TOML table of `file`; `name` says where it is ("row 5.1"), `values` are as tomllib gives them."""

    file: str
    name: str
    values: Mapping[str, object]

    def refuse(self, key: str, reason: str) -> NoReturn:
        """Raise KnownError `form-definition` for the value at `key`; `reason` is a Vietnamese clause."""
        raise KnownError("form-definition", file=self.file, table=self.name, key=key, reason=reason)

    def check_keys(self, required: Iterable[str], optional: Iterable[str] = ()) -> None:
        """Refuse the table when a `required` key is missing, or one is neither `required` nor `optional`."""
        required = tuple(required)
        for key in required:
            if key not in self.values:
                self.refuse(key, "thiếu khóa này")
        for key in self.values:
            if key not in required and key not in optional:
                self.refuse(key, "khóa này không có trong định nghĩa")

    def text(self, key: str) -> str:
        """A text of one line in NFC; it may be empty."""
        return self._checked_text(key, self.values[key])

    def nonempty_text(self, key: str) -> str:
        """A text of one line that is not empty."""
        return self.text(key) or self.refuse(key, "không được để trống")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty when the key is absent."""
        return tuple(self._checked_text(key, item) for item in self._list(key))

    def template(self, key: str, names: Iterable[str]) -> str:
        """A text whose placeholders in braces are among `names`."""
        return self._checked_template(key, self.text(key), names)

    def templates(self, key: str, names: Iterable[str]) -> tuple[str, ...]:
        """A list of such texts, empty when the key is absent."""
        return tuple(self._checked_template(key, text, names) for text in self.texts(key))

    def integer(self, key: str, least: int = 0) -> int:
        """A whole number not below `least`."""
        value = self.values[key]
        if not is_whole_number(value) or value < least:
            self.refuse(key, f"phải là số nguyên từ {least} trở lên")
        return value

    def day(self, key: str) -> date:
        """A date without a time."""
        value = self.values[key]
        if isinstance(value, datetime) or not isinstance(value, date):
            self.refuse(key, "phải là ngày, ví dụ 2024-10-01")
        return value

    def boolean(self, key: str, default: bool | None = None) -> bool:
        """True or false; `default` when the key is absent, which is refused when that is None."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            self.refuse(key, "phải là true hoặc false")
        return value

    def choice(self, key: str, known: Iterable[str]) -> str:
        """A text that is one of `known`."""
        return self._checked_choice(key, self.text(key), tuple(known))

    def choices(self, key: str, known: Iterable[str]) -> tuple[str, ...]:
        """A list of texts that are all in `known`, empty when the key is absent."""
        known = tuple(known)
        return tuple(self._checked_choice(key, text, known) for text in self.texts(key))

    def table(self, key: str) -> TomlTable:
        """The table at `key`, an empty one when the key is absent."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.refuse(key, "phải là một bảng")
        return TomlTable(self.file, key if self.name == TOP_LEVEL else f"{self.name}.{key}", value)

    def tables(self, key: str) -> tuple[TomlTable, ...]:
        """The tables written as [[key]], at least one; each has a `key` of its own that no other one has."""
        found = [self._entry(key, place, item) for place, item in enumerate(self._list(key), 1)]
        if not found:
            self.refuse(key, "phải có ít nhất một mục")
        seen: set[str] = set()
        for entry in found:
            if entry.nonempty_text("key") in seen:
                entry.refuse("key", "trùng với một mục ở trên")
            seen.add(entry.nonempty_text("key"))
        return tuple(found)

    def _entry(self, key: str, place: int, item: object) -> TomlTable:
        if not isinstance(item, dict):
            self.refuse(key, "phải là danh sách bảng")
        entry = TomlTable(self.file, f"{key} {item.get('key', place)}", item)
        if "key" not in item:
            entry.refuse("key", "thiếu khóa này")
        return entry

    def _list(self, key: str) -> list[object]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self.refuse(key, "phải là một danh sách")
        return value

    def _checked_text(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            self.refuse(key, "phải là chữ")
        if not unicodedata.is_normalized("NFC", value):
            self.refuse(key, "chữ chưa ở dạng Unicode dựng sẵn (NFC)")
        if not value.isprintable() or value != value.strip():
            self.refuse(key, "chữ phải nằm trên một dòng, không có khoảng trắng ở đầu và cuối")
        return value

    def _checked_template(self, key: str, text: str, names: Iterable[str]) -> str:
        try:
            unknown = placeholders(text) - frozenset(names)
        except ValueError:
            self.refuse(key, "dấu ngoặc nhọn không khớp")
        if unknown:
            self.refuse(key, f"không có chỗ điền {{{sorted(unknown)[0]}}}")
        return text

    def _checked_choice(self, key: str, text: str, known: tuple[str, ...]) -> str:
        return (
            text if text in known else self.refuse(key, f"“{text}” không phải một trong: {', '.join(known)}")
        )


class DefinitionError(KnownError):
    """`form-definition` at one place; `more` are the mistakes that were found after it in the same list."""

    def __init__(self, mistakes: Sequence[KnownError]) -> None:
        first, *more = mistakes
        super().__init__(first.code, **first.context)
        self.more = tuple(more)


def read_each(entries: Iterable[_T], read: Callable[[_T], _R]) -> tuple[_R, ...]:
    """What `read` gives for each of `entries`. Every one is read, and then DefinitionError raised when one
    was refused."""
    found: list[_R] = []
    refused: list[KnownError] = []
    for entry in entries:
        try:
            found.append(read(entry))
        except KnownError as error:
            refused.append(error)
    if refused:
        raise DefinitionError(refused)
    return tuple(found)


TOP_LEVEL = "(đầu tệp)"
"""The name of the table that a file itself is, with the keys before its first [table]."""


MAX_LINE: Final = 8 * 1024
"""The length in bytes of a line of a definition."""


def parse(file: str, data: bytes) -> TomlTable:
    """The top-level table of the TOML file that is called `file` and holds `data`.

    No line may be longer than MAX_LINE: reading a key takes time that grows with the square of its length.
    """
    try:
        if max(map(len, data.split(b"\n"))) > MAX_LINE:
            raise ValueError
        return TomlTable(file, TOP_LEVEL, tomllib.loads(data.decode("utf-8")))
    except UnicodeDecodeError:
        reason = "tệp không ở mã UTF-8"
    except tomllib.TOMLDecodeError as error:
        reason = f"không đúng cú pháp TOML ({error})"
    except (ValueError, RecursionError):  # also numbers too long for Python, and tables too deep for it
        reason = "có dòng hoặc số quá dài, hoặc bảng lồng nhau quá sâu"
    raise KnownError("form-definition", file=file, table=TOP_LEVEL, key="–", reason=reason)
