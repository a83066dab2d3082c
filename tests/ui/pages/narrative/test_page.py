"""The page of Phụ lục I: text is typed with keys and read back from the session and the database."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.form import Cell, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.list_marks import NUMBERED
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
    to_printed_text,
)
from lcweek_desktop.domain.unit import slug
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.narrative.context_menu import context_menu
from lcweek_desktop.ui.pages.narrative.figure_chooser import FigureChooser
from lcweek_desktop.ui.pages.narrative.heading_editor import HeadingEditor
from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from lcweek_desktop.ui.session.commands import SetFigure
from lcweek_desktop.ui.session.page import DONE
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.application import create_window
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import theme
from tests.ui import keyboard
from tests.ui.conftest import RunOnWorker
from tests.ui.contrast import contrast

FIRST, SECOND = HeadingKey("I.1"), HeadingKey("I.2")
CELL = Cell(RowKey("2"), MeasureKey("count"))
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def session_text(page: NarrativePage, key: HeadingKey = FIRST) -> Text:
    """The session's text under a heading, after the page has committed it."""
    page.on_leave()
    return page.session.content.narrative.get(key, ())


def line(text: str) -> tuple[TextRun, ...]:
    """A line of plain text."""
    return (TextRun(text),)


def paragraphs(*texts: str) -> Text:
    """A paragraph of plain text for each of `texts`."""
    return tuple(Paragraph(line(text)) for text in texts)


def press_keys(widget: QWidget, *typed: str | Qt.Key) -> None:
    """Type text and press single keys in `widget`."""
    for part in typed:
        if isinstance(part, str):
            QTest.keyClicks(widget, part)
        else:
            QTest.keyClick(widget, part)


def select(editor: HeadingEditor, start: int, end: int) -> None:
    """Select the text between two cursor positions."""
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def choose(editor: HeadingEditor, words: str) -> None:
    """Choose an entry of the context menu."""
    menu = context_menu(editor)
    next(action for action in menu.actions() if action.text() == words).trigger()


# Committing to the session


def test_typed_text_is_saved_automatically(
    page: NarrativePage, editor: HeadingEditor, run_on_worker: RunOnWorker, workspace: Workspace, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.session.saver.saved):
        press_keys(editor, "Ban hanh 03 van ban")
    saved = run_on_worker(lambda context: current_draft(workspace).content.narrative[FIRST])
    assert saved == paragraphs("Ban hanh 03 van ban")


def test_changing_the_text_size_is_no_edit(page: NarrativePage, editor: HeadingEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.session.saver.saved):
        press_keys(editor, "Ban hanh")
    try:
        with qtbot.assertNotEmitted(page.session.saver.saving):
            theme().zoom_to(150)
        assert page.session.saver.is_saved
        press_keys(editor, " 03")
        theme().zoom_to(100)
        assert session_text(page) == paragraphs("Ban hanh 03")
    finally:
        theme().zoom_by(0)


def test_nothing_is_called_saved_while_a_letter_is_not_committed(
    page: NarrativePage, editor: HeadingEditor, qtbot: QtBot
) -> None:
    assert page.session.saver.is_saved
    press_keys(editor, "a")
    assert not page.session.saver.is_saved
    with qtbot.waitSignal(page.session.saver.saved):
        pass
    assert session_text(page)


def test_text_is_committed_while_typing_goes_on(
    page: NarrativePage, editor: HeadingEditor, qtbot: QtBot
) -> None:
    def still_typing() -> bool:
        press_keys(editor, "a")
        return FIRST in page.session.content.narrative

    qtbot.waitUntil(still_typing)


def test_text_is_committed_when_the_editor_or_the_page_is_left(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    press_keys(editor, "a")
    page.sheet.editors[SECOND].setFocus()
    assert page.session.content.narrative[FIRST] == paragraphs("a")
    press_keys(page.sheet.editors[SECOND], "b")
    page.on_leave()
    assert page.session.content.narrative[SECOND] == paragraphs("b")


def test_a_window_closed_at_once_has_saved_the_last_letter(
    home: Path, workspace: Workspace, worker: Worker, qtbot: QtBot
) -> None:
    def type_a_letter_and_close() -> str:
        """Returns the text that was there before."""
        window = create_window(home)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: window.workspace_view is not None)
        assert window.workspace_view is not None
        window.workspace_view.show_page("narrative")
        page = window.workspace_view.page("narrative")
        assert isinstance(page, NarrativePage)
        before = page.sheet.editors[FIRST].toPlainText()
        press_keys(page.sheet.editors[FIRST], "z")
        window.close()
        qtbot.waitUntil(lambda: not window.isVisible())
        return before

    worker.stop()
    assert [type_a_letter_and_close() for _ in range(2)] == ["", "z"]


def test_one_stay_in_an_editor_is_one_step_to_undo(page: NarrativePage, editor: HeadingEditor) -> None:
    for letter in "abc":
        press_keys(editor, letter)
        page.on_leave()
    page.sheet.editors[SECOND].setFocus()
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    press_keys(editor, "d")
    assert session_text(page) == paragraphs("abcd")
    undo = page.session.undo
    assert undo.count() == 2
    undo.undo()
    assert editor.toPlainText() == "abc"
    undo.undo()
    assert editor.toPlainText() == ""
    assert FIRST not in page.session.content.narrative
    undo.redo()
    assert editor.toPlainText() == "abc"


def test_undoing_everything_in_the_editor_leaves_nothing_to_undo_in_the_session(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    press_keys(editor, "abc")
    page.on_leave()
    QTest.keyClick(editor, KEY.Key_Z, CTRL)
    assert session_text(page) == ()
    assert page.session.undo.count() == 0


def test_text_that_changes_in_the_session_is_shown(page: NarrativePage, editor: HeadingEditor) -> None:
    page.session.put_text(FIRST, paragraphs("khác"))
    assert editor.toPlainText() == "khác"
    assert not editor.document().isUndoAvailable()


# Emphasis and alignment


@pytest.mark.parametrize(
    ("key", "run"),
    [
        (KEY.Key_B, TextRun("a", bold=True)),
        (KEY.Key_I, TextRun("a", italic=True)),
        (KEY.Key_U, TextRun("a", underline=True)),
    ],
)
def test_a_key_switches_the_emphasis_of_the_selection_on_and_off(
    page: NarrativePage, editor: HeadingEditor, key: Qt.Key, run: TextRun
) -> None:
    press_keys(editor, "ab")
    select(editor, 0, 1)
    QTest.keyClick(editor, key, CTRL)
    assert session_text(page) == (Paragraph((run, TextRun("b"))),)
    QTest.keyClick(editor, key, CTRL)
    assert session_text(page) == paragraphs("ab")


def test_the_tools_show_the_format_at_the_cursor(page: NarrativePage, editor: HeadingEditor) -> None:
    QTest.keyClick(editor, KEY.Key_B, CTRL)
    press_keys(editor, "a")
    assert page.toolbar.bold.isChecked()
    assert page.toolbar.alignments[Align.JUSTIFY].isChecked()
    page.toolbar.bullets.trigger()
    assert page.toolbar.bullets.isChecked()
    assert not page.toolbar.alignments[Align.CENTER].isEnabled()
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
def test_a_key_aligns_the_paragraph(
    page: NarrativePage, editor: HeadingEditor, key: Qt.Key, align: Align
) -> None:
    press_keys(editor, "a", KEY.Key_Return, "b")
    QTest.keyClick(editor, key, CTRL)
    assert session_text(page) == (Paragraph(line("a")), Paragraph(line("b"), align))


# The opening sentence


def test_number_and_day_of_the_plan_are_asked_for_once_where_they_stand(page: NarrativePage) -> None:
    opening = page.sheet.opening
    page.show_place("opening")
    number, day = opening.fields
    assert number.hasFocus()
    assert [field.accessibleName() for field in (number, day)] == ["Số", "Ngày"]
    press_keys(number, "3456")
    press_keys(day, "15", KEY.Key_Return)
    assert "Kế hoạch số 3456/KH-UBND ngày 15 tháng 9 năm 2024" in (page.session.signoff.opening or "")
    assert opening.fields == []
    assert next(iter(page.sheet.editors.values())).hasFocus()  # what is typed next is the text
    page.session.undo.undo()
    assert page.session.signoff.opening is None
    assert len(opening.fields) == 2


def test_the_opening_sentence_is_changed_on_the_page_and_comes_back_when_it_is_emptied(
    page: NarrativePage,
) -> None:
    opening = page.sheet.opening
    opening.edit_button.click()
    assert "Kế hoạch số" in opening.text_edit.toPlainText()
    opening.text_edit.selectAll()
    press_keys(opening.text_edit, "Theo ke hoach:")
    opening.edit_button.click()
    assert page.session.signoff.opening == "Theo ke hoach:"
    assert "Theo ke hoach:" in opening.label.text()
    opening.edit_button.click()
    opening.text_edit.clear()
    opening.edit_button.click()
    assert page.session.signoff.opening is None


# Lists and tables


def test_a_list_typed_with_keys(page: NarrativePage, editor: HeadingEditor) -> None:
    QTest.keyClick(editor, KEY.Key_N, CTRL | SHIFT)
    press_keys(editor, "a", KEY.Key_Return, KEY.Key_Tab, "b", KEY.Key_Return, "c", KEY.Key_Return)
    QTest.keyClick(editor, KEY.Key_Tab, SHIFT)
    press_keys(editor, "d", KEY.Key_Return, KEY.Key_Return, "e")
    items = (ListItem(line("a")), ListItem(line("b"), 1), ListItem(line("c"), 1), ListItem(line("d")))
    assert session_text(page) == (ListBlock(items, NUMBERED), Paragraph(line("e")))


def test_a_list_goes_three_levels_in_with_tab(page: NarrativePage, editor: HeadingEditor) -> None:
    page.toolbar.bullets.trigger()
    press_keys(editor, "a", KEY.Key_Return, KEY.Key_Tab, "b", KEY.Key_Return, KEY.Key_Tab, "c", KEY.Key_Tab)
    assert session_text(page) == (
        ListBlock((ListItem(line("a")), ListItem(line("b"), 1), ListItem(line("c"), 2))),
    )
    assert not page.toolbar.indent.isEnabled()


def test_a_numbered_list_goes_on_below_a_paragraph_and_follows_what_is_added_above(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    editor.insertFromMimeData(mime_data(text="1. a\n2. b\nc\n3. d"))
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    editor.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    press_keys(editor, KEY.Key_Return, "x")
    items = tuple(ListItem(line(text)) for text in "axb")
    last = ListBlock((ListItem(line("d")),), NUMBERED, 4)
    assert session_text(page) == (ListBlock(items, NUMBERED), Paragraph(line("c")), last)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    choose(editor, "Đánh số lại từ 1")
    assert session_text(page)[2] == replace(last, start=1)
    choose(editor, "Đánh số tiếp danh sách trên")
    assert session_text(page)[2] == last


def test_enter_on_an_empty_item_leaves_its_level_and_then_the_list(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    page.toolbar.bullets.trigger()
    press_keys(
        editor, "a", KEY.Key_Return, KEY.Key_Tab, KEY.Key_Return, "b", KEY.Key_Return, KEY.Key_Return, "c"
    )
    assert session_text(page) == (ListBlock((ListItem(line("a")), ListItem(line("b")))), Paragraph(line("c")))


def test_backspace_at_the_beginning_of_an_item_leaves_the_list(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    page.toolbar.bullets.trigger()
    press_keys(editor, "a", KEY.Key_Home, KEY.Key_Backspace)
    assert session_text(page) == paragraphs("a")


def test_selected_paragraphs_become_one_list_and_paragraphs_again(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    press_keys(editor, "a", KEY.Key_Return, "b")
    editor.selectAll()
    page.toolbar.bullets.trigger()
    assert session_text(page) == (ListBlock((ListItem(line("a")), ListItem(line("b")))),)
    page.toolbar.numbers.trigger()
    assert session_text(page) == (ListBlock((ListItem(line("a")), ListItem(line("b"))), NUMBERED),)
    page.toolbar.numbers.trigger()
    assert session_text(page) == paragraphs("a", "b")


def test_tab_leaves_the_editor_outside_lists(page: NarrativePage, editor: HeadingEditor) -> None:
    press_keys(editor, "a", KEY.Key_Tab)
    assert page.sheet.editors[SECOND].hasFocus()


def test_tab_goes_from_cell_to_cell_and_adds_a_row_at_the_end(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    press_keys(editor, "x")
    editor.insert_table(2)
    press_keys(editor, "a", KEY.Key_Tab, "b", KEY.Key_Return, "c")
    for _ in range(4):
        press_keys(editor, KEY.Key_Tab)
    press_keys(editor, "d")
    rows = ((line("a"), line("b")), (line("c"), ()), ((), ()), (line("d"), ()))
    assert session_text(page) == (Paragraph(line("x")), Table(rows))
    QTest.keyClick(editor, KEY.Key_Tab, SHIFT)
    press_keys(editor, "e")
    assert session_text(page)[1] == Table((*rows[:2], ((), line("e")), rows[3]))


# Live figures


def test_a_live_figure_is_found_by_its_words_and_shows_the_present_number(
    page: NarrativePage, editor: HeadingEditor, qtbot: QtBot
) -> None:
    press_keys(editor, "So: ")
    page.session.undo.push(SetFigure(page.session, CELL, 1234))
    page.toolbar.figure.trigger()
    (chooser,) = page.findChildren(FigureChooser)
    label = page.session.form.row_by_key[CELL.row].label
    press_keys(chooser.search, slug(label).replace("-", " "), KEY.Key_Return)
    assert session_text(page) == (Paragraph((TextRun("So: "), FigureRun(CELL))),)
    editor.selectAll()
    assert editor.createMimeDataFromSelection().text() == "So: 1.234"
    before = editor.grab().toImage()
    page.session.undo.push(SetFigure(page.session, CELL, 7))
    assert editor.grab().toImage() != before
    assert session_text(page) == (Paragraph((TextRun("So: "), FigureRun(CELL))),)


def test_a_live_figure_is_one_character_to_the_keyboard(page: NarrativePage, editor: HeadingEditor) -> None:
    page.session.put_text(FIRST, (Paragraph((TextRun("a"), FigureRun(CELL, bold=True))),))
    editor.moveCursor(QTextCursor.MoveOperation.End)
    press_keys(editor, "b")
    assert session_text(page) == (
        Paragraph((TextRun("a"), FigureRun(CELL, bold=True), TextRun("b", bold=True))),
    )
    press_keys(editor, KEY.Key_Backspace, KEY.Key_Backspace)
    assert session_text(page) == paragraphs("a")


# Pasting


def mime_data(html: str = "", text: str = "") -> QMimeData:
    """What a program puts on the clipboard."""
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    return data


def test_pasted_html_becomes_blocks_without_images_and_addresses(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    html = "<p><a href='http://x.invalid'><b>đậm</b></a><img src='file:///x.png'></p><ul><li>một</li></ul>"
    QApplication.clipboard().setMimeData(mime_data(html, "khác"))
    QTest.keyClick(editor, KEY.Key_V, CTRL)
    assert session_text(page) == (
        Paragraph((TextRun("đậm", bold=True),)),
        ListBlock((ListItem(line("một")),)),
    )
    inside = editor.document().toHtml()
    assert "x.invalid" not in inside and "x.png" not in inside
    assert "1 hình" in page.notice.text() and page.notice.add_pictures.isHidden()
    QTest.keyClick(editor, KEY.Key_Z, CTRL)
    assert session_text(page) == ()


def test_html_without_text_falls_back_to_plain_text(page: NarrativePage, editor: HeadingEditor) -> None:
    editor.insertFromMimeData(mime_data("<img src='x'>", "a\n\nb"))
    assert session_text(page) == paragraphs("a", "b")


def test_what_was_converted_is_said_until_the_next_paste(page: NarrativePage, editor: HeadingEditor) -> None:
    editor.insertFromMimeData(mime_data("<font face='.VnTime'>KÕt</font>"))
    assert session_text(page) == paragraphs("Kết")
    assert ".VnTime" in page.notice.text()
    assert page.notice.convert.isHidden()
    editor.insertFromMimeData(mime_data(text="a"))
    assert page.notice.text() == ""


def test_legacy_text_without_its_font_is_converted_when_the_user_says_so(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    press_keys(editor, "co ")
    editor.insertFromMimeData(mime_data(text="KÕt qu¶:\n- Líp 7 gãp nhiÒu nhÊt"))
    assert "TCVN3" in page.notice.text()
    press_keys(editor, " sach")
    QTest.mouseClick(page.notice.convert, Qt.MouseButton.LeftButton)
    assert session_text(page) == (
        Paragraph(line("co")),
        Paragraph(line("Kết quả:")),
        ListBlock((ListItem(line("Lớp 7 góp nhiều nhất sach")),)),
    )
    assert page.notice.text() == ""
    assert editor.hasFocus()
    editor.undo()
    assert "KÕt qu¶" in editor.toPlainText()


def test_a_text_that_is_too_long_is_refused_whole_with_its_count(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    editor.insertFromMimeData(mime_data(text="Ban hành kế hoạch."))
    editor.insertFromMimeData(mime_data(text="\n\n".join(["ạ" * 10_000] * 6)))
    assert session_text(page) == paragraphs("Ban hành kế hoạch.")
    assert "dài 60.018 ký tự, chỗ này nhận nhiều nhất 60.000" in page.notice.text()
    editor.insertFromMimeData(mime_data(f"<ul><li>{'ạ' * 16_001}</li></ul>"))
    assert "dài 16.001 ký tự, chỗ này nhận nhiều nhất 16.000" in page.notice.text()
    editor.insertFromMimeData(mime_data("<table>" + "<tr><td>a<td><b>b</b>" * 1_001 + "</table>"))
    assert page.notice.text() == sentence("text-many-pieces", length="4.006", limit="4.000")
    assert session_text(page) == paragraphs("Ban hành kế hoạch.")


def test_a_long_paragraph_is_pasted_as_several_and_nothing_is_lost(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    sentences = "Tổ chức đọc sách. " * 1_000
    editor.insertFromMimeData(mime_data(text=sentences))
    pasted = session_text(page)
    assert len(pasted) == 2
    plain = [to_plain_text((block,), lambda _cell: "") for block in pasted]
    assert [len(text) <= 16_000 and text.endswith("sách.") for text in plain] == [True, True]
    assert " ".join(plain) == sentences.strip()
    assert page.notice.text() == sentence("text-split", limit="16.000")


def test_dropped_characters_are_said_whether_pasted_or_typed(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    editor.insertFromMimeData(mime_data("<p>Ban\ufffe hành\u202e</p>"))
    assert "Đã bỏ 2 ký tự" in page.notice.text()
    editor.insert_figure(CELL)
    keyboard.type_text("\U0001fae8.")
    assert "Đã bỏ 1 ký tự" in page.notice.text()
    assert session_text(page) == (Paragraph((*line("Ban hành"), FigureRun(CELL), *line("."))),)


def test_files_are_not_accepted(page: NarrativePage, editor: HeadingEditor) -> None:
    data = mime_data(text="/a folder/a.docx")
    data.setUrls([QUrl.fromLocalFile("/a folder/a.docx")])
    assert not editor.canInsertFromMimeData(data)
    editor.insertFromMimeData(data)
    assert session_text(page) == ()


def test_copied_text_is_pasted_whole_with_its_live_figures(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    text: Text = (
        Paragraph((TextRun("a", bold=True), FigureRun(CELL))),
        ListBlock((ListItem(line("b")), ListItem(line("c"), 1)), NUMBERED),
        Table(((line("d"), line("e")),)),
        Paragraph(line("f"), Align.RIGHT),
    )
    page.session.put_text(FIRST, text)
    editor.selectAll()
    QTest.keyClick(editor, KEY.Key_C, CTRL)
    assert QApplication.clipboard().text() == to_printed_text(text, page.figure_values.text)
    page.sheet.editors[SECOND].setFocus()
    QTest.keyClick(page.sheet.editors[SECOND], KEY.Key_V, CTRL)
    assert session_text(page, SECOND) == text


def test_a_damaged_copy_falls_back_to_its_plain_text(page: NarrativePage, editor: HeadingEditor) -> None:
    for damaged in (b"[", b"[" * 100_000, b'[{"type": "paragraph"}]', b"\xff"):
        data = mime_data(text="a")
        data.setData("application/x-lcweek-text+json", damaged)
        editor.insertFromMimeData(data)
    assert session_text(page) == paragraphs("aaaa")


# Outline, focus and size


def test_the_outline_counts_words_and_the_state_counts_headings(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    assert page.state() == "0/7"
    press_keys(editor, "mot hai ba")
    page.on_leave()
    assert page.state() == "1/7"
    assert any("3 từ" in page.outline.item(row).text() for row in range(page.outline.count()))
    for key in page.sheet.editors:
        page.session.put_text(key, paragraphs("a"))
    assert page.state() == DONE


def test_a_finding_leads_to_its_editor(page: NarrativePage, editor: HeadingEditor) -> None:
    last = HeadingKey("III.2")
    page.show_place(f"narrative:{last}")
    assert page.sheet.editors[last].hasFocus()
    assert page.outline.currentItem().text().startswith("2. Với Ủy ban")


def test_the_cursor_stays_visible_in_a_long_text(
    page: NarrativePage, editor: HeadingEditor, qtbot: QtBot
) -> None:
    for _ in range(40):
        press_keys(editor, "a", KEY.Key_Return)
    low = page.mapToGlobal(page.rect().bottomLeft()).y()
    qtbot.waitUntil(lambda: editor.viewport().mapToGlobal(editor.cursorRect().bottomLeft()).y() < low)
    assert editor.height() > page.height()


def test_an_empty_editor_shows_its_whole_guidance(page: NarrativePage, editor: HeadingEditor) -> None:
    assert "Đánh giá tính kịp thời" in editor.guidance
    empty = editor.height()
    press_keys(editor, "a")
    assert editor.height() < empty


def test_a_larger_text_size_keeps_every_word(page: NarrativePage, editor: HeadingEditor) -> None:
    text: Text = (ListBlock((ListItem(line("b")),), NUMBERED), Table(((line("d"),),)))
    page.session.put_text(FIRST, text)
    before = editor.height()
    theme().zoom_to(150)
    try:
        assert session_text(page) == text
        assert editor.height() > before
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


def test_the_sheet_becomes_narrower_where_the_window_is(page: NarrativePage, qtbot: QtBot) -> None:
    """The size of the page is that of 150 % on 1366×768."""
    paper = page.sheet.width()
    page.resize(720, 330)
    qtbot.waitUntil(lambda: page.sheet.width() < paper)
    (around,) = (area for area in page.findChildren(QScrollArea) if area.isAncestorOf(page.sheet))
    assert not around.horizontalScrollBar().isVisible()
    fill_in = page.sheet.opening.findChildren(Button)
    assert all(each.width() >= each.sizeHint().width() for each in fill_in if each.isVisible())
    page.resize(1100, 600)
    qtbot.waitUntil(lambda: page.sheet.width() == paper)
