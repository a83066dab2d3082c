"""Blocks of the narrative written into a QTextDocument and read back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.list_marks import BULLETED, NUMBERED
from lcweek_desktop.domain.narrative import (
    Align,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    Text,
    TextRun,
    figure_cells,
    freeze_figures,
    normalize_text,
    to_plain_text,
    without_sources,
)
from lcweek_desktop.ui.pages.narrative.document_reader import read_text
from lcweek_desktop.ui.pages.narrative.document_writer import insert_text, set_text
from lcweek_desktop.ui.pages.narrative.html_text import to_html
from lcweek_desktop.ui.pasting.pasted_text import pasted_html
from tests.factories import FORMS, texts

pytestmark = pytest.mark.usefixtures("qapp")

forms = st.sampled_from(FORMS)
no_deadline = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def sorted_words(text: Text) -> list[str]:
    """All words of `text`, a blank live figure being one."""
    return sorted(to_plain_text(text, lambda _cell: "").replace("…", " … ").split())


@no_deadline
@given(data=st.data(), form=forms)
def test_every_text_is_read_back_as_it_was_written(
    qapp: QApplication, data: st.DataObject, form: Form
) -> None:
    text = normalize_text(data.draw(texts(form)))
    document = QTextDocument()
    set_text(document, text)
    assert read_text(document) == text
    assert not document.isUndoAvailable()


@no_deadline
@given(data=st.data(), form=forms)
def test_text_inserted_anywhere_loses_no_word_and_is_one_step_to_undo(
    qapp: QApplication, data: st.DataObject, form: Form
) -> None:
    before, new = (normalize_text(data.draw(texts(form))) for _ in range(2))
    document = QTextDocument()
    set_text(document, before)
    cursor = QTextCursor(document)
    steps = data.draw(st.integers(0, document.characterCount() - 1))
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, n=steps)
    inside = cursor.currentTable() is not None
    insert_text(cursor, new)
    after = read_text(document)
    joined = "".join(sorted_words(after))
    assert sorted(joined) == sorted("".join(sorted_words(before) + sorted_words(new)))
    assert figure_cells(after) == figure_cells(before) | figure_cells(new)
    if inside:
        assert len(after) == len(before)
    if new:
        document.undo()
        assert read_text(document) == before
    assert not document.isUndoAvailable()


@no_deadline
@given(data=st.data(), form=forms)
def test_every_text_comes_back_from_html_as_it_is_printed(data: st.DataObject, form: Form) -> None:
    text = data.draw(texts(form))
    printed = normalize_text(freeze_figures(without_sources(normalize_text(text)), lambda _cell: "12"))
    assert pasted_html(to_html(normalize_text(text), lambda _cell: "12")).text == printed


def line(text: str) -> tuple[TextRun, ...]:
    """A line of plain text."""
    return (TextRun(text),)


def text_after_insert(before: Text, position: int, new: Text) -> Text:
    """The text of a document with `before` after `new` is inserted at a cursor position."""
    document = QTextDocument()
    set_text(document, before)
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    insert_text(cursor, new)
    return read_text(document)


def test_one_paragraph_is_inserted_into_the_line() -> None:
    new = (Paragraph((TextRun("x", bold=True),), Align.CENTER),)
    assert text_after_insert((Paragraph(line("ab")),), 1, new) == (
        Paragraph((TextRun("a"), TextRun("x", bold=True), TextRun("b"))),
    )


def test_inserted_blocks_split_the_paragraph_at_the_cursor() -> None:
    new = (Paragraph(line("x"), Align.RIGHT), Table(((line("y"),),)))
    assert text_after_insert((Paragraph(line("ab")),), 1, new) == (
        Paragraph(line("a")),
        *new,
        Paragraph(line("b")),
    )


def test_items_inserted_into_a_list_of_their_kind_join_it() -> None:
    a_list = ListBlock((ListItem(line("a")), ListItem(line("b"), 1)), NUMBERED)
    new = ListBlock((ListItem(line("x"), 1),), NUMBERED)
    joined = (ListItem(line("a")), ListItem(line("x"), 1), ListItem(line("b"), 1))
    assert text_after_insert((a_list,), 1, (new,)) == (ListBlock(joined, NUMBERED),)
    other = ListBlock(new.items, BULLETED)
    assert len(text_after_insert((a_list,), 1, (other,))) == 3


def test_adjacent_lists_stay_two() -> None:
    text = (ListBlock((ListItem(line("a")),), NUMBERED), ListBlock((ListItem(line("b")),), NUMBERED))
    assert text_after_insert(text, 0, ()) == text


def test_blocks_inserted_into_a_table_become_text_of_the_cell() -> None:
    before = (Table(((line("a"), line("b")),)),)
    document = QTextDocument()
    set_text(document, before)
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
    insert_text(cursor, (Paragraph(line("x")), Table(((line("y"), line("z")),))))
    assert read_text(document) == (Table(((line("x y za"), line("b")),)),)
