"""The assignments that units of this installation opened, and those that they made (docs/adr/0156)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.storage.connection import Connection, Row
from lcweek_desktop.storage.records import MadeAssignment, OpenedAssignment
from lcweek_desktop.storage.sealed_table import SealedTable

_UNIT: Final = ("campaign", "edition", "code")
_OF_UNIT: Final = "campaign = ? AND edition = ? AND code = ?"


class Assignments:
    """The assignments by which each unit was given its place, in the order in which they were opened.
    Append-only; damaged ones are left out, as opening the file again adds it anew."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = SealedTable(
            connection,
            "assignment",
            (*_UNIT, "place", "issue", "file", "at"),
            (*_UNIT, "place"),
            lambda row: f"gói giao việc thứ {row[3]} của đơn vị {row[2]}",
        )

    def add(self, opened: OpenedAssignment) -> None:
        """Add an assignment after those of its unit and campaign that are here."""
        mine = (opened.campaign, *opened.unit)
        with self._connection.transaction():
            place = sum(map(len, self._table.sealed_rows(_OF_UNIT, mine))) + 1
            self._table.add((*mine, place, opened.issue, opened.file, opened.at))

    def latest(self, unit: UnitId, campaign: CampaignId) -> OpenedAssignment | None:
        """The assignment of `unit` in `campaign` that was opened last; None where none was."""
        rows = self._table.sealed_rows(_OF_UNIT, (campaign, *unit), order="place").intact
        return _opened(rows[-1]) if rows else None

    def of_unit(self, unit: UnitId) -> tuple[OpenedAssignment, ...]:
        """The assignments of `unit` in all campaigns."""
        rows = self._table.sealed_rows("edition = ? AND code = ?", unit).intact
        return tuple(map(_opened, rows))


class AssignmentsMade:
    """What the assignments said that each unit made, by the unit that each was for. Append-only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = SealedTable(
            connection,
            "assigned",
            (*_UNIT, "unit_code", "issue", "content", "deadline", "at"),
            (*_UNIT, "unit_code", "issue"),
            lambda row: f"gói giao việc lần {row[4]} cho đơn vị {row[3]}",
        )

    def add(self, made: MadeAssignment) -> None:
        """Add an assignment with a number that its giver did not give to one for this unit before."""
        self._table.add(
            (
                *(made.campaign, *made.giver, made.recipient),
                *(made.issue, made.content, made.deadline, made.at),
            )
        )

    def latest(self, giver: UnitId, campaign: CampaignId) -> Mapping[UnitCode, MadeAssignment]:
        """The last assignment for each unit, without damaged ones."""
        rows = self._table.sealed_rows(_OF_UNIT, (campaign, *giver), order="unit_code, issue").intact
        return {each.recipient: each for each in map(_made, rows)}

    def last(self, giver: UnitId, campaign: CampaignId, recipient: UnitCode) -> MadeAssignment | None:
        """The last assignment for `recipient`; None where there is none, or it is damaged."""
        where = f"{_OF_UNIT} AND unit_code = ? AND issue = ?"
        issue = self.last_issue(giver, campaign, recipient)
        rows = self._table.sealed_rows(where, (campaign, *giver, recipient, issue)).intact
        return _made(rows[0]) if rows else None

    def last_issue(self, giver: UnitId, campaign: CampaignId, recipient: UnitCode) -> int:
        """The highest number of an assignment for `recipient`, also of a damaged one; 0 for none."""
        sql = f"SELECT max(issue) FROM assigned WHERE {_OF_UNIT} AND unit_code = ?"
        return int(self._connection.execute(sql, (campaign, *giver, recipient))[0][0] or 0)


def _opened(row: Row) -> OpenedAssignment:
    campaign, edition, code, _place, issue, file, at = row
    return OpenedAssignment(CampaignId(campaign), UnitId(edition, UnitCode(code)), issue, file, at)


def _made(row: Row) -> MadeAssignment:
    campaign, edition, code, recipient, *rest = row
    return MadeAssignment(CampaignId(campaign), UnitId(edition, UnitCode(code)), UnitCode(recipient), *rest)
