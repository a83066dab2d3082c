"""The system's print dialog, and a dialog that shows how far printing is and can stop it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.printing.print_job import PrintDocument, PrintedPage, print_documents
from lcweek_desktop.ui.printing.print_options import PrintOptions
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.messages import show_message
from lcweek_desktop.ui.widgets.theme import Space, theme

_STEPS_A_DOCUMENT: Final = 1000
"""Steps of the progress bar for one document."""


@dataclass(frozen=True)
class PageChoice:
    """Which pages can be chosen of a single document: how many it has, and the one on screen, from 1."""

    page_count: int
    current_page: int


def ask_and_print(
    parent: QWidget,
    operations: Operations[Workspace],
    documents: Sequence[PrintDocument],
    *,
    on_done: Callable[[str], None],
    page_choice: PageChoice | None = None,
) -> QPrintDialog | None:
    """Show the system's print dialog, and print `documents` as one job when it is accepted.

    `on_done` is given a sentence about what was printed. Without a `page_choice` all pages are printed.
    None where there is no printer to choose, which is said.
    """

    def print_all(printer: QPrinter, options: PrintOptions) -> None:
        PrintProgressDialog(parent, operations, printer, documents, options, on_done).show()

    title = documents[0].title if len(documents) == 1 else f"{len(documents)} báo cáo"
    return ask_how_to_print(parent, title, print_all, page_choice)


def ask_how_to_print(
    parent: QWidget,
    title: str,
    on_accepted: Callable[[QPrinter, PrintOptions], object],
    page_choice: PageChoice | None = None,
) -> QPrintDialog | None:
    """Show the system's print dialog for a job called `title`; `on_accepted` is called with what was
    chosen. Without a `page_choice` there are only all pages to choose. None where there is no printer to
    choose, which is said."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if not _can_be_chosen(printer):
        error = KnownError("print-no-printer")
        show_message(parent, error.sentence, error.next_step)
        return None
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = _dialog(printer, parent, page_choice)

    def finished(result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            on_accepted(printer, PrintOptions.of(printer, page_choice.current_page if page_choice else None))

    dialog.finished.connect(finished)
    dialog.setModal(True)
    dialog.show()
    return dialog


def _can_be_chosen(printer: QPrinter) -> bool:
    """Whether the system's dialog opens for `printer`: that of Windows stays away where there is none."""
    return sys.platform != "win32" or printer.outputFormat() == QPrinter.OutputFormat.NativeFormat


def _dialog(printer: QPrinter, parent: QWidget, page_choice: PageChoice | None) -> QPrintDialog:
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    options = QAbstractPrintDialog.PrintDialogOption
    dialog.setOption(options.PrintPageRange, page_choice is not None)
    dialog.setOption(options.PrintCurrentPage, page_choice is not None)
    if page_choice is not None:
        dialog.setMinMax(1, page_choice.page_count)
        dialog.setFromTo(1, page_choice.page_count)
        dialog.setPrintRange(QAbstractPrintDialog.PrintRange.AllPages)
    return dialog


class PrintProgressDialog(QDialog):
    """Prints `documents` as soon as it is made, and closes itself at the end. It is modal, but the worker
    goes on with other tasks."""

    # All of it went to the printer.
    printed = Signal()

    def __init__(
        self,
        parent: QWidget,
        operations: Operations[Workspace],
        printer: QPrinter,
        documents: Sequence[PrintDocument],
        options: PrintOptions,
        on_done: Callable[[str], None],
    ) -> None:
        super().__init__(parent)
        self._documents = documents
        self._on_done = on_done
        self._stopped = False
        self.label = QLabel("Đang chuẩn bị in…")
        self.bar = QProgressBar()
        self._lay_out()
        self._job = operations.run_steps(
            Verb.PRINT,
            lambda _workspace: print_documents(printer, documents, options),
            lambda _pages, _cancelled: self._job_done(),
            each=lambda pages: self._show_progress(pages[-1]),
            failed=self._job_failed,
        )

    def reject(self) -> None:
        """Stop after the strip that is being drawn; the dialog closes then."""
        self._stopped = True
        self._job.cancel()
        self._say("Đang dừng in…")

    def _job_failed(self, _pages: list[PrintedPage]) -> str:
        self._close()
        return ""

    def _show_progress(self, now: PrintedPage) -> None:
        if self._stopped:
            return
        which = f"báo cáo {now.document}/{now.document_count}, " if now.document_count > 1 else ""
        title = self._documents[now.document - 1].title
        self._say(f"Đang in {which}trang {now.page}/{now.page_count}: {title}")
        done = _STEPS_A_DOCUMENT * now.page // now.page_count
        self.bar.setValue((now.document - 1) * _STEPS_A_DOCUMENT + done)

    def _say(self, sentence: str) -> None:
        """Show `sentence` with all its lines: the dialog was made when there was one."""
        self.label.setText(sentence)
        self.label.setMinimumHeight(self.label.heightForWidth(self.label.width()))

    def _job_done(self) -> None:
        self._close()
        many = f"{len(self._documents)} báo cáo" if len(self._documents) > 1 else self._documents[0].title
        stopped = "Đã dừng in; một số trang có thể đã ra giấy."
        self._on_done(stopped if self._stopped else Verb.PRINT.done(documents=many))
        if not self._stopped:
            self.printed.emit()

    def _close(self) -> None:
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()

    def _lay_out(self) -> None:
        self.setWindowTitle("In báo cáo")
        self.setModal(True)
        self.label.setWordWrap(True)
        self.bar.setRange(0, len(self._documents) * _STEPS_A_DOCUMENT)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Đã in đến đâu")
        buttons = QDialogButtonBox()
        buttons.addButton("Dừng in", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(Space.M))
        for widget in (self.label, self.bar, buttons):
            column.addWidget(widget)
        theme().on_theme_change(self, lambda: self.setMinimumWidth(theme().px(420)))
