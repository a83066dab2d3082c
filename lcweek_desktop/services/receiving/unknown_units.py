"""Units that reported here before the directory knew them; a person takes them into it.

A school gives itself its code (bundle.md, Identity), so the directory of the unit it reports to learns of it
from its first report. That says nothing of its key, which is still to be confirmed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lcweek_desktop.domain.codec import unit_from_json
from lcweek_desktop.domain.unit import Directory, Unit
from lcweek_desktop.services.receiving.incoming import SENDER, ReceiveResult, receive_again
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import ReceivedFile


def unknown_unit(workspace: Workspace, known: Directory, file: ReceivedFile) -> Unit | None:
    """The unit that sent `file`, set aside for its not being `known`, when it says that it reports to `desk`
    or to a unit below; None for any other file."""
    if file.code != "received-unit":
        return None
    unit = unit_from_json(file.context[SENDER])
    is_new = unit.id.edition == known.edition and unit.code not in known.units
    me, parent = workspace.unit.code, unit.parent
    is_below = parent is not None and (parent == me or known.is_below(parent, me))
    return unit if is_new and is_below and unit.level in workspace.form.level_by_key else None


def add_unknown_units(workspace: Workspace, codes: Collection[str]) -> Iterator[ReceiveResult]:
    """Add the strangers of these codes to the directory, each together with its files, which are received
    again.

    Of two units that give themselves one code the first that came is added. A code of no stranger is passed
    over. Raises KnownError `store-blob-…` when a kept file is damaged; its unit stays a stranger then.
    """
    files = [
        file
        for file in workspace.store.received.of(workspace.unit.id, ReceiveVerdict.SET_ASIDE.value)
        if file.code == "received-unit"
    ]
    known = workspace.directory
    found: dict[str, Unit] = {}
    for file in files:
        unit = unknown_unit(workspace, known, file)
        if unit is not None and unit.code in codes:
            found.setdefault(unit.code, unit)
    for code, unit in found.items():
        # Together, as nobody would be asked again about the file of a unit that is known.
        with workspace.store.transaction():
            workspace.store.units.add([unit])
            theirs = (file for file in files if file.context["unit"] == code)
            receipts = [receive_again(workspace, file) for file in theirs]
        yield from receipts
