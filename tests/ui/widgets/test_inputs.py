"""Fields for text: what they refuse and drop, and what they say of it."""

from __future__ import annotations

import unicodedata

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lcweek_desktop.ui.widgets.inputs import FieldNotice, LineEdit, ShortTextEdit, drop_characters
from tests.ui import keyboard


@pytest.fixture
def field(qtbot: QtBot) -> LineEdit:
    field = LineEdit("Lớp buổi tối", most=20)
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    field.setFocus()
    return field


@pytest.fixture
def notice(field: LineEdit, qtbot: QtBot) -> FieldNotice:
    notice = FieldNotice(field)
    qtbot.addWidget(notice)
    return notice


def paste(field: LineEdit, text: str) -> None:
    """Paste at the end with Ctrl+V."""
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(field, Qt.Key.Key_End)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_paste_that_is_too_long_is_refused_whole_and_counted(field: LineEdit, notice: FieldNotice) -> None:
    paste(field, " và sáng thứ bảy")
    assert field.text() == "Lớp buổi tối"
    assert "dài 28 ký tự, chỗ này nhận nhiều nhất 20" in notice.text()
    paste(field, "!")
    assert (field.text(), notice.text()) == ("Lớp buổi tối!", "")


def test_letters_count_once_however_they_are_composed(field: LineEdit, notice: FieldNotice) -> None:
    field.clear()
    paste(field, unicodedata.normalize("NFD", "ặ" * 20))
    assert unicodedata.normalize("NFC", field.text()) == "ặ" * 20
    paste(field, "b")
    assert "dài 21 ký tự" in notice.text()


def test_an_emoji_of_a_later_unicode_is_dropped_and_said(field: LineEdit, notice: FieldNotice) -> None:
    keyboard.type_text(" \U0001fae8vui")
    assert field.text() == "Lớp buổi tối vui"
    paste(field, "\ufffe\0x")
    assert field.text() == "Lớp buổi tối vuix"
    assert "Đã bỏ 2 ký tự" in notice.text()


def test_a_longer_text_of_before_stays_and_may_only_become_shorter(
    field: LineEdit, notice: FieldNotice
) -> None:
    long = "a" * 30
    field.setText(long)
    paste(field, "b")
    assert field.text() == long
    assert "dài 31 ký tự" in notice.text()
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert (len(field.text()), notice.text()) == (29, "")
    paste(field, "b" * 2)
    assert len(field.text()) == 29


def test_a_box_of_some_lines_drops_and_refuses_as_a_field_does(qtbot: QtBot) -> None:
    box = ShortTextEdit("TM. ỦY BAN NHÂN DÂN")
    notice = FieldNotice(box)
    for widget in (box, notice):
        qtbot.addWidget(widget)
    data = QMimeData()
    data.setText(f"KT. CHỦ TỊCH\n{'a' * 501}")
    box.insertFromMimeData(data)
    assert box.toPlainText() == "TM. ỦY BAN NHÂN DÂN"
    assert "dài 501 ký tự, chỗ này nhận nhiều nhất 500" in notice.text()
    data.setText("\U0001f600\ufffe\n\U0001fae8KT.")
    box.insertFromMimeData(data)
    assert box.toPlainText() == "\U0001f600\nKT.TM. ỦY BAN NHÂN DÂN"
    assert "Đã bỏ 2 ký tự" in notice.text()
    box.undo()
    assert box.toPlainText() == "TM. ỦY BAN NHÂN DÂN"


def test_what_is_dropped_from_a_document_belongs_to_the_edit_before_it() -> None:
    document = QTextDocument()
    document.setPlainText("\U0001f600a\ufdd5\tb\ufffc\nc\U0010ffff")
    assert drop_characters(document, kept="\ufffc") == 2
    assert document.toPlainText() == "\U0001f600a\tb\ufffc\nc"
    assert drop_characters(document, kept="\ufffc") == 0
