"""The printings of frozen revisions on paper (docs/adr/0124)."""

from __future__ import annotations

from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.storage.connection import Connection
from lcweek_desktop.storage.records import Printing
from lcweek_desktop.storage.sealed_table import SealedTable

_KEY = ("campaign", "edition", "code", "place")
_OF_UNIT = "campaign = ? AND edition = ? AND code = ?"


class Printings:
    """The printings of each unit and campaign in their order. Append-only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = SealedTable(
            connection, "printing", (*_KEY, "revision", "at"), _KEY, lambda row: f"lần in thứ {row[3]}"
        )

    def add(self, printing: Printing) -> None:
        """Add a printing after the unit's earlier ones. Raises BugError `store-bug` without its revision."""
        with self._connection.transaction():
            of = (printing.campaign, *printing.unit)
            place = sum(map(len, self._table.sealed_rows(_OF_UNIT, of))) + 1
            self._table.add((*of, place, printing.revision, printing.at))

    def of(self, unit: UnitId, campaign: CampaignId) -> tuple[Printing, ...]:
        """The unit's printings in their order, without those whose row is damaged."""
        rows = self._table.sealed_rows(_OF_UNIT, (campaign, *unit), order="place").intact
        return tuple(Printing(unit, campaign, *row[4:]) for row in rows)

    def lost(self, unit: UnitId, campaign: CampaignId) -> tuple[int, ...]:
        """The places, from 1, of the printings whose row is damaged, unless an intact one came later."""
        return self._table.lost_numbers(_OF_UNIT, (campaign, *unit))
