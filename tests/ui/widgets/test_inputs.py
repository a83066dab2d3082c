"""Fields for text: what they refuse and drop, and what they say of it."""

from __future__ import annotations

import unicodedata

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lcweek_desktop.errors import sentence
from lcweek_desktop.ui.widgets.inputs import ComboBox, FieldNotice, LineEdit, ShortTextEdit, drop_characters
from tests.ui import keyboard
from tests.ui.contrast import contrast


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
    notice.setParent(field)
    return notice


def paste(field: LineEdit, text: str) -> None:
    """Paste at the end with Ctrl+V."""
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(field, Qt.Key.Key_End)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_paste_that_is_too_long_is_refused_whole_and_counted(field: LineEdit, notice: FieldNotice) -> None:
    paste(field, " và sáng thứ bảy")
    assert field.text() == "Lớp buổi tối"
    assert notice.text() == sentence("text-too-long", length=28, limit=20)
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
    paste(field, "x\ufffe\ufdd0")
    assert field.text() == "Lớp buổi tối vuix"
    assert notice.text() == sentence("text-dropped", count=2)


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


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_chosen_line_of_a_list_can_be_read_and_long_lines_are_whole(qtbot: QtBot) -> None:
    """The list of 41 rows leaves the photo in sight that it is opened for."""
    window, choice = QWidget(), ComboBox()
    qtbot.addWidget(window)
    choice.addItems([f"1.{at} Bồi dưỡng nâng cao trình độ chuyên môn nghiệp vụ" for at in range(41)])
    choice.setParent(window)
    choice.setFixedWidth(150)
    window.resize(900, 700)
    window.show()
    choice.showPopup()
    view = choice.view()
    qtbot.waitUntil(view.isVisible)
    line = view.visualRect(choice.model().index(0, 0))
    assert view.viewport().width() >= view.sizeHintForColumn(0)
    assert view.viewport().height() <= 11 * line.height()
    picture = view.viewport().grab(line).toImage()
    ground = picture.pixelColor(picture.width() - 2, 2)
    drawn = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
    assert max(contrast(each, ground) for each in drawn) > 4.5
    choice.hidePopup()
