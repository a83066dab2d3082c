"""The year before, entered once more in a form that is being made: what would have had no place in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from lcweek_desktop.domain.form import Form, LevelKey
from lcweek_desktop.domain.moved_content import Leftover, moved_content
from lcweek_desktop.domain.report import Content
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.summing.held_member import read_report
from lcweek_desktop.services.summing.unit_reports import all_reports
from lcweek_desktop.services.workspace.workspace import Workspace


@dataclass(frozen=True)
class UnitLeftover:
    """What has no place in the new form, and the name of the unit that entered it."""

    unit: str
    left: Leftover


@dataclass(frozen=True)
class DryRun:
    """`reports` of the campaign `before` were tried: so many of their `cells`, numbers that units entered
    themselves, have a place in the new form; `left` is everything that has none, figure, text or note."""

    before: str
    reports: int
    cells: int
    left: tuple[UnitLeftover, ...]


def dry_run(workspace: Workspace, form: Form) -> DryRun | None:
    """Try `form` with the unit's own report of the nearest year before, and with those that it received then
    and that count; None when there is no such year here or nothing was entered in it.

    Nothing is changed. A report that cannot be read is passed over.
    """
    before = next(iter(_years_before(workspace, form)), None)
    if before is None:
        return None
    found = [*_contents(before)]
    tried = [(name, moved_content(content, before.form, form, level)) for name, content, level in found]
    cells = sum(len(moved.content.figures) for _, moved in tried)
    left = tuple(UnitLeftover(name, each) for name, moved in tried for each in moved.left)
    return DryRun(before.form.campaign.name, len(tried), cells, left) if tried else None


def _years_before(workspace: Workspace, form: Form) -> Iterator[Workspace]:
    """The unit at work on the campaigns before that of `form`, the nearest first."""
    forms = sorted(workspace.context.forms.values(), key=lambda each: -each.campaign.year)
    for each in forms:
        is_before = each.campaign.year < form.campaign.year
        if is_before and each.campaign.edition == workspace.unit.id.edition:
            yield Workspace(workspace.context, workspace.unit, each)


def _contents(workspace: Workspace) -> Iterator[tuple[str, Content, LevelKey]]:
    """What the unit and those that reported to it entered, each with its name and level."""
    own = current_draft(workspace).content
    if own != Content():
        yield workspace.unit.name, own, workspace.unit.level
    for reports in all_reports(workspace).values():
        held = None if reports.counted is None else reports.report(reports.counted)
        if held is None or held.is_paper_only:
            continue
        with suppress(KnownError):
            body = workspace.store.stored_reports.body(held)
            report = read_report(workspace.context, workspace.form, body)
            yield report.unit.name, report.content, report.unit.level
