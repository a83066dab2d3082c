"""The campaigns of this installation: those that come with the program, and those that were installed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from lcweek_desktop.bundle.campaign import CampaignFile, read_campaign_file
from lcweek_desktop.domain.codec import MalformedError
from lcweek_desktop.domain.codec.structure import form_from_structure
from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.domain.unit import Directory
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.directory import shipped_directory
from lcweek_desktop.storage import Store


@dataclass(frozen=True)
class Campaigns:
    """Every campaign that can be worked on, by id.

    `forms` are their forms. `installed` are the files of those that were installed, the last edition of each;
    one takes the place of a shipped form with its id. `damaged` says why a campaign that was installed cannot
    be worked on; it has no form, also where one was shipped.
    """

    forms: Mapping[CampaignId, Form]
    installed: Mapping[CampaignId, CampaignFile]
    damaged: Mapping[CampaignId, KnownError]

    def form(self, campaign: CampaignId) -> Form:
        """The form of `campaign`. Raises KnownError `form-missing` or `campaign-damaged`."""
        if campaign in self.damaged:
            raise self.damaged[campaign]
        if campaign not in self.forms:
            raise KnownError("form-missing", campaign=campaign)
        return self.forms[campaign]

    def directory(self, form: Form) -> Directory:
        """The units that come with the campaign of `form`, in its file or with the program."""
        file = self.installed.get(form.campaign.id)
        return shipped_directory(form) if file is None else file.directory


def read_campaigns(store: Store, shipped: Mapping[CampaignId, Form]) -> Campaigns:
    """The `shipped` campaigns and those in `store`, each file judged anew, signature and hashes included."""
    installed: dict[CampaignId, CampaignFile] = {}
    damaged = {campaign: _damaged(campaign) for campaign in store.campaigns.damaged()}
    for campaign, kept in store.campaigns.latest().items():
        try:
            installed[campaign] = read_campaign_file(kept.file)
        except KnownError as error:
            damaged[campaign] = _damaged(campaign)
            damaged[campaign].__cause__ = error
    forms = {**shipped, **{campaign: file.form for campaign, file in installed.items()}}
    return Campaigns({name: form for name, form in forms.items() if name not in damaged}, installed, damaged)


def edition_forms(
    store: Store, shipped: Mapping[CampaignId, Form], campaigns: Campaigns
) -> Mapping[CampaignId, Mapping[str, Form]]:
    """All forms that each campaign has or had, by their hashes: those of editions that are or were here, and
    those of which the present file carries the structure."""
    return {campaign: _edition_forms(store, shipped, campaigns, campaign) for campaign in campaigns.forms}


def _edition_forms(
    store: Store, shipped: Mapping[CampaignId, Form], campaigns: Campaigns, campaign: CampaignId
) -> Mapping[str, Form]:
    now, file = campaigns.forms[campaign], campaigns.installed.get(campaign)
    found: dict[str, Form] = {}
    for form_hash, structure in ({} if file is None else file.structures).items():
        with suppress(MalformedError):  # not understood: its reports are of an unknown form
            found[form_hash] = form_from_structure(json.loads(structure), now)
    if campaign in shipped:
        found[shipped[campaign].hash] = shipped[campaign]
    for kept in store.campaigns.of(campaign)[:-1]:
        with suppress(KnownError):
            form = read_campaign_file(kept.file).form
            found[form.hash] = form
    return {**found, now.hash: now}


def _damaged(campaign: CampaignId) -> KnownError:
    return KnownError("campaign-damaged", campaign=campaign)
