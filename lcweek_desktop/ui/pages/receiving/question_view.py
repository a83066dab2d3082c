"""One question: its sentence, the reports it is about side by side, and a button for each answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.rules.rule import cell_name
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.ui.pages.receiving.answer_texts import answer_text
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.marked_words import side_by_side
from lcweek_desktop.ui.widgets.theme import Space, TextRole, bold_font, theme
from lcweek_desktop.ui.widgets.wrapping_table import WrappingTable

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.questions import Answer, AskedReport, Question
    from lcweek_desktop.services.receiving.text_changes import TextChange


_LETTERS: Final = 80
"""The most letters in a line of an answer."""
_SIDE_BY_SIDE: Final = 4
"""The most reports that stand side by side; more are listed one below the other."""


class QuestionView(QWidget):
    """Shows one question at a time; which answer is given is for the owner to do."""

    # Answer, str: the answer that was chosen, and the reason for it, which may be empty.
    answer_chosen = Signal(object, str)

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._question: Question | None = None
        self.on_shown: Callable[[Question], object] = lambda _question: None
        """Called with each question that comes to be shown."""
        self.answer_buttons: list[Button] = []
        """A button for each answer of the question that is shown, in its order."""
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme().set_font(self._words, TextRole.HEADING)
        self.table = WrappingTable("Các báo cáo đang hỏi, cạnh nhau")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Lý do, ghi vào lịch sử (không bắt buộc)")
        self.reason.setAccessibleName("Lý do")
        self._answers = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.M, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self._column.addWidget(self._words)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.reason)
        self._column.addWidget(self._answers)

    def show_question(self, question: Question) -> None:
        """Show `question` in place of the one before; what was typed as a reason is cleared, but not when it
        is the same question."""
        if question == self._question:
            return
        self._question = question
        self._words.setText(question.words)
        self._show_reports(question)
        self.reason.clear()
        self._show_answers(question)
        self.on_shown(question)

    def show_text_changes(self, question: Question, changes: Sequence[TextChange]) -> None:
        """Show below the cells of `question`, if it is still the one that is shown, where the words of its
        first two reports differ, next to each other."""
        if question != self._question or self.table.columnCount() != len(question.reports) + 1:
            return
        for each in changes:
            blank = ("",) * (len(question.reports) - 2)
            self.table.add_marked_row(each.place, (*side_by_side(each.words), *blank))

    def words(self) -> str:
        """The sentence of the question."""
        return self._words.text()

    def _show_answers(self, question: Question) -> None:
        self.answer_buttons = [self._answer_button(question, answer) for answer in question.answers]
        answers = QWidget()
        answers.setLayout(FlowLayout(*self.answer_buttons, fill=False))
        self._column.replaceWidget(self._answers, answers)
        self._answers.deleteLater()
        self._answers = answers
        self.reason.setVisible(bool(question.answers))

    def _answer_button(self, question: Question, answer: Answer) -> Button:
        # A button does not wrap its text, and names of schools are long.
        text = fill(answer_text(question, answer), _LETTERS, break_long_words=False, break_on_hyphens=False)
        return Button(text, on_click=lambda: self._choose(answer))

    def _choose(self, answer: Answer) -> None:
        self.answer_chosen.emit(answer, self.reason.text())

    def _show_reports(self, question: Question) -> None:
        if len(question.reports) > _SIDE_BY_SIDE:
            self.table.show_rows(*_listed(question))
            return
        self.table.show_rows(
            ["", *(_title(each) for each in question.reports)],
            [[name, *values] for name, values in self._rows(question)],
        )
        for row in range(self.table.rowCount()):
            values = [
                item
                for column in range(1, self.table.columnCount())
                if (item := self.table.item(row, column))
            ]
            if len({item.text() for item in values}) > 1:
                for item in values:
                    item.setFont(bold_font())

    def _rows(self, question: Question) -> Iterator[tuple[str, list[str]]]:
        reports = question.reports
        for name, text in _FACTS.items():
            yield name, [*map(text, reports)]
        for cell in question.cells:
            yield (
                cell_name(self._form, cell),
                [self._form.text_of(cell, each.figures.get(cell)) or "để trống" for each in reports],
            )


_FACTS: Final[Mapping[str, Callable[[AskedReport], str]]] = {
    "Tên trong báo cáo": lambda report: report.unit.name,
    "Mã đơn vị": lambda report: report.unit.code,
    "Mã khóa": lambda report: report.key_letters,
    "Gửi đến": lambda report: _came(report),
    "Số ô có số liệu": lambda report: format_count(len(report.figures)),
}
"""What is said of each report, by its name."""


def _listed(question: Question) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """The titles and rows of a list of the reports, of which there are too many to stand side by side."""
    rows = [[_title(report), *(text(report) for text in _FACTS.values())] for report in question.reports]
    return ["Báo cáo", *_FACTS], rows


def _title(report: AskedReport) -> str:
    return f"Bản số {report.revision}, {'đang tính' if report.counted else 'chưa tính'}"


def _came(report: AskedReport) -> str:
    return "gửi riêng" if report.holder is None else f"trong báo cáo của {report.holder.name}"
