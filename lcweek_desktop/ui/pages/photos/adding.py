"""Taking photos in: one after the other on the worker, each with the session as soon as it is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from lcweek_desktop.domain.report import Photo
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.ui.session.commands import SetPhotos
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import CancelToken, Worker

_NAMED: Final = 8
_REASONS: Final = 4
"""So many files are named at most, and so many reasons; a folder may hold hundreds."""


@dataclass(frozen=True)
class _Step:
    """What became of `file`: the SHA-256 it is kept under, or why it is not; `left` come after it."""

    file: Path
    taken: str | KnownError
    left: Sequence[Path]


@dataclass
class AddedPhotosSummary:
    """What became of the files of one addition."""

    added: int = 0
    doubles: list[str] = field(default_factory=list)
    refused: list[KnownError] = field(default_factory=list)
    too_many: list[str] = field(default_factory=list)
    undone: bool = False

    @property
    def done(self) -> int:
        return self.added + len(self.doubles) + len(self.refused)

    def words(self, most: int) -> str:
        """Sentences for people; what was not added is named."""
        if self.undone:
            return "Đã dừng thêm ảnh."
        parts = [f"Đã thêm {self.added} ảnh."] if self.added else ["Chưa thêm được ảnh nào."]
        if self.doubles:
            parts.append(f"Đã có trong báo cáo nên không thêm lần nữa: {_named(self.doubles)}.")
        if self.too_many:
            names = _named(self.too_many)
            parts.append(f"Mỗi báo cáo có nhiều nhất {most} ảnh nên còn lại chưa thêm: {names}.")
        reasons = _by_reason(self.refused)
        parts += [error.message for error in reasons[:_REASONS]]
        if len(reasons) > _REASONS:
            parts.append("Còn tệp khác cũng không thêm được; hãy thêm lại riêng để biết lý do.")
        return "\n".join(parts)


class Adding(QObject):
    # int, int: how many files are done, of how many; 0 of 0 while they are being looked for.
    went_on = Signal(int, int)
    # str: it ended, and what is said about it.
    ended = Signal(str)
    # Exception: it ended by something that is no fault of a file.
    failed = Signal(object)

    def __init__(self, session: Session, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._worker = session, worker
        self._visits = count(1)
        self._running: CancelToken | None = None

    @property
    def running(self) -> bool:
        return self._running is not None

    def add(self, paths: Sequence[Path]) -> None:
        """Add pictures, and those that lie in folders, at the end; all of them are one step to undo. While
        an addition runs, another is passed over."""
        from lcweek_desktop.domain.report import MAX_PHOTOS

        if self.running:
            return
        outcome, visit = AddedPhotosSummary(), next(self._visits)

        def each(step: _Step) -> None:
            self._take(outcome, step, MAX_PHOTOS, visit)
            self.went_on.emit(outcome.done, outcome.done + len(step.left))

        def finished() -> None:
            self._running = None
            self.ended.emit(outcome.words(MAX_PHOTOS))

        def broken(error: Exception) -> None:
            self._running = None
            self.failed.emit(error)

        self._running = self._worker.submit_steps(
            lambda context: _taken(context, paths), each, finished, broken
        )
        self.went_on.emit(0, 0)

    def cancel(self) -> None:
        """Stop after the photo that is being read; those before it stay."""
        if self._running is not None:
            self._running.cancel()

    def _take(self, outcome: AddedPhotosSummary, step: _Step, most: int, visit: int) -> None:
        photos, undo = self._session.content.photos, self._session.undo
        if outcome.too_many or outcome.undone:
            return  # it was on its way when that was found; what does not fit is named already
        if outcome.added and undo.canRedo():  # this addition was undone: one more would end the way back
            outcome.undone = True
            self.cancel()
            return
        if isinstance(step.taken, KnownError):
            outcome.refused.append(step.taken)
        elif any(photo.sha256 == step.taken for photo in photos):
            outcome.doubles.append(step.file.name)
        elif len(photos) < most:
            outcome.added += 1
            new = (*photos, Photo(step.taken))
            undo.push(SetPhotos(self._session, new, "thêm ảnh", -visit))
        else:
            outcome.too_many = [file.name for file in (step.file, *step.left)]
            self.cancel()


def _taken(context: AppContext, paths: Sequence[Path]) -> Iterator[_Step]:
    from lcweek_desktop.services.report.photos import store_photo

    files = list(_files(paths))
    for number, file in enumerate(files, start=1):
        try:
            taken: str | KnownError = store_photo(context, file).sha256
        except KnownError as error:
            if error.code.startswith("store-"):
                raise
            taken = error
        yield _Step(file, taken, files[number:])


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files, and those in the folders; a path that cannot be looked into is left for take_in to tell."""
    for path in paths:
        try:
            found = sorted(each for each in path.iterdir() if each.is_file()) if path.is_dir() else [path]
        except OSError:
            found = [path]
        yield from found


def _by_reason(refused: Sequence[KnownError]) -> list[KnownError]:
    """Errors that differ in the file alone, as one that names those files."""
    names: dict[tuple[str, str], list[str]] = {}
    errors: dict[tuple[str, str], KnownError] = {}
    for error in refused:
        reason = error.code, KnownError(error.code, **{**error.context, "file": ""}).message
        names.setdefault(reason, []).append(str(error.context["file"]))
        errors[reason] = error
    return [
        KnownError(error.code, **{**error.context, "file": _named(names[reason])})
        for reason, error in errors.items()
    ]


def _named(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" và {more} tệp khác" if more > 0 else "")
