"""The file in the data folder in which the window keeps what it remembers between two runs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings


def settings_in(home: Path) -> QSettings:
    """The settings of the window on the data folder `home`, which need not exist yet."""
    return QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)
