"""The one history of all edits of a report. No step is taken where nobody sees what it changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

_AGAIN: Final = {
    True: "Nhấn Ctrl+Z lần nữa để hoàn tác {change}.",
    False: "Nhấn Ctrl+Y lần nữa để làm lại {change}.",
}
"""What is said where a step would be undone (True) or done again (False)."""
_DONE: Final = {True: "Đã hoàn tác {change}.", False: "Đã làm lại {change}."}
"""What is said where a step was taken that may reach beyond what is in sight."""


class Act(NamedTuple):
    """What changes the report now: in words, and which step of the history it is. Edits of one visit
    (commands.py) are one step."""

    phrase: str
    step: Hashable


_NO_ACT: Final = Act("", None)


@runtime_checkable
class _Placed(Protocol):
    place: str
    is_wide: bool


@runtime_checkable
class _Stepped(Protocol):
    step: Hashable


class ReportHistory(QUndoStack):
    """The edits of one report, each with its place, a finding's place (domain/checks.py).

    Where a window shows the report, a step whose place is out of sight first only goes there, and one that
    changes more than is to be seen there is told.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_seen: Callable[[str], bool] = lambda _place: True
        self._show: Callable[[str, str], object] = lambda _place, _sentence: None

        self.act = _NO_ACT
        """What is being done, undone or done again at this moment."""

    def push(self, command: QUndoCommand) -> None:
        step = command.step if isinstance(command, _Stepped) else object()
        with self._doing(Act(command.text(), step)):
            super().push(command)

    def undo(self) -> None:
        with self._doing(Act(f"hoàn tác {self.undoText()}", object())):
            super().undo()

    def redo(self) -> None:
        with self._doing(Act(f"làm lại {self.redoText()}", object())):
            super().redo()

    @contextmanager
    def _doing(self, act: Act) -> Iterator[None]:
        self.act = act
        try:
            yield
        finally:
            self.act = _NO_ACT

    def set_view(self, is_seen: Callable[[str], bool], show: Callable[[str, str], object]) -> None:
        """Let `is_seen` say whether a place is in sight, and `show` bring one there with a sentence, which is
        empty for what has just been undone or done again, unless more than that place was changed."""
        self._is_seen, self._show = is_seen, show

    def step(self, *, back: bool) -> None:
        """Undo (`back`) or redo the next edit if its place is in sight; otherwise go there and say what the
        next step will do. Nothing happens when there is no such edit."""
        at = self.index() - 1 if back else self.index()
        if not 0 <= at < self.count():
            return
        command = self.command(at)
        place, is_wide = (command.place, command.is_wide) if isinstance(command, _Placed) else ("", False)
        change = command.text()
        if not self._is_seen(place):
            self._show(place, _AGAIN[back].format(change=change))
            return
        self.undo() if back else self.redo()
        self._show(place, _DONE[back].format(change=change) if is_wide else "")
