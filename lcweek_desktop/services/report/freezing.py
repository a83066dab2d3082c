"""Freezing (chốt): when a revision comes into being, and which issue of it is sent next.

Source: docs/merging.md, Freezing.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from lcweek_desktop.bundle.writer import FrozenReport
from lcweek_desktop.bundle.writer import freeze as freeze_report
from lcweek_desktop.domain.canonical import canonical_json
from lcweek_desktop.domain.checks import Finding, error_findings
from lcweek_desktop.domain.codec import report_json
from lcweek_desktop.domain.report import Report
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.backup.moved import refuse_moved
from lcweek_desktop.services.backup.revision_numbers import refuse_unasked, revision_numbers
from lcweek_desktop.services.report.checking import check_report, current_draft, save_draft
from lcweek_desktop.services.summing.held_member import read_report
from lcweek_desktop.services.summing.rollup import kept_apart, signed_rollup
from lcweek_desktop.services.workspace.keys import make_key, signing_key
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Draft, Issue, Revision, RevisionHead, Scan


@dataclass(frozen=True)
class ReportState:
    """The draft, the report that freezing it now would give, and the last frozen revision.

    The revision of `report` is that of `last` when nothing was changed since, otherwise the next. `last` is
    None before the first freezing, and when the last revision is damaged. It is no longer what counts when
    data were put back that do not have a later revision, or when another key than the unit's of this machine
    signed it: then the report is the next one, changed or not.
    """

    draft: Draft
    scans: tuple[Scan, ...]
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
    scans = store.drafts.scans(workspace.unit.id, workspace.campaign)
    head = store.revisions.head(workspace.unit.id, workspace.campaign)
    last = _last_revision(workspace)
    numbers = revision_numbers(store, workspace.unit.id, workspace.campaign)
    report = _next_report(workspace, draft, head, numbers.next)
    is_last = last is not None and last.revision == numbers.highest and _is_of_this_key(workspace, last)
    if last is not None and is_last and _unchanged(workspace, report, last):
        report = replace(report, revision=last.revision, previous=last.previous)
    return ReportState(draft, scans, report, last)


def freeze(workspace: Workspace) -> tuple[FrozenReport, Issue]:
    """Freeze the workspace's report and return the frozen revision with the issue that is sent next.

    An unchanged report makes no new revision. The issue is kept once a file of it was written (`send`). A new
    revision takes the scans, which show the paper of the one before, off the draft.
    Raises KnownError `report-errors` when a check finds an error, `restored-ask` when a person has to say
    first which revision was sent last (services/backup/revision_numbers.py), `move-ask` when the data went to
    another machine (services/backup/moved.py), and `key-…`; nothing is changed then.
    """
    _refuse_errors(check_report(workspace))
    with workspace.store.transaction():
        refuse_unasked(workspace)
        now = report_state(workspace)
        if now.last is not None and now.frozen:
            return _as_frozen(now.report, now.last), next_issue(workspace, now)
        refuse_moved(workspace, now.report.revision)
        revision = _new_revision(workspace, now.report)
        save_draft(workspace, now.draft)  # there is none yet when only received reports were summed
        workspace.store.drafts.put_scans(workspace.unit.id, workspace.campaign, ())
        issue = Issue(workspace.unit.id, workspace.campaign, revision.revision, 1, now.draft.signoff)
        return _as_frozen(now.report, revision), issue


def next_issue(workspace: Workspace, now: ReportState) -> Issue:
    """The issue of the frozen report `now` that is sent next: the last one that was sent if it has this
    sign-off and these scans, otherwise one with the next number, which is not kept yet."""
    of = (workspace.unit.id, workspace.campaign, now.report.revision)
    last = workspace.store.revisions.latest_issue(*of)
    if last is not None and (last.signoff, last.scans) == (now.draft.signoff, now.scans):
        return last
    number = workspace.store.revisions.last_issue_number(*of)
    return Issue(*of, issue=number + 1, signoff=now.draft.signoff, scans=now.scans)


def keep_issue(workspace: Workspace, issue: Issue) -> None:
    """Keep `issue`, of which a file was written, unless it is kept."""
    revisions = workspace.store.revisions
    if issue.issue > revisions.last_issue_number(issue.unit, issue.campaign, issue.revision):
        revisions.add_issue(issue)


def _last_revision(workspace: Workspace) -> Revision | None:
    """The last frozen revision; None before the first, and when it is damaged: the next one follows it all
    the same."""
    with suppress(KnownError):
        return workspace.store.revisions.latest(workspace.unit.id, workspace.campaign)
    return None


def _is_of_this_key(workspace: Workspace, revision: Revision) -> bool:
    """Whether the key of this machine may have signed `revision`: True also where it cannot be read, as
    sending it again says what is wrong with it."""
    with suppress(KnownError):
        return signing_key(workspace.context, workspace.unit.id).public.base64 == revision.key
    return True


def _next_report(workspace: Workspace, draft: Draft, last: RevisionHead | None, number: int) -> Report:
    sums, headings = signed_rollup(workspace), workspace.form.headings_at(workspace.unit.level)
    return Report(
        unit=workspace.unit,
        campaign=workspace.campaign,
        form_hash=workspace.form.hash,
        revision=number,
        previous=None if last is None else last.fingerprint,
        content=draft.content.under(heading.key for heading in headings),
        members=sums.members,
        deducted=sums.deducted,
        apart=kept_apart(workspace) if sums.members else (),
    )


def _unchanged(workspace: Workspace, report: Report, frozen: Revision) -> bool:
    """Whether `report` says what `frozen` does; never where that was frozen by another edition's form."""
    last = read_report(workspace.context, workspace.form, frozen.report)
    if last.form_hash != workspace.form.hash:
        return False
    same_revision = replace(report, revision=last.revision, previous=last.previous)
    return canonical_json(report_json(same_revision)) == canonical_json(report_json(last))


def _refuse_errors(found: Sequence[Finding]) -> None:
    errors = [finding.sentence for finding in error_findings(found)]
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


def _as_frozen(report: Report, revision: Revision) -> FrozenReport:
    return FrozenReport(report, revision.report, revision.fingerprint, revision.paper)
