"""The sums as bars: the pages of the very PDF that is saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lcweek_desktop.domain.form import Cell
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.ui.printing.preview import Preview
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.file_dialogs import ask_to_save
from lcweek_desktop.ui.widgets.theme import Space, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.output.preview import PageSize


class ChartsPanel(QWidget):
    """In place of the table, until it is closed."""

    closed = Signal()

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__()
        self._session, self._worker = session, worker
        self._cells: tuple[Cell, ...] = ()
        self.preview = Preview(worker, self._failed)
        self.back_button = Button("Bảng số liệu", "table", self.closed.emit)
        self.save_button = Button("Lưu PDF…", "pdf", self._ask_save)
        self._said = QLabel()
        self._said.setWordWrap(True)
        bar = QHBoxLayout()
        bar.addWidget(self.back_button)
        bar.addWidget(self._said, 1)
        bar.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.addLayout(bar)
        column.addWidget(self.preview, 1)
        theme().on_theme_change(self, lambda: column.setContentsMargins(*(4 * (theme().px(Space.M),))))

    def show_cells(self, cells: tuple[Cell, ...]) -> None:
        """Draw the sums by section and `cells` by unit; none given: those of the first section."""
        self._cells = cells
        self._said.setText("")
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def refresh(self) -> None:
        """Draw what is saved now."""
        workspace, cells = self._session.workspace, self._cells

        def task(context: AppContext) -> tuple[bytes, tuple[PageSize, ...]]:
            from lcweek_desktop.services.output.charting import chart_pdf
            from lcweek_desktop.services.output.preview import page_sizes

            pdf = chart_pdf(workspace, cells)
            return pdf, page_sizes(pdf)

        self._worker.submit(task, lambda drawn: self.preview.show_pdf(*drawn), self._failed)

    def save(self, target: Path) -> None:
        """Write the chart to `target`."""
        workspace, cells = self._session.workspace, self._cells

        def task(context: AppContext) -> None:
            from lcweek_desktop.services.output.charting import write_chart

            write_chart(workspace, target, cells)

        self._worker.submit(task, lambda _none: self._said.setText(f"Đã ghi {target}."), self._failed)

    def told(self) -> str:
        """What stands beside the buttons."""
        return self._said.text()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._said.setText(error.message)

    def _ask_save(self) -> None:
        workspace = self._session.workspace
        usual = f"bieu-do-{workspace.campaign}-{workspace.unit.code}.pdf"
        ask_to_save(self, "Lưu biểu đồ", usual, ".pdf", self.save)
