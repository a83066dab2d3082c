"""A unit of this machine is to have another name or receiver, or to go: what follows, and the question
whether that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.unit_dialogs import ChangeUnitDialog, RemoveUnitDialog
from lcweek_desktop.ui.widgets import messages

if TYPE_CHECKING:
    from lcweek_desktop.domain.unit import Directory
    from lcweek_desktop.services.report.unit_changes import UnitChange, UnitRemoval
    from lcweek_desktop.services.workspace.workspace import Workspace


class UnitQuestions(QObject):
    """Asks about the unit at work."""

    # UnitChange: the unit is to be so.
    change_confirmed = Signal(object)
    # UnitRemoval: the unit is to go.
    removal_confirmed = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: QDialog | None = None
        """What was asked last."""

    def ask_about_change(self, workspace: Workspace, worker: Worker) -> None:
        """Ask what the unit of `workspace` is called from now on, and whom it reports to."""
        operations = self._operations(workspace, worker)

        def ask(directory: Directory) -> None:
            self.dialog = ChangeUnitDialog(self._window, workspace.unit, directory, read)
            self.dialog.open()

        def read(name: str, receiver: str | None) -> None:
            operations.read(
                lambda workspace: services.unit_changes.unit_change(workspace, name, receiver), confirm
            )

        def confirm(change: UnitChange) -> None:
            self.dialog = messages.ask_question(
                self._window,
                f"Sửa {workspace.unit.name} như sau?",
                yes=Verb.CHANGE_UNIT.label,
                detail="\n\n".join(change.lines),
                then=lambda: self.change_confirmed.emit(change),
            )

        operations.read(lambda workspace: workspace.context.directory(workspace.form), ask)

    def ask_about_removal(self, workspace: Workspace, worker: Worker) -> None:
        """Ask whether the unit of `workspace` is to go, strictly where it froze or received reports."""

        def ask(removal: UnitRemoval) -> None:
            def confirm() -> None:
                self.removal_confirmed.emit(removal)

            if removal.is_grave:
                self.dialog = RemoveUnitDialog(self._window, removal, confirm)
                self.dialog.open()
                return
            year = workspace.form.campaign.year
            self.dialog = messages.ask_question(
                self._window,
                f"Bỏ {workspace.unit.name} khỏi kỳ báo cáo năm {year}?",
                yes=Verb.REMOVE_UNIT.label,
                detail="\n\n".join(removal.lines),
                then=confirm,
            )

        self._operations(workspace, worker).read(lambda each: services.unit_changes.unit_removal(each), ask)

    def show_status(self, text: str) -> None:
        """Say what goes on."""
        messages.show_message(self._window, text)

    def show_failure(self, error: LcweekError) -> None:
        """Say why the unit cannot be so."""
        messages.show_message(self._window, error.sentence, error.next_step, "warning")

    def _operations(self, workspace: Workspace, worker: Worker) -> Operations[Workspace]:
        return Operations(self, worker, lambda _context: workspace)
