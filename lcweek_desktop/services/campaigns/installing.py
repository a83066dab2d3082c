"""Installing a campaign from its signed file: what the file is, what would happen, and then doing it.

Source: docs/bundle-format.md, Campaign; docs/adr/0107-installed-campaigns.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from lcweek_desktop.bundle.campaign import CampaignFile, read_campaign_file
from lcweek_desktop.bundle.sent_file import bundle_in
from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.domain.form_changes import FormChanges, form_changes
from lcweek_desktop.domain.moved_content import Leftover, moved_content
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.campaigns.checking import other_units
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.keys import own_keys
from lcweek_desktop.services.workspace.user_files import read_file
from lcweek_desktop.storage import Draft, InstalledCampaign

_FOREIGN: Final = ("bundle-empty", "bundle-foreign", "bundle-picture")


class Standing(StrEnum):
    """What installing a campaign file would be.

    NEW: a campaign that is not here. FIRST: the first signed edition of a campaign that came with the
    program. NEXT: a later edition of one that was installed. KNOWN: what is installed already. MENDED: the
    same file again, because what is kept of it is damaged.
    """

    NEW = "new"
    FIRST = "first"
    NEXT = "next"
    KNOWN = "known"
    MENDED = "mended"


@dataclass(frozen=True)
class DraftMove:
    """The draft of a unit of this installation as another edition's form takes it, and what finds no place
    there."""

    unit: UnitId
    draft: Draft
    left: tuple[Leftover, ...]


@dataclass(frozen=True)
class CampaignOffer:
    """A campaign file that may be installed here, and what that would mean.

    `data` are its bytes. `changes` are the differences from the form in whose place it comes, None for a new
    campaign. `key_is_new` says that nothing under this key was installed before, and that it is no unit's of
    this installation, so that its short code has to be compared with the letter that came with it. `others`
    are the installed campaigns of the same year whose key is another, the earlier edition of this one among
    them. `moves` are the drafts that go over to another form, none where the rows stay.
    """

    file: CampaignFile
    data: bytes
    standing: Standing
    changes: FormChanges | None
    key_is_new: bool
    others: tuple[CampaignFile, ...]
    moves: tuple[DraftMove, ...]

    @property
    def left(self) -> tuple[Leftover, ...]:
        """What was entered here and finds no place; it is kept beside the drafts."""
        return tuple(each for move in self.moves for each in move.left)

    @property
    def campaign(self) -> CampaignId:
        """The id of the campaign."""
        return self.file.manifest.campaign

    @property
    def doubts(self) -> tuple[str, ...]:
        """Sentences on what a person has to be sure of before saying yes."""
        said = []
        if self.key_is_new:
            short, publisher = self.file.key.short, self.file.publisher.name
            said.append(sentence("campaign-key-new", short=short, publisher=publisher))
        for other in self.others:
            of = {"campaign": other.manifest.campaign, "publisher": other.publisher.name}
            said.append(sentence("campaign-key-other", short=other.key.short, **of))
        return tuple(said)

    @property
    def asks(self) -> bool:
        """Whether there is something to install, so that a person has to say yes."""
        return self.standing is not Standing.KNOWN


def campaign_offer(context: AppContext, path: Path) -> CampaignOffer:
    """What the campaign file at `path` is, and what installing it would mean; nothing is changed.

    Raises KnownError `file-…`, `bundle-…`, `key-…`, `report-not-campaign`, `campaign-foreign` for a file of
    another program, or one of `offer_of`.
    """
    try:
        data = bundle_in(read_file(path))
    except KnownError as error:
        if error.code in _FOREIGN:
            raise KnownError("campaign-foreign", file=path.name) from error
        raise
    if data is None:
        raise KnownError("campaign-foreign", file=path.name)
    return offer_of(context, data)


def offer_of(context: AppContext, data: bytes) -> CampaignOffer:
    """As `campaign_offer`, for the bytes of a campaign file.

    Raises KnownError `bundle-…` or `key-…` for a file that is not valid; `campaign-older` for an edition not
    newer than the one that is installed, `campaign-differs` for that edition with other content;
    `campaign-taken` when its id is that of another campaign in which a unit works here, `campaign-id` when
    its year and directory are here under another id; `campaign-draft-damaged` when a draft that would have
    to be moved is damaged, `campaign-unit` when a row has another unit of measurement than in an earlier
    edition, `campaign-level` when it lacks the level of a unit that works in it here;
    `store-form` when a draft was not written with the form that is here, or with the one that takes the place
    of a damaged one.
    """
    file = read_campaign_file(data)
    campaign = file.manifest.campaign
    standing = _checked_standing(context, file, data)
    before = context.forms.get(campaign)
    installed = context.campaigns.installed
    known = {*own_keys(context).values(), *(each.key for each in installed.values())}
    return CampaignOffer(
        file=file,
        data=data,
        standing=standing,
        changes=None if before is None else form_changes(before, file.form),
        key_is_new=file.key not in known,
        others=tuple(
            each
            for each in installed.values()
            if each.manifest.year == file.manifest.year and each.key != file.key
        ),
        moves=tuple(_moves(context, campaign, file.form)),
    )


def install(context: AppContext, offer: CampaignOffer) -> None:
    """Install what `offer` offers and move the drafts as they are now, in one transaction; what is known
    already stays as it is.

    Reports that were frozen by the earlier form stay as they are, and the next freezing makes a new revision.
    What was read of stored reports is read anew after it. Raises KnownError `store-…`, and what `offer_of`
    raises when something came since that stands against it; then nothing is changed.
    """
    if not offer.asks:
        return
    campaign, edition, key = offer.campaign, offer.file.manifest.edition, offer.file.key.base64
    with context.store.transaction():
        if _checked_standing(context, offer.file, offer.data) is Standing.KNOWN:
            return
        for move in _moves(context, campaign, offer.file.form):
            context.store.drafts.save(move.unit, campaign, move.draft)
            context.store.drafts.add_leftovers(move.unit, campaign, move.left)
        installed = InstalledCampaign(campaign, edition, key, offer.data, context.minute())
        context.store.campaigns.add(installed)
    for kept in (context.members, context.notes, context.apart):
        kept.clear()


def _checked_standing(context: AppContext, file: CampaignFile, data: bytes) -> Standing:
    """What installing `file` would be now. Raises as `offer_of` for a file that cannot be installed."""
    campaign = file.manifest.campaign
    standing = _standing(context, file, data)
    before = context.forms.get(campaign)
    if standing in (Standing.NEW, Standing.FIRST, Standing.NEXT):
        _refuse_other_id(context, file)
        if before is not None and before.hash != file.form.hash:
            _refuse_damaged_drafts(context, campaign)
        _refuse_other_units(context, file.form)
        _refuse_levels(context, before, file.form)
    if standing is Standing.MENDED:
        _refuse_other_id(context, file)
        for unit in context.store.own_units.of(campaign):
            context.store.drafts.get(unit, campaign, file.form)  # refuses a form that it was not written with
    return standing


def _standing(context: AppContext, file: CampaignFile, data: bytes) -> Standing:
    campaign, edition = file.manifest.campaign, file.manifest.edition
    kept = context.store.campaigns.of(campaign)
    last = context.campaigns.installed.get(campaign)
    if campaign in context.campaigns.damaged:
        is_older = any(edition < each.edition for each in kept)
        if is_older:
            raise _older(file, max(each.edition for each in kept))
        return Standing.MENDED
    if last is None:
        return Standing.FIRST if campaign in context.shipped else Standing.NEW
    if kept[-1].file == data:
        return Standing.KNOWN
    if edition < last.manifest.edition or (edition == last.manifest.edition and file.key != last.key):
        raise _older(file, last.manifest.edition)
    if edition == last.manifest.edition:
        raise KnownError("campaign-differs", campaign=campaign, edition=edition)
    return Standing.NEXT


def _older(file: CampaignFile, installed: int) -> KnownError:
    campaign, edition = file.manifest.campaign, file.manifest.edition
    return KnownError("campaign-older", campaign=campaign, edition=edition, installed=installed)


def _refuse_other_id(context: AppContext, file: CampaignFile) -> None:
    """Refuse what would stand beside the same year of the same directory, or take the place of another."""
    new = file.form.campaign
    for form in context.forms.values():
        old = form.campaign
        is_same = (old.year, old.edition) == (new.year, new.edition)
        if is_same and old.id != new.id:
            raise KnownError("campaign-id", campaign=new.id, year=new.year, known=old.id)
        if not is_same and old.id == new.id and context.store.own_units.of(old.id):
            raise KnownError("campaign-taken", campaign=new.id, name=old.name)


def _refuse_damaged_drafts(context: AppContext, campaign: CampaignId) -> None:
    """Refuse to move a draft of which something is damaged: what is left of it would be lost."""
    for unit in context.store.own_units.of(campaign):
        if context.store.drafts.damaged(unit, campaign):
            raise KnownError("campaign-draft-damaged", campaign=campaign, unit=unit.code)


def _refuse_other_units(context: AppContext, after: Form) -> None:
    """Refuse a row that has another unit of measurement than in an earlier edition."""
    for error in other_units(after, context.editions.get(after.campaign.id, {}).values()):
        raise error


def _refuse_levels(context: AppContext, before: Form | None, after: Form) -> None:
    """Refuse a form without the level of a unit that works in the campaign here."""
    if before is not None:
        listed = context.directory(before).units
        for unit in context.store.own_units.of(before.campaign.id):
            if unit.code in listed and listed[unit.code].level not in after.level_by_key:
                name = before.level_by_key[listed[unit.code].level].name
                raise KnownError("campaign-level", unit=unit.code, level=name)


def _moves(context: AppContext, campaign: CampaignId, after: Form) -> Iterator[DraftMove]:
    """The drafts of `campaign`, which go over to the form `after`; none where the form stays the same."""
    before = context.forms.get(campaign)
    if before is None or before.hash == after.hash:
        return
    listed = context.directory(before).units
    for unit in context.store.own_units.of(campaign):
        draft = context.store.drafts.get(unit, campaign, before)
        if draft is not None:
            level = listed[unit.code].level if unit.code in listed else None
            moved = moved_content(draft.content, before, after, level)
            yield DraftMove(unit, replace(draft, content=moved.content), moved.left)
