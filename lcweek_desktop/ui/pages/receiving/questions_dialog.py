"""The dialog of what waits for a person's decision, and of what was decided, which can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.values import minute_text
from lcweek_desktop.services.receiving.questions import QuestionKind
from lcweek_desktop.ui.pages.receiving.answer_texts import question_title, question_units
from lcweek_desktop.ui.pages.receiving.question_view import QuestionView
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.placeholders import EmptyState
from lcweek_desktop.ui.widgets.theme import Space, theme
from lcweek_desktop.ui.widgets.wrapping_table import WrappingTable

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.journal import PastDecision, ToldDecision
    from lcweek_desktop.services.receiving.questions import Question

_QUESTION_ROLE: Final = Qt.ItemDataRole.UserRole
_LIST_STYLE: Final = (
    "QListWidget::item { padding: ${xs}; border-bottom: 1px solid $line; }"
    "QListWidget::item:selected { background: $accent_soft; color: $ink; }"
)
_SIZE: Final = (1080, 600)
"""The size of the dialog in pixels at 100 %."""
_WIDTHS: Final = (280, 760)
"""The widths of the list and of the question, in pixels at 100 %."""


class QuestionsDialog(QDialog):
    """Lists the questions, shows the current one with its answers, and what was decided before. It does not
    keep the page behind it from being used; the owner shows it anew whenever something was received or
    decided."""

    # Question, Answer, str: the answer that was chosen, and the reason for it.
    answer_chosen = Signal(object, object, str)
    # The last decision is to be taken back.
    undo_requested = Signal()

    def __init__(self, parent: QWidget, form: Form) -> None:
        super().__init__(parent)
        self.setWindowTitle("Việc chờ quyết định")
        self.questions = QListWidget()
        self.questions.setWordWrap(True)
        theme().apply_style(self.questions, _LIST_STYLE)
        self.questions.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.questions.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.questions.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.questions.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.questions.setAccessibleName("Các việc chờ quyết định")
        self.question_view = QuestionView(form)
        self.decisions = WrappingTable("Các quyết định đã có")
        self.undo_button = Button(f"{Verb.UNDO_DECISION.label}…", "undo", self.undo_requested.emit)
        self.tabs = QTabWidget()
        self._pages = QStackedWidget()
        self._lay_out()
        self.questions.currentItemChanged.connect(lambda _now, _before: self._show_current())
        self.question_view.answer_chosen.connect(self._choose)

    def show_state(
        self, questions: Sequence[Question], past: Sequence[PastDecision], told: Sequence[ToldDecision]
    ) -> None:
        """Show these questions and decisions, those that units below took at the end. The question that was
        current stays so if it is still there."""
        current = self.current_question
        self.questions.clear()
        items = [_question_item(question) for question in questions]
        for item in items:
            self.questions.addItem(item)
        kept = next((item for item in items if _is_same(_question(item), current)), None)
        if items:
            self.questions.setCurrentItem(kept or items[0])
        else:
            self.question_view.reason.clear()
        self._pages.setCurrentIndex(0 if items else 1)
        self.decisions.show_rows(
            ["Ngày giờ", "Quyết định", "Lý do"], [*map(_decision_texts, past), *map(_told_texts, told)]
        )
        self.decisions.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        last = next((each for each in past if not each.undone), None)
        self.undo_button.setEnabled(last is not None)
        self.undo_button.setToolTip("" if last is None else last.words)
        self.tabs.setTabText(0, f"Chờ quyết định ({len(items)})")

    def show_unit(self, code: str) -> bool:
        """Make the first question about the unit `code` current; whether there is one."""
        for row in range(self.questions.count()):
            question = _question(self.questions.item(row))
            if question is not None and code in {unit.code for unit in question.units}:
                self.questions.setCurrentRow(row)
                return True
        return False

    @property
    def current_question(self) -> Question | None:
        """The question that is shown; None while there is none."""
        return _question(self.questions.currentItem())

    def _choose(self, answer: object, reason: str) -> None:
        self.answer_chosen.emit(self.current_question, answer, reason)

    def _show_current(self) -> None:
        if self.current_question is not None:
            self.question_view.show_question(self.current_question)

    def _lay_out(self) -> None:
        waiting = QSplitter(Qt.Orientation.Horizontal)
        waiting.setChildrenCollapsible(False)
        waiting.addWidget(self.questions)
        waiting.addWidget(self.question_view)
        waiting.setStretchFactor(1, 1)
        theme().on_theme_change(self, lambda: waiting.setSizes([*map(theme().px, _WIDTHS)]))
        waiting.setContentsMargins(*(4 * (Space.S,)))
        self._pages.addWidget(waiting)
        self._pages.addWidget(EmptyState("done", "Không có việc nào chờ quyết định", ""))
        decided, decided_column = QWidget(), QVBoxLayout()
        decided.setLayout(decided_column)
        decided_column.addWidget(self.decisions, 1)
        decided_column.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.tabs.addTab(self._pages, "Chờ quyết định")
        self.tabs.addTab(decided, "Lịch sử quyết định")
        column = QVBoxLayout(self)
        column.setSpacing(Space.M)
        column.addWidget(self.tabs)
        close = Button("Đóng", "close", self.close)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        theme().on_theme_change(self, lambda: self.resize(*map(theme().px, _SIZE)))


def _question(item: QListWidgetItem | None) -> Question | None:
    question: Question | None = None if item is None else item.data(_QUESTION_ROLE)
    return question


def _is_same(one: Question | None, other: Question | None) -> bool:
    return one is not None and other is not None and _subject(one) == _subject(other)


def _subject(question: Question) -> tuple[object, ...]:
    """What `question` is about: of a unit there is one question of a kind, but one for each key."""
    keys = [answer.key for answer in question.answers] if question.kind is QuestionKind.KEY else ()
    return (question.kind, question.units, *keys)


def _question_item(question: Question) -> QListWidgetItem:
    item = QListWidgetItem(f"{question_title(question)}\n{question_units(question)}")
    item.setData(_QUESTION_ROLE, question)
    return item


def _decision_texts(past: PastDecision) -> list[str]:
    at = "trước đây" if past.at is None else minute_text(past.at)
    return [at, f"{past.words} (đã lấy lại)" if past.undone else past.words, past.reason]


def _told_texts(told: ToldDecision) -> list[str]:
    return ["", f"Theo báo cáo của {told.teller.name}: {told.words}", ""]
