"""What the window remembers between two runs: its place, the text size, the folders that files were sent
from, and the unit and campaign last worked with."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, QTimer
from PySide6.QtWidgets import QMainWindow

from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.unit import CampaignUnit, UnitCode
from lcweek_desktop.ui.widgets.file_dialogs import SENDING, STICK, last_folders
from lcweek_desktop.ui.widgets.theme import theme

_FIRST_SIZE = (1200, 720)
_PURPOSES = {SENDING, STICK}
_CHANGES: Final = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange}
_DELAY: Final = 1_000
"""Milliseconds that the window keeps its size and place before they are remembered."""


class WindowSettings(QObject):
    """Reads and writes the settings of one window. Its size and place are remembered while it is open, as it
    may end without being closed."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self._settings = settings
        self._timer = QTimer(self, singleShot=True, interval=_DELAY)

    @property
    def last_workspace(self) -> CampaignUnit | None:
        """The campaign and unit last worked with; None when there was none."""
        campaign, code = self._settings.value("campaign"), self._settings.value("unit")
        if isinstance(campaign, str) and isinstance(code, str):
            return CampaignUnit(CampaignId(campaign), UnitCode(code))
        return None

    @last_workspace.setter
    def last_workspace(self, workspace: CampaignUnit) -> None:
        self._settings.setValue("campaign", workspace.campaign)
        self._settings.setValue("unit", workspace.code)

    def restore(self, window: QMainWindow) -> None:
        """Give `window` its last size and place, and follow it from now on; give the program its last text
        size."""
        zoom = str(self._settings.value("zoom", ""))
        theme().zoom_to(int(zoom) if zoom.isdecimal() else theme().zoom)
        for purpose in _PURPOSES:
            folder = self._settings.value(f"folder-{purpose}")
            if isinstance(folder, str):
                last_folders.setdefault(purpose, folder)
        window.resize(*_FIRST_SIZE)
        geometry = self._settings.value("geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        self.setParent(window)
        window.installEventFilter(self)
        self._timer.timeout.connect(lambda: self.store(window))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Notice that the window changed its size or place, once it is shown."""
        if event.type() in _CHANGES and isinstance(watched, QMainWindow) and watched.isVisible():
            self._timer.start()
        return False

    def store(self, window: QMainWindow) -> None:
        """Remember the size and place of `window`, and the text size."""
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.setValue("zoom", theme().zoom)
        for purpose in _PURPOSES & last_folders.keys():
            self._settings.setValue(f"folder-{purpose}", last_folders[purpose])
