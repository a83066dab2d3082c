"""The last sending of a report, and whether the report is still what was sent.

Source: docs/adr/0042-record-of-sent.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lcweek_desktop.services.report.change import ChangeSinceSending
from lcweek_desktop.services.report.freezing import ReportState
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Issue, Sending


@dataclass(frozen=True)
class LastSending:
    """The last file that was written to be sent, and what became of the report since."""

    sending: Sending
    since: ChangeSinceSending

    @property
    def day(self) -> str:
        """The day of the sending as people write it ("16/10/2024")."""
        return date.fromisoformat(self.sending.day).strftime("%d/%m/%Y")


def last_sending(workspace: Workspace, now: ReportState) -> LastSending | None:
    """The last sending, compared with the report as it is `now`; None before the first."""
    sending = workspace.store.sendings.latest(workspace.unit.id, workspace.campaign)
    return None if sending is None else LastSending(sending, _since(workspace, now, sending))


def _since(workspace: Workspace, now: ReportState, sending: Sending) -> ChangeSinceSending:
    if not now.frozen or now.report.revision != sending.revision:
        return ChangeSinceSending.EDITED
    issue = workspace.store.revisions.latest_issue(workspace.unit.id, workspace.campaign, sending.revision)
    if issue is None:  # damaged
        return ChangeSinceSending.SIGNED
    as_sent = issue.issue == sending.issue and not _was_signed_since(workspace, issue)
    unchanged = (issue.signoff, issue.scans) == (now.draft.signoff, now.scans)
    return ChangeSinceSending.SAME if as_sent and unchanged else ChangeSinceSending.SIGNED


def _was_signed_since(workspace: Workspace, issue: Issue) -> bool:
    """Whether the file of `issue` came back with a digital signature after the last file was written."""
    store, unit, campaign = workspace.store, workspace.unit.id, workspace.campaign
    signed = store.signed_files.latest(unit, campaign, issue.revision, issue.issue)
    return signed is not None and signed.sendings >= len(store.sendings.of(unit, campaign))
