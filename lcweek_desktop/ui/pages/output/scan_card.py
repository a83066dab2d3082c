"""The third step: the scans or photos of the signed, stamped paper, or the file with a digital signature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.ui.pages.output.output_state import AttachedScan, OutputState
from lcweek_desktop.ui.pages.output.step_card import StepCard
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, theme

_KIND_NAMES: Final = {"pdf": "PDF", "jpg": "Ảnh"}


_SIGNED: Final = "Tệp gửi đã có chữ ký số (nhận lại ngày {day}). Bước sau gửi chính tệp này."
_TWO_WAYS: Final = (
    "Ký giấy: quét hoặc chụp bản đã ký, đóng dấu rồi thả vào trang này.\nKý số: ghi tệp để ký số, ký bằng "
    "phần mềm của cơ quan rồi thả lại vào trang này."
)
_EARLY: Final = "Sau khi chốt mới có bản để ký: ký giấy bản in ra, hoặc ký số tệp PDF."


class ScanCard(StepCard):
    """Offers both ways to sign once the report is frozen, and lists what is attached."""

    # The user wants to choose scans to attach.
    attach_requested = Signal()
    # The file is to be written, so that it can be signed digitally.
    sign_requested = Signal()
    # str: the SHA-256 of a scan to take off.
    detach_requested = Signal(str)
    # The file is to be sent before the signed paper is scanned.
    send_first_requested = Signal()

    def __init__(self, number: int) -> None:
        super().__init__(number, "Ký giấy hoặc ký số")
        self._scans = _ScanList()
        self._scans.detach_requested.connect(self.detach_requested)
        self._attach = Button(f"{Verb.ATTACH_SCANS.label}…", "attach", self.attach_requested.emit)
        icons.set_icon(self._attach, "attach", "on_accent")
        theme().apply_style(self._attach, PRIMARY_STYLE)
        self._send_first = Button("Chưa có bản quét, gửi trước", "right", self.send_first_requested.emit)
        self._write = Button("Ghi tệp để ký số…", "file", self.sign_requested.emit)
        self._write.setToolTip(
            "Ghi tệp PDF gửi đi, để ký bằng chữ ký số của cơ quan rồi thả lại vào trang này"
        )
        self.add_contents(self._scans, self._attach, self._write, self._send_first)

    def show_state(self, state: OutputState) -> None:
        """Show which scans are attached to the report."""
        count = len(state.scans)
        is_done = bool(count or state.signed)
        if state.signed:
            text = _SIGNED.format(day=state.signed)
        elif count:
            text = f"Đã đính kèm {count} bản quét, đi cùng tệp gửi."
        else:
            text = _TWO_WAYS if state.frozen else _EARLY
        self.set_status(text, is_done=is_done)
        self._attach.setEnabled(state.frozen)
        self._attach.setVisible(not state.signed)
        self._write.setEnabled(state.frozen and bool(state.recipient))
        self._write.setVisible(not is_done)
        self._send_first.setVisible(state.frozen and not is_done)
        self._scans.show_scans(state.scans)


class _ScanList(QWidget):
    """The attached scans, each with a button that takes it off."""

    # str: the SHA-256 of the scan.
    detach_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XS)

    def show_scans(self, scans: Sequence[AttachedScan]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, scan in enumerate(scans, 1):
            self._column.addWidget(self._row(number, scan))
        self.setVisible(bool(scans))

    def _row(self, number: int, scan: AttachedScan) -> QWidget:
        kilobytes = format_count(-(-scan.size // 1024))
        label = QLabel(f"Bản quét {number}: {_KIND_NAMES[scan.kind]}, {kilobytes} KB")
        detach = Button("Bỏ", "remove", lambda: self.detach_requested.emit(scan.sha256))
        detach.setAccessibleName(f"{Verb.DETACH_SCAN.label} {number}")
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label, 1)
        layout.addWidget(detach)
        return row
