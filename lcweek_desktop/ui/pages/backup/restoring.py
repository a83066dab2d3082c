"""Restoring a backup: what differs is shown first; the window then does it with the data folder closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMessageBox, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.services.backup.words import time_text
from lcweek_desktop.ui.pages.backup.difference_question import ask_about_differences
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.session import Restoring, Session
from lcweek_desktop.ui.widgets.file_dialogs import ask_for_file

if TYPE_CHECKING:
    from lcweek_desktop.services.backup.listing import Backup
    from lcweek_desktop.services.workspace.workspace import Workspace

_FILES: Final = "Tệp sao lưu (*.lcwbak)"


class RestoreDialog:
    """Asks whether a backup is to be restored, and lets the window do it."""

    def __init__(self, parent: QWidget, session: Session, operations: Operations[Workspace]) -> None:
        self._parent = parent
        self._session = session
        self._operations = operations
        self.question: QMessageBox | None = None
        """The question that was asked last."""

    def ask(self, backup: Backup) -> None:
        """Show what would change, and restore `backup` if the user wants it."""
        self._read(lambda _workspace: backup)

    def ask_for_file(self) -> None:
        """Let the user choose a backup file, and go on as `ask`."""
        ask_for_file(self._parent, "Chọn tệp sao lưu", [_FILES], self.ask_about_file)

    def ask_about_file(self, file: Path) -> None:
        """Go on as `ask` with the backup that is in `file`."""
        self._read(lambda _workspace: services.listing.file_backup(file))

    def _read(self, find: Callable[[Workspace], Backup]) -> None:
        def read(workspace: Workspace) -> tuple[Backup, tuple[str, ...], Restoring]:
            backup = find(workspace)
            found = services.differences.differences(workspace.context, backup)
            lines = services.difference_lines.difference_lines(found)
            return backup, lines, partial(services.restoring.restore, workspace.context.home, backup)

        self._operations.show_status("Đang so sánh bản sao lưu với dữ liệu hiện có…")
        self._operations.read(read, self._ask)

    def _ask(self, answer: tuple[Backup, tuple[str, ...], Restoring]) -> None:
        backup, lines, restoring = answer
        self._operations.show_status("")
        self.question = ask_about_differences(
            self._parent.window(),
            f"Khôi phục dữ liệu lúc {time_text(backup)}?",
            Verb.RESTORE.label,
            lines,
            lambda: self._session.restore_requested.emit(restoring),
        )
