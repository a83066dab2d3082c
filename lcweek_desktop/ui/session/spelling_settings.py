"""What is chosen of the marks under words that are written wrongly; kept with the settings of the window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QSettings, Signal

from lcweek_desktop.domain.spelling import key_of

_ON: Final = "spelling/on"
_PASSED_OVER: Final = "spelling/passed-over"


class SpellingSettings(QObject):
    """Whether such words are marked, and which of them never are. Each choice is kept at once, for all units
    of the data folder; a file that is damaged is one in which nothing was chosen."""

    # Something else is to be marked now.
    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings

    @property
    def is_on(self) -> bool:
        """Whether words are marked; they are until somebody says otherwise."""
        return str(self._settings.value(_ON, "")).lower() != "false"

    @property
    def passed_over(self) -> frozenset[str]:
        """The words that are never marked, as `domain.spelling` compares them."""
        return frozenset(str(self._settings.value(_PASSED_OVER, "")).split())

    def switch(self, on: bool) -> None:
        """Mark words from now on, or no longer."""
        self._keep(_ON, "true" if on else "false")

    def pass_over(self, word: str, passed_over: bool) -> None:
        """Never mark `word` again; or mark it again, where it is not to be `passed_over`."""
        words = self.passed_over - {key_of(word)}
        self._keep(_PASSED_OVER, " ".join(sorted(words | {key_of(word)} if passed_over else words)))

    def _keep(self, key: str, value: str) -> None:
        if str(self._settings.value(key, "")) != value:
            self._settings.setValue(key, value)
            self._settings.sync()
            self.changed.emit()
