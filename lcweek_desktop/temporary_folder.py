"""Folders of the system for files that are needed for a moment."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Final

from lcweek_desktop.errors import KnownError

_FULL: Final = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """An empty folder, which is removed with all that is in it at the end of the block.

    Raises KnownError `temporary-full` or `temporary-unwritable` when the system refuses to make the folder
    or to write into it.
    """
    with known_temporary_errors():
        # A virus scanner on Windows may still hold a new file; what is left over is harmless.
        folder = TemporaryDirectory(prefix="lcweek-", ignore_cleanup_errors=True)
    with folder as name, known_temporary_errors(Path(name)):
        yield Path(name)


def lasting_folder() -> Path:
    """A new folder for what another program is given; it outlives this one, and the system clears it some
    day.

    Raises OSError.
    """
    return Path(mkdtemp(prefix="lcweek-"))


@contextmanager
def known_temporary_errors(folder: Path | None = None) -> Iterator[None]:
    """Raise the OSErrors of the block as `temporary_folder` does; with `folder` only those that name a file
    in it, and those of a full disk."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise KnownError("temporary-full") from error
        if folder is None or (error.filename and Path(error.filename).is_relative_to(folder)):
            raise KnownError("temporary-unwritable") from error
        raise
