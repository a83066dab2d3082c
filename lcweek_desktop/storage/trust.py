"""What people settled about received reports: which key is a unit's, and which of two reports counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.merge import Decision, KeyConfirmation, VersionId
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.storage.columns import packed
from lcweek_desktop.storage.connection import Connection
from lcweek_desktop.storage.seal import SealedTable

_RECEIVER = ("receiver_edition", "receiver_code")
_UNIT = ("unit_edition", "unit_code")
_OF_RECEIVER = "receiver_edition = ? AND receiver_code = ?"
_OF_UNIT = f"{_OF_RECEIVER} AND unit_edition = ? AND unit_code = ?"


class Confirmations:
    """The keys each receiver confirmed, unit by unit; the n-th of a unit opens epoch n. Append-only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = SealedTable(
            connection,
            "confirmation",
            (*_RECEIVER, *_UNIT, "epoch", "key", "kept"),
            (*_RECEIVER, *_UNIT, "epoch"),
            lambda row: f"khóa đã xác nhận của đơn vị {row[3]}",
        )

    def add(self, receiver: UnitId, unit: UnitId, confirmation: KeyConfirmation) -> None:
        """After the unit's earlier ones."""
        with self._connection.transaction():
            epoch = len(self.of_unit(receiver, unit)) + 1
            kept = _packed_ids(confirmation.kept)
            self._table.add((*receiver, *unit, epoch, confirmation.key, kept))

    def of_unit(self, receiver: UnitId, unit: UnitId) -> tuple[KeyConfirmation, ...]:
        """In the order they were given."""
        rows = self._table.rows(_OF_UNIT, (*receiver, *unit), order="epoch")
        return tuple(KeyConfirmation(key, _unpacked_ids(kept)) for *_, key, kept in rows)

    def of(self, receiver: UnitId) -> Mapping[UnitId, tuple[KeyConfirmation, ...]]:
        """Every unit with a confirmed key; each unit's in the order they were given."""
        found: dict[UnitId, tuple[KeyConfirmation, ...]] = {}
        for row in self._table.rows(_OF_RECEIVER, tuple(receiver), order="epoch"):
            unit = UnitId(row[2], UnitCode(row[3]))
            found[unit] = (*found.get(unit, ()), KeyConfirmation(row[5], _unpacked_ids(row[6])))
        return found

    def owners(self, receiver: UnitId, key: str) -> frozenset[UnitId]:
        """The units for which `key` was ever confirmed."""
        rows = self._table.rows(f"{_OF_RECEIVER} AND key = ?", (*receiver, key))
        return frozenset(UnitId(row[2], UnitCode(row[3])) for row in rows)


class Decisions:
    """The choices between reports of one unit, in the order they were taken. Append-only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = SealedTable(
            connection,
            "decision",
            ("campaign", *_RECEIVER, *_UNIT, "place", "chosen", "refused"),
            ("campaign", *_RECEIVER, *_UNIT, "place"),
            lambda row: f"quyết định về báo cáo của đơn vị {row[4]}",
        )

    def add(self, receiver: UnitId, campaign: CampaignId, unit: UnitId, decision: Decision) -> None:
        """After the unit's earlier ones."""
        with self._connection.transaction():
            place = len(self.of_unit(receiver, campaign, unit)) + 1
            refused = packed([*sorted(decision.refused)])
            self._table.add((campaign, *receiver, *unit, place, decision.chosen, refused))

    def of_unit(self, receiver: UnitId, campaign: CampaignId, unit: UnitId) -> tuple[Decision, ...]:
        """In the order they were taken."""
        rows = self._table.rows(f"campaign = ? AND {_OF_UNIT}", (campaign, *receiver, *unit), order="place")
        return tuple(Decision(chosen, _unpacked_texts(refused)) for *_, chosen, refused in rows)

    def of(self, receiver: UnitId, campaign: CampaignId) -> Mapping[UnitId, tuple[Decision, ...]]:
        """Every unit with a decision; each unit's in the order they were taken."""
        found: dict[UnitId, tuple[Decision, ...]] = {}
        for row in self._table.rows(f"campaign = ? AND {_OF_RECEIVER}", (campaign, *receiver), order="place"):
            unit = UnitId(row[3], UnitCode(row[4]))
            found[unit] = (*found.get(unit, ()), Decision(row[6], _unpacked_texts(row[7])))
        return found


def _packed_ids(ids: Iterable[VersionId]) -> bytes:
    return packed([[*held_id] for held_id in sorted(ids)])


def _unpacked_ids(body: bytes) -> frozenset[VersionId]:
    return frozenset(VersionId(*pair) for pair in json.loads(body))


def _unpacked_texts(body: bytes) -> frozenset[str]:
    return frozenset(json.loads(body))
