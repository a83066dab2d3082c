"""The page that says why the data folder could not be opened, and offers to try again."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme

_OUR_FAULT: Final = (
    "Chương trình gặp lỗi khi mở dữ liệu; số liệu đã lưu vẫn nguyên.",
    "Hãy thử lại; nếu vẫn lỗi, hãy báo cho người phụ trách chương trình.",
)


class OpenFailedPage(QWidget):
    """The data folder could not be opened: what happened, what to do, and to try again."""

    again_wanted = Signal()
    closing_wanted = Signal()

    def __init__(self, error: Exception) -> None:
        super().__init__()
        sentence, step = _OUR_FAULT
        if isinstance(error, LcweekError):
            sentence, step = error.sentence, error.next_step
        column = QVBoxLayout()
        column.setSpacing(Space.M)
        column.addWidget(_picture())
        column.addWidget(_text("Chưa mở được dữ liệu", TextRole.TITLE))
        column.addWidget(_text(sentence, TextRole.BODY))
        column.addWidget(_text(step, TextRole.STRONG))
        column.addSpacing(Space.S)
        column.addLayout(self._buttons())
        _center(self, column)

    def _buttons(self) -> QHBoxLayout:
        again, close = Button("Thử lại"), Button("Đóng chương trình")
        theme().apply_style(again, PRIMARY_STYLE)
        again.setDefault(True)
        again.clicked.connect(self.again_wanted)
        close.clicked.connect(self.closing_wanted)
        row = QHBoxLayout()
        row.addWidget(again)
        row.addWidget(close)
        row.addStretch(1)
        return row


def _picture() -> QLabel:
    label = QLabel()
    theme().on_theme_change(label, lambda: label.setPixmap(icons.pixmap("warning", "warning", 32)))
    return label


def _text(words: str, role: TextRole) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    theme().set_font(label, role)
    return label


def _center(widget: QWidget, content: QVBoxLayout) -> None:
    inside = QWidget()
    inside.setLayout(content)
    theme().on_theme_change(inside, lambda: inside.setFixedWidth(theme().px(600)))
    row = QHBoxLayout(widget)
    row.addStretch(1)
    row.addWidget(inside, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addStretch(1)
