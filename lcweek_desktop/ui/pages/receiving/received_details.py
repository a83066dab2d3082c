"""One received report: why it stands where it stands, where it differs from another, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from lcweek_desktop.domain.form import Cell, Form
from lcweek_desktop.domain.rules.rule import cell_name
from lcweek_desktop.domain.values import format_number
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.ui.widgets.theme import CARD_STYLE, Space, TextRole, bold_font, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.received_items import ReceivedItem

EMPTY: Final = "Chọn một báo cáo trong danh sách để xem lý do và các ô khác nhau."
_OTHER: Final = {Need.CHANGED: "Bản trước", Need.DECISION: "Bản kia", Need.PAPER: "Tệp đang giữ"}
_WARNED: Final = "QLabel { background: $warning_soft; color: $warning; border-radius: 6px; padding: ${s}; }"


class ReceivedDetails(QFrame):
    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._title, self._said, self._doubts, self._compared = (QLabel() for _ in range(4))
        self.changes = QTreeWidget()
        self._lay_out()
        self.show_received(None)

    def show_received(self, arrival: ReceivedItem | None) -> None:
        self.changes.clear()
        self._title.setText("" if arrival is None else _name(arrival))
        self._title.setVisible(arrival is not None)
        self._said.setText(EMPTY if arrival is None else arrival.sentence)
        self._doubts.setText("" if arrival is None else "\n".join(arrival.doubts))
        self._doubts.setVisible(bool(self._doubts.text()))
        self._compared.setText("" if arrival is None else _compared(arrival))
        self._compared.setVisible(bool(self._compared.text()))
        self.changes.setVisible(arrival is not None and bool(arrival.changes))
        if arrival is not None and arrival.changes:
            other = _OTHER.get(arrival.need, "Bản đang tính")
            this = "Bản giấy" if arrival.need is Need.PAPER else "Bản này"
            self.changes.setHeaderLabels(["Ô số liệu", f"{other} (số {arrival.other_revision})", this])
            self.changes.setColumnHidden(1, arrival.other_revision is None)
            self.changes.addTopLevelItems([self._line(*change) for change in arrival.changes])

    def told(self) -> str:
        return "\n".join(label.text() for label in self._labels)

    @property
    def _labels(self) -> tuple[QLabel, ...]:
        return self._title, self._said, self._doubts, self._compared

    def _line(self, cell: Cell, before: int | None, now: int | None) -> QTreeWidgetItem:
        line = QTreeWidgetItem([cell_name(self._form, cell), _number(before), _number(now)])
        line.setToolTip(0, line.text(0))
        for column in (1, 2):
            line.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.setFont(2, bold_font())
        return line

    def _lay_out(self) -> None:
        self.setObjectName("card")
        theme().apply_style(self, CARD_STYLE)
        theme().set_font(self._title, TextRole.HEADING)
        theme().set_font(self._compared, TextRole.STRONG)
        theme().apply_style(self._doubts, _WARNED)
        for label in self._labels:
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.changes.setRootIsDecorated(False)
        self.changes.setUniformRowHeights(True)
        self.changes.setAccessibleName("Các ô khác nhau")
        header = self.changes.header()
        header.setStretchLastSection(False)
        self.changes.setHeaderLabels(["", "", ""])
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        column_of_parts = QVBoxLayout(self)
        column_of_parts.setSpacing(Space.S)
        for part in self._labels:
            column_of_parts.addWidget(part)
        column_of_parts.addWidget(self.changes, 100)
        column_of_parts.addStretch(1)


def _number(value: int | None) -> str:
    return "để trống" if value is None else format_number(value)


def _name(arrival: ReceivedItem) -> str:
    return arrival.file if arrival.unit is None else arrival.unit.name


def _compared(arrival: ReceivedItem) -> str:
    if arrival.other_revision is None:
        return "Số liệu đọc từ bản giấy:" if arrival.changes else ""
    if not arrival.changes:
        return f"Số liệu giống hệt bản số {arrival.other_revision}; chỉ khác lời văn, ảnh hoặc dòng thêm."
    return f"{len(arrival.changes)} ô khác nhau:"
