"""The directories of units, and which of them report from this installation."""

from __future__ import annotations

from collections.abc import Iterable

from lcweek_desktop.domain.form import CampaignId, LevelKey
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, UnitId
from lcweek_desktop.storage.connection import Connection, Row
from lcweek_desktop.storage.sealed_table import SealedTable


class Units:
    """The directory of each edition."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = SealedTable(
            connection,
            "unit",
            ("edition", "code", "name", "level", "parent"),
            ("edition", "code"),
            lambda row: f"đơn vị {row[1]} trong danh mục",
        )

    def directory(self, edition: str) -> Directory:
        """The units of `edition` whose rows are not damaged; an empty directory when none is known."""
        rows = self._table.sealed_rows("edition = ?", (edition,), order="code").intact
        return Directory(edition, {unit.code: unit for unit in map(_unit, rows)})

    def damaged(self, edition: str) -> tuple[UnitId, ...]:
        """The units of `edition` whose rows are damaged; adding one again writes its row anew."""
        rows = self._table.sealed_rows("edition = ?", (edition,), order="code").damaged
        return tuple(UnitId(edition, UnitCode(code)) for edition, code in rows)

    def add(self, units: Iterable[Unit]) -> None:
        """Add `units`, or replace name, level and parent of those whose id is there; all of them or none."""
        with self._connection.transaction():
            for unit in units:
                self._table.put((*unit.id, unit.name, unit.level, unit.parent))


class OwnUnits:
    """The units that report from this installation in each campaign.

    A row is believed whatever its seal says: all its columns are in the index of the primary key, and opening
    the database compares the two.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = SealedTable(
            connection,
            "own_unit",
            ("campaign", "edition", "code"),
            ("campaign", "edition", "code"),
            lambda row: f"đơn vị {row[2]} của máy này",
        )

    def of(self, campaign: CampaignId) -> tuple[UnitId, ...]:
        """The units of `campaign` in the order in which they were added."""
        return tuple(_unit_id(row) for row in self._rows("campaign = ?", (campaign,)))

    def of_all_campaigns(self) -> frozenset[UnitId]:
        """The units of this installation, whatever the campaign."""
        return frozenset(map(_unit_id, self._rows("TRUE")))

    def campaigns(self) -> tuple[CampaignId, ...]:
        """The campaigns with a unit here, in the order in which they were begun."""
        return tuple(dict.fromkeys(CampaignId(row[0]) for row in self._rows("TRUE")))

    def add(self, unit: UnitId, campaign: CampaignId) -> None:
        """Let `unit`, which must be in its directory, report here; adding it twice changes nothing."""
        self._table.put((campaign, *unit))

    def _rows(self, where: str, parameters: Row = ()) -> list[Row]:
        sql = f"SELECT campaign, edition, code FROM own_unit WHERE {where} ORDER BY rowid"
        return self._connection.execute(sql, parameters)


def _unit(row: Row) -> Unit:
    edition, code, name, level, parent = row
    return Unit(
        UnitId(edition, UnitCode(code)), name, LevelKey(level), None if parent is None else UnitCode(parent)
    )


def _unit_id(row: Row) -> UnitId:
    return UnitId(row[1], UnitCode(row[2]))
