"""Pictures that are pasted: as files, which is what the page Hình ảnh takes."""

from __future__ import annotations

import binascii
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QTemporaryDir, QUrl
from PySide6.QtGui import QImage

_EMBEDDED: Final = re.compile(r"data:image/(jpeg|jpg|png|webp|avif)((?:;[^;,]*)*),", re.IGNORECASE)
"""How the address of a picture begins that is written into the HTML itself, in a format that Hình ảnh takes:
the format, and whether base64 follows."""


@dataclass(frozen=True)
class EmbeddedPicture:
    """A picture that was written into HTML: the bytes of a file, and the suffix of its name."""

    content: bytes
    suffix: str


@dataclass(frozen=True)
class LeftOutPictures:
    """What pictures a paste of text left out: how many there were, and those of them that can be had all the
    same, as `files` or as `held` by what was pasted."""

    count: int = 0
    files: tuple[Path, ...] = ()
    held: tuple[QImage | EmbeddedPicture, ...] = ()

    @property
    def obtainable(self) -> int:
        """How many of them can be had."""
        return len(self.files) + len(self.held)


class PictureFolder:
    """Where pictures from the clipboard lie until they are stored; it goes away with this object."""

    def __init__(self) -> None:
        self._folder = QTemporaryDir()
        self._numbers = count(1)

    def files(self, pictures: LeftOutPictures) -> tuple[Path, ...]:
        """The files of all pictures that can be had, written now where there are none yet."""
        return (*pictures.files, *map(self.write, pictures.held))

    def write(self, picture: QImage | EmbeddedPicture) -> Path:
        """The file of `picture`, written now; none that was written before is touched."""
        folder = Path(self._folder.filePath(str(next(self._numbers))))
        folder.mkdir()
        suffix = ".png" if isinstance(picture, QImage) else picture.suffix
        path = folder / f"Ảnh dán {datetime.now():%H%M%S}{suffix}"
        if isinstance(picture, QImage):
            picture.save(str(path))
        else:
            path.write_bytes(picture.content)
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
        return LeftOutPictures(1, held=(image,))
    different = [*dict.fromkeys(filter(None, addresses))]
    files = tuple(file for address in different if (file := _file(address)) is not None)
    held = tuple(picture for address in different if (picture := _embedded(address)) is not None)
    return LeftOutPictures(len(different) + sum(not address for address in addresses), files, held)


def _embedded(address: str) -> EmbeddedPicture | None:
    """The picture that the address `address` itself is; None for the address of a file, and for one that is
    damaged or in a format that no photo can be made of."""
    found = _EMBEDDED.match(address)
    if found is None:
        return None
    content = unquote_to_bytes(address[found.end() :])
    try:
        whole = binascii.a2b_base64(content) if ";base64" in found[2].lower() else content
    except binascii.Error:
        return None
    return EmbeddedPicture(whole, f".{found[1].lower()}") if whole else None


def _file(address: str) -> Path | None:
    """The file of a picture that Word or LibreOffice left in the folder for temporary files. No other address
    is looked at: it could be one of another computer, or a file that the user did not mean to copy."""
    if address[:5].lower() == "data:":
        return None
    path = Path(QUrl(address).toLocalFile())
    is_temporary = path.is_relative_to(tempfile.gettempdir()) and ".." not in path.parts
    return path if is_temporary and path.is_file() else None
