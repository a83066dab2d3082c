"""In và gửi: see the real pages, write the sign-off, print, attach the scan, send."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.domain.values import format_number
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.context import AppContext
from lcweek_desktop.ui.buttons import button
from lcweek_desktop.ui.output.preview import Preview
from lcweek_desktop.ui.output.signoff import SignOffForm
from lcweek_desktop.ui.page import DONE, Page
from lcweek_desktop.ui.session import Session
from lcweek_desktop.ui.theme import Role, Space, theme
from lcweek_desktop.ui.work import Worker

_SIDE = 320


class OutputPage(Page):
    """At the left the pages, at the right what is done with them."""

    title: ClassVar[str] = "In và gửi"
    icon: ClassVar[str] = "output"

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self.preview = Preview(worker, self._tell_error)
        self.signoff = SignOffForm(session)
        self._frozen = False
        self._where = QLabel()
        self._where.setWordWrap(True)
        theme().write(self._where, Role.STRONG)
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.setAccessibleName("Kết quả")
        layout = QHBoxLayout(self)
        layout.addLayout(self._left(), 1)
        layout.addWidget(self._right())
        session.signoff_changed.connect(self._refresh_if_shown)

    def state(self) -> str:
        return DONE if self._frozen else ""

    def entered(self) -> None:
        self.refresh()

    def show_place(self, place: str) -> None:
        if place in ("signoff", "unit"):
            self.signoff.field("name").setFocus()

    def refresh(self) -> None:
        """Draw the pages as they are now, after everything entered before is saved."""
        desk = self.session.desk

        def task(context: AppContext) -> tuple[bytes, int, bool]:
            from lcweek_desktop.services.freezing import state
            from lcweek_desktop.services.printing import report_pdf

            now = state(context, desk)
            return report_pdf(context, desk), now.report.revision, now.frozen

        self.worker.submit(task, lambda found: self._show(*found), self._tell_error)

    def save_as(self, target: Path, *, final: bool = False) -> None:
        """Write the report to `target`, PDF or XLSX; `final` freezes it first."""
        desk = self.session.desk

        def task(context: AppContext) -> None:
            from lcweek_desktop.services.printing import print_report

            print_report(context, desk, target, sums=True, final=final)

        self._do(task, lambda _none: f"Đã ghi {target}.")

    def send_as(self, target: Path) -> None:
        """Freeze the report and write the file to send: `target` ends in .pdf, or .lcweek for data only."""
        desk = self.session.desk

        def task(context: AppContext) -> tuple[str, int, int]:
            from lcweek_desktop.services.sending import send

            sent = send(context, desk, target)
            return sent.recipient, sent.revision, sent.size

        def said(sent: tuple[str, int, int]) -> str:
            recipient, revision, size = sent
            kilobytes = format_number(max(1, size // 1024))
            return (
                f"Đã ghi {target.name} ({kilobytes} KB): báo cáo số {revision}. "
                f"Hãy gửi tệp này cho đơn vị {recipient} qua USB, Zalo hoặc thư điện tử."
            )

        self._do(task, said)

    def attach(self, file: Path) -> None:
        """Attach a scan of the signed paper to the frozen revision."""
        desk = self.session.desk

        def task(context: AppContext) -> None:
            from lcweek_desktop.services.scans import attach_scan

            attach_scan(context, desk, file)

        self._do(task, lambda _none: f"Đã đính kèm {file.name}. Hãy bấm Gửi để ghi tệp có bản quét.")

    def told(self) -> str:
        """What stands under the buttons."""
        return self._said.text()

    def _do(self, task: Callable[[AppContext], object], said: Callable[..., str]) -> None:
        self._said.setText("Đang thực hiện…")

        def done(value: object) -> None:
            self._said.setText(said(value))
            self.refresh()

        self.worker.submit(task, done, self._tell_error)

    def _show(self, pdf: bytes, revision: int, frozen: bool) -> None:
        self._frozen = frozen
        self._where.setText(
            f"Báo cáo số {revision}: đã chốt." if frozen else f"Báo cáo số {revision}: bản nháp, chưa chốt."
        )
        self.preview.show_pdf(pdf)
        self.state_changed.emit()

    def _tell_error(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._said.setText(error.message)

    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    def _left(self) -> QVBoxLayout:
        bar = QHBoxLayout()
        bar.addWidget(self._where, 1)
        bar.addWidget(button("Nhỏ hơn", "zoom-out", lambda: self.preview.zoom(-1)))
        bar.addWidget(button("To hơn", "zoom-in", lambda: self.preview.zoom(1)))
        column = QVBoxLayout()
        column.addLayout(bar)
        column.addWidget(self.preview, 1)
        return column

    def _right(self) -> QScrollArea:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setSpacing(theme().px(Space.S))
        send = button("Gửi…", "send", lambda: self._ask_send(".pdf"))
        send.setDefault(True)
        send.setToolTip("Chốt báo cáo và ghi một tệp PDF có kèm dữ liệu")
        for widget in (
            button("In bản chính…", "stamp", lambda: self._ask_save(".pdf", final=True)),
            button("Đính kèm bản quét…", "attach", self._ask_scan),
            send,
            button("Chỉ tệp dữ liệu…", "file", lambda: self._ask_send(".lcweek")),
            button("Lưu PDF…", "pdf", lambda: self._ask_save(".pdf")),
            button("Lưu Excel…", "sheet", lambda: self._ask_save(".xlsx")),
            self._said,
            self.signoff,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(side)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        theme().follow(scroll, lambda: scroll.setFixedWidth(theme().px(_SIDE)))
        return scroll

    def _ask_save(self, ending: str, *, final: bool = False) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Lưu báo cáo", self._name(ending), f"*{ending}")
        if name:
            self.save_as(Path(name), final=final)

    def _ask_send(self, ending: str) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Ghi tệp để gửi", self._name(ending), f"*{ending}")
        if name:
            self.send_as(Path(name))

    def _ask_scan(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Chọn bản quét", "", "PDF, JPEG (*.pdf *.jpg *.jpeg)")
        if name:
            self.attach(Path(name))

    def _name(self, ending: str) -> str:
        desk = self.session.desk
        return f"bao-cao-{desk.campaign}-{desk.unit.code}{ending}"
