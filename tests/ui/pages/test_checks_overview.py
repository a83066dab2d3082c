"""Kiểm tra and Tổng quan: a finding leads to its cell, a warning is accepted with a reason, the next step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import CellState, RowKey
from lcweek_desktop.domain.moved_content import Leftover
from lcweek_desktop.domain.narrative import Paragraph, TextRun
from lcweek_desktop.domain.report import Acceptance, Content
from lcweek_desktop.services.output.sending import send
from lcweek_desktop.services.report.checking import Draft, save_draft
from lcweek_desktop.services.report.printings import note_printed
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.checks.findings import link_rect
from lcweek_desktop.ui.pages.checks.page import ChecksPage
from lcweek_desktop.ui.pages.output.page import OutputPage
from lcweek_desktop.ui.pages.overview.page import STEPS, OverviewPage
from lcweek_desktop.ui.session.commands import SetAccepted, SetFigure, SetNote, SetText
from lcweek_desktop.ui.session.opening import StartState, read_start_state
from lcweek_desktop.ui.session.page import DONE
from lcweek_desktop.ui.session.page_entries import CHECKS, FIGURES, NARRATIVE, OUTPUT
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.theme import theme
from tests.ui import keyboard
from tests.ui.cells import cell
from tests.ui.conftest import RunOnWorker


@pytest.fixture
def checks(session: Session, worker: Worker, qtbot: QtBot) -> ChecksPage:
    page = ChecksPage(session, worker)
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def overview(session: Session, worker: Worker, qtbot: QtBot) -> OverviewPage:
    page = OverviewPage(session, worker)
    qtbot.addWidget(page)
    return page


def enter(session: Session, row: str, value: int) -> None:
    session.undo.push(SetFigure(session, cell(row), value))


def listed_texts(page: ChecksPage) -> list[str]:
    return [page.list.item(place).text() for place in range(page.list.count())]


def select_finding(page: ChecksPage, words: str) -> None:
    page.list.setCurrentRow(next(place for place, text in enumerate(listed_texts(page)) if words in text))


def test_a_note_in_a_legacy_code_is_put_into_unicode_by_a_click_and_one_undo(
    checks: ChecksPage, qtbot: QtBot
) -> None:
    session = checks.session
    session.undo.push(SetNote(session, RowKey("2"), "KÕt qu¶ thùc hiÖn"))
    select_finding(checks, "TCVN3")
    assert checks.convert_button.isVisible()
    qtbot.mouseClick(checks.convert_button, Qt.MouseButton.LeftButton)
    assert session.content.notes[RowKey("2")] == "Kết quả thực hiện"
    assert not any("TCVN3" in text for text in listed_texts(checks))
    assert not checks.convert_button.isVisible()
    session.undo.undo()
    assert session.content.notes[RowKey("2")] == "KÕt qu¶ thùc hiÖn"


def test_errors_come_first_and_lead_to_their_cell_by_enter(checks: ChecksPage, qtbot: QtBot) -> None:
    enter(checks.session, "2", 100_000_000)
    assert listed_texts(checks)[0] == "Lỗi phải sửa (1)"
    checks.list.setCurrentRow(1)
    with qtbot.waitSignal(checks.place_requested) as wanted:
        qtbot.keyClick(checks.list, Qt.Key.Key_Return)
    assert wanted.args == ["2.count"]


def test_one_click_on_the_link_leads_to_the_place(checks: ChecksPage, qtbot: QtBot) -> None:
    enter(checks.session, "2", 100_000_000)
    link = link_rect(checks.list.visualItemRect(checks.list.item(1)))
    with qtbot.waitSignal(checks.place_requested) as wanted:
        qtbot.mouseClick(checks.list.viewport(), Qt.MouseButton.LeftButton, pos=link.center())
    assert wanted.args == ["2.count"]


def test_an_error_is_never_accepted(checks: ChecksPage) -> None:
    enter(checks.session, "2", 100_000_000)
    select_finding(checks, "100.000.000")
    checks.reason.setText("Đúng như vậy")
    checks.accept()
    assert checks.session.content.accepted == ()


def test_a_warning_is_accepted_only_with_a_reason_and_can_be_undone(checks: ChecksPage) -> None:
    enter(checks.session, "10.1", 1_500)
    select_finding(checks, "1.500")
    before = int(checks.state())
    checks.accept()
    assert int(checks.state()) == before
    checks.reason.setText("Theo hóa đơn")
    checks.accept()
    assert int(checks.state()) == before - 1
    assert any("Đã chấp nhận: Theo hóa đơn" in text for text in listed_texts(checks))
    checks.session.undo.undo()
    assert int(checks.state()) == before


def test_after_a_reason_and_enter_the_keyboard_stays_on_the_page(
    session: Session, worker: Worker, qtbot: QtBot
) -> None:
    window, checks = QWidget(), ChecksPage(session, worker)
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(QPushButton("Đổi đơn vị"))
    column.addWidget(checks)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    enter(session, "10.1", 1_500)
    while checks.state() != DONE:
        open_before = int(checks.state())
        select_finding(checks, next(each.sentence for each in session.checks.findings if each.is_acceptable))
        checks.reason.setFocus()
        keyboard.type_text("Đúng")
        QTest.keyClick(keyboard.focus_widget(), Qt.Key.Key_Return)
        assert checks.state() in (DONE, str(open_before - 1))
        assert keyboard.focus_widget() in (checks.reason, checks.list)


def test_what_is_found_of_the_whole_report_leads_nowhere(checks: ChecksPage, qtbot: QtBot) -> None:
    """That the deadline has passed led to whatever cell of Phụ lục II was current."""
    select_finding(checks, "Phụ lục II chưa có số liệu nào")
    (whole,) = (each for each in checks.session.checks.findings if each.place == "report")
    assert checks.list.current_finding == whole
    item = checks.list.currentItem()
    with qtbot.assertNotEmitted(checks.place_requested):
        QTest.keyClick(checks.list, Qt.Key.Key_Return)
        link = link_rect(checks.list.visualItemRect(item))
        QTest.mouseClick(checks.list.viewport(), Qt.MouseButton.LeftButton, pos=link.center())
    drawn = checks.list.viewport().grab(link).toImage()
    pixels = ((x, y) for x in range(drawn.width()) for y in range(drawn.height()))
    assert theme().colours.accent not in {drawn.pixelColor(*pixel).name() for pixel in pixels}


def test_an_accepted_warning_can_be_opened_again(checks: ChecksPage) -> None:
    enter(checks.session, "10.1", 1_500)
    before = int(checks.state())
    select_finding(checks, "1.500")
    checks.reason.setText("Theo hóa đơn")
    checks.accept()
    select_finding(checks, "1.500")
    checks.reopen_button.click()
    assert int(checks.state()) == before
    assert checks.session.content.accepted == ()


def test_what_was_found_while_another_page_was_shown_is_there_when_it_comes_back(checks: ChecksPage) -> None:
    checks.hide()
    enter(checks.session, "2", 100_000_000)
    checks.show()
    assert "100.000.000" in listed_texts(checks)[1]


def fill_cells(session: Session) -> None:
    """A number in each open cell."""
    for each in session.form.stored_cells:
        if session.state(each) is CellState.OPEN:
            session.undo.push(SetFigure(session, each, 1))


def write_headings(session: Session) -> None:
    """A sentence under each heading."""
    for heading in session.headings:
        if heading.has_text:
            session.undo.push(SetText(session, heading.key, (Paragraph((TextRun("Đã tổ chức."),)),)))


def accept_all(session: Session) -> None:
    """A reason for each warning."""
    accepted = [Acceptance(each.check, each.place, "Đúng") for each in session.checks.findings]
    session.undo.push(SetAccepted(session, tuple(accepted), Verb.ACCEPT_WARNING))


def test_the_next_step_follows_what_was_done(overview: OverviewPage) -> None:
    session = overview.session
    assert overview.state() == "0/5"
    enter(session, "2", 12)
    assert overview.next_step == 0 and overview.state() == "0/5"  # one figure is not all
    assert overview.cards[0].text().startswith("Còn 50 ô trống ở Phụ lục II, 7 mục chưa viết ở Phụ lục I;")
    fill_cells(session)
    assert overview.next_step == 0
    assert overview.cards[0].text().startswith("Còn 7 mục chưa viết ở Phụ lục I;")
    write_headings(session)
    assert overview.next_step == 1 and overview.state() == "1/5"
    assert overview.cards[0].text() == STEPS[0].text
    assert session.checks.findings
    accept_all(session)
    assert overview.next_step == 2 and overview.state() == "2/5"
    enter(session, "2", 100_000_000)
    assert overview.next_step == 1


def test_a_step_is_ticked_only_when_it_was_done_though_the_file_was_sent(
    workspace: Workspace,
    session: Session,
    overview: OverviewPage,
    run_on_worker: RunOnWorker,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    enter(session, "2", 12)
    qtbot.waitUntil(lambda: session.saver.is_saved)
    run_on_worker(lambda _context: send(workspace, tmp_path / "gui.pdf"))
    overview.on_enter()
    qtbot.waitUntil(lambda: overview.cards[4].is_done)
    assert [card.is_done for card in overview.cards] == [True, True, False, False, True]
    assert "chưa kèm bản ký" in overview.cards[3].text() and overview.state() == DONE
    run_on_worker(lambda _context: note_printed(workspace, 1))
    overview.on_enter()
    qtbot.waitUntil(lambda: overview.cards[2].is_done)


def test_a_report_that_was_sent_is_shown_so_from_the_first_picture_on(
    run_on_worker: RunOnWorker, workspace: Workspace, worker: Worker, qtbot: QtBot, tmp_path: Path
) -> None:
    """On a busy machine reading takes seconds, in which the page asked to print what was sent long ago."""

    def sent(context: AppContext) -> StartState | None:
        save_draft(workspace, Draft(Content().with_figure(cell("2"), 3)))
        send(workspace, tmp_path / "gui.pdf")
        return read_start_state(context, None)

    state = run_on_worker(sent)
    assert state is not None
    session = Session(state, worker)
    for page in (OverviewPage(session, worker), OutputPage(session, worker)):
        qtbot.addWidget(page)
        assert page.state() == DONE


def test_the_button_of_the_next_step_goes_there(overview: OverviewPage, qtbot: QtBot) -> None:
    doings: tuple[Callable[[Session], None], ...] = (lambda _: None, fill_cells, write_headings, accept_all)
    for do, page in zip(doings, (FIGURES, NARRATIVE, CHECKS, OUTPUT), strict=True):
        do(overview.session)
        (button,) = (card.button for card in overview.cards if not card.button.isHidden())
        with qtbot.waitSignal(overview.page_requested) as wanted:
            button.click()
        assert wanted.args == [page]


def test_damaged_data_of_the_draft_are_shown_and_given_up_after_a_question(
    workspace: Workspace, worker: Worker, run_on_worker: RunOnWorker, qtbot: QtBot
) -> None:
    def damaged_start(context: AppContext) -> StartState | None:
        save_draft(workspace, Draft(Content().with_figure(cell("2"), 7)))
        context.store._connection.execute("UPDATE draft_part SET body = x'377d' WHERE part = 'figures'")
        return read_start_state(context, None)

    start = run_on_worker(damaged_start)
    assert start is not None
    page = ChecksPage(Session(start, worker), worker)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: any("bị hỏng" in text for text in listed_texts(page)))
    select_finding(page, "bị hỏng")
    assert page.give_up_button.isVisible()
    page.reason.setText("Không sao")
    assert not page.accept_button.isEnabled()
    page.give_up_button.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert box.informativeText() == "Phần còn đọc được:\n7}"
    next(button for button in box.buttons() if button.text() == "Bỏ phần hỏng").click()
    qtbot.waitUntil(lambda: not any("bị hỏng" in text for text in listed_texts(page)))


def test_what_a_new_edition_left_without_a_place_is_listed_to_be_copied(
    overview: OverviewPage, run_on_worker: RunOnWorker, qtbot: QtBot
) -> None:
    workspace = overview.session.workspace

    def leave(context: AppContext) -> None:
        save_draft(workspace, Draft(Content()))
        left = [Leftover("Dòng 1.2, cột Người", "35"), Leftover("Ghi chú dòng 1.2", "hai buổi")]
        context.store.drafts.add_leftovers(workspace.unit.id, workspace.campaign, left)

    overview.show()
    overview.on_enter()
    run_on_worker(leave)
    assert not overview.leftovers.isVisible()
    overview.on_enter()
    qtbot.waitUntil(overview.leftovers.isVisible)
    assert overview.leftovers.label.text().startswith("2 nội dung đã nhập không còn chỗ")
    qtbot.mouseClick(overview.leftovers.button, Qt.MouseButton.LeftButton)
    dialog = overview.leftovers.dialog
    assert dialog is not None
    assert dialog.list.topLevelItemCount() == 2
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Dòng 1.2, cột Người: 35\nGhi chú dòng 1.2: hai buổi"
    dialog.accept()
