"""Numbers as they stand in files that people made by hand, each with how sure its reading is.

More is read than of what is pasted (pasted_number.py), as a person sees what stood there beside it and
confirms whatever is not sure. What may be two numbers is never read as one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from lcweek_desktop.domain.characters import without_invisible
from lcweek_desktop.domain.form_rows import folded
from lcweek_desktop.domain.pasted_number import read_pasted_number
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.errors import KnownError


class Confidence(StrEnum):
    """How sure it is that a cell holds what was read; only what is sure needs no look."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


class NumberRead(NamedTuple):
    """What a text says: `value` in steps of the cell, None for no number; `words` are those after it that
    were passed over. `reason` is a code of the catalogue that says why it is not sure, empty where it is."""

    value: int | None
    confidence: Confidence = Confidence.SURE
    reason: str = ""
    words: str = ""


_NONE: Final = frozenset(("không", "ko", "không có", "ko có", "chưa có", "chưa"))
_TICKS: Final = frozenset(("x", "xx", "v", "✓", "✔", "√", "☑", "☒", "có", "true", "+"))
_MULTIPLIERS: Final = {
    **dict.fromkeys(("nghìn", "ngàn", "nghin", "ngan", "ngđ", "k"), 3),
    **dict.fromkeys(("triệu", "trieu", "tr", "trđ"), 6),
    **dict.fromkeys(("tỷ", "tỉ", "ty", "tỷđ", "tỉđ"), 9),
}
"""Words that multiply the number before them by a power of ten."""
_PART: Final = re.compile(r"(\d[\d.]*)(?:,(\d+))? ?([^\W\d_]+)")
_LONGEST: Final = 80
"""The most characters of a text that is read as a number."""
_ONLY_MONEY: Final = frozenset(("đồng", "đ", "vnđ", "vnd", "dong"))
_BRACKETED: Final = re.compile(r"\((\d[\d.]*)\)")
_TWO: Final = re.compile(
    r"(\d[\d.]*)\s*([^\W\d_/,;()]*(?: [^\W\d_/,;()]+)*)\s*(?:[/;(]|, )\s*(\d[\d.]*)\s*([^\d()/]*)\)?"
)


def read_handmade_number(text: str, decimals: int, times: int = 0) -> NumberRead:
    """Read what somebody wrote into a cell of numbers with `decimals`, in a unit that is 10^`times` of that
    of the form. A dash is no number."""
    given = clean_line(without_invisible(text))
    plain = given.casefold().strip(" .")
    if len(given) > _LONGEST and not given.startswith("="):
        return NumberRead(None, Confidence.UNSURE, "handmade-unclear")
    if given.startswith("="):
        return NumberRead(None, Confidence.UNSURE, "handmade-formula")
    if plain in _NONE:
        return NumberRead(0, Confidence.LIKELY, "handmade-none")
    if plain in _TICKS:
        return NumberRead(None, Confidence.UNSURE, "handmade-tick")
    if (bracketed := _BRACKETED.fullmatch(given)) is not None:
        inside = read_handmade_number(bracketed[1], decimals, times)
        return NumberRead(inside.value, Confidence.UNSURE, "handmade-brackets")
    multiplied = _multiplied(given, decimals)
    if multiplied is not None:
        return NumberRead(multiplied, Confidence.LIKELY, "handmade-multiplied")
    try:
        read = read_pasted_number(given, decimals)
    except KnownError:
        return _in_larger_unit(given, decimals, times)
    if read.value is None:
        return NumberRead(None)
    if read.value < 0:
        return NumberRead(None, Confidence.UNSURE, "handmade-unclear")
    if times:
        return _in_larger_unit(given, decimals, times)
    return NumberRead(read.value, words=read.words)


def read_pair(text: str) -> tuple[int, int] | None:
    """The two numbers of a text that has one for each of two columns: "3/90", "3 lớp (90 người)"; None for
    any other text, and where both are of one kind."""
    given = clean_line(without_invisible(text))
    found = _TWO.fullmatch(given) if len(given) <= _LONGEST else None
    if found is None or (found[2] and folded(found[2]) == folded(found[4])):
        return None
    try:
        first, second = (read_pasted_number(found[at], 0).value for at in (1, 3))
    except KnownError:
        return None
    return None if first is None or second is None else (first, second)


def power_of_unit(words: str) -> int:
    """The power of ten of a unit of measurement: 6 of "triệu đồng", 0 of any without such a word."""
    return next((_MULTIPLIERS[word] for word in _words(words) if word in _MULTIPLIERS), 0)


def _in_larger_unit(given: str, decimals: int, times: int) -> NumberRead:
    unit = next((word for word, power in _MULTIPLIERS.items() if power == times), "")
    value = _multiplied(f"{given} {unit}", decimals) if unit else None
    if value is None:
        return NumberRead(None, Confidence.UNSURE, "handmade-unclear")
    return NumberRead(value, Confidence.LIKELY, "handmade-multiplied")


def _multiplied(given: str, decimals: int) -> int | None:
    """The number of "12 triệu", "1,5 tỷ" or "12 triệu 500 nghìn đồng" in steps; None for any other text."""
    total, power = 0, 100
    rest = given.casefold()
    while (part := _PART.match(rest)) is not None and (times := _MULTIPLIERS.get(part[3])) is not None:
        fraction = part[2] or ""
        shift = times + decimals - len(fraction)
        try:
            whole = read_pasted_number(part[1], 0).value
        except KnownError:
            return None
        if times >= power or shift < 0 or whole is None:
            return None
        total += (whole * 10 ** len(fraction) + int(fraction or 0)) * 10**shift
        power, rest = times, rest[part.end() :].strip(" .")
    is_whole = power < 100 and (not rest or rest in _ONLY_MONEY)
    return total if is_whole else None


def _words(text: str) -> Sequence[str]:
    return re.findall(r"[^\W\d_]+", clean_line(text).casefold())
