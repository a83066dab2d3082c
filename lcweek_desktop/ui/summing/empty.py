"""What the page shows while no report of another unit is in the sums."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from lcweek_desktop.services.summing import Progress
from lcweek_desktop.ui import icons
from lcweek_desktop.ui.buttons import Button
from lcweek_desktop.ui.theme import PRIMARY, Role, theme


class Empty(QWidget):
    """Says who is expected, and leads to where reports are received."""

    receiving_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        picture, words = QLabel(), QLabel("Chưa có báo cáo nào để tổng hợp")
        self._said, self.receive_button = QLabel(), Button("Nhận báo cáo…")
        self._said.setWordWrap(True)
        theme().follow(picture, lambda: picture.setPixmap(icons.pixmap("summing", "muted", 48)))
        theme().write(words, Role.HEADING)
        theme().dress(self._said, "color: $muted;")
        theme().dress(self.receive_button, PRIMARY)
        self.receive_button.clicked.connect(self.receiving_wanted)
        column = QVBoxLayout(self)
        column.addStretch(2)
        for label in (picture, words, self._said):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addWidget(self.receive_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_progress(self, now: Progress, names: Mapping[str, str]) -> None:
        waiting = ", ".join(names[code] for code in now.waiting)
        if waiting:
            said = f"Chờ quyết định ở trang Tiếp nhận: {waiting}."
        elif now.expected:
            said = f"{len(now.expected)} đơn vị trực thuộc chưa nộp. Nhận tệp của đơn vị ở trang Tiếp nhận."
        else:
            said = "Danh mục chưa có đơn vị trực thuộc; báo cáo nhận được vẫn được tổng hợp ở đây."
        self._said.setText(f"{said}\nSố liệu của riêng đơn vị nằm ở trang Phụ lục II.")

    def said(self) -> str:
        return self._said.text()
