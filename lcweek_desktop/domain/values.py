"""Cell values, and how Vietnamese writes them.

A value is a whole number of steps of 10^-decimals (form.CellRule): with one decimal, 98,5 is 985; without
decimals a step is 1. None is a blank cell. Blank means "not reported", 0 means "reported as none". Source:
docs/form-and-rules.md, Phụ lục II.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeGuard

from lcweek_desktop.domain.characters import without_invisible
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.errors import KnownError

# Python refuses to convert a text of more than 4300 digits to a number.
_WHOLE: Final = r"-?(?:[0-9]{1,1000}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,300})"
_WHOLE_NUMBER: Final = re.compile(_WHOLE)
_DECIMAL_NUMBER: Final = re.compile(rf"{_WHOLE}(?:,[0-9]{{1,1000}})?")

# A whole page may have been pasted; the error message quotes no more than this many characters of it.
_QUOTED_LENGTH: Final = 40

MAX_NUMBER: Final = 10**18
"""The largest number in stored or sent data; none is below its negative (docs/bundle-format.md, Caps)."""


def is_whole_number(value: object) -> TypeGuard[int]:
    """Whether `value` is an integer; True, False and 1.0 are not."""
    return isinstance(value, int) and not isinstance(value, bool)


def parse_number(text: str, decimals: int) -> int | None:
    """The number that was typed or pasted as `text`, in steps of 10^-`decimals`; None for a blank text.

    "1234" and "1.234" are understood, and with decimals "98,5" and "1.234,5" too. Zeros at the end of the
    decimals say nothing, so "98", "98,5" and "98,50" are all understood with one decimal. Characters without
    a look of their own, such as U+200B that comes along from a web page, are passed over.

    Raises KnownError `number-not-whole` without decimals for "1,5", "1.25", "1,234", "12.34" and "0.123",
    because each holds a decimal mark or something that could be one; with decimals `number-not-decimal` for
    "98.5" and "1,234.5", and `number-too-fine` for "98,55" with one decimal, which is never rounded; and
    `number-too-large` beyond MAX_NUMBER steps.
    """
    typed = clean_line(without_invisible(text))
    if not typed:
        return None
    pattern = _DECIMAL_NUMBER if decimals else _WHOLE_NUMBER
    if not pattern.fullmatch(typed):
        code = "number-not-decimal" if decimals else "number-not-whole"
        raise KnownError(code, text=_quoted(typed))
    whole, _, fraction = typed.replace(".", "").partition(",")
    fraction = fraction.rstrip("0")
    if len(fraction) > decimals:
        raise KnownError("number-too-fine", text=_quoted(typed), decimals=decimals)
    number = int(whole + fraction.ljust(decimals, "0"))
    if abs(number) > MAX_NUMBER:
        raise KnownError("number-too-large")
    return number


def _quoted(text: str) -> str:
    return text if len(text) <= _QUOTED_LENGTH else f"{text[:_QUOTED_LENGTH]}…"


def format_number(value: int | None, decimals: int) -> str:
    """`value`, in steps of 10^-`decimals`, with a dot between thousands and always that many decimals after a
    comma ("1.234,5", "98,0"); the empty text for None."""
    if value is None:
        return ""
    whole, fraction = divmod(abs(value), 10**decimals)
    after = f",{fraction:0{decimals}d}" if decimals else ""
    return f"{'-' if value < 0 else ''}{format_count(whole)}{after}"


def format_count(count: int) -> str:
    """How many of something there are, with a dot between thousands ("1.234.567"); it is no figure of a
    cell."""
    return f"{count:,}".replace(",", ".")


def number_json(value: int | None, decimals: int) -> int | str | None:
    """`value`, in steps of 10^-`decimals`, as JSON has it: a whole number, or with decimals the text "98,5",
    because a reader would take a JSON number with a point as an inexact one; None for None."""
    return format_number(value, decimals) if decimals and value is not None else value


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
