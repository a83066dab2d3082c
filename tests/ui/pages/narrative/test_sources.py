"""Where a paragraph was taken from, while somebody types: its sources go wherever its words go."""

from __future__ import annotations

from random import Random
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.domain.narrative import (
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    Text,
    TextRun,
    text_sources,
    to_plain_text,
)
from lcweek_desktop.domain.source import Source, Sources
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.ui.pages.narrative.heading_editor import HeadingEditor
from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from tests.ui import keyboard

FIRST: Final = HeadingKey("I.1")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def source(unit: str, words: str) -> Source:
    return Source(UnitId("lai-chau-2024", UnitCode(unit)), f"Trường {unit}", 1, "0a" * 32, FIRST, words)


A = source("A", "Mở lớp tập huấn.")
B = source("B", "Tặng sách cho thư viện.")
C = source("C", "Phô | 3")


def line(text: str) -> tuple[TextRun, ...]:
    return (TextRun(text),)


QUOTED: Final[Text] = (
    Paragraph(line(A.words), sources=(A,)),
    Paragraph(line(B.words), sources=(B,)),
)


@pytest.fixture
def quoting(editor: HeadingEditor) -> HeadingEditor:
    """The editor of the first heading with two quoted paragraphs, the cursor at the end of the first."""
    editor.show_text(QUOTED)
    go_to(editor, 0, len(A.words))
    return editor


def go_to(editor: HeadingEditor, paragraph: int, letter: int) -> None:
    editor.setTextCursor(editor.cursor_at(paragraph, letter))


def found(editor: HeadingEditor) -> list[tuple[str, Sources]]:
    """The words and the sources of each paragraph."""
    text = editor.text()
    words = [to_plain_text((block,), lambda _cell: "") for block in text]
    return list(zip(words, text_sources(text), strict=True))


def test_a_new_paragraph_after_a_quoted_one_is_the_units_own(quoting: HeadingEditor) -> None:
    keyboard.press_key(Qt.Key.Key_Return)
    keyboard.type_as_unikey("Xã đã kiểm tra")
    assert found(quoting) == [(A.words, (A,)), ("Xã đã kiểm tra", ()), (B.words, (B,))]


def test_what_is_typed_into_a_quoted_paragraph_leaves_its_source(quoting: HeadingEditor) -> None:
    keyboard.type_text(" Kết quả tốt.")
    go_to(quoting, 0, 0)
    keyboard.compose("Đã ")
    assert found(quoting)[0] == ("Đã Mở lớp tập huấn. Kết quả tốt.", (A,))


def test_a_paragraph_that_is_split_has_its_source_on_both_sides(quoting: HeadingEditor) -> None:
    go_to(quoting, 0, len("Mở lớp"))
    keyboard.press_key(Qt.Key.Key_Return)
    assert found(quoting)[:2] == [("Mở lớp", (A,)), ("tập huấn.", (A,))]


def test_paragraphs_that_are_joined_have_the_sources_of_both(quoting: HeadingEditor) -> None:
    keyboard.press_key(Qt.Key.Key_Delete)
    assert found(quoting) == [(f"{A.words}{B.words}", (A, B))]
    keyboard.press_key(Qt.Key.Key_Z, CONTROL)
    assert quoting.text() == QUOTED


def test_a_source_goes_with_the_last_letter_taken_from_it(quoting: HeadingEditor) -> None:
    keyboard.press_key(Qt.Key.Key_Home, SHIFT)
    keyboard.type_text("Viết lại.")
    keyboard.press_key(Qt.Key.Key_A, CONTROL)
    keyboard.press_key(Qt.Key.Key_Delete)
    keyboard.type_as_unikey("Riêng của xã")
    assert found(quoting) == [("Riêng của xã", ())]


def test_what_is_copied_and_pasted_takes_its_source_along(quoting: HeadingEditor) -> None:
    keyboard.press_key(Qt.Key.Key_Home, SHIFT)
    keyboard.press_key(Qt.Key.Key_X, CONTROL)
    go_to(quoting, 1, len(B.words))
    keyboard.type_text(" ")
    keyboard.press_key(Qt.Key.Key_V, CONTROL)
    assert found(quoting) == [(f"{B.words} {A.words}", (A, B))]


def test_items_and_rows_keep_theirs(editor: HeadingEditor) -> None:
    text: Text = (
        ListBlock(
            (ListItem(line(A.words), 0, (A,)), ListItem(line("riêng")), ListItem(line(B.words), 1, (B,)))
        ),
        Table(((line("Phô"), line("3")), (line("Nậm"), line("4"))), (C,)),
    )
    editor.show_text(text)
    assert editor.text() == text
    cursor = QTextCursor(editor.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
    table = cursor.currentTable()
    table.removeRows(0, 1)
    assert editor.text()[1] == Table(((line("Nậm"), line("4")),))


def test_a_quoted_item_that_becomes_a_paragraph_or_bold_keeps_its_source(quoting: HeadingEditor) -> None:
    keyboard.press_key(Qt.Key.Key_N, CONTROL | SHIFT)
    keyboard.press_key(Qt.Key.Key_Home, SHIFT)
    keyboard.press_key(Qt.Key.Key_B, CONTROL)
    assert next(text_sources(quoting.text())) == (A,)


@pytest.mark.qt_log_ignore("QTextCursor::setPosition: Position .* out of range")  # Qt's own undo, harmless
@pytest.mark.parametrize("seed", range(3))
def test_no_edit_makes_a_source_that_was_not_taken_or_changes_one(
    page: NarrativePage, quoting: HeadingEditor, seed: int
) -> None:
    random = Random(seed)
    keys = (
        *(Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right),
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End),
    )
    for _ in range(300):
        match random.randrange(6):
            case 0:
                keyboard.type_text(random.choice(("thêm ", "và ", "12 ")))
            case 1:
                keyboard.press_key(random.choice((Qt.Key.Key_Z, Qt.Key.Key_Y)), CONTROL)
            case 2:
                keyboard.press_key(random.choice((Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_V)), CONTROL)
            case 3:
                keyboard.press_key(random.choice((Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_End)), SHIFT)
            case _:
                keyboard.press_key(random.choice(keys))
        for sources in text_sources(quoting.text()):
            assert {A, B}.issuperset(sources)
    page.on_leave()
    QApplication.processEvents()
    assert page.session.content.narrative.get(FIRST, ()) == quoting.text()
