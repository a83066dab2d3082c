"""What the window needs to begin work on a unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lcweek_desktop.ui.session import services

if TYPE_CHECKING:
    from lcweek_desktop.domain.unit import Unit
    from lcweek_desktop.services.report.checking import Draft
    from lcweek_desktop.services.workspace.context import AppContext
    from lcweek_desktop.services.workspace.workspace import Workspace


@dataclass(frozen=True)
class StartState:
    """A unit to work with, as the data folder has it."""

    workspace: Workspace
    above: tuple[Unit, ...]
    """The units that it reports to, directly and through others, nearest first."""
    draft: Draft
    own: tuple[Workspace, ...]
    """All units of this installation, this one among them."""
    receives: bool
    """Whether other units report to this one, or may."""
    today: date


def read_start_state(context: AppContext, code: str | None) -> StartState | None:
    """The state of the unit `code`, or of the first unit when `code` is None or none of this installation.
    None when the installation has no unit yet."""
    own = services.units.own_workspaces(context)
    if not own:
        return None
    workspace = next((each for each in own if each.unit.code == code), own[0])
    return StartState(
        workspace=workspace,
        above=workspace.units_above,
        draft=services.checking.current_draft(workspace),
        own=own,
        receives=workspace.receives,
        today=context.today(),
    )
