"""Which characters a stored or sent text may hold (docs/bundle-format.md, Characters).

Every other one is dropped where text is entered, and refused in a bundle. What is left can be written into
every file that the program makes, and has one normal form C in every version of Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import Final

from lcweek_desktop.domain.unassigned import unassigned_ranges

_NAMED: Final = (
    (0x0000, 0x001F),  # control characters
    (0x007F, 0x009F),  # control characters
    (0x061C, 0x061C),  # makes a text read in another order than it is stored in
    (0x200E, 0x200F),  # the same
    (0x2028, 0x202E),  # line breaks, and the same
    (0x2066, 0x2069),  # the same
    (0xD800, 0xDFFF),  # surrogates
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFF9, 0xFFFC),  # annotations, and the place of an object that is not there
)


def _merged(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Ranges in order, of which none touches the next."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if found and found[-1][1] + 1 == first:
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return tuple(found)


REFUSED_RANGES: Final = _merged(chain(_NAMED, unassigned_ranges()))
"""The first and the last code point of each range that no text may hold, in order."""


def _pattern(ranges: Iterable[tuple[int, int]]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in ranges)}]")


# A class that reaches beyond U+FFFF is searched range by range, so only the few characters up there are.
_REFUSED: Final = _pattern(each for each in REFUSED_RANGES if each[0] <= 0xFFFF)
_HIGH: Final = re.compile("[\U00010000-\U0010ffff]")
_REFUSED_HIGH: Final = _pattern(each for each in REFUSED_RANGES if each[0] > 0xFFFF)

_WITHOUT_LOOK: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
    "\U000e0100-\U000e01ef]"
)
"""Characters that are not drawn by themselves: Unicode's Default_Ignorable_Code_Point, those of 14.0."""


def may_be_stored(text: str) -> bool:
    """Whether every character of `text` may be stored and sent."""
    return not _REFUSED.search(text) and not _refused_high(text)


def storable(text: str) -> str:
    """`text` without the characters that may not be stored."""
    return _REFUSED.sub("", text).translate(dict.fromkeys(map(ord, _refused_high(text))))


def without_invisible(text: str) -> str:
    """`text` without the characters that are not drawn by themselves, such as U+200B and U+00AD."""
    return _WITHOUT_LOOK.sub("", text)


def _refused_high(text: str) -> set[str]:
    """The characters above U+FFFF in `text` that may not be stored."""
    return set(filter(_REFUSED_HIGH.match, set(text))) if _HIGH.search(text) else set()
