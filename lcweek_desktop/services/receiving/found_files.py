"""The files that people mean when they name files, folders or a memory stick."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path


def listed_files(paths: Iterable[Path]) -> list[Path]:
    """Every file that `paths` name, below folders sorted; an empty folder is listed itself."""
    return [file for path in paths for file in files_below(path) or [path]]


def files_below(path: Path) -> list[Path]:
    """Every file below the folder `path`, sorted; `path` alone when it is no folder, also if nothing is
    there. A folder that cannot be looked into stands among the files, so that reading it says why."""
    with suppress(OSError):  # a name that the system refuses: reading the file will say so
        if path.is_dir():
            return sorted(_files_and_locked_folders(path))
    return [path]


def _files_and_locked_folders(folder: Path) -> Iterator[Path]:
    locked: list[Path] = []
    for inside, _folders, names in os.walk(folder, onerror=lambda error: locked.append(Path(error.filename))):
        yield from filter(_is_file, (Path(inside, name) for name in names))
    yield from locked


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # in a locked folder: reading it will say so, and the other files are still found
        return True
