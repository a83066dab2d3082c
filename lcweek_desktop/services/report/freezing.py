"""Freezing (chốt): when a revision comes into being, and when it gets another issue.

Source: docs/merging.md, Freezing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lcweek_desktop.bundle.writer import FrozenReport
from lcweek_desktop.bundle.writer import freeze as freeze_report
from lcweek_desktop.domain.canonical import canonical_json
from lcweek_desktop.domain.checks import Finding
from lcweek_desktop.domain.codec import report_json
from lcweek_desktop.domain.report import Report
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.checking import check_report, current_draft, save_draft
from lcweek_desktop.services.summing.rollup import read_report, rollup
from lcweek_desktop.services.workspace.keys import make_key, signing_key
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Draft, Issue, Revision


@dataclass(frozen=True)
class ReportState:
    """The draft, the report that freezing it now would give, and the last frozen revision.

    The revision of `report` is that of `last` when nothing was changed since, otherwise the next. `last` is
    None before the first freezing.
    """

    draft: Draft
    report: Report
    last: Revision | None

    @property
    def frozen(self) -> bool:
        """Whether the report is what was frozen last."""
        return self.last is not None and self.last.revision == self.report.revision


def report_state(workspace: Workspace) -> ReportState:
    """The workspace's report as it is now; nothing is changed."""
    store = workspace.store
    draft = current_draft(workspace)
    last = store.revisions.latest(workspace.unit.id, workspace.campaign)
    report = _next_report(workspace, draft, last)
    if last is not None and _unchanged(report, read_report(last.report, workspace.form)):
        report = replace(report, revision=last.revision, previous=last.previous)
    return ReportState(draft, report, last)


def freeze(workspace: Workspace) -> tuple[FrozenReport, Issue]:
    """Freeze the workspace's report and return the frozen revision with its issue.

    An unchanged report makes no new revision, and another sign-off or other scans only raise the issue. A new
    revision takes the scans, which show the paper of the one before, off the draft.
    Raises KnownError `report-errors` when a check finds an error, and `key-…`; nothing is changed then.
    """
    _refuse_errors(check_report(workspace))
    with workspace.store.transaction():
        now = report_state(workspace)
        if now.last is not None and now.frozen:
            return _as_frozen(now.last), _issue(workspace, now.draft, now.last)
        revision = _new_revision(workspace, now.report)
        draft = replace(now.draft, scans=())
        save_draft(workspace, draft)
        return _as_frozen(revision), _issue(workspace, draft, revision)


def _next_report(workspace: Workspace, draft: Draft, last: Revision | None) -> Report:
    sums = rollup(workspace)
    return Report(
        unit=workspace.unit,
        campaign=workspace.campaign,
        form_hash=workspace.form.hash,
        revision=1 if last is None else last.revision + 1,
        previous=None if last is None else last.fingerprint,
        content=draft.content,
        members=sums.members,
        deducted=sums.deducted,
    )


def _unchanged(report: Report, last: Report) -> bool:
    same_revision = replace(report, revision=last.revision, previous=last.previous)
    return canonical_json(report_json(same_revision)) == canonical_json(report_json(last))


def _refuse_errors(found: Sequence[Finding]) -> None:
    errors = [finding.sentence for finding in found if finding.is_error]
    if errors:
        raise KnownError("report-errors", count=len(errors), findings=" ".join(errors))


def _new_revision(workspace: Workspace, report: Report) -> Revision:
    make_key(workspace.context, workspace.unit.id)
    key = signing_key(workspace.context, workspace.unit.id)
    frozen = freeze_report(workspace.form, report, key)
    revision = Revision(
        unit=workspace.unit.id,
        campaign=workspace.campaign,
        revision=report.revision,
        fingerprint=frozen.fingerprint,
        previous=report.previous,
        report=frozen.report_bytes,
        paper=frozen.paper,
        key=key.public.base64,
    )
    workspace.store.revisions.add(revision)
    return revision


def _as_frozen(revision: Revision) -> FrozenReport:
    return FrozenReport(revision.report, revision.fingerprint, revision.paper)


def _issue(workspace: Workspace, draft: Draft, revision: Revision) -> Issue:
    """The last issue of `revision` if it has the sign-off and scans of `draft`, otherwise a new one."""
    last = workspace.store.revisions.latest_issue(workspace.unit.id, workspace.campaign, revision.revision)
    if last is not None and (last.signoff, last.scans) == (draft.signoff, draft.scans):
        return last
    issue = Issue(
        unit=workspace.unit.id,
        campaign=workspace.campaign,
        revision=revision.revision,
        issue=1 if last is None else last.issue + 1,
        signoff=draft.signoff,
        scans=draft.scans,
    )
    workspace.store.revisions.add_issue(issue)
    return issue
