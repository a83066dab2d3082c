"""What is being entered, and what the checks say of it."""

from __future__ import annotations

from lcweek_desktop.domain.checks import Finding, findings
from lcweek_desktop.domain.report import Content
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.units import Desk, above
from lcweek_desktop.storage import Draft as Draft


def current_draft(context: AppContext, desk: Desk) -> Draft:
    """What was entered so far; an empty draft when nothing was."""
    return context.store.drafts.get(desk.unit.id, desk.campaign, desk.form) or Draft(Content())


def find_problems(context: AppContext, desk: Desk, draft: Draft | None = None) -> tuple[Finding, ...]:
    """Every finding on `draft`, by default on what is saved, in the form's order."""
    draft = draft or current_draft(context, desk)
    return findings(
        desk.form,
        desk.unit,
        draft.content,
        draft.signoff,
        above=above(context, desk),
        sums=rollup(context, desk).sums(desk.form, draft.content.figures),
        today=context.today(),
    )


def save_draft(context: AppContext, desk: Desk, draft: Draft) -> None:
    """Make `draft` what `desk` is entering; durable when this returns."""
    context.store.drafts.save(desk.unit.id, desk.campaign, draft)
