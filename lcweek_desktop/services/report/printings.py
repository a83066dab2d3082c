"""Whether what was frozen was printed on paper. Source: docs/adr/0124."""

from __future__ import annotations

from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Printing


def note_printed(workspace: Workspace, revision: int) -> None:
    """Note that `revision`, which is frozen, went to a printer as the final paper."""
    at = workspace.context.minute()
    workspace.store.printings.add(Printing(workspace.unit.id, workspace.campaign, revision, at))


def was_printed(workspace: Workspace, revision: int) -> bool:
    """Whether `revision` went to a printer of this machine."""
    printings = workspace.store.printings.of(workspace.unit.id, workspace.campaign)
    return any(printing.revision == revision for printing in printings)
