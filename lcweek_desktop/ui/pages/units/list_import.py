"""Taking a list of units from a file: it is read, shown as it would be taken, and taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import Form
from lcweek_desktop.ui.pages.units.list_dialog import UnitListDialog
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.file_dialogs import ask_for_files

if TYPE_CHECKING:
    from lcweek_desktop.domain.unit import Directory, Unit
    from lcweek_desktop.services.receiving.unit_list import UnitList
    from lcweek_desktop.services.workspace.workspace import Workspace

_FILES: Final = "Danh sách đơn vị (*.xlsx *.xls *.ods *.csv *.txt)"


class ListImport(QObject):
    """Asks for the file above `parent`."""

    def __init__(self, parent: QWidget, operations: Operations[Workspace], form: Form) -> None:
        super().__init__(parent)
        self._parent, self._operations = parent, operations
        self._levels = {level.key: level.name for level in form.levels}
        self.dialog: UnitListDialog | None = None
        """The dialog that is open; None while none is."""

    def ask(self) -> None:
        """Let the user choose the file."""
        ask_for_files(self._parent, "Chọn danh sách đơn vị", [_FILES], lambda files: self.show(files[0]))

    def show(self, file: Path) -> None:
        """Show what the list in `file` would do."""
        self._operations.show_status(f"Đang đọc {file.name}…")

        def read(workspace: Workspace) -> tuple[UnitList, Directory, Unit]:
            found = services.unit_list.unit_list(workspace, file)
            return found, services.unit_tree.receivers(workspace), workspace.unit

        self._operations.read(read, lambda found: self._open(file, *found))

    def _open(self, file: Path, found: UnitList, directory: Directory, me: Unit) -> None:
        self._operations.show_status("")
        dialog = self.dialog = UnitListDialog(self._parent, directory, me, self._levels)
        dialog.changed.connect(lambda: self._read(file, dialog))
        dialog.taken.connect(lambda reason: self._take(file, dialog, reason))
        dialog.finished.connect(lambda _code: self._closed())
        dialog.show_list(found)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None

    def _read(self, file: Path, dialog: UnitListDialog) -> None:
        chosen = (dialog.receiver, dialog.level, dict(dialog.answers))

        def show(found: UnitList) -> None:
            if self.dialog is dialog:
                dialog.show_list(found)

        self._operations.read(lambda workspace: services.unit_list.unit_list(workspace, file, *chosen), show)

    def _take(self, file: Path, dialog: UnitListDialog, reason: str) -> None:
        chosen = (dialog.receiver, dialog.level, dict(dialog.answers))

        def take(workspace: Workspace) -> str:
            planned = services.unit_list.unit_list(workspace, file, *chosen).plan
            if planned is None:
                return ""
            services.directory_changes.carry_out(planned, reason)
            return services.change_words.change_words(workspace.directory, planned.change)

        self._operations.run(
            Verb.IMPORT_UNITS,
            take,
            lambda words: self._operations.show_status(Verb.IMPORT_UNITS.done(words=words)),
        )
