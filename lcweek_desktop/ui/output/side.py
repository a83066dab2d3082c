"""The steps from a finished report to a sent one, each with what can be done now."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.ui import icons
from lcweek_desktop.ui.buttons import button
from lcweek_desktop.ui.output.scanlist import ScanList
from lcweek_desktop.ui.output.signoff import SignOffForm
from lcweek_desktop.ui.output.status import Status
from lcweek_desktop.ui.output.step import StepCard
from lcweek_desktop.ui.session import Session
from lcweek_desktop.ui.theme import PRIMARY, Space, theme

_WIDTH = 340
_FREEZE = (
    "Chốt là giữ nguyên báo cáo đúng như bản in ra, không còn chữ BẢN NHÁP. Sau khi chốt vẫn sửa được: "
    "bản sửa là báo cáo số {next}, in và gửi lại."
)


class Side(QWidget):
    final_wanted = Signal()
    print_wanted = Signal()
    # str: the ending of the file to save or send.
    saving_wanted = Signal(str)
    sending_wanted = Signal(str)
    scan_wanted = Signal()
    # str: the SHA-256 of a scan to take off.
    scan_unwanted = Signal(str)
    # str: a folder to show.
    folder_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.signoff = SignOffForm(session)
        self.signing, self.printing, self.scanning, self.sending = (
            StepCard(number, title)
            for number, title in enumerate(
                ("Số, ngày, người ký", "In bản chính", "Ký, đóng dấu, quét lại", "Gửi"), 1
            )
        )
        self._fill_signing()
        self._fill_printing()
        self._fill_scanning()
        self._fill_sending()
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.setAccessibleName("Kết quả")
        self._folder = button("Mở thư mục", "folder", lambda: self.folder_wanted.emit(self._where))
        self._folder.hide()
        self._where = ""
        self._lay_out()
        session.signoff_changed.connect(self._tell_signing)
        self._tell_signing()

    def open_signoff(self) -> None:
        """Show the fields of the sign-off, the keyboard in the signer's name."""
        self._open.setChecked(True)
        self.signoff.field("name").setFocus()

    def say(self, words: str, folder: Path | None = None) -> None:
        """Say what was done or not; with `folder`, offer to show it."""
        self._said.setText(words)
        self._where = "" if folder is None else str(folder.resolve())
        self._folder.setVisible(folder is not None)

    def told(self) -> str:
        return self._said.text()

    def show_status(self, now: Status) -> None:
        frozen, draft = "Báo cáo đã chốt. In, trình ký rồi đóng dấu.", _FREEZE.format(next=now.revision + 1)
        self.printing.tell(frozen if now.frozen else draft, done=now.frozen)
        self._final.setVisible(not now.frozen)
        self._print.setText("In…" if now.frozen else "In bản nháp…")
        self.scanning.tell(
            "Quét hoặc chụp bản đã ký, rồi thả tệp vào đây."
            if now.frozen
            else "Sau khi in bản chính mới có bản giấy để quét.",
            done=bool(now.scans),
        )
        self._attach.setEnabled(now.frozen)
        self._scans.show_scans(now.scans)
        to = f"Nơi nhận: {now.recipient}. " if now.recipient else ""
        self.sending.tell(
            f"{to}{now.sent}" if now.sent else f"{to}Ghi một tệp PDF có kèm dữ liệu rồi chuyển cho nơi nhận.",
            done=now.is_sent,
        )
        for each in self._sends:
            each.setEnabled(bool(now.recipient))

    def _tell_signing(self) -> None:
        given = self._session.signoff
        named = [f"Số {given.number}"] if given.number else []
        named += [".".join(reversed(given.date.split("-")))] if given.date else []
        named += [given.name] if given.name else []
        words = " · ".join(named) or "Chưa ghi; bản in có dấu chấm để ghi tay số và ngày."
        self.signing.tell(words, done=bool(given.name and given != SignOff()))

    def _fill_signing(self) -> None:
        self._open = QPushButton("Sửa thông tin ký")
        self._open.setCheckable(True)
        self._open.setAutoDefault(False)
        self._open.toggled.connect(self.signoff.setVisible)
        self.signoff.hide()
        self.signing.add(self._open, self.signoff)

    def _fill_printing(self) -> None:
        self._final = button("Chốt và in bản chính…", "stamp", self.final_wanted.emit)
        self._print = button("In…", "output", self.print_wanted.emit)
        self._print.setToolTip("In báo cáo đang xem (Ctrl+P)")
        row = QHBoxLayout()
        row.addWidget(button("Lưu PDF…", "pdf", lambda: self.saving_wanted.emit(".pdf")))
        row.addWidget(button("Lưu Excel…", "sheet", lambda: self.saving_wanted.emit(".xlsx")))
        self.printing.add(self._final, self._print, row)

    def _fill_scanning(self) -> None:
        self._attach = button("Đính kèm bản quét…", "attach", self.scan_wanted.emit)
        self._scans = ScanList()
        self._scans.removal_wanted.connect(self.scan_unwanted)
        self.scanning.add(self._scans, self._attach)

    def _fill_sending(self) -> None:
        send = button("Gửi…", "send", lambda: self.sending_wanted.emit(".pdf"))
        send.setToolTip("Chốt báo cáo và ghi một tệp PDF có kèm dữ liệu (Ctrl+Enter)")
        icons.put(send, "send", "on_accent")
        theme().dress(send, PRIMARY)
        data = button("Chỉ tệp dữ liệu…", "file", lambda: self.sending_wanted.emit(".lcweek"))
        data.setToolTip("Ghi tệp .lcweek nhỏ hơn, không có các trang để xem")
        self._sends = (send, data)
        self.sending.add(send, data)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.S)
        for card in (self.signing, self.printing, self.scanning, self.sending):
            column.addWidget(card)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._said)
        whole.addWidget(self._folder)
        theme().follow(self, lambda: self.setFixedWidth(theme().px(_WIDTH)))
