"""In và gửi: the pages of the report as they are printed, and beside them the steps up to a sent report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.pages.output.attaching import AttachResult, attach_all, attached_text
from lcweek_desktop.ui.pages.output.output_state import OutputState, read_output_state
from lcweek_desktop.ui.pages.output.steps_panel import StepsPanel
from lcweek_desktop.ui.printing.preview import Preview
from lcweek_desktop.ui.printing.preview_bar import PreviewBar
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.page import DONE, Page
from lcweek_desktop.ui.session.page_entries import CHECKS
from lcweek_desktop.ui.session.report_progress import read_report_progress
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.file_dialogs import ask_for_files, ask_to_save

if TYPE_CHECKING:
    from lcweek_desktop.services.output.sending import SentFile
    from lcweek_desktop.services.workspace.workspace import Workspace

_TYPING_PAUSE: Final = 300
"""Milliseconds without a key before the pages are laid out anew."""
_SCAN_FILES: Final = "PDF, ảnh (*.pdf *.jpg *.jpeg *.png *.webp)"
_BUSY: Final = "Đang thực hiện…"


class OutputPage(Page):
    """Prints, saves and sends the report; scans of the signed paper may be dropped anywhere on it."""

    def __init__(self, session: Session, worker: Worker) -> None:
        status = QLabel()
        super().__init__(session, worker, status)
        self._status_label = status
        self.preview = Preview(self.operations)
        self.steps = StepsPanel(session, self._status_label)
        self.signoff = self.steps.signoff
        self.table_only = QCheckBox("Chỉ Phụ lục II")
        self._is_sent = False
        self._typing_pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._lay_out()
        self.setAcceptDrops(True)
        self._connect_session()
        self._connect_widgets()

    def state(self) -> str:
        """DONE when the report was sent as it stands."""
        return DONE if self._is_sent else ""

    def show_status(self, text: str) -> None:
        super().show_status(text)
        self._status_label.setVisible(bool(text))

    def on_enter(self) -> None:
        self.preview.setFocus()
        self.refresh()

    def show_place(self, place: str) -> None:
        if place in ("signoff", "unit"):
            self.steps.open_signoff()

    def refresh(self) -> None:
        """Lay out the pages as the report is now, after everything entered before is saved."""
        table_only = self.table_only.isChecked()
        self.operations.read(
            lambda workspace: read_output_state(workspace, table_only=table_only), self._show_state
        )

    # What can be done

    def print_final(self) -> None:
        """Freeze the report, then ask how to print it."""
        self.session.saver.retry()
        self.operations.run(Verb.FREEZE, _freeze, self._print_frozen)

    def print_now(self) -> None:
        """Ask how to print the pages of the preview, and print them."""
        from lcweek_desktop.ui.printing.print_dialog import PageChoice, ask_and_print
        from lcweek_desktop.ui.printing.print_job import PrintDocument

        if not (pdf := self.preview.pdf):
            return
        choice = PageChoice(max(1, self.preview.page_count), self.preview.current_page)
        paper = PrintDocument(f"Báo cáo của {self.session.workspace.unit.name}", lambda: pdf)
        ask_and_print(
            self,
            self.operations,
            [paper],
            on_done=self.show_status,
            page_choice=choice,
        )

    def save_as(self, target: Path) -> None:
        """Write the report as it stands to `target`, as the kind of file that its suffix names."""
        table_only = self.table_only.isChecked()
        self.operations.run(
            Verb.WRITE_FILE,
            lambda workspace: services.printing.print_report(
                workspace, target, sums=True, table_only=table_only
            ),
            lambda _none: self.refresh(),
            busy=_BUSY,
            status=Verb.WRITE_FILE.done(file=target),
        )

    def send_as(self, target: Path) -> None:
        """Freeze the report and write the file to send. `target` ends in .pdf, or .lcweek for data only."""
        self.session.saver.retry()
        self.operations.run(
            Verb.SEND,
            lambda workspace: services.sending.send(workspace, target),
            lambda sent: self._show_sent_file(target, sent),
            busy=_BUSY,
        )

    def attach(self, files: Sequence[Path]) -> None:
        """Attach scans of the signed paper to the frozen report."""

        def show_progress(results: list[AttachResult]) -> None:
            number = min(len(results) + 1, len(files))
            self.show_status(f"Đang đọc bản quét {number}/{len(files)}…")

        def finish(results: list[AttachResult], _cancelled: bool) -> None:
            self.show_status(attached_text(results))
            self.refresh()

        show_progress([])
        self.operations.run_steps(
            Verb.ATTACH_SCANS, lambda workspace: attach_all(workspace, files), finish, each=show_progress
        )

    def detach(self, sha256: str) -> None:
        """Take the scan `sha256` off the report."""
        self.operations.run(
            Verb.DETACH_SCAN,
            lambda workspace: services.scans.detach_scan(workspace, sha256),
            lambda _none: self.refresh(),
            busy=_BUSY,
            status=Verb.DETACH_SCAN.done(),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.attach(files)

    # What became of it

    def _print_frozen(self, state: OutputState) -> None:
        self.table_only.setChecked(False)
        self.show_status("")
        self._show_state(state)
        self.print_now()

    def _show_sent_file(self, target: Path, sent: SentFile) -> None:
        self.steps.sending_card.show_sent_file(target, sent)
        self.steps.open_card(self.steps.sending_card)
        self.refresh()

    def _show_state(self, state: OutputState) -> None:
        self.steps.show_state(state)
        self.preview.show_pdf(state.pdf, state.sizes)
        self._set_sent(state.is_sent)

    def _set_sent(self, is_sent: bool) -> None:
        self._is_sent = is_sent
        self.state_changed.emit()

    def _report_edited(self) -> None:
        """A report that was edited on another page is no longer what was sent."""
        if self._is_sent and not self.isVisible():
            self._set_sent(False)

    def _refresh_soon(self) -> None:
        if self.isVisible():
            self._typing_pause.start()

    # Connections and layout

    def _connect_session(self) -> None:
        self._typing_pause.timeout.connect(self.refresh)
        self.session.saver.saved.connect(self._report_edited)
        self.session.signoff_changed.connect(self._refresh_soon)
        self.session.received_changed.connect(self._refresh_soon)
        self.operations.read(read_report_progress, lambda progress: self._set_sent(progress.is_sent))

    def _connect_widgets(self) -> None:
        steps = self.steps
        self.table_only.toggled.connect(lambda _on: self.refresh())
        steps.final_print_card.freeze_requested.connect(self.print_final)
        steps.final_print_card.print_requested.connect(self.print_now)
        steps.final_print_card.save_requested.connect(self._ask_where_to_save)
        steps.final_print_card.checks_requested.connect(lambda: self.page_requested.emit(CHECKS))
        steps.scan_card.attach_requested.connect(self._ask_for_scans)
        steps.scan_card.detach_requested.connect(self.detach)
        steps.sending_card.send_requested.connect(self._ask_where_to_send)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_now)
        QShortcut(QKeySequence("Ctrl+Return"), self, lambda: self._ask_where_to_send(".pdf"))

    def _lay_out(self) -> None:
        self._status_label.setWordWrap(True)
        self._status_label.setAccessibleName("Kết quả")
        self._status_label.hide()
        bar = QHBoxLayout()
        bar.addWidget(self.table_only)
        bar.addStretch(1)
        bar.addWidget(PreviewBar(self.preview))
        column = QVBoxLayout()
        column.addLayout(bar)
        column.addWidget(self.preview, 1)
        row = QHBoxLayout(self)
        row.addLayout(column, 1)
        row.addWidget(self.steps)

    def _ask_where_to_save(self, suffix: str) -> None:
        ask_to_save(self, "Lưu báo cáo", self._default_name(suffix), suffix, self.save_as)

    def _ask_where_to_send(self, suffix: str) -> None:
        if any(finding.is_error for finding in self.session.checks.findings):
            self.page_requested.emit(CHECKS)
            return
        ask_to_save(self, "Ghi tệp để gửi", self._default_name(suffix), suffix, self.send_as)

    def _default_name(self, suffix: str) -> str:
        workspace = self.session.workspace
        return f"bao-cao-{workspace.campaign}-{workspace.unit.code}{suffix}"

    def _ask_for_scans(self) -> None:
        ask_for_files(self, "Chọn bản quét", [_SCAN_FILES], self.attach)


def _freeze(workspace: Workspace) -> OutputState:
    services.freezing.freeze(workspace)
    return read_output_state(workspace, table_only=False)
