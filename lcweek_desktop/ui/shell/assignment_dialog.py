"""The question before a machine is configured by an assignment: who gives what to which unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.messages import PROGRAM_TITLE
from lcweek_desktop.ui.widgets.theme import NOTICE_STYLE, PRIMARY_STYLE, Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.assigning.assignment_offer import AssignmentOffer

_WIDTH: Final = 640
"""The width at 100 %."""
_ROW_HEIGHT: Final = 24
_FEWEST_ROWS: Final = 2
_MOST_ROWS: Final = 8
"""The height of a line of what else happens at 100 %, and how many lines of it are seen."""


class AssignmentWords(NamedTuple):
    """An assignment in words (services/assigning/assignment_words.py): the question, what it says with what
    each is, what to be sure of, and what else would happen."""

    title: str
    facts: Sequence[tuple[str, str]]
    doubts: Sequence[str]
    outcomes: Sequence[str]


class AssignmentDialog(QDialog):
    """Asks whether this machine is to be configured as `offer` says.

    The key of a giver that this machine does not know has to be compared first, another doubt to be settled,
    and what would lose its place to be looked at: each is a box to tick. Enter without a tick says no.
    """

    # The person said yes.
    confirmed = Signal()

    def __init__(self, parent: QWidget, offer: AssignmentOffer, words: AssignmentWords) -> None:
        super().__init__(parent)
        self._room = parent.window().height()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(PROGRAM_TITLE)
        self.title = QLabel(words.title, wordWrap=True)
        theme().set_font(self.title, TextRole.HEADING)
        self.facts = {about: _selectable(said) for about, said in words.facts}
        self.key = _selectable(offer.file.key.short)
        theme().set_font(self.key, TextRole.TITLE)
        self.doubts = QLabel("\n".join(words.doubts), wordWrap=True)
        theme().apply_style(self.doubts, NOTICE_STYLE)
        self.doubts.setVisible(bool(words.doubts))
        self.outcomes = QPlainTextEdit("\n".join(words.outcomes), readOnly=True, tabChangesFocus=True)
        self.outcomes.setAccessibleName("Những việc khác trên máy này")
        self.outcomes.setVisible(bool(words.outcomes))
        self.compared = QCheckBox("Đã so mã khóa với công văn hoặc danh sách kèm theo, giống từng chữ")
        self.sure = QCheckBox("Đã xem điều lưu ý trên, vẫn nhận gói này")
        self.looked = QCheckBox("Đã xem những chỗ không còn trong biểu mẫu mới")
        is_doubtful = len(words.doubts) > int(offer.key_is_new)
        needed = {self.compared: offer.key_is_new, self.sure: is_doubtful, self.looked: offer.loses}
        for box, is_needed in needed.items():
            box.setVisible(is_needed)
        self._needed = [box for box, is_needed in needed.items() if is_needed]
        self.leave_button = Button("Không nhận", on_click=self.reject)
        self.open_button = Button(Verb.OPEN_ASSIGNMENT.label, on_click=self._confirm)
        theme().apply_style(self.open_button, PRIMARY_STYLE)
        self._lay_out(offer.giver.name)
        for box in self._needed:
            box.toggled.connect(lambda _on: self._update())
        self._update()
        next(iter((*self._needed, self.leave_button))).setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Be as high as the wrapped lines need, which only fonts that are in use tell."""
        super().showEvent(event)
        width, column = theme().px(_WIDTH), self.layout()
        assert column is not None
        height = column.totalHeightForWidth(width)
        more = min(_MOST_ROWS, self.outcomes.document().blockCount()) - _FEWEST_ROWS
        self.setMinimumSize(width, height)
        wanted = height + theme().px(max(0, more) * _ROW_HEIGHT)
        self.resize(width, max(height, min(wanted, self._room)))

    def _update(self) -> None:
        self.open_button.setEnabled(all(box.isChecked() for box in self._needed))

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()

    def _lay_out(self, giver: str) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(theme().px(Space.L))
        form.setVerticalSpacing(theme().px(Space.S))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for about, label in {**self.facts, f"Mã khóa của {giver}": self.key}.items():
            name = QLabel(about)
            theme().apply_style(name, "color: $muted;")
            form.addRow(name, label)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave_button)
        buttons.addWidget(self.open_button)
        self.leave_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(Space.M))
        column.addWidget(self.title)
        column.addLayout(form)
        column.addWidget(self.doubts)
        column.addWidget(self.outcomes, 1)
        for box in (self.compared, self.sure, self.looked):
            column.addWidget(box)
        column.addLayout(buttons)
        self.outcomes.setMinimumHeight(theme().px(_FEWEST_ROWS * _ROW_HEIGHT))


def _selectable(text: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
