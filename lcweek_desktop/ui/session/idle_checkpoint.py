"""A few quiet seconds after something was saved, the database file alone gets all of it (docs/adr/0044)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer

from lcweek_desktop.ui.session.worker import Worker

_QUIET: Final = 3_000
"""Milliseconds without another change."""


class IdleCheckpoint(QObject):
    """Brings SQLite's log into the database file when nothing has changed for a while."""

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._timer = QTimer(self, singleShot=True, interval=_QUIET)
        self._timer.timeout.connect(self._check_point)

    def note_change(self) -> None:
        """Tell that something was written; the quiet time begins anew."""
        self._timer.start()

    def _check_point(self) -> None:
        # What was written is safe in the log; where this fails, the next change tries again.
        self._worker.submit(lambda context: context.store.checkpoint(), _do_nothing, _do_nothing)


def _do_nothing(_value: object) -> None:
    pass
