"""Photos of a report: taken in from any file, turned, read back. Source: forms-and-rules.md, Photos."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lcweek_desktop.bundle.caps import MAX_PHOTOS
from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.jobs import reencode_photo, reencode_rotated_photo
from lcweek_desktop.services.workspace.context import AppContext

MOST: Final = MAX_PHOTOS
"""Photos that a report holds at most."""


@dataclass(frozen=True)
class StoredPhoto:
    """A photo among the blobs; `jpeg` is what is kept under `sha256`."""

    sha256: str
    jpeg: bytes


def store_photo(context: AppContext, file: Path) -> StoredPhoto:
    """Keep the picture in `file`, made small and upright, without a word of where it was taken; the file is
    only read.

    Raises KnownError `photo-…`, `file-unreadable` or `intake-worker-died`; nothing is kept then.
    """
    try:
        return _keep(context, reencode_photo(file))
    except OSError as error:
        raise KnownError("file-unreadable", file=file.name, reason=error.strerror or error) from error


def rotate_photo(context: AppContext, sha256: str) -> StoredPhoto:
    """A kept photo turned a quarter to the right, kept as a photo of its own.

    Raises KnownError `store-blob-…`, `photo-unreadable` or `intake-worker-died`.
    """
    context.store.blobs.get(sha256)
    return _keep(context, reencode_rotated_photo(context.store.blobs.path(sha256)))


def read_photo(context: AppContext, sha256: str) -> StoredPhoto:
    """Raises KnownError `store-blob-missing` or `store-blob-damaged`."""
    return StoredPhoto(sha256, context.store.blobs.get(sha256))


def _keep(context: AppContext, jpeg: bytes) -> StoredPhoto:
    return StoredPhoto(context.store.blobs.put(jpeg), jpeg)
