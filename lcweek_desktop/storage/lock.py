"""One instance per data folder: a lock file held open for as long as the store is.

The system drops the lock when the process ends, however it ends; the empty file stays and means nothing.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import BinaryIO

from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage.faults import file_faults

_STEP = 0.05


class FolderLock:
    """Takes the lock of a data folder, waiting up to `wait` seconds; KnownError `store-busy` after that."""

    def __init__(self, home: Path, wait: float) -> None:
        with file_faults(home):
            self._file: BinaryIO = (home / "lcweek.lock").open("ab")
        deadline = time.monotonic() + wait
        while not _try_lock(self._file):
            if time.monotonic() >= deadline:
                self._file.close()
                raise KnownError("store-busy", path=home)
            time.sleep(_STEP)

    def release(self) -> None:
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
