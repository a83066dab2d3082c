"""Turning photos: each press is a quarter, also those pressed while the one before is being made."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.ui.session.commands import SetPhotos
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker


class Turning(QObject):
    # Exception: the photo stays as it is.
    failed = Signal(object)

    def __init__(self, session: Session, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._worker = session, worker
        self._wanted: dict[str, int] = {}

    def turn(self, sha256: str) -> None:
        """Turn the photo kept under `sha256` a quarter to the right; what is written under it stays."""
        self._wanted[sha256] = self._wanted.get(sha256, 0) + 1
        if self._wanted[sha256] == 1:
            self._start(sha256)

    def _start(self, sha256: str) -> None:
        def task(context: AppContext) -> str:
            from lcweek_desktop.services.report.photos import rotate_photo

            return rotate_photo(context, sha256).sha256

        def broken(error: Exception) -> None:
            del self._wanted[sha256]
            self.failed.emit(error)

        self._worker.submit(task, lambda new: self._take(sha256, new), broken)

    def _take(self, old: str, new: str) -> None:
        left = self._wanted.pop(old) - 1
        photos = self._session.content.photos
        turned = tuple(replace(each, sha256=new) if each.sha256 == old else each for each in photos)
        if turned != photos:
            self._session.undo.push(SetPhotos(self._session, turned, "xoay ảnh"))
            if left:
                self._wanted[new] = left
                self._start(new)
