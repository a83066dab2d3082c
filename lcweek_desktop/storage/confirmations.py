"""Which keys people confirmed as those of a unit (docs/merging.md, Keys)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from lcweek_desktop.domain.canonical import canonical_json
from lcweek_desktop.domain.merge import KeyConfirmation, VersionId
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.storage.connection import Connection
from lcweek_desktop.storage.sealed_table import SealedTable

_KEY = ("receiver_edition", "receiver_code", "unit_edition", "unit_code", "epoch")
_OF_RECEIVER = "receiver_edition = ? AND receiver_code = ?"
_OF_UNIT = f"{_OF_RECEIVER} AND unit_edition = ? AND unit_code = ?"


class Confirmations:
    """The keys each receiver confirmed, unit by unit; the n-th of a unit opens epoch n. Append-only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = SealedTable(
            connection,
            "confirmation",
            (*_KEY, "key", "kept"),
            _KEY,
            lambda row: f"khóa đã xác nhận của đơn vị {row[3]}",
        )

    def add(self, receiver: UnitId, unit: UnitId, confirmation: KeyConfirmation) -> None:
        """Add a confirmation after the unit's earlier ones."""
        with self._connection.transaction():
            epoch = sum(map(len, self._table.sealed_rows(_OF_UNIT, (*receiver, *unit)))) + 1
            kept = _encode_ids(confirmation.kept)
            self._table.add((*receiver, *unit, epoch, confirmation.key, kept))

    def of_unit(self, receiver: UnitId, unit: UnitId) -> tuple[KeyConfirmation, ...]:
        """The unit's confirmations in the order in which they were given, without damaged ones."""
        rows = self._table.sealed_rows(_OF_UNIT, (*receiver, *unit), order="epoch").intact
        return tuple(KeyConfirmation(key, _decode_ids(kept)) for *_, key, kept in rows)

    def of(self, receiver: UnitId) -> Mapping[UnitId, tuple[KeyConfirmation, ...]]:
        """The confirmations of every unit that has one, each unit's in the order of `of_unit`."""
        found: dict[UnitId, tuple[KeyConfirmation, ...]] = {}
        for row in self._table.sealed_rows(_OF_RECEIVER, tuple(receiver), order="epoch").intact:
            unit = UnitId(row[2], UnitCode(row[3]))
            found[unit] = (*found.get(unit, ()), KeyConfirmation(row[5], _decode_ids(row[6])))
        return found

    def damaged(self, receiver: UnitId, unit: UnitId | None = None) -> frozenset[UnitId]:
        """The units whose last confirmation is damaged, or `unit` if it is one; another one takes its
        place."""
        where = _OF_RECEIVER if unit is None else _OF_UNIT
        rows = self._table.open_damage(where, (*receiver, *(unit or ())))
        return frozenset(UnitId(row[2], UnitCode(row[3])) for row in rows)

    def owners(self, receiver: UnitId, key: str) -> frozenset[UnitId]:
        """The units for which `key` was ever confirmed, as far as the rows are intact."""
        rows = self._table.sealed_rows(f"{_OF_RECEIVER} AND key = ?", (*receiver, key)).intact
        return frozenset(UnitId(row[2], UnitCode(row[3])) for row in rows)


def _encode_ids(ids: Iterable[VersionId]) -> bytes:
    return canonical_json([[*version_id] for version_id in sorted(ids)])


def _decode_ids(column: bytes) -> frozenset[VersionId]:
    return frozenset(VersionId(*pair) for pair in json.loads(column))
