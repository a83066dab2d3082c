"""Find and replace in Phụ lục I, by keys in a shown page."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.form import Cell, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.lengths import MAX_PARAGRAPH
from lcweek_desktop.domain.narrative import (
    FigureRun,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    Text,
    TextRun,
    to_printed_text,
)
from lcweek_desktop.ui.pages.narrative.heading_editor import HeadingEditor
from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from lcweek_desktop.ui.session.commands import SetFigure, SetText
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.sight import is_in_sight
from tests.ui import keyboard
from tests.ui.narrative import shown_narrative

FIRST, SECOND, LAST = HeadingKey("I.1"), HeadingKey("I.2"), HeadingKey("III.2")
CELL: Final = Cell(RowKey("2"), MeasureKey("count"))
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY: Final = Qt.Key


def words(*runs: str | FigureRun | TextRun) -> Text:
    """A paragraph."""
    return (Paragraph(tuple(TextRun(run) if isinstance(run, str) else run for run in runs)),)


TEXTS: Final = {
    FIRST: words("Học tập suốt đời, ", TextRun("học", bold=True), TextRun(" tập", italic=True), " mãi."),
    SECOND: (
        ListBlock((ListItem((TextRun("Ngày hội 🌾 học tập"),)),)),
        Table((((TextRun("HỌC TẬP"),), (TextRun("12 lớp, "), FigureRun(CELL), TextRun(" người"))),)),
    ),
}


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> NarrativePage:
    """A page with TEXTS in it and 12 in CELL. The keyboard is at the end of the first heading."""
    session.undo.push(SetFigure(session, CELL, 12))
    for key, text in TEXTS.items():
        session.undo.push(SetText(session, key, text))
    return shown_narrative(session, worker, qtbot)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    keyboard.press_key(key, modifier)


def look_for(sought: str) -> None:
    press(KEY.Key_F, CTRL)
    keyboard.type_text(sought)


def selected(page: NarrativePage) -> list[str]:
    """The words selected in all editors."""
    cursors = (editor.textCursor() for editor in page.sheet.editors.values())
    return [cursor.selectedText() for cursor in cursors if cursor.hasSelection()]


def printed(page: NarrativePage, key: HeadingKey) -> str:
    return to_printed_text(page.session.content.narrative.get(key, ()), lambda _cell: "12")


def cursor_in_sight(editor: HeadingEditor) -> bool:
    return is_in_sight(editor.viewport(), editor.cursorRect().center())


def test_places_under_all_headings_are_counted_and_gone_through(page: NarrativePage) -> None:
    bar = page.find_bar
    look_for("học tập")
    assert (bar.count, selected(page)) == ("1/4", ["Học tập"])
    assert bar.field.hasFocus()
    seen = []
    for _ in range(4):
        press(KEY.Key_F3)
        seen.append((bar.count, *selected(page)))
        editor = page.toolbar.editor
        assert editor is not None
        assert cursor_in_sight(editor)
    assert seen == [("2/4", "học tập"), ("3/4", "học tập"), ("4/4", "HỌC TẬP"), ("1/4", "Học tập")]
    assert bar.said == "Đã đến cuối lời văn, tìm tiếp từ đầu."
    press(KEY.Key_F3, SHIFT)
    assert (bar.count, bar.said) == ("4/4", "Đã đến đầu lời văn, tìm tiếp từ cuối.")
    press(KEY.Key_Return, SHIFT)
    assert (bar.count, bar.said) == ("3/4", "")
    press(KEY.Key_Return)
    assert bar.count == "4/4"
    assert len(page.sheet.editors[FIRST].extraSelections()) == 2


def test_capitals_and_marks_are_options(page: NarrativePage) -> None:
    bar = page.find_bar
    look_for("hoc tap")
    assert (bar.count, bar.said) == ("Không thấy", "Không thấy; nếu bỏ qua dấu thì có 4 chỗ.")
    assert not bar.replace_one.isEnabled()
    bar.ignore_marks.click()
    assert (bar.count, bar.said) == ("1/4", "")
    bar.match_case.click()
    assert bar.count == "1/2"
    bar.field.setText(unicodedata.normalize("NFD", "Học"))
    assert bar.count == "1/1"
    bar.field.setText("không có đâu")
    assert (bar.count, bar.said) == ("Không thấy", "")
    bar.field.clear()
    assert (bar.count, selected(page)) == ("", [])


@pytest.mark.parametrize("type_words", [keyboard.type_as_unikey, keyboard.compose])
def test_input_methods_lose_and_double_nothing_in_the_fields(
    page: NarrativePage, type_words: Callable[[str], None]
) -> None:
    press(KEY.Key_H, CTRL)
    type_words("học tập")
    assert page.find_bar.count == "1/4"
    press(KEY.Key_H, CTRL)
    type_words("bồi dưỡng")
    assert (page.find_bar.field.text(), page.find_bar.words.text()) == ("học tập", "bồi dưỡng")
    press(KEY.Key_Return)
    assert printed(page, FIRST) == "Bồi dưỡng suốt đời, học tập mãi."


def test_escape_gives_the_keyboard_back_where_it_was(page: NarrativePage) -> None:
    editor = page.sheet.editors[FIRST]
    cursor = editor.textCursor()
    cursor.setPosition(3)
    editor.setTextCursor(cursor)
    look_for("ngày hội")
    assert selected(page) == ["Ngày hội"]
    press(KEY.Key_Escape)
    assert (editor.hasFocus(), editor.textCursor().position(), selected(page)) == (True, 3, [])
    assert page.find_bar.isHidden()
    assert cursor_in_sight(editor)
    assert page.sheet.editors[SECOND].extraSelections() == []


def test_escape_leaves_the_keyboard_at_the_place_that_was_gone_on_to(page: NarrativePage) -> None:
    look_for("học tập")
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    press(KEY.Key_Escape)
    assert page.sheet.editors[SECOND].hasFocus()
    assert selected(page) == ["học tập"]
    keyboard.type_text("đọc sách")
    press(KEY.Key_F3)
    assert page.find_bar.isVisible()
    assert page.find_bar.count == "3/3"


def test_escape_in_a_text_that_was_clicked_stays_there(page: NarrativePage) -> None:
    look_for("học tập")
    page.sheet.editors[SECOND].setFocus()
    press(KEY.Key_Escape)
    assert page.find_bar.isHidden()
    assert page.sheet.editors[SECOND].hasFocus()


def test_what_is_selected_is_looked_for(page: NarrativePage) -> None:
    editor = page.sheet.editors[SECOND]
    editor.setFocus()
    editor.find("học")
    press(KEY.Key_F, CTRL)
    assert (page.find_bar.field.text(), page.find_bar.count) == ("học", "3/4")


def test_replacing_goes_from_place_to_place_and_keeps_look_and_capitals(page: NarrativePage) -> None:
    press(KEY.Key_H, CTRL)
    keyboard.type_text("học tập")
    press(KEY.Key_H, CTRL)
    assert page.find_bar.words.hasFocus()
    keyboard.type_text("giáo dục")
    press(KEY.Key_Return)
    assert page.session.content.narrative[FIRST] == words(
        "Giáo dục suốt đời, ", TextRun("học", bold=True), TextRun(" tập", italic=True), " mãi."
    )
    assert (page.find_bar.count, selected(page)) == ("1/3", ["học tập"])
    press(KEY.Key_Return)
    assert page.session.content.narrative[FIRST] == words(
        "Giáo dục suốt đời, ", TextRun("giáo dục", bold=True), " mãi."
    )
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    assert printed(page, SECOND) == "- Ngày hội 🌾 giáo dục\nGIÁO DỤC\t12 lớp, 12 người"
    assert page.find_bar.count == "Không thấy"
    page.session.undo.undo()
    assert printed(page, SECOND) == "- Ngày hội 🌾 giáo dục\nHỌC TẬP\t12 lớp, 12 người"


def test_replacing_all_is_one_step_to_undo_and_says_how_many(page: NarrativePage) -> None:
    page.sheet.editors[FIRST].moveCursor(QTextCursor.MoveOperation.End)
    keyboard.type_text(" Hết.")
    look_for("học tập")
    press(KEY.Key_H, CTRL)
    keyboard.type_text("đọc")
    steps = page.session.undo.count()
    page.find_bar.replace_all.click()
    assert page.find_bar.said == "Đã thay 4 chỗ; Ctrl+Z để lấy lại. Các chỗ thay ở 2 mục."
    assert printed(page, FIRST) == "Đọc suốt đời, đọc mãi. Hết."
    assert page.session.undo.count() == steps + 1
    assert page.session.undo.undoText() == "thay 4 chỗ trong lời văn"
    assert not page.find_bar.words.isUndoAvailable()
    page.session.undo.undo()
    assert printed(page, FIRST) == "Học tập suốt đời, học tập mãi. Hết."
    assert page.session.content.narrative[SECOND] == TEXTS[SECOND]
    assert page.sheet.editors[SECOND].text() == TEXTS[SECOND]
    page.session.undo.redo()
    assert page.sheet.editors[SECOND].text()[1] == Table(
        (((TextRun("ĐỌC"),), (TextRun("12 lớp, "), FigureRun(CELL), TextRun(" người"))),)
    )


def test_a_live_figure_is_found_and_never_broken(page: NarrativePage) -> None:
    look_for("12")
    assert page.find_bar.count == "1/2"
    press(KEY.Key_H, CTRL)
    keyboard.type_text("20")
    press(KEY.Key_Return)
    assert page.find_bar.count == "1/1"
    press(KEY.Key_Return)
    assert page.find_bar.said.startswith("Chỗ này là số liệu chèn từ Phụ lục II")
    page.find_bar.replace_all.click()
    assert page.find_bar.said == "1 chỗ là số liệu chèn từ Phụ lục II, được giữ nguyên."
    assert page.session.content.narrative[SECOND][1] == Table(
        (((TextRun("HỌC TẬP"),), (TextRun("20 lớp, "), FigureRun(CELL), TextRun(" người"))),)
    )
    page.find_bar.field.setText("2 người")
    assert page.find_bar.count == "1/1"
    page.session.undo.push(SetFigure(page.session, CELL, 7))
    press(KEY.Key_F3)
    assert page.find_bar.count == "Không thấy"


def test_nothing_is_replaced_that_cannot_be_seen(page: NarrativePage) -> None:
    page.session.undo.push(SetText(page.session, FIRST, words("đầu") + words("Một đoạn dài. " * 30) * 9))
    look_for("đầu")
    press(KEY.Key_H, CTRL)
    keyboard.type_text("cuối")
    scroll = page.findChild(QScrollArea)
    assert scroll is not None
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    assert not cursor_in_sight(page.sheet.editors[FIRST])
    before = page.session.content
    press(KEY.Key_Return)
    assert page.session.content is before
    assert cursor_in_sight(page.sheet.editors[FIRST])
    press(KEY.Key_Return)
    assert page.session.content.narrative[FIRST][0] == words("cuối")[0]


def test_a_replacement_that_makes_a_text_too_long_changes_nothing(page: NarrativePage) -> None:
    page.session.undo.push(SetText(page.session, FIRST, words("a" * (MAX_PARAGRAPH // 2))))
    before = page.session.content
    look_for("a")
    press(KEY.Key_H, CTRL)
    keyboard.type_text("abc")
    page.find_bar.replace_all.click()
    assert page.session.content is before
    assert "chỗ này nhận nhiều nhất 16.000" in page.find_bar.said


def test_what_is_typed_while_the_bar_is_open_is_counted(page: NarrativePage, qtbot: QtBot) -> None:
    look_for("học tập")
    page.sheet.editors[LAST].setFocus()
    keyboard.type_text("học tập")
    qtbot.waitUntil(lambda: page.find_bar.count == "5")


def test_marks_of_the_search_are_no_part_of_what_is_copied_or_stored(page: NarrativePage) -> None:
    look_for("học")
    editor = page.sheet.editors[FIRST]
    assert editor.extraSelections()
    editor.selectAll()
    copied = editor.createMimeDataFromSelection()
    assert "background" not in copied.html()
    assert editor.text() == TEXTS[FIRST]
    assert QApplication.focusWidget() is page.find_bar.field
