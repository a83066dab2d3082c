"""Collating: what became of each piece that members wrote, and what the own report's paragraphs rest on.

Nothing of it is stored but a person's marks: a piece is taken as long as a paragraph of the own report names
it as its source. Source: docs/collation.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from lcweek_desktop.domain.form_keys import HeadingKey
from lcweek_desktop.domain.narrative import Text, text_sources
from lcweek_desktop.domain.pieces import Piece
from lcweek_desktop.domain.source import Source
from lcweek_desktop.domain.unit import Unit, UnitId


class PieceMark(StrEnum):
    """What a person noted about a piece that is not taken."""

    READ = "read"
    REVIEW = "review"
    """To be looked at again."""
    LEFT = "left"
    """Left out on purpose."""


class PieceState(StrEnum):
    """What became of a piece."""

    TAKEN = "taken"
    LEFT = "left"
    OPEN = "open"
    """Not yet decided on, whether it was read or not."""


class PieceKey(NamedTuple):
    """What a piece is known by: who wrote which words under which heading. Words that a unit says twice under
    a heading are one."""

    unit: UnitId
    heading: HeadingKey
    words: str


@dataclass(frozen=True)
class MemberText:
    """The narrative of the report of a unit below that counts: its pieces under the headings of its own
    form."""

    unit: Unit
    revision: int
    fingerprint: str
    pieces: Mapping[HeadingKey, tuple[Piece, ...]] = field(compare=False)
    """The fingerprint stands for them."""

    def source(self, heading: HeadingKey, piece: Piece) -> Source:
        """What a paragraph that is taken from `piece` names as its source."""
        return Source(self.unit.id, self.unit.name, self.revision, self.fingerprint, heading, piece.words)


class Coverage(NamedTuple):
    """How many pieces were received, and what became of them; the first number is the sum of the others."""

    received: int
    taken: int
    left: int
    open: int


def source_key(source: Source) -> PieceKey:
    """The piece that `source` names, in whichever revision it stands."""
    return PieceKey(source.unit, source.heading, source.words)


def taken_pieces(narrative: Mapping[HeadingKey, Text]) -> frozenset[PieceKey]:
    """The pieces that the own report rests on."""
    return frozenset(source_key(source) for text in narrative.values() for source in _sources(text))


def piece_state(key: PieceKey, taken: frozenset[PieceKey], marks: Mapping[PieceKey, PieceMark]) -> PieceState:
    """What became of the piece `key`; one that is taken is so whatever was noted about it before."""
    if key in taken:
        return PieceState.TAKEN
    return PieceState.LEFT if marks.get(key) is PieceMark.LEFT else PieceState.OPEN


def coverage(states: Iterable[PieceState]) -> Coverage:
    """The number of `states`, and of each kind of them."""
    found = Counter(states)
    return Coverage(found.total(), *(found[state] for state in PieceState))


class Standing(StrEnum):
    """How the words of a source stand in what the member reports now."""

    STANDS = "stands"
    CHANGED = "changed"
    """The report that counts now has other words there."""
    GONE = "gone"
    """No report of the unit counts any more, or its file is not here."""


@dataclass(frozen=True)
class SourceStanding:
    """A source of a paragraph and how it stands. `now` are the words of today that are most like it, where
    they changed; None where nothing is like it."""

    source: Source
    standing: Standing
    now: str | None = None


def source_standing(source: Source, member: MemberText | None) -> SourceStanding:
    """How `source` stands in `member`, the text of its unit that counts now; None where there is none."""
    if member is None:
        return SourceStanding(source, Standing.GONE)
    words = [piece.words for piece in member.pieces.get(source.heading, ())]
    if source.words in words:
        return SourceStanding(source, Standing.STANDS)
    others = words or [piece.words for piece in chain.from_iterable(member.pieces.values())]
    near = process.extractOne(source.words, others, scorer=fuzz.ratio, score_cutoff=_LIKE)
    return SourceStanding(source, Standing.CHANGED, None if near is None else near[0])


_LIKE: Final = 40.0
"""How alike, from 0 to 100, words are at least that are shown as what became of others."""


def _sources(text: Text) -> Iterator[Source]:
    return chain.from_iterable(text_sources(text))
