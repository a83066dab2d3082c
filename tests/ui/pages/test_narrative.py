"""Phụ lục I, written with keys and read back from the session and the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.form import Cell, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.narrative import (
    Align,
    FigureRun,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    Text,
    TextRun,
    to_plain_text,
)
from lcweek_desktop.domain.unit import slug
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.narrative.chooser import FigureChooser
from lcweek_desktop.ui.pages.narrative.heading_editor import HeadingEditor
from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from lcweek_desktop.ui.session.commands import SetFigure
from lcweek_desktop.ui.session.page import DONE
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.application import create_window
from lcweek_desktop.ui.widgets.theme import theme
from tests.ui.conftest import Ask
from tests.ui.widgets.test_theme import contrast

FIRST, SECOND = HeadingKey("I.1"), HeadingKey("I.2")
CELL = Cell(RowKey("2"), MeasureKey("count"))
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> Iterator[NarrativePage]:
    page = NarrativePage(session, worker)
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.on_enter()
    return page


@pytest.fixture
def field(page: NarrativePage) -> HeadingEditor:
    """The field that has the keyboard."""
    field = page.sheet.fields[FIRST]
    assert field.hasFocus()
    return field


def kept(page: NarrativePage, key: HeadingKey = FIRST) -> Text:
    """What the session has after the page was left."""
    page.on_leave()
    return page.session.content.narrative.get(key, ())


def line(text: str) -> tuple[TextRun, ...]:
    return (TextRun(text),)


def paragraphs(*texts: str) -> Text:
    return tuple(Paragraph(line(text)) for text in texts)


def keys(field: QWidget, *typed: str | Qt.Key) -> None:
    for part in typed:
        if isinstance(part, str):
            QTest.keyClicks(field, part)
        else:
            QTest.keyClick(field, part)


def select(field: HeadingEditor, start: int, end: int) -> None:
    cursor = field.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)


# The way to the session


def test_what_is_typed_is_saved_by_itself(
    page: NarrativePage, field: HeadingEditor, ask: Ask[Text], workspace: Workspace, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.session.saver.saved):
        keys(field, "Ban hanh 03 van ban")
    saved = ask(lambda context: current_draft(workspace).content.narrative[FIRST])
    assert saved == paragraphs("Ban hanh 03 van ban")


def test_another_text_size_is_no_edit(page: NarrativePage, field: HeadingEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.session.saver.saved):
        keys(field, "Ban hanh")
    try:
        with qtbot.assertNotEmitted(page.session.saver.saving):
            theme().zoom_to(150)
        assert page.session.saver.is_saved
        keys(field, " 03")
        theme().zoom_to(100)
        assert kept(page) == paragraphs("Ban hanh 03")
    finally:
        theme().zoom_by(0)


def test_nothing_is_called_saved_while_a_letter_is_only_on_the_page(
    page: NarrativePage, field: HeadingEditor, qtbot: QtBot
) -> None:
    assert page.session.saver.is_saved
    keys(field, "a")
    assert not page.session.saver.is_saved
    with qtbot.waitSignal(page.session.saver.saved):
        pass
    assert kept(page)


def test_it_is_not_put_off_while_typing_goes_on(
    page: NarrativePage, field: HeadingEditor, qtbot: QtBot
) -> None:
    def still_typing() -> bool:
        keys(field, "a")
        return FIRST in page.session.content.narrative

    qtbot.waitUntil(still_typing)


def test_leaving_the_field_or_the_page_hands_over_at_once(page: NarrativePage, field: HeadingEditor) -> None:
    keys(field, "a")
    page.sheet.fields[SECOND].setFocus()
    assert page.session.content.narrative[FIRST] == paragraphs("a")
    keys(page.sheet.fields[SECOND], "b")
    page.on_leave()
    assert page.session.content.narrative[SECOND] == paragraphs("b")


def test_a_window_closed_at_once_has_saved_the_last_letter(
    home: Path, workspace: Workspace, worker: Worker, qtbot: QtBot
) -> None:
    worker.stop()
    for _ in range(2):
        window = create_window(home)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda window=window: window.workplace is not None)
        assert window.workplace is not None
        window.workplace.show_page("narrative")
        page = window.workplace.page("narrative")
        assert isinstance(page, NarrativePage)
        before = page.sheet.fields[FIRST].toPlainText()
        keys(page.sheet.fields[FIRST], "z")
        window.close()
        qtbot.waitUntil(lambda window=window: not window.isVisible())
    assert before == "z"


def test_one_visit_to_a_heading_is_one_step_of_the_session(page: NarrativePage, field: HeadingEditor) -> None:
    for letter in "abc":
        keys(field, letter)
        page.on_leave()
    page.sheet.fields[SECOND].setFocus()
    field.setFocus()
    field.moveCursor(QTextCursor.MoveOperation.End)
    keys(field, "d")
    assert kept(page) == paragraphs("abcd")
    undo = page.session.undo
    assert undo.count() == 2
    undo.undo()
    assert field.toPlainText() == "abc"
    undo.undo()
    assert field.toPlainText() == ""
    assert FIRST not in page.session.content.narrative
    undo.redo()
    assert field.toPlainText() == "abc"


def test_stepping_back_in_the_field_to_where_it_began_leaves_no_step(
    page: NarrativePage, field: HeadingEditor
) -> None:
    keys(field, "abc")
    page.on_leave()
    QTest.keyClick(field, KEY.Key_Z, CTRL)
    assert kept(page) == ()
    assert page.session.undo.count() == 0


def test_what_another_hand_puts_into_the_session_is_shown(page: NarrativePage, field: HeadingEditor) -> None:
    page.session.put_text(FIRST, paragraphs("khác"))
    assert field.toPlainText() == "khác"
    assert not field.document().isUndoAvailable()


# Looks and alignment


@pytest.mark.parametrize(
    ("key", "run"),
    [
        (KEY.Key_B, TextRun("a", bold=True)),
        (KEY.Key_I, TextRun("a", italic=True)),
        (KEY.Key_U, TextRun("a", underline=True)),
    ],
)
def test_a_look_on_a_key_for_what_is_chosen_and_back(
    page: NarrativePage, field: HeadingEditor, key: Qt.Key, run: TextRun
) -> None:
    keys(field, "ab")
    select(field, 0, 1)
    QTest.keyClick(field, key, CTRL)
    assert kept(page) == (Paragraph((run, TextRun("b"))),)
    QTest.keyClick(field, key, CTRL)
    assert kept(page) == paragraphs("ab")


def test_the_tools_show_what_holds_at_the_cursor(page: NarrativePage, field: HeadingEditor) -> None:
    QTest.keyClick(field, KEY.Key_B, CTRL)
    keys(field, "a")
    assert page.toolbar.bold.isChecked()
    assert page.toolbar.aligns[Align.JUSTIFY].isChecked()
    page.toolbar.bullets.trigger()
    assert page.toolbar.bullets.isChecked()
    assert not page.toolbar.aligns[Align.CENTER].isEnabled()
    assert page.toolbar.indent.isEnabled() and not page.toolbar.outdent.isEnabled()


@pytest.mark.parametrize(
    ("key", "align"),
    [
        (KEY.Key_L, Align.LEFT),
        (KEY.Key_E, Align.CENTER),
        (KEY.Key_R, Align.RIGHT),
        (KEY.Key_J, Align.JUSTIFY),
    ],
)
def test_alignment_on_a_key(page: NarrativePage, field: HeadingEditor, key: Qt.Key, align: Align) -> None:
    keys(field, "a", KEY.Key_Return, "b")
    QTest.keyClick(field, key, CTRL)
    assert kept(page) == (Paragraph(line("a")), Paragraph(line("b"), align))


# Lists and tables


def test_a_list_typed_with_keys(page: NarrativePage, field: HeadingEditor) -> None:
    QTest.keyClick(field, KEY.Key_N, CTRL | SHIFT)
    keys(field, "a", KEY.Key_Return, KEY.Key_Tab, "b", KEY.Key_Return, "c", KEY.Key_Return)
    QTest.keyClick(field, KEY.Key_Tab, SHIFT)
    keys(field, "d", KEY.Key_Return, KEY.Key_Return, "e")
    items = (ListItem(line("a")), ListItem(line("b"), 1), ListItem(line("c"), 1), ListItem(line("d")))
    assert kept(page) == (ListBlock(items, ordered=True), Paragraph(line("e")))


def test_enter_on_an_empty_deeper_item_goes_up_and_then_out(
    page: NarrativePage, field: HeadingEditor
) -> None:
    page.toolbar.bullets.trigger()
    keys(field, "a", KEY.Key_Return, KEY.Key_Tab, KEY.Key_Return, "b", KEY.Key_Return, KEY.Key_Return, "c")
    assert kept(page) == (ListBlock((ListItem(line("a")), ListItem(line("b")))), Paragraph(line("c")))


def test_backspace_at_the_beginning_takes_the_mark_away(page: NarrativePage, field: HeadingEditor) -> None:
    page.toolbar.bullets.trigger()
    keys(field, "a", KEY.Key_Home, KEY.Key_Backspace)
    assert kept(page) == paragraphs("a")


def test_chosen_paragraphs_become_one_list_and_paragraphs_again(
    page: NarrativePage, field: HeadingEditor
) -> None:
    keys(field, "a", KEY.Key_Return, "b")
    field.selectAll()
    page.toolbar.bullets.trigger()
    assert kept(page) == (ListBlock((ListItem(line("a")), ListItem(line("b")))),)
    page.toolbar.numbers.trigger()
    assert kept(page) == (ListBlock((ListItem(line("a")), ListItem(line("b"))), ordered=True),)
    page.toolbar.numbers.trigger()
    assert kept(page) == paragraphs("a", "b")


def test_tab_leaves_a_field_outside_lists(page: NarrativePage, field: HeadingEditor) -> None:
    keys(field, "a", KEY.Key_Tab)
    assert page.sheet.fields[SECOND].hasFocus()


def test_a_table_is_walked_with_tab_and_grows_by_a_row(page: NarrativePage, field: HeadingEditor) -> None:
    keys(field, "x")
    field.insert_table(2)
    keys(field, "a", KEY.Key_Tab, "b", KEY.Key_Return, "c")
    for _ in range(4):
        keys(field, KEY.Key_Tab)
    keys(field, "d")
    rows = ((line("a"), line("b")), (line("c"), ()), ((), ()), ((), ()))
    rows = (*rows[:3], (line("d"), ()))
    assert kept(page) == (Paragraph(line("x")), Table(rows))
    QTest.keyClick(field, KEY.Key_Tab, SHIFT)
    keys(field, "e")
    assert kept(page)[1] == Table((*rows[:2], ((), line("e")), rows[3]))


# Live figures


def test_a_live_figure_is_chosen_by_words_and_shows_the_number_of_now(
    page: NarrativePage, field: HeadingEditor, qtbot: QtBot
) -> None:
    keys(field, "So: ")
    page.session.undo.push(SetFigure(page.session, CELL, 1234))
    page.toolbar.figure.trigger()
    (chooser,) = page.findChildren(FigureChooser)
    label = page.session.form.row_by_key[CELL.row].label
    keys(chooser.typed, slug(label).replace("-", " "), KEY.Key_Return)
    assert kept(page) == (Paragraph((TextRun("So: "), FigureRun(CELL))),)
    field.selectAll()
    assert field.createMimeDataFromSelection().text() == "So: 1.234"
    before = field.grab().toImage()
    page.session.undo.push(SetFigure(page.session, CELL, 7))
    assert field.grab().toImage() != before
    assert kept(page) == (Paragraph((TextRun("So: "), FigureRun(CELL))),)


def test_a_live_figure_is_one_letter_to_the_keyboard(page: NarrativePage, field: HeadingEditor) -> None:
    page.session.put_text(FIRST, (Paragraph((TextRun("a"), FigureRun(CELL, bold=True))),))
    field.moveCursor(QTextCursor.MoveOperation.End)
    keys(field, "b")
    assert kept(page) == (Paragraph((TextRun("a"), FigureRun(CELL, bold=True), TextRun("b", bold=True))),)
    keys(field, KEY.Key_Backspace, KEY.Key_Backspace)
    assert kept(page) == paragraphs("a")


# Pasting


def mime(html: str = "", text: str = "") -> QMimeData:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    return data


def test_pasted_html_comes_in_as_blocks_and_no_image_or_address_with_it(
    page: NarrativePage, field: HeadingEditor
) -> None:
    html = "<p><a href='http://x.invalid'><b>đậm</b></a><img src='file:///x.png'></p><ul><li>một</li></ul>"
    QApplication.clipboard().setMimeData(mime(html, "khác"))
    QTest.keyClick(field, KEY.Key_V, CTRL)
    assert kept(page) == (Paragraph((TextRun("đậm", bold=True),)), ListBlock((ListItem(line("một")),)))
    inside = field.document().toHtml()
    assert "x.invalid" not in inside and "x.png" not in inside
    assert page.notice.said == ""
    QTest.keyClick(field, KEY.Key_Z, CTRL)
    assert kept(page) == ()


def test_html_without_text_leaves_the_plain_text(page: NarrativePage, field: HeadingEditor) -> None:
    field.insertFromMimeData(mime("<img src='x'>", "a\n\nb"))
    assert kept(page) == paragraphs("a", "b")


def test_an_old_font_is_told_in_one_sentence_until_the_next_paste(
    page: NarrativePage, field: HeadingEditor
) -> None:
    field.insertFromMimeData(mime("<font face='.VnTime'>KÕt</font>"))
    assert kept(page) == paragraphs("KÕt")
    assert ".VnTime" in page.notice.said
    field.insertFromMimeData(mime(text="a"))
    assert page.notice.said == ""


def test_files_are_not_taken(page: NarrativePage, field: HeadingEditor) -> None:
    data = mime(text="/a folder/a.docx")
    data.setUrls([QUrl.fromLocalFile("/a folder/a.docx")])
    assert not field.canInsertFromMimeData(data)
    field.insertFromMimeData(data)
    assert kept(page) == ()


def test_what_is_copied_here_is_pasted_whole_with_its_live_figures(
    page: NarrativePage, field: HeadingEditor
) -> None:
    text: Text = (
        Paragraph((TextRun("a", bold=True), FigureRun(CELL))),
        ListBlock((ListItem(line("b")), ListItem(line("c"), 1)), ordered=True),
        Table(((line("d"), line("e")),)),
        Paragraph(line("f"), Align.RIGHT),
    )
    page.session.put_text(FIRST, text)
    field.selectAll()
    QTest.keyClick(field, KEY.Key_C, CTRL)
    assert QApplication.clipboard().text() == to_plain_text(text, page.session.number)
    page.sheet.fields[SECOND].setFocus()
    QTest.keyClick(page.sheet.fields[SECOND], KEY.Key_V, CTRL)
    assert kept(page, SECOND) == text


def test_a_damaged_copy_of_ours_falls_back_to_its_plain_text(
    page: NarrativePage, field: HeadingEditor
) -> None:
    for damaged in (b"[", b"[" * 100_000, b'[{"type": "paragraph"}]', b"\xff"):
        data = mime(text="a")
        data.setData("application/x-lcweek-text+json", damaged)
        field.insertFromMimeData(data)
    assert kept(page) == paragraphs("aaaa")


# Around the sheet


def test_the_outline_counts_words_and_the_state_headings(page: NarrativePage, field: HeadingEditor) -> None:
    assert page.state() == "0/7"
    keys(field, "mot hai ba")
    page.on_leave()
    assert page.state() == "1/7"
    assert any("3 từ" in page.outline.item(row).text() for row in range(page.outline.count()))
    for key in page.sheet.fields:
        page.session.put_text(key, paragraphs("a"))
    assert page.state() == DONE


def test_a_finding_leads_into_its_field(page: NarrativePage, field: HeadingEditor) -> None:
    last = HeadingKey("III.2")
    page.show_place(f"narrative:{last}")
    assert page.sheet.fields[last].hasFocus()
    assert page.outline.currentItem().text().startswith("2. Với Ủy ban")


def test_a_long_text_keeps_the_cursor_in_sight(
    page: NarrativePage, field: HeadingEditor, qtbot: QtBot
) -> None:
    for _ in range(40):
        keys(field, "a", KEY.Key_Return)
    low = page.mapToGlobal(page.rect().bottomLeft()).y()
    qtbot.waitUntil(lambda: field.viewport().mapToGlobal(field.cursorRect().bottomLeft()).y() < low)
    assert field.height() > page.height()


def test_guidance_stands_in_an_empty_field_and_fits(page: NarrativePage, field: HeadingEditor) -> None:
    assert "Đánh giá tính kịp thời" in field.guidance
    empty = field.height()
    keys(field, "a")
    assert field.height() < empty


def test_larger_text_keeps_every_word(page: NarrativePage, field: HeadingEditor) -> None:
    text: Text = (ListBlock((ListItem(line("b")),), ordered=True), Table(((line("d"),),)))
    page.session.put_text(FIRST, text)
    before = field.height()
    theme().zoom_to(150)
    try:
        assert kept(page) == text
        assert field.height() > before
    finally:
        theme().zoom_to(100)


def test_the_bar_of_an_outline_without_room_is_as_light_as_the_page(
    page: NarrativePage, qtbot: QtBot
) -> None:
    page.resize(page.width(), 260)
    bar = page.outline.verticalScrollBar()
    qtbot.waitUntil(bar.isVisible)
    below = bar.grab().toImage().pixelColor(bar.width() // 2, bar.height() * 3 // 4)
    assert contrast(below, theme().colours["canvas"]) < 2


def test_every_control_has_a_name(page: NarrativePage) -> None:
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            named = widget.accessibleName() or getattr(widget, "text", str)()
            assert named, widget
