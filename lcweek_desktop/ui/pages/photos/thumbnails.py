"""Small pictures of photos for the screen, made on the worker's thread and kept as long as the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from lcweek_desktop.domain.looks import COLUMNS, ROWS, look_of
from lcweek_desktop.errors import KnownError
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.context import AppContext
    from lcweek_desktop.services.workspace.workspace import Workspace

LONG_SIDE: Final = 420
"""Pixels of a thumbnail's longer side. At this size 40 photos take 20 MB of memory."""


@dataclass(frozen=True)
class Thumbnail:
    """A small picture, with the size of the photo's JPEG in bytes and its look (domain/looks.py).

    `file` and `taken` are the name and the day of the file it came from, empty and None where not known.
    `error` says why the photo cannot be shown, and is empty when it can; the image is null then.
    """

    image: QImage
    size: int = 0
    look: int | None = None
    file: str = ""
    taken: date | None = None
    error: str = ""


class Thumbnails(QObject):
    """The thumbnails made so far, by the SHA-256 of the photo."""

    # A thumbnail was made: str, the SHA-256 of its photo.
    loaded = Signal(str)

    def __init__(self, operations: Operations[Workspace], parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._known: dict[str, Thumbnail | None] = {}

    def get(self, sha256: str) -> Thumbnail | None:
        """The thumbnail of a photo; None until `loaded` is emitted for it."""
        return self._known.get(sha256)

    def request(self, photos: Iterable[str]) -> None:
        """Make the thumbnails of those photos that were not requested before."""
        new = [sha256 for sha256 in dict.fromkeys(photos) if sha256 not in self._known]
        if new:
            self._known.update(dict.fromkeys(new))
            self._operations.run_steps(
                None,
                lambda workspace: _load(workspace.context, new),
                lambda _loaded, _cancelled: None,
                each=lambda loaded: self._thumbnail_loaded(*loaded[-1]),
            )

    def _thumbnail_loaded(self, sha256: str, thumbnail: Thumbnail) -> None:
        self._known[sha256] = thumbnail
        self.loaded.emit(sha256)


def _load(context: AppContext, photos: Sequence[str]) -> Iterator[tuple[str, Thumbnail]]:
    for sha256 in photos:
        try:
            photo = services.photos.read_photo(context, sha256)
        except KnownError as error:
            yield sha256, Thumbnail(QImage(), error=error.sentence)
        else:
            image = _small_image(photo.jpeg)
            yield sha256, Thumbnail(image, len(photo.jpeg), _look(image), photo.file, photo.taken)


def _look(image: QImage) -> int | None:
    if image.isNull():
        return None
    small = image.scaled(
        COLUMNS, ROWS, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    grey = small.convertToFormat(QImage.Format.Format_Grayscale8)
    return look_of([grey.pixelColor(x, y).value() for y in range(ROWS) for x in range(COLUMNS)])


def _small_image(jpeg: bytes) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(jpeg))
    reader = QImageReader(buffer, QByteArray(b"jpeg"))
    reader.setScaledSize(
        reader.size().scaled(QSize(LONG_SIDE, LONG_SIDE), Qt.AspectRatioMode.KeepAspectRatio)
    )
    return reader.read()
