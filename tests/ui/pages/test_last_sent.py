"""In và gửi after data were put back of which nobody can know: one question before the report is frozen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.backup.revision_numbers import note_restored
from lcweek_desktop.services.report.freezing import freeze, report_state
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.output.freeze_dialog import FreezeDialog
from lcweek_desktop.ui.pages.output.last_sent_dialog import LastSentDialog
from lcweek_desktop.ui.pages.output.page import OutputPage
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests import wine
from tests.ui import keyboard
from tests.ui.conftest import RunOnWorker

LONG = 30_000
"""The most milliseconds to wait: a busy machine may take seconds for what otherwise takes a moment."""


@pytest.fixture
def page(
    session: Session, worker: Worker, workspace: Workspace, run_on_worker: RunOnWorker, qtbot: QtBot
) -> OutputPage:
    """The page of a school whose data, with revision 1 frozen, were put back on another machine."""

    def put_back() -> None:
        freeze(workspace)
        note_restored(workspace.store, {}, date(2024, 10, 12))

    run_on_worker(lambda _context: put_back())
    page = OutputPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 680)
    with qtbot.waitExposed(page):
        page.show()
    page.on_enter()
    qtbot.waitUntil(lambda: page.preview.page_count >= 2, timeout=LONG)
    return page


def asked(page: OutputPage, qtbot: QtBot) -> LastSentDialog:
    qtbot.waitUntil(lambda: bool(page.findChildren(LastSentDialog)), timeout=LONG)
    (dialog,) = page.findChildren(LastSentDialog)
    return dialog


def accept_printing(page: OutputPage, qtbot: QtBot, folder: Path) -> None:
    """Ask for the final print, and accept the print dialog with a printer that writes to `folder`."""
    wine.needs_printer()
    page.output.print_final()
    qtbot.waitUntil(lambda: bool(page.findChildren(QPrintDialog)), timeout=LONG)
    printer = page.findChildren(QPrintDialog)[0].printer()
    printer.setOutputFileName(str(folder / "in.pdf"))
    printer.setResolution(72)
    page.findChildren(QPrintDialog)[0].done(1)
    qtbot.waitUntil(lambda: not page.findChildren(QPrintDialog), timeout=LONG)


def next_revision(run_on_worker: RunOnWorker, workspace: Workspace) -> int:
    return run_on_worker(lambda _context: report_state(workspace).report.revision)


def test_enter_says_that_none_was_sent_and_goes_on(
    page: OutputPage, qtbot: QtBot, run_on_worker: RunOnWorker, workspace: Workspace, tmp_path: Path
) -> None:
    accept_printing(page, qtbot, tmp_path)
    dialog = asked(page, qtbot)
    assert dialog.none_sent.isChecked()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.steps.final_print_card.is_done, timeout=LONG)
    assert next_revision(run_on_worker, workspace) == 1
    page.output.print_final()
    qtbot.waitUntil(lambda: bool(page.findChildren(QPrintDialog)), timeout=LONG)
    assert not page.findChildren(LastSentDialog)
    page.findChildren(QPrintDialog)[0].reject()


def test_typing_a_number_says_that_it_was_sent(
    page: OutputPage, qtbot: QtBot, run_on_worker: RunOnWorker, workspace: Workspace, tmp_path: Path
) -> None:
    page.output.ask_where_to_send(".pdf")
    qtbot.waitUntil(lambda: bool(page.findChildren(QFileDialog)), timeout=LONG)
    page.findChildren(QFileDialog)[0].fileSelected.emit(str(tmp_path / "gui.pdf"))
    page.findChildren(QFileDialog)[0].reject()
    dialog = asked(page, qtbot)
    dialog.number.setFocus()
    dialog.number.selectAll()
    keyboard.type_text("6")
    assert dialog.one_sent.isChecked()
    qtbot.keyClick(dialog.number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.findChildren(FreezeDialog)), timeout=LONG)
    page.findChildren(FreezeDialog)[0].freeze_button.click()
    qtbot.waitUntil(lambda: page.steps.sending_card.is_done, timeout=LONG)
    assert next_revision(run_on_worker, workspace) == 7


def test_leaving_the_question_freezes_nothing_and_it_is_asked_again(
    page: OutputPage, qtbot: QtBot, tmp_path: Path
) -> None:
    accept_printing(page, qtbot, tmp_path)
    qtbot.keyClick(asked(page, qtbot), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.findChildren(LastSentDialog), timeout=LONG)
    page.output.send_as(tmp_path / "gui.pdf")
    qtbot.waitUntil(lambda: "không biết bản nào đã gửi gần nhất" in page.status_text(), timeout=LONG)
    assert not (tmp_path / "gui.pdf").exists()
    accept_printing(page, qtbot, tmp_path)
    asked(page, qtbot).reject()
