"""Files beside the database, written so that a power cut leaves the old file or the new one."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from lcweek_desktop.placing import put_in_place


def write_durably(path: Path, data: bytes) -> None:
    """`data` at `path`, on the disk when this returns. Raises OSError; then `path` is as it was."""
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def reserve(path: Path, size: int) -> None:
    """Lengthen the file at `path` to `size` bytes with zeros that are on the disk, not a hole. Raises
    OSError; then its length is as it was."""
    with path.open("ab", buffering=0) as file:
        before = file.tell()
        try:
            while (missing := size - file.tell()) > 0:
                file.write(bytes(missing))
            os.fsync(file.fileno())
        except OSError:
            file.truncate(before)
            raise
