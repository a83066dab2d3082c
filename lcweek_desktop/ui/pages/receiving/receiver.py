"""Receiving files one after the other, with their progress, and what is said of them at the end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.services.receiving.found_files import listed_files
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.ui.pages.receiving.receive_summary import receive_summary
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.progress import ProgressRow

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.received_items import ReceivedItem
    from lcweek_desktop.services.receiving.result import ReceiveResult
    from lcweek_desktop.services.workspace.workspace import Workspace

_NOT_KEPT = (ReceiveVerdict.PAPER, ReceiveVerdict.UNREADABLE, ReceiveVerdict.NOT_TAKEN)


class Receiver:
    """Receives files while `progress` shows how far it is. It remembers the files that were not kept, of
    which nothing is stored."""

    def __init__(self, operations: Operations[Workspace], progress: ProgressRow) -> None:
        self._operations = operations
        self._progress = progress
        self._not_kept: dict[Path, list[ReceivedItem]] = {}
        self._waiting: list[Path] = []
        progress.running_changed.connect(self._receive_waiting)

    @property
    def is_busy(self) -> bool:
        """Whether files are being received, or other work of this page runs."""
        return self._progress.running

    @property
    def not_kept(self) -> tuple[ReceivedItem, ...]:
        """The files that could not be read or taken, and the paper that needs a look, when last received."""
        return tuple(chain(*self._not_kept.values()))

    def receive(self, paths: Sequence[Path]) -> None:
        """Receive files, and those in folders; while `is_busy` they wait."""
        self._waiting += paths
        self._receive_waiting()

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

    def _receive_files(self, files: Sequence[Path]) -> None:
        self._run_steps(
            Verb.RECEIVE, lambda workspace: services.incoming.receive(workspace, files), len(files)
        )

    def _run_steps(
        self, verb: Verb, steps: Callable[[Workspace], Iterable[ReceiveResult]], total: int
    ) -> None:
        def show_progress(results: list[ReceiveResult]) -> None:
            done = len(results)
            self._progress.show_progress(done, total, f"Đang đọc tệp {done}/{total}…")

        def finish(results: list[ReceiveResult], was_stopped: bool) -> None:
            self._operations.show_status(self._settle(results, is_whole=not was_stopped))

        def fail(results: list[ReceiveResult]) -> str:
            return self._settle(results, is_whole=False)

        self._operations.run_steps(
            verb, steps, finish, each=show_progress, failed=fail, progress=self._progress
        )

    def _settle(self, results: Sequence[ReceiveResult], *, is_whole: bool) -> str:
        """Remember the files that were not kept; the sentence about all that were read."""
        for result in results:
            self._not_kept[result.file] = []
        for result in results:
            if result.verdict in _NOT_KEPT:
                self._not_kept[result.file].append(services.received_items.unkept_item(result))
        return receive_summary(results, was_stopped=not is_whole)
