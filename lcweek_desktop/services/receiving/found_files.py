"""The files that people mean when they name files, folders or a memory stick."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def listed_files(paths: Iterable[Path]) -> list[Path]:
    """Every file that `paths` name, below folders sorted; an empty folder is listed itself."""
    return [file for path in paths for file in files_below(path) or [path]]


def files_below(path: Path) -> list[Path]:
    """Every file below the folder `path`, sorted; `path` alone when it is no folder, also if nothing is
    there."""
    with suppress(OSError):  # a name that the system refuses: reading the file will say so
        if path.is_dir():
            return sorted(filter(_is_file, path.rglob("*")))
    return [path]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # in a locked folder: reading it will say so, and the other files are still found
        return True
