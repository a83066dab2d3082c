"""The changes of cells on their way into the history (docs/adr/0134)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer

from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.named_lines import NamedLines
from lcweek_desktop.domain.report import Content, OwnLine
from lcweek_desktop.services.report.cell_history import CellChange, line_place
from lcweek_desktop.services.report.entry_plan import LABEL, NOTE, UNIT, Target, target_place, text_at
from lcweek_desktop.services.report.entry_port import EntryPort
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.session.history import Act
from lcweek_desktop.ui.session.worker import Worker

_DELAY: Final = 1_000
"""Milliseconds until changes are handed to the worker: nothing is written on the way of a key."""


class CellRecorder(QObject):
    """Notes what acts make of the figures, notes and own lines of one report. Of the keys of one stay in a
    cell only the last counts, so the newest act waits until another follows or `flush` is called."""

    def __init__(
        self, workspace: Workspace, port: EntryPort, lines: NamedLines, worker: Worker, parent: QObject
    ) -> None:
        """`lines` are the own lines of the report as it is now."""
        super().__init__(parent)
        self._lines, self._kept_lines = lines, lines
        self._workspace, self._port, self._worker = workspace, port, worker
        self._step: Hashable = None
        self._newest: dict[str, CellChange] = {}
        """The changes of the newest step, by their places."""
        self._done: list[CellChange] = []
        """Those of the steps before that the worker does not have yet."""
        self._timer = QTimer(self, singleShot=True, interval=_DELAY)
        self._timer.timeout.connect(self._hand_over)

    def note(self, before: Content, now: Content, act: Act) -> None:
        """Note how `act` changed `before` into `now`."""
        changed = dict(self._changed(before, now))
        if self._lines.names != self._kept_lines.names:
            self._timer.start()
        if not changed:
            return
        if act.step != self._step:
            self._close_step()
            self._step = act.step
        at = self._workspace.context.minute()
        self._newest |= {place: CellChange(place, value, act.phrase, at) for place, value in changed.items()}

    def place(self, target: Target) -> str:
        """The place by which the history has the cell `target`, which names an own line by where it is."""
        if isinstance(target.row, int):
            return line_place(self._lines.names[target.row], target.column)
        return target_place(target)

    def flush(self) -> None:
        """Hand everything that was noted to the worker."""
        self._close_step()
        self._timer.stop()
        self._hand_over()

    def _changed(self, before: Content, now: Content) -> Iterator[tuple[str, str]]:
        """The places of the cells that differ, with what they show now."""
        form = self._workspace.form
        for cell in sorted({cell for cell, _ in before.figures.items() ^ now.figures.items()}):
            yield str(cell), form.text_of(cell, now.figures.get(cell))
        for row in sorted({row for row, _ in before.notes.items() ^ now.notes.items()}):
            yield f"note:{row}", now.notes.get(row, "")
        if now.own_lines != before.own_lines:
            former, self._lines = self._lines, self._lines.become(now.own_lines)
            for name, line in zip(self._lines.names, now.own_lines, strict=True):
                texts, now_texts = _texts(form, former.line(name)), _texts(form, line)
                for column in texts:
                    if texts[column] != now_texts[column]:
                        yield line_place(name, column), now_texts[column]

    def _close_step(self) -> None:
        self._done += self._newest.values()
        self._newest, self._step = {}, None
        if self._done and not self._timer.isActive():
            self._timer.start()

    def _hand_over(self) -> None:
        changes, self._done = self._done, []
        lines, is_as_kept = self._lines, self._lines == self._kept_lines
        if changes or not is_as_kept:
            self._kept_lines = lines
            port = self._port
            self._worker.submit(lambda _context: port.note(changes, lines), _ignore, _ignore)


def _texts(form: Form, line: OwnLine) -> dict[str, str]:
    """What `line` says, by its columns (entry_plan.py)."""
    alone = Content(own_lines=(line,))
    columns = (LABEL, UNIT, *(str(measure.key) for measure in form.measures), NOTE)
    return {column: text_at(form, alone, Target(0, column)) for column in columns}


def _ignore(_value: object) -> None:
    """A history that cannot be written stops nothing: the draft says why nothing can be."""
