"""A lock that keeps a second program out of a data folder."""

from __future__ import annotations

import time
from pathlib import Path

from lcweek_desktop.errors import KnownError
from lcweek_desktop.file_lock import FileLock, take_lock
from lcweek_desktop.storage.known_errors import known_file_errors

_RETRY_SECONDS = 0.05


class FolderLock:
    """The lock of a data folder, held from construction until `release`."""

    def __init__(self, home: Path, wait: float) -> None:
        """Take the lock of `home`, waiting up to `wait` seconds; KnownError `store-busy` after that, or
        `store-full`, `store-readonly` or `store-io` of its file."""
        self._lock = _taken(home, wait)

    def release(self) -> None:
        """Give the folder back; another program may then take it."""
        self._lock.release()


def _taken(home: Path, wait: float) -> FileLock:
    deadline = time.monotonic() + wait
    while True:
        with known_file_errors(home):
            lock = take_lock(home / "lcweek.lock")
        if lock is not None:
            return lock
        if time.monotonic() >= deadline:
            raise KnownError("store-busy", path=home)
        time.sleep(_RETRY_SECONDS)
