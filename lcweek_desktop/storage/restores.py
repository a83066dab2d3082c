"""What became of the numbers of a unit's revisions when its data were put back (docs/adr/0048)."""

from __future__ import annotations

from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.storage.connection import Connection, Row
from lcweek_desktop.storage.records import Restore
from lcweek_desktop.storage.sealed_table import SealedTable

_KEY = ("campaign", "edition", "code", "place")


class Restores:
    """The restores of each unit and campaign in the order in which they were noted. Append-only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = SealedTable(
            connection,
            "restore",
            (*_KEY, "count", "highest", "is_certain", "day"),
            _KEY,
            lambda row: f"lần khôi phục thứ {row[3]} của đơn vị {row[2]}",
        )

    def add(self, restore: Restore) -> None:
        """Add a restore after the unit's earlier ones."""
        with self._connection.transaction():
            place = len(self.of(restore.unit, restore.campaign)) + 1
            self._table.add(
                (
                    restore.campaign,
                    *restore.unit,
                    place,
                    restore.count,
                    restore.highest,
                    int(restore.is_certain),
                    restore.day,
                )
            )

    def of(self, unit: UnitId, campaign: CampaignId) -> tuple[Restore, ...]:
        """The unit's restores in their order."""
        of_unit = "campaign = ? AND edition = ? AND code = ?"
        return tuple(map(_restore, self._table.rows(of_unit, (campaign, *unit), order="place")))


def _restore(row: Row) -> Restore:
    campaign, edition, code, _place, count, highest, is_certain, day = row
    return Restore(
        unit=UnitId(edition, UnitCode(code)),
        campaign=CampaignId(campaign),
        count=count,
        highest=highest,
        is_certain=bool(is_certain),
        day=day,
    )
