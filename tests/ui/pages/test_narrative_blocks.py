"""Blocks ⇄ QTextDocument."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.narrative import (
    Align,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    Text,
    TextRun,
    figure_cells,
    normalize_text,
    to_plain_text,
)
from lcweek_desktop.ui.pages.narrative.blocks import fill, insert, read
from tests.factories import FORMS, texts

pytestmark = pytest.mark.usefixtures("qapp")

forms = st.sampled_from(FORMS)
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def words(text: Text) -> list[str]:
    return sorted(to_plain_text(text, lambda _cell: None).replace("…", " … ").split())


@unhurried
@given(data=st.data(), form=forms)
def test_every_text_comes_back_from_a_document_as_it_went_in(
    qapp: QApplication, data: st.DataObject, form: Form
) -> None:
    text = normalize_text(data.draw(texts(form)))
    document = QTextDocument()
    fill(document, text)
    assert read(document) == text
    assert not document.isUndoAvailable()


@unhurried
@given(data=st.data(), form=forms)
def test_what_is_put_in_anywhere_loses_no_word_and_is_one_step_back(
    qapp: QApplication, data: st.DataObject, form: Form
) -> None:
    before, new = (normalize_text(data.draw(texts(form))) for _ in range(2))
    document = QTextDocument()
    fill(document, before)
    cursor = QTextCursor(document)
    steps = data.draw(st.integers(0, document.characterCount() - 1))
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, n=steps)
    inside = cursor.currentTable() is not None
    insert(cursor, new)
    after = read(document)
    joined = "".join(words(after))
    assert sorted(joined) == sorted("".join(words(before) + words(new)))
    assert figure_cells(after) == figure_cells(before) | figure_cells(new)
    if inside:
        assert len(after) == len(before)
    if new:
        document.undo()
        assert read(document) == before
    assert not document.isUndoAvailable()


def line(text: str) -> tuple[TextRun, ...]:
    return (TextRun(text),)


def put(before: Text, place: int, new: Text) -> Text:
    document = QTextDocument()
    fill(document, before)
    cursor = QTextCursor(document)
    cursor.setPosition(place)
    insert(cursor, new)
    return read(document)


def test_one_paragraph_goes_into_the_line() -> None:
    new = (Paragraph((TextRun("x", bold=True),), Align.CENTER),)
    assert put((Paragraph(line("ab")),), 1, new) == (
        Paragraph((TextRun("a"), TextRun("x", bold=True), TextRun("b"))),
    )


def test_blocks_part_the_paragraph_they_are_put_into() -> None:
    new = (Paragraph(line("x"), Align.RIGHT), Table(((line("y"),),)))
    assert put((Paragraph(line("ab")),), 1, new) == (Paragraph(line("a")), *new, Paragraph(line("b")))


def test_items_put_into_a_list_of_their_kind_join_it() -> None:
    a_list = ListBlock((ListItem(line("a")), ListItem(line("b"), 1)), ordered=True)
    new = ListBlock((ListItem(line("x"), 1),), ordered=True)
    joined = (ListItem(line("a")), ListItem(line("x"), 1), ListItem(line("b"), 1))
    assert put((a_list,), 1, (new,)) == (ListBlock(joined, ordered=True),)
    other = ListBlock(new.items, ordered=False)
    assert len(put((a_list,), 1, (other,))) == 3


def test_lists_beside_each_other_stay_two() -> None:
    text = (ListBlock((ListItem(line("a")),), True), ListBlock((ListItem(line("b")),), True))
    assert put(text, 0, ()) == text


def test_whatever_is_put_into_a_table_is_text_of_the_cell() -> None:
    before = (Table(((line("a"), line("b")),)),)
    document = QTextDocument()
    fill(document, before)
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
    insert(cursor, (Paragraph(line("x")), Table(((line("y"), line("z")),))))
    assert read(document) == (Table(((line("x y za"), line("b")),)),)
