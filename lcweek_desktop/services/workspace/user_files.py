"""Files that people name, and scans as they are kept."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from lcweek_desktop.bundle.caps import MAX_FILE_BYTES
from lcweek_desktop.errors import KnownError, is_of_length, system_reason
from lcweek_desktop.pdf_bounds import is_pdf
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.storage import Scan, ScanKind


def read_file(file: Path, most: int = MAX_FILE_BYTES) -> bytes:
    """The bytes of `file`, at most `most`.

    Raises KnownError `file-missing`, `file-unreadable` (also for a folder or a device), `folder-unreadable`
    for a folder that cannot even be looked into, or `file-too-large`, for which nothing is read.
    """
    try:
        found = file.stat()
        if stat.S_ISDIR(found.st_mode) and not _is_open(file):
            raise KnownError("folder-unreadable", folder=file)
        if not stat.S_ISREG(found.st_mode):
            raise KnownError("file-unreadable", file=file, reason="không phải là tệp")
        if found.st_size > most:
            raise KnownError("file-too-large", file=file.name, most=most // 2**20)
        return file.read_bytes()
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not is_of_length(error):
            raise KnownError("file-missing", file=file) from error
        raise KnownError("file-unreadable", file=file, reason=system_reason(error)) from error


def _is_open(folder: Path) -> bool:
    try:
        next(folder.iterdir(), None)
    except OSError:
        return False
    return True


def kept_name(file: Path) -> str:
    """The name of `file` as the database can keep it, with � in place of bytes that are not UTF-8."""
    return kept_text(file.name)


def kept_text(path: str) -> str:
    """`path`, or a part of one, as the database can keep it, with � in place of bytes that are not UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def keep_scan(context: AppContext, data: bytes) -> Scan:
    """Put `data`, a PDF or a picture of any kind that the worker process opens, among the blobs as it is."""
    kind = ScanKind.PDF if is_pdf(data) else ScanKind.PICTURE
    return Scan(context.store.blobs.put(data), kind)
