"""A lock that keeps a second program out of a data folder.

It is a lock of the system on an empty file, which drops it when the process ends in whatever way; the file
itself stays and means nothing.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import BinaryIO

from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage.known_errors import known_file_errors

_RETRY_SECONDS = 0.05


class FolderLock:
    """The lock of a data folder, held from construction until `release`."""

    def __init__(self, home: Path, wait: float) -> None:
        """Take the lock of `home`, waiting up to `wait` seconds; KnownError `store-busy` after that, or
        `store-full`, `store-readonly` or `store-io` of its file."""
        with known_file_errors(home):
            self._file: BinaryIO = (home / "lcweek.lock").open("ab")
        deadline = time.monotonic() + wait
        while not self._is_taken(home):
            if time.monotonic() >= deadline:
                self._file.close()
                raise KnownError("store-busy", path=home)
            time.sleep(_RETRY_SECONDS)

    def _is_taken(self, home: Path) -> bool:
        """Whether the lock could be taken now. Raises KnownError `store-io` where the file system knows no
        locks."""
        try:
            with known_file_errors(home):
                return _try_lock(self._file)
        except KnownError:
            self._file.close()
            raise

    def release(self) -> None:
        """Give the folder back; another program may then take it."""
        self._file.close()


if sys.platform == "win32":

    def _try_lock(file: BinaryIO) -> bool:
        import msvcrt

        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _try_lock(file: BinaryIO) -> bool:
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
