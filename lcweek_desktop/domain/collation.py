"""Collating: what became of each piece that members wrote, and what the own report's paragraphs rest on.

Nothing of it is stored but a person's marks: a piece is taken as long as a paragraph of the own report names
it as its source. Source: docs/collation.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from rapidfuzz import fuzz, process

from lcweek_desktop.domain.alike_texts import alike_texts
from lcweek_desktop.domain.form_keys import HeadingKey
from lcweek_desktop.domain.narrative import Text, text_sources
from lcweek_desktop.domain.pieces import Piece
from lcweek_desktop.domain.source import Source
from lcweek_desktop.domain.unit import Unit, UnitId

_LIKE: Final = 40.0
"""How alike, from 0 to 100, words are at least that are shown as what became of others."""


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


class Coverage(NamedTuple):
    """How many pieces were received, and what became of them; the first number is the sum of the others."""

    received: int
    taken: int
    left: int
    open: int


@dataclass(frozen=True)
class ReceivedPiece:
    """A piece of a member, the how manieth under its heading, from 1.

    `group` is the number, from 0, of the pieces under the heading that say the same, `units` how many units
    say so, at least 1.
    """

    member: MemberText
    heading: HeadingKey
    number: int
    piece: Piece
    group: int
    units: int

    @cached_property
    def key(self) -> PieceKey:
        """What it is known by."""
        return PieceKey(self.member.unit.id, self.heading, self.piece.words)

    @cached_property
    def source(self) -> Source:
        """What a paragraph that is taken from it names as its source."""
        member, unit = self.member, self.member.unit
        return Source(unit.id, unit.name, member.revision, member.fingerprint, self.heading, self.piece.words)


ReceivedTexts: TypeAlias = Mapping[HeadingKey, tuple[ReceivedPiece, ...]]
"""The pieces under each heading, by unit and in the order in which they were written."""


@dataclass(frozen=True)
class Collation:
    """What was received in words, and what became of it: the pieces that are `taken`, and what a person noted
    about pieces."""

    received: ReceivedTexts
    taken: frozenset[PieceKey]
    marks: Mapping[PieceKey, PieceMark]

    def under(self, heading: HeadingKey) -> tuple[ReceivedPiece, ...]:
        """The pieces under `heading`; none where nobody wrote there."""
        return self.received.get(heading, ())

    def state(self, piece: ReceivedPiece) -> PieceState:
        """What became of `piece`; one that is taken is so whatever was noted about it before."""
        if piece.key in self.taken:
            return PieceState.TAKEN
        return PieceState.LEFT if self.marks.get(piece.key) is PieceMark.LEFT else PieceState.OPEN

    def heading_coverage(self, heading: HeadingKey) -> Coverage:
        """What became of the pieces under `heading`, in numbers."""
        return coverage(map(self.state, self.under(heading)))

    @property
    def coverage(self) -> Coverage:
        """What became of all pieces, in numbers."""
        return coverage(map(self.state, chain.from_iterable(self.received.values())))

    @property
    def unit_coverage(self) -> Mapping[UnitId, Coverage]:
        """What became of the pieces of each unit, in numbers."""
        states: defaultdict[UnitId, list[PieceState]] = defaultdict(list)
        for piece in chain.from_iterable(self.received.values()):
            states[piece.member.unit.id].append(self.state(piece))
        return {unit: coverage(found) for unit, found in states.items()}


def received_texts(members: Iterable[MemberText]) -> ReceivedTexts:
    """The pieces of `members`, in their order, with those that say the same known as a group."""
    wrote: defaultdict[HeadingKey, list[MemberText]] = defaultdict(list)
    for member in members:
        for heading, pieces in member.pieces.items():
            if pieces:
                wrote[heading].append(member)
    return {heading: tuple(_received(heading, found)) for heading, found in wrote.items()}


def _received(heading: HeadingKey, members: Iterable[MemberText]) -> Iterator[ReceivedPiece]:
    found = [
        (member, number, piece)
        for member in members
        for number, piece in enumerate(member.pieces[heading], 1)
    ]
    groups = alike_texts([piece.words for _, _, piece in found])
    said = {(group, member.unit.id) for group, (member, _, _) in zip(groups, found, strict=True)}
    units = Counter(group for group, _ in said)
    for group, (member, number, piece) in zip(groups, found, strict=True):
        yield ReceivedPiece(member, heading, number, piece, group, units[group])


def by_group(pieces: Iterable[ReceivedPiece]) -> tuple[tuple[ReceivedPiece, ...], ...]:
    """The pieces that say the same together, what most units say first."""
    found: defaultdict[int, list[ReceivedPiece]] = defaultdict(list)
    for piece in pieces:
        found[piece.group].append(piece)
    return tuple(tuple(each) for each in sorted(found.values(), key=lambda group: -group[0].units))


def source_key(source: Source) -> PieceKey:
    """The piece that `source` names, in whichever revision it stands."""
    return PieceKey(source.unit, source.heading, source.words)


def taken_pieces(narrative: Mapping[HeadingKey, Text]) -> frozenset[PieceKey]:
    """The pieces that the own report rests on."""
    return frozenset(source_key(source) for text in narrative.values() for source in _sources(text))


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


@dataclass(frozen=True)
class UnsettledParagraph:
    """A paragraph of the own report that rests on words which do not stand any more as they were taken:
    the how manieth paragraph, item or table under the heading it is, from 1, and its sources."""

    heading: HeadingKey
    number: int
    sources: tuple[SourceStanding, ...]


def unsettled_paragraphs(
    narrative: Mapping[HeadingKey, Text], members: Mapping[UnitId, MemberText]
) -> tuple[UnsettledParagraph, ...]:
    """The paragraphs of the own `narrative` that rest on words which their unit, one of `members`, does not
    say any more."""
    found: list[UnsettledParagraph] = []
    for heading, text in narrative.items():
        for number, sources in enumerate(text_sources(text), 1):
            standings = tuple(source_standing(each, members.get(each.unit)) for each in sources)
            if any(each.standing is not Standing.STANDS for each in standings):
                found.append(UnsettledParagraph(heading, number, standings))
    return tuple(found)


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


def _sources(text: Text) -> Iterator[Source]:
    return chain.from_iterable(text_sources(text))
