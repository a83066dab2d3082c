"""Wavy lines under words of Phụ lục I that are written wrongly, in a shown page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.domain.narrative import Paragraph, Text, TextRun
from lcweek_desktop.ui.pages.narrative.document_formats import all_blocks
from lcweek_desktop.ui.pages.narrative.heading_editor import HeadingEditor
from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from lcweek_desktop.ui.session.commands import SetText
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.settings_file import settings_in
from lcweek_desktop.ui.session.worker import Worker
from tests.ui import keyboard
from tests.ui.narrative import shown_narrative

FIRST, SECOND = HeadingKey("I.1"), HeadingKey("I.2")
WAVE: Final = QTextCharFormat.UnderlineStyle.WaveUnderline


def words(text: str) -> Text:
    return (Paragraph((TextRun(text),)),)


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> NarrativePage:
    session.undo.push(SetText(session, SECOND, words("Ngày hội 🌾 khôgn khí của xã Ka Kan, zalo và trừơng")))
    return shown_narrative(session, worker, qtbot)


def marked_in(block: QTextBlock) -> list[str]:
    text = block.text().encode("utf-16-le")
    ranges = (each for each in block.layout().formats() if each.format.underlineStyle() is WAVE)
    return [text[2 * each.start : 2 * (each.start + each.length)].decode("utf-16-le") for each in ranges]


def marked(editor: HeadingEditor) -> list[str]:
    return [word for block in all_blocks(editor.document()) for word in marked_in(block)]


def test_words_that_vietnamese_cannot_write_are_marked(page: NarrativePage) -> None:
    assert marked(page.sheet.editors[SECOND]) == ["khôgn", "trừơng"]


@pytest.mark.parametrize("type_words", [keyboard.type_text, keyboard.type_as_unikey, keyboard.compose])
def test_a_word_is_marked_when_it_is_finished(
    editor: HeadingEditor, type_words: Callable[[str], None]
) -> None:
    for word in ("Trường", "đã", "tổ"):
        for end in range(1, len(word) + 1):
            type_words(word[end - 1 : end])
            assert marked(editor) == []
        type_words(" ")
    type_words("chưcs")
    assert marked(editor) == []
    type_words(" ")
    assert marked(editor) == ["chưcs"]
    for _ in range(3):
        keyboard.press_key(Qt.Key.Key_Backspace)
    assert marked(editor) == []
    keyboard.press_key(Qt.Key.Key_Home)
    assert marked(editor) == []
    keyboard.type_text("Ngayf")
    assert marked(editor) == []
    keyboard.press_key(Qt.Key.Key_Return)
    assert marked(editor) == ["Ngayf"]


def test_what_is_composed_is_not_marked_before_it_is_there(editor: HeadingEditor, qtbot: QtBot) -> None:
    keyboard.type_text("nhà ")
    for composed in ("t", "tr", "truw", "trươg"):
        QApplication.sendEvent(editor, QInputMethodEvent(composed, []))
        assert marked(editor) == []
    keyboard.commit("trươg")
    assert marked(editor) == []
    editor.clearFocus()
    assert marked(editor) == ["trươg"]


def test_marks_are_no_edit_and_no_part_of_the_text(page: NarrativePage) -> None:
    editor = page.sheet.editors[SECOND]
    before = page.session.content
    edits: list[None] = []
    editor.textChanged.connect(lambda: edits.append(None))
    for on in (False, True):
        page.spelling.settings.switch(on)
        QApplication.processEvents()
    assert (edits, len(marked(editor))) == ([], 2)
    assert not editor.document().isUndoAvailable()
    editor.selectAll()
    copied = editor.createMimeDataFromSelection()
    assert "underline" not in copied.html() + editor.document().toHtml()
    assert editor.text() == before.narrative[SECOND]
    page.on_leave()
    assert page.session.content is before


def menu_words(editor: HeadingEditor, word: str) -> list[str]:
    """What the context menu offers at the first place of `word`, which is clicked."""
    cursor = editor.document().find(word)
    cursor.setPosition(cursor.selectionStart() + 1)
    point = editor.cursorRect(cursor).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, QPoint(), Qt.KeyboardModifier.NoModifier)
    menu = editor.menu_at(event)
    texts = [action.text() for action in menu.actions()]
    if "từ “" in texts[0]:
        menu.actions()[0].trigger()
    menu.deleteLater()
    return texts


def test_a_word_is_passed_over_and_marked_again_by_a_click_for_good(
    page: NarrativePage, session: Session, worker: Worker, home: Path, qtbot: QtBot
) -> None:
    editor = page.sheet.editors[SECOND]
    assert "từ “" not in menu_words(editor, "Ngày")[0]
    assert menu_words(editor, "khôgn")[0] == "Bỏ qua từ “khôgn”"
    assert marked(editor) == ["trừơng"]
    assert settings_in(home).value("spelling/passed-over") == "khôgn"
    page.hide()
    again = shown_narrative(session, worker, qtbot)
    editor = again.sheet.editors[SECOND]
    assert marked(editor) == ["trừơng"]
    assert menu_words(editor, "khôgn")[0] == "Đánh dấu lại từ “khôgn”"
    assert marked(editor) == ["khôgn", "trừơng"]


def test_marks_are_off_by_a_click_and_stay_off(
    page: NarrativePage, session: Session, worker: Worker, qtbot: QtBot
) -> None:
    button = next(each for each in page.toolbar.actions() if each.text() == "Gạch chân từ viết sai")
    assert button.isChecked()
    button.trigger()
    assert marked(page.sheet.editors[SECOND]) == []
    assert "từ “" not in menu_words(page.sheet.editors[SECOND], "khôgn")[0]
    again = shown_narrative(session, worker, qtbot)
    assert marked(again.sheet.editors[SECOND]) == []
    assert not next(each for each in again.toolbar.actions() if each.text() == button.text()).isChecked()


def test_a_word_under_the_keyboard_is_offered_too(page: NarrativePage) -> None:
    editor = page.sheet.editors[SECOND]
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    menu = editor.menu_at(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    assert menu.actions()[0].text() == "Bỏ qua từ “trừơng”"
    menu.deleteLater()


@pytest.mark.parametrize(
    "damage", [b"", b"\xff\x00[[", b"[spelling]\non=@Invalid()\npassed-over=@Variant(\\0)\n"]
)
def test_a_damaged_file_of_settings_is_one_without_choices(
    damage: bytes, home: Path, session: Session, worker: Worker, qtbot: QtBot
) -> None:
    (home / "window.ini").write_bytes(damage)
    session.undo.push(SetText(session, SECOND, words("khôgn")))
    page = shown_narrative(session, worker, qtbot)
    assert marked(page.sheet.editors[SECOND]) == ["khôgn"]
