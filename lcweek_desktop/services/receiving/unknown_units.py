"""Units that reported here before the directory knew them; a person adds them to it.

A school that no directory lists makes up its own code (docs/merging.md, Identity of a unit), so the unit it
reports to learns of it from its first report. That says nothing of its key, which is still to be confirmed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from lcweek_desktop.domain.directory_changes import ChangeKind, DirectoryChange
from lcweek_desktop.domain.unit import Unit, UnitCode
from lcweek_desktop.services.receiving.addressing import may_be_added
from lcweek_desktop.services.receiving.incoming import receive_again
from lcweek_desktop.services.receiving.journal import record
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import ReceivedFile

UNLISTED: Final = ("received-unit", "received-unit-elsewhere")
"""The codes of files whose unit the directory did not list: one that could be added on arrival, and one that
could not. Which of them holds changes with the directory."""


def unknown_unit(workspace: Workspace, file: ReceivedFile) -> Unit | None:
    """The unit that sent `file`, which was set aside because the directory did not list it.

    It may be listed since, while the file has still to be received again. None for any other file, and for a
    unit that does not say that it reports here or to a unit below.
    """
    unit = file.sender
    if file.code not in UNLISTED or unit is None:
        return None
    is_listed = workspace.directory.is_below(unit.code, workspace.unit.code)
    return unit if is_listed or may_be_added(workspace, unit) else None


def add_unknown_units(workspace: Workspace, codes: Collection[str]) -> Iterator[ReceiveResult]:
    """Add the unknown units of these codes to the directory, all or none, and receive their files again, one
    by one. A file that this was stopped before is still that of an unknown unit, so that it can be gone on
    with.

    When two units made up the same code, the one whose file came first is added. A code of no unknown unit is
    passed over. Raises KnownError `store-blob-…` when a kept file is damaged; it stays as it is then.
    """
    set_aside = workspace.store.received.of(workspace.unit.id, ReceiveVerdict.SET_ASIDE.value)
    files = [file for file in set_aside if file.code in UNLISTED]
    found: dict[UnitCode, Unit] = {}
    for file in files:
        unit = unknown_unit(workspace, file)
        if unit is not None and unit.code in codes:
            found.setdefault(unit.code, unit)
    added = tuple(unit for unit in found.values() if unit.code not in workspace.directory.units)
    if added:
        record(workspace, added[0].id, DirectoryChange(ChangeKind.ADDED, added), "")
    for file in files:
        if file.sender is not None and file.sender.code in found:
            yield receive_again(workspace, file)
