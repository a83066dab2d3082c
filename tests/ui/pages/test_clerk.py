"""A clerk who has never seen the program drops a folder of mixed files and does what the page offers until
nothing is left to decide; every click and key is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.bundle.writer import Envelope, freeze, write_bundle
from lcweek_desktop.domain.form import Cell, LevelKey, MeasureKey, RowKey
from lcweek_desktop.domain.report import Content, Report, SignOff
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.next_step import NextStep, next_step
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.ui.pages.receiving.page import ReceivingPage
from lcweek_desktop.ui.session.page_entries import RECEIVING
from tests.factories import FORM
from tests.services.installation import COMMUNE, listed
from tests.ui.windows import LONG, shown_page

SCHOOLS, UNKNOWN, CORRECTED, DOUBTFUL = 36, 4, 3, 2
"""How many schools send; of these, how many no directory lists, how many send once more with a zero too many,
and of how many a check finds something. The three do not overlap."""
COUNT, PEOPLE = (Cell(RowKey("1.1"), MeasureKey(measure)) for measure in ("count", "people"))


@dataclass
class Clerk:
    """Clicks and presses keys in `page`, and counts it."""

    page: ReceivingPage
    qtbot: QtBot
    done: Counter[str]

    def click(self, button: QWidget) -> None:
        self.wait(lambda: button.isVisible() and button.isEnabled())
        self.done["click"] += 1
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def press(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        self.done["key"] += 1
        self.qtbot.keyClick(widget, key, modifier)

    def click_step(self, row: QTreeWidgetItem) -> None:
        self.done["click"] += 1
        self.page.files.scrollToItem(row)
        place = self.page.files.visualRect(self.page.files.indexFromItem(row, 4)).center()
        self.qtbot.mouseClick(self.page.files.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def say_yes(self) -> None:
        def boxes() -> list[QMessageBox]:
            return [each for each in self.page.window().findChildren(QMessageBox) if each.isVisible()]

        self.wait(lambda: len(boxes()) == 1)
        (box,) = boxes()
        self.click(box.buttons()[0])

    def wait(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so, timeout=LONG)

    def left(self) -> Counter[NextStep]:
        """What the page still offers to do, and how often."""
        steps = (next_step(each) for each in self.page.files.received)
        return Counter(step for step in steps if step is not None)

    def rows(self, step: NextStep) -> Iterator[QTreeWidgetItem]:
        flags = Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive
        for row in self.page.files.findItems("*", flags):
            received = row.data(0, Qt.ItemDataRole.UserRole)
            if received is not None and next_step(received) is step:
                yield row


@pytest.fixture
def clerk(tmp_path: Path, qtbot: QtBot) -> Clerk:
    rows = [f"{each.code},{each.name},truong,{COMMUNE}" for each in map(school, range(SCHOOLS - UNKNOWN))]
    directory = tmp_path / "danh-muc.csv"
    directory.write_text("\n".join(["code,name,level,parent_code", *rows, ""]), encoding="utf-8")
    unit = listed(COMMUNE)
    with open_context(tmp_path / "xa", ROOT / "forms") as context:
        set_up(context, "2024", UnitSetup(unit.code, unit.name, unit.level, unit.parent), listed=directory)
    page = shown_page(tmp_path / "xa", RECEIVING, qtbot).page(RECEIVING)
    assert isinstance(page, ReceivingPage)
    qtbot.waitUntil(lambda: len(page.board.units) == SCHOOLS - UNKNOWN, timeout=LONG)
    return Clerk(page, qtbot, Counter())


def test_a_clerk_comes_to_nothing_left_to_decide(clerk: Clerk, tmp_path: Path) -> None:
    page = clerk.page
    folder = dropped_folder(tmp_path)
    page.take_files([folder])
    clerk.done["drop"] += 1
    clerk.wait(lambda: bool(clerk.left()) and not page.progress.running)
    assert clerk.left() == {
        NextStep.ADD_UNIT: UNKNOWN,
        NextStep.COMPARE_KEY: SCHOOLS - UNKNOWN,
        NextStep.DISMISS: 2,
    }
    clerk.click(page.waiting.add_units_button)
    clerk.say_yes()
    clerk.wait(lambda: clerk.left()[NextStep.COMPARE_KEY] == SCHOOLS and not page.progress.running)

    clerk.click(page.waiting.keys_button)
    keys = page.waiting.keys
    clerk.press(keys.tree, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    clerk.press(keys.tree, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    clerk.click(keys.confirm_button)
    clerk.say_yes()
    clerk.wait(lambda: clerk.left()[NextStep.ACCEPT] == SCHOOLS - CORRECTED and not keys.progress.running)
    keys.close()

    clerk.click(page.questions.button)
    questions = page.questions.dialog
    for waiting in range(CORRECTED, 0, -1):
        clerk.wait(lambda waiting=waiting: page.questions.count == waiting)  # type: ignore[misc]
        clerk.click(questions.question_view.answer_buttons[0])
    clerk.wait(lambda: page.questions.count == 0 and clerk.left()[NextStep.ACCEPT] == SCHOOLS)
    questions.close()

    clerk.click(page.safe_work.button)
    clerk.say_yes()
    clerk.wait(lambda: clerk.left()[NextStep.ACCEPT] == DOUBTFUL)

    for step in (NextStep.ACCEPT, NextStep.DISMISS):
        while (count := clerk.left()[step]) > 0:
            clerk.click_step(next(clerk.rows(step)))
            clerk.wait(lambda step=step, count=count: clerk.left()[step] < count)  # type: ignore[misc]
    assert not clerk.left()
    assert page.files.with_need(Need.KEY) == page.files.with_need(Need.UNKNOWN_UNIT) == ()
    once, each_time = 8, CORRECTED + DOUBTFUL + 2
    assert clerk.done == {"drop": 1, "click": once + each_time, "key": 2}


def school(number: int) -> Unit:
    """A school that reports to the commune."""
    unit = UnitId(FORM.campaign.edition, UnitCode(f"{COMMUNE}-{number}"))
    return Unit(unit, f"Trường Tiểu học số {number + 1}", LevelKey("truong"), UnitCode(COMMUNE))


def dropped_folder(tmp_path: Path) -> Path:
    """The folder with everything that came."""
    folder = tmp_path / "da-nhan"
    folder.mkdir()
    for number in range(SCHOOLS):
        key = SigningKey(number.to_bytes(32, "big"))
        people = 1 if 10 <= number < 10 + DOUBTFUL else 60 + number
        report = first_report(number, people)
        write_report(folder / f"truong-{number}.lcweek", report, key)
        if number < CORRECTED:
            frozen = freeze(FORM, report, key)
            content = replace(report.content, figures={COUNT: 3, PEOPLE: 10 * people})
            later = replace(report, revision=2, previous=frozen.fingerprint, content=content)
            write_report(folder / f"truong-{number}-sua.lcweek", later, key)
    for name in ("ghi-chu.txt", "khac.txt", "Thumbs.db", "le-khai-mac.mp4"):
        (folder / name).write_bytes(name.encode())
    return folder


def first_report(number: int, people: int) -> Report:
    figures = {COUNT: 3, PEOPLE: people}
    return Report(school(number), FORM.campaign.id, FORM.hash, 1, None, Content(figures=figures))


def write_report(file: Path, report: Report, key: SigningKey) -> None:
    envelope = Envelope(UnitCode(COMMUNE), SignOff(name="Lò Thị Mai"))
    file.write_bytes(write_bundle(FORM, freeze(FORM, report, key), envelope, {}, key))
