"""In và gửi: the pages of the report as they are printed, and beside them the steps up to a sent report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout

from lcweek_desktop.ui.pages.output.handing_over import HandingOver
from lcweek_desktop.ui.pages.output.output_actions import OutputActions
from lcweek_desktop.ui.pages.output.output_state import OutputState, read_output_state
from lcweek_desktop.ui.pages.output.returning import ReturnToSent
from lcweek_desktop.ui.pages.output.steps_panel import StepsPanel
from lcweek_desktop.ui.printing.preview import Preview
from lcweek_desktop.ui.printing.preview_bar import PreviewBar
from lcweek_desktop.ui.session.draft_sender import ask_where_to_send_draft
from lcweek_desktop.ui.session.page import DONE, Page
from lcweek_desktop.ui.session.page_entries import CHECKS
from lcweek_desktop.ui.session.report_progress import read_report_progress
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.sight import is_in_sight

if TYPE_CHECKING:
    from lcweek_desktop.services.output.sending import SentFile

_TYPING_PAUSE: Final = 300
"""Milliseconds without a key before the pages are laid out again."""
_NO_SCANS: Final = (".lcweek", ".lcwmove", ".lcwbak", ".xlsx")
"""What no file that is dropped as a scan is called."""


class OutputPage(Page):
    """Shows the report as it is printed and how far it has come. Scans of the signed paper may be dropped
    anywhere on it."""

    def __init__(self, session: Session, worker: Worker) -> None:
        status = QLabel()
        super().__init__(session, worker, status)
        self._status_label = status
        self._is_sent = session.first_progress.is_sent
        self._frozen: int | None = None
        """The revision whose final paper the preview shows; None while that is a draft."""
        self.preview = Preview(self.operations)
        self.table_only = QCheckBox("Chỉ Phụ lục II")
        self.steps = StepsPanel(session, status)
        self.signoff = self.steps.signoff
        self.output = OutputActions(self, session, self.operations, self.preview, self.table_only)
        self.handing_over = HandingOver(self, self.operations)
        self.returning = ReturnToSent(self)
        self._typing_pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._lay_out()
        self._connect_session()
        self._connect_actions()
        self._connect_steps()

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
        kind, _, part = place.partition(":")
        if kind in ("signoff", "unit"):
            self.steps.open_signoff(part)

    def shows(self, place: str) -> bool:
        return not place.startswith("signoff:") or is_in_sight(self.signoff.field(place.partition(":")[2]))

    def refresh(self) -> None:
        """Lay out the pages as the report is now, after everything entered before is saved."""
        table_only = self.table_only.isChecked()
        self.operations.read(
            lambda workspace: read_output_state(workspace, table_only=table_only), self._show_state
        )

    def is_for_page(self, files: Sequence[Path]) -> bool:
        return not any(file.suffix.lower() in _NO_SCANS or file.is_dir() for file in files)

    def take_files(self, files: Sequence[Path]) -> None:
        self.output.attach(files)

    def _show_frozen(self, state: OutputState) -> None:
        self.table_only.setChecked(False)
        self.show_status("")
        self._show_state(state)

    def _print_now(self) -> None:
        is_final = self._frozen is not None and not self.table_only.isChecked()
        self.output.print_now(self._frozen if is_final else None)

    def _show_written_file(self, file: Path, sent: SentFile) -> None:
        self.steps.sending_card.show_sent_file(file, sent)
        self.steps.open_card(self.steps.sending_card)
        self.refresh()

    def _show_state(self, state: OutputState) -> None:
        self.output.state = state
        self.steps.show_state(state)
        self.preview.show_pdf(state.pdf, state.sizes)
        self._frozen = state.revision if state.frozen else None
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

    def _connect_session(self) -> None:
        self._typing_pause.timeout.connect(self.refresh)
        self.session.saver.saved.connect(self._report_edited)
        self.session.signoff_changed.connect(self._refresh_soon)
        self.session.received_changed.connect(self._refresh_soon)
        self.operations.read(read_report_progress, lambda progress: self._set_sent(progress.is_sent))

    def _connect_actions(self) -> None:
        self.output.frozen.connect(self._show_frozen)
        self.output.file_written.connect(self._show_written_file)
        self.output.done.connect(self.refresh)
        self.output.checks_requested.connect(lambda: self.page_requested.emit(CHECKS))
        self.table_only.toggled.connect(lambda _on: self.refresh())
        QShortcut(QKeySequence("Ctrl+P"), self, self._print_now)
        QShortcut(QKeySequence("Ctrl+Return"), self, lambda: self.output.ask_where_to_send(".pdf"))

    def _connect_steps(self) -> None:
        final_print, output = self.steps.final_print_card, self.output
        final_print.freeze_requested.connect(output.print_final)
        final_print.print_requested.connect(self._print_now)
        final_print.save_requested.connect(output.ask_where_to_save)
        final_print.draft_requested.connect(
            lambda: ask_where_to_send_draft(self, self.session, self.operations)
        )
        final_print.checks_requested.connect(lambda: self.page_requested.emit(CHECKS))
        self.steps.scan_card.attach_requested.connect(output.ask_for_scans)
        self.steps.scan_card.sign_requested.connect(lambda: output.ask_where_to_send(".pdf"))
        self.steps.scan_card.detach_requested.connect(output.detach)
        sending = self.steps.sending_card
        sending.send_requested.connect(output.ask_where_to_send)
        sending.return_requested.connect(self.returning.ask)
        sending.folder_requested.connect(self.handing_over.open_folder)
        sending.copy_requested.connect(self.handing_over.copy_file)
        sending.stick_requested.connect(self.handing_over.copy_to_stick)
        sending.mail_requested.connect(self.handing_over.compose)

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
