"""The line that says that the unit at work is made up, with the button that ends practising."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import Space, theme


class PracticeNotice(QFrame):
    """Stands above the pages as long as somebody practises."""

    # Practising is to end, and what was made up is to be thrown away.
    end_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        label = QLabel(
            "Đơn vị dùng thử, không gửi được. Cứ sửa, xóa, in thử: số liệu thật không bị ảnh hưởng.",
            wordWrap=True,
        )
        self.end_button = Button(Verb.END_PRACTICE.label, on_click=self.end_requested.emit)
        theme().apply_style(
            self, "PracticeNotice { background: $warning_soft; border: 0; border-bottom: 1px solid $line; }"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.XS, Space.L, Space.XS)
        row.addWidget(label, 1)
        row.addWidget(self.end_button)
