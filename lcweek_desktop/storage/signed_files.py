"""Sent PDFs that came back with a digital signature, each beside the issue that it holds (docs/adr/0125)."""

from __future__ import annotations

from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.storage.connection import Connection
from lcweek_desktop.storage.records import SignedFile
from lcweek_desktop.storage.sealed_table import SealedTable

_KEY = ("campaign", "edition", "code", "place")
_OF_UNIT = "campaign = ? AND edition = ? AND code = ?"


class SignedFiles:
    """The signed files of each unit and campaign in the order in which they came. Append-only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = SealedTable(
            connection,
            "signed_file",
            (*_KEY, "revision", "issue", "recipient", "sha256", "sendings", "at"),
            _KEY,
            lambda row: f"tệp ký số thứ {row[3]}",
        )

    def add(self, signed: SignedFile) -> None:
        """Add a file after the unit's earlier ones. Raises BugError `store-bug` without its issue."""
        with self._connection.transaction():
            of = (signed.campaign, *signed.unit)
            place = sum(map(len, self._table.sealed_rows(_OF_UNIT, of))) + 1
            values = (signed.revision, signed.issue, signed.recipient, signed.sha256, signed.sendings)
            self._table.add((*of, place, *values, signed.at))

    def latest(self, unit: UnitId, campaign: CampaignId, revision: int, issue: int) -> SignedFile | None:
        """The last file of an issue; None when there is none, and when its row is damaged."""
        of = (campaign, *unit, revision, issue)
        where = f"{_OF_UNIT} AND revision = ? AND issue = ?"
        rows = self._table.sealed_rows(where, of, order="place").intact
        if not rows:
            return None
        *_, recipient, sha256, sendings, at = rows[-1]
        return SignedFile(unit, campaign, revision, issue, UnitCode(recipient), sha256, sendings, at)

    def lost(self, unit: UnitId, campaign: CampaignId) -> tuple[int, ...]:
        """The places, from 1, of the unit's files whose row is damaged, unless an intact one came later."""
        return self._table.lost_numbers(_OF_UNIT, (campaign, *unit))
