"""What is done with received reports as documents: look at one, save or print many."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QWidget

from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.receiving.received_list import ReceivedList
from lcweek_desktop.ui.pages.receiving.report_viewer import ReportViewer
from lcweek_desktop.ui.printing.print_dialog import ask_and_print
from lcweek_desktop.ui.printing.print_job import PrintDocument
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import ErrorHandler, Worker
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.file_dialogs import ask_for_folder
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.progress import ProgressRow

if TYPE_CHECKING:
    from lcweek_desktop.services.output.preview import PageSize
    from lcweek_desktop.services.receiving.received_items import ReceivedItem


class CopyActions(QWidget):
    """Works with the lines of `files` that are selected, or with all reports that count."""

    # str: what was done.
    said = Signal(str)

    def __init__(
        self,
        session: Session,
        worker: Worker,
        files: ReceivedList,
        progress: ProgressRow,
        failed: ErrorHandler,
    ) -> None:
        super().__init__()
        self._desk, self._worker = session.workspace, worker
        self._files, self._progress, self._failed = files, progress, failed
        self.read_button = Button("Xem báo cáo", "pdf", self.read)
        self.scans_button = Button("Xem bản quét", "scan", self.read_scans)
        self.save_button = Button("Lưu tất cả…", "save", self._ask_where)
        self.print_button = Button("In tất cả…", "output", self.print)
        self.setLayout(
            FlowLayout(self.read_button, self.scans_button, self.save_button, self.print_button, fill=False)
        )
        files.chosen.connect(self.offer)
        self.offer()

    def offer(self) -> None:
        """Offer what can be done now."""
        current, wanted = self._files.current, self._files.wanted
        free = not self._progress.running
        whole = current is not None and current.held_id is not None and not current.is_paper_only
        self.read_button.setEnabled(free and whole)
        scans = 0 if current is None else current.scans
        self.scans_button.setText(f"Xem bản quét ({scans})" if scans else "Xem bản quét")
        self.scans_button.setEnabled(free and scans > 0)
        several = len(self._files.selectedItems()) > 1
        which = f"{len(wanted)} báo cáo đã chọn" if several else "tất cả"
        for each, verb in ((self.save_button, "Lưu"), (self.print_button, "In")):
            each.setText(f"{verb} {which}…")
            each.setEnabled(free and bool(wanted))

    def read(self) -> None:
        """Show the report that the keyboard is on, as it would be printed."""
        if (arrival := self._files.current) is not None and self.read_button.isEnabled():
            self._show(_title(arrival), _pdf_of(self._desk, arrival))

    def read_scans(self) -> None:
        """Show the scans of the signed paper that came with the report that the keyboard is on."""
        workspace, arrival = self._desk, self._files.current
        if arrival is None or not self.scans_button.isEnabled():
            return

        def made(context: AppContext) -> bytes:
            from lcweek_desktop.services.output.copies import scans_pdf

            return scans_pdf(workspace, arrival)

        self._show(f"Bản quét: {_title(arrival)}", made)

    def save(self, folder: Path) -> None:
        """Write the wanted reports into `folder`, each as a PDF; never in place of another file."""
        workspace, wanted = self._desk, self._files.wanted
        saved: list[Path] = []

        def steps(context: AppContext) -> Iterator[Path]:
            from lcweek_desktop.services.output.copies import save_copies

            yield from save_copies(workspace, folder, wanted)

        def each(file: Path) -> None:
            saved.append(file)
            self._progress.show_progress(
                len(saved), len(wanted), f"Đã lưu {len(saved)}/{len(wanted)} báo cáo…"
            )

        def finished() -> None:
            begun = "Đã dừng theo yêu cầu; đã" if self._ended() else "Đã"
            self.said.emit(f"{begun} lưu {len(saved)} báo cáo vào {folder}.")

        self._begin("Đang lưu báo cáo…")
        self._progress.set_cancel(self._worker.submit_steps(steps, each, finished, self._broken).cancel)

    def print(self) -> QPrintDialog:
        """Ask how, and print the wanted reports as one job."""
        papers = [PrintDocument(_title(each), _pdf_of(self._desk, each)) for each in self._files.wanted]
        return ask_and_print(self, self._worker, papers, said=self.said.emit, failed=self._failed)

    def _show(self, title: str, made: Callable[[AppContext], bytes]) -> None:
        def task(context: AppContext) -> tuple[bytes, tuple[PageSize, ...]]:
            from lcweek_desktop.services.output.preview import page_sizes

            pdf = made(context)
            return pdf, page_sizes(pdf)

        def done(pdf: bytes, sizes: tuple[PageSize, ...]) -> None:
            if not self._ended():
                ReportViewer(self, self._worker, title, pdf, sizes, self._failed).open()

        self._begin("Đang mở báo cáo…")
        self._worker.submit(task, lambda found: done(*found), self._broken)

    def _begin(self, words: str) -> None:
        self._progress.start(words)
        self.offer()

    def _ended(self) -> bool:
        """Whether what is over now was stopped."""
        stopped = self._progress.finish()
        self.offer()
        return stopped

    def _broken(self, error: Exception) -> None:
        self._ended()
        self._failed(error)

    def _ask_where(self) -> None:
        ask_for_folder(self, "Lưu các báo cáo vào thư mục", self.save)


def _pdf_of(workspace: Workspace, arrival: ReceivedItem) -> Callable[[AppContext], bytes]:
    def task(context: AppContext) -> bytes:
        from lcweek_desktop.services.output.copies import copy_pdf

        return copy_pdf(workspace, arrival)

    return task


def _title(arrival: ReceivedItem) -> str:
    name = arrival.file if arrival.unit is None else arrival.unit.name
    return f"{name}, bản số {arrival.revision}"
