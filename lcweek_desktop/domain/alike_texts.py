"""Texts that say the same: which of many sentences are near copies of one another.

Compared are the words without case, marks, numbering and the phrases with which every proposal begins. Two
texts say the same when their words are alike (rapidfuzz) and most pairs of neighbouring words stand in both,
so that a person can see why. Source: docs/collation.md, Texts that say the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz, process

ALIKE: Final = 78.0
"""How alike, from 0 to 100, the words of two texts are at least that say the same."""
SHARED: Final = 0.45
"""The least share of the pairs of neighbouring words, of both texts together, that stand in both."""
_WORDS: Final = re.compile(r"[^\W_]+")
_MOST_WORDS: Final = 400
"""The words of a text that are compared, from its beginning."""
_OPENINGS: Final = re.compile(
    r"^(?:\W*(?:[0-9ivx]{1,3}|[a-zđ])[.)])?\W*"
    r"(?:(?:kính |rất |trân trọng )?(?:đề nghị|đề xuất|kiến nghị|mong)(?: cấp trên| các cấp)?(?: tiếp tục)?"
    r"(?: quan tâm)?)?\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Said:
    """A text as it is compared."""

    words: str
    pairs: frozenset[tuple[str, str]]


@lru_cache(1 << 15)
def _said(text: str) -> _Said:
    words = _WORDS.findall(_OPENINGS.sub("", text, count=1).casefold())[:_MOST_WORDS]
    return _Said(" ".join(words), frozenset(pairwise(words)) or frozenset(zip(words, words, strict=True)))


def say_the_same(one: str, other: str) -> bool:
    """Whether two texts say the same."""
    mine, theirs = _said(one), _said(other)
    return fuzz.token_sort_ratio(mine.words, theirs.words) >= ALIKE and _shared(mine, theirs) >= SHARED


def _shared(one: _Said, other: _Said) -> float:
    every = one.pairs | other.pairs
    return len(one.pairs & other.pairs) / len(every) if every else 1.0


def alike_texts(texts: Sequence[str]) -> list[int]:
    """For each of `texts` the number of its group, from 0 in the order in which the groups begin.

    A text joins the group whose first text it is most like, if both say the same; otherwise it begins one. So
    every text of a group says what the first one does, and a chain of small differences joins nothing.
    """
    firsts: list[_Said] = []
    groups: list[int] = []
    for text in texts:
        said = _said(text)
        near = process.extract(
            said.words,
            [first.words for first in firsts],
            scorer=fuzz.token_sort_ratio,
            score_cutoff=ALIKE,
            limit=None,
        )
        group = next((at for _, _, at in near if _shared(said, firsts[at]) >= SHARED), len(firsts))
        if group == len(firsts):
            firsts.append(said)
        groups.append(group)
    return groups
