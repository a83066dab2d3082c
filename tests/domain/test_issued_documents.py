"""The list of documents issued: its sentence, its rows, and a document as a sentence names it."""

from __future__ import annotations

import pytest

from lcweek_desktop.domain.form import DocumentWords, HeadingKey
from lcweek_desktop.domain.issued_documents import (
    begun_list,
    count_place,
    counting_sentence,
    document_count,
    is_list,
    named_document,
    without_empty_rows,
)
from lcweek_desktop.domain.narrative import Paragraph, Table, TextRun, normalize_text
from tests.factories import FORM

found = FORM.heading_by_key[HeadingKey("I.1")].documents
assert found is not None
WORDS: DocumentWords = found
ROW = tuple((TextRun(text),) for text in ("Kế hoạch số 12/KH-TH", "05/9/2024", "Trường", "Tổ chức Tuần lễ"))


def rows(*below: tuple[tuple[TextRun, ...], ...]) -> Table:
    table = begun_list(WORDS)[-1]
    assert isinstance(table, Table)
    return Table((table.rows[0], *below))


def test_a_list_begins_with_a_sentence_and_one_empty_row_and_is_stored_so() -> None:
    sentence, table = text = begun_list(WORDS)
    assert normalize_text(text) == text
    assert isinstance(sentence, Paragraph)
    assert isinstance(table, Table)
    assert is_list(WORDS, table)
    assert len(table.rows) == 2
    assert document_count(table) == 0


def test_rows_in_which_anything_stands_are_counted() -> None:
    assert document_count(rows(ROW, ((),) * 4, ((), (), (), (TextRun("Về việc"),)))) == 2


@pytest.mark.parametrize(("count", "number"), [(0, "0"), (5, "05"), (12, "12"), (1_200, "1.200")])
def test_the_sentence_says_the_number_and_is_found_again(count: int, number: str) -> None:
    sentence = counting_sentence(WORDS, count)
    place = count_place(WORDS, sentence)
    assert place is not None
    assert sentence[slice(*place)] == number


def test_a_sentence_in_other_words_counts_nothing() -> None:
    assert count_place(WORDS, "Trường đã ban hành 05 văn bản.") is None
    assert count_place(WORDS, counting_sentence(WORDS, 5) + " sau") is None


def test_a_table_with_another_head_is_no_list() -> None:
    assert not is_list(WORDS, Table((ROW,)))


@pytest.mark.parametrize(
    ("sentence", "columns"),
    [
        (
            "Kế hoạch số 12/KH-THTS ngày 05/9/2024 của Trường Tiểu học Thèn Sin về việc tổ chức Tuần lễ;",
            ("Kế hoạch số 12/KH-THTS", "05/9/2024", "Trường Tiểu học Thèn Sin", "Tổ chức Tuần lễ"),
        ),
        (
            "Công văn số 45/PGDĐT-GDTX, ngày 20 tháng 9 năm 2024 về hưởng ứng Tuần lễ.",
            ("Công văn số 45/PGDĐT-GDTX", "20 tháng 9 năm 2024", "", "Hưởng ứng Tuần lễ"),
        ),
        (
            "Quyết định số: 7/QĐ-THTS ngày 3-9-2024 của Hiệu trưởng",
            ("Quyết định số: 7/QĐ-THTS", "3-9-2024", "Hiệu trưởng", ""),
        ),
    ],
)
def test_a_document_is_read_from_the_sentence_that_names_it(sentence: str, columns: tuple[str, ...]) -> None:
    assert named_document(sentence) == columns


def test_a_sentence_without_number_or_date_names_no_document() -> None:
    assert named_document("Trường đã họp bàn về Tuần lễ.") is None
    assert named_document("Kế hoạch số 12/KH-THTS về Tuần lễ") is None


def test_rows_without_any_word_are_not_printed_and_other_tables_stay() -> None:
    other = Table((((),), ((),)))
    assert without_empty_rows(WORDS, (rows(ROW, ((),) * 4), other)) == (rows(ROW), other)
