"""The directories of units, and which of them report from this installation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lcweek_desktop.domain.form import CampaignId, LevelKey
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, UnitId
from lcweek_desktop.storage.connection import Connection, Row
from lcweek_desktop.storage.sealed_table import SealedTable

REMOVED: Final = "removed"
"""The part of a draft that marks a unit which was taken from the list of a campaign."""
_OF_UNIT: Final = "campaign = ? AND edition = ? AND code = ?"
_IS_MARKED: Final = (
    "EXISTS (SELECT 1 FROM draft_part AS mark WHERE mark.part = ? AND mark.campaign = own_unit.campaign "
    "AND mark.edition = own_unit.edition AND mark.code = own_unit.code)"
)


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

    def remove(self, unit: UnitId) -> None:
        """Take `unit` from the directory, unless something else that is stored names it there."""
        if not self._connection.is_referred_to("unit", unit):
            self._table.remove("edition = ? AND code = ?", unit)


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
        key = ("campaign", "edition", "code", "part", "place")
        self._marks = SealedTable(
            connection, "draft_part", (*key, "body"), key, lambda row: f"đơn vị {row[2]} đã bỏ"
        )

    def of(self, campaign: CampaignId) -> tuple[UnitId, ...]:
        """The units of `campaign` in the order in which they were added."""
        return tuple(unit for unit, of in self._found() if of == campaign)

    def of_all_campaigns(self) -> frozenset[UnitId]:
        """The units of this installation, whatever the campaign."""
        return frozenset(unit for unit, _ in self._found())

    def campaigns(self) -> tuple[CampaignId, ...]:
        """The campaigns with a unit here, in the order in which they were begun."""
        return tuple(dict.fromkeys(campaign for _, campaign in self._found()))

    def ever(self) -> tuple[tuple[UnitId, CampaignId], ...]:
        """Every unit with its campaign, those too that were removed and of which something is kept."""
        return self._found(also_removed=True)

    def add(self, unit: UnitId, campaign: CampaignId) -> None:
        """Let `unit`, which must be in its directory, report here; adding it twice changes nothing."""
        self._table.put((campaign, *unit))
        self._marks.remove(f"{_OF_UNIT} AND part = ?", (campaign, *unit, REMOVED))

    def remove(self, unit: UnitId, campaign: CampaignId) -> None:
        """Let `unit`, which has no draft, not report here any more in `campaign`.

        Where something that is kept for ever names it, as a revision does, its row stays with a mark beside
        it, until it is added again.
        """
        if self._connection.is_referred_to("own_unit", (campaign, *unit)):
            self._marks.put((campaign, *unit, REMOVED, "", b""))
        else:
            self._table.remove(_OF_UNIT, (campaign, *unit))

    def _found(self, *, also_removed: bool = False) -> tuple[tuple[UnitId, CampaignId], ...]:
        sql = f"SELECT campaign, edition, code FROM own_unit WHERE ? OR NOT {_IS_MARKED} ORDER BY rowid"
        rows = self._connection.execute(sql, (also_removed, REMOVED))
        return tuple((_unit_id(row), CampaignId(row[0])) for row in rows)


def _unit(row: Row) -> Unit:
    edition, code, name, level, parent = row
    return Unit(
        UnitId(edition, UnitCode(code)), name, LevelKey(level), None if parent is None else UnitCode(parent)
    )


def _unit_id(row: Row) -> UnitId:
    return UnitId(row[1], UnitCode(row[2]))
