"""Phụ lục I writes itself from the figures: the button beside I.3, a second click, undo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.form import Cell, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.narrative import Paragraph, Text, TextRun, to_printed_text
from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from lcweek_desktop.ui.session.commands import SetFigure
from tests.ui import keyboard

RESULTS = HeadingKey("I.3")


def enter(page: NarrativePage, cell: str, value: int | None) -> None:
    row, _, measure = cell.rpartition(".")
    page.session.undo.push(SetFigure(page.session, Cell(RowKey(row), MeasureKey(measure)), value))


def click(page: NarrativePage) -> None:
    page.sheet.figure_buttons[RESULTS].click()


def text(page: NarrativePage) -> Text:
    return page.session.content.narrative.get(RESULTS, ())


def lines(page: NarrativePage) -> list[str]:
    """What the editor of I.3 shows, which is what the session has."""
    editor = page.sheet.editors[RESULTS]
    assert editor.text() == text(page)
    return to_printed_text(editor.text(), page.figure_values.text).splitlines()


def question(page: NarrativePage) -> QMessageBox:
    (box,) = page.findChildren(QMessageBox)
    return box


def answer(page: NarrativePage, text: str) -> None:
    (button,) = (each for each in question(page).buttons() if each.text() == text)
    button.click()


def test_only_the_heading_that_the_form_names_offers_it(page: NarrativePage) -> None:
    assert [*page.sheet.figure_buttons] == [RESULTS]


def test_a_click_writes_what_the_figures_say_and_it_follows_them(page: NarrativePage) -> None:
    enter(page, "2.count", 7)
    click(page)
    assert lines(page) == ["- Đăng, phát 07 tin, bài về các hoạt động của Tuần lễ."]
    assert page.notice.text() == ""
    enter(page, "2.count", 12)
    assert lines(page) == ["- Đăng, phát 12 tin, bài về các hoạt động của Tuần lễ."]


def test_it_is_one_step_to_undo_which_says_what_it_was(page: NarrativePage) -> None:
    enter(page, "2.count", 7)
    click(page)
    assert page.session.undo.undoText() == "viết mục I.3 từ số liệu"
    page.session.undo.undo()
    assert text(page) == () == page.sheet.editors[RESULTS].text()


def test_without_figures_nothing_is_written_and_the_next_step_is_said(page: NarrativePage) -> None:
    click(page)
    assert text(page) == ()
    assert "chưa có số liệu" in page.notice.text()


def test_what_was_typed_stays_above_also_what_the_session_does_not_have_yet(page: NarrativePage) -> None:
    enter(page, "2.count", 7)
    editor = page.sheet.editors[RESULTS]
    editor.setFocus()
    keyboard.type_text("Kết quả tốt")
    click(page)
    assert lines(page) == ["Kết quả tốt", "- Đăng, phát 07 tin, bài về các hoạt động của Tuần lễ."]
    assert "nằm ở cuối mục" in page.notice.text()


def test_a_second_click_replaces_only_after_a_question_and_keeps_the_rest(page: NarrativePage) -> None:
    enter(page, "2.count", 7)
    click(page)
    page.session.put_text(RESULTS, (*text(page), Paragraph((TextRun("Lời riêng"),))))
    click(page)
    assert "không có gì phải thay" in page.notice.text()
    enter(page, "8.count", 3)
    click(page)
    assert len(lines(page)) == 2
    answer(page, "Thay đoạn cũ")
    assert lines(page) == [
        "- Đăng, phát 07 tin, bài về các hoạt động của Tuần lễ.",
        "- Tổ chức 03 cuộc hội thảo, sinh hoạt chuyên đề.",
        "Lời riêng",
    ]


def test_no_is_the_safe_answer(page: NarrativePage, qtbot: QtBot) -> None:
    enter(page, "2.count", 7)
    click(page)
    enter(page, "8.count", 3)
    click(page)
    qtbot.waitUntil(question(page).isActiveWindow)
    keyboard.press_key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not any(box.isVisible() for box in page.findChildren(QMessageBox)))
    assert len(lines(page)) == 1


def test_a_sentence_that_was_edited_is_kept_and_the_new_text_goes_below(page: NarrativePage) -> None:
    enter(page, "2.count", 7)
    click(page)
    editor = page.sheet.editors[RESULTS]
    editor.setFocus()
    keyboard.press_key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    keyboard.type_text(" Rất vui.")
    enter(page, "8.count", 3)
    click(page)
    assert page.findChildren(QMessageBox) == []
    assert lines(page) == [
        "- Đăng, phát 07 tin, bài về các hoạt động của Tuần lễ. Rất vui.",
        "- Đăng, phát 07 tin, bài về các hoạt động của Tuần lễ.",
        "- Tổ chức 03 cuộc hội thảo, sinh hoạt chuyên đề.",
    ]
    assert "giữ nguyên" in page.notice.text()
