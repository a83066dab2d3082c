"""The last step: the file to send, where it lies, and the words that go along with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from lcweek_desktop.domain.values import format_number
from lcweek_desktop.ui.pages.output.output_state import OutputState
from lcweek_desktop.ui.pages.output.step import StepCard
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme


@dataclass(frozen=True)
class Written:
    """A file that was written to be sent: `size` in bytes, `code` the 4 × 4 letters of the report."""

    file: Path
    size: int
    revision: int
    issue: int
    code: str


class SendingCard(StepCard):
    # str: the ending of the file to write.
    wanted = Signal(str)

    def __init__(self, number: int, unit: str, subject: str) -> None:
        """`unit` sends the report; `subject` says what it is on, with a capital."""
        super().__init__(number, "Gửi")
        self._unit, self._subject = unit, subject[:1].lower() + subject[1:]
        self._written: Written | None = None
        self._recipient = ""
        self._send = Button("Gửi…", "send", lambda: self.wanted.emit(".pdf"))
        self._send.setToolTip("Chốt báo cáo và ghi một tệp PDF có kèm dữ liệu (Ctrl+Enter)")
        icons.set_icon(self._send, "send", "on_accent")
        theme().apply_style(self._send, PRIMARY_STYLE)
        self._data = Button("Chỉ tệp dữ liệu…", "file", lambda: self.wanted.emit(".lcweek"))
        self._data.setToolTip("Ghi tệp .lcweek nhỏ hơn, không có các trang để xem")
        self._after = QFrame()
        self._file = QLabel()
        self._file.setWordWrap(True)
        theme().set_font(self._file, TextRole.STRONG)
        self.message = QLabel()
        self._lay_out_after()
        self._after.hide()
        self._again = Button("Gửi lại…", "send", lambda: self.wanted.emit(".pdf"))
        self.add(self._after, self._send, FlowLayout(self._again, self._data))

    def show_status(self, now: OutputState) -> None:
        self._recipient = now.recipient
        if not now.recipient:
            self.tell("Đơn vị này không gửi báo cáo cho đơn vị nào.", done=False)
        elif now.sent:
            self.tell(now.sent, done=now.is_sent)
        else:
            self.tell(f"Ghi một tệp PDF có kèm dữ liệu rồi chuyển cho {now.recipient}.", done=False)
        for each in (self._send, self._data):
            each.setEnabled(bool(now.recipient))
        self._send.setVisible(not now.is_sent)
        self._again.setVisible(now.is_sent)
        self._after.setVisible(now.is_sent and self._written is not None)

    def show_written(self, written: Written) -> None:
        """Say where the file lies and what to write to the receiver."""
        self._written = written
        kilobytes = format_number(max(1, written.size // 1024))
        self._file.setText(f"{written.file.name} ({kilobytes} KB)")
        self._file.setToolTip(str(written.file))
        self.message.setText(
            f"Kính gửi {self._recipient}: {self._unit} gửi báo cáo {self._subject} "
            f"(bản số {written.revision}, lần {written.issue}; mã {written.code}), "
            f"tệp “{written.file.name}”. Đề nghị đơn vị xác nhận khi nhận được."
        )
        self._after.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.message.text())

    def _open_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.file.resolve().parent)))

    def _lay_out_after(self) -> None:
        how = QLabel("Gửi qua Zalo: chọn gửi Tệp, không chụp màn hình. Lời nhắn:")
        how.setWordWrap(True)
        self.message.setWordWrap(True)
        self.message.setAccessibleName("Lời nhắn gửi kèm")
        theme().apply_style(
            self.message, "background: $surface; border: 1px solid $line; border-radius: 6px; padding: ${s};"
        )
        row = FlowLayout(
            Button("Mở thư mục", "folder", self._open_folder),
            Button("Chép lời nhắn", "copy", self._copy),
        )
        column = QVBoxLayout(self._after)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for part in (self._file, how, self.message):
            column.addWidget(part)
        column.addLayout(row)
