"""Many files made by hand at once: what is sure is entered as one answer, the rest stays with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.handmade import confirmed, named_path, read_draft
from lcweek_desktop.services.receiving.on_behalf import Typed, keep_together
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.summing.unit_reports import unit_reports
from lcweek_desktop.services.workspace.user_files import kept_name
from lcweek_desktop.services.workspace.workspace import Workspace


class WaitingFile(NamedTuple):
    """A file made by hand, or the archive or mail in which it lies at the end of the way `inside`; `sender`
    is who sent that mail, empty for none."""

    file: Path
    sender: str = ""
    inside: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadFile:
    """A file made by hand: what is to be entered from it, or why not everything of it is sure. `unit` is the
    one that it is of, None where that is not sure."""

    path: Path
    unit: Unit | None = None
    typed: Typed | None = None
    reason: KnownError | None = None


def read_files(workspace: Workspace, files: Iterable[WaitingFile]) -> Iterator[ReadFile]:
    """What each of `files` says, one after the other; nothing is changed."""
    for each in files:
        yield _read(workspace, each)


def sure_files(files: Sequence[ReadFile]) -> tuple[ReadFile, ...]:
    """`files` with those left that are to be entered; of several of one unit none is sure."""
    units = Counter(each.unit.code for each in files if each.unit is not None)

    def judged(each: ReadFile) -> ReadFile:
        if each.typed is None or each.unit is None or units[each.unit.code] == 1:
            return each
        error = KnownError("handmade-same-unit", file=kept_name(each.path), unit=each.unit.name)
        return replace(each, typed=None, reason=error)

    return tuple(map(judged, files))


def enter_files(workspace: Workspace, files: Sequence[ReadFile]) -> tuple[ReceiveResult, ...]:
    """Enter those of `files` that are sure as one answer, which one undo takes back: all of them or none.

    Raises as `keep_together`; nothing is changed then.
    """
    return keep_together(workspace, [each.typed for each in files if each.typed is not None])


def _read(workspace: Workspace, waiting: WaitingFile) -> ReadFile:
    unit: Unit | None = None
    path = named_path(waiting.file, waiting.inside)
    try:
        draft = read_draft(workspace, waiting.file, sender=waiting.sender, inside=waiting.inside)
        draft = draft if draft.proposal.is_sure else draft.without_unit
        unit = draft.unit
        typed = confirmed(workspace, draft, {})
        if unit_reports(workspace, typed.unit.id).reports:
            raise KnownError("handmade-reported", file=kept_name(path), unit=typed.unit.name)
    except KnownError as error:
        return ReadFile(path, unit, None, error)
    return ReadFile(path, unit, typed)
