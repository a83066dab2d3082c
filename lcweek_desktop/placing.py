"""A file put in place of another, so that a power cut leaves the old one or the new one."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from pathlib import Path
from typing import Final

_PAUSES: Final = (0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ()
"""Seconds. On Windows a virus scanner holds a new file for a moment, and its name with it."""
_CANNOT: Final = (errno.EINVAL, errno.ENOTSUP, errno.EACCES)
"""Where a name cannot be made durable by itself: file systems of other machines, and folders that may be
written but not read."""


def put_in_place(temporary: Path, path: Path) -> None:
    """Give `temporary` the name `path` in the same folder, durably where the file system can. Raises OSError,
    PermissionError where another program holds `path` open; then `path` is as it was, unless the disk itself
    fails at the last step."""
    for pause in _PAUSES:
        with contextlib.suppress(PermissionError):
            temporary.replace(path)
            return
        time.sleep(pause)
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the folder's new names durable; Windows does this with the rename itself."""
    if os.name == "nt":
        return
    try:
        _flush(folder)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
