"""Which row of a form a line of somebody's table names, by its printed number and its label.

Labels are compared without regard to case and punctuation; one that is nearly a row's is taken for it, since
people correct, shorten and mistype what they copy. Source: docs/adr/0152-files-made-by-hand.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from lcweek_desktop.domain.form import Form, RowKey
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.unit import slug

ALIKE: Final = 93.0
"""How alike, from 0 to 100, two labels are at least that mean one row with other words."""
_APART: Final = 4.0
"""How much less alike the label of the next row has to be."""
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)")


class Likeness(NamedTuple):
    """The row whose label is most like a text, how much, from 0 to 100, and whether it is the only one so."""

    row: RowKey
    score: float
    is_clear: bool


class FormRows:
    """The rows of a form by the numbers and labels that lines of a table have."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._labels: dict[str, RowKey | None] = {}
        self._plain: dict[str, RowKey | None] = {}
        for row in form.rows:
            for label in {folded(each) for each in _written(row.label, row.source_label)}:
                self._labels[label] = row.key if label not in self._labels else None
            for plain in {slug(each) for each in _written(row.label, row.source_label)}:
                self._plain[plain] = row.key if plain not in self._plain else None
        self._numbers: dict[str, RowKey | None] = {}
        for row in form.rows:
            if row.tt:
                number = folded_number(row.tt)
                self._numbers[number] = row.key if number not in self._numbers else None
        self._liked = cache(self._like)

    def by_number(self, text: str) -> RowKey | None:
        """The row with the printed number `text`; None for no such number, and for one that rows share, as
        in forms that count anew in each section."""
        return self._numbers.get(folded_number(text))

    def has_number(self, text: str) -> bool:
        """Whether `text` is the printed number of a row, or of several."""
        return folded_number(text) in self._numbers

    def by_label(self, text: str) -> RowKey | None:
        """The row that has, or nearly has, the label `text`; None for a label that rows share."""
        like = self.like(text)
        return like.row if like is not None and like.score >= ALIKE else None

    def like(self, text: str) -> Likeness | None:
        """The row whose label is most like `text`; None where it has no words, or is a label that rows
        share."""
        return self._liked(folded(text))

    def likeness(self, text: str, row: RowKey) -> float:
        """How like, from 0 to 100, the label of `row` is to `text`, of which words may be left out."""
        defined = self._form.row_by_key[row]
        labels = [folded(each) for each in _written(defined.label, defined.source_label)]
        words = folded(text)
        return max(max(fuzz.ratio(words, each), fuzz.token_set_ratio(words, each)) for each in labels)

    def _like(self, words: str) -> Likeness | None:
        if words in self._labels:
            row = self._labels[words]
            return None if row is None else Likeness(row, 100.0, is_clear=True)
        if not has_words(words):
            return None
        if (plain := self._plain.get(slug(words))) is not None:
            return Likeness(plain, ALIKE, is_clear=True)
        shared = [label for label, row in self._labels.items() if row is not None]
        best: dict[RowKey, float] = {}
        for label, score, _ in process.extract(words, shared, scorer=fuzz.ratio, limit=6):
            row = self._labels[label]
            assert row is not None
            best[row] = max(score, best.get(row, 0.0))
        if not best:
            return None
        first, *others = sorted(best.items(), key=lambda each: -each[1])
        return Likeness(*first, is_clear=not others or first[1] - others[0][1] >= _APART)


def has_words(text: str) -> bool:
    """Whether `text` has a word, and is no number alone."""
    return _LETTERS.search(text) is not None


def folded(text: str) -> str:
    """The words of `text` without case and punctuation."""
    return " ".join(re.findall(r"[^\W_]+", clean_line(text).casefold()))


def folded_number(text: str) -> str:
    """A printed number without what people put behind it: "1.2." is "1.2"."""
    return text.rstrip(".)").casefold()


def _written(label: str, source_label: str | None) -> Mapping[str, None]:
    """The ways in which a label is written: as it is, as its source has it, each also without brackets."""
    given = [label] if source_label is None else [label, source_label]
    return dict.fromkeys((*given, *(_IN_BRACKETS.sub(" ", each) for each in given)))
