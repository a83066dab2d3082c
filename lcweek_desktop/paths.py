"""Where forms, resources and data are: in a checkout, an installed wheel or a frozen program."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

_PACKAGE = Path(__file__).resolve().parent
_PORTABLE_MARK: Final = "lcweek-portable"
"""The file beside a program that is carried on a stick together with its data."""


def forms_dir() -> Path:
    """The folder of form definitions, with a folder for each year, such as `2024/`."""
    return _shipped("forms")


def resources_dir() -> Path:
    """The folder of `fonts/` and `units/`, which the program only reads."""
    return _shipped("resources")


def guide_file(name: str) -> Path:
    """The guide for users that is called `name`, such as `huong-dan.md`: Markdown in Vietnamese."""
    return _shipped("docs") / name


def data_home(explicit: Path | None) -> Path:
    """The data folder of this installation, which need not exist yet and is not made here.

    `explicit` is what the user chose (`--home`). When it is None, LCWEEK_HOME names the folder; without that
    variable it is the system's place for the data of a user, or beside a program that is carried on a stick.
    """
    if explicit is not None:
        return explicit
    if chosen := os.environ.get("LCWEEK_HOME"):
        return Path(chosen)
    if (portable := portable_home()) is not None:
        return portable
    import platformdirs

    return Path(platformdirs.user_data_dir("lcweek", appauthor=False))


def portable_home() -> Path | None:
    """The data folder of a program that is carried on a stick; None for one that is installed."""
    folder = Path(sys.executable).parent
    is_portable = getattr(sys, "frozen", False) and (folder / _PORTABLE_MARK).is_file()
    return folder / "lcweek-data" if is_portable else None


def _shipped(name: str) -> Path:
    """A wheel and a frozen program carry the folder `name` inside the package, a checkout beside it."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
