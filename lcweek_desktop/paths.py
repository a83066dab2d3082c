"""Where forms, resources and data live: in a checkout, an installed wheel or a frozen app."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def forms_dir() -> Path:
    """The form definitions: one folder per year, such as `2024/`."""
    return _shipped("forms")


def resources_dir() -> Path:
    """`fonts/` and `units/`, which the program reads and never writes."""
    return _shipped("resources")


def user_guide() -> Path:
    """The guide for users, Markdown in Vietnamese."""
    return _shipped("docs") / "huong-dan.md"


def data_home(explicit: Path | None) -> Path:
    """The data folder of this installation; it need not exist yet, and is not made here.

    `explicit` is what the user chose (`--home`); None leaves it to LCWEEK_HOME, then to the system's
    place for a user's data.
    """
    if explicit is not None:
        return explicit
    if chosen := os.environ.get("LCWEEK_HOME"):
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_data_dir("lcweek", appauthor=False))


def _shipped(name: str) -> Path:
    """Wheel and frozen app carry the folder inside the package, a checkout beside it."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
