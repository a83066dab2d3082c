"""Nothing is undone out of sight: the first Ctrl+Z goes to the change, the second takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import HeadingKey, MeasureKey
from lcweek_desktop.domain.narrative import Paragraph, TextRun
from lcweek_desktop.domain.report import Acceptance, OwnLine, Photo
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.checks.page import ChecksPage
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from lcweek_desktop.ui.pages.output.page import OutputPage
from lcweek_desktop.ui.session.commands import (
    SetAccepted,
    SetLines,
    SetPhotos,
    SetReport,
    SetSignOff,
    SetText,
    SetTexts,
)
from lcweek_desktop.ui.session.opening import read_start_state
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.menu_bar import MenuBar
from lcweek_desktop.ui.shell.status_line import StatusLine
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView
from tests.ui import keyboard
from tests.ui.cells import cell
from tests.ui.conftest import RunOnWorker

CTRL = Qt.KeyboardModifier.ControlModifier


class Shown:
    """A school at work in a window with a menu, and what is seen of it."""

    def __init__(self, view: WorkspaceView, window: QMainWindow) -> None:
        self.view, self.window, self.session = view, window, view.session
        page = view.page("figures")
        assert isinstance(page, FiguresPage)
        self.figures = page

    @property
    def notice(self) -> str:
        line = self.view.findChild(StatusLine)
        assert line is not None
        return line.notice

    def type_figure(self, place: str, text: str) -> None:
        self.view.show_page("figures")
        self.figures.show_place(place)
        keyboard.type_text(text)
        QTest.keyClick(keyboard.focus_widget(), Qt.Key.Key_Return)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(keyboard.focus_widget(), key, CTRL)


@pytest.fixture
def shown(workspace: Workspace, worker: Worker, run_on_worker: RunOnWorker, qtbot: QtBot) -> Shown:
    start = run_on_worker(lambda context: read_start_state(context, workspace.id))
    assert start is not None
    window, menu = QMainWindow(), MenuBar()
    qtbot.addWidget(window)
    window.setMenuBar(menu)
    view = WorkspaceView(start, worker)
    view.undo_stack_changed.connect(menu.undo_actions.set_stack)
    menu.undo_actions.set_stack(view.session.undo)
    window.setCentralWidget(view)
    window.resize(1366, 728)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and view.has_all_pages, timeout=30_000)
    return Shown(view, window)


def test_a_change_on_another_page_or_in_other_rows_is_gone_to_first_and_a_visible_one_undone_at_once(
    shown: Shown,
) -> None:
    shown.type_figure("2.count", "12")
    shown.view.show_page("checks")
    shown.press(Qt.Key.Key_Z)
    assert (shown.view.current_key, shown.session.number(cell("2"))) == ("figures", 12)
    assert shown.notice == "Nhấn Ctrl+Z lần nữa để hoàn tác nhập số dòng 2."
    assert shown.figures.view.currentIndex() == shown.figures.model.index_at("2.count")
    shown.press(Qt.Key.Key_Z)
    assert (shown.session.number(cell("2")), shown.notice) == (None, "")
    shown.view.show_page("checks")
    shown.press(Qt.Key.Key_Y)
    assert (shown.session.number(cell("2")), shown.view.current_key) == (None, "figures")
    shown.press(Qt.Key.Key_Y)
    assert shown.session.number(cell("2")) == 12
    shown.press(Qt.Key.Key_Z)

    shown.type_figure("1.1.count", "5")
    shown.figures.show_place("10.2.count")
    assert not shown.figures.shows("1.1.count")
    shown.press(Qt.Key.Key_Z)
    assert (shown.session.number(cell("1.1")), shown.figures.shows("1.1.count")) == (5, True)
    shown.press(Qt.Key.Key_Z)
    assert shown.session.number(cell("1.1")) is None

    shown.type_figure("1.1.count", "6")
    shown.press(Qt.Key.Key_Z)
    assert shown.session.number(cell("1.1")) is None
    assert shown.figures.view.currentIndex() == shown.figures.model.index_at("1.1.count")


def test_after_going_to_a_text_the_next_step_undoes_it(shown: Shown) -> None:
    heading, session = HeadingKey("I.2"), shown.session
    session.undo.push(SetText(session, heading, (Paragraph((TextRun("Đã treo băng rôn."),)),)))
    shown.type_figure("2.count", "7")
    shown.press(Qt.Key.Key_Z)
    shown.press(Qt.Key.Key_Z)
    assert (shown.view.current_key, heading in session.content.narrative) == ("narrative", True)
    shown.press(Qt.Key.Key_Z)
    assert heading not in session.content.narrative


def test_what_reaches_beyond_what_is_in_sight_is_told_when_it_is_undone(shown: Shown) -> None:
    session = shown.session
    texts = {HeadingKey(key): (Paragraph((TextRun("học tập"),)),) for key in ("I.1", "III.2")}
    session.undo.push(SetTexts(session, texts, Verb.REPLACE_WORDS, 2))
    shown.view.show_page("narrative")
    shown.press(Qt.Key.Key_Z)
    assert session.content.narrative == {}
    assert shown.notice == "Đã hoàn tác thay 2 chỗ trong lời văn."
    shown.press(Qt.Key.Key_Y)
    assert (session.content.narrative, shown.notice) == (texts, "Đã làm lại thay 2 chỗ trong lời văn.")

    one = {HeadingKey("I.1"): (Paragraph((TextRun("đọc sách"),)),)}
    session.undo.push(SetTexts(session, one, Verb.REPLACE_WORDS, 1))
    shown.press(Qt.Key.Key_Z)
    assert (session.content.narrative, shown.notice) == (texts, "")


def test_an_own_line_that_was_removed_is_gone_to_where_it_was(shown: Shown) -> None:
    editor = shown.figures.model.editor
    editor.add_line()
    editor.remove_line(0)
    shown.figures.show_place("1.1.count")
    shown.press(Qt.Key.Key_Z)
    assert shown.session.content.own_lines == ()
    assert shown.figures.view.currentIndex() == shown.figures.model.index_at("note:11")
    shown.press(Qt.Key.Key_Z)
    assert len(shown.session.content.own_lines) == 1


def test_a_heading_that_is_scrolled_away_is_gone_to_first(shown: Shown) -> None:
    session, last = shown.session, shown.session.headings[-1].key
    first = HeadingKey("I.1")
    session.undo.push(SetText(session, last, (Paragraph((TextRun("Kiến nghị thêm sách."),)),)))
    session.undo.push(SetText(session, first, tuple(paragraphs(30))))
    page = shown.view.page("narrative")
    shown.view.show_page("narrative")
    page.show_place(f"narrative:{first}")
    shown.press(Qt.Key.Key_Z)
    assert first not in session.content.narrative
    page.show_place(f"narrative:{first}")
    session.undo.push(SetText(session, first, tuple(paragraphs(30))))
    session.undo.undo()
    session.put_text(first, tuple(paragraphs(30)))  # so that the last heading is far below
    QApplication.processEvents()
    page.show_place(f"narrative:{first}")
    shown.press(Qt.Key.Key_Z)
    assert last in session.content.narrative
    assert shown.notice == f"Nhấn Ctrl+Z lần nữa để hoàn tác sửa mục {last}."
    assert page.shows(f"narrative:{last}")
    shown.press(Qt.Key.Key_Z)
    assert last not in session.content.narrative


def test_in_a_long_text_the_changed_words_are_gone_to_first_and_the_cursor_with_them(shown: Shown) -> None:
    session, heading = shown.session, HeadingKey("I.1")
    before = tuple(paragraphs(60))
    after = (*before[:50], Paragraph((TextRun("Câu thứ 50, đã sửa."),)), *before[51:])
    session.put_text(heading, before)
    session.undo.push(SetText(session, heading, after))
    page = shown.view.page("narrative")
    assert isinstance(page, NarrativePage)
    shown.view.show_page("narrative")
    page.show_place(f"narrative:{heading}")
    assert (page.shows(f"narrative:{heading}"), page.shows(f"narrative:{heading}/50/11")) == (True, False)
    shown.press(Qt.Key.Key_Z)
    assert session.content.narrative[heading] == after
    assert page.shows(f"narrative:{heading}/50/11")
    assert page.sheet.editors[heading].textCursor().blockNumber() == 50
    shown.press(Qt.Key.Key_Z)
    assert session.content.narrative[heading] == before
    assert page.shows(f"narrative:{heading}/50/11")


def test_a_photo_below_the_fold_is_gone_to_first(shown: Shown) -> None:
    session = shown.session
    photos = tuple(Photo(f"{number:064x}", f"Ảnh {number}") for number in range(20))
    session.put_photos(photos)
    captioned = (*photos[:18], Photo(photos[18].sha256, "Lễ khai mạc"), photos[19])
    session.undo.push(SetPhotos(session, captioned, Verb.CAPTION_PHOTO))
    page = shown.view.page("photos")
    shown.view.show_page("photos")
    page.show_place("photo:0")
    shown.press(Qt.Key.Key_Z)
    assert session.content.photos == captioned
    assert page.shows("photo:18")
    shown.press(Qt.Key.Key_Z)
    assert session.content.photos == photos


def test_a_folded_field_of_the_sign_off_is_unfolded_first(shown: Shown) -> None:
    session = shown.session
    session.undo.push(SetSignOff(session, replace(session.signoff, number="12"), "number"))
    session.undo.push(SetSignOff(session, replace(session.signoff, place="Thèn Sin"), "place"))
    shown.view.show_page("output")
    page = shown.view.page("output")
    assert isinstance(page, OutputPage)
    shown.press(Qt.Key.Key_Z)
    assert (session.signoff.place, page.signoff.field("place").hasFocus()) == ("Thèn Sin", True)
    shown.press(Qt.Key.Key_Z)
    assert session.signoff.place != "Thèn Sin"
    shown.press(Qt.Key.Key_Z)
    assert session.signoff.number == ""


def test_the_opening_sentence_is_gone_to_where_it_stands(shown: Shown) -> None:
    session = shown.session
    session.undo.push(SetSignOff(session, replace(session.signoff, opening="Thực hiện Kế hoạch."), "opening"))
    shown.view.show_page("figures")
    shown.press(Qt.Key.Key_Z)
    assert (shown.view.current_key, session.signoff.opening) == ("narrative", "Thực hiện Kế hoạch.")
    shown.press(Qt.Key.Key_Z)
    assert session.signoff.opening is None


def test_an_accepted_warning_out_of_sight_is_gone_to_first(shown: Shown) -> None:
    session = shown.session
    warnings = [each for each in session.checks.findings if each.is_acceptable]
    accepted = Acceptance(warnings[0].check, warnings[0].place, "Đã kiểm tra lại.")
    session.undo.push(SetAccepted(session, (accepted,), Verb.ACCEPT_WARNING))
    shown.view.show_page("checks")
    page = shown.view.page("checks")
    assert isinstance(page, ChecksPage)
    shown.window.resize(1366, 300)
    QApplication.processEvents()
    page.list.setCurrentRow(1)
    page.list.scrollToTop()
    shown.press(Qt.Key.Key_Z)
    assert session.content.accepted == (accepted,)
    finding = page.list.current_finding
    assert finding is not None
    assert (finding.check, finding.place) == (accepted.check, accepted.place)
    shown.press(Qt.Key.Key_Z)
    assert not session.content.accepted


def test_accepted_warnings_from_another_machine_are_undone_like_any_other_edit(shown: Shown) -> None:
    session = shown.session
    accepted = (Acceptance("money-rounding", "10.1.count", "Theo hóa đơn"),)
    draft = replace(session.draft, content=replace(session.content, accepted=accepted))
    session.undo.push(SetReport(session, draft, Verb.TAKE_DRAFT, "accepted", count=1))
    for page in ("figures", "checks"):
        shown.view.show_page(page)
        shown.press(Qt.Key.Key_Z)
        shown.press(Qt.Key.Key_Z)
        assert (shown.view.current_key, session.content.accepted) == ("checks", ())
        shown.press(Qt.Key.Key_Y)
        assert session.content.accepted == accepted


def test_the_number_of_an_own_line_is_its_place(shown: Shown) -> None:
    session = shown.session
    lines = (OwnLine("Hội thao"), OwnLine("Thi vẽ"))
    session.put_lines(lines)
    counted = (lines[0], replace(lines[1], values={MeasureKey("people"): 40}))
    session.undo.push(SetLines(session, counted, Verb.EDIT_LINE))
    shown.view.show_page("checks")
    shown.press(Qt.Key.Key_Z)
    assert shown.figures.view.currentIndex() == shown.figures.model.index_at("own_lines/1.people")


def paragraphs(count: int) -> Iterator[Paragraph]:
    return (Paragraph((TextRun(f"Câu thứ {number}, như mọi câu."),)) for number in range(count))
