"""Asking how to print, and telling how far it is: the system's own dialog, then a bar and a way to stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from lcweek_desktop.ui.printing.print_job import PrintDocument, PrintedPage, PrintOptions, print_papers
from lcweek_desktop.ui.session.worker import CancelToken, ErrorHandler, Worker
from lcweek_desktop.ui.widgets.theme import Space, theme

_PART = 1000
"""Steps of the bar for one paper."""


@dataclass(frozen=True)
class Viewed:
    """A single paper of which pages can be chosen: how many it has, and the one that is looked at, from 1."""

    pages: int
    current: int


def ask_and_print(
    parent: QWidget,
    worker: Worker,
    papers: Sequence[PrintDocument],
    *,
    said: Callable[[str], None],
    failed: ErrorHandler,
    viewed: Viewed | None = None,
) -> QPrintDialog:
    """Show the system's print dialog, and print `papers` as one job when it is accepted. `said` is given the
    sentence for what was done, `failed` the error (print_job.py). Pages can be chosen when `viewed`
    tells what there is to choose from; otherwise all are printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(papers[0].title if len(papers) == 1 else f"{len(papers)} báo cáo")
    dialog = _dialog(printer, parent, viewed)

    def chosen(result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            order = PrintOptions.of(printer, viewed.current if viewed else None)
            PrintProgress(parent, worker, printer, papers, order, said, failed).show()

    dialog.finished.connect(chosen)
    dialog.setModal(True)
    dialog.show()
    return dialog


def _dialog(printer: QPrinter, parent: QWidget, viewed: Viewed | None) -> QPrintDialog:
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    options = QAbstractPrintDialog.PrintDialogOption
    dialog.setOption(options.PrintPageRange, viewed is not None)
    dialog.setOption(options.PrintCurrentPage, viewed is not None)
    if viewed is not None:
        dialog.setMinMax(1, viewed.pages)
        dialog.setFromTo(1, viewed.pages)
        dialog.setPrintRange(QAbstractPrintDialog.PrintRange.AllPages)
    return dialog


class PrintProgress(QDialog):
    """Prints, and tells how far it is; the window behind waits, its data does not."""

    def __init__(
        self,
        parent: QWidget,
        worker: Worker,
        printer: QPrinter,
        papers: Sequence[PrintDocument],
        order: PrintOptions,
        said: Callable[[str], None],
        failed: ErrorHandler,
    ) -> None:
        super().__init__(parent)
        self._papers = papers
        self._said, self._failed = said, failed
        self._stopped = False
        self.words = QLabel("Đang chuẩn bị in…")
        self.bar = QProgressBar()
        self._lay_out()
        self._running: CancelToken = print_papers(
            worker, printer, papers, order, each=self._tell, done=self._done, failed=self._broken
        )

    def reject(self) -> None:
        """Stop after the strip that is being drawn."""
        self._stopped = True
        self._running.cancel()
        self.words.setText("Đang dừng in…")

    def _tell(self, now: PrintedPage) -> None:
        if self._stopped:
            return
        which = f"báo cáo {now.paper}/{now.papers}, " if now.papers > 1 else ""
        self.words.setText(
            f"Đang in {which}trang {now.page}/{now.pages}: {self._papers[now.paper - 1].title}"
        )
        self.bar.setValue((now.paper - 1) * _PART + _PART * now.page // now.pages)

    def _done(self) -> None:
        self._close()
        many = f"{len(self._papers)} báo cáo" if len(self._papers) > 1 else self._papers[0].title
        stopped = "Đã dừng in; một số trang có thể đã ra giấy."
        self._said(stopped if self._stopped else f"Đã chuyển {many} tới máy in.")

    def _broken(self, error: Exception) -> None:
        self._close()
        self._failed(error)

    def _close(self) -> None:
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()

    def _lay_out(self) -> None:
        self.setWindowTitle("In báo cáo")
        self.setModal(True)
        self.words.setWordWrap(True)
        self.bar.setRange(0, len(self._papers) * _PART)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Đã in đến đâu")
        buttons = QDialogButtonBox()
        buttons.addButton("Dừng in", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(Space.M))
        for part in (self.words, self.bar, buttons):
            column.addWidget(part)
        theme().on_theme_change(self, lambda: self.setMinimumWidth(theme().px(420)))
