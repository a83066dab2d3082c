"""A unit whose report names another receiver, or that no directory lists, is placed by a person.

Source: docs/adr/0155-a-directory-is-decided.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.directory_changes import carry_out, placed_unit
from lcweek_desktop.services.receiving.incoming import receive_again
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.receiving.unknown_units import UNLISTED
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import ReceivedFile

_MISPLACED: Final = (*UNLISTED, "received-not-below", "received-recipient")
"""The codes of files that were set aside because of where their unit reports."""


def misplaced_unit(workspace: Workspace, file: ReceivedFile) -> Unit | None:
    """The unit that sent `file`, which was set aside because of where that unit reports; None for any other
    file, and for a unit that cannot report here: of another directory, or of a level that the form lacks."""
    unit = file.sender
    if file.code not in _MISPLACED or unit is None or unit.id.edition != workspace.unit.id.edition:
        return None
    return unit if unit.level in workspace.form.level_by_key else None


def place_unit(workspace: Workspace, code: str, parent: str, reason: str = "") -> Iterator[ReceiveResult]:
    """List the unit `code` of a file that was set aside below `parent`, as one decision, and receive its
    files again.

    Raises KnownError `unit-unknown` when no such file is of that unit, as `placed_unit`, or
    `store-blob-…` when a kept file is damaged; nothing is changed then.
    """
    set_aside = workspace.store.received.of(workspace.unit.id, ReceiveVerdict.SET_ASIDE.value)
    found = [(unit, file) for file in set_aside if (unit := misplaced_unit(workspace, file)) is not None]
    files = [file for unit, file in found if unit.code == code]
    unit = next((unit for unit, _ in found if unit.code == code), None)
    if unit is None:
        raise KnownError("unit-unknown", unit=code)
    # In one transaction: once the unit is placed, nothing would ask for its files to be received again.
    with workspace.store.transaction():
        carry_out(placed_unit(workspace, unit, parent), reason)
        results = [receive_again(workspace, file) for file in files]
    yield from results
