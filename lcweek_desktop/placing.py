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
_CANNOT: Final = (errno.EINVAL, errno.ENOTSUP)
"""What file systems of other machines answer that cannot make a name durable by itself."""


def put_in_place(temporary: Path, path: Path) -> None:
    """Give `temporary` the name `path` in the same folder, durably. Raises OSError, PermissionError where
    another program holds `path` open; then `path` is as it was."""
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
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
    finally:
        os.close(descriptor)
