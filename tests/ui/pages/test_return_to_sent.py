"""Going back to what was sent: a cell, a section, the table, the whole report; listed first, one undo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from lcweek_desktop.catalogue.verbs import Change
from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.domain.narrative import Paragraph, TextRun
from lcweek_desktop.services.output.sending import send
from lcweek_desktop.services.report.freezing import report_state
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.figures.cell_menu import cell_menu
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.pages.output.page import OutputPage
from lcweek_desktop.ui.session.commands import SetText
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests.ui.cells import cell
from tests.ui.conftest import RunOnWorker

LONG = 60_000


def enter(page: FiguresPage, **numbers: str) -> None:
    for place, text in numbers.items():
        assert page.model.setData(page.model.index_at(place.replace("_", ".")), text)


def figures(session: Session) -> dict[str, int]:
    return {str(each): number for each, number in session.content.figures.items()}


def choose(page: FiguresPage, place: str, beginning: str) -> None:
    page.show_place(place)
    action = next(each for each in menu(page).actions() if each.text().startswith(beginning))
    action.trigger()


def menu(page: FiguresPage) -> QMenu:
    return cell_menu(page.view, page.blocks)


@pytest.fixture
def page(
    session: Session,
    workspace: Workspace,
    worker: Worker,
    run_on_worker: RunOnWorker,
    tmp_path: Path,
    qtbot: QtBot,
) -> FiguresPage:
    """Phụ lục II after the report was sent and edited again."""
    page = FiguresPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 680)
    with qtbot.waitExposed(page):
        page.show()
    enter(page, **{"1.1_count": "2", "1.1_people": "40", "6.1_count": "3"})
    assert not any("bản đã gửi" in each.text() for each in menu(page).actions())
    run_on_worker(lambda _context: send(workspace, tmp_path / "gui.lcweek"))
    session.announce(Change.PROGRESS)
    qtbot.waitUntil(lambda: page.blocks.sent is not None, timeout=LONG)
    enter(page, **{"1.1_count": "5", "1.1_people": "", "2_count": "9", "6.1_count": "4"})
    return page


def test_a_cell_goes_back_at_once_as_the_menu_says_to_what(page: FiguresPage) -> None:
    before = figures(page.session)
    choose(page, "1.1.count", "Ô này trở lại bản đã gửi: 2")
    assert figures(page.session) == {**before, "1.1.count": 2}
    assert page.status_text() == "Đã trở lại bản đã gửi ở 1 ô; Ctrl+Z để lấy lại."
    page.session.undo.undo()
    assert figures(page.session) == before
    choose(page, "2.count", "Ô này trở lại bản đã gửi: để trống")
    assert page.session.number(cell("2")) is None
    page.show_place("6.2.count")
    assert not any(each.text().startswith("Ô này trở lại") for each in menu(page).actions())


def test_a_section_or_the_table_goes_back_after_the_cells_were_listed(page: FiguresPage) -> None:
    before = figures(page.session)
    choose(page, "1.1.count", "Mục này trở lại bản đã gửi…")
    preview = page.blocks.preview
    assert preview is not None
    assert (preview.table.rowCount(), preview.accept_button.text()) == (2, "Ghi 2 ô")
    assert figures(page.session) == before
    preview.accept_button.click()
    assert figures(page.session) == {**before, "1.1.count": 2, "1.1.people": 40}
    choose(page, "1.1.count", "Cả bảng trở lại bản đã gửi…")
    preview = page.blocks.preview
    assert preview is not None
    preview.accept_button.click()
    assert figures(page.session) == {"1.1.count": 2, "1.1.people": 40, "6.1.count": 3}
    choose(page, "1.1.count", "Cả bảng trở lại bản đã gửi…")
    assert page.status_text() == "Các ô này đang giống bản đã gửi."
    page.session.undo.undo()
    page.session.undo.undo()
    assert figures(page.session) == before


def test_the_whole_report_goes_back_with_one_undo_and_is_the_frozen_one_again(
    page: FiguresPage, workspace: Workspace, worker: Worker, run_on_worker: RunOnWorker, qtbot: QtBot
) -> None:
    session = page.session
    session.undo.push(SetText(session, HeadingKey("I.1"), (Paragraph((TextRun("Đã sửa."),)),)))
    session.put_signoff(replace(session.signoff, name="Lò Thị Ủy"))
    edited = session.draft
    output = OutputPage(session, worker)
    qtbot.addWidget(output)
    output.resize(1130, 680)
    output.show()
    output.on_enter()
    button = output.steps.sending_card.return_button
    qtbot.waitUntil(lambda: not button.isHidden(), timeout=LONG)
    output.steps.open_card(output.steps.sending_card)
    button.click()
    qtbot.waitUntil(lambda: output.returning.dialog is not None, timeout=LONG)
    dialog = output.returning.dialog
    assert dialog is not None
    places = [dialog.table.item(row, 0).text() for row in range(dialog.table.rowCount())]  # type: ignore[union-attr]
    assert (len(places), places[-1], session.draft) == (6, "Số, ngày, người ký", edited)
    dialog.go_back.click()
    assert figures(session) == {"1.1.count": 2, "1.1.people": 40, "6.1.count": 3}
    assert (session.content.narrative, session.signoff.name) == ({}, "")
    qtbot.waitUntil(lambda: session.saver.is_saved, timeout=LONG)
    assert run_on_worker(lambda _context: report_state(workspace).frozen)
    qtbot.waitUntil(button.isHidden, timeout=LONG)
    session.undo.undo()
    assert session.draft == edited
    qtbot.waitUntil(lambda: session.saver.is_saved, timeout=LONG)
