"""The photos of a report: stored from any file, rotated, read. Source: docs/form-and-rules.md, Photos."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lcweek_desktop.errors import KnownError, system_reason
from lcweek_desktop.intake.jobs import day_taken, reencode_photo, reencode_rotated_photo
from lcweek_desktop.services.workspace.context import AppContext


@dataclass(frozen=True)
class StoredPhoto:
    """A photo among the blobs: the JPEG and its SHA-256 (hex). `taken` is the day on which the file that was
    stored says that it was taken; None where it does not, and for a photo that was stored before."""

    sha256: str
    jpeg: bytes
    taken: date | None = None


def store_photo(context: AppContext, file: Path) -> StoredPhoto:
    """Store the picture in `file`, made small and upright, without metadata such as where it was taken.

    Raises KnownError `photo-…`, `file-unreadable` or `intake-…`; nothing is stored then. The file
    is only read.
    """
    try:
        stored = _store(context, reencode_photo(file))
        return replace(stored, taken=day_taken(file))
    except OSError as error:
        raise KnownError("file-unreadable", file=file.name, reason=system_reason(error)) from error


def rotate_photo(context: AppContext, sha256: str) -> StoredPhoto:
    """Turn a stored photo by 90° clockwise and store the result as another photo.

    Raises KnownError `store-blob-…`, `photo-unreadable` or `intake-…`.
    """
    context.store.blobs.get(sha256)
    return _store(context, reencode_rotated_photo(context.store.blobs.path(sha256)))


def read_photo(context: AppContext, sha256: str) -> StoredPhoto:
    """The stored photo. Raises KnownError `store-blob-missing` or `store-blob-damaged`."""
    return StoredPhoto(sha256, context.store.blobs.get(sha256))


def _store(context: AppContext, jpeg: bytes) -> StoredPhoto:
    return StoredPhoto(context.store.blobs.put(jpeg), jpeg)
