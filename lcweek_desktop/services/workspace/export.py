"""Files for people: written whole or not at all, and read back from the disk before the old one is replaced.

Source: docs/architecture.md, Sending.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Final

from lcweek_desktop.atomic_file import write_atomically
from lcweek_desktop.errors import BugError, KnownError, LcweekError, system_reason

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
"""What file names on Windows may not contain."""
_LONGEST_NAME: Final = 60
"""The most letters of a unit's name in a file name, which may have 255 bytes; a letter takes up to three."""
_FULL = (errno.ENOSPC, errno.EDQUOT)


def write_file(target: Path, data: bytes, proof: Callable[[bytes], object] | None = None) -> None:
    """Replace `target` by `data` in one step; its folder must exist.

    `proof` is given the bytes read back from disk and raises when they are not what they should be.
    Raises KnownError `export-full`, `export-folder`, `export-denied` or `export-failed`, BugError
    `export-proof`; the old file, if any, is untouched then and nothing half-written is left.
    """
    with known_export_errors(target):
        write_atomically(target, data, check=lambda written: _prove(written, data, proof))


def file_kind(target: Path, kinds: Sequence[str]) -> str:
    """The ending of `target` in small letters (".pdf").

    Raises KnownError `export-kind` when it is none of `kinds`.
    """
    kind = target.suffix.lower()
    if kind not in kinds:
        named = " hoặc ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))
        raise KnownError("export-kind", file=target.name, kinds=named)
    return kind


def name_part(unit_name: str) -> str:
    """The name of a unit as a part of a file name that every system takes."""
    return " ".join(_FORBIDDEN.sub(" ", unit_name).split())[:_LONGEST_NAME].rstrip()


def make_folder(folder: Path) -> None:
    """Make `folder` and those above it where they are missing. Raises as `write_file`."""
    with known_export_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)


def free_path(folder: Path, name: str, data: bytes) -> Path:
    """The first path in `folder` at which `data` would replace nothing, or is already: that of `name`, or
    with a number before its ending. Raises as `write_file`."""
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in count(1):
        target = folder / (name if number == 1 else f"{stem} ({number}){suffix}")
        with known_export_errors(target):
            if not target.exists() or (target.is_file() and target.read_bytes() == data):
                return target
    raise AssertionError("count ends")


@contextmanager
def known_export_errors(target: Path) -> Iterator[None]:
    """Raise an OSError of the block, which works on `target`, as `write_file` does."""
    try:
        yield
    except OSError as error:
        raise _known(error, target) from error


def _prove(written: bytes, data: bytes, proof: Callable[[bytes], object] | None) -> None:
    try:
        if written != data:
            raise BugError("export-proof")
        if proof is not None:
            proof(written)
    except LcweekError as error:
        raise BugError("export-proof") from error


def _known(error: OSError, target: Path) -> KnownError:
    if error.errno in _FULL:
        return KnownError("export-full", file=target)
    # Each system has another error for a folder that is a file, and Windows says of a name that is too long
    # that it is not there: so the folder is looked at.
    in_its_folder = (FileNotFoundError, NotADirectoryError, FileExistsError)
    if isinstance(error, in_its_folder) and not target.parent.is_dir():
        return KnownError("export-folder", folder=target.parent)
    denied = isinstance(error, (PermissionError, IsADirectoryError, FileExistsError))
    if denied or error.errno == errno.EROFS:
        return KnownError("export-denied", file=target)
    return KnownError("export-failed", file=target, reason=system_reason(error))
