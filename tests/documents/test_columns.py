"""Phụ lục II with one, three and five measures: every word and number of a column is seen whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from reportlab.pdfbase import pdfmetrics

from lcweek_desktop.documents.docx import docx_bytes
from lcweek_desktop.documents.pdf import pdf_bytes, styles
from tests.columns import FIVE, LONG_TT, ONE, THREE, filled, form_with
from tests.documents.reading import Page, Word, pages
from tests.documents.samples import Sample

ALL = pytest.mark.parametrize("labels", [ONE, THREE, FIVE], ids=["one", "three", "five"])


def sample(labels: Sequence[str], *, blank: bool = False) -> Sample:
    form = form_with(labels)
    return Sample(form, figures={} if blank else filled(form), narrative={}, notes={}, own_lines=())


def table_page(labels: Sequence[str], *, blank: bool = False) -> Page:
    """The first page of Phụ lục II."""
    read = pages(pdf_bytes(sample(labels, blank=blank).document()))
    return next(page for page in read if page.text.startswith("Phụ lục II"))


def headings(page: Page) -> dict[str, Word]:
    """The words above the rows of the table."""
    first_row = page.phrase("Các lớp")[0]
    return {word.text: word for word in page.words if word.bottom > first_row.top}


@ALL
@pytest.mark.parametrize("blank", [True, False], ids=["blank", "filled"])
def test_no_word_of_a_heading_and_no_tt_is_broken_on_paper(labels: Sequence[str], blank: bool) -> None:
    page = table_page(labels, blank=blank)
    for text in (*labels, "STT", "Số lượng", "Đơn vị", "Ghi chú"):
        words = [headings(page)[word] for word in text.split()]
        assert len({word.baseline for word in words}) <= 4
        assert all(word.size >= 8 for word in words)
    assert page.phrase(LONG_TT)
    assert page.phrase("1.3")


@ALL
@pytest.mark.parametrize("blank", [True, False], ids=["blank", "filled"])
def test_money_is_named_in_at_most_three_lines(labels: Sequence[str], blank: bool) -> None:
    found = headings(table_page(labels, blank=blank))
    if ONE[0] in labels:
        assert len({found[word].baseline for word in ONE[0].split()}) <= 3


@ALL
def test_the_labels_keep_a_third_of_the_table_and_every_number_is_whole(labels: Sequence[str]) -> None:
    page = table_page(labels)
    assert page.phrase("Đơn vị")[0].left - page.phrase("STT")[0].right > 80
    for text in ("123.456.789", "12.345.678"):
        assert page.phrase(text)


@ALL
def test_word_and_paper_have_the_same_columns_and_no_word_is_wider_than_its_own(
    labels: Sequence[str],
) -> None:
    table = docx.Document(BytesIO(docx_bytes(sample(labels).document()))).tables[-1]
    widths = [int(each.get(qn("w:w"))) / 20 for each in table._tbl.tblGrid]
    assert len(widths) == len(labels) + 4
    for row in table.rows[1:3]:
        for width, cell in zip(widths, row.cells, strict=True):
            for run in cell.paragraphs[0].runs:
                size = 12.0 if run.font.size is None else run.font.size.pt
                longest = max(pdfmetrics.stringWidth(word, styles.BOLD, size) for word in run.text.split())
                assert longest < width, run.text


@pytest.mark.parametrize(
    "label", ["Tủ sách", "Tủ sách lớp học, thư viện xanh, thư viện thân thiện, thư viện điện tử"]
)
def test_units_stand_on_one_line_where_the_labels_leave_room(label: str) -> None:
    form = form_with(ONE)
    rows = tuple(replace(row, label=label, unit="Câu lạc bộ") for row in form.rows)
    of_one_line = Sample(replace(form, rows=rows), figures={}, narrative={}, notes={}, own_lines=())
    page = next(page for page in pages(pdf_bytes(of_one_line.document())) if page.holds("Đơn vị"))
    first, last = ([word.baseline for word in page.words if word.text == text] for text in ("Câu", "bộ"))
    assert first and first == last
