"""What can be done with received reports as documents: look at one, save or print many."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QWidget

from lcweek_desktop.catalogue.verbs import Verb, stopped
from lcweek_desktop.ui.pages.receiving.received_list import ReceivedList
from lcweek_desktop.ui.printing.print_dialog import ask_and_print
from lcweek_desktop.ui.printing.print_job import PrintDocument
from lcweek_desktop.ui.printing.report_viewer import ReportViewer
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.file_dialogs import ask_for_folder
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.progress import ProgressRow

if TYPE_CHECKING:
    from lcweek_desktop.services.output.preview import PageSize
    from lcweek_desktop.services.receiving.received_items import ReceivedItem
    from lcweek_desktop.services.workspace.workspace import Workspace


class CopyActions(QWidget):
    """Buttons that work with the current report, or with the selected ones or all that count."""

    def __init__(
        self,
        workspace: Workspace,
        operations: Operations[Workspace],
        files: ReceivedList,
        progress: ProgressRow,
    ) -> None:
        super().__init__()
        self._workspace, self._operations = workspace, operations
        self._files, self._progress = files, progress
        self.report_button = Button("Xem báo cáo", "pdf", self.show_report)
        self.scans_button = Button("Xem bản quét", "scan", self.show_scans)
        self.save_button = Button("Lưu tất cả…", "save", self._ask_where_to_save)
        self.print_button = Button("In tất cả…", "output", self.print)
        buttons = (self.report_button, self.scans_button, self.save_button, self.print_button)
        self.setLayout(FlowLayout(*buttons, fill=False))
        files.selection_changed.connect(self.update_buttons)
        progress.running_changed.connect(self.update_buttons)
        self.update_buttons()

    def update_buttons(self) -> None:
        """Offer what can be done now."""
        current, chosen = self._files.current_received, self._files.selected_or_counted()
        is_free = not self._progress.running
        has_file = current is not None and current.held_id is not None and not current.is_paper_only
        self.report_button.setEnabled(is_free and has_file)
        scans = 0 if current is None else current.scans
        self.scans_button.setText(f"Xem bản quét ({scans})" if scans else "Xem bản quét")
        self.scans_button.setEnabled(is_free and scans > 0)
        several = len(self._files.selectedItems()) > 1
        which = f"{len(chosen)} báo cáo đã chọn" if several else "tất cả"
        for each, verb in ((self.save_button, "Lưu"), (self.print_button, "In")):
            each.setText(f"{verb} {which}…")
            each.setEnabled(is_free and bool(chosen))

    def show_report(self) -> None:
        """Show the current report as it would be printed."""
        received = self._files.current_received
        if received is not None and self.report_button.isEnabled():
            self._show(_title(received), lambda workspace: services.copies.copy_pdf(workspace, received))

    def show_scans(self) -> None:
        """Show the scans of the signed paper that came with the current report."""
        received = self._files.current_received
        if received is not None and self.scans_button.isEnabled():
            self._show(
                f"Bản quét: {_title(received)}",
                lambda workspace: services.copies.scans_pdf(workspace, received),
            )

    def save(self, folder: Path) -> None:
        """Write the chosen reports into `folder`, each as a PDF. A file of the same name is never
        replaced."""
        chosen = self._files.selected_or_counted()

        def show_progress(files: list[Path]) -> None:
            text = f"Đã lưu {len(files)}/{len(chosen)} báo cáo…"
            self._progress.show_progress(len(files), len(chosen), text)

        def finish(files: list[Path], was_stopped: bool) -> None:
            done = Verb.SAVE_COPIES.done(count=len(files), folder=folder)
            self._operations.show_status(stopped(done) if was_stopped else done)

        self._progress.start("Đang lưu báo cáo…")
        self._operations.run_steps(
            Verb.SAVE_COPIES,
            lambda workspace: services.copies.save_copies(workspace, folder, chosen),
            finish,
            each=show_progress,
            failed=lambda files: Verb.SAVE_COPIES.done(count=len(files), folder=folder) if files else "",
            progress=self._progress,
        )

    def print(self) -> QPrintDialog | None:
        """Ask how to print the chosen reports, and print them as one job."""
        papers = [
            PrintDocument(_title(each), self._read_copy(each)) for each in self._files.selected_or_counted()
        ]
        return ask_and_print(self, self._operations, papers, on_done=self._operations.show_status)

    def _read_copy(self, received: ReceivedItem) -> Callable[[], bytes]:
        return lambda: services.copies.copy_pdf(self._workspace, received)

    def _show(self, title: str, read_pdf: Callable[[Workspace], bytes]) -> None:
        """Open a window with a PDF once it is laid out, unless the user stops before."""

        def read(workspace: Workspace) -> list[tuple[bytes, tuple[PageSize, ...]]]:
            pdf = read_pdf(workspace)
            return [(pdf, services.preview.page_sizes(pdf))]

        def show(pdfs: list[tuple[bytes, tuple[PageSize, ...]]], was_stopped: bool) -> None:
            for pdf, sizes in pdfs if not was_stopped else ():
                ReportViewer(self, self._operations, title, pdf, sizes).open()

        self._progress.start("Đang mở báo cáo…")
        self._operations.run_steps(None, read, show, progress=self._progress)

    def _ask_where_to_save(self) -> None:
        ask_for_folder(self, "Lưu các báo cáo vào thư mục", self.save)


def _title(received: ReceivedItem) -> str:
    name = received.file if received.unit is None else received.unit.name
    return f"{name}, bản số {received.revision}"
