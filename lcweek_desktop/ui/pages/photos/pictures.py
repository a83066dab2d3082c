"""The photos' pictures, made small for the screen on the worker's thread and kept while the page lives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.ui.session.worker import Worker

LONG_SIDE: Final = 420
"""Pixels; 40 photos take 20 MB."""


@dataclass(frozen=True)
class Picture:
    """A photo for the screen; `size` of its JPEG in bytes, `trouble`: why it cannot be shown, else empty."""

    image: QImage
    size: int = 0
    trouble: str = ""


class Pictures(QObject):
    # str: the SHA-256 of a photo whose picture is there now.
    came = Signal(str)
    # Exception: something went wrong that is no fault of a photo.
    failed = Signal(object)

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._known: dict[str, Picture | None] = {}

    def of(self, sha256: str) -> Picture | None:
        """None while it is being made; `came` tells when it is there."""
        return self._known.get(sha256)

    def want(self, photos: Iterator[str]) -> None:
        """Make the pictures of those photos that were not asked for before."""
        new = [sha256 for sha256 in dict.fromkeys(photos) if sha256 not in self._known]
        if new:
            self._known.update(dict.fromkeys(new))
            self._worker.submit_steps(
                lambda context: _made(context, new), self._take, _nothing, self.failed.emit
            )

    def _take(self, made: tuple[str, Picture]) -> None:
        sha256, self._known[made[0]] = made
        self.came.emit(sha256)


def _made(context: AppContext, photos: list[str]) -> Iterator[tuple[str, Picture]]:
    from lcweek_desktop.services.report.photos import read_photo

    for sha256 in photos:
        try:
            jpeg = read_photo(context, sha256).jpeg
        except KnownError as error:
            yield sha256, Picture(QImage(), trouble=error.sentence)
        else:
            yield sha256, Picture(_small(jpeg), len(jpeg))


def _small(jpeg: bytes) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(jpeg))
    reader = QImageReader(buffer, QByteArray(b"jpeg"))
    reader.setScaledSize(
        reader.size().scaled(QSize(LONG_SIDE, LONG_SIDE), Qt.AspectRatioMode.KeepAspectRatio)
    )
    return reader.read()


def _nothing() -> None:
    """All are made."""
