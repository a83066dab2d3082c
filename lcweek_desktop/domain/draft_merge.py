"""Two drafts of one report that were worked on apart: where they differ, who changed what, and one of both.

A draft is taken as pieces that are compared one by one: a figure, a note, the text under a heading, a line of
the unit's own, a photo, an accepted warning, a field of the sign-off, and the order of each list. Source:
docs/adr/0140-drafts-are-merged-by-piece.md.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import Enum, StrEnum, auto
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from lcweek_desktop.domain.form import Cell, Form
from lcweek_desktop.domain.report import Acceptance, Content, Draft, OwnLine, Photo, SignOff


class Part(StrEnum):
    """What a piece belongs to, in the order in which people read a report."""

    FIGURES = "figures"
    NOTES = "note"
    OWN_LINES = "own_line"
    NARRATIVE = "narrative"
    PHOTOS = "photo"
    SIGNOFF = "signoff"
    ACCEPTED = "accepted"


class Listed(NamedTuple):
    """An element of a list: what it is known by, and the how manieth with that name it is, from 1."""

    name: str
    number: int


class Piece(NamedTuple):
    """A piece of a draft. `key` is a Cell, the key of a row or heading, the name of a field, or a Listed;
    None for the order of a list."""

    part: Part
    key: Hashable

    @property
    def place(self) -> str:
        """The piece as a command names it: `1.1.count`, `note:1.1`, `narrative:I.1`, `own_line:Ngày hội`,
        `photo:SHA-256`, `signoff:name`, `accepted:CHECK:PLACE`; the order of a list by its part alone, a
        second element of one name with its number (`own_line:Ngày hội:2`)."""
        match self.key:
            case None:
                return self.part.value
            case Cell():
                return str(self.key)
            case Listed(name=name, number=1):
                return f"{self.part}:{name}"
            case Listed(name=name, number=number):
                return f"{self.part}:{name}:{number}"
        return f"{self.part}:{self.key}"


class Side(Enum):
    """Who changed a piece since both had the same."""

    MINE = auto()
    THEIRS = auto()
    BOTH = auto()
    """Both of them, or nobody knows."""


@dataclass(frozen=True)
class Difference:
    """A piece that is not the same on both sides. The values are those of Content and SignOff, None where the
    piece is not there or blank; that of the order of a list is a tuple of Listed. `base` is what it was when
    both had the same, None also where that is not known."""

    piece: Piece
    base: object
    mine: object
    theirs: object
    side: Side


class _List(NamedTuple):
    """A list of Content, and what each of its elements is known by."""

    field: str
    name: Callable[[Any], str]


def _label(line: OwnLine) -> str:
    return line.label


def _photo(photo: Photo) -> str:
    return photo.sha256


def _accepted(acceptance: Acceptance) -> str:
    return f"{acceptance.check}:{acceptance.place}"


_LISTS: Final[Mapping[Part, _List]] = {
    Part.OWN_LINES: _List("own_lines", _label),
    Part.PHOTOS: _List("photos", _photo),
    Part.ACCEPTED: _List("accepted", _accepted),
}


def differences(form: Form, mine: Draft, theirs: Draft, base: Draft | None) -> tuple[Difference, ...]:
    """Where `mine` and `theirs` differ, in the order of `form`, and who changed it since `base`; with None
    nobody knows."""
    here, there = _pieces(mine), _pieces(theirs)
    before = None if base is None else _pieces(base)
    found = [
        _difference(piece, before, here.get(piece), there.get(piece))
        for piece in {**here, **there}
        if here.get(piece) != there.get(piece)
    ]
    found.extend(_orders(mine, theirs, base))
    positions = _positions(form)
    return tuple(sorted(found, key=lambda each: _rank(each.piece, positions)))


def merged(mine: Draft, theirs: Draft, taken: Collection[Piece]) -> Draft:
    """`mine` with the pieces `taken` as they are in `theirs`, where they may not be at all.

    With all that differ it is `theirs`, with none it is `mine`.
    """
    there = _pieces(theirs)
    pieces = _pieces(mine)
    for piece in taken:
        pieces.pop(piece, None)
        if piece in there:
            pieces[piece] = there[piece]
    return _draft(pieces, {part: _merged_order(part, mine, theirs, taken) for part in _LISTS})


def _difference(
    piece: Piece, before: Mapping[Piece, object] | None, mine: object, theirs: object
) -> Difference:
    base = None if before is None else before.get(piece)
    side = Side.BOTH
    if before is not None and base in (mine, theirs):
        side = Side.THEIRS if base == mine else Side.MINE
    return Difference(piece, base, mine, theirs, side)


def _orders(mine: Draft, theirs: Draft, base: Draft | None) -> Iterator[Difference]:
    """The lists of which both have the same elements in another order."""
    for part in _LISTS:
        here, there = _order(part, mine), _order(part, theirs)
        now, then = _among(here, there), _among(there, here)
        if now == then:
            continue
        before = () if base is None else _among(_order(part, base), now)
        is_mine, is_theirs = (_among(each, before) == before for each in (now, then))
        side = Side.BOTH
        if base is not None and is_mine is not is_theirs:
            side = Side.THEIRS if is_mine else Side.MINE
        yield Difference(Piece(part, None), before or None, now, then, side)


def _merged_order(part: Part, mine: Draft, theirs: Draft, taken: Collection[Piece]) -> list[Listed]:
    """The elements of both in the order of one; each that only the other has comes after the one before it
    there."""
    first, second = _order(part, mine), _order(part, theirs)
    if Piece(part, None) in taken:
        first, second = second, first
    found = [*first]
    for before, element in zip((None, *second), second, strict=False):
        if element not in found:
            found.insert(0 if before is None else found.index(before) + 1, element)
    return found


def _among(elements: Sequence[Listed], others: Collection[Listed]) -> tuple[Listed, ...]:
    return tuple(each for each in elements if each in others)


def _order(part: Part, draft: Draft) -> tuple[Listed, ...]:
    return tuple(_listed(part, draft.content))


def _listed(part: Part, content: Content) -> dict[Listed, object]:
    """The elements of a list by what they are known by, in their order."""
    found: dict[Listed, object] = {}
    count: dict[str, int] = {}
    field, name = _LISTS[part]
    for element in getattr(content, field):
        count[name(element)] = number = count.get(name(element), 0) + 1
        found[Listed(name(element), number)] = element
    return found


def _pieces(draft: Draft) -> dict[Piece, object]:
    content, signoff = draft.content, draft.signoff
    found: dict[Piece, object] = {}

    def add(part: Part, values: Iterable[tuple[Hashable, object]]) -> None:
        found.update((Piece(part, key), value) for key, value in values)

    add(Part.FIGURES, content.figures.items())
    add(Part.NOTES, content.notes.items())
    add(Part.NARRATIVE, content.narrative.items())
    add(Part.SIGNOFF, ((field.name, getattr(signoff, field.name)) for field in fields(SignOff)))
    for part in _LISTS:
        add(part, _listed(part, content).items())
    return found


def _draft(pieces: Mapping[Piece, object], orders: Mapping[Part, Sequence[Listed]]) -> Draft:
    """The draft of `pieces`; `orders` name at least the elements of its lists."""
    values: dict[Part, dict[Any, Any]] = {part: {} for part in Part}
    for (part, key), value in pieces.items():
        values[part][key] = value
    lists: dict[str, Any] = {
        _LISTS[part].field: tuple(values[part][each] for each in order if each in values[part])
        for part, order in orders.items()
    }
    content = Content(
        figures=MappingProxyType(values[Part.FIGURES]),
        notes=MappingProxyType(values[Part.NOTES]),
        narrative=MappingProxyType(values[Part.NARRATIVE]),
        **lists,
    )
    return Draft(content, SignOff(**values[Part.SIGNOFF]))


def _positions(form: Form) -> Mapping[Hashable, int]:
    """Where cells, rows, headings and fields of the sign-off stand."""
    keys: list[Hashable] = [*form.cells, *form.row_by_key, *form.heading_by_key]
    keys.extend(field.name for field in fields(SignOff))
    return {key: at for at, key in enumerate(keys)}


def _rank(piece: Piece, positions: Mapping[Hashable, int]) -> tuple[int, int, str]:
    """The order of a list comes after its elements."""
    at = len(positions) if piece.key is None else positions.get(piece.key, 0)
    return [*Part].index(piece.part), at, piece.place
