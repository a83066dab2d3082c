"""Báo cáo gộp: what the units below wrote under each heading, and what became of every piece of it.

Source: docs/collation.md; screen 9 of the window.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lcweek_desktop.domain.alike_texts import alike_texts
from lcweek_desktop.domain.collation import (
    Coverage,
    MemberText,
    PieceKey,
    PieceMark,
    PieceState,
    SourceStanding,
    Standing,
    coverage,
    piece_state,
    source_standing,
    taken_pieces,
)
from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.domain.narrative import Text, text_sources
from lcweek_desktop.domain.pieces import Piece
from lcweek_desktop.domain.source import Source
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.services.collating.member_texts import member_texts
from lcweek_desktop.services.report.checking import current_draft, save_draft
from lcweek_desktop.services.workspace.workspace import Workspace, derived


@dataclass(frozen=True)
class CollatedPiece:
    """A piece of a member, the how manieth under its heading from 1, and what became of it.

    `group` is the number of the pieces under the heading that say the same, from 0; `units` how many units
    say so, at least 1.
    """

    member: MemberText
    heading: HeadingKey
    number: int
    piece: Piece
    state: PieceState
    mark: PieceMark | None
    group: int
    units: int

    @property
    def key(self) -> PieceKey:
        """What it is known by."""
        return PieceKey(self.member.unit.id, self.heading, self.piece.words)

    @property
    def source(self) -> Source:
        """What a paragraph that is taken from it names as its source."""
        return self.member.source(self.heading, self.piece)


@dataclass(frozen=True)
class CollatedHeading:
    """All pieces under a heading, by unit and in the order in which they were written. `is_own` says that
    the own report has the heading; without, it is one of another edition, or of the level below."""

    heading: HeadingKey
    pieces: tuple[CollatedPiece, ...]
    is_own: bool = True

    @cached_property
    def coverage(self) -> Coverage:
        """What became of the pieces, in numbers."""
        return coverage(each.state for each in self.pieces)

    @cached_property
    def groups(self) -> tuple[tuple[CollatedPiece, ...], ...]:
        """The pieces that say the same together, what most units say first."""
        found: defaultdict[int, list[CollatedPiece]] = defaultdict(list)
        for each in self.pieces:
            found[each.group].append(each)
        return tuple(tuple(each) for each in sorted(found.values(), key=lambda group: -group[0].units))


@dataclass(frozen=True)
class Collation:
    """What was received in words: `headings` in the order of the own form, then those that it lacks."""

    headings: tuple[CollatedHeading, ...]

    def heading(self, key: HeadingKey) -> CollatedHeading:
        """The heading `key`; without pieces where nobody wrote under it."""
        return next((each for each in self.headings if each.heading == key), CollatedHeading(key, ()))

    @cached_property
    def by_unit(self) -> Mapping[UnitId, Coverage]:
        """What became of the pieces of each unit, in numbers."""
        states: defaultdict[UnitId, list[PieceState]] = defaultdict(list)
        for heading in self.headings:
            for each in heading.pieces:
                states[each.member.unit.id].append(each.state)
        return {unit: coverage(found) for unit, found in states.items()}

    @cached_property
    def coverage(self) -> Coverage:
        """What became of all pieces, in numbers."""
        return coverage(each.state for heading in self.headings for each in heading.pieces)


@dataclass(frozen=True)
class RestingParagraph:
    """A paragraph of the own report that rests on words which do not stand any more as they were taken:
    the how manieth paragraph, item or table under the heading it is, from 1, and its sources."""

    heading: HeadingKey
    number: int
    sources: tuple[SourceStanding, ...]


def collation(workspace: Workspace, narrative: Mapping[HeadingKey, Text] | None = None) -> Collation:
    """What the units below wrote, and what became of it in `narrative`, by default in what is saved."""
    own = current_draft(workspace).content.narrative if narrative is None else narrative
    marks = workspace.store.drafts.marks(workspace.unit.id, workspace.campaign)
    taken, groups = taken_pieces(own), _groups(workspace)
    found: dict[HeadingKey, list[CollatedPiece]] = defaultdict(list)
    for heading, members in _by_heading(workspace).items():
        numbers, units = groups[heading]
        at = 0
        for member in members:
            for number, piece in enumerate(member.pieces[heading], 1):
                key = PieceKey(member.unit.id, heading, piece.words)
                state = piece_state(key, taken, marks)
                group = numbers[at]
                found[heading].append(
                    CollatedPiece(member, heading, number, piece, state, marks.get(key), group, units[group])
                )
                at += 1
    own_keys = [each.key for each in workspace.form.headings_at(workspace.unit.level) if each.has_text]
    order = (*own_keys, *(key for key in found if key not in own_keys))
    return Collation(tuple(CollatedHeading(key, tuple(found.get(key, ())), key in own_keys) for key in order))


def put_marks(workspace: Workspace, marks: Mapping[PieceKey, PieceMark | None]) -> None:
    """Note `marks`, None for nothing any more; durable when this returns."""
    with workspace.store.transaction():
        save_draft(workspace, current_draft(workspace))  # there is none yet when nothing was entered
        workspace.store.drafts.put_marks(workspace.unit.id, workspace.campaign, marks)


def unsettled_paragraphs(
    workspace: Workspace, narrative: Mapping[HeadingKey, Text] | None = None
) -> tuple[RestingParagraph, ...]:
    """The paragraphs of `narrative`, by default of what is saved, that rest on words which their unit does
    not say any more."""
    own = current_draft(workspace).content.narrative if narrative is None else narrative
    members = member_texts(workspace)
    found: list[RestingParagraph] = []
    for heading, text in own.items():
        for number, sources in enumerate(text_sources(text), 1):
            standings = tuple(source_standing(each, members.get(each.unit)) for each in sources)
            if any(each.standing is not Standing.STANDS for each in standings):
                found.append(RestingParagraph(heading, number, standings))
    return tuple(found)


@derived
def _by_heading(workspace: Workspace) -> Mapping[HeadingKey, Sequence[MemberText]]:
    """The members that wrote under each heading."""
    found: defaultdict[HeadingKey, list[MemberText]] = defaultdict(list)
    for member in member_texts(workspace).values():
        for heading, pieces in member.pieces.items():
            if pieces:
                found[heading].append(member)
    return found


@derived
def _groups(workspace: Workspace) -> Mapping[HeadingKey, tuple[Sequence[int], Mapping[int, int]]]:
    """Of each heading the groups of its pieces, in their order, and how many units each group has."""
    return {
        heading: _grouped(
            [(member.unit.id, piece.words) for member in members for piece in member.pieces[heading]]
        )
        for heading, members in _by_heading(workspace).items()
    }


def _grouped(said: Iterable[tuple[UnitId, str]]) -> tuple[Sequence[int], Mapping[int, int]]:
    units, words = zip(*said, strict=True)
    groups = alike_texts(words)
    return groups, Counter(group for group, _ in set(zip(groups, units, strict=True)))
