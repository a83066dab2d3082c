"""The frozen revisions of this installation's units, and the issues of each (docs/merging.md, Freezing)."""

from __future__ import annotations

from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.storage.connection import Connection, Row
from lcweek_desktop.storage.json_columns import decode_scans, decode_signoff, encode_scans, encode_signoff
from lcweek_desktop.storage.records import Issue, Revision, RevisionHead
from lcweek_desktop.storage.report_bodies import ReportBodies
from lcweek_desktop.storage.sealed_table import SealedTable

_OF_UNIT = "campaign = ? AND edition = ? AND code = ?"


class Revisions:
    """Revisions and issues are only added: a number that is taken raises BugError `store-bug`."""

    def __init__(self, connection: Connection, bodies: ReportBodies) -> None:
        self._connection = connection
        self._bodies = bodies
        self._revisions = SealedTable(
            connection,
            "revision",
            ("campaign", "edition", "code", "revision", "fingerprint", "previous", "paper", "key"),
            ("campaign", "edition", "code", "revision"),
            _describe,
        )
        self._issues = SealedTable(
            connection,
            "issue",
            ("campaign", "edition", "code", "revision", "issue", "signoff", "scans"),
            ("campaign", "edition", "code", "revision", "issue"),
            _describe,
        )

    def add(self, revision: Revision) -> None:
        """Add a revision with its `report.json`. Raises BugError `store-bug`."""
        with self._connection.transaction():
            self._bodies.put(revision.fingerprint, revision.report)
            self._revisions.add(
                (
                    revision.campaign,
                    *revision.unit,
                    revision.revision,
                    revision.fingerprint,
                    revision.previous,
                    revision.paper,
                    revision.key,
                )
            )

    def head(self, unit: UnitId, campaign: CampaignId) -> RevisionHead | None:
        """Which revision is the highest; None when nothing was frozen yet.

        Both columns are in indexes, which opening compares with the table, so the seal is not asked.
        """
        sql = f"SELECT revision, fingerprint FROM revision WHERE {_OF_UNIT} ORDER BY revision DESC LIMIT 1"
        rows = self._connection.execute(sql, (campaign, *unit))
        return RevisionHead(*rows[0]) if rows else None

    def holds(self, unit: UnitId, campaign: CampaignId, revision: int) -> bool:
        """Whether there is a revision with a number, damaged or not."""
        sql = f"SELECT 1 FROM revision WHERE {_OF_UNIT} AND revision = ?"
        return bool(self._connection.execute(sql, (campaign, *unit, revision)))

    def damaged(self, unit: UnitId, campaign: CampaignId) -> tuple[int, ...]:
        """The revisions of which the row, the report or an issue is damaged, ascending."""
        mine = (campaign, *unit)
        rows, damaged = self._revisions.sealed_rows(_OF_UNIT, mine)
        unreadable = {row[3] for row in rows if not self._bodies.holds(row[4])}
        issues = self._issues.sealed_rows(_OF_UNIT, mine).damaged
        return tuple(sorted({*unreadable, *(key[3] for key in damaged), *(key[3] for key in issues)}))

    def latest(self, unit: UnitId, campaign: CampaignId) -> Revision | None:
        """The highest revision; None when nothing was frozen yet."""
        rows = self._revisions.rows(_OF_UNIT, (campaign, *unit), order="revision DESC LIMIT 1")
        return self._revision(rows[0]) if rows else None

    def get(self, unit: UnitId, campaign: CampaignId, revision: int) -> Revision | None:
        """The revision with a number; None when there is none."""
        rows = self._revisions.rows(f"{_OF_UNIT} AND revision = ?", (campaign, *unit, revision))
        return self._revision(rows[0]) if rows else None

    def keys(self, unit: UnitId, campaign: CampaignId) -> tuple[str, ...]:
        """The public keys that signed the unit's revisions up to the last of `campaign`, in their order;
        damaged rows are left out."""
        of_unit = "edition = ? AND code = ? AND campaign <= ?"
        rows = self._revisions.sealed_rows(of_unit, (*unit, campaign), order="campaign, revision").intact
        return tuple(row[-1] for row in rows)

    def add_issue(self, issue: Issue) -> None:
        """Add an issue. Raises BugError `store-bug` when its revision is missing."""
        self._issues.add(
            (
                issue.campaign,
                *issue.unit,
                issue.revision,
                issue.issue,
                encode_signoff(issue.signoff),
                encode_scans(issue.scans),
            )
        )

    def latest_issue(self, unit: UnitId, campaign: CampaignId, revision: int) -> Issue | None:
        """The highest issue of a revision; None when its manifest was never signed, and when the row is
        damaged."""
        rows = self._issues.sealed_rows(
            f"{_OF_UNIT} AND revision = ?", (campaign, *unit, revision), order="issue DESC LIMIT 1"
        ).intact
        return _issue(rows[0]) if rows else None

    def last_issue_number(self, unit: UnitId, campaign: CampaignId, revision: int) -> int:
        """The number of the highest issue of a revision, damaged or not; 0 when there is none."""
        sql = f"SELECT max(issue) FROM issue WHERE {_OF_UNIT} AND revision = ?"
        return self._connection.execute(sql, (campaign, *unit, revision))[0][0] or 0

    def _revision(self, row: Row) -> Revision:
        campaign, edition, code, revision, fingerprint, previous, paper, key = row
        return Revision(
            unit=UnitId(edition, UnitCode(code)),
            campaign=CampaignId(campaign),
            revision=revision,
            fingerprint=fingerprint,
            previous=previous,
            report=self._bodies.get(fingerprint, _describe(row)),
            paper=paper,
            key=key,
        )


def _issue(row: Row) -> Issue:
    campaign, edition, code, revision, issue, signoff, scans = row
    return Issue(
        unit=UnitId(edition, UnitCode(code)),
        campaign=CampaignId(campaign),
        revision=revision,
        issue=issue,
        signoff=decode_signoff(signoff),
        scans=decode_scans(scans),
    )


def _describe(row: Row) -> str:
    return f"bản chốt số {row[3]} của đơn vị {row[2]}"
