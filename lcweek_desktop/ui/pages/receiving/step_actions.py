"""The one right thing to do with a line of what was received, at a click on its button or with Enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.services.receiving.next_step import NextStep, next_step
from lcweek_desktop.ui.pages.receiving.handmade_actions import HandmadeActions
from lcweek_desktop.ui.pages.receiving.question_actions import QuestionActions
from lcweek_desktop.ui.pages.receiving.received_list import ReceivedList
from lcweek_desktop.ui.pages.receiving.unread_actions import UnreadActions
from lcweek_desktop.ui.pages.receiving.waiting_actions import WaitingActions
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.workspace import Workspace


class StepActions:
    """Does what the button beside the current line says."""

    def __init__(
        self,
        operations: Operations[Workspace],
        files: ReceivedList,
        waiting: WaitingActions,
        questions: QuestionActions,
        handmade: HandmadeActions,
        unread: UnreadActions,
    ) -> None:
        self._operations, self._files = operations, files
        self._steps: Mapping[NextStep, Callable[[], object]] = {
            NextStep.ADD_UNIT: lambda: waiting.ask_to_add_units(self._code()),
            NextStep.COMPARE_KEY: lambda: waiting.show_keys(self._code()),
            NextStep.ANSWER: lambda: questions.show_questions(self._code()),
            NextStep.PLACE: waiting.ask_where_it_reports,
            NextStep.ENTER: handmade.read,
            NextStep.ACCEPT: self.accept,
            NextStep.DISMISS: unread.dismiss,
        }
        files.step_chosen.connect(self.do_current)

    def do_current(self) -> None:
        """Do what the current line needs, if there is such a thing."""
        current = self._files.current_received
        step = None if current is None else next_step(current)
        if step is not None:
            self._steps[step]()

    def accept(self) -> None:
        """Tell the unit of the current line that its report that counts was accepted."""
        current = self._files.current_received
        if current is None or current.unit is None:
            return
        code, name = current.unit.code, current.unit.name
        self._operations.run(
            Verb.ACCEPT_REPORT,
            lambda workspace: services.judging.accept(workspace, code),
            status=Verb.ACCEPT_REPORT.done(unit=name),
        )

    def _code(self) -> str:
        current = self._files.current_received
        return "" if current is None or current.unit is None else current.unit.code
