"""Numbers as other programs and people write them, read when they are pasted.

More is understood than of what is typed (values.py), because a pasted text cannot be typed otherwise; what
was not simply a number is told, so that nothing is read behind somebody's back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lcweek_desktop.domain.characters import without_invisible
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.values import parse_number
from lcweek_desktop.errors import KnownError

_DASHES: Final = frozenset("-–—−")
_SPACED: Final = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]+)?")
_WITH_WORDS: Final = re.compile(r"([0-9][0-9. ]*(?:,[0-9]+)?) ?([^\W\d_%][^\d]*|%)")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_MULTIPLIERS: Final = frozenset(
    (
        *("chục", "tá", "trăm", "nghìn", "ngàn", "ngđ", "k", "vạn", "rưỡi", "mươi"),
        *("triệu", "trieu", "tr", "trđ", "tỷ", "tỉ", "tỷđ", "tỉđ", "nghin"),
    )
)
"""Words that make another number of the digits before them, "trđ" for "triệu đồng" among them; such a text is
refused."""


@dataclass(frozen=True)
class PastedNumber:
    """What a pasted text says: `value` in steps of the cell, None for nothing; whether it is only a dash,
    which may mean none or nothing; and the words after the number that were passed over."""

    value: int | None
    is_dash: bool = False
    words: str = ""


def read_pasted_number(text: str, decimals: int) -> PastedNumber:
    """Read "1.250", "1 250", "25 người", "1.250.000đ" and "-", besides what can be typed.

    Raises KnownError as `values.parse_number`, also for "5 triệu", whose words are part of the number.
    """
    typed = clean_line(without_invisible(text))
    if typed in _DASHES:
        return PastedNumber(None, is_dash=True)
    try:
        return PastedNumber(parse_number(_joined(typed), decimals))
    except KnownError:
        found = _WITH_WORDS.fullmatch(typed)
        if found is None or _MULTIPLIERS.intersection(_LETTERS.findall(found[2].casefold())):
            raise
        return PastedNumber(parse_number(_joined(found[1].strip()), decimals), words=found[2])


def _joined(number: str) -> str:
    """`number` without the spaces between its groups of three digits."""
    return number.replace(" ", "") if _SPACED.fullmatch(number) else number
