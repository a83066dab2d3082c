"""The files that were written to be sent (docs/adr/0042)."""

from __future__ import annotations

from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.storage.connection import Connection, Row
from lcweek_desktop.storage.records import Sending
from lcweek_desktop.storage.sealed_table import SealedTable

_KEY = ("campaign", "edition", "code", "place")
_OF_UNIT = "campaign = ? AND edition = ? AND code = ?"


class Sendings:
    """The sendings of each unit and campaign in the order in which they were made. Append-only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = SealedTable(
            connection,
            "sending",
            (*_KEY, "revision", "issue", "recipient", "file", "at"),
            _KEY,
            lambda row: f"lần gửi thứ {row[3]} của đơn vị {row[2]}",
        )

    def add(self, sending: Sending) -> None:
        """Add a sending after the unit's earlier ones. Raises BugError `store-bug` without its issue."""
        with self._connection.transaction():
            latest = self._rows(sending.unit, sending.campaign, "place DESC LIMIT 1")
            place = latest[0][3] + 1 if latest else 1
            self._table.add((sending.campaign, *sending.unit, place, *_values(sending)))

    def of(self, unit: UnitId, campaign: CampaignId) -> tuple[Sending, ...]:
        """The unit's sendings in their order."""
        return tuple(_sending(row) for row in self._rows(unit, campaign, "place"))

    def latest(self, unit: UnitId, campaign: CampaignId) -> Sending | None:
        """The last sending; None when nothing was sent yet."""
        rows = self._rows(unit, campaign, "place DESC LIMIT 1")
        return _sending(rows[0]) if rows else None

    def _rows(self, unit: UnitId, campaign: CampaignId, order: str) -> list[Row]:
        return self._table.rows(_OF_UNIT, (campaign, *unit), order=order)


def _values(sending: Sending) -> Row:
    return (sending.revision, sending.issue, sending.recipient, sending.file, sending.at)


def _sending(row: Row) -> Sending:
    campaign, edition, code, _place, revision, issue, recipient, file, at = row
    return Sending(
        unit=UnitId(edition, UnitCode(code)),
        campaign=CampaignId(campaign),
        revision=revision,
        issue=issue,
        recipient=UnitCode(recipient),
        file=file,
        at=at,
    )
