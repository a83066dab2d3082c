"""A draft from another machine of the unit: how it differs from what was entered here, and going on with it.

Source: docs/files.md, A draft goes to another machine; docs/adr/0140-drafts-are-merged-by-piece.md.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from lcweek_desktop.bundle.draft import DraftFile, read_draft_file
from lcweek_desktop.domain.draft_merge import Difference, Piece, Side, differences, merged
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.moved_content import Leftover, moved_content
from lcweek_desktop.domain.report import Content, Draft
from lcweek_desktop.domain.unit import CampaignUnit, UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from lcweek_desktop.services.report.checking import current_draft, save_draft
from lcweek_desktop.services.report.exchanged_drafts import common_draft, note_exchanged
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.units import UnitSetup, own_workspaces, set_up
from lcweek_desktop.services.workspace.user_files import kept_name, read_file
from lcweek_desktop.services.workspace.workspace import Workspace


class Standing(Enum):
    """What a draft is to what was entered here; the value is what --json output says.

    Members are not strings, so that comparing one with a text is a type error.
    """

    NEW = "new"
    """Its unit does not work here in that campaign."""
    SAME = "same"
    """Both are the same."""
    THEIRS = "theirs"
    """Only the other machine went on since both had the same."""
    MINE = "mine"
    """Only this machine did."""
    BOTH = "both"
    """Both did, or nobody knows when they had the same."""


@dataclass(frozen=True)
class DraftOffer:
    """A draft from another machine, and where it differs from what was entered here.

    `theirs` is the draft as the present form of its campaign takes it, `left` what finds no place there.
    `workspace` is that of its unit on this machine, None where it does not work here in that campaign.
    `is_base_known` says that this machine knows a draft from which both went on.
    """

    file: DraftFile
    form: Form
    theirs: Draft
    left: tuple[Leftover, ...]
    workspace: Workspace | None = None
    mine: Draft = field(default_factory=lambda: Draft(Content()))
    is_base_known: bool = False
    differences: tuple[Difference, ...] = ()

    @property
    def workspace_id(self) -> CampaignUnit | None:
        """The unit and the campaign of the workspace."""
        return None if self.workspace is None else self.workspace.id

    @property
    def standing(self) -> Standing:
        """What the draft is to what was entered here."""
        if self.workspace is None:
            return Standing.NEW
        sides = {each.side for each in self.differences}
        if not sides:
            return Standing.SAME
        return Standing[sides.pop().name] if len(sides) == 1 else Standing.BOTH

    @property
    def changed_there(self) -> frozenset[Piece]:
        """The pieces that the other machine changed, or may have changed."""
        return frozenset(each.piece for each in self.differences if each.side is not Side.MINE)

    @property
    def changed_there_only(self) -> frozenset[Piece]:
        """The pieces that only the other machine changed: what is proposed to be taken."""
        return frozenset(each.piece for each in self.differences if each.side is Side.THEIRS)


def draft_offer(context: AppContext, path: Path) -> DraftOffer:
    """How the draft in the file at `path` differs from what was entered here; nothing is changed.

    Raises KnownError `file-…`, `bundle-…`, `key-…` or `intake-…` for a file without a valid bundle,
    `report-not-draft`, `draft-form` where its form is not on this machine, and `draft-others` where only
    other units work here.
    """
    data = sent_bundle(read_file(path), kept_name(path))
    file = read_draft_file(data, context.forms, context.editions)
    campaign, unit = file.manifest.campaign, file.unit
    if file.draft is None or file.form is None:
        raise KnownError("draft-form", campaign=campaign)
    form = context.forms[campaign]
    moved = moved_content(file.draft.content, file.form, form, unit.level)
    theirs = Draft(moved.content, file.draft.signoff)
    own = own_workspaces(context)
    if own and all(each.unit.id != unit.id for each in own):
        raise KnownError("draft-others", **draft_names(file))
    workspace = next((each for each in own if (each.unit.id, each.campaign) == (unit.id, campaign)), None)
    if workspace is None:
        return DraftOffer(file, form, theirs, moved.left)
    mine = current_draft(workspace)
    base = mine if mine == Draft(Content()) else common_draft(workspace, file.fingerprints)
    found = differences(form, mine, theirs, base)
    return DraftOffer(file, form, theirs, moved.left, workspace, mine, base is not None, found)


def begin(context: AppContext, offer: DraftOffer) -> Workspace:
    """Let the unit of `offer`, which does not work here, go on with its draft.

    It is set up below the unit that the draft names if the directory lists that, with a key of its own.
    Raises KnownError `opened-late` where it works here by now, `store-…`, `key-unwritten` or what `set_up`
    raises; nothing is changed then.
    """
    unit = offer.file.unit
    if unit.id in context.store.own_units.of(offer.form.campaign.id):
        raise KnownError("opened-late", name=unit.name)
    listed = context.directory(offer.form).units
    parent = unit.parent if unit.parent in listed else None
    with context.store.transaction():
        setup = UnitSetup(unit.code, unit.name, unit.level, parent)
        workspace = set_up(context, offer.form.campaign.id, setup)
        hold_photos(context, offer)
        save_draft(workspace, offer.theirs)
        note_taken(workspace, offer)
    return workspace


def take(workspace: Workspace, offer: DraftOffer, pieces: Collection[Piece]) -> Draft:
    """Enter `pieces` of the draft of `offer` in place of what was entered here, which keeps all else; return
    what is entered then.

    Raises KnownError `store-…` or `campaign-stale`; what was entered is as it was then.
    """
    taken = merged(current_draft(workspace), offer.theirs, pieces)
    with workspace.store.transaction():
        hold_photos(workspace.context, offer)
        save_draft(workspace, taken)
        note_taken(workspace, offer)
    return taken


def hold_photos(context: AppContext, offer: DraftOffer) -> None:
    """Keep the photos that came along among the blobs; one that is held already stays as it is."""
    for sha256, photo in offer.file.photos.items():
        assert context.store.blobs.put(bytes(photo)) == sha256, "the reader compared them"


def note_taken(workspace: Workspace, offer: DraftOffer) -> None:
    """Note that a person decided about every difference: what comes later is compared with this draft. What
    of it had no place in the present form is kept beside the draft."""
    note_exchanged(workspace, offer.file.draft_bytes)
    workspace.store.drafts.add_leftovers(workspace.unit.id, workspace.campaign, offer.left)


def draft_names(file: DraftFile) -> dict[str, object]:
    """What a sentence names of a draft: its unit and its campaign."""
    unit: UnitId = file.manifest.unit
    return {"name": file.unit.name, "unit": unit.code, "campaign": file.manifest.campaign}
