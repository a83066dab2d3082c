"""The campaigns that were installed, each as its signed file (docs/adr/0107)."""

from __future__ import annotations

from collections.abc import Mapping

from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.storage.connection import Connection, Row
from lcweek_desktop.storage.records import InstalledCampaign
from lcweek_desktop.storage.sealed_table import SealedTable

_KEY = ("campaign", "place")


class Campaigns:
    """The editions of each campaign in the order in which they were installed. Append-only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = SealedTable(
            connection,
            "campaign_edition",
            (*_KEY, "edition", "key", "file", "at"),
            _KEY,
            lambda row: f"lần cài thứ {row[1]} của kỳ báo cáo {row[0]}",
        )

    def add(self, installed: InstalledCampaign) -> None:
        """Add an edition after those of its campaign that are here."""
        with self._connection.transaction():
            campaign = installed.campaign
            place = sum(map(len, self._table.sealed_rows("campaign = ?", (campaign,)))) + 1
            self._table.add((campaign, place, installed.edition, installed.key, installed.file, installed.at))

    def latest(self) -> Mapping[CampaignId, InstalledCampaign]:
        """The edition of each campaign that was installed last, by campaign; `damaged` ones are left out."""
        lost = self.damaged()
        rows = self._table.sealed_rows("TRUE", order="campaign, place").intact
        return {each.campaign: each for each in map(_installed, rows) if each.campaign not in lost}

    def of(self, campaign: CampaignId) -> tuple[InstalledCampaign, ...]:
        """The editions of `campaign` in the order in which they were installed, without damaged ones."""
        rows = self._table.sealed_rows("campaign = ?", (campaign,), order="place").intact
        return tuple(map(_installed, rows))

    def damaged(self) -> frozenset[CampaignId]:
        """The campaigns of which the edition that was installed last is damaged."""
        return frozenset(CampaignId(campaign) for (campaign,) in self._table.open_damage("TRUE"))


def _installed(row: Row) -> InstalledCampaign:
    campaign, _place, edition, key, file, at = row
    return InstalledCampaign(CampaignId(campaign), edition, key, file, at)
