"""What the window remembers between two runs: its place, the text size, and the unit last worked with."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

from lcweek_desktop.ui.widgets.theme import theme

_FIRST_SIZE = (1200, 720)


class WindowSettings:
    """Reads and writes the settings of one window."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def last_unit(self) -> str | None:
        """The code of the unit last worked with; None when there was none."""
        code = self._settings.value("unit")
        return code if isinstance(code, str) else None

    @last_unit.setter
    def last_unit(self, code: str) -> None:
        self._settings.setValue("unit", code)

    def restore(self, window: QMainWindow) -> None:
        """Give `window` its last size and place, and the program its last text size."""
        zoom = str(self._settings.value("zoom", ""))
        theme().zoom_to(int(zoom) if zoom.isdecimal() else theme().zoom)
        window.resize(*_FIRST_SIZE)
        geometry = self._settings.value("geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)

    def store(self, window: QMainWindow) -> None:
        """Remember the size and place of `window`, and the text size."""
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.setValue("zoom", theme().zoom)
