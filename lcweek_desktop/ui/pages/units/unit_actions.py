"""Changes of the directory: a dialog asks, what follows is said, and what a person wants is decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.directory_changes import Contact
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode
from lcweek_desktop.ui.board.change_dialog import MoveDialog
from lcweek_desktop.ui.pages.units.dialogs import (
    AddUnitDialog,
    MergeDialog,
    ReasonDialog,
    RenameDialog,
    SplitDialog,
)
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.messages import ask_question

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.directory_changes import DirectoryPlan
    from lcweek_desktop.services.receiving.unit_tree import KeyUse, TreeUnit
    from lcweek_desktop.services.workspace.workspace import Workspace

_Plan: TypeAlias = "Callable[[Workspace], DirectoryPlan]"


class UnitActions(QObject):
    """Asks for one change after the other above `parent`."""

    def __init__(
        self,
        parent: QWidget,
        operations: Operations[Workspace],
        form: Form,
        on_done: Callable[[str], object],
    ) -> None:
        """`on_done` is called with the code of the unit that a decision was about."""
        super().__init__(parent)
        self._parent, self._operations, self._on_done = parent, operations, on_done
        self._levels = {level.key: level.name for level in form.levels}

    def add(self, selected: Sequence[TreeUnit]) -> None:
        """Ask for a new unit, below the selected one or, where that receives nothing, beside it."""

        def ask(read: tuple[Directory, Unit, str]) -> None:
            directory, receiver, level = read
            AddUnitDialog(self._parent, directory, receiver, self._levels, level, given).open()

        def given(name: str, level: str, receiver: str, person: str, phone: str, reason: str) -> None:
            contact = Contact(person.strip(), phone.strip())
            self._change(
                Verb.ADD_LISTED,
                lambda workspace: services.directory_changes.add_unit(
                    workspace, name, level, receiver, contact=contact
                ),
                reason,
            )

        code = selected[0].unit.code if len(selected) == 1 else None
        self._operations.read(lambda workspace: _place_for_new(workspace, code), ask)

    def rename(self, unit: Unit) -> None:
        """Ask for another name of `unit`."""

        def given(name: str, reason: str) -> None:
            self._change(
                Verb.RENAME_LISTED,
                lambda workspace: services.directory_changes.rename_unit(workspace, unit.code, name),
                reason,
            )

        RenameDialog(self._parent, unit, given).open()

    def move(self, unit: Unit) -> None:
        """Ask below which unit `unit` is listed."""

        def given(receiver: str, reason: str) -> None:
            self._change(
                Verb.MOVE_LISTED,
                lambda workspace: services.directory_changes.move_unit(workspace, unit.code, receiver),
                reason,
            )

        self._operations.read(
            lambda workspace: services.unit_tree.receivers(workspace),
            lambda directory: MoveDialog(self._parent, unit, directory, given).open(),
        )

    def merge(self, units: Sequence[Unit]) -> None:
        """Ask into which unit `units` are merged."""
        codes = [unit.code for unit in units]

        def given(into: str | None, name: str, reason: str) -> None:
            self._change(
                Verb.MERGE_UNITS,
                lambda workspace: services.directory_changes.merge_units(workspace, codes, into, name),
                reason,
            )

        MergeDialog(self._parent, units, given).open()

    def split(self, unit: Unit) -> None:
        """Ask into which units `unit` is split."""

        def given(names: tuple[str, ...], stays: bool, reason: str) -> None:
            self._change(
                Verb.SPLIT_UNIT,
                lambda workspace: services.directory_changes.split_unit(
                    workspace, unit.code, names, stays=stays
                ),
                reason,
            )

        SplitDialog(self._parent, unit, given).open()

    def close_unit(self, unit: Unit) -> None:
        """Ask why no report of `unit` is expected any more."""

        def given(reason: str) -> None:
            self._change(
                Verb.CLOSE_UNIT,
                lambda workspace: services.directory_changes.close_unit(workspace, unit.code),
                reason,
            )

        ReasonDialog(self._parent, f"Ngừng theo dõi {unit.name}?", Verb.CLOSE_UNIT, given).open()

    def reopen(self, unit: Unit) -> None:
        """Ask why reports of `unit` are expected again."""

        def given(reason: str) -> None:
            self._change(
                Verb.REOPEN_UNIT,
                lambda workspace: services.directory_changes.reopen_unit(workspace, unit.code),
                reason,
            )

        ReasonDialog(self._parent, f"Theo dõi lại {unit.name}?", Verb.REOPEN_UNIT, given).open()

    def set_contact(self, unit: Unit, person: str, phone: str) -> None:
        """Note who answers for `unit`."""
        self._change(
            Verb.SET_CONTACT,
            lambda workspace: services.directory_changes.set_contact(
                workspace, unit.code, Contact(person, phone)
            ),
        )

    def take_back_key(self, unit: Unit, key: KeyUse) -> None:
        """Ask why `key` of `unit` is used no more, and say which sums changed by that."""

        def given(reason: str) -> None:
            def take_back(workspace: Workspace) -> str:
                taken = services.taking_back.take_back_key(workspace, unit.code, key.key, reason)
                words: str = taken.words(workspace.form)
                return words

            def done(words: str) -> None:
                self._operations.show_status(words)
                self._on_done(unit.code)

            self._operations.run(Verb.TAKE_BACK_KEY, take_back, done)

        title = f"Thôi dùng khóa {key.letters} của {unit.name}?"
        ReasonDialog(self._parent, title, Verb.TAKE_BACK_KEY, given).open()

    def _change(self, verb: Verb, plan: _Plan, reason: str = "") -> None:
        """Decide what `plan` makes of the directory as it is, after a question if there is more to know."""

        def ask(planned: DirectoryPlan) -> None:
            if not planned.lines:
                self._carry_out(verb, plan, reason)
                return
            detail = "\n".join(f"– {line}" for line in planned.lines)
            ask_question(
                self._parent,
                f"{verb.label}?",
                detail=detail,
                yes=verb.label,
                then=lambda: self._carry_out(verb, plan, reason),
            )

        self._operations.read(plan, ask)

    def _carry_out(self, verb: Verb, plan: _Plan, reason: str) -> None:
        def decide(workspace: Workspace) -> tuple[str, str]:
            planned = plan(workspace)
            services.directory_changes.carry_out(planned, reason)
            return planned.unit.code, services.change_words.change_words(workspace.directory, planned.change)

        def done(decided: tuple[str, str]) -> None:
            self._operations.show_status(verb.done(words=decided[1]))
            self._on_done(decided[0])

        self._operations.run(verb, decide, done)


def _place_for_new(workspace: Workspace, code: str | None) -> tuple[Directory, Unit, str]:
    """The units that may receive, which of them is proposed for a new unit when `code` is selected, and the
    level that is usual there."""
    directory = services.unit_tree.receivers(workspace)
    selected = None if code is None else workspace.directory.units.get(UnitCode(code))
    above = workspace.unit
    if selected is not None:
        above = directory.units.get(selected.code) or directory.units.get(
            selected.parent or workspace.unit.code, above
        )
    return directory, above, services.unit_tree.usual_level(workspace, above)
