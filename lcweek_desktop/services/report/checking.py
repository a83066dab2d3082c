"""What is being entered, and what the checks say of it."""

from __future__ import annotations

from lcweek_desktop.domain.checks import Finding, findings
from lcweek_desktop.domain.report import Content
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Draft as Draft


def current_draft(workspace: Workspace) -> Draft:
    """What was entered so far; an empty draft when nothing was."""
    return workspace.store.drafts.get(workspace.unit.id, workspace.campaign, workspace.form) or Draft(
        Content()
    )


def check_report(workspace: Workspace, draft: Draft | None = None) -> tuple[Finding, ...]:
    """Every finding on `draft`, by default on what is saved, in the form's order."""
    draft = draft or current_draft(workspace)
    return findings(
        workspace.form,
        workspace.unit,
        draft.content,
        draft.signoff,
        above=workspace.units_above,
        sums=rollup(workspace).sums(workspace.form, draft.content.figures),
        today=workspace.today(),
    )


def save_draft(workspace: Workspace, draft: Draft) -> None:
    """Make `draft` what `desk` is entering; durable when this returns."""
    workspace.store.drafts.save(workspace.unit.id, workspace.campaign, draft)
