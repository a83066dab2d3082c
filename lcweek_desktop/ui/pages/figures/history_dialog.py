"""Lịch sử của ô: what a cell held, newest first, and a way to have it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QLabel, QVBoxLayout, QWidget

from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.sight import dialog_size
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme
from lcweek_desktop.ui.widgets.wrapping_table import WrappingTable

if TYPE_CHECKING:
    from lcweek_desktop.services.report.cell_history import CellChange

_SIZE: Final = (700, 460)
_SHARES: Final = (3, 5, 3)
_TITLES: Final = ("Giá trị", "Việc đã làm", "Lúc")
_BLANK: Final = "(để trống)"
_HINT: Final = (
    "Xếp theo thứ tự đã làm, mới nhất ở trên; giờ là giờ của máy tính lúc đó. Lấy lại giá trị cũ là một lần "
    "sửa như mọi lần khác: Ctrl+Z hoàn tác được."
)


class HistoryDialog(QDialog):
    """Lists the changes of one cell. A double click, Enter or the button puts the value of a line back."""

    def __init__(
        self,
        parent: QWidget,
        cell: str,
        now: str,
        changes: Sequence[CellChange],
        put_back: Callable[[str], object],
    ) -> None:
        """`cell` is what people call it, `now` what was entered in it; `put_back` is called with the value
        that is chosen."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Lịch sử của ô")
        self.resize(dialog_size(parent, *_SIZE))
        self._now, self._put_back = now, put_back
        self._values = [change.value for change in changes]
        self.table = WrappingTable("Các giá trị của ô, mới nhất ở trên")
        self.table.show_rows(_TITLES, [_line(change) for change in changes])
        self.put_back_button = Button("Lấy lại giá trị này", on_click=self._choose)
        self._lay_out(cell, now)
        self.table.itemActivated.connect(lambda _item: self._choose())
        self.table.itemSelectionChanged.connect(self._update)
        self.table.selectRow(0)
        self.table.setFocus()

    def _choose(self) -> None:
        if self.put_back_button.isEnabled():
            value = self._values[self.table.currentRow()]
            self.accept()
            self._put_back(value)

    def _update(self) -> None:
        row = self.table.currentRow()
        self.put_back_button.setEnabled(row >= 0 and self._values[row] != self._now)

    def _lay_out(self, cell: str, now: str) -> None:
        title, hint = QLabel(f"{cell}: hiện là {now or _BLANK}"), QLabel(_HINT)
        theme().set_font(title, TextRole.STRONG)
        theme().apply_style(hint, "color: $muted;")
        icons.set_icon(self.put_back_button, "undo", "on_accent")
        theme().apply_style(self.put_back_button, PRIMARY_STYLE)
        for label in (title, hint):
            label.setWordWrap(True)
        header = self.table.horizontalHeader()
        for section, share in enumerate(_SHARES[:-1]):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(section, (self.width() - theme().px(4 * Space.L)) * share // sum(_SHARES))
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(Button("Đóng", on_click=self.reject))
        below.addWidget(self.put_back_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * (theme().px(Space.L),)))
        column.setSpacing(theme().px(Space.M))
        column.addWidget(title)
        column.addWidget(self.table, 1)
        column.addWidget(hint)
        column.addLayout(below)


def _line(change: CellChange) -> tuple[str, str, str]:
    act = change.act or "thay đổi"
    day, _, time = change.at.partition("T")
    return change.value or _BLANK, act[:1].upper() + act[1:], f"{time} {'/'.join(reversed(day.split('-')))}"
