"""The scans attached to the report, each with a way to take it off again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lcweek_desktop.domain.values import format_number
from lcweek_desktop.ui.pages.output.output_state import AttachedScan
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import Space

_KINDS = {"pdf": "PDF", "jpg": "Ảnh"}


class ScanList(QWidget):
    # str: the SHA-256 of a scan that is to be taken off.
    removal_wanted = Signal(str)

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
            self._column.addWidget(self._line(number, scan))
        self.setVisible(bool(scans))

    def _line(self, number: int, scan: AttachedScan) -> QWidget:
        kilobytes = format_number(-(-scan.size // 1024))
        words = QLabel(f"Bản quét {number}: {_KINDS[scan.kind]}, {kilobytes} KB")
        remove = Button("Bỏ", "remove", lambda: self.removal_wanted.emit(scan.sha256))
        remove.setAccessibleName(f"Bỏ bản quét {number}")
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        row.addWidget(remove)
        return line
