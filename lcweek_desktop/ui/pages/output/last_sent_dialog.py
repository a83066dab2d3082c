"""The question after data were put back of which nobody can know: which revision was sent last?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.backup.revision_numbers import RestoreQuestion

_HIGHEST: Final = 9_999
"""The highest number that can be given, as on the command line."""
_ADVICE: Final = (
    "Bản chốt tiếp theo sẽ mang số lớn hơn, để nơi nhận không nhầm với bản đã gửi. Nếu không nhớ, hãy hỏi "
    "đơn vị nhận: số bản ghi cạnh báo cáo ở trang Tiếp nhận của nơi đó."
)


class LastSentDialog(QDialog):
    """Asks whether a later revision was sent than the last one that is here, and which. None is the answer
    that is chosen already."""

    def __init__(
        self, parent: QWidget, question: RestoreQuestion, on_answer: Callable[[int], object]
    ) -> None:
        """`on_answer` is called with the number of the last revision sent, 0 for none after those here."""
        super().__init__(parent)
        self._on_answer = on_answer
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Bản đã gửi gần nhất")
        after = f"Sau bản số {question.highest}" if question.highest else "Trước đó"
        self._happened = QLabel(f"Dữ liệu của đơn vị trên máy này được khôi phục ngày {question.day}.")
        self._question = QLabel(f"{after} đã gửi bản nào chưa?")
        self.none_sent = QRadioButton("&Chưa gửi bản nào")
        self.one_sent = QRadioButton("Đã &gửi; bản gần nhất là bản số")
        self.number = QSpinBox()
        self.number.setRange(question.highest + 1, _HIGHEST)
        self.number.setAccessibleName("Số của bản đã gửi gần nhất")
        self.number.valueChanged.connect(lambda _value: self.one_sent.setChecked(True))
        self.number.lineEdit().textEdited.connect(lambda _text: self.one_sent.setChecked(True))
        self.none_sent.setChecked(True)
        self._lay_out()
        self.none_sent.setFocus()

    def accept(self) -> None:
        answer = self.number.value() if self.one_sent.isChecked() else 0
        super().accept()
        self._on_answer(answer)

    def _lay_out(self) -> None:
        theme().set_font(self._question, TextRole.HEADING)
        advice = QLabel(_ADVICE)
        theme().apply_style(advice, "color: $muted;")
        for label in (self._happened, self._question, advice):
            label.setWordWrap(True)
        numbered = QHBoxLayout()
        numbered.addWidget(self.one_sent)
        numbered.addWidget(self.number)
        numbered.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(Space.M))
        column.addWidget(self._happened)
        column.addWidget(self._question)
        column.addWidget(self.none_sent)
        column.addLayout(numbered)
        column.addWidget(advice)
        column.addStretch(1)
        column.addWidget(self._button_box())
        theme().on_theme_change(self, lambda: self.setMinimumWidth(theme().px(520)))

    def _button_box(self) -> QDialogButtonBox:
        go_on, leave = Button("Tiếp tục"), Button("Thôi")
        go_on.setDefault(True)
        theme().apply_style(go_on, PRIMARY_STYLE)
        box = QDialogButtonBox()
        box.addButton(go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box
