"""The practice folder: a data folder inside the real one, in which people try the program with made-up data.

Nothing of it leaves the machine as a report (docs/adr/0142).
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from lcweek_desktop.errors import KnownError

_MARK: Final = ".lcweek-practice"


def practice_home(home: Path) -> Path:
    """Where the practice folder of the data folder `home` is, whether or not it is there."""
    return home / "practice"


def is_practice(home: Path) -> bool:
    """Whether the data folder `home` is one for practice."""
    return (home / _MARK).exists()


def mark_practice(home: Path) -> None:
    """Make the data folder `home`, which need not be there, one for practice. Raises OSError."""
    home.mkdir(parents=True, exist_ok=True)
    (home / _MARK).touch()


def discard_practice(home: Path) -> None:
    """Remove the practice folder of the data folder `home`, if there is one, which is not open. What the
    system does not let go of stays, and is removed the next time."""
    folder = practice_home(home)
    if is_practice(folder):
        with suppress(OSError):
            for each in (path for path in folder.iterdir() if path.name != _MARK):
                if each.is_dir() and not each.is_symlink():
                    shutil.rmtree(each)
                else:
                    each.unlink()
            shutil.rmtree(folder)


def refuse_practice(home: Path) -> None:
    """Raise KnownError `practice-out` when the data folder `home` is one for practice."""
    if is_practice(home):
        raise KnownError("practice-out")
