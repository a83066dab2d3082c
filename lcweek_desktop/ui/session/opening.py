"""What the window needs to begin, read by the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.services.report.checking import Draft, current_draft
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.units import Desk, desks, directory


@dataclass(frozen=True)
class StartState:
    """A unit to work with. `above`: the units above it, nearest first. `own`: all units of this
    installation, this one among them. `receives`: whether others report to it, or may."""

    desk: Desk
    above: tuple[Unit, ...]
    draft: Draft
    own: tuple[Desk, ...]
    receives: bool
    today: date


def read_start_state(context: AppContext, code: str | None) -> StartState | None:
    """The unit of `code`, or the first when this installation has no such unit; None while it has none."""
    own = desks(context)
    if not own:
        return None
    desk = next((each for each in own if each.unit.code == code), own[0])
    known = directory(context, desk.form)
    return StartState(
        desk=desk,
        above=known.above(desk.unit),
        draft=current_draft(context, desk),
        own=own,
        receives=desk.form.receives(desk.unit.level) or bool(known.children(desk.unit.code)),
        today=context.today(),
    )
