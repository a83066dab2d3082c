"""A received text may hold blocks of nothing; every format prints the rest of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lcweek_desktop.documents.document import Document
from lcweek_desktop.documents.docx import docx_bytes
from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.documents.xlsx import xlsx_bytes
from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.domain.list_marks import NUMBERED
from lcweek_desktop.domain.narrative import ListBlock, ListItem, Paragraph, Table, TextRun
from tests.documents.samples import Sample
from tests.factories import FORM

EMPTY = (
    Paragraph(()),
    ListBlock(()),
    ListBlock((ListItem(()), ListItem((), depth=1)), marks=NUMBERED),
    Table((((), ()),)),
)
NARRATIVE = {
    HeadingKey("I.1"): (),
    HeadingKey("I.2"): EMPTY,
    HeadingKey("I.3"): (*EMPTY, Paragraph((TextRun("Còn lại."),)), *EMPTY),
}


@pytest.mark.parametrize("written", [pdf_bytes, docx_bytes, xlsx_bytes])
def test_blocks_of_nothing_are_printed_as_nothing(written: Callable[[Document], bytes]) -> None:
    assert written(Sample(FORM, narrative=NARRATIVE).document())
