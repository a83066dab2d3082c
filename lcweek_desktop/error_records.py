"""Records of unexpected errors: a few small files in the data folder, for whoever mends the program.

A record says of which kind an error was and through which lines of code it came. It never holds the words of
an error or a whole path, because these may quote figures, names, keys or the user's name; so it can be sent
as it is (docs/adr/0091-error-records.md).
"""

from __future__ import annotations

import errno
import platform
import re
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePath
from typing import Final

from lcweek_desktop import __version__
from lcweek_desktop.atomic_file import write_atomically
from lcweek_desktop.errors import LcweekError, sentence

FOLDER: Final = "errors"
"""The name of the folder of records in the data folder."""
KEPT: Final = 5
"""How many records are kept; the oldest go first."""

_NAME: Final = re.compile(r"error-(\d{1,9})\.txt")
_ROOTS: Final = ("lcweek_desktop", "site-packages")
"""Folders from which on a path of code says nothing of this machine."""
_MOST_LINES: Final = 40
"""The most lines of code that a record names of one error; endless recursion passes a thousand."""


def record(home: Path, error: BaseException) -> Path | None:
    """Record `error` in the data folder `home`, which is made if need be; the file.

    An error like the one recorded last is not recorded again, its file is returned. None when nothing can be
    written. Older records than the last few are removed.
    """
    said = "\n".join(_described(error)) + "\n"
    try:
        files = _files(home)
        if files and _read(files[-1]).endswith(f"\n\n{said}"):
            return files[-1]
        file = home / FOLDER / f"error-{_number(files[-1]) + 1 if files else 1}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, f"{_heading()}\n\n{said}".encode())
        for old in files[: 1 - KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return file


def advice(file: Path | None) -> str:
    """What a person can do with the record in `file`; None stands for an error that was not recorded."""
    return sentence("bug-unrecorded") if file is None else sentence("bug-recorded", file=file)


def records(home: Path) -> tuple[str, ...]:
    """The texts of the records in the data folder `home`, the newest first; one that cannot be read is left
    out."""
    return tuple(filter(None, map(_read, reversed(_files(home)))))


def _files(home: Path) -> list[Path]:
    """The records in `home`, the oldest first; the clock is not asked for their order."""
    try:
        return sorted(filter(_number, (home / FOLDER).iterdir()), key=_number)
    except OSError:
        return []


def _number(file: Path) -> int:
    found = _NAME.fullmatch(file.name)
    return 0 if found is None else int(found[1])


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _heading() -> str:
    now = datetime.now().strftime("%Y-%m-%d %H:%M")
    return f"lcweek {__version__}, Python {platform.python_version()}, {platform.platform()}\n{now}"


def _described(error: BaseException | None) -> Iterator[str]:
    """`error` after what it came from: the kind and code of each, and the lines of code that it passed."""
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        seen.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    for each in reversed(seen):
        frames = [*map(_frame, traceback.extract_tb(each.__traceback__))]
        yield " ".join(filter(None, (_kind(each), _detail(each))))
        yield from frames[-_MOST_LINES:]


def _kind(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _detail(error: BaseException) -> str:
    """What is known of `error` that only names code: our code, the system's, SQLite's, or a Python name."""
    match error:
        case LcweekError():
            return error.code
        case OSError():
            return errno.errorcode.get(error.errno or 0, "")
        case AttributeError() | NameError() | ImportError():
            return error.name or ""
    return str(getattr(error, "sqlite_errorname", ""))


def _frame(frame: traceback.FrameSummary) -> str:
    parts = PurePath(frame.filename).parts
    roots = [number for number, part in enumerate(parts[:-1]) if part in _ROOTS]
    shown = "/".join(parts[roots[-1] :]) if roots else parts[-1]
    return f"  {shown}:{frame.lineno} {frame.name}"
