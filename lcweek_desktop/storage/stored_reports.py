"""The reports of other units that a unit of this installation holds, of which its roll-up is made."""

from __future__ import annotations

from dataclasses import replace

from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.merge import Version, VersionId
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage.connection import Connection, Row
from lcweek_desktop.storage.json_columns import decode_scans, decode_signoff, encode_scans, encode_signoff
from lcweek_desktop.storage.records import StoredReport
from lcweek_desktop.storage.report_bodies import ReportBodies
from lcweek_desktop.storage.sealed_table import SealedTable

_KEY = (
    "campaign",
    "receiver_edition",
    "receiver_code",
    "unit_edition",
    "unit_code",
    "fingerprint",
    "key",
)
_COLUMNS = (
    *_KEY,
    "revision",
    "previous",
    "filled",
    "on_behalf",
    "issue",
    "paper",
    "signoff",
    "scans",
    "file",
    "name",
    "restored",
)
_OF_RECEIVER = "campaign = ? AND receiver_edition = ? AND receiver_code = ?"
_OF_UNIT = f"{_OF_RECEIVER} AND unit_edition = ? AND unit_code = ?"


class StoredReports:
    """One for each receiver, campaign, unit, fingerprint and signing key; none is ever removed.

    Those known from their paper code alone are in a table of their own, which asks for no `report.json`.
    """

    def __init__(self, connection: Connection, bodies: ReportBodies) -> None:
        self._connection = connection
        self._bodies = bodies
        self._table = SealedTable(connection, "held", _COLUMNS, _KEY, _describe)
        self._papers = SealedTable(connection, "held_paper", _COLUMNS, _KEY, _describe)

    def put(self, report: StoredReport, body: bytes) -> None:
        """Store `report`, whose `report.json` is `body`.

        When it is stored already, only a higher issue changes it: its number, sign-off, scans and file. What
        was damaged is written anew.
        """
        with self._connection.transaction():
            self._bodies.put(report.version.id.fingerprint, body)
            stored = _stored(self._table, report)
            if stored is None:
                self._table.put(_row(report))
            elif report.issue > stored.issue:
                self._table.put(_row(_with_issue_of(report, stored)))

    def put_paper(self, report: StoredReport) -> None:
        """Store `report`, known from its paper code alone; one that is stored already stays as it is."""
        with self._connection.transaction():
            if _stored(self._papers, report) is None:
                self._papers.put(_row(report))

    def of(self, receiver: UnitId, campaign: CampaignId) -> tuple[StoredReport, ...]:
        """All that `receiver` holds, in the order in which they came.

        Those known from paper alone are last, also when their files came later.
        """
        return self._found(_OF_RECEIVER, (campaign, *receiver))

    def of_unit(self, receiver: UnitId, campaign: CampaignId, unit: UnitId) -> tuple[StoredReport, ...]:
        """What `receiver` holds of `unit`, in the order of `of`."""
        return self._found(_OF_UNIT, (campaign, *receiver, *unit))

    def body(self, report: StoredReport) -> bytes:
        """The `report.json` of `report`.

        Raises KnownError `store-hash`, naming unit and revision, when it is damaged or only paper came.
        """
        return self._bodies.get(report.version.id.fingerprint, _describe(_row(report)))

    def _found(self, where: str, parameters: Row) -> tuple[StoredReport, ...]:
        rows = (*self._table.rows(where, parameters), *self._papers.rows(where, parameters))
        return tuple(map(_report, rows))


def _stored(table: SealedTable, report: StoredReport) -> StoredReport | None:
    """What `table` holds under the key of `report`; None when nothing is there, or the row is damaged."""
    where = " AND ".join(f"{column} = ?" for column in _KEY)
    try:
        rows = table.rows(where, _row(report)[: len(_KEY)])
    except KnownError:
        return None
    return _report(rows[0]) if rows else None


def _with_issue_of(later: StoredReport, stored: StoredReport) -> StoredReport:
    return replace(stored, issue=later.issue, signoff=later.signoff, scans=later.scans, file=later.file)


def _row(report: StoredReport) -> Row:
    return (
        report.campaign,
        *report.receiver,
        *report.unit,
        report.version.id.fingerprint,
        report.version.id.key,
        report.version.revision,
        report.version.previous,
        report.version.filled,
        int(report.version.on_behalf),
        report.issue,
        report.paper,
        encode_signoff(report.signoff),
        encode_scans(report.scans),
        report.file,
        report.version.name,
        report.version.restored,
    )


def _report(row: Row) -> StoredReport:
    campaign, receiver_edition, receiver_code, unit_edition, unit_code = row[:5]
    fingerprint, key, revision, previous, filled, on_behalf = row[5:11]
    issue, paper, signoff, scans, file, name, restored = row[11:]
    return StoredReport(
        receiver=UnitId(receiver_edition, UnitCode(receiver_code)),
        campaign=CampaignId(campaign),
        unit=UnitId(unit_edition, UnitCode(unit_code)),
        version=Version(
            VersionId(fingerprint, key), revision, previous, filled, bool(on_behalf), name, restored
        ),
        issue=issue,
        paper=paper,
        signoff=decode_signoff(signoff),
        scans=decode_scans(scans),
        file=file,
    )


def _describe(row: Row) -> str:
    return f"bản số {row[7]} đã nhận của đơn vị {row[4]}"
