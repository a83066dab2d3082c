"""What Vietnamese input methods send to the text of Phụ lục I: no letter is lost or doubled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.form import Cell, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.list_marks import NUMBERED
from lcweek_desktop.domain.narrative import (
    FigureRun,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    Text,
    TextRun,
)
from lcweek_desktop.ui.pages.narrative.heading_editor import HeadingEditor
from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from lcweek_desktop.ui.session.commands import SetFigure
from tests.ui import keyboard

FIRST: Final = HeadingKey("I.1")
CELL: Final = Cell(RowKey("2"), MeasureKey("count"))
FIGURE: Final = FigureRun(CELL)
WORDS: Final = "Buổi tọa đàm ở bản Thẳm"


def session_text(page: NarrativePage) -> Text:
    """The session's text under the first heading, after the page has committed it."""
    page.on_leave()
    return page.session.content.narrative.get(FIRST, ())


def press_list_key(_editor: HeadingEditor) -> None:
    """Begin a numbered list."""
    keyboard.press_key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def begin_before_a_figure(editor: HeadingEditor) -> None:
    """Put the cursor before a live figure at the beginning of the text."""
    editor.insert_figure(CELL)
    keyboard.press_key(Qt.Key.Key_Home)


def select_old_words(editor: HeadingEditor) -> None:
    """Leave other words selected."""
    keyboard.type_text("Tọa đàm")
    editor.selectAll()


LINE: Final = (TextRun(WORDS),)
PLACES: Final[dict[str, tuple[Callable[[HeadingEditor], None], Text]]] = {
    "paragraph": (lambda editor: None, (Paragraph(LINE),)),
    "item": (press_list_key, (ListBlock((ListItem(LINE),), NUMBERED),)),
    "cell": (lambda editor: editor.insert_table(2), (Table(((LINE, ()), ((), ()), ((), ()))),)),
    "before a figure": (begin_before_a_figure, (Paragraph((*LINE, FIGURE)),)),
    "after a figure": (lambda editor: editor.insert_figure(CELL), (Paragraph((FIGURE, *LINE)),)),
    "over a selection": (select_old_words, (Paragraph(LINE),)),
}
"""How a place to type at is made, and the text once WORDS were typed there."""


@pytest.mark.parametrize("type_words", [keyboard.type_as_unikey, keyboard.compose])
@pytest.mark.parametrize("place", PLACES)
def test_input_methods_lose_and_double_nothing(
    page: NarrativePage, editor: HeadingEditor, place: str, type_words: Callable[[str], None]
) -> None:
    prepare, expected = PLACES[place]
    prepare(editor)
    type_words(WORDS)
    assert session_text(page) == expected


def test_backspaces_of_an_input_method_stay_within_the_item(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    """Unikey takes back the whole word from its first changed letter, here up to the mark of the item."""
    press_list_key(editor)
    keyboard.type_text("một")
    keyboard.press_key(Qt.Key.Key_Return)
    keyboard.type_text("uong")
    for _ in "uong":
        keyboard.press_key(Qt.Key.Key_Backspace)
    keyboard.type_text("ương")
    assert session_text(page) == (
        ListBlock((ListItem((TextRun("một"),)), ListItem((TextRun("ương"),))), NUMBERED),
    )


def test_what_happens_while_a_word_is_composed_leaves_it_alone(
    page: NarrativePage, editor: HeadingEditor, qtbot: QtBot
) -> None:
    """The text is saved and a live figure changes before the word is committed."""
    editor.insert_figure(CELL)
    keyboard.type_text(" tọa ")
    QApplication.sendEvent(editor, QInputMethodEvent("đà", []))
    before = Paragraph((FIGURE, TextRun(" tọa")))
    qtbot.waitUntil(lambda: page.session.content.narrative.get(FIRST) == (before,))
    page.session.undo.push(SetFigure(page.session, CELL, 1234))
    assert editor.textCursor().block().layout().preeditAreaText() == "đà"
    keyboard.compose("đàm")
    assert session_text(page) == (Paragraph((FIGURE, TextRun(" tọa đàm"))),)


@pytest.mark.parametrize("type_words", [keyboard.type_as_unikey, keyboard.compose])
def test_what_an_input_method_typed_is_undone_whole(
    page: NarrativePage, editor: HeadingEditor, type_words: Callable[[str], None]
) -> None:
    type_words(WORDS)
    assert session_text(page) == (Paragraph(LINE),)
    page.session.undo.undo()
    assert (session_text(page), editor.text()) == ((), ())
    page.session.undo.redo()
    assert editor.text() == (Paragraph(LINE),)
