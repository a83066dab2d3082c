"""Files that are opened or dropped: each is looked at, and goes where docs/files.md says."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from lcweek_desktop.catalogue.verbs import stopped
from lcweek_desktop.errors import KnownError, LcweekError
from lcweek_desktop.services.opening.file_kind import Action
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.worker import CancelToken, Worker
from lcweek_desktop.ui.shell.unit_choice import UnitChoice
from lcweek_desktop.ui.widgets import messages

if TYPE_CHECKING:
    from lcweek_desktop.domain.unit import CampaignUnit
    from lcweek_desktop.services.opening.opened_file import OpenedFile, Opening
    from lcweek_desktop.services.workspace.context import AppContext

_ONE_BY_ONE: Final = (
    Action.RESTORE,
    Action.MOVE_IN,
    Action.INSTALL,
    Action.ASSIGN,
    Action.REOPEN,
    Action.UPDATE,
    Action.COMPARE,
    Action.ACKNOWLEDGE,
)
_PATIENCE: Final = 500
"""Milliseconds that looking at many files may take before it is shown how far it is."""
_MOST_LINES: Final = 6
"""The most kinds of files of which one message says what they are."""
_MOST_NAMES: Final = 3
"""The most files of a kind that it names."""


_Words: TypeAlias = tuple[str, str]
"""A sentence and the next step."""


class Host(Protocol):
    """What fills the window and can do something with files."""

    @property
    def at_work(self) -> CampaignUnit | None:
        """The unit at work; None where no unit works on this machine."""

    def do_with_files(self, action: Action, files: Sequence[Path]) -> None:
        """Receive `files`, or ask about the only one of them."""


@dataclass(eq=False)
class _Look:
    """Files that are being looked at."""

    files: list[Path]
    progress: QProgressDialog
    token: CancelToken | None = None

    def end(self) -> None:
        """Look at no more of them."""
        if self.token is not None:
            self.token.cancel()
        self.progress.deleteLater()


class FileOpener(QObject):
    """Opens files for the window. While the window shows nothing that can take files, they wait."""

    # CampaignUnit: another unit of this installation, or campaign, at which files are to be opened.
    unit_requested = Signal(object)
    # Path: a campaign file that may be installed.
    campaign_opened = Signal(object)
    # Path: an assignment by which this machine may be configured.
    assignment_opened = Signal(object)
    # Path: a new version of the program that may be installed.
    update_opened = Signal(object)
    # Sequence[Path]: files that were looked at, of which none brings a new version of the program.
    looked = Signal(object)
    # Path, tuple[str, str], bool: a report that may be opened again, what is said where it is not, and
    # whether no unit works here yet.
    report_opened = Signal(object, object, bool)
    # Path: a draft of the unit at work, or of any unit while none works here.
    draft_opened = Signal(object)
    # Path: a receipt for the unit at work.
    receipt_opened = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._host: Host | None = None
        self._worker: Worker | None = None
        self._waiting: list[Path] = []
        self._until_unit: list[Path] = []
        self._look: _Look | None = None
        self._groups: deque[list[OpenedFile]] = deque()
        self._chosen: tuple[CampaignUnit, list[OpenedFile]] | None = None
        self._is_asking = False

    def open(self, files: Iterable[Path]) -> None:
        """Open `files`, absolute paths, as soon as that is possible."""
        self._waiting += files
        self._look_on()

    def set_host(self, host: Host | None, worker: Worker | None = None) -> None:
        """From now on `host`, whose data `worker` has open, takes the files; None while nothing can."""
        if self._look is not None:
            self._waiting[:0] = self._look.files
            self._end_look()
        self._host, self._worker = host, worker
        if host is None:
            return
        if host.at_work is not None:
            self._waiting[:0] = self._until_unit
            self._until_unit = []
        chosen, self._chosen = self._chosen, None
        if chosen is not None and chosen[0] == host.at_work:
            self._open_at(*chosen)
        self._open_next()

    def show_status(self, text: str) -> None:
        """Say what goes on."""
        messages.show_message(self._window, text)

    def show_failure(self, error: LcweekError) -> None:
        """Say why files could not be looked at."""
        messages.show_message(self._window, error.sentence, error.next_step, "warning")

    # Looking

    def _look_on(self) -> None:
        """Look at the files that wait, unless others are being looked at or decided about."""
        host, worker = self._host, self._worker
        is_busy = self._look or self._groups or self._is_asking
        if host is None or worker is None or is_busy or not self._waiting:
            return
        self._look = look = _Look(self._waiting, self._progress(len(self._waiting)))
        self._waiting = []
        operations: Operations[AppContext] = Operations(self, worker, lambda context: context)
        look.token = operations.run_steps(
            None,
            lambda context: services.opened_file.opened_files(context, look.files, host.at_work),
            lambda opened, was_stopped: self._looked(look, opened, was_stopped=was_stopped),
            each=lambda opened: self._show_progress(look, len(opened)),
            failed=lambda _opened: self._failed(look),
        )
        look.progress.canceled.connect(look.token.cancel)

    def _progress(self, count: int) -> QProgressDialog:
        progress = QProgressDialog("Đang xem các tệp…", "Dừng", 0, count, self._window)
        progress.setWindowTitle(messages.PROGRAM_TITLE)
        progress.setMinimumDuration(_PATIENCE)
        return progress

    def _show_progress(self, look: _Look, done: int) -> None:
        if look is self._look:
            look.progress.setValue(done)

    def _failed(self, look: _Look) -> str:
        if look is self._look:
            self._end_look()
        return ""

    def _end_look(self) -> None:
        if self._look is not None:
            self._look.end()
            self._look = None

    def _looked(self, look: _Look, opened: Sequence[OpenedFile], *, was_stopped: bool) -> None:
        if look is not self._look:
            return
        self._end_look()
        if was_stopped:
            self.show_status(stopped("Chưa có tệp nào được mở."))
        else:
            self._groups.extend(_groups(opened))
        self._open_next()
        ways = [way.action for file in opened for way in file.openings]
        if not was_stopped and Action.UPDATE not in ways:
            self.looked.emit([file.path for file in opened])

    # Opening

    def _open_next(self) -> None:
        """Open the files that go to one unit, or to one of several, at which it is asked."""
        if self._host is None or self._chosen is not None or self._is_asking:
            return
        if not self._groups:
            self._look_on()
            return
        group = self._groups.popleft()
        units = [(each.workspace, each.place) for each in group[0].openings if each.workspace is not None]
        if [workspace.id for workspace, _ in units] in ([], [self._host.at_work]):
            self._open_at(self._host.at_work, group)
            self._open_next()
            return
        choice = UnitChoice(
            self._window,
            [file.path for file in group],
            units,
            lambda workspace: self._choose(workspace.id, group),
        )
        choice.rejected.connect(self._choose_none)
        self._is_asking = True
        choice.open()

    def _choose_none(self) -> None:
        self._is_asking = False
        self._open_next()

    def _choose(self, chosen: CampaignUnit, group: list[OpenedFile]) -> None:
        self._is_asking = False
        if self._host is not None and self._host.at_work == chosen:
            self._open_at(chosen, group)
            self._open_next()
        else:
            self._chosen = chosen, group
            self.unit_requested.emit(chosen)

    def _open_at(self, at_work: CampaignUnit | None, group: list[OpenedFile]) -> None:
        """Open the files of `group` at the unit that is at work."""
        assert self._host is not None
        ways = [(file.path, _opening_at(file, at_work)) for file in group]
        said: dict[Path, _Words] = {path: way.words for path, way in ways if way.words is not None}
        one_by_one = [(path, way.action) for path, way in ways if way.action in _ONE_BY_ONE]
        waiting = [path for path, way in ways if way.action is Action.WAIT]
        if at_work is None and len(reports := [path for path, way in one_by_one if way is Action.REOPEN]) > 1:
            waiting += reports  # they are other units' reports, for the unit that is set up next
            one_by_one = [each for each in one_by_one if each[0] not in reports]
        self._until_unit += waiting
        alone = KnownError("opened-alone")
        for path, _ in one_by_one[1:]:
            said[path] = (alone.sentence, alone.next_step)
        received = [path for path, way in ways if way.action is Action.RECEIVE]
        if received:
            self._host.do_with_files(Action.RECEIVE, received)
        for path, action in one_by_one[:1]:
            self._open_alone(path, action, said.pop(path, None))
        if said:
            self._say(said)

    def wait_for_unit(self, file: Path) -> None:
        """Open `file` as soon as a unit works here."""
        self._until_unit.append(file)

    def _open_alone(self, path: Path, action: Action, words: _Words | None) -> None:
        """Ask about the file at `path`; `words` are those of a report."""
        assert self._host is not None
        if action is Action.INSTALL:
            self.campaign_opened.emit(path)
        elif action is Action.ASSIGN:
            self.assignment_opened.emit(path)
        elif action is Action.UPDATE:
            self.update_opened.emit(path)
        elif action is Action.COMPARE:
            self.draft_opened.emit(path)
        elif action is Action.ACKNOWLEDGE:
            self.receipt_opened.emit(path)
        elif action is Action.REOPEN:
            self.report_opened.emit(path, words, self._host.at_work is None)
        else:
            self._host.do_with_files(action, [path])

    def _say(self, said: Mapping[Path, _Words]) -> None:
        """Say what files are of which nothing else is done."""
        files: dict[_Words, list[Path]] = {}
        for path, words in said.items():
            files.setdefault(words, []).append(path)
        if len(said) == 1:
            messages.show_message(self._window, *next(iter(files)))
            return
        kinds = list(files.items())
        lines = [f"{_named(paths)}: {' '.join(words).strip()}" for words, paths in kinds[:_MOST_LINES]]
        if more := sum(len(paths) for _, paths in kinds[_MOST_LINES:]):
            lines.append(f"Và {more} tệp khác.")
        messages.show_message(self._window, f"Đã xem {len(said)} tệp.", "\n\n".join(lines))


def _named(paths: Sequence[Path]) -> str:
    """The names of the first files, and the number of the others."""
    named = ", ".join(path.name for path in paths[:_MOST_NAMES])
    return f"{named} và {more} tệp khác" if (more := len(paths) - _MOST_NAMES) > 0 else named


def _groups(opened: Iterable[OpenedFile]) -> list[list[OpenedFile]]:
    """The files that may be opened at the same units, together, in the order in which they came."""

    def units(file: OpenedFile) -> tuple[CampaignUnit | None, ...]:
        return tuple(each.at for each in file.openings)

    found: dict[tuple[CampaignUnit | None, ...], list[OpenedFile]] = {}
    for file in opened:
        found.setdefault(units(file), []).append(file)
    return list(found.values())


def _opening_at(file: OpenedFile, at_work: CampaignUnit | None) -> Opening:
    return next(each for each in file.openings if each.at in (None, at_work))
