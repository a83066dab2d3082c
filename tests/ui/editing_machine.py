"""Somebody works in Phụ lục II at random: clicks, keys, blocks, lines, undo, restart, power cut.

An independent history, of plain dictionaries, says after every step what has to be there. Used by
tests/ui/pages/test_figures_machine.py and tests/benchmarks/bench_editing.py.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dev import ROOT
from lcweek_desktop.domain.form import CellState, LevelKey
from lcweek_desktop.domain.report import Content
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.report.sent_report import SentReport
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import open_workspace
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from tests.factories import FORM
from tests.ui import keyboard

Entered: TypeAlias = dict[str, str]
"""What is entered: numbers by their cells, notes by "note:ROW", labels of own lines by "line:POSITION"."""

LEVEL = LevelKey("truong")
STATES = {str(each): FORM.state(each, LEVEL) for each in FORM.cells}
TAKING = (CellState.OPEN, CellState.TOTAL)
OPEN = sorted(place for place, state in STATES.items() if state is CellState.OPEN)[:12]
PRINTED = [f"{row.key}" for row in FORM.rows]
BLOCKS = PRINTED[1:14]
"""The rows from which blocks are pasted: below them comes one with a closed cell."""
MEASURES = ("count", "people")
ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class EditingMachine(RuleBasedStateMachine):
    """`opened` gives a shown page on the report as the data folder `home` has it, and `saved` waits until all
    is committed."""

    home: Path
    opened: Callable[[], FiguresPage]
    saved: Callable[[FiguresPage], None]

    @initialize()
    def start(self) -> None:
        self.page = self.opened()
        self.page.session.put_entries(Content())
        self.page.session.recorder.flush()
        self.sent: Entered = {}
        self.history: list[Entered] = [{}]
        self.at = 0

    @rule(place=st.sampled_from(sorted(STATES)), number=st.integers(0, 10**6))
    def click_and_type(self, place: str, number: int) -> None:
        """On cells of every kind; those that take nothing keep everything as it is."""
        index, view = self.page.model.index_at(place), self.page.view
        view.scrollTo(index)
        middle = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        self._type(str(number))
        if STATES[place] in TAKING:
            self._enter_typed(place, str(number))

    @rule(arrows=st.lists(st.sampled_from(ARROWS), min_size=1, max_size=6), number=st.integers(0, 99))
    def go_and_type(self, arrows: list[Qt.Key], number: int) -> None:
        for key in arrows:
            QTest.keyClick(self.page.view, key)
        index = self.page.view.currentIndex()
        cell = self.page.model.cell(index)
        assert cell is not None
        if cell.node.row is None:
            return  # their numbers and notes are not in the history
        self._type(str(number))
        if STATES.get(cell.place) in TAKING or cell.place.startswith("note:"):
            self._enter_typed(cell.place, str(number))

    @rule(
        row=st.integers(0, len(BLOCKS) - 1),
        numbers=st.lists(st.tuples(*[st.none() | st.integers(0, 999)] * 2), min_size=2, max_size=3),
    )
    def paste(self, row: int, numbers: list[tuple[int | None, ...]]) -> None:
        """A block of two columns; blanks in it leave their cells alone."""
        text = "".join("\t".join("" if n is None else str(n) for n in line) + "\r\n" for line in numbers)
        now = dict(self.history[self.at])
        lines = text.rstrip("\r\n\t").split("\r\n") if text.strip() else []
        for down in range(len(lines)):
            for measure, number in zip(MEASURES, numbers[down], strict=True):
                place = f"{PRINTED[1 + row + down]}.{measure}"
                if number is not None and STATES[place] in TAKING:
                    now[place] = str(number)
        self.page.show_place(f"{BLOCKS[row]}.count")
        QGuiApplication.clipboard().setText(text)
        QTest.keyClick(self.page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        if (preview := self.page.blocks.preview) is not None:
            if preview.accept_button.isEnabled():
                preview.accept_button.click()
            else:
                preview.reject()
        self._close_editor()
        self._enter(now)

    @rule(row=st.integers(0, len(BLOCKS) - 2))
    def clear_block(self, row: int) -> None:
        self.page.show_place(f"{BLOCKS[row]}.count")
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            QTest.keyClick(self.page.view, key, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(self.page.view, Qt.Key.Key_Delete)
        gone = {f"{each}.{measure}" for each in BLOCKS[row : row + 2] for measure in MEASURES}
        self._enter({place: text for place, text in self.history[self.at].items() if place not in gone})

    @rule(label=st.sampled_from(("Hội thao", "Ngày sách")))
    def add_line(self, label: str) -> None:
        lines = sum(place.startswith("line:") for place in self.history[self.at])
        if lines < 4:
            self.page.model.editor.add_line()
            self._enter({**self.history[self.at], f"line:{lines}": ""})
            self.page.show_place(f"own_lines/{lines}")
            keyboard.type_text(label)
            self._close_editor(Qt.Key.Key_Return)
            self._enter({**self.history[self.at], f"line:{lines}": label})

    @rule(at=st.integers(0, 3), down=st.booleans())
    def move_line(self, at: int, down: bool) -> None:
        """Alt with an arrow on one of the lines there are."""
        lines = self._lines()
        if at < len(lines):
            self.page.show_place(f"own_lines/{at}")
            key = Qt.Key.Key_Down if down else Qt.Key.Key_Up
            QTest.keyClick(self.page.view, key, Qt.KeyboardModifier.AltModifier)
            self._move(lines, at, at + (1 if down else -1))

    @rule(at=st.integers(0, 3), to=st.integers(0, 3))
    def drag_line(self, at: int, to: int) -> None:
        """By its grip, to the place of another line."""
        lines, viewport = self._lines(), self.page.view.viewport()
        if max(at, to) < len(lines):
            self.page.show_place(f"own_lines/{len(lines) - 1}")
            grips = [self.page.model.index_at(f"own_lines/{each}").siblingAtColumn(0) for each in (at, to)]
            begin, end = (self.page.view.visualRect(grip).center() for grip in grips)
            end += QPoint(0, 4 if to > at else -4)
            QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin)
            QTest.mouseMove(viewport, end)
            QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
            self._move(lines, at, to)

    @rule()
    def hold_as_sent(self) -> None:
        """What is entered now counts as sent from here on."""
        self.page.blocks.sent = SentReport(1, "10/10/2024", self.page.session.draft)
        self.sent = dict(self.history[self.at])

    @rule()
    def return_to_sent(self) -> None:
        if self.page.blocks.sent is not None:
            self.page.blocks.return_rows()
            if (preview := self.page.blocks.preview) is not None:
                preview.accept_button.click()
            self._close_editor()
            self._enter(dict(self.sent))

    @rule(place=st.sampled_from(OPEN), line=st.integers(0, 3))
    def put_back(self, place: str, line: int) -> None:
        """The value of one of the newest lines in the history of a cell."""
        page = self.page
        page.show_place(place)
        page.show_status("")
        QTest.keyClick(page.view, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        while page.history is None and not page.status_text().startswith("Chưa có thay đổi"):
            QApplication.processEvents()
        now = dict(self.history[self.at])
        if (dialog := page.history) is not None:
            item = dialog.table.item(min(line, dialog.table.rowCount() - 1), 0)
            assert item is not None
            dialog.table.selectRow(item.row())
            text = item.text().replace(".", "").replace("(để trống)", "")
            assert dialog.put_back_button.isEnabled() == (text != now.get(place, ""))
            dialog.put_back_button.click()
            if page.history is not None:
                dialog.reject()
            self._close_editor()
            now.pop(place, None)
            self._enter({**now, place: text} if text else now)

    @rule()
    def undo(self) -> None:
        self.page.session.undo.undo()
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self) -> None:
        self.page.session.undo.redo()
        self.at = min(len(self.history) - 1, self.at + 1)

    @rule()
    def restart(self) -> None:
        """Everything is there again, and nothing can be undone."""
        self.saved(self.page)
        self.page.deleteLater()
        self.page = self.opened()
        self.history, self.at = [self.history[self.at]], 0

    @rule()
    def power_cut(self) -> None:
        """The files as they are at this moment hold everything that was called saved."""
        self.saved(self.page)
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "lcweek"
            shutil.copytree(self.home, copy, ignore=shutil.ignore_patterns("*.lock", "lock*"))
            with open_context(copy, ROOT / "forms") as context:
                assert entered(current_draft(open_workspace(context)).content) == self.history[self.at]

    @invariant()
    def shows_what_was_entered(self) -> None:
        if hasattr(self, "history"):
            assert entered(self.page.session.content) == self.history[self.at]

    def _lines(self) -> list[str]:
        now = self.history[self.at]
        return [now[f"line:{at}"] for at in range(sum(place.startswith("line:") for place in now))]

    def _move(self, lines: list[str], at: int, to: int) -> None:
        if 0 <= to < len(lines):
            lines.insert(to, lines.pop(at))
        self._enter(self.history[self.at] | {f"line:{each}": label for each, label in enumerate(lines)})

    def _type(self, text: str) -> None:
        keyboard.type_text(text)
        self._close_editor(Qt.Key.Key_Return)

    def _close_editor(self, key: Qt.Key = Qt.Key.Key_Escape) -> None:
        """End the editing, if an editor is open. After a dialog nothing has the keyboard where no window
        manager gives it back."""
        focus = QApplication.focusWidget() or self.page.view
        if focus is not self.page.view:
            QTest.keyClick(focus, key)
        self.page.activateWindow()
        QApplication.processEvents()

    def _enter_typed(self, place: str, text: str) -> None:
        """Every letter is an edit, so what was there may be typed again: nothing changes, but what was undone
        before cannot be done again."""
        if self.history[self.at].get(place) == text and len(text) > 1:
            del self.history[self.at + 1 :]
        self._enter({**self.history[self.at], place: text})

    def _enter(self, now: Entered) -> None:
        if now != self.history[self.at]:
            self.history[self.at + 1 :] = [now]
            self.at += 1

    def teardown(self) -> None:
        if hasattr(self, "page"):
            self.saved(self.page)
            self.page.deleteLater()


def entered(content: Content) -> Entered:
    """What `content` holds, as the history has it."""
    figures = {str(cell): str(number) for cell, number in content.figures.items()}
    notes = {f"note:{row}": note for row, note in content.notes.items()}
    return figures | notes | {f"line:{at}": line.label for at, line in enumerate(content.own_lines)}
