"""What fills the window while there is nothing to work with: opening, or a reason why not."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui import icons
from lcweek_desktop.ui.buttons import Button
from lcweek_desktop.ui.theme import PRIMARY, Role, Space, theme

_OUR_FAULT: Final = (
    "Chương trình gặp lỗi khi mở dữ liệu; số liệu đã lưu vẫn nguyên.",
    "Hãy thử lại; nếu vẫn lỗi, hãy báo cho người phụ trách chương trình.",
)


class Waiting(QLabel):
    """Says that something is under way."""

    # It was on screen for the first time.
    painted = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._seen = False
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme().dress(self, "color: $muted;")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            self.painted.emit()


class Nothing(QWidget):
    """What a page or a list shows while it is empty: what will be here, and the button that brings it."""

    def __init__(self, picture: str, title: str, words: str, add: QPushButton | None = None) -> None:
        super().__init__()
        drawn, heading, self._words = QLabel(), QLabel(title), QLabel(words)
        theme().follow(drawn, lambda: drawn.setPixmap(icons.pixmap(picture, "muted", 32)))
        theme().write(heading, Role.HEADING)
        theme().dress(self._words, "color: $muted;")
        column = QVBoxLayout(self)
        column.setSpacing(Space.M)
        column.addStretch(2)
        for label in (drawn, heading, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        if add is not None:
            theme().dress(add, PRIMARY)
            column.addWidget(add, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, words: str) -> None:
        self._words.setText(words)

    def said(self) -> str:
        return self._words.text()


class Refusal(QWidget):
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
        column.addWidget(_text("Chưa mở được dữ liệu", Role.TITLE))
        column.addWidget(_text(sentence, Role.BODY))
        column.addWidget(_text(step, Role.STRONG))
        column.addSpacing(Space.S)
        column.addLayout(self._buttons())
        _center(self, column)

    def _buttons(self) -> QHBoxLayout:
        again, close = Button("Thử lại"), Button("Đóng chương trình")
        theme().dress(again, PRIMARY)
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
    theme().follow(label, lambda: label.setPixmap(icons.pixmap("warning", "warning", 32)))
    return label


def _text(words: str, role: Role) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    theme().write(label, role)
    return label


def _center(widget: QWidget, content: QVBoxLayout) -> None:
    inside = QWidget()
    inside.setLayout(content)
    theme().follow(inside, lambda: inside.setFixedWidth(theme().px(600)))
    row = QHBoxLayout(widget)
    row.addStretch(1)
    row.addWidget(inside, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addStretch(1)
