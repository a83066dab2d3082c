"""Files kept unchanged under their SHA-256: photos, scans, and everything that was received."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from lcweek_desktop.atomic_file import sync_folder, write_atomically
from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.errors import BugError, KnownError
from lcweek_desktop.storage.known_errors import known_file_errors

_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """The files in `folder`, each at `<first two digits>/<sha256>`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keep `data` and return its SHA-256 (hex); it is on the disk when this returns.

        A blob that is there already is left alone, and written again when it was damaged. Raises KnownError
        `store-full`, `store-readonly` or `store-io`.
        """
        sha256 = sha256_hex(data)
        path = self.path(sha256)
        with known_file_errors(path):
            if not _holds(path, data):
                self._make_folder(path.parent)
                write_atomically(path, data)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes kept under `sha256`.

        Raises KnownError `store-blob-missing`, or `store-blob-damaged` when they no longer have that hash.
        """
        path = self.path(sha256)
        with known_file_errors(path):
            try:
                data = path.read_bytes()
            except FileNotFoundError as error:
                raise KnownError("store-blob-missing", sha256=sha256) from error
        if sha256_hex(data) != sha256:
            raise KnownError("store-blob-damaged", sha256=sha256)
        return data

    def size(self, sha256: str) -> int | None:
        """How many bytes the blob `sha256` has on the disk, whole or not; None when it is not there."""
        path = self.path(sha256)
        with known_file_errors(path):
            try:
                return path.stat().st_size
            except FileNotFoundError:
                return None

    def find(self, sha256: str) -> bytes | None:
        """The bytes kept under `sha256`; None when they are missing or damaged.

        Raises KnownError `store-readonly` or `store-io` when they cannot be read.
        """
        try:
            return self.get(sha256)
        except KnownError as error:
            if error.code not in ("store-blob-missing", "store-blob-damaged"):
                raise
            return None

    def names(self) -> set[str]:
        """The SHA-256 (hex) of every blob that is there, whole or not."""
        with known_file_errors(self._folder):
            found = {path.name for path in self._folder.glob("??/*")}
        return {name for name in found if _SHA256.fullmatch(name)}

    def copy_from(self, others: Blobs, sha256: str) -> bool:
        """Keep a copy of the blob `sha256` of `others`. Returns False when it is missing there or damaged.

        Raises KnownError as `put` and `find`.
        """
        data = others.find(sha256)
        return data is not None and self.put(data) == sha256

    def path(self, sha256: str) -> Path:
        """The place of the blob `sha256`, whether or not it is there.

        Raises BugError `store-bug` for anything but a SHA-256.
        """
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
