"""What came and could not be read: it stays in the list until it is dismissed, or read after all.

Source: docs/adr/0150-what-could-not-be-read.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from lcweek_desktop.domain.unit import UnitCode
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.arrival import Arrival
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.workspace.user_files import kept_text
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Said, UnreadItem

_UNREAD: Final = (ReceiveVerdict.UNREADABLE, ReceiveVerdict.PAPER)


class UnreadList:
    """What the unit of `workspace` could not read, kept up while files are received."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        store, unit = workspace.store, workspace.unit.id
        items = store.unread.of(unit)
        self._places = {*store.unread.damaged(unit), *(item.place for item in items)}
        self._contents = {item.sha256 for item in items} - {""}
        self._papers = defaultdict[object, set[Path]](set)
        for item in items:
            self._note_paper(item)

    def papers_of(self, unit: UnitCode) -> list[Path]:
        """The files that had signed paper of `unit` which did not agree with what was held, as far as they
        still lie where they were."""
        return sorted(file for file in self._papers[unit] if file.is_file())

    def settle(self, arrival: Arrival, results: Sequence[ReceiveResult], sha256: str) -> None:
        """Record `arrival` if it could not be read, by `results`; once it could, or was passed over, take it
        off the list, wherever its bytes, `sha256`, came from. What this machine could not take changes
        nothing."""
        if any(result.verdict is ReceiveVerdict.NOT_TAKEN for result in results):
            return
        unread = [result for result in results if result.verdict in _UNREAD]
        if unread:
            self._put(arrival, unread, sha256)
            return
        store, unit = self._workspace.store, self._workspace.unit.id
        if arrival.place in self._places:
            self._places.discard(arrival.place)
            store.unread.remove(unit, arrival.place)
        if sha256 in self._contents:
            self._contents.discard(sha256)
            store.unread.remove_content(unit, sha256)

    def _put(self, arrival: Arrival, unread: Sequence[ReceiveResult], sha256: str) -> None:
        item = UnreadItem(
            receiver=self._workspace.unit.id,
            place=arrival.place,
            sha256=sha256,
            name=kept_text(arrival.file.name),
            verdict=unread[0].verdict.value,
            said=tuple(Said(result.code, result.fields) for result in unread),
            inside=arrival.inside,
            sender=arrival.sender,
            at=self._workspace.context.minute(),
        )
        self._workspace.store.unread.put(item)
        self._note_paper(item)
        self._places.add(arrival.place)
        if sha256:
            self._contents.add(sha256)

    def _note_paper(self, item: UnreadItem) -> None:
        for said in item.said:
            if said.code.startswith("paper-") and "unit" in said.fields:
                self._papers[said.fields["unit"]].add(Path(item.place.partition("\n")[0]))


def unread(workspace: Workspace) -> tuple[UnreadItem, ...]:
    """What came and could not be read, in the order in which it came."""
    return workspace.store.unread.of(workspace.unit.id)


def dismiss(workspace: Workspace, places: Collection[str]) -> None:
    """Take what came from `places` off the list of what could not be read.

    Raises KnownError `unread-unknown` when one of them is not on it; nothing is changed then.
    """
    store, unit = workspace.store, workspace.unit.id
    listed = {item.place for item in unread(workspace)} | {*store.unread.damaged(unit)}
    if not listed.issuperset(places):
        raise KnownError("unread-unknown")
    with store.transaction():
        for place in places:
            store.unread.remove(unit, place)
