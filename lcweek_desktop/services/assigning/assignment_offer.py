"""Opening an assignment: who gives what to which unit, and configuring this machine by it in one step.

Source: docs/bundle-format.md, Assignment; docs/adr/0156-assignments.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from lcweek_desktop.bundle.assignment import AssignmentFile, Place, read_assignment_file
from lcweek_desktop.bundle.sent_file import bundle_in
from lcweek_desktop.domain.terms import Terms
from lcweek_desktop.domain.unit import Unit, is_provisional
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.backup.revision_numbers import revision_numbers
from lcweek_desktop.services.campaigns.installing import CampaignOffer
from lcweek_desktop.services.campaigns.installing import offer_of as campaign_offer_of
from lcweek_desktop.services.receiving.new_editions import install_and_receive
from lcweek_desktop.services.report.unit_changes import unit_removal
from lcweek_desktop.services.workspace.assignments import named_keys, opened_assignment
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.keys import own_keys
from lcweek_desktop.services.workspace.units import UnitSetup, own_workspaces, set_up
from lcweek_desktop.services.workspace.user_files import read_file
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import OpenedAssignment, Restore

_FOREIGN: Final = ("bundle-empty", "bundle-foreign", "bundle-picture", "bundle-pdf-plain")


class Standing(StrEnum):
    """What opening an assignment would be.

    FIRST: the unit opened none in this campaign here. NEXT: it follows the one that was opened last. KNOWN:
    that one itself. OLDER: its number is not above that one's, so that it was made before it, or on data of
    the giver that were put back since.
    """

    FIRST = "first"
    NEXT = "next"
    KNOWN = "known"
    OLDER = "older"


@dataclass(frozen=True)
class AssignmentOffer:
    """An assignment that may be opened here, and what that would mean.

    `data` are its bytes. `key_is_new` says that nothing on this machine vouches for the giver's key, so that
    its short code has to be compared with the covering letter. `campaign` is the enclosed campaign where it
    would be installed, else None. `before` are the terms by which the unit works until then, None while it
    opened no assignment. `is_here` says that the unit works on this machine already. `seen` is the highest
    revision of it that the giver saw and this machine has not, 0 where it has them all. `stray` is the unit
    of this machine whose place the recipient takes, None for none: it was set up here without a code that
    anybody gave, and nothing was frozen. `others` are the units that work here in the same campaign, where
    the recipient would join them.
    """

    file: AssignmentFile
    place: Place
    data: bytes
    standing: Standing
    key_is_new: bool
    campaign: CampaignOffer | None
    before: Terms | None
    is_here: bool
    seen: int
    stray: Workspace | None
    others: tuple[Unit, ...]

    @property
    def unit(self) -> Unit:
        """The unit that is assigned its place."""
        return self.place.unit

    @property
    def giver(self) -> Unit:
        """The unit that gives it."""
        return self.place.directory.get(self.file.manifest.unit.code)

    @property
    def terms(self) -> Terms:
        """The terms by which the unit would work from then on."""
        return self.file.content.terms

    @property
    def asks(self) -> bool:
        """Whether there is something to do, so that a person has to say yes."""
        return self.standing is not Standing.KNOWN or not self.is_here

    @property
    def loses(self) -> bool:
        """Whether something that was entered here finds no place in the enclosed campaign."""
        return self.campaign is not None and bool(self.campaign.left)


def assignment_offer(context: AppContext, path: Path) -> AssignmentOffer:
    """What the assignment at `path` is, and what opening it would mean; nothing is changed.

    Raises KnownError `file-…`, `assignment-foreign` for a file of another program, or as `offer_of`.
    """
    try:
        data = bundle_in(read_file(path))
    except KnownError as error:
        if error.code in _FOREIGN:
            raise KnownError("assignment-foreign", file=path.name) from error
        raise
    if data is None:
        raise KnownError("assignment-foreign", file=path.name)
    return offer_of(context, data)


def offer_of(context: AppContext, data: bytes) -> AssignmentOffer:
    """As `assignment_offer`, for the bytes of an assignment.

    Raises KnownError `bundle-…` or `key-…` for a file that is not valid, `report-not-assignment`;
    `assignment-form` where it encloses no campaign and its form is not here; `assignment-key` where the unit
    opened an assignment before, none of which names the key that signed this one; and for the enclosed
    campaign what `services.campaigns.installing.offer_of` raises, but for an older edition, in whose place
    the one that is here goes on.
    """
    file = read_assignment_file(data, context.forms, context.editions)
    if file.place is None:
        raise KnownError("assignment-form", campaign=file.manifest.campaign)
    unit, campaign = file.place.unit, file.manifest.campaign
    named = named_keys(context, unit.id)
    is_own = file.key in own_keys(context).values()
    if named and file.key not in named and not is_own:
        giver = file.place.directory.get(file.manifest.unit.code)
        raise KnownError("assignment-key", giver=giver.name, name=unit.name, short=file.key.short)
    last = opened_assignment(context, unit.id, campaign)
    own = {each.unit.id: each for each in own_workspaces(context) if each.campaign == campaign}
    stray = None if unit.id in own else _stray(context, file.place, own.values())
    known = revision_numbers(context.store, unit.id, campaign).highest
    seen = file.known(unit.code).revision
    return AssignmentOffer(
        file=file,
        place=file.place,
        data=data,
        standing=_standing(file, last),
        key_is_new=file.key not in named and not is_own,
        campaign=_campaign(context, file),
        before=None if last is None else last.content.terms,
        is_here=unit.id in own,
        seen=seen if seen > known else 0,
        stray=stray,
        others=() if unit.id in own or stray else tuple(each.unit for each in own.values()),
    )


def open_assignment(context: AppContext, offer: AssignmentOffer) -> Workspace:
    """Configure this machine as `offer` says, in one transaction, and return the unit at work.

    The campaign is installed, the units of the assignment join the directory, the unit is set up with its
    code and place, its next revision goes above the highest that the giver saw, and the assignment is kept:
    its terms hold from now on, and its keys vouch for the next one. A draft of a unit whose place it takes
    goes over to it. Raises KnownError `key-unwritten`, `store-…`, or what `offer_of` and `set_up` raise when
    something came since that stands against it; nothing is changed then.
    """
    unit, campaign = offer.unit, offer.file.manifest.campaign
    with context.store.transaction():
        offer = offer_of(context, offer.data)
        if offer.campaign is not None:
            install_and_receive(context, offer.campaign)
        _list_units(context, offer.place)
        set_up(context, campaign, UnitSetup(unit.code, unit.name, unit.level, unit.parent))
        if offer.stray is not None:
            _take_over(context, offer.stray, offer.place)
        _note_seen(context, offer)
        if offer.standing is not Standing.KNOWN:
            issue = offer.file.manifest.issue
            context.store.assignments.add(
                OpenedAssignment(campaign, unit.id, issue, offer.data, context.minute())
            )
    return next(each for each in own_workspaces(context) if each.id == (campaign, unit.code))


def _standing(file: AssignmentFile, last: AssignmentFile | None) -> Standing:
    if last is None:
        return Standing.FIRST
    new, old = file.manifest, last.manifest
    if (new.issue, new.key, new.form, new.entries) == (old.issue, old.key, old.form, old.entries):
        return Standing.KNOWN
    return Standing.NEXT if new.issue > old.issue else Standing.OLDER


def _campaign(context: AppContext, file: AssignmentFile) -> CampaignOffer | None:
    """The enclosed campaign where it is to be installed."""
    if file.campaign is None:
        return None
    try:
        offer = campaign_offer_of(context, file.campaign_bytes)
    except KnownError as error:
        if error.code == "campaign-older":
            return None
        raise
    return offer if offer.asks else None


def _stray(context: AppContext, place: Place, workspaces: Iterable[Workspace]) -> Workspace | None:
    """The one of `workspaces`, those of the same campaign, that the unit of `place` is, most likely: set up
    below the same unit with a code that it gave itself, and so far neither frozen nor received by. None where
    there are others, too, and where its draft is damaged."""
    own = [*workspaces]
    if len(own) != 1 or not is_provisional(own[0].unit.code):
        return None
    found, damaged = own[0].unit, context.store.drafts.damaged(own[0].unit.id, own[0].campaign)
    is_kept = bool(damaged) or unit_removal(own[0]).is_grave
    is_same = (found.parent, found.level) == (place.unit.parent, place.unit.level)
    return own[0] if is_same and not is_kept else None


def _list_units(context: AppContext, place: Place) -> None:
    """Let the units of the assignment join the directory; those above a unit that is the topmost there stay
    as they are known here."""
    known = context.directory(context.form(place.form.campaign.id)).units
    given = place.directory.units.values()
    context.store.units.add(
        each
        for each in given
        if known.get(each.code) != each and not (each.parent is None and each.code in known)
    )


def _take_over(context: AppContext, stray: Workspace, place: Place) -> None:
    """Let the unit of `place` go on with what `stray` entered, and take that unit from the list."""
    store, of = context.store, (stray.unit.id, stray.campaign)
    draft = store.drafts.get(*of, stray.form)
    if draft is not None:
        store.drafts.save(place.unit.id, stray.campaign, draft)
    store.drafts.add_leftovers(place.unit.id, stray.campaign, store.drafts.leftovers(*of))
    store.drafts.remove_all(*of)
    store.cell_history.remove(*of)
    store.own_units.remove(*of)
    store.units.remove(stray.unit.id)


def _note_seen(context: AppContext, offer: AssignmentOffer) -> None:
    """Let the next revision go above the highest that the giver saw, if this machine does not know of it."""
    unit, campaign = offer.unit.id, offer.file.manifest.campaign
    numbers, seen = revision_numbers(context.store, unit, campaign), offer.file.known(unit.code)
    if seen.revision > numbers.highest:
        count, day = max(numbers.restored, seen.restored) + 1, context.today().isoformat()
        context.store.restores.add(Restore(unit, campaign, count, seen.revision, is_certain=True, day=day))
