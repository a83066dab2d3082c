"""Files that are written whole or not at all: a power cut leaves the old file or the new one.

The new bytes go into a temporary file beside the target, are flushed to the disk, and take the target's name
in one step.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final
from zlib import crc32

TEMPORARY_SUFFIX: Final = ".lcweek-tmp"
"""The ending of every temporary file."""

_RETRY_PAUSES: Final = (0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ()
"""Seconds between attempts to rename. On Windows a virus scanner holds a new file for a moment."""

_FOLDER_SYNC_UNSUPPORTED: Final = (errno.EINVAL, errno.ENOTSUP, errno.EACCES)
"""Errors of a folder that cannot be flushed by itself: on network file systems, and where the folder may be
written but not read."""


def write_atomically(
    path: Path,
    data: bytes,
    *,
    check: Callable[[bytes], object] | None = None,
    owner_only: bool = False,
) -> None:
    """Replace the file at `path` by `data`, durably; its folder must exist.

    `check` is called with the bytes read back from the disk before the old file is replaced, and raises when
    they are not what they should be. `owner_only` gives the file mode 0600 where the system has modes.
    Raises OSError and whatever `check` raises; the old file, if any, is then untouched and no temporary file
    is left.
    """
    temporary = temporary_path(path)
    # What a power cut left behind may be unreadable or have another mode, so it is not written into.
    temporary.unlink(missing_ok=True)
    try:
        with open(temporary, "xb", opener=partial(os.open, mode=0o600 if owner_only else 0o666)) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if check is not None:
            check(temporary.read_bytes())
        replace_file(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def temporary_path(path: Path) -> Path:
    """Where the new bytes for `path` are written first.

    The name is fixed, so that what a power cut left is replaced by the next attempt, and short, so that it
    fits wherever the name of `path` fits.
    """
    return path.with_name(f".{crc32(os.fsencode(path.name)):08x}{TEMPORARY_SUFFIX}")


def replace_file(temporary: Path, path: Path) -> None:
    """Rename `temporary` to `path`, which is in the same folder, durably where the file system can.

    Raises OSError, PermissionError where another program holds `path` open; `path` is then as it was, unless
    the disk itself fails at the last step.
    """
    for pause in _RETRY_PAUSES:
        with contextlib.suppress(PermissionError):
            temporary.replace(path)
            return
        time.sleep(pause)
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable. Windows does this with each rename, so nothing is done there.

    Raises OSError when the disk refuses, but not when a folder cannot be flushed at all.
    """
    if os.name == "nt":
        return
    try:
        _flush(folder)
    except OSError as error:
        if error.errno not in _FOLDER_SYNC_UNSUPPORTED:
            raise


def reserve(path: Path, size: int) -> None:
    """Lengthen the file at `path` to `size` bytes with zeros that are on the disk, not a hole.

    Raises OSError; the file then has the length it had.
    """
    with path.open("ab", buffering=0) as file:
        before = file.tell()
        try:
            while (missing := size - file.tell()) > 0:
                file.write(bytes(missing))
            os.fsync(file.fileno())
        except OSError:
            file.truncate(before)
            raise


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
