"""The photos of a report: stored from any file, rotated, read. Source: docs/form-and-rules.md, Photos."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lcweek_desktop.errors import KnownError, system_reason
from lcweek_desktop.intake.jobs import day_taken, reencode_photo, reencode_rotated_photo
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.user_files import kept_name
from lcweek_desktop.storage import PhotoOrigin


@dataclass(frozen=True)
class StoredPhoto:
    """A photo among the blobs: the JPEG and its SHA-256 (hex). `file` is the name of the file it came from,
    empty where that is not known; `taken` is the day on which that file says that it was taken, None where it
    does not."""

    sha256: str
    jpeg: bytes
    file: str = ""
    taken: date | None = None


def store_photo(context: AppContext, file: Path) -> StoredPhoto:
    """Store the picture in `file`, made small and upright, without metadata such as where it was taken.

    The file's name and the day are kept beside it in the data folder, of the first file where several give
    the same photo. Raises KnownError `photo-…`, `file-unreadable` or `intake-…`; nothing is stored then. The
    file is only read.
    """
    try:
        jpeg, taken = reencode_photo(file), day_taken(file)
    except OSError as error:
        raise KnownError("file-unreadable", file=file.name, reason=system_reason(error)) from error
    return _stored(context, jpeg, kept_name(file), taken)


def rotate_photo(context: AppContext, sha256: str) -> StoredPhoto:
    """Turn a stored photo by 90° clockwise and store the result as another photo from the same file.

    Raises KnownError `store-blob-…`, `photo-unreadable` or `intake-…`.
    """
    before = read_photo(context, sha256)
    jpeg = reencode_rotated_photo(context.store.blobs.path(sha256))
    return _stored(context, jpeg, before.file, before.taken)


def read_photo(context: AppContext, sha256: str) -> StoredPhoto:
    """The stored photo. Raises KnownError `store-blob-missing` or `store-blob-damaged`."""
    jpeg, origin = context.store.blobs.get(sha256), context.store.photo_origins.of(sha256)
    if origin is None:
        return StoredPhoto(sha256, jpeg)
    return StoredPhoto(sha256, jpeg, origin.file, date.fromisoformat(origin.taken) if origin.taken else None)


def _stored(context: AppContext, jpeg: bytes, file: str, taken: date | None) -> StoredPhoto:
    sha256 = context.store.blobs.put(jpeg)
    if file and context.store.photo_origins.of(sha256) is None:
        context.store.photo_origins.put(PhotoOrigin(sha256, file, taken.isoformat() if taken else None))
    return read_photo(context, sha256)
