"""What the cells of a unit's report held before, and what made it so (docs/adr/0134)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.storage.connection import Connection
from lcweek_desktop.storage.records import CellChange
from lcweek_desktop.storage.sealed_table import SealedTable

MOST_CHANGES: Final = 5_000
"""How many changes are kept of a unit in a campaign; the oldest go first."""
_KEY = ("campaign", "edition", "code", "number")
_OF_UNIT = "campaign = ? AND edition = ? AND code = ?"
_LINES: Final = 0
"""The number of the row that says how the unit's own lines are called; it is replaced each time."""


class CellHistory:
    """The changes of each unit and campaign in the order in which they were made. Damaged rows are left out:
    nothing depends on them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = SealedTable(
            connection,
            "cell_change",
            (*_KEY, "place", "value", "act", "at"),
            _KEY,
            lambda row: f"thay đổi thứ {row[3]} của đơn vị {row[2]}",
        )

    def add(
        self, unit: UnitId, campaign: CampaignId, changes: Sequence[CellChange], lines: str | None = None
    ) -> None:
        """Add `changes` after those before, durably, and keep `lines` (`lines_of`) unless it is None."""
        mine = (campaign, *unit)
        with self._connection.transaction():
            sql = f"SELECT max(number) FROM cell_change WHERE {_OF_UNIT}"
            number = self._connection.execute(sql, mine)[0][0] or 0
            for number, each in enumerate(changes, number + 1):  # noqa: B020
                self._table.add((*mine, number, each.place, each.value, each.act, each.at))
            self._table.remove(f"{_OF_UNIT} AND number BETWEEN 1 AND ?", (*mine, number - MOST_CHANGES))
            if lines is not None:
                self._table.put((*mine, _LINES, "own_lines", lines, "", ""))

    def remove(self, unit: UnitId, campaign: CampaignId) -> None:
        """Forget all changes of `unit` in `campaign`."""
        self._table.remove(_OF_UNIT, (campaign, *unit))

    def of(self, unit: UnitId, campaign: CampaignId, place: str) -> tuple[CellChange, ...]:
        """The changes at `place`, and those of the whole report, whose place is empty, oldest first."""
        where = f"{_OF_UNIT} AND number > {_LINES} AND place IN (?, '')"
        rows = self._table.sealed_rows(where, (campaign, *unit, place), order="number").intact
        return tuple(CellChange(*row[4:]) for row in rows)

    def lines_of(self, unit: UnitId, campaign: CampaignId) -> str:
        """What was given last to know the unit's own lines again by; empty when nothing was."""
        rows = self._table.sealed_rows(f"{_OF_UNIT} AND number = {_LINES}", (campaign, *unit)).intact
        return str(rows[0][5]) if rows else ""
