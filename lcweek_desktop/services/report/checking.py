"""What a unit is entering, and what is wrong with it: the one judge that both faces of the program ask."""

from __future__ import annotations

from contextlib import suppress

from lcweek_desktop.domain.checks import CheckBasis, Finding, findings
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.report import Content, Figures
from lcweek_desktop.domain.rollup import report_sums
from lcweek_desktop.domain.totals import roll_up_figures
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.damaged import damaged_findings
from lcweek_desktop.services.report.taken_receipts import remark_findings
from lcweek_desktop.services.summing.held_member import form_of_report, read_report
from lcweek_desktop.services.summing.open_questions import sums_findings
from lcweek_desktop.services.summing.rollup import peers, rollup
from lcweek_desktop.services.workspace.predecessors import predecessors
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Draft as Draft


def current_draft(workspace: Workspace) -> Draft:
    """What was entered so far; an empty draft when nothing was."""
    saved = workspace.store.drafts.get(workspace.unit.id, workspace.campaign, workspace.form)
    return saved or Draft(Content())


def save_draft(workspace: Workspace, draft: Draft) -> None:
    """Make `draft` what the unit is entering; durable when this returns.

    Raises KnownError `campaign-stale` when an edition with other rows was installed since the workspace was
    opened; what is stored is then what was moved to it.
    """
    refuse_stale(workspace)
    workspace.store.drafts.save(workspace.unit.id, workspace.campaign, draft)


def refuse_stale(workspace: Workspace) -> None:
    """Raise KnownError `campaign-stale` as `save_draft` does."""
    now = workspace.context.forms.get(workspace.campaign)
    if now is not None and now.hash != workspace.form.hash:
        raise KnownError("campaign-stale", campaign=workspace.campaign)


def check_basis(workspace: Workspace) -> CheckBasis:
    """What the unit's report is compared with now: read from the data folder, then good for any draft."""
    return CheckBasis(
        form=workspace.form,
        unit=workspace.unit,
        above=workspace.units_above,
        members=rollup(workspace).sums(workspace.form, {}),
        last_year=_last_year(workspace),
        peers=peers(workspace),
        today=workspace.today(),
        damaged=damaged_findings(workspace),
        asked=sums_findings(workspace),
        remarks=remark_findings(workspace),
    )


def find_problems(basis: CheckBasis, draft: Draft) -> tuple[Finding, ...]:
    """Everything that is wrong with `draft`, in the form's order. The disk is not asked."""
    return findings(basis, draft.content, draft.signoff)


def check_report(workspace: Workspace, draft: Draft | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong with `draft`, by default with what is saved."""
    return find_problems(check_basis(workspace), draft or current_draft(workspace))


def _last_year(workspace: Workspace) -> Figures | None:
    """The sums of the last frozen report of the nearest campaign before that has one.

    Under another directory they are those of all units that this one was made of. Cells that count otherwise
    this year are left out. None when this data folder has none, not all of them, or when it cannot be read:
    what a comparison needs stops no check.
    """
    for form in workspace.context.earlier_forms(workspace.form):
        units = predecessors(workspace.unit.id, form.campaign.edition)
        with suppress(KnownError):
            before = [_frozen_sums(workspace, unit, form) for unit in units]
            known = [sums for sums in before if sums is not None]
            if known and len(known) == len(before):
                return known[0] if len(known) == 1 else roll_up_figures(form, {}, known)
    return None


def _frozen_sums(workspace: Workspace, unit: UnitId, form: Form) -> Figures | None:
    """The sums of the last report that `unit` froze in the campaign of `form`, without the cells that count
    otherwise this year; None when there is none."""
    frozen = workspace.store.revisions.latest(unit, form.campaign.id)
    if frozen is None:
        return None
    report = read_report(workspace.context, form, frozen.report)
    by = form_of_report(workspace.context, form, report)
    sums = report_sums(by, report)
    return {cell: sums[cell] for cell in sums if workspace.form.counts_alike(cell, by)}
