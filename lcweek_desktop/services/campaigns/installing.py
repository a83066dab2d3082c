"""Installing a campaign from its signed file: what the file is, what would happen, and then doing it.

Source: docs/bundle-format.md, Campaign; docs/adr/0107-installed-campaigns.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lcweek_desktop.bundle.campaign import CampaignFile, read_campaign_file
from lcweek_desktop.bundle.sent_file import bundle_in
from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.domain.form_changes import FormChanges, form_changes
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.user_files import read_file
from lcweek_desktop.storage import InstalledCampaign


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
class CampaignOffer:
    """A campaign file that may be installed here, and what that would mean.

    `data` are its bytes. `changes` are the differences from the form in whose place it comes, None for a new
    campaign. `key_is_new` says that nothing under this key was installed before, so that its short code has
    to be compared with the letter that came with it. `others` are the installed campaigns of the same year
    whose key is another, the earlier edition of this one among them.
    """

    file: CampaignFile
    data: bytes
    standing: Standing
    changes: FormChanges | None
    key_is_new: bool
    others: tuple[CampaignFile, ...]

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

    Raises KnownError `file-…`, `bundle-…`, `key-…`, `report-not-campaign`, or one of `offer_of`.
    """
    data = bundle_in(read_file(path))
    if data is None:
        raise KnownError("report-not-campaign")
    return offer_of(context, data)


def offer_of(context: AppContext, data: bytes) -> CampaignOffer:
    """As `campaign_offer`, for the bytes of a campaign file.

    Raises KnownError `bundle-…` or `key-…` for a file that is not valid; `campaign-older` for an edition not
    newer than the one that is installed, `campaign-differs` for that edition with other content;
    `campaign-taken` when its id is that of another campaign in which a unit works here, `campaign-id` when
    its year and directory are here under another id; `campaign-in-use` when its rows are others than those of
    reports that are here.
    """
    file = read_campaign_file(data)
    campaign = file.manifest.campaign
    standing = _standing(context, file, data)
    before = context.forms.get(campaign)
    if standing is Standing.NEW or standing is Standing.FIRST or standing is Standing.NEXT:
        _refuse_other_id(context, file)
        _refuse_in_use(context, file, before)
    installed = context.campaigns.installed
    return CampaignOffer(
        file=file,
        data=data,
        standing=standing,
        changes=None if before is None else form_changes(before, file.form),
        key_is_new=all(each.key != file.key for each in installed.values()),
        others=tuple(
            each
            for each in installed.values()
            if each.manifest.year == file.manifest.year and each.key != file.key
        ),
    )


def install(context: AppContext, offer: CampaignOffer) -> None:
    """Install what `offer` offers, in one transaction; what is known already stays as it is.

    What was read of stored reports is read anew after it. Raises KnownError `store-…`; then nothing is
    changed.
    """
    if not offer.asks:
        return
    manifest = offer.file.manifest
    with context.store.transaction():
        context.store.campaigns.add(
            InstalledCampaign(
                offer.campaign, manifest.edition, offer.file.key.base64, offer.data, context.minute()
            )
        )
    for kept in (context.members, context.notes, context.apart):
        kept.clear()


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


def _refuse_in_use(context: AppContext, file: CampaignFile, before: Form | None) -> None:
    """Refuse other rows than those of reports that are here."""
    if before is None or before.hash == file.form.hash:
        return
    campaign, store = file.manifest.campaign, context.store
    for unit in store.own_units.of(campaign):
        if _has_reports(context, unit, campaign):
            raise KnownError("campaign-in-use", campaign=campaign, unit=unit.code)


def _has_reports(context: AppContext, unit: UnitId, campaign: CampaignId) -> bool:
    store = context.store
    has_draft = store.drafts.get(unit, campaign, context.form(campaign)) is not None
    return has_draft or bool(
        store.drafts.damaged(unit, campaign)
        or store.revisions.keys(unit, campaign)
        or store.stored_reports.of(unit, campaign)
        or store.stored_reports.damaged(unit, campaign)
    )
