"""What the window needs to begin, read by the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.services.report.checking import Draft, current_draft
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.units import own_workspaces
from lcweek_desktop.services.workspace.workspace import Workspace


@dataclass(frozen=True)
class StartState:
    """A unit to work with. `own`: all units of this installation, this one among them. `receives`: whether
    others report to it, or may. `above` and `today`: what can be checked against before more is read."""

    workspace: Workspace
    above: tuple[Unit, ...]
    draft: Draft
    own: tuple[Workspace, ...]
    receives: bool
    today: date


def read_start_state(context: AppContext, code: str | None) -> StartState | None:
    """The unit of `code`, or the first when this installation has no such unit; None while it has none."""
    own = own_workspaces(context)
    if not own:
        return None
    workspace = next((each for each in own if each.unit.code == code), own[0])
    known = workspace.directory
    return StartState(
        workspace=workspace,
        above=known.above(workspace.unit),
        draft=current_draft(workspace),
        own=own,
        receives=workspace.form.receives(workspace.unit.level) or bool(known.children(workspace.unit.code)),
        today=context.today(),
    )
