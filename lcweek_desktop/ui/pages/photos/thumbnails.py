"""Small pictures of photos for the screen, made on the worker's thread and kept as long as the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.ui.session.worker import Worker

LONG_SIDE: Final = 420
"""Pixels of a thumbnail's longer side. At this size 40 photos take 20 MB of memory."""


@dataclass(frozen=True)
class Thumbnail:
    """A small picture, with the size of the photo's JPEG in bytes. `error` says why the photo cannot be
    shown, and is empty when it can; the image is null then."""

    image: QImage
    size: int = 0
    error: str = ""


class Thumbnails(QObject):
    """The thumbnails made so far, by the SHA-256 of the photo."""

    # A thumbnail was made: str, the SHA-256 of its photo.
    loaded = Signal(str)
    # Thumbnails cannot be made, which is no fault of a photo: Exception.
    failed = Signal(object)

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._known: dict[str, Thumbnail | None] = {}

    def get(self, sha256: str) -> Thumbnail | None:
        """The thumbnail of a photo; None until `loaded` is emitted for it."""
        return self._known.get(sha256)

    def request(self, photos: Iterable[str]) -> None:
        """Make the thumbnails of those photos that were not requested before."""
        new = [sha256 for sha256 in dict.fromkeys(photos) if sha256 not in self._known]
        if new:
            self._known.update(dict.fromkeys(new))
            self._worker.submit_steps(
                lambda context: _load(context, new), self._thumbnail_loaded, _all_loaded, self.failed.emit
            )

    def _thumbnail_loaded(self, loaded: tuple[str, Thumbnail]) -> None:
        sha256, self._known[loaded[0]] = loaded
        self.loaded.emit(sha256)


def _load(context: AppContext, photos: Sequence[str]) -> Iterator[tuple[str, Thumbnail]]:
    from lcweek_desktop.services.report.photos import read_photo

    for sha256 in photos:
        try:
            jpeg = read_photo(context, sha256).jpeg
        except KnownError as error:
            yield sha256, Thumbnail(QImage(), error=error.sentence)
        else:
            yield sha256, Thumbnail(_small_image(jpeg), len(jpeg))


def _small_image(jpeg: bytes) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(jpeg))
    reader = QImageReader(buffer, QByteArray(b"jpeg"))
    reader.setScaledSize(
        reader.size().scaled(QSize(LONG_SIDE, LONG_SIDE), Qt.AspectRatioMode.KeepAspectRatio)
    )
    return reader.read()


def _all_loaded() -> None:
    """Nothing is left to do when the last thumbnail is made."""
