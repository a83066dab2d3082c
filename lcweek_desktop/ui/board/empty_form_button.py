"""The empty form as a workbook, for units below that work without the program."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from lcweek_desktop.domain.form import Level
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import ErrorHandler, Worker
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.file_dialogs import ask_to_save


class EmptyFormButton(Button):
    """Asks for whom where units of several levels are below: some cells are open to one level only."""

    # str: what was done.
    said = Signal(str)

    def __init__(self, session: Session, worker: Worker, failed: ErrorHandler) -> None:
        super().__init__("Mẫu Excel trống…")
        self.levels: tuple[Level, ...] = ()
        self.menu_shown = QMenu(self)
        self._session, self._worker, self._failed = session, worker, failed
        self.setToolTip("Lưu Phụ lục II trống thành tệp Excel cho đơn vị chưa dùng chương trình.")
        icons.set_icon(self, "sheet")
        self.clicked.connect(self._ask)

    def show_units(self, units: Sequence[Unit]) -> None:
        """Offer the form to the levels of `units`."""
        met = {unit.level for unit in units}
        self.levels = tuple(level for level in self._session.form.levels if level.key in met)
        self.setVisible(bool(self.levels))
        self.menu_shown.clear()
        for level in self.levels:
            self.menu_shown.addAction(level.name, partial(self._ask_where, level))

    def save(self, level: Level, target: Path) -> None:
        """Write the form for units of `level` to `target`."""
        form = self._session.form

        def task(_context: AppContext) -> None:
            from lcweek_desktop.services.output.template import write_empty_form

            write_empty_form(form, level.key, target)

        said = f"Đã ghi {target}. Hãy gửi tệp này cho đơn vị chưa dùng chương trình."
        self._worker.submit(task, lambda _none: self.said.emit(said), self._failed)

    def _ask(self) -> None:
        if len(self.levels) == 1:
            self._ask_where(self.levels[0])
        else:
            self.menu_shown.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _ask_where(self, level: Level) -> None:
        usual = f"mau-{self._session.form.campaign.id}-{level.key}.xlsx"
        ask_to_save(self, "Lưu mẫu trống", usual, ".xlsx", lambda target: self.save(level, target))
