"""A draft of another machine is opened in a shown window: by keys, line by line, as one edit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.domain.form import Cell, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.opening.draft_offer import begin, draft_offer
from lcweek_desktop.services.output.sent_draft import send_draft
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, open_workspace, set_up
from lcweek_desktop.ui.pages.start.guide import StartGuide
from lcweek_desktop.ui.session.commands import SetFigure
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.shell.application import create_window
from lcweek_desktop.ui.shell.draft_dialog import DraftDialog
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.widgets.theme import theme
from tests.services.office import Office
from tests.ui import keyboard

LONG = 60_000
SCHOOL = UnitSetup("TH-A", "Trường Tiểu học Thèn Sin", "truong", "03394")
FIRST, SECOND = Cell(RowKey("1.1"), MeasureKey("count")), Cell(RowKey("2"), MeasureKey("count"))
TEXT = HeadingKey("I.1")
BEFORE, AFTER = "Đã tổ chức lễ phát động.", "Đã tổ chức lễ phát động tại sân trường."

Windows = Callable[[Path], Window]


@pytest.fixture
def windows(qtbot: QtBot) -> Windows:
    """`windows(HOME)` shows a window on a data folder. All are closed at the end."""

    def is_ready(window: Window) -> bool:
        view = window.current_view
        return window.workspace_view is not None or (isinstance(view, StartGuide) and view.step is not None)

    def close(window: Window) -> None:
        for each in window.findChildren(QDialog):
            each.close()
        view = window.workspace_view
        qtbot.waitUntil(lambda: view is None or view.session.saver.is_saved, timeout=LONG)
        window.close()
        qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG)

    def show(home: Path) -> Window:
        window = create_window(home)
        qtbot.addWidget(window, before_close_func=close)
        window.resize(1366, 728)
        window.show()
        qtbot.waitUntil(lambda: is_ready(window), timeout=LONG)
        return window

    return show


class Exchange:
    """The school's data folder, and a corrected draft that came back from the head's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "truong"
        with open_context(self.home, ROOT / "forms") as context:
            school = Office(set_up(context, "2024", SCHOOL), folder)
            school.fill(figures={"1.1": {"count": 2}}, narrative={"I.1": BEFORE})
            send_draft(school.workspace, folder / "nhap.lcweek")
        with open_context(folder / "hieu-truong", ROOT / "forms") as context:
            head = Office(begin(context, draft_offer(context, folder / "nhap.lcweek")), folder)
            head.fill(figures={"1.1": {"count": 3}}, narrative={"I.1": AFTER})
            send_draft(head.workspace, folder / "sua.lcweek")
        self.file = folder / "sua.lcweek"

    def edit(self, **document: object) -> None:
        """The school goes on, too."""
        with open_context(self.home, ROOT / "forms") as context:
            Office(open_workspace(context, None, None), self.folder).fill(**document)

    def shown(self) -> dict[str, object]:
        """What the school has, read from the disk."""
        with open_context(self.home, ROOT / "forms") as context:
            return Office(open_workspace(context, None, None), self.folder).shown()


@pytest.fixture
def exchange(tmp_path: Path) -> Exchange:
    return Exchange(tmp_path)


def session(window: Window) -> Session:
    assert window.workspace_view is not None
    return window.workspace_view.session


def dialogs(window: Window) -> list[DraftDialog]:
    return [each for each in window.findChildren(DraftDialog) if each.isVisible()]


def dialog(window: Window, qtbot: QtBot) -> DraftDialog:
    qtbot.waitUntil(lambda: bool(dialogs(window)), timeout=LONG)
    return dialogs(window)[0]


def said(window: Window, qtbot: QtBot) -> QMessageBox:
    def boxes() -> list[QMessageBox]:
        return [box for box in window.findChildren(QMessageBox) if box.isVisible()]

    qtbot.waitUntil(lambda: len(boxes()) == 1, timeout=LONG)
    return boxes()[0]


def number(window: Window, cell: Cell) -> int | None:
    return session(window).number(cell)


def ticks(found: DraftDialog) -> dict[str, bool]:
    return {
        place: found.item(place).checkState(0) is Qt.CheckState.Checked
        for place in ("1.1.count", "narrative:I.1")
    }


def test_only_the_other_went_on_and_enter_takes_all_as_one_step(
    windows: Windows, exchange: Exchange, qtbot: QtBot
) -> None:
    window = windows(exchange.home)
    window.open_files([exchange.file])
    found = dialog(window, qtbot)
    assert found.heading.text() == "Từ lần chuyển trước, chỉ máy kia có sửa: 2 chỗ. Nhận cả?"
    assert ticks(found) == {"1.1.count": True, "narrative:I.1": True}
    assert number(window, FIRST) == 2
    keyboard.press_key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: number(window, FIRST) == 3, timeout=LONG)
    assert session(window).content.narrative[TEXT] == from_plain_text(AFTER)
    assert session(window).undo.count() == 1
    assert session(window).undo.undoText() == "nhận 2 chỗ từ bản nháp"
    session(window).undo.undo()
    assert (number(window, FIRST), session(window).content.narrative[TEXT]) == (2, from_plain_text(BEFORE))
    session(window).undo.redo()
    assert number(window, FIRST) == 3


def test_both_went_on_and_each_line_is_a_key(windows: Windows, exchange: Exchange, qtbot: QtBot) -> None:
    exchange.edit(figures={"1.1": {"count": 5}, "2": {"count": 4}})
    window = windows(exchange.home)
    window.open_files([exchange.file])
    found = dialog(window, qtbot)
    said = "Cả hai máy đều có sửa: máy kia 1 chỗ, máy này 1 chỗ, cả hai cùng sửa 1 chỗ."
    assert found.heading.text() == said
    assert ticks(found) == {"1.1.count": False, "narrative:I.1": True}
    assert QApplication.focusWidget() is found.tree
    keyboard.press_key(Qt.Key.Key_Space)
    assert ticks(found)["1.1.count"]
    assert found.confirm_button.text() == "Nhận 2 chỗ"
    assert (number(window, FIRST), number(window, SECOND)) == (5, 4)
    keyboard.press_key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: number(window, FIRST) == 3, timeout=LONG)
    assert number(window, SECOND) == 4
    qtbot.waitUntil(lambda: session(window).saver.is_saved, timeout=LONG)
    window.open_files([exchange.file])
    assert "chỉ máy này có sửa: 1 chỗ" in dialog(window, qtbot).heading.text()


def test_escape_changes_nothing_and_the_file_can_be_opened_again(
    windows: Windows, exchange: Exchange, qtbot: QtBot
) -> None:
    window = windows(exchange.home)
    for _ in range(2):
        window.open_files([exchange.file])
        found = dialog(window, qtbot)
        assert ticks(found) == {"1.1.count": True, "narrative:I.1": True}
        keyboard.press_key(Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not dialogs(window), timeout=LONG)
        assert (number(window, FIRST), session(window).undo.count()) == (2, 0)


def test_keeping_everything_is_remembered(windows: Windows, exchange: Exchange, qtbot: QtBot) -> None:
    window = windows(exchange.home)
    window.open_files([exchange.file])
    found = dialog(window, qtbot)
    found.keep_all_button.click()
    assert (found.confirm_button.text(), found.taken) == ("Giữ như máy này", ())
    found.take_all_button.click()
    assert len(found.taken) == 2
    found.keep_all_button.click()
    found.confirm_button.click()
    window.open_files([exchange.file])
    assert "chỉ máy này có sửa: 2 chỗ" in dialog(window, qtbot).heading.text()
    assert session(window).undo.count() == 0


def test_the_same_on_both_machines_is_said(windows: Windows, exchange: Exchange, qtbot: QtBot) -> None:
    window = windows(exchange.home)
    window.open_files([exchange.folder / "nhap.lcweek"])
    assert said(window, qtbot).text() == sentence("draft-same")


def test_what_is_typed_as_the_file_opens_is_compared(
    windows: Windows, exchange: Exchange, qtbot: QtBot
) -> None:
    window = windows(exchange.home)
    session(window).undo.push(SetFigure(session(window), FIRST, 9))
    window.open_files([exchange.file])
    found = dialog(window, qtbot)
    assert found.item("1.1.count").text(2) == "9"
    keyboard.press_key(Qt.Key.Key_Return)
    after = from_plain_text(AFTER)
    qtbot.waitUntil(lambda: session(window).content.narrative[TEXT] == after, timeout=LONG)
    assert number(window, FIRST) == 9


def test_the_words_that_differ_are_marked(windows: Windows, exchange: Exchange, qtbot: QtBot) -> None:
    window = windows(exchange.home)
    window.open_files([exchange.file])
    found = dialog(window, qtbot)
    found.tree.setCurrentItem(found.item("narrative:I.1"))
    assert f"Trên máy này\n{BEFORE}" in found.details.toPlainText().replace("\u2028", "\n")
    assert AFTER in found.details.toPlainText()
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        theme().use_colour_scheme(scheme)
        assert "underline" in found.details.toHtml()
        assert "line-through" in found.details.toHtml()


def test_all_is_in_sight_on_a_laptop_with_large_letters(
    windows: Windows, exchange: Exchange, qtbot: QtBot
) -> None:
    theme().zoom_to(150)
    window = windows(exchange.home)
    window.open_files([exchange.file])
    found = dialog(window, qtbot)
    assert found.width() <= 1366 and found.height() <= 728
    for button in (found.take_all_button, found.keep_all_button, found.leave_button, found.confirm_button):
        assert button.width() >= button.sizeHint().width()
    theme().zoom_to(100)


def test_an_empty_machine_begins_with_it(
    windows: Windows, exchange: Exchange, tmp_path: Path, qtbot: QtBot
) -> None:
    window = windows(tmp_path / "may-moi")
    window.open_files([exchange.folder / "nhap.lcweek"])
    box = said(window, qtbot)
    assert box.text() == "Làm tiếp bản nháp kỳ 2024 của Trường Tiểu học Thèn Sin trên máy này?"
    assert sentence("draft-key") in box.informativeText()
    next(each for each in box.buttons() if each.text() == "Làm tiếp bản nháp").click()
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)
    assert number(window, FIRST) == 2
    assert sentence("draft-back") in said(window, qtbot).informativeText()


def test_the_menu_sends_what_was_just_entered(
    windows: Windows, exchange: Exchange, tmp_path: Path, qtbot: QtBot
) -> None:
    from lcweek_desktop.ui.session.draft_sender import send_draft_as

    window = windows(exchange.home)
    session(window).undo.push(SetFigure(session(window), FIRST, 8))
    page = window.workspace_view.page("output")  # type: ignore[union-attr]
    target = tmp_path / "gui.lcweek"
    send_draft_as(session(window), page.operations, target)
    qtbot.waitUntil(lambda: "Đã ghi bản nháp vào tệp gui.lcweek" in page.status_text(), timeout=LONG)
    with open_context(tmp_path / "hieu-truong", ROOT / "forms") as context:
        offer = draft_offer(context, target)
        assert offer.theirs.content.figures[FIRST] == 8
        assert current_draft(open_workspace(context, None, None)).content.figures[FIRST] == 3
