"""What waits for a person of this office: units to add, keys to confirm, reports to choose between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.ui.board.change_dialog import MoveDialog
from lcweek_desktop.ui.pages.receiving.keys_dialog import KeysDialog
from lcweek_desktop.ui.pages.receiving.question_actions import QuestionActions
from lcweek_desktop.ui.pages.receiving.received_list import ReceivedList
from lcweek_desktop.ui.pages.receiving.receiver import Receiver
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.messages import ask_question

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.deciding import ConfirmedKeys
    from lcweek_desktop.services.receiving.received_items import ReceivedItem
    from lcweek_desktop.services.workspace.workspace import Workspace

_DECIDABLE: Final = (Need.DECISION, Need.OLD)
_UNCOMPARED: Final = (Need.KEY, Need.PROVISIONAL)
_NAMED: Final = 12
"""The most units that a question names."""


class WaitingActions(QObject):
    """The buttons for what waits, each enabled or visible while something waits for it."""

    def __init__(
        self,
        parent: QWidget,
        operations: Operations[Workspace],
        files: ReceivedList,
        receiver: Receiver,
        questions: QuestionActions,
    ) -> None:
        """`files` shows what waits; dialogs open above `parent`. `questions` are asked in a dialog of their
        own."""
        super().__init__(parent)
        self._parent = parent
        self._operations = operations
        self._files = files
        self._receiver = receiver
        self._questions = questions
        self.keys = KeysDialog(parent, operations)
        self.keys.keys_confirmed.connect(self._confirm_keys)
        self.keys.key_refused.connect(self._take_back_key)
        self.keys.undo_requested.connect(lambda: questions.ask_to_undo(self.keys))
        self._unit_to_show = ""
        self.add_units_button = Button("", "people", lambda: self.ask_to_add_units())
        self.keys_button = Button("", "key", self.show_keys)
        self.decide_button = Button(Verb.DECIDE.label, "check", self.decide)
        self.place_button = Button(f"{Verb.PLACE_UNIT.label}…", "units", self.ask_where_it_reports)
        self.update_buttons()

    def update_buttons(self) -> None:
        """Offer what can be done now."""
        unknown = self._files.with_need(Need.UNKNOWN_UNIT)
        units = {each.unit.code for each in unknown if each.unit is not None}
        self.add_units_button.setVisible(bool(units))
        self.add_units_button.setText(f"{Verb.ADD_UNKNOWN_UNITS.label} ({len(units)})…")
        keys = {(each.unit, each.key) for each in self._uncompared()}
        count = f" ({len(keys)})" if keys else ""
        self.keys_button.setText(f"{Verb.CONFIRM_KEYS.label}{count}…")
        self.keys_button.setEnabled(bool(keys))
        current = self._files.current_received
        self.decide_button.setEnabled(current is not None and current.need in _DECIDABLE)
        self.place_button.setVisible(current is not None and current.misplaced is not None)

    def ask_to_add_units(self, code: str = "") -> None:
        """Ask whether to add the units that the directory does not know; only the one with `code` unless it
        is empty."""
        waiting = [
            each for each in self._files.with_need(Need.UNKNOWN_UNIT) if not code or _code(each) == code
        ]
        units = {each.unit.code: each.unit.name for each in waiting if each.unit is not None}
        if units and not self._receiver.is_busy:
            names = sorted(units.values())
            ask_question(
                self._parent,
                f"Thêm {len(units)} đơn vị vào danh mục báo cáo về đây?",
                detail="\n".join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])]),
                yes="Thêm vào danh mục",
                then=lambda: self._receiver.add_units(units, len(waiting)),
            )

    def ask_where_it_reports(self) -> None:
        """Ask below which unit the one of the current file is listed, and receive the file again."""
        current = self._files.current_received
        unit = None if current is None else current.misplaced
        if unit is None or self._receiver.is_busy:
            return

        def given(receiver: str, reason: str) -> None:
            self._receiver.place_unit(unit.code, receiver, reason)

        self._operations.read(
            lambda workspace: services.unit_tree.receivers(workspace),
            lambda known: MoveDialog(self._parent, unit, known, given, Verb.PLACE_UNIT).open(),
        )

    @property
    def keys_wait(self) -> bool:
        """Whether a report is not counted because its key was not compared."""
        return bool(self._files.with_need(Need.KEY))

    def show_keys(self, code: str = "") -> KeysDialog:
        """Show all keys that nobody compared, to be compared with the paper and confirmed; first that of the
        unit `code`, also when what was received has still to be read."""
        self.keys.show_keys(self._uncompared())
        self.keys.show_unit(code)
        self._unit_to_show = code
        self.keys.show()
        self.keys.activateWindow()
        self.keys.tree.setFocus()
        return self.keys

    def show_keys_anew(self) -> None:
        """Show in the window of the keys what is to be compared now."""
        if self.keys.isVisible():
            self.keys.show_keys(self._uncompared())
            self.keys.show_unit(self._unit_to_show)
            self._unit_to_show = ""

    def _uncompared(self) -> list[ReceivedItem]:
        return [each for need in _UNCOMPARED for each in self._files.with_need(need)]

    def decide(self) -> None:
        """Let the current report count for its unit, in place of those it is in dispute with."""
        current = self._files.current_received
        if current is None or current.unit is None or current.held_id is None:
            return
        code, fingerprint = current.unit.code, current.held_id.fingerprint
        self._operations.run(
            Verb.DECIDE,
            lambda workspace: services.deciding.decide(workspace, code, fingerprint),
            status=Verb.DECIDE.done(revision=current.revision, unit=current.unit.name),
        )

    def _confirm_keys(self, keys: list[tuple[str, str]]) -> None:
        """Confirm `keys` as one answer, while the window of the keys shows how far it is."""
        progress, units = self.keys.progress, len({unit for unit, _key in keys})

        def show_progress(steps: list[int | ConfirmedKeys]) -> None:
            done = len(keys) if isinstance(steps[-1], tuple) else steps[-1]
            progress.show_progress(done, len(keys), f"Đang xem khóa {done}/{len(keys)}…")

        def finish(steps: list[int | ConfirmedKeys], _was_stopped: bool) -> None:
            if steps and isinstance(steps[-1], tuple):  # also where it was stopped too late
                done = Verb.CONFIRM_KEYS.done(count=units, counted=steps[-1].counted)
                self._operations.show_status(done)
            else:
                self._operations.show_status("Đã dừng; chưa khóa nào được xác nhận.")

        progress.start("Đang xác nhận khóa…")
        self._operations.run_steps(
            Verb.CONFIRM_KEYS,
            lambda workspace: services.deciding.confirming_keys(workspace, keys),
            finish,
            each=show_progress,
            progress=progress,
        )

    def _take_back_key(self, code: str, key: str) -> None:
        """Use `key` of the unit `code` no more, and say which sums changed."""

        def take_back(workspace: Workspace) -> str:
            words: str = services.taking_back.take_back_key(workspace, code, key).words(workspace.form)
            return words

        self._operations.run(Verb.TAKE_BACK_KEY, take_back, self._operations.show_status)


def _code(item: ReceivedItem) -> str:
    return "" if item.unit is None else item.unit.code
