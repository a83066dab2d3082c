"""What a cell of the report held before, for the person who wonders or wants it back (docs/adr/0134)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import CellChange as CellChange


def note_changes(workspace: Workspace, changes: Sequence[CellChange]) -> None:
    """Keep `changes` of the report, in their order; durable when this returns."""
    workspace.store.cell_history.add(workspace.unit.id, workspace.campaign, changes)


def note_sent(workspace: Workspace, revision: int) -> None:
    """Keep that `revision` was sent as the report is now."""
    note_changes(workspace, [CellChange("", "", f"gửi bản số {revision}", workspace.context.minute())])


def cell_history(workspace: Workspace, place: str) -> tuple[CellChange, ...]:
    """What happened to the cell at `place` (domain/checks.py), newest first, each with the value from then
    on. What was sent is among it, as far as the cell's value then is known.

    The order is that in which it was done; the times are those of this computer's clock, whatever it said.
    """
    value: str | None = None
    found: list[CellChange] = []
    for change in workspace.store.cell_history.of(workspace.unit.id, workspace.campaign, place):
        if change.place:
            value = change.value
        if value is not None:
            found.append(replace(change, value=value))
    return tuple(reversed(found))
