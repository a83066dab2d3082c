"""The page that says why the data folder could not be opened, and offers the ways on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from lcweek_desktop.errors import KnownError, LcweekError
from lcweek_desktop.ui.shell.rescue_panel import RescuePanel
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme

_OUR_FAULT: Final = (
    "Chương trình gặp lỗi khi mở dữ liệu; số liệu đã lưu vẫn nguyên.",
    "Hãy thử lại; nếu vẫn lỗi, hãy báo cho người phụ trách chương trình.",
)


_DAMAGE: Final = ("store-damaged", "store-foreign", "store-lost", "store-hash")
"""The codes of errors for which a damaged or lost file may be the reason."""


class OpenFailedPage(QWidget):
    """Says what happened and what to do, for an error of the catalogue or any other."""

    # The data folder is to be opened once more.
    retry_requested = Signal()
    # The program is to be closed.
    close_requested = Signal()
    # Restoring (ui/session/session.py): a backup is to take the place of the data.
    restore_requested = Signal(object)

    def __init__(self, error: Exception, home: Path) -> None:
        """`home` is the data folder. Where `error` may come from damage, ways around it are offered."""
        super().__init__()
        is_other = isinstance(error, KnownError) and error.code not in _DAMAGE
        self.rescue = None if is_other else RescuePanel(home)
        """What is offered instead of the data; None where they need only be opened once more."""
        sentence, next_step = _OUR_FAULT
        if isinstance(error, LcweekError):
            sentence, next_step = error.sentence, error.next_step
        column = QVBoxLayout()
        column.setSpacing(Space.M)
        column.addWidget(_picture())
        column.addWidget(_label("Chưa mở được dữ liệu", TextRole.TITLE))
        column.addWidget(_label(sentence, TextRole.BODY))
        column.addWidget(_label(next_step, TextRole.STRONG))
        column.addSpacing(Space.S)
        if self.rescue is not None:
            column.addWidget(self.rescue)
            self.rescue.restore_requested.connect(self.restore_requested)
        column.addLayout(self._buttons())
        _center(self, column)

    def leave_data(self) -> Callable[[], object]:
        """End what is still being done with the data folder, which is opened next, or not any more. Returns
        what waits for that, on whatever thread; the page has to be kept until then."""
        return (lambda: None) if self.rescue is None else self.rescue.stop()

    def _buttons(self) -> QHBoxLayout:
        retry = Button("Thử lại", on_click=self.retry_requested.emit)
        close = Button("Đóng chương trình", on_click=self.close_requested.emit)
        if self.rescue is None:
            theme().apply_style(retry, PRIMARY_STYLE)
        retry.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(retry)
        row.addWidget(close)
        row.addStretch(1)
        return row


def _picture() -> QLabel:
    label = QLabel()
    theme().on_theme_change(label, lambda: label.setPixmap(icons.pixmap("warning", "warning", icons.LARGE)))
    return label


def _label(text: str, role: TextRole) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    theme().set_font(label, role)
    return label


def _center(widget: QWidget, content: QVBoxLayout) -> None:
    """Lay out `content` in the middle of `widget`, where it scrolls on a screen that is too small for it."""
    inside, middle, scroll = QWidget(), QWidget(), QScrollArea()
    inside.setLayout(content)
    theme().on_theme_change(inside, lambda: inside.setFixedWidth(theme().px(600)))
    row = QHBoxLayout(middle)
    row.addStretch(1)
    row.addWidget(inside, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addStretch(1)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setWidget(middle)
    outside = QVBoxLayout(widget)
    outside.setContentsMargins(0, 0, 0, 0)
    outside.addWidget(scroll)
