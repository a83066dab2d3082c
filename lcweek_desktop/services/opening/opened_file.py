"""What becomes of a file that somebody opens, at the units of this machine.

Nothing is changed: what is to be done with the file is done elsewhere. Source: docs/files.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lcweek_desktop.bundle.reader import Bundle
from lcweek_desktop.domain.unit import CampaignUnit, Unit
from lcweek_desktop.services.opening.file_kind import ACTIONS, Action, FileKind, Place
from lcweek_desktop.services.opening.identified_file import IdentifiedFile, identify
from lcweek_desktop.services.opening.words import Words, words_for
from lcweek_desktop.services.receiving.addressing import may_come_here
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.predecessors import predecessors
from lcweek_desktop.services.workspace.units import own_workspaces
from lcweek_desktop.services.workspace.workspace import Workspace

_SAID: Final = (Action.SHOW, Action.TELL, Action.WAIT, Action.REOPEN)
_OF_SOME_UNIT: Final = (
    *(FileKind.REPORT, FileKind.PRACTICE, FileKind.DRAFT, FileKind.RECEIPT, FileKind.PAPER),
    FileKind.FOLDER,
)
"""Kinds with which something is done at one unit and not at another."""


@dataclass(frozen=True)
class Opening:
    """What becomes of a file at the unit of `workspace`, None while no unit works on this machine. `words`
    say what the file is and what to do; None where that is said by what is done. Those of a report that may
    be opened again are for when it is not."""

    workspace: Workspace | None
    place: Place
    action: Action
    words: Words | None

    @property
    def unit(self) -> Unit | None:
        """The unit of the workspace."""
        return None if self.workspace is None else self.workspace.unit

    @property
    def at(self) -> CampaignUnit | None:
        """The unit and the campaign of the workspace."""
        return None if self.workspace is None else self.workspace.id


@dataclass(frozen=True)
class OpenedFile:
    """A file, and what becomes of it: at one unit, or at each of several, of which a person chooses one."""

    path: Path
    kind: FileKind
    openings: tuple[Opening, ...]


def opened_files(
    context: AppContext, paths: Iterable[Path], at_work: CampaignUnit | None
) -> Iterator[OpenedFile]:
    """What becomes of each of `paths`, in their order; `at_work` is the unit at work.

    A file goes to the units that made it or may receive it, in its own campaign where this machine has units
    in that; one that concerns no unit of this machine goes to the unit at work, which is the first of
    several, too.
    """
    own = sorted(own_workspaces(context), key=lambda workspace: workspace.id != at_work)
    for path in paths:
        file = identify(context, path)
        openings = (_opening(context, file, workspace, place) for workspace, place in _places(file, own))
        yield OpenedFile(path, file.kind, tuple(openings))


def _places(
    file: IdentifiedFile, own: Sequence[Workspace]
) -> Sequence[tuple[Workspace, Place] | tuple[None, Place]]:
    """Where `file` may be opened; the first of `own` is at work."""
    if not own:
        return [(None, Place.NO_UNIT)]
    if file.kind not in _OF_SOME_UNIT:
        return [(own[0], _place(own[0], file))]
    places = [(workspace, _place(workspace, file)) for workspace in _of_campaign(file, own)]
    return [each for each in places if each[1] is not Place.OTHER] or places[:1]


def _of_campaign(file: IdentifiedFile, own: Sequence[Workspace]) -> Sequence[Workspace]:
    """Those of `own` in the campaign of what is in `file`; all where it is of none."""
    if file.campaign is None:
        return own
    return [workspace for workspace in own if workspace.campaign == file.campaign] or own


def _place(workspace: Workspace, file: IdentifiedFile) -> Place:
    if file.draft is not None and file.draft.manifest.unit == workspace.unit.id:
        return Place.OWN
    if file.receipt is not None:
        addressed = file.receipt.receipt
        if (workspace.unit.id, workspace.campaign) == (addressed.unit.id, addressed.campaign):
            return Place.OWN
        return Place.RECEIVER if workspace.unit.id == addressed.receiver.id else Place.OTHER
    if file.bundle is None:
        is_receiver = workspace.receives
    elif _is_own(workspace, file.bundle):
        return Place.OWN
    else:
        is_receiver = workspace.receives and may_come_here(workspace, file.bundle)
    return Place.RECEIVER if is_receiver else Place.OTHER


def _is_own(workspace: Workspace, bundle: Bundle) -> bool:
    """Whether the unit made it, this year or under the directory of an earlier one. A unit of another
    directory of which no source says what became of it is known by its name, but not to a unit that receives:
    there it is one below with that name."""
    sender, report = bundle.manifest.unit, bundle.report
    if sender.edition == workspace.unit.id.edition:
        return sender == workspace.unit.id
    if sender in predecessors(workspace.unit.id, sender.edition):
        return True
    named = report is not None and report.unit.name == workspace.unit.name
    return named and not workspace.receives


def _opening(context: AppContext, file: IdentifiedFile, workspace: Workspace | None, place: Place) -> Opening:
    action = ACTIONS[file.kind][place]
    words = words_for(context, file, place) if action in _SAID else None
    return Opening(workspace, place, action, words)
