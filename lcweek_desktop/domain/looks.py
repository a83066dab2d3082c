"""Whether two photos show the same: a few bits of each that shrinking and saving anew hardly change."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

COLUMNS, ROWS = 9, 8
"""How many shades of grey a photo is reduced to for its look."""
_MOST_DIFFERENT: Final = 5
"""Bits of 64 in which two pictures of one scene may differ."""
_EVEN: Final = 12
"""The span of shades, of 256, up to which a picture shows nothing that could be compared."""


def look_of(greys: Sequence[int]) -> int | None:
    """64 bits that say of a picture's `greys`, COLUMNS × ROWS shades row by row, where it grows darker to the
    right (dHash). None for a picture that is even."""
    if max(greys) - min(greys) <= _EVEN:
        return None
    look = 0
    for start in range(0, COLUMNS * ROWS, COLUMNS):
        for left, right in pairwise(greys[start : start + COLUMNS]):
            look = look << 1 | (left > right)
    return look


def look_alike(one: int | None, other: int | None) -> bool:
    """Whether two looks are of pictures that show the same; False where one is None."""
    return one is not None and other is not None and (one ^ other).bit_count() <= _MOST_DIFFERENT
