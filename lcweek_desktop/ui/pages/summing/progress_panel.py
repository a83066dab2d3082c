"""How many units are in the sums, wait for a decision or are missing: above the sums, and while there are
none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.placeholders import EmptyState
from lcweek_desktop.ui.widgets.progress import StackedBar
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.summing.reporting_status import ReportingProgress

_NAMED: Final = 4
"""The most units that are named in one line."""


class ProgressPanel(QWidget):
    """A sentence, a bar, and the names of the units that the sums lack."""

    def __init__(self) -> None:
        super().__init__()
        self._counts, self._damaged, self._missing, self._bar = QLabel(), QLabel(), QLabel(), StackedBar()
        theme().set_font(self._counts, TextRole.HEADING)
        theme().apply_style(self._damaged, "color: $error;")
        theme().apply_style(self._missing, "color: $muted;")
        for label in (self._counts, self._damaged, self._missing):
            label.setWordWrap(True)
            label.setMinimumWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for widget in (self._counts, self._bar, self._damaged, self._missing):
            column.addWidget(widget)
        column.addStretch(1)

    def show_progress(self, now: ReportingProgress, names: Mapping[str, str]) -> None:
        """Show `now`. `names` are the names of all units in it, by code."""
        questions = [code for code in now.waiting if code not in now.damaged]
        waiting = [code for code in questions if code not in now.received]
        parts = [f"Đã tính {len(now.received)}/{len(now.expected)} đơn vị trực thuộc"]
        if questions:
            parts.append(f"{len(questions)} đơn vị chờ quyết định")
        if now.damaged:
            parts.append(f"thiếu {len(now.damaged)} đơn vị bị hỏng dữ liệu")
        if now.missing:
            parts.append(f"{len(now.missing)} đơn vị chưa nộp")
        self._counts.setText(" · ".join(parts))
        self._show_damaged([names[code] for code in now.damaged])
        self._show_missing([names[code] for code in now.missing])
        self._bar.show_parts(
            (
                (len(now.received), "ok"),
                (len(waiting), "warning"),
                (len(now.damaged), "error"),
                (len(now.missing), "closed"),
            )
        )
        self._bar.setAccessibleName(self._counts.text())

    def text(self) -> str:
        """Everything it says, in lines."""
        labels = (self._counts, self._damaged, self._missing)
        return "\n".join(label.text() for label in labels if label.text())

    def _show_damaged(self, names: list[str]) -> None:
        self._damaged.setText(
            f"Dữ liệu đã lưu bị hỏng, chưa tính: {_listed(names)}. Xem cách chữa ở trang Tiếp nhận."
            if names
            else ""
        )
        self._damaged.setToolTip("\n".join(names))
        self._damaged.setVisible(bool(names))

    def _show_missing(self, names: list[str]) -> None:
        self._missing.setText(f"Chưa nộp: {_listed(names)}." if names else "")
        self._missing.setToolTip("\n".join(names))
        self._missing.setVisible(bool(names))


def _listed(names: list[str]) -> str:
    rest = f" và {len(names) - _NAMED} đơn vị khác" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{rest}"


class NoSumsYet(EmptyState):
    """Shown while no report of another unit is in the sums: who is expected, and the way to where reports are
    received."""

    # The page where reports are received is to be shown.
    receiving_requested = Signal()

    def __init__(self) -> None:
        self.receive_button = Button(f"{Verb.RECEIVE.label}…")
        super().__init__("summing", "Chưa có báo cáo nào để tổng hợp", "", self.receive_button)
        self.receive_button.clicked.connect(self.receiving_requested)

    def show_progress(self, now: ReportingProgress, names: Mapping[str, str]) -> None:
        """Say who is expected, as `now` has it. `names` are the names of all units in it, by code."""
        waiting = ", ".join(names[code] for code in now.waiting if code not in now.damaged)
        if now.damaged:
            damaged = _listed([names[code] for code in now.damaged])
            text = f"Dữ liệu đã lưu bị hỏng, xem cách chữa ở trang Tiếp nhận: {damaged}."
        elif waiting:
            text = f"Chờ quyết định ở trang Tiếp nhận: {waiting}."
        elif now.expected:
            text = f"{len(now.expected)} đơn vị trực thuộc chưa nộp. Nhận tệp của đơn vị ở trang Tiếp nhận."
        else:
            text = "Danh mục chưa có đơn vị trực thuộc; báo cáo nhận được vẫn được tổng hợp ở đây."
        self.set_description(f"{text}\nSố liệu của riêng đơn vị nằm ở trang Phụ lục II.")
