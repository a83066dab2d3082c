"""Changes to photos that need the worker: adding files, and turning a photo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.report import MAX_PHOTOS, Photo
from lcweek_desktop.errors import KnownError
from lcweek_desktop.ui.pages.photos.adding_summary import AddedPhotosSummary
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.commands import SetPhotos
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import CancelToken

if TYPE_CHECKING:
    from lcweek_desktop.services.report.photos import StoredPhoto
    from lcweek_desktop.services.workspace.context import AppContext
    from lcweek_desktop.services.workspace.workspace import Workspace


@dataclass(frozen=True)
class _StoredFile:
    """What became of a file: the photo it is stored as, or why it was refused. `remaining` files come after
    it."""

    file: Path
    outcome: StoredPhoto | KnownError
    remaining: Sequence[Path]


class PhotoAdder(QObject):
    """Adds files to the report one after the other; each photo is in the session as soon as it is stored."""

    # Another file was dealt with: int, how many are done, and int, of how many; 0 and 0 at the beginning.
    progressed = Signal(int, int)
    # The addition ended, also when it was stopped: str, sentences about it. They are empty when it failed by
    # something that is no fault of a file.
    finished = Signal(str)

    def __init__(self, session: Session, operations: Operations[Workspace], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._operations = session, operations
        self._visits = count(1)
        self._running: CancelToken | None = None

    @property
    def running(self) -> bool:
        """Whether an addition was begun and has not ended."""
        return self._running is not None

    def add(self, paths: Sequence[Path]) -> None:
        """Add files, and the files in folders, at the end of the report, as one step to undo. Nothing happens
        while another addition is running."""
        if self.running:
            return
        summary, visit = AddedPhotosSummary(), next(self._visits)

        def add_last(stored: Sequence[_StoredFile]) -> None:
            self._add_stored(summary, stored[-1], visit)
            self.progressed.emit(summary.done, summary.done + len(stored[-1].remaining))

        def end(text: str) -> None:
            self._running = None
            self.finished.emit(text)

        def fail() -> str:
            end("")
            return summary.message() if summary.done else ""

        self._running = self._operations.run_steps(
            Verb.ADD_PHOTOS,
            lambda workspace: _store(workspace.context, paths),
            lambda _stored, _cancelled: end(summary.message()),
            each=add_last,
            failed=lambda _stored: fail(),
        )
        self.progressed.emit(0, 0)

    def cancel(self) -> None:
        """Stop after the file that is being read. The photos before it stay."""
        if self._running is not None:
            self._running.cancel()

    def _add_stored(self, summary: AddedPhotosSummary, stored: _StoredFile, visit: int) -> None:
        photos, undo, outcome = self._session.content.photos, self._session.undo, stored.outcome
        if summary.left_out or summary.undone:
            return  # the addition was stopped while this file was read; it is named in left_out already
        if summary.added and undo.canRedo():  # the user undid this addition, and must be able to redo it
            summary.undone = True
            self.cancel()
            return
        if isinstance(outcome, KnownError):
            summary.refused.append(outcome)
        elif any(photo.sha256 == outcome.sha256 for photo in photos):
            summary.duplicates.append(stored.file.name)
        elif len(photos) < MAX_PHOTOS:
            summary.added += 1
            new = (*photos, Photo(outcome.sha256))
            undo.push(SetPhotos(self._session, new, Verb.ADD_PHOTOS, -visit))
        else:
            summary.left_out = [file.name for file in (stored.file, *stored.remaining)]
            self.cancel()


class PhotoRotator(QObject):
    """Turns photos by quarters. Turns that are asked for while one is being made follow it."""

    def __init__(self, session: Session, operations: Operations[Workspace], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._operations = session, operations
        self._pending: dict[str, int] = {}
        """The number of quarter turns that a photo still needs, the present one included, by its SHA-256."""

    def rotate(self, sha256: str) -> None:
        """Turn the photo that is stored under `sha256` a quarter to the right. What is typed about it
        meanwhile is kept."""
        self._pending[sha256] = self._pending.get(sha256, 0) + 1
        if self._pending[sha256] == 1:
            self._start(sha256)

    def _start(self, sha256: str) -> None:
        self._operations.run(
            Verb.ROTATE_PHOTO,
            lambda workspace: services.photos.rotate_photo(workspace.context, sha256).sha256,
            lambda new: self._rotated(sha256, new),
            failed=lambda: self._pending.pop(sha256),
        )

    def _rotated(self, old: str, new: str) -> None:
        remaining = self._pending.pop(old) - 1
        photos = self._session.content.photos
        rotated = tuple(replace(each, sha256=new) if each.sha256 == old else each for each in photos)
        if rotated != photos:
            self._session.undo.push(SetPhotos(self._session, rotated, Verb.ROTATE_PHOTO))
            if remaining:
                self._pending[new] = remaining
                self._start(new)


def _store(context: AppContext, paths: Sequence[Path]) -> Iterator[_StoredFile]:
    files = list(_files(paths))
    for number, file in enumerate(files, start=1):
        try:
            outcome: StoredPhoto | KnownError = services.photos.store_photo(context, file)
        except KnownError as error:
            if error.is_of_machine:
                raise
            outcome = error
        yield _StoredFile(file, outcome, files[number:])


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files among `paths` and those in its folders, sorted by name. A path that cannot be looked into is
    passed on, so that storing it gives the reason."""
    for path in paths:
        try:
            found = sorted(each for each in path.iterdir() if each.is_file()) if path.is_dir() else [path]
        except OSError:
            found = [path]
        yield from found
