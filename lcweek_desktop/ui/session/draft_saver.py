"""Saving the report being entered: what waits for its commit, what could not be saved, and what is saved."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from shiboken6 import Shiboken

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.checking import Draft
from lcweek_desktop.services.report.entry_port import EntryPort
from lcweek_desktop.ui.session.worker import Worker


class DraftSaver(QObject):
    """Saves the newest draft. `saved` means that its commit has returned and that nothing typed is still on
    its way here."""

    # Something that was entered waits for its commit.
    saving = Signal()
    # Everything that was entered so far is committed.
    saved = Signal()
    # Exception: the newest draft was not saved. It stays in memory and is saved with the next edit.
    failed = Signal(object)

    def __init__(self, port: EntryPort, draft: Draft, worker: Worker, parent: QObject) -> None:
        """`draft` is what is saved already."""
        super().__init__(parent)
        self._port = port
        self._draft = draft
        self._worker = worker
        self._queued = 0
        self._has_failed = False
        self._edit_is_pending = False

    @property
    def is_saved(self) -> bool:
        """Whether everything that was entered is committed."""
        return self._queued == 0 and not self._has_failed and not self._edit_is_pending

    def save(self, draft: Draft) -> None:
        """Make `draft` the newest and save it in the background."""
        self._draft = draft
        self._queued += 1
        self.saving.emit()
        self._worker.submit(lambda _context: self._write(draft), self._committed, self._not_committed)

    def retry(self) -> None:
        """Try once more to save what was not saved. Does nothing when everything is."""
        if self._has_failed:
            self.save(self._draft)

    def edit_pending(self) -> None:
        """Tell that something was typed that the session does not have yet.

        Nothing counts as saved until `edit_finished` is called.
        """
        if not self._edit_is_pending:
            self._edit_is_pending = True
            self.saving.emit()

    def edit_finished(self) -> None:
        """Tell that the session now has everything that was typed."""
        if not self._edit_is_pending:
            return
        self._edit_is_pending = False
        if self.is_saved:
            self.saved.emit()
        elif not self._queued:
            self.retry()

    def _write(self, draft: Draft) -> bool:
        """Save `draft` unless a newer one is queued behind it. Returns whether it was saved.

        Runs on the worker's thread.
        """
        is_newest = draft is self._draft
        if is_newest:
            self._port.save(draft)
        return is_newest

    def _committed(self, written: bool) -> None:
        if not Shiboken.isValid(self):  # another unit was opened meanwhile
            return
        self._queued -= 1
        self._has_failed = self._has_failed and not written
        if self.is_saved:
            self.saved.emit()

    def _not_committed(self, error: Exception) -> None:
        if not Shiboken.isValid(self):
            raise error  # nothing is left that could say it or save again
        self._queued -= 1
        self._has_failed = True
        self.failed.emit(error)
        if not isinstance(error, KnownError):
            raise error  # for the program to record it
