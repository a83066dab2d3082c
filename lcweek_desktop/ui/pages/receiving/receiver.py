"""Receiving files one after the other, with their progress, and what is said of them at the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.services.receiving.found_files import listed_files
from lcweek_desktop.ui.pages.receiving.receive_summary import receive_summary
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.progress import ProgressRow

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.received_items import ReceivedItem
    from lcweek_desktop.services.receiving.result import ReceiveResult
    from lcweek_desktop.services.workspace.workspace import Workspace

_LOCKED: Final = ("archive-password", "archive-password-wrong")


class Receiver:
    """Receives files while `progress` shows how far it is. It remembers what was not kept, of which little or
    nothing is stored, and the passwords that were given for archives, for as long as the page exists."""

    def __init__(self, operations: Operations[Workspace], progress: ProgressRow) -> None:
        self._operations = operations
        self._progress = progress
        self._not_kept: dict[Path, Sequence[ReceivedItem]] = {}
        self._passwords: list[str] = []
        self.on_locked: Callable[[Sequence[Path], bool], object] = lambda _archives, _is_wrong: None
        """Called with the archives that none of the passwords opens, and whether one was given for them."""
        self._waiting: list[Path] = []
        progress.running_changed.connect(self._receive_waiting)

    @property
    def is_busy(self) -> bool:
        """Whether files are being received, or other work of this page runs."""
        return self._progress.running

    def listed(self, received: Sequence[ReceivedItem]) -> list[ReceivedItem]:
        """`received`, as it is stored, with what is remembered beside it or, as that says more, in its
        place."""
        remembered = {item.place: item for item in chain(*self._not_kept.values())}
        listed = [remembered.pop(item.place, item) if item.place else item for item in received]
        return [*listed, *remembered.values()]

    def receive(self, paths: Sequence[Path], password: str | None = None) -> None:
        """Receive files, and those in folders; while `is_busy` they wait. `password` is tried on archives."""
        if password is not None:
            self._passwords.append(password)
        self._waiting += paths
        self._receive_waiting()

    def forget(self, places: Collection[str]) -> None:
        """Remember no longer what was not kept of `places`."""
        for file, items in self._not_kept.items():
            self._not_kept[file] = [item for item in items if item.place not in places]

    def _receive_waiting(self) -> None:
        if self.is_busy or not self._waiting:
            return
        paths, self._waiting = self._waiting, []
        self._progress.start("Đang tìm tệp…")
        self._operations.read(
            lambda _workspace: listed_files(paths), self._receive_files, self._progress.finish
        )

    def add_units(self, codes: Collection[str], files: int) -> None:
        """Add units to the directory and receive again the `files` that were set aside for them."""
        self._progress.start("Đang nhận lại tệp…")
        self._run_steps(
            Verb.ADD_UNKNOWN_UNITS,
            lambda workspace: services.unknown_units.add_unknown_units(workspace, codes),
            files,
        )

    def place_unit(self, code: str, parent: str, reason: str) -> None:
        """List the unit `code` below `parent`, and receive again the files that were set aside for that."""
        self._progress.start("Đang nhận lại tệp…")
        self._run_steps(
            Verb.PLACE_UNIT,
            lambda workspace: services.placing.place_unit(workspace, code, parent, reason),
            1,
        )

    def _receive_files(self, files: Sequence[Path]) -> None:
        passwords = [*self._passwords]
        self._run_steps(
            Verb.RECEIVE,
            lambda workspace: services.incoming.receive(workspace, files, passwords=passwords),
            len(files),
        )

    def _run_steps(
        self, verb: Verb, steps: Callable[[Workspace], Iterable[ReceiveResult]], total: int
    ) -> None:
        files: set[Path] = set()

        def show_progress(results: list[ReceiveResult]) -> None:
            files.add(results[-1].file)
            done = min(len(files), total)
            self._progress.show_progress(done, total, f"Đang đọc tệp {done}/{total}…")

        def finish(results: list[ReceiveResult], was_stopped: bool) -> None:
            self._operations.show_status(self._settle(results, is_whole=not was_stopped))
            locked = [*dict.fromkeys(result.file for result in results if result.code in _LOCKED)]
            if locked:
                self.on_locked(locked, any(result.code == _LOCKED[1] for result in results))

        def fail(results: list[ReceiveResult]) -> str:
            return self._settle(results, is_whole=False)

        self._operations.run_steps(
            verb, steps, finish, each=show_progress, failed=fail, progress=self._progress
        )

    def _settle(self, results: Sequence[ReceiveResult], *, is_whole: bool) -> str:
        """Remember the files that were not kept; the sentence about all that were read."""
        by_file: defaultdict[Path, list[ReceiveResult]] = defaultdict(list)
        for result in results:
            by_file[result.file].append(result)
        for file, of_file in by_file.items():
            self._not_kept[file] = services.received_items.unkept_items(of_file)
        return receive_summary(results, was_stopped=not is_whole)
