"""The sums as bars: the pages of the PDF that is saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import Cell
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.printing.preview import Preview
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.file_dialogs import ask_to_save
from lcweek_desktop.ui.widgets.theme import Space, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.output.preview import PageSize
    from lcweek_desktop.services.workspace.workspace import Workspace


class ChartsPanel(QWidget):
    """Stands in place of the table until it is closed, with a status of its own."""

    # The button back to the table was pressed.
    closed = Signal()

    def __init__(self, session: Session, operations: Operations[Workspace]) -> None:
        super().__init__()
        self._workspace = session.workspace
        self._operations = operations.for_display(self)
        self._cells: tuple[Cell, ...] = ()
        self.preview = Preview(self._operations)
        self.back_button = Button("Bảng số liệu", "table", self.closed.emit)
        self.save_button = Button("Lưu PDF…", "pdf", self._ask_where_to_save)
        self._status_label = QLabel()
        self._status_label.setWordWrap(True)
        bar = QHBoxLayout()
        bar.addWidget(self.back_button)
        bar.addWidget(self._status_label, 1)
        bar.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.addLayout(bar)
        column.addWidget(self.preview, 1)
        theme().on_theme_change(self, lambda: column.setContentsMargins(*(4 * (theme().px(Space.M),))))

    def show_cells(self, cells: tuple[Cell, ...]) -> None:
        """Draw the sums by section, and `cells` by unit; without cells those of the first section."""
        self._cells = cells
        self.show_status("")
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def refresh(self) -> None:
        """Draw the charts again from what is saved now."""
        cells = self._cells

        def draw(workspace: Workspace) -> tuple[bytes, tuple[PageSize, ...]]:
            pdf = services.charting.chart_pdf(workspace, cells)
            return pdf, services.preview.page_sizes(pdf)

        self._operations.read(draw, lambda drawn: self.preview.show_pdf(*drawn))

    def save(self, target: Path) -> None:
        """Write the charts to `target`."""
        cells = self._cells
        self._operations.run(
            Verb.WRITE_FILE,
            lambda workspace: services.charting.write_chart(workspace, target, cells),
            status=Verb.WRITE_FILE.done(file=target),
        )

    def status_text(self) -> str:
        """What stands beside the buttons."""
        return self._status_label.text()

    def show_status(self, text: str) -> None:
        """Say beside the buttons what was done."""
        self._status_label.setText(text)

    def show_failure(self, error: LcweekError) -> None:
        """Say beside the buttons why something was not done."""
        self.show_status(error.message)

    def _ask_where_to_save(self) -> None:
        default_name = f"bieu-do-{self._workspace.campaign}-{self._workspace.unit.code}.pdf"
        ask_to_save(self, "Lưu biểu đồ", default_name, ".pdf", self.save)
