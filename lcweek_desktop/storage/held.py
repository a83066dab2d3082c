"""The reports of other units that a unit of this installation holds: what its roll-up is made of."""

from __future__ import annotations

from dataclasses import replace

from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.merge import Held, HeldId
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage.columns import packed_scans, packed_signoff, unpacked_scans, unpacked_signoff
from lcweek_desktop.storage.connection import Connection, Row
from lcweek_desktop.storage.records import HeldReport
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


class HeldReports:
    """One for each receiver, campaign, unit, fingerprint and signing key; never removed. Those known from
    paper alone stand in a table of their own, which asks for no `report.json`."""

    def __init__(self, connection: Connection, reports: Reports) -> None:
        self._connection = connection
        self._reports = reports
        self._table = SealedTable(connection, "held", _COLUMNS, _KEY, _describe)
        self._papers = SealedTable(connection, "held_paper", _COLUMNS, _KEY, _describe)

    def put(self, held: HeldReport, report: bytes) -> None:
        """Hold `held`, whose `report.json` is `report`. Of one that is held already only a higher issue is
        taken: its number, sign-off, scans and file. What was damaged is made whole again."""
        with self._connection.transaction():
            self._reports.put(held.held.id.fingerprint, report)
            known = _known(self._table, held)
            if known is None:
                self._table.put(_row(held))
            elif held.issue > known.issue:
                self._table.put(_row(_reissued(known, held)))

    def put_paper(self, held: HeldReport) -> None:
        """Hold `held`, known from its paper code alone; one that is held already stays as it is."""
        with self._connection.transaction():
            if _known(self._papers, held) is None:
                self._papers.put(_row(held))

    def of(self, receiver: UnitId, campaign: CampaignId) -> tuple[HeldReport, ...]:
        """All that `receiver` holds, in the order in which they came; those known from paper alone last,
        also when their files came too."""
        return self._found(_OF_RECEIVER, (campaign, *receiver))

    def of_unit(self, receiver: UnitId, campaign: CampaignId, unit: UnitId) -> tuple[HeldReport, ...]:
        """What `receiver` holds of `unit`, as `of`."""
        return self._found(_OF_UNIT, (campaign, *receiver, *unit))

    def report(self, held: HeldReport) -> bytes:
        """Its `report.json`; KnownError `store-hash`, naming unit and revision, when it is damaged, or when
        only paper came."""
        return self._reports.get(held.held.id.fingerprint, _describe(_row(held)))

    def _found(self, where: str, parameters: Row) -> tuple[HeldReport, ...]:
        rows = (*self._table.rows(where, parameters), *self._papers.rows(where, parameters))
        return tuple(map(_held, rows))


def _known(table: SealedTable, held: HeldReport) -> HeldReport | None:
    """What `table` holds under the key of `held`; None when nothing is there, or nothing sound."""
    where = " AND ".join(f"{column} = ?" for column in _KEY)
    try:
        rows = table.rows(where, _row(held)[: len(_KEY)])
    except KnownError:
        return None
    return _held(rows[0]) if rows else None


def _reissued(known: HeldReport, later: HeldReport) -> HeldReport:
    return replace(known, issue=later.issue, signoff=later.signoff, scans=later.scans, file=later.file)


def _row(held: HeldReport) -> Row:
    return (
        held.campaign,
        *held.receiver,
        *held.unit,
        held.held.id.fingerprint,
        held.held.id.key,
        held.held.revision,
        held.held.previous,
        held.held.filled,
        int(held.held.on_behalf),
        held.issue,
        held.paper,
        packed_signoff(held.signoff),
        packed_scans(held.scans),
        held.file,
    )


def _held(row: Row) -> HeldReport:
    campaign, receiver_edition, receiver_code, unit_edition, unit_code = row[:5]
    fingerprint, key, revision, previous, filled, on_behalf, issue, paper, signoff, scans, file = row[5:]
    return HeldReport(
        receiver=UnitId(receiver_edition, UnitCode(receiver_code)),
        campaign=CampaignId(campaign),
        unit=UnitId(unit_edition, UnitCode(unit_code)),
        held=Held(HeldId(fingerprint, key), revision, previous, filled, bool(on_behalf)),
        issue=issue,
        paper=paper,
        signoff=unpacked_signoff(signoff),
        scans=unpacked_scans(scans),
        file=file,
    )


def _describe(row: Row) -> str:
    return f"bản số {row[7]} đã nhận của đơn vị {row[4]}"
