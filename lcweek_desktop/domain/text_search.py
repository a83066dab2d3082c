"""Finding words in a text as people see it, and what is put in their place.

However the letters are composed (NFC, NFD), a letter is found whole: "o" is not found in "ọ", unless marks
are passed over. Characters that are not drawn are passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from lcweek_desktop.domain.characters import without_invisible

_LETTER: Final = re.compile(".[\u0300-\u036f]*", re.DOTALL)
"""A character with the marks that are composed with it."""
_WITHOUT_STROKE: Final = str.maketrans("đĐ", "dD")


class Span(NamedTuple):
    """Where a part of a text begins, and where it has ended, in characters."""

    start: int
    end: int


@dataclass(frozen=True)
class Query:
    """What is looked for. Capitals are small letters unless `match_case`; with `ignore_marks`, "hoc tap" is
    found in "học tập". Nothing is found of a text that is blank."""

    text: str
    match_case: bool = False
    ignore_marks: bool = False

    def spans(self, text: str) -> Iterator[Span]:
        """Where the query stands in `text`, from its beginning, none of them within another."""
        wanted = "".join(map(self._folded, _LETTER.findall(self.text)))
        if not wanted.strip():
            return
        folded, starts, ends = self._places(text)
        at = folded.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            is_whole = at in starts and end in ends
            if is_whole:
                yield Span(starts[at], ends[end])
            at = folded.find(wanted, end if is_whole else at + 1)

    def in_place_of(self, found: str, words: str) -> str:
        """`words` as they stand in place of `found`: where capitals make no difference, and `words` have
        none, they begin as `found` does, or are capitals as it is."""
        if self.match_case or words != words.lower():
            return words
        if len(found) > 1 and found.isupper():
            return words.upper()
        return words[:1].upper() + words[1:] if found[:1].isupper() else words

    def _places(self, text: str) -> tuple[str, dict[int, int], dict[int, int]]:
        """`text` as it is compared, and for each place in it at which a letter begins or ends, that place in
        `text`."""
        letters = _LETTER.findall(text)
        folded = {letter: self._folded(letter) for letter in set(letters)}
        starts, ends, at, length = {}, {}, 0, 0
        for letter in letters:
            if part := folded[letter]:
                starts[length] = at
                length += len(part)
                ends[length] = at + len(letter)
            at += len(letter)
        return "".join(folded[letter] for letter in letters), starts, ends

    def _folded(self, letter: str) -> str:
        if letter.isspace():
            return " "
        folded = unicodedata.normalize("NFD", without_invisible(letter))
        if self.ignore_marks:
            folded = "".join(sign for sign in folded if not unicodedata.combining(sign))
            folded = folded.translate(_WITHOUT_STROKE)
        return folded if self.match_case else folded.casefold()
