"""The third step: scans or photos of the signed, stamped paper."""

from __future__ import annotations

from PySide6.QtCore import Signal

from lcweek_desktop.ui.pages.output.output_state import OutputState
from lcweek_desktop.ui.pages.output.scanlist import ScanList
from lcweek_desktop.ui.pages.output.step import StepCard
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, theme


class ScanningCard(StepCard):
    adding_wanted = Signal()
    # str: the SHA-256 of a scan to take off.
    removal_wanted = Signal(str)
    # The file is to be sent before the signed paper is scanned.
    skipped = Signal()

    def __init__(self, number: int) -> None:
        super().__init__(number, "Bản đã ký, đóng dấu")
        self._scans = ScanList()
        self._scans.removal_wanted.connect(self.removal_wanted)
        self._attach = Button("Đính kèm bản quét…", "attach", self.adding_wanted.emit)
        icons.set_icon(self._attach, "attach", "on_accent")
        theme().apply_style(self._attach, PRIMARY_STYLE)
        self._skip = Button("Chưa có bản quét, gửi trước", "right", self.skipped.emit)
        self.add(self._scans, self._attach, self._skip)

    def show_status(self, now: OutputState) -> None:
        count = len(now.scans)
        if count:
            words = f"Đã đính kèm {count} bản quét, đi cùng tệp gửi."
        elif now.frozen:
            words = "Quét hoặc chụp bản đã ký, đóng dấu rồi thả tệp PDF, JPEG, PNG vào trang này."
        else:
            words = "Sau khi in bản chính mới có bản giấy để ký và quét."
        self.tell(words, done=bool(count))
        self._attach.setEnabled(now.frozen)
        self._skip.setVisible(now.frozen and not count)
        self._scans.show_scans(now.scans)
