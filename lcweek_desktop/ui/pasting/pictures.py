"""Pictures that are pasted: as files, which is what the page Hình ảnh takes."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from PySide6.QtCore import QMimeData, QTemporaryDir, QUrl
from PySide6.QtGui import QImage


@dataclass(frozen=True)
class LeftOutPictures:
    """What pictures a paste of text left out: how many there were, and those of them that can be had all the
    same, as `files` or as the `image` of the clipboard; `image` is None where there is none."""

    count: int = 0
    files: tuple[Path, ...] = ()
    image: QImage | None = None

    @property
    def obtainable(self) -> int:
        """How many of them can be had."""
        return len(self.files) or int(self.image is not None)


class PictureFolder:
    """Where pictures from the clipboard lie until they are stored; it goes away with this object."""

    def __init__(self) -> None:
        self._folder = QTemporaryDir()
        self._numbers = count(1)

    def write(self, image: QImage) -> Path:
        """The file of `image`, written now; none that was written before is touched."""
        folder = Path(self._folder.filePath(str(next(self._numbers))))
        folder.mkdir()
        path = folder / f"Ảnh dán {datetime.now():%H%M%S}.png"
        image.save(str(path))
        return path


def copied_image(source: QMimeData) -> QImage | None:
    """The picture that `source` holds; None when it holds none, or files."""
    image = source.imageData() if source.hasImage() else None
    has_files = any(url.isLocalFile() for url in source.urls())
    return image if isinstance(image, QImage) and not has_files else None


def left_out_pictures(source: QMimeData, addresses: Sequence[str], has_text: bool) -> LeftOutPictures:
    """The pictures of `source`, whose HTML names those at `addresses`. Beside text, the image of the
    clipboard is a picture of that text, as a spreadsheet makes, and is passed over."""
    image = None if has_text else copied_image(source)
    if image is not None:
        return LeftOutPictures(1, image=image)
    files = tuple(file for address in dict.fromkeys(addresses) if (file := _file(address)) is not None)
    return LeftOutPictures(len(addresses), files)


def _file(address: str) -> Path | None:
    """The file of a picture that Word or LibreOffice left in the folder for temporary files. No other address
    is looked at: it could be one of another computer, or a file that the user did not mean to copy."""
    path = Path(QUrl(address).toLocalFile())
    is_temporary = path.is_relative_to(tempfile.gettempdir()) and ".." not in path.parts
    return path if is_temporary and path.is_file() else None
