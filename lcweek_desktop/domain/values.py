"""Cell values and how Vietnamese writes them: a whole number, or None for a blank cell (blank ≠ 0)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.errors import KnownError

# Python itself refuses to read a number of more than 4300 digits.
_PLAIN: Final = re.compile(r"-?[0-9]{1,1000}")
_GROUPED: Final = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,300}")

_TOLD: Final = 40
"""Characters of a refused text that are told; a whole page may have been pasted."""

MAX_NUMBER: Final = 10**18
"""No number in stored or sent data is larger, nor smaller than its negative (bundle.md, Caps)."""


def parse_number(text: str) -> int | None:
    """The whole number typed or pasted as `text`, "1234" or "1.234"; None for an empty or blank text.

    Raises KnownError `number-not-whole` for "1,5", "1.25", "1,234", "12.34", "0.123": a decimal mark, or
    something that could be one (forms-and-rules.md, Phụ lục II); `number-too-large` beyond LARGEST.
    """
    typed = clean_line(text)
    if not typed:
        return None
    if not (_PLAIN.fullmatch(typed) or _GROUPED.fullmatch(typed)):
        raise KnownError("number-not-whole", text=typed if len(typed) <= _TOLD else f"{typed[:_TOLD]}…")
    number = int(typed.replace(".", ""))
    if abs(number) > MAX_NUMBER:
        raise KnownError("number-too-large")
    return number


def format_number(value: int | None) -> str:
    """`value` with a dot between thousands ("1.234.567"); the empty text for a blank."""
    return "" if value is None else f"{value:,}".replace(",", ".")


def sum_filled(values: Iterable[int | None]) -> int | None:
    """Exact sum of the filled values; None when all are blank (a sum of blanks is blank)."""
    filled = [value for value in values if value is not None]
    return sum(filled) if filled else None
