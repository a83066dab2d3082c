"""A lock of the system on an empty file, by which one process keeps others out of something.

The system drops it when the process ends in whatever way; the file itself stays and means nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO


class FileLock:
    """A lock that is held from `take_lock` until `release`."""

    def __init__(self, file: BinaryIO) -> None:
        """`file` is open and locked."""
        self._file = file

    def release(self) -> None:
        """Let others take the lock."""
        self._file.close()


def take_lock(path: Path) -> FileLock | None:
    """Lock the file at `path`, which is made when it is not there; its folder must exist.

    Returns None when another process, or another lock of this one, holds it. Raises OSError when the file
    cannot be opened or its file system knows no locks.
    """
    file = path.open("ab")
    try:
        if _is_taken(file):
            return FileLock(file)
    except BaseException:
        file.close()
        raise
    file.close()
    return None


if sys.platform == "win32":

    def _is_taken(file: BinaryIO) -> bool:
        import msvcrt

        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _is_taken(file: BinaryIO) -> bool:
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
