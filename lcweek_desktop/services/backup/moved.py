"""What a machine does after a file for another machine was made on it (docs/adr/0049).

It goes on working, says at each start that its data went on, and asks before a new revision: two machines
that both freeze would send two reports of one unit.
"""

from __future__ import annotations

from pathlib import Path

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.backup.revision_numbers import revision_numbers
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import MovedMark

_UNREADABLE = "không rõ"


def moved_on(home: Path) -> str | None:
    """The day on which the data in `home` went to another machine, as people write it ("12/10/2024"); None
    when they are used on this one."""
    mark = MovedMark(home)
    if not mark.is_set:
        return None
    return _UNREADABLE if mark.day is None else mark.day.strftime("%d/%m/%Y")


def stay_here(home: Path) -> None:
    """Use the data in `home` on this machine as before: nothing is said or asked any more."""
    MovedMark(home).remove()


def allow_here(workspace: Workspace) -> None:
    """A person said that the next revision is to be frozen on this machine although the data went to
    another."""
    mark = MovedMark(workspace.context.home)
    if mark.is_set:
        numbers = revision_numbers(workspace.store, workspace.unit.id, workspace.campaign)
        mark.allow(_words(workspace, numbers.next))


def asks_before(workspace: Workspace, revision: int) -> str | None:
    """What has to be asked before `revision`, a new one, is frozen: the day on which the data went to another
    machine (`moved_on`). None when they did not, or a person allowed it."""
    home = workspace.context.home
    return None if MovedMark(home).allows(_words(workspace, revision)) else moved_on(home)


def refuse_moved(workspace: Workspace, revision: int) -> None:
    """Raise KnownError `move-ask` before `revision`, a new one, is frozen while a person has to be asked."""
    day = asks_before(workspace, revision)
    if day is not None:
        raise KnownError("move-ask", day=day)


def _words(workspace: Workspace, revision: int) -> str:
    unit = workspace.unit.id
    return f"{workspace.campaign} {unit.edition} {unit.code} {revision}"
