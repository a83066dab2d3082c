"""Cell values, and how Vietnamese writes them.

A value is a whole number, or None for a blank cell. Blank means "not reported", 0 means "reported as none".
Source: docs/form-and-rules.md, Phụ lục II.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeGuard

from lcweek_desktop.domain.characters import without_invisible
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.errors import KnownError

# Python refuses to convert a text of more than 4300 digits to a number.
_PLAIN: Final = re.compile(r"-?[0-9]{1,1000}")
_GROUPED: Final = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,300}")

# A whole page may have been pasted; the error message quotes no more than this many characters of it.
_QUOTED_LENGTH: Final = 40

MAX_NUMBER: Final = 10**18
"""The largest number in stored or sent data; none is below its negative (docs/bundle-format.md, Caps)."""


def is_whole_number(value: object) -> TypeGuard[int]:
    """Whether `value` is an integer; True, False and 1.0 are not."""
    return isinstance(value, int) and not isinstance(value, bool)


def parse_number(text: str) -> int | None:
    """The whole number that was typed or pasted as `text`, "1234" or "1.234"; None for a blank text.

    Characters without a look of their own, such as U+200B that comes along from a web page, are passed over.

    Raises KnownError `number-not-whole` for "1,5", "1.25", "1,234", "12.34" and "0.123", because each holds a
    decimal mark or something that could be one, and `number-too-large` beyond MAX_NUMBER.
    """
    typed = clean_line(without_invisible(text))
    if not typed:
        return None
    if not (_PLAIN.fullmatch(typed) or _GROUPED.fullmatch(typed)):
        raise KnownError("number-not-whole", text=_quoted(typed))
    number = int(typed.replace(".", ""))
    if abs(number) > MAX_NUMBER:
        raise KnownError("number-too-large")
    return number


def _quoted(text: str) -> str:
    return text if len(text) <= _QUOTED_LENGTH else f"{text[:_QUOTED_LENGTH]}…"


def format_number(value: int | None) -> str:
    """`value` with a dot between thousands ("1.234.567"); the empty text for None."""
    return "" if value is None else f"{value:,}".replace(",", ".")


def sum_filled(values: Iterable[int | None]) -> int | None:
    """The sum of those `values` that are not None; None when all are (a sum of blanks is blank)."""
    filled = [value for value in values if value is not None]
    return sum(filled) if filled else None


def greatest_filled(values: Iterable[int | None]) -> int | None:
    """The greatest of those `values` that are not None; None when all are."""
    return max((value for value in values if value is not None), default=None)


def minute_text(at: str) -> str:
    """A local time to the minute as people write it: "2024-10-15T08:30" → "08:30 ngày 15/10/2024"."""
    day, _, clock = at.partition("T")
    return f"{clock} ngày {'/'.join(reversed(day.split('-')))}"
