"""Pieces of units below, taken over into the own report or left out on purpose. Source: docs/collation.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from lcweek_desktop.domain.collation import PieceMark, ReceivedPiece
from lcweek_desktop.domain.form import Heading, HeadingKey
from lcweek_desktop.domain.lengths import MAX_PIECES, piece_count, text_excesses
from lcweek_desktop.domain.narrative import Text
from lcweek_desktop.domain.taking import TakenPiece, condensed, with_taken
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.collating.collating import collation, put_marks
from lcweek_desktop.services.report.checking import current_draft, save_draft
from lcweek_desktop.services.summing.rollup import listed_unit
from lcweek_desktop.services.workspace.workspace import Workspace


class NamedPiece(NamedTuple):
    """The piece with this number, from 1, of a unit under a heading; None for all of them."""

    unit: str
    number: int | None = None


def named_pieces(
    workspace: Workspace, heading: str, named: Sequence[NamedPiece]
) -> tuple[ReceivedPiece, ...]:
    """The pieces under `heading` that `named` names, in its order, each once.

    Raises KnownError `unit-unknown`, and `piece-unknown` where a unit did not write it.
    """
    under = collation(workspace).under(HeadingKey(heading))
    found: dict[ReceivedPiece, None] = {}
    for unit_code, number in named:
        unit = listed_unit(workspace, unit_code)
        own = [each for each in under if each.member.unit.id == unit.id]
        wanted = [each for each in own if number in (None, each.number)]
        if not wanted:
            raise KnownError("piece-unknown", name=unit.name, heading=heading, count=len(own))
        found.update(dict.fromkeys(wanted))
    return tuple(found)


def take(
    workspace: Workspace, heading: str, taken: Sequence[ReceivedPiece], words: str | None = None
) -> Text:
    """Put `taken` at the end of the text under `heading` of the own report, each with its source, and return
    that text; with `words` as one paragraph of these words that names all of them.

    Raises KnownError `take-heading`, `take-words` for no words, and `text-too-long` or `text-many-pieces`
    where the text would be longer than a report may have it; the report is unchanged then.
    """
    under = _own_heading(workspace, heading)
    draft = current_draft(workspace)
    before = draft.content.narrative.get(under.key, ())
    pieces = [TakenPiece(each.piece, each.source) for each in taken]
    if words is None:
        text = with_taken(before, pieces, under.documents)
    elif written := clean_line(words):
        text = (*before, condensed(written, pieces))
    else:
        raise KnownError("take-words")
    refuse_excess(text)
    save_draft(workspace, replace(draft, content=draft.content.with_text(under.key, text)))
    return text


def leave(workspace: Workspace, pieces: Sequence[ReceivedPiece], mark: PieceMark | None) -> None:
    """Note `mark` on each of `pieces`, None for nothing any more; those that are taken stay so."""
    put_marks(workspace, {each.key: mark for each in pieces})


def _own_heading(workspace: Workspace, key: str) -> Heading:
    at_level = {each.key: each for each in workspace.form.headings_at(workspace.unit.level) if each.has_text}
    if HeadingKey(key) not in at_level:
        raise KnownError("take-heading", key=key, headings=", ".join(at_level))
    return at_level[HeadingKey(key)]


def refuse_excess(text: Text) -> None:
    """Raise KnownError `text-too-long` or `text-many-pieces` for a text under a heading that is longer than a
    report may have it."""
    for excess in text_excesses(text):
        raise KnownError("text-too-long", length=excess.length, limit=excess.limit)
    if (count := piece_count(text)) > MAX_PIECES:
        raise KnownError("text-many-pieces", length=count, limit=MAX_PIECES)
