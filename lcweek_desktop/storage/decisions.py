"""Which of several reports of a unit people decided to count (docs/merging.md, Merging)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from lcweek_desktop.domain.canonical import canonical_json
from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.merge import Decision
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.storage.connection import Connection
from lcweek_desktop.storage.sealed_table import SealedTable

_KEY = ("campaign", "receiver_edition", "receiver_code", "unit_edition", "unit_code", "place")
_OF_RECEIVER = "campaign = ? AND receiver_edition = ? AND receiver_code = ?"
_OF_UNIT = f"{_OF_RECEIVER} AND unit_edition = ? AND unit_code = ?"


class Decisions:
    """The choices between reports of one unit, in the order in which they were made. Append-only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = SealedTable(
            connection,
            "decision",
            (*_KEY, "chosen", "refused"),
            _KEY,
            lambda row: f"quyết định về báo cáo của đơn vị {row[4]}",
        )

    def add(self, receiver: UnitId, campaign: CampaignId, unit: UnitId, decision: Decision) -> None:
        """Add a decision after the unit's earlier ones."""
        with self._connection.transaction():
            place = sum(map(len, self._table.sealed_rows(_OF_UNIT, (campaign, *receiver, *unit)))) + 1
            refused = canonical_json([*sorted(decision.refused)])
            self._table.add((campaign, *receiver, *unit, place, decision.chosen, refused))

    def of_unit(self, receiver: UnitId, campaign: CampaignId, unit: UnitId) -> tuple[Decision, ...]:
        """The decisions about a unit in the order in which they were made, without damaged ones."""
        rows = self._table.sealed_rows(_OF_UNIT, (campaign, *receiver, *unit), order="place").intact
        return tuple(Decision(chosen, _decode_texts(refused)) for *_, chosen, refused in rows)

    def of(self, receiver: UnitId, campaign: CampaignId) -> Mapping[UnitId, tuple[Decision, ...]]:
        """The decisions about every unit that has one, each unit's in the order of `of_unit`."""
        found: dict[UnitId, tuple[Decision, ...]] = {}
        for row in self._table.sealed_rows(_OF_RECEIVER, (campaign, *receiver), order="place").intact:
            unit = UnitId(row[3], UnitCode(row[4]))
            found[unit] = (*found.get(unit, ()), Decision(row[6], _decode_texts(row[7])))
        return found

    def damaged(
        self, receiver: UnitId, campaign: CampaignId, unit: UnitId | None = None
    ) -> frozenset[UnitId]:
        """The units about which the last decision is damaged, or `unit` if it is one; another one takes its
        place."""
        where = _OF_RECEIVER if unit is None else _OF_UNIT
        rows = self._table.open_damage(where, (campaign, *receiver, *(unit or ())))
        return frozenset(UnitId(row[3], UnitCode(row[4])) for row in rows)


def _decode_texts(column: bytes) -> frozenset[str]:
    return frozenset(json.loads(column))
