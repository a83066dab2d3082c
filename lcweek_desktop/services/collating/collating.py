"""Báo cáo gộp: what the units below wrote, what became of every piece, and what a person notes about it.

Source: docs/collation.md; screen 9 of the window.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lcweek_desktop.domain.collation import (
    Collation,
    MemberText,
    PieceKey,
    PieceMark,
    ReceivedTexts,
    UnsettledParagraph,
    received_texts,
    taken_pieces,
)
from lcweek_desktop.domain.collation import unsettled_paragraphs as unsettled_in
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.services.collating.member_texts import member_texts
from lcweek_desktop.services.report.checking import current_draft, save_draft
from lcweek_desktop.services.workspace.workspace import Workspace, derived


class ReadTexts(NamedTuple):
    """What is read of stored data to collate: everything but the own report."""

    members: Mapping[UnitId, MemberText]
    received: ReceivedTexts
    marks: Mapping[PieceKey, PieceMark]


def read_texts(workspace: Workspace) -> ReadTexts:
    """What the units below wrote in the reports that count, and what was noted about it."""
    marks = workspace.store.drafts.marks(workspace.unit.id, workspace.campaign)
    return ReadTexts(member_texts(workspace), _received(workspace), marks)


def collation(workspace: Workspace) -> Collation:
    """What the units below wrote, and what became of it in the report that is saved."""
    read = read_texts(workspace)
    return Collation(read.received, taken_pieces(current_draft(workspace).content.narrative), read.marks)


def unsettled_paragraphs(workspace: Workspace) -> tuple[UnsettledParagraph, ...]:
    """The paragraphs of the report that is saved that rest on words which their unit does not say any
    more."""
    return unsettled_in(current_draft(workspace).content.narrative, member_texts(workspace))


def put_marks(workspace: Workspace, marks: Mapping[PieceKey, PieceMark | None]) -> None:
    """Note `marks`, None for nothing any more; durable when this returns."""
    with workspace.store.transaction():
        save_draft(workspace, current_draft(workspace))  # there is none yet when nothing was entered
        workspace.store.drafts.put_marks(workspace.unit.id, workspace.campaign, marks)


@derived
def _received(workspace: Workspace) -> ReceivedTexts:
    return received_texts(member_texts(workspace).values())
