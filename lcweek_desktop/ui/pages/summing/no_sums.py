"""What the page shows while no report of another unit is in the sums."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from lcweek_desktop.services.summing.rollup import ReportingProgress
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.placeholders import EmptyState


class NoSumsYet(EmptyState):
    """Says who is expected, and leads to where reports are received."""

    receiving_wanted = Signal()

    def __init__(self) -> None:
        self.receive_button = Button("Nhận báo cáo…")
        super().__init__("summing", "Chưa có báo cáo nào để tổng hợp", "", self.receive_button)
        self.receive_button.clicked.connect(self.receiving_wanted)

    def show_progress(self, now: ReportingProgress, names: Mapping[str, str]) -> None:
        waiting = ", ".join(names[code] for code in now.waiting)
        if waiting:
            said = f"Chờ quyết định ở trang Tiếp nhận: {waiting}."
        elif now.expected:
            said = f"{len(now.expected)} đơn vị trực thuộc chưa nộp. Nhận tệp của đơn vị ở trang Tiếp nhận."
        else:
            said = "Danh mục chưa có đơn vị trực thuộc; báo cáo nhận được vẫn được tổng hợp ở đây."
        self.set_description(f"{said}\nSố liệu của riêng đơn vị nằm ở trang Phụ lục II.")
