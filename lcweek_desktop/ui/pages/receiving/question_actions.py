"""The questions that wait for a decision of this office: a button with their number, and their dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.merge import VersionId
from lcweek_desktop.services.receiving.questions import AnswerKind
from lcweek_desktop.ui.pages.receiving.questions_dialog import QuestionsDialog
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.messages import ask_question

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.journal import PastDecision, ToldDecision
    from lcweek_desktop.services.receiving.questions import Answer, Question
    from lcweek_desktop.services.receiving.text_changes import TextChange
    from lcweek_desktop.services.workspace.workspace import Workspace


class QuestionActions(QObject):
    """Reads the questions and decisions, and does what is chosen in the dialog."""

    # Questions and decisions were read anew.
    changed = Signal()

    def __init__(self, parent: QWidget, operations: Operations[Workspace], form: Form) -> None:
        """The dialog opens above `parent`."""
        super().__init__(parent)
        self._parent, self._operations = parent, operations
        self._past: tuple[PastDecision, ...] = ()
        self._code_to_show = ""
        self.button = Button("", "help", self.show_questions)
        self.dialog = QuestionsDialog(parent, form)
        self.dialog.answer_chosen.connect(self._give)
        self.dialog.question_view.on_shown = self._read_text_changes
        self.dialog.undo_requested.connect(lambda: self.ask_to_undo())
        self._show((), (), ())

    @property
    def count(self) -> int:
        """The number of questions that wait."""
        return self.dialog.questions.count()

    def refresh(self) -> None:
        """Read anew what waits and what was decided."""
        self._operations.read(
            lambda workspace: (
                services.questions.questions(workspace),
                services.journal.past_decisions(workspace),
                services.journal.told_decisions(workspace),
            ),
            lambda read: self._show(*read),
        )

    def show_questions(self, code: str = "") -> None:
        """Open the dialog, on the first question about the unit `code` if there is one, also when the
        questions have still to be read."""
        self._code_to_show = "" if self.dialog.show_unit(code) else code
        self.dialog.show()
        self.dialog.activateWindow()

    def ask_to_undo(self, parent: QWidget | None = None) -> None:
        """Ask above `parent`, None for the dialog of the questions, whether to undo the last decision."""
        last = next((each for each in self._past if not each.undone), None)
        if last is not None:
            ask_question(
                parent or self.dialog,
                "Lấy lại quyết định cuối?",
                detail=last.words,
                yes="Lấy lại",
                then=self._undo,
            )

    def _show(
        self,
        questions: tuple[Question, ...],
        past: tuple[PastDecision, ...],
        told: tuple[ToldDecision, ...],
    ) -> None:
        self._past = past
        self.dialog.show_state(questions, past, told)
        if self.dialog.show_unit(self._code_to_show):
            self._code_to_show = ""
        self.button.setText(f"Quyết định ({len(questions)})…" if questions else "Quyết định…")
        self.button.setEnabled(bool(questions or past or told))
        self.changed.emit()

    def _read_text_changes(self, question: Question) -> None:
        """Read where the words of the first two reports of `question` differ, and show it."""
        if len(question.reports) < 2 or any(each.holder is not None for each in question.reports[:2]):
            return
        unit = question.units[0].id
        first, second = (VersionId(each.fingerprint, each.key) for each in question.reports[:2])

        def show(changes: tuple[TextChange, ...]) -> None:
            self.dialog.question_view.show_text_changes(question, changes)

        self._operations.read(
            lambda workspace: services.text_changes.text_changes(workspace, unit, second, first), show
        )

    def _give(self, question: Question, answer: Answer, reason: str) -> None:
        if answer.kind is AnswerKind.WAIT and question.message:
            QGuiApplication.clipboard().setText(question.message)
        self._operations.run(
            Verb.ANSWER_QUESTION,
            lambda workspace: services.questions.give(workspace, answer, reason),
            status=Verb.ANSWER_QUESTION.done(),
        )

    def _undo(self) -> None:
        self._operations.run(
            Verb.UNDO_DECISION,
            lambda workspace: services.journal.undo(workspace),
            lambda undone: self._operations.show_status(Verb.UNDO_DECISION.done(decision=undone.words)),
        )
