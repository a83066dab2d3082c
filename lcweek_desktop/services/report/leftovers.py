"""What was entered and found no place when a new edition of the campaign was installed."""

from __future__ import annotations

from lcweek_desktop.domain.moved_content import Leftover
from lcweek_desktop.services.workspace.workspace import Workspace


def leftovers(workspace: Workspace) -> tuple[Leftover, ...]:
    """What is kept beside the draft of the unit, in the order in which it lost its place; mostly nothing."""
    return workspace.store.drafts.leftovers(workspace.unit.id, workspace.campaign)
