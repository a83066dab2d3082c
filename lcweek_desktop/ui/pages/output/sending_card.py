"""The last step: the file to send, where it lies, and the message to send along with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.ui.pages.output.output_state import OutputState
from lcweek_desktop.ui.pages.output.step_card import StepCard
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.output.sending import SentFile


_MAIL_BYTES: Final = 18 << 20
"""A file of so many bytes is one of 25 MB in a message, which is what mail services take as a rule."""
_FITS: Final = "Gửi được bằng thư điện tử (thường nhận tệp đến 18 MB), Zalo hoặc USB."
_TOO_LARGE: Final = "Tệp quá lớn cho thư điện tử (thường nhận tệp đến 18 MB): hãy gửi bằng Zalo hoặc USB."


class SendingCard(StepCard):
    """Offers to write the file to send, and afterwards shows what to do with it."""

    # str: the suffix of the file to write.
    send_requested = Signal(str)
    # The report is to be again as it was sent.
    return_requested = Signal()
    # Path: the folder of the file is to be shown, the file put on the clipboard, or copied onto a stick.
    folder_requested = Signal(object)
    copy_requested = Signal(object)
    stick_requested = Signal(object)
    # Path, str, str: a message with the file attached is to be written, with this subject and text.
    mail_requested = Signal(object, str, str)

    def __init__(self, number: int, unit: str, subject: str) -> None:
        """`unit` is the name of the unit that sends the report; `subject` says, with a capital letter, what
        the report is about."""
        super().__init__(number, "Gửi")
        self._unit, self._subject = unit, subject[:1].lower() + subject[1:]
        self._recipient = ""
        self._file: Path | None = None
        self._send = Button(f"{Verb.SEND.label}…", "send", lambda: self.send_requested.emit(".pdf"))
        self._send.setToolTip("Chốt báo cáo và ghi một tệp PDF có kèm dữ liệu (Ctrl+Enter)")
        icons.set_icon(self._send, "send", "on_accent")
        theme().apply_style(self._send, PRIMARY_STYLE)
        self._send_data = Button("Chỉ tệp dữ liệu…", "file", lambda: self.send_requested.emit(".lcweek"))
        self._send_data.setToolTip("Ghi tệp .lcweek nhỏ hơn, không có các trang để xem")
        self._send_again = Button("Gửi lại…", "send", lambda: self.send_requested.emit(".pdf"))
        self._file_label, self._limit, self.message = QLabel(), QLabel(), QLabel()
        self._sent_file = self._sent_file_frame()
        self._sent_file.hide()
        self.return_button = Button("Trở lại bản đã gửi…", "undo", self.return_requested.emit)
        self.return_button.setToolTip("Xem những chỗ đã sửa sau khi gửi, rồi lấy lại báo cáo như khi gửi")
        self.return_button.hide()
        self.add_contents(
            self._sent_file,
            self._send,
            FlowLayout(self._send_again, self._send_data, self.return_button),
        )

    def show_state(self, state: OutputState) -> None:
        """Show whether the report as it stands was sent."""
        self._recipient = state.recipient
        if not state.recipient:
            self.set_status("Đơn vị này không gửi báo cáo cho đơn vị nào.", is_done=False)
        elif state.sent:
            self.set_status(state.sent, is_done=state.is_sent)
        else:
            text = f"Ghi một tệp PDF có kèm dữ liệu rồi chuyển cho {state.recipient}."
            self.set_status(text, is_done=False)
        for each in (self._send, self._send_data):
            each.setEnabled(bool(state.recipient))
        self._send.setVisible(not state.is_sent)
        self._send_again.setVisible(state.is_sent)
        self.return_button.setVisible(bool(state.sent) and not state.is_sent)
        self._sent_file.setVisible(state.is_sent and self._file is not None)

    def show_sent_file(self, file: Path, sent: SentFile) -> None:
        """Show the `file` that was written, and the message to the recipient."""
        self._file = file
        self._file_label.setText(f"{file.name} ({_size_text(sent.size)})")
        self._limit.setText(_TOO_LARGE if sent.size > _MAIL_BYTES else _FITS)
        self._file_label.setToolTip(str(file))
        issue = f", lần {sent.issue}" if sent.issue > 1 else ""
        self.message.setText(
            f"Kính gửi {self._recipient}: {self._unit} gửi báo cáo {self._subject} "
            f"(bản số {sent.revision}{issue}; mã {sent.code}), "
            f"tệp “{file.name}”. Đề nghị đơn vị xác nhận khi nhận được."
        )
        self._sent_file.show()

    def _copy_message(self) -> None:
        QGuiApplication.clipboard().setText(self.message.text())

    def _request_mail(self) -> None:
        subject = f"Báo cáo {self._subject} của {self._unit}"
        self.mail_requested.emit(self._file, subject, self.message.text())

    def _ways(self) -> QWidget:
        """The ways to hand the file over."""
        copy = Button("Chép tệp", "copy", lambda: self.copy_requested.emit(self._file))
        copy.setToolTip("Chép tệp rồi dán vào Zalo hoặc thư (Ctrl+V)")
        ways = QWidget()
        flow = FlowLayout(
            copy,
            Button("Soạn thư", "send", self._request_mail),
            Button("Chép sang USB…", "save", lambda: self.stick_requested.emit(self._file)),
            Button("Mở thư mục", "folder", lambda: self.folder_requested.emit(self._file)),
        )
        ways.setLayout(flow)
        return ways

    def _sent_file_frame(self) -> QFrame:
        hint = QLabel("Gửi qua Zalo: chọn gửi Tệp, không chụp màn hình. Lời nhắn:")
        theme().apply_style(self._limit, "color: $muted;")
        for label in (self._file_label, self._limit, hint, self.message):
            label.setWordWrap(True)
        theme().set_font(self._file_label, TextRole.STRONG)
        self.message.setAccessibleName("Lời nhắn gửi kèm")
        theme().apply_style(
            self.message, "background: $surface; border: 1px solid $line; border-radius: 6px; padding: ${s};"
        )
        frame = QFrame()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for widget in (self._file_label, self._limit, self._ways(), hint, self.message):
            column.addWidget(widget)
        column.addLayout(FlowLayout(Button("Chép lời nhắn", "copy", self._copy_message)))
        return frame


def _size_text(size: int) -> str:
    """The size of a file as people read it: "88 KB", "5,4 MB"."""
    if size < 1 << 20:
        return f"{format_count(max(1, size // 1024))} KB"
    return f"{size / 2**20:.1f} MB".replace(".", ",")
