"""A window in which a received report, or the scans that came with it, is looked at page by page and
printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lcweek_desktop.ui.printing.preview import Preview
from lcweek_desktop.ui.printing.preview_bar import PreviewBar
from lcweek_desktop.ui.printing.print_dialog import PageChoice, ask_and_print
from lcweek_desktop.ui.printing.print_job import PrintDocument
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import Space, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.output.preview import PageSize
    from lcweek_desktop.services.workspace.workspace import Workspace


class ReportViewer(QDialog):
    """Shows one PDF, with its title in the title bar."""

    def __init__(
        self,
        parent: QWidget,
        operations: Operations[Workspace],
        title: str,
        pdf: bytes,
        sizes: tuple[PageSize, ...],
    ) -> None:
        """`sizes` are those of the pages of `pdf`."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self._operations = operations
        self.preview, self.status_label = Preview(operations), QLabel()
        self.print_button = Button("In…", "output", self.print)
        self.status_label.setWordWrap(True)
        theme().apply_style(self.status_label, "color: $muted;")
        bar = QHBoxLayout()
        bar.addWidget(PreviewBar(self.preview))
        bar.addStretch(1)
        bar.addWidget(self.print_button)
        bar.addWidget(Button("Đóng", "close", self.reject))
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(Space.S))
        column.addLayout(bar)
        column.addWidget(self.preview, 1)
        column.addWidget(self.status_label)
        self.status_label.hide()
        self.resize(theme().px(860), min(theme().px(680), parent.window().height()))
        self.preview.show_pdf(pdf, sizes)
        self.preview.setFocus()

    def print(self) -> QPrintDialog | None:
        """Ask how to print the pages, and print them."""
        pdf = self.preview.pdf
        choice = PageChoice(self.preview.page_count, self.preview.current_page)
        paper = PrintDocument(self.windowTitle(), lambda: pdf)
        return ask_and_print(self, self._operations, [paper], on_done=self._show_status, page_choice=choice)

    def _show_status(self, text: str) -> None:
        self.status_label.setText(text)
        self.status_label.show()
