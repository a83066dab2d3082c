"""The documents issued, listed under I.1: typed with keys, pasted, counted while they are entered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextTable

from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.domain.narrative import Table, Text, to_printed_text
from lcweek_desktop.ui.pages.narrative.heading_editor import HeadingEditor
from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from tests.ui.keyboard import press_key, type_text

ORDERS = HeadingKey("I.1")
TAB, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier
PLAN = "Kế hoạch số 12/KH-TH ngày 05/9/2024 của Trường Tiểu học Thèn Sin về việc tổ chức Tuần lễ"
LETTER = "Công văn số 7/TH ngày 20/9/2024 của Trường Tiểu học Thèn Sin về việc quyên góp sách"

THANKS = "Thư cảm ơn số 3/TH ngày 21/9/2024 của Trường Tiểu học Thèn Sin về việc ủng hộ sách"
NOTICE = "Thông báo số 4/TH ngày 22/9/2024 của Trường Tiểu học Thèn Sin về việc lịch đọc sách"


@pytest.fixture
def editor(page: NarrativePage) -> HeadingEditor:
    """The editor of I.1 with a list that was just begun."""
    page.sheet.document_buttons[ORDERS].click()
    assert page.sheet.editors[ORDERS].hasFocus()
    return page.sheet.editors[ORDERS]


def stored(page: NarrativePage) -> Text:
    page.on_leave()
    return page.session.content.narrative.get(ORDERS, ())


def lines(page: NarrativePage) -> list[str]:
    """The sentence and the rows below the head, their cells parted by tabs."""
    sentence, _head, *rows = to_printed_text(stored(page), lambda _cell: "").splitlines()
    return [sentence.removeprefix("Đã ban hành ").partition(" văn bản")[0], *rows]


def paste(editor: HeadingEditor, text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    editor.insertFromMimeData(data)


def test_the_button_begins_a_list_and_typing_goes_into_its_first_row(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    for at, cell in enumerate(("Kế hoạch số 12/KH-TH", "05/9/2024", "Trường", "Tổ chức Tuần lễ")):
        if at:
            press_key(TAB)
        type_text(cell)
    assert lines(page) == ["01", "Kế hoạch số 12/KH-TH\t05/9/2024\tTrường\tTổ chức Tuần lễ"]


def test_enter_behind_the_last_cell_adds_a_row_that_counts_once_something_stands_in_it(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    for _ in range(3):
        press_key(ENTER)
    type_text("Tổ chức Tuần lễ")
    press_key(ENTER)
    assert lines(page)[0] == "01"
    type_text("Công văn số 7")
    assert lines(page)[0] == "02"


def test_a_second_click_goes_to_an_empty_row_and_begins_no_second_list(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    page.sheet.document_buttons[ORDERS].click()
    type_text("Kế hoạch số 12")
    page.sheet.document_buttons[ORDERS].click()
    type_text("Công văn số 7")
    assert lines(page) == ["02", "Kế hoạch số 12\t\t\t", "Công văn số 7\t\t\t"]
    assert sum(isinstance(block, Table) for block in stored(page)) == 1


def test_one_undo_takes_back_a_row_and_its_count(page: NarrativePage, editor: HeadingEditor) -> None:
    paste(editor, f"{PLAN}\n{LETTER}")
    assert lines(page)[0] == "02"
    press_key(Qt.Key.Key_Z, CTRL)
    assert editor.textCursor().currentTable() is not None
    assert lines(page)[0] == "0"


def test_beginning_a_list_is_one_step_of_the_session(page: NarrativePage, editor: HeadingEditor) -> None:
    assert page.session.undo.undoText() == "lập danh sách văn bản ở mục I.1"
    page.session.undo.undo()
    assert stored(page) == ()


def test_lines_that_name_documents_become_rows(page: NarrativePage, editor: HeadingEditor) -> None:
    paste(editor, f"- {PLAN};\n- {LETTER}.\n- Thông báo trên nhóm Zalo")
    assert lines(page) == [
        "03",
        "Kế hoạch số 12/KH-TH\t05/9/2024\tTrường Tiểu học Thèn Sin\tTổ chức Tuần lễ",
        "Công văn số 7/TH\t20/9/2024\tTrường Tiểu học Thèn Sin\tQuyên góp sách",
        "\t\t\tThông báo trên nhóm Zalo",
    ]


def test_more_lines_go_below_the_row_that_has_something(page: NarrativePage, editor: HeadingEditor) -> None:
    paste(editor, PLAN)
    paste(editor, LETTER)
    assert [line.split("\t")[0] for line in lines(page)] == ["02", "Kế hoạch số 12/KH-TH", "Công văn số 7/TH"]


def test_lines_pasted_into_an_empty_row_leave_the_rows_below_it_as_they_are(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    paste(editor, f"{PLAN}\n{LETTER}")
    (table,) = (each for each in editor.document().rootFrame().childFrames() if isinstance(each, QTextTable))
    table.insertRows(1, 1)
    cursor = editor.textCursor()
    cursor.setPosition(table.cellAt(1, 0).firstPosition())
    editor.setTextCursor(cursor)
    paste(editor, f"{THANKS}\n{NOTICE}")
    names = ["Thư cảm ơn số 3/TH", "Thông báo số 4/TH", "Kế hoạch số 12/KH-TH", "Công văn số 7/TH"]
    assert [line.split("\t")[0] for line in lines(page)] == ["04", *names]


def test_one_undo_takes_back_all_rows_that_were_pasted(page: NarrativePage, editor: HeadingEditor) -> None:
    paste(editor, PLAN)
    before = editor.text()
    paste(editor, f"{THANKS}\n{NOTICE}")
    press_key(Qt.Key.Key_Z, CTRL)
    assert editor.text() == before


def test_a_table_of_word_or_excel_fills_cells_and_adds_rows(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    cells = "<tr><td>Kế hoạch số {0}</td><td>0{0}/9/2024</td><td>Trường</td><td>Việc {0}</td></tr>"
    paste(editor, "…", f"<table>{''.join(map(cells.format, (1, 2, 3)))}</table>")
    assert lines(page)[0] == "03"
    assert lines(page)[-1] == "Kế hoạch số 3\t03/9/2024\tTrường\tViệc 3"


def test_a_plain_text_with_tabs_fills_cells(page: NarrativePage, editor: HeadingEditor) -> None:
    paste(editor, "Kế hoạch số 1\t01/9/2024\tTrường\tViệc 1\nCông văn số 2\t\tTrường\tViệc 2\n")
    assert lines(page) == [
        "02",
        "Kế hoạch số 1\t01/9/2024\tTrường\tViệc 1",
        "Công văn số 2\t\tTrường\tViệc 2",
    ]


def test_a_wider_table_loses_nothing(page: NarrativePage, editor: HeadingEditor) -> None:
    cells = "".join(f"<td>{letter}</td>" for letter in "abcdef")
    paste(editor, "…", f"<table><tr>{cells}</tr></table>")
    assert lines(page)[1:] == ["a\tb\tc\td e f"]


def test_words_that_name_no_document_are_pasted_into_the_cell(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    paste(editor, "Quyết định\nsố 3")
    assert lines(page)[1:] == ["Quyết định số 3\t\t\t"]


def test_a_sentence_that_was_reworded_is_left_alone(page: NarrativePage, editor: HeadingEditor) -> None:
    press_key(Qt.Key.Key_Home, CTRL)
    type_text("Nhà trường: ")
    press_key(Qt.Key.Key_End, CTRL)
    page.sheet.document_buttons[ORDERS].click()
    type_text("Kế hoạch")
    sentence = to_printed_text(stored(page), lambda _cell: "").splitlines()[0]
    assert sentence.startswith("Nhà trường: Đã ban hành 0 văn bản")
