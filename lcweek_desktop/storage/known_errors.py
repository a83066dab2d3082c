"""SQLite's result codes and the system's error numbers as errors of the catalogue.

This is the one place that decides whether a failure is the world's (KnownError) or ours (BugError).
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from lcweek_desktop.catalogue.system import OF_SQLITE, WRONG_TEXT
from lcweek_desktop.errors import BugError, KnownError, LcweekError, system_reason

# Primary result codes (sqlite.org/rescode.html); any other means that we asked for something wrong.
_OF_SQLITE: Final = {
    "SQLITE_PERM": "store-readonly",
    "SQLITE_BUSY": "store-busy",
    "SQLITE_LOCKED": "store-busy",
    "SQLITE_NOMEM": "store-io",
    "SQLITE_READONLY": "store-readonly",
    "SQLITE_IOERR": "store-io",
    "SQLITE_CORRUPT": "store-damaged",
    "SQLITE_FULL": "store-full",
    "SQLITE_CANTOPEN": "store-io",
    "SQLITE_NOLFS": "store-io",
    "SQLITE_NOTADB": "store-damaged",
}
_OF_SYSTEM: Final = {
    errno.ENOSPC: "store-full",
    errno.EDQUOT: "store-full",
    errno.EACCES: "store-readonly",
    errno.EPERM: "store-readonly",
    errno.EROFS: "store-readonly",
}


class KnownSqliteErrors:
    """A context manager for calls on the database at `path`: it raises sqlite3's errors as the catalogue's.

    It can be used again and inside itself. It is a class and no generator because every edit passes it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, sqlite3.Error):
            raise _of_sqlite(error, self._path) from error
        if isinstance(error, UnicodeDecodeError):  # SQLite quotes damaged text in its message
            raise KnownError("store-damaged", path=self._path, reason=WRONG_TEXT) from error


@contextmanager
def known_file_errors(path: Path) -> Iterator[None]:
    """Raise an OSError of the block as KnownError `store-full`, `store-readonly` or `store-io` of `path`."""
    try:
        yield
    except OSError as error:
        code = _OF_SYSTEM.get(error.errno or 0, "store-io")
        raise KnownError(code, path=path, reason=system_reason(error)) from error


def _of_sqlite(error: sqlite3.Error, path: Path) -> LcweekError:
    """What SQLite says in English stays in `error`, which the raised one comes from."""
    name = getattr(error, "sqlite_errorname", "SQLITE_ERROR")  # of the extended code: SQLITE_IOERR_READ
    primary = "_".join(name.split("_")[:2])
    if code := _OF_SQLITE.get(primary):
        return KnownError(code, path=path, reason=OF_SQLITE.get(primary, name))
    return BugError("store-bug", reason=str(error))
