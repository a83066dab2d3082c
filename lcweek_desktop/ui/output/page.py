"""In và gửi: see the real pages; at the side the steps, in order: who signs, print, scan, send."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout

from lcweek_desktop.domain.values import format_number
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.context import AppContext
from lcweek_desktop.ui.buttons import button
from lcweek_desktop.ui.files import ask_for_files, ask_to_save
from lcweek_desktop.ui.output.preview import Preview
from lcweek_desktop.ui.output.side import Side
from lcweek_desktop.ui.output.status import Status, status
from lcweek_desktop.ui.page import DONE, Page
from lcweek_desktop.ui.session import Session
from lcweek_desktop.ui.theme import Role, theme
from lcweek_desktop.ui.work import Worker


class OutputPage(Page):
    title: ClassVar[str] = "In và gửi"
    icon: ClassVar[str] = "output"

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self.preview = Preview(worker, self._tell_error)
        self.side = Side(session)
        self.signoff = self.side.signoff
        self.table_only = QCheckBox("Chỉ Phụ lục II")
        self._status: Status | None = None
        self._where = QLabel()
        self._where.setWordWrap(True)
        theme().write(self._where, Role.STRONG)
        layout = QHBoxLayout(self)
        layout.addLayout(self._left(), 1)
        layout.addWidget(self.side)
        self.setAcceptDrops(True)
        self._connect()

    def state(self) -> str:
        return DONE if self._status is not None and self._status.is_sent else ""

    def entered(self) -> None:
        self.refresh()

    def show_place(self, place: str) -> None:
        if place in ("signoff", "unit"):
            self.side.open_signoff()

    def told(self) -> str:
        """What is said of the last thing done."""
        return self.side.told()

    def refresh(self) -> None:
        """Draw the pages as they are now, after everything entered before is saved."""
        desk, table_only = self.session.desk, self.table_only.isChecked()
        self.worker.submit(
            lambda context: status(context, desk, table_only=table_only), self._show, self._tell_error
        )

    # What can be done

    def print_final(self) -> None:
        """Freeze the report, then ask how to print it."""
        desk = self.session.desk

        def task(context: AppContext) -> None:
            from lcweek_desktop.services.freezing import freeze

            freeze(context, desk)

        def frozen(_none: None) -> None:
            self.refresh()
            self.session.frozen.emit()
            self.print_now()

        self.worker.submit(task, frozen, self._tell_error)

    def print_now(self) -> None:
        """Ask how to print the report as it stands, and print it."""
        from lcweek_desktop.ui.output.printdialog import Viewed, ask_and_print
        from lcweek_desktop.ui.output.printing import Paper

        desk, table_only = self.session.desk, self.table_only.isChecked()

        def read(context: AppContext) -> bytes:
            from lcweek_desktop.services.printing import report_pdf

            return report_pdf(context, desk, table_only=table_only)

        viewed = Viewed(max(1, self.preview.page_count), self.preview.current_page)
        paper = Paper(f"Báo cáo của {desk.unit.name}", read)
        ask_and_print(self, self.worker, [paper], said=self.side.say, failed=self._tell_error, viewed=viewed)

    def save_as(self, target: Path) -> None:
        """Write the report as it stands to `target`, in the kind that its ending names."""
        desk, table_only = self.session.desk, self.table_only.isChecked()

        def task(context: AppContext) -> None:
            from lcweek_desktop.services.printing import print_report

            print_report(context, desk, target, sums=True, table_only=table_only)

        self._do(task, lambda _none: f"Đã ghi {target}.", target.parent)

    def send_as(self, target: Path) -> None:
        """Freeze the report and write the file to send: `target` ends in .pdf, or .lcweek for data only."""
        desk = self.session.desk

        def task(context: AppContext) -> tuple[int, int]:
            from lcweek_desktop.services.sending import send

            sent = send(context, desk, target)
            return sent.revision, sent.size

        def said(sent: tuple[int, int]) -> str:
            revision, size = sent
            kilobytes = format_number(max(1, size // 1024))
            recipient = self._status.recipient if self._status else ""
            self.session.frozen.emit()
            return (
                f"Đã ghi {target.name} ({kilobytes} KB): báo cáo số {revision}. "
                f"Hãy chuyển tệp này cho {recipient} qua USB, Zalo hoặc thư điện tử."
            )

        self._do(task, said, target.parent)

    def attach(self, file: Path) -> None:
        """Attach a scan of the signed paper to the frozen revision."""
        desk = self.session.desk

        def task(context: AppContext) -> None:
            from lcweek_desktop.services.scans import attach_scan

            attach_scan(context, desk, file)

        self._do(task, lambda _none: f"Đã đính kèm {file.name}; bản quét đi cùng tệp gửi.")

    def attach_all(self, files: Sequence[Path]) -> None:
        for file in files:
            self.attach(file)

    def detach(self, sha256: str) -> None:
        desk = self.session.desk

        def task(context: AppContext) -> None:
            from lcweek_desktop.services.scans import detach_scan

            detach_scan(context, desk, sha256)

        self._do(task, lambda _none: "Đã bỏ bản quét.")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        event.acceptProposedAction()
        self.attach_all([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _do(
        self, task: Callable[[AppContext], object], said: Callable[..., str], folder: Path | None = None
    ) -> None:
        self.side.say("Đang thực hiện…")

        def done(value: object) -> None:
            self.side.say(said(value), folder)
            self.refresh()

        self.worker.submit(task, done, self._tell_error)

    def _show(self, now: Status) -> None:
        self._status = now
        self._where.setText(
            f"Báo cáo số {now.revision}: đã chốt."
            if now.frozen
            else f"Báo cáo số {now.revision}: bản nháp, chưa chốt."
        )
        self.side.show_status(now)
        self.preview.show_pdf(now.pdf)
        self.state_changed.emit()

    def _tell_error(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.side.say(error.message)

    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    def _connect(self) -> None:
        self.session.signoff_changed.connect(self._refresh_if_shown)
        self.session.held_changed.connect(self._refresh_if_shown)
        self.table_only.toggled.connect(lambda _on: self.refresh())
        side = self.side
        side.final_wanted.connect(self.print_final)
        side.print_wanted.connect(self.print_now)
        side.saving_wanted.connect(self._ask_save)
        side.scan_wanted.connect(self._ask_scan)
        side.scan_unwanted.connect(self.detach)
        side.sending_wanted.connect(self._ask_send)
        side.folder_wanted.connect(_open_folder)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_now)
        QShortcut(QKeySequence("Ctrl+Return"), self, lambda: self._ask_send(".pdf"))

    def _left(self) -> QVBoxLayout:
        bar = QHBoxLayout()
        bar.addWidget(self._where, 1)
        bar.addWidget(self.table_only)
        bar.addWidget(self.preview.place)
        bar.addWidget(button("Nhỏ hơn", "zoom-out", lambda: self.preview.zoom(-1)))
        bar.addWidget(button("Vừa trang", "file", self.preview.fit_page))
        bar.addWidget(button("To hơn", "zoom-in", lambda: self.preview.zoom(1)))
        column = QVBoxLayout()
        column.addLayout(bar)
        column.addWidget(self.preview, 1)
        return column

    def _ask_save(self, ending: str) -> None:
        ask_to_save(self, "Lưu báo cáo", self._usual_name(ending), ending, self.save_as)

    def _ask_send(self, ending: str) -> None:
        ask_to_save(self, "Ghi tệp để gửi", self._usual_name(ending), ending, self.send_as)

    def _usual_name(self, ending: str) -> str:
        desk = self.session.desk
        return f"bao-cao-{desk.campaign}-{desk.unit.code}{ending}"

    def _ask_scan(self) -> None:
        kinds = ["PDF, ảnh (*.pdf *.jpg *.jpeg *.png *.webp)"]
        ask_for_files(self, "Chọn bản quét", kinds, self.attach_all)


def _open_folder(folder: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
