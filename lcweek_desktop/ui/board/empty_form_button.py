"""The button that saves the empty form as an Excel workbook, for units below without the program."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import Level
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.file_dialogs import ask_to_save


class EmptyFormButton(Button):
    """Asks where to save the form, and before that for which level when the units below are of several: some
    cells are open to one level only. It is hidden while there are no units."""

    # The form was saved: str, a sentence about it.
    form_saved = Signal(str)

    def __init__(self, session: Session, operations: Operations[Workspace]) -> None:
        super().__init__("Mẫu Excel trống…", "sheet", self._ask)
        self.levels: tuple[Level, ...] = ()
        """The levels of the units below, in the form's order."""
        self.level_menu = QMenu(self)
        self._session, self._operations = session, operations
        self.setToolTip("Lưu Phụ lục II trống thành tệp Excel cho đơn vị chưa dùng chương trình.")

    def show_units(self, units: Sequence[Unit]) -> None:
        """Offer the form for the levels of `units`."""
        keys = {unit.level for unit in units}
        self.levels = tuple(level for level in self._session.form.levels if level.key in keys)
        self.setVisible(bool(self.levels))
        self.level_menu.clear()
        for level in self.levels:
            self.level_menu.addAction(level.name, partial(self._ask_where, level))

    def save(self, level: Level, target: Path) -> None:
        """Write the form for units of `level` to `target`."""
        self._operations.run(
            Verb.WRITE_EMPTY_FORM,
            lambda workspace: services.template.write_empty_form(workspace.form, level.key, target),
            lambda _none: self.form_saved.emit(Verb.WRITE_EMPTY_FORM.done(file=target)),
        )

    def _ask(self) -> None:
        if len(self.levels) == 1:
            self._ask_where(self.levels[0])
        else:
            self.level_menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _ask_where(self, level: Level) -> None:
        default_name = f"mau-{self._session.form.campaign.id}-{level.key}.xlsx"
        ask_to_save(self, "Lưu mẫu trống", default_name, ".xlsx", lambda target: self.save(level, target))
