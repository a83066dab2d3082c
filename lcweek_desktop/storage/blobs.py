"""Files kept unchanged under their SHA-256: photos, scans, and everything that was received."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from lcweek_desktop.atomic_file import sync_folder, write_atomically
from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.errors import BugError, KnownError
from lcweek_desktop.storage.faults import file_faults

_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """The folder `blobs/<first two digits>/<sha256>` beside the database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keep `data`; its SHA-256 (hex). On the disk when this returns; what is there already is left, and
        made whole again when it was damaged. Raises `store-full`, `store-readonly`, `store-io`."""
        sha256 = sha256_hex(data)
        path = self.path(sha256)
        with file_faults(path):
            if not _holds(path, data):
                self._make_folder(path.parent)
                write_atomically(path, data)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes kept under `sha256`. KnownError `store-blob-missing`, or `store-blob-damaged` when they
        no longer have that hash."""
        path = self.path(sha256)
        with file_faults(path):
            try:
                data = path.read_bytes()
            except FileNotFoundError as error:
                raise KnownError("store-blob-missing", sha256=sha256) from error
        if sha256_hex(data) != sha256:
            raise KnownError("store-blob-damaged", sha256=sha256)
        return data

    def path(self, sha256: str) -> Path:
        """Where `sha256` is kept, whether or not it is there."""
        if not _SHA256.fullmatch(sha256):
            raise BugError("store-bug", reason=f"not a SHA-256: {sha256!r}")
        return self._folder / sha256[:2] / sha256

    def _make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            folder.mkdir(parents=True)
            sync_folder(self._folder)
            sync_folder(self._folder.parent)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False
