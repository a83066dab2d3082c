"""Taking photos in: one after the other on the worker, each with the session as soon as it is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from lcweek_desktop.domain.report import Photo
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.context import AppContext
from lcweek_desktop.ui.commands import SetPhotos
from lcweek_desktop.ui.session import Session
from lcweek_desktop.ui.work import Cancel, Worker


@dataclass
class Outcome:
    """What became of the files of one addition."""

    added: int = 0
    doubles: list[str] = field(default_factory=list)
    refused: list[KnownError] = field(default_factory=list)
    too_many: list[str] = field(default_factory=list)

    def words(self, most: int) -> str:
        """Sentences for people; what was not added is named."""
        parts = [f"Đã thêm {self.added} ảnh."] if self.added else ["Chưa thêm được ảnh nào."]
        if self.doubles:
            parts.append(f"Đã có trong báo cáo nên không thêm lần nữa: {', '.join(self.doubles)}.")
        if self.too_many:
            names = ", ".join(self.too_many)
            parts.append(f"Mỗi báo cáo có nhiều nhất {most} ảnh nên còn lại chưa thêm: {names}.")
        return "\n".join([*parts, *(error.message for error in self.refused)])


class Adding(QObject):
    # int, int: how many files are done, of how many.
    went_on = Signal(int, int)
    # str: it ended, and what is said about it.
    ended = Signal(str)
    # Exception: it ended by something that is no fault of a file.
    failed = Signal(object)

    def __init__(self, session: Session, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._worker = session, worker
        self._visits = count(1)
        self._running: Cancel | None = None

    @property
    def running(self) -> bool:
        return self._running is not None

    def add(self, paths: Sequence[Path]) -> None:
        """Add pictures, and those that lie in folders, at the end; all of them are one step to undo. While
        an addition runs, another is passed over."""
        from lcweek_desktop.services.photos import MOST

        if self.running:
            return
        files = list(_files(paths))
        room = max(0, MOST - len(self._session.content.photos))
        outcome = Outcome(too_many=[file.name for file in files[room:]])
        visit = next(self._visits)

        def each(taken: tuple[Path, str | KnownError]) -> None:
            self._take(outcome, *taken, visit)
            done = outcome.added + len(outcome.doubles) + len(outcome.refused)
            self.went_on.emit(done, min(len(files), room))

        def finished() -> None:
            self._running = None
            self.ended.emit(outcome.words(MOST))

        def broken(error: Exception) -> None:
            self._running = None
            self.failed.emit(error)

        self._running = self._worker.walk(
            lambda context: _taken(context, files[:room]), each, finished, broken
        )
        self.went_on.emit(0, min(len(files), room))

    def cancel(self) -> None:
        """Stop after the photo that is being read; those before it stay."""
        if self._running is not None:
            self._running.ask()

    def _take(self, outcome: Outcome, file: Path, taken: str | KnownError, visit: int) -> None:
        photos = self._session.content.photos
        if isinstance(taken, KnownError):
            outcome.refused.append(taken)
        elif any(photo.sha256 == taken for photo in photos):
            outcome.doubles.append(file.name)
        else:
            outcome.added += 1
            new = (*photos, Photo(taken))
            self._session.undo.push(SetPhotos(self._session, new, "thêm ảnh", -visit))


def _taken(context: AppContext, files: Sequence[Path]) -> Iterator[tuple[Path, str | KnownError]]:
    from lcweek_desktop.services.photos import take_in

    for file in files:
        try:
            yield file, take_in(context, file).sha256
        except KnownError as error:
            if error.code.startswith("store-"):
                raise
            yield file, error


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(each for each in path.iterdir() if each.is_file())
        else:
            yield path
