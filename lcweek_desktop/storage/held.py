"""The reports of other units that a unit of this installation holds: what its roll-up is made of."""

from __future__ import annotations

from dataclasses import replace

from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.merge import Version, VersionId
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage.columns import packed_scans, packed_signoff, unpacked_scans, unpacked_signoff
from lcweek_desktop.storage.connection import Connection, Row
from lcweek_desktop.storage.records import StoredReport
from lcweek_desktop.storage.reports import Reports
from lcweek_desktop.storage.seal import SealedTable

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
)
_OF_RECEIVER = "campaign = ? AND receiver_edition = ? AND receiver_code = ?"
_OF_UNIT = f"{_OF_RECEIVER} AND unit_edition = ? AND unit_code = ?"


class StoredReports:
    """One for each receiver, campaign, unit, fingerprint and signing key; never removed. Those known from
    paper alone stand in a table of their own, which asks for no `report.json`."""

    def __init__(self, connection: Connection, reports: Reports) -> None:
        self._connection = connection
        self._reports = reports
        self._table = SealedTable(connection, "held", _COLUMNS, _KEY, _describe)
        self._papers = SealedTable(connection, "held_paper", _COLUMNS, _KEY, _describe)

    def put(self, held: StoredReport, report: bytes) -> None:
        """Hold `held`, whose `report.json` is `report`. Of one that is held already only a higher issue is
        taken: its number, sign-off, scans and file. What was damaged is made whole again."""
        with self._connection.transaction():
            self._reports.put(held.version.id.fingerprint, report)
            known = _known(self._table, held)
            if known is None:
                self._table.put(_row(held))
            elif held.issue > known.issue:
                self._table.put(_row(_reissued(known, held)))

    def put_paper(self, held: StoredReport) -> None:
        """Hold `held`, known from its paper code alone; one that is held already stays as it is."""
        with self._connection.transaction():
            if _known(self._papers, held) is None:
                self._papers.put(_row(held))

    def of(self, receiver: UnitId, campaign: CampaignId) -> tuple[StoredReport, ...]:
        """All that `receiver` holds, in the order in which they came; those known from paper alone last,
        also when their files came too."""
        return self._found(_OF_RECEIVER, (campaign, *receiver))

    def of_unit(self, receiver: UnitId, campaign: CampaignId, unit: UnitId) -> tuple[StoredReport, ...]:
        """What `receiver` holds of `unit`, as `of`."""
        return self._found(_OF_UNIT, (campaign, *receiver, *unit))

    def body(self, held: StoredReport) -> bytes:
        """Its `report.json`; KnownError `store-hash`, naming unit and revision, when it is damaged, or when
        only paper came."""
        return self._reports.get(held.version.id.fingerprint, _describe(_row(held)))

    def _found(self, where: str, parameters: Row) -> tuple[StoredReport, ...]:
        rows = (*self._table.rows(where, parameters), *self._papers.rows(where, parameters))
        return tuple(map(_held, rows))


def _known(table: SealedTable, held: StoredReport) -> StoredReport | None:
    """What `table` holds under the key of `held`; None when nothing is there, or nothing sound."""
    where = " AND ".join(f"{column} = ?" for column in _KEY)
    try:
        rows = table.rows(where, _row(held)[: len(_KEY)])
    except KnownError:
        return None
    return _held(rows[0]) if rows else None


def _reissued(known: StoredReport, later: StoredReport) -> StoredReport:
    return replace(known, issue=later.issue, signoff=later.signoff, scans=later.scans, file=later.file)


def _row(held: StoredReport) -> Row:
    return (
        held.campaign,
        *held.receiver,
        *held.unit,
        held.version.id.fingerprint,
        held.version.id.key,
        held.version.revision,
        held.version.previous,
        held.version.filled,
        int(held.version.on_behalf),
        held.issue,
        held.paper,
        packed_signoff(held.signoff),
        packed_scans(held.scans),
        held.file,
    )


def _held(row: Row) -> StoredReport:
    campaign, receiver_edition, receiver_code, unit_edition, unit_code = row[:5]
    fingerprint, key, revision, previous, filled, on_behalf, issue, paper, signoff, scans, file = row[5:]
    return StoredReport(
        receiver=UnitId(receiver_edition, UnitCode(receiver_code)),
        campaign=CampaignId(campaign),
        unit=UnitId(unit_edition, UnitCode(unit_code)),
        version=Version(VersionId(fingerprint, key), revision, previous, filled, bool(on_behalf)),
        issue=issue,
        paper=paper,
        signoff=unpacked_signoff(signoff),
        scans=unpacked_scans(scans),
        file=file,
    )


def _describe(row: Row) -> str:
    return f"bản số {row[7]} đã nhận của đơn vị {row[4]}"
