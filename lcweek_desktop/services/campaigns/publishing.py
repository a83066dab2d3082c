"""Publishing a campaign: one signed file for everybody below, and installed here at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lcweek_desktop.bundle.campaign import (
    CampaignFile,
    read_campaign_file,
    structure_bytes,
    write_campaign_file,
)
from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.unit import Directory, Unit, UnitId
from lcweek_desktop.errors import KnownError, LcweekError
from lcweek_desktop.formdefs import directory_bytes
from lcweek_desktop.services.campaigns.checking import shared_numbers
from lcweek_desktop.services.campaigns.definition_folder import DefinitionFolder
from lcweek_desktop.services.campaigns.installing import CampaignOffer, install, offer_of
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.export import write_file
from lcweek_desktop.services.workspace.keys import signing_key
from lcweek_desktop.services.workspace.practice import refuse_practice
from lcweek_desktop.services.workspace.units import own_workspaces


@dataclass(frozen=True)
class Publisher:
    """A unit at the top of a campaign's directory, and the unit of this installation that signs for it: the
    same one, perhaps under the edition of an earlier directory."""

    unit: Unit
    own: UnitId


def publication(
    context: AppContext, definition: DefinitionFolder, unit: str | None = None, edition: int | None = None
) -> CampaignOffer:
    """The campaign of `definition` as it would be published; nothing is written.

    `unit` is the code of the publisher, needed where several units of this installation may be it. `edition`
    is the number, None for the next one; a campaign that has not changed since it was published keeps its
    own. Raises KnownError `campaign-publisher`, `campaign-publishers`, `form-definition`, `directory-file`,
    `unit-loop`, `campaign-number` for two rows of one parent with one number, `key-…`, and as `offer_of`.
    """
    for error in shared_numbers(definition.form):
        raise error
    directory = definition.directory(context)
    publisher = _publisher(context, definition, directory, unit)
    listed = definition.units or directory_bytes([*directory.units.values()])
    campaign = definition.form.campaign.id
    structures = [*_structures(context, campaign)]
    last = context.campaigns.installed.get(campaign)
    key = signing_key(context, publisher.own)
    if last is not None and edition is None and _is_unchanged(definition, listed, last, publisher, key):
        return offer_of(context, context.store.campaigns.of(campaign)[-1].file)
    kept = (each.edition for each in context.store.campaigns.of(campaign))
    number = edition or max(kept, default=0) + 1
    data = write_campaign_file(
        definition.files,
        listed,
        UnitId(definition.form.campaign.edition, publisher.unit.code),
        number,
        key,
        structures,
    )
    return offer_of(context, data)


def publish(context: AppContext, offer: CampaignOffer, target: Path) -> None:
    """Install what `offer` offers here, so that the next one has a later number, and write it to `target`.

    In this order no number is ever given to two files: what was installed and could not be written is the
    same file the next time. Raises KnownError `practice-out` or `store-…`, and nothing is changed then; or
    `export-…`, which says that the campaign is installed, and the old file stays.
    """
    refuse_practice(context.home)
    install(context, offer)
    try:
        write_file(target, offer.data, proof=read_campaign_file)
    except LcweekError as error:
        name, edition = offer.file.form.campaign.name, offer.file.manifest.edition
        error.put_after(Verb.INSTALL_CAMPAIGN.done(name=name, edition=edition))
        raise


def _publisher(
    context: AppContext, definition: DefinitionFolder, directory: Directory, code: str | None
) -> Publisher:
    levels, units = definition.form.level_by_key, directory.units
    found = [
        Publisher(units[workspace.unit.code], workspace.unit.id)
        for workspace in own_workspaces(context)
        if workspace.unit.code in units and code in (None, workspace.unit.code)
    ]
    found = [each for each in found if each.unit.parent is None and levels[each.unit.level].top]
    edition = definition.form.campaign.edition
    own = [each for each in found if each.own.edition == edition] or found
    if not own:
        raise KnownError("campaign-publisher", edition=edition)
    if len({each.unit.code for each in own}) > 1:
        raise KnownError("campaign-publishers", units=", ".join(each.unit.code for each in own))
    return own[0]


def _structures(context: AppContext, campaign: CampaignId) -> Iterator[bytes]:
    """The structures of all forms that the campaign had, as far as they are known here."""
    if campaign in context.shipped:
        yield structure_bytes(context.shipped[campaign])
    for kept in context.store.campaigns.of(campaign):
        file = read_campaign_file(kept.file)
        yield structure_bytes(file.form)
        yield from file.structures.values()


def _is_unchanged(
    definition: DefinitionFolder,
    listed: bytes,
    last: CampaignFile,
    publisher: Publisher,
    key: SigningKey,
) -> bool:
    return (
        last.files == definition.files
        and last.directory_bytes == listed
        and (last.publisher, last.key) == (publisher.unit, key.public)
    )
