"""In và gửi: see the real pages; at the side the steps, in order: who signs, print, scan, send."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.ui.pages.output.attaching import AttachmentSummary, attach_all
from lcweek_desktop.ui.pages.output.output_state import OutputState, read_output_state
from lcweek_desktop.ui.pages.output.sending import Written
from lcweek_desktop.ui.pages.output.steps_panel import StepsPanel
from lcweek_desktop.ui.printing.preview import Preview
from lcweek_desktop.ui.printing.preview_bar import PreviewBar
from lcweek_desktop.ui.session.page import DONE, Page
from lcweek_desktop.ui.session.page_entries import CHECKS
from lcweek_desktop.ui.session.report_progress import read_report_progress
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.file_dialogs import ask_for_files, ask_to_save

_REST: Final = 300
"""Milliseconds without a key before the pages are made anew."""
_SCANS: Final = "PDF, ảnh (*.pdf *.jpg *.jpeg *.png *.webp)"


class OutputPage(Page):
    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self.preview = Preview(worker, self._tell_error)
        self.side = StepsPanel(session)
        self.signoff = self.side.signoff
        self.table_only = QCheckBox("Chỉ Phụ lục II")
        self._is_sent = False
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        layout = QHBoxLayout(self)
        layout.addLayout(self._left(), 1)
        layout.addWidget(self.side)
        self.setAcceptDrops(True)
        self._connect()

    def state(self) -> str:
        return DONE if self._is_sent else ""

    def on_enter(self) -> None:
        self.preview.setFocus()
        self.refresh()

    def show_place(self, place: str) -> None:
        if place in ("signoff", "unit"):
            self.side.open_signoff()

    def told(self) -> str:
        """What is said of the last thing done."""
        return self.side.told()

    def refresh(self) -> None:
        """Draw the pages as they are now, after everything entered before is saved."""
        workspace, table_only = self.session.workspace, self.table_only.isChecked()
        self.worker.submit(
            lambda context: read_output_state(workspace, table_only=table_only),
            self._show,
            self._tell_error,
        )

    # What can be done

    def print_final(self) -> None:
        """Freeze the report, then ask how to print it."""
        workspace = self.session.workspace
        self.session.saver.retry()

        def task(context: AppContext) -> OutputState:
            from lcweek_desktop.services.report.freezing import freeze

            freeze(workspace)
            return read_output_state(workspace, table_only=False)

        def frozen(now: OutputState) -> None:
            self.table_only.setChecked(False)
            self.side.say("")
            self._show(now)
            self.session.report_progress_changed.emit()
            self.print_now()

        self.worker.submit(task, frozen, self._tell_error)

    def print_now(self) -> None:
        """Ask how to print the pages of the preview, and print them."""
        from lcweek_desktop.ui.printing.print_dialog import Viewed, ask_and_print
        from lcweek_desktop.ui.printing.print_job import PrintDocument

        if not (pdf := self.preview.pdf):
            return
        viewed = Viewed(max(1, self.preview.page_count), self.preview.current_page)
        paper = PrintDocument(f"Báo cáo của {self.session.workspace.unit.name}", lambda _context: pdf)
        ask_and_print(self, self.worker, [paper], said=self.side.say, failed=self._tell_error, viewed=viewed)

    def save_as(self, target: Path) -> None:
        """Write the report as it stands to `target`, in the kind that its ending names."""
        workspace, table_only = self.session.workspace, self.table_only.isChecked()

        def task(context: AppContext) -> None:
            from lcweek_desktop.services.output.printing import print_report

            print_report(workspace, target, sums=True, table_only=table_only)

        self._do(task, lambda _none: self.side.say(f"Đã ghi {target}."))

    def send_as(self, target: Path) -> None:
        """Freeze the report and write the file to send: `target` ends in .pdf, or .lcweek for data only."""
        workspace = self.session.workspace
        self.session.saver.retry()

        def task(context: AppContext) -> Written:
            from lcweek_desktop.services.output.sending import send

            sent = send(workspace, target)
            return Written(target, sent.size, sent.revision, sent.issue, sent.code)

        def written(what: Written) -> None:
            self.side.say("")
            self.side.sending.show_written(what)
            self.side.open(self.side.sending)
            self.session.report_progress_changed.emit()

        self._do(task, written)

    def attach(self, files: Sequence[Path]) -> None:
        """Attach scans of the signed paper to the frozen revision."""
        workspace, outcome = self.session.workspace, AttachmentSummary()

        def each(taken: tuple[Path, KnownError | None, Sequence[str]]) -> None:
            outcome.add(*taken)
            tell()

        def tell() -> None:
            self.side.say(f"Đang đọc bản quét {min(outcome.count + 1, len(files))}/{len(files)}…")

        def done() -> None:
            self.side.say(outcome.words())
            self.session.report_progress_changed.emit()
            self.refresh()

        tell()
        self.worker.submit_steps(lambda context: attach_all(workspace, files), each, done, self._tell_error)

    def detach(self, sha256: str) -> None:
        workspace = self.session.workspace

        def task(context: AppContext) -> None:
            from lcweek_desktop.services.paper.scans import detach_scan

            detach_scan(workspace, sha256)

        def detached(_none: object) -> None:
            self.side.say("Đã bỏ bản quét.")
            self.session.report_progress_changed.emit()

        self._do(task, detached)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.attach(files)

    def _do(self, task: Callable[[AppContext], object], then: Callable[..., None]) -> None:
        self.side.say("Đang thực hiện…")

        def done(value: object) -> None:
            then(value)
            self.refresh()

        self.worker.submit(task, done, self._tell_error)

    def _show(self, now: OutputState) -> None:
        self.side.show_status(now)
        self.preview.show_pdf(now.pdf, now.sizes)
        self._show_sent(now.is_sent)

    def _show_sent(self, is_sent: bool) -> None:
        self._is_sent = is_sent
        self.state_changed.emit()

    def _edited(self) -> None:
        """Edited on another page, it is no longer what was sent."""
        if self._is_sent and not self.isVisible():
            self._show_sent(is_sent=False)

    def _tell_error(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.side.say(error.message)

    def _refresh_soon(self) -> None:
        if self.isVisible():
            self._rest.start()

    # How it looks

    def _connect(self) -> None:
        self._rest.timeout.connect(self.refresh)
        self.session.saver.saved.connect(self._edited)
        workspace = self.session.workspace
        self.worker.submit(
            lambda context: read_report_progress(workspace),
            lambda now: self._show_sent(now.is_sent),
            self._tell_error,
        )
        self.session.signoff_changed.connect(self._refresh_soon)
        self.session.received_changed.connect(self._refresh_soon)
        self.table_only.toggled.connect(lambda _on: self.refresh())
        side = self.side
        side.printing.freezing_wanted.connect(self.print_final)
        side.printing.printing_wanted.connect(self.print_now)
        side.printing.saving_wanted.connect(self._ask_save)
        side.printing.checks_wanted.connect(lambda: self.page_requested.emit(CHECKS))
        side.scanning.adding_wanted.connect(self._ask_scans)
        side.scanning.removal_wanted.connect(self.detach)
        side.sending.wanted.connect(self._ask_send)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_now)
        QShortcut(QKeySequence("Ctrl+Return"), self, lambda: self._ask_send(".pdf"))

    def _left(self) -> QVBoxLayout:
        bar = QHBoxLayout()
        bar.addWidget(self.table_only)
        bar.addStretch(1)
        bar.addWidget(PreviewBar(self.preview))
        column = QVBoxLayout()
        column.addLayout(bar)
        column.addWidget(self.preview, 1)
        return column

    def _ask_save(self, ending: str) -> None:
        ask_to_save(self, "Lưu báo cáo", self._usual_name(ending), ending, self.save_as)

    def _ask_send(self, ending: str) -> None:
        if any(finding.is_error for finding in self.session.checks.findings):
            self.page_requested.emit(CHECKS)
            return
        ask_to_save(self, "Ghi tệp để gửi", self._usual_name(ending), ending, self.send_as)

    def _usual_name(self, ending: str) -> str:
        workspace = self.session.workspace
        return f"bao-cao-{workspace.campaign}-{workspace.unit.code}{ending}"

    def _ask_scans(self) -> None:
        ask_for_files(self, "Chọn bản quét", [_SCANS], self.attach)
