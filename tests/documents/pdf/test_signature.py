"""Signer and Nơi nhận are side by side, never without words of the report above (docs/decree-30.md)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.domain.narrative import Table, Text, TextRun
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.domain.report import SignOff
from tests.documents.reading import Page, pages
from tests.documents.samples import SIGNOFF, Sample
from tests.factories import FORM

LAST = HeadingKey("III.2")
WORDS = "Quan tâm bố trí kinh phí cho các xã vùng sâu, vùng xa. "


def signature_page(narrative: Mapping[HeadingKey, Text], signoff: SignOff = SIGNOFF) -> Page:
    read = pages(pdf_bytes(Sample(FORM, narrative=narrative, signoff=signoff).document()))
    signed = [page for page in read if page.holds("KT. CHỦ TỊCH")]
    assert len(signed) == 1
    return signed[0]


def above_signature(page: Page) -> list[str]:
    """The words above the signer's title, without the page number."""
    title = next(word for word in page.words if word.text == "TM.")
    return [word.text for word in page.words if word.bottom > title.top and not word.text.isdigit()]


@pytest.mark.parametrize("closing", [None, "", WORDS * 8])
def test_wherever_the_text_ends_the_signature_has_words_above_it(closing: str | None) -> None:
    signoff = SignOff(closing=closing)
    for lines in range(24):
        narrative = {LAST: from_plain_text("\n\n".join(["Một dòng của báo cáo."] * lines))}
        assert len(above_signature(signature_page(narrative, signoff))) >= 3, lines


def test_a_long_last_paragraph_is_parted_to_stay_above_the_signature() -> None:
    for sentences in range(20, 60, 3):
        page = signature_page({LAST: from_plain_text(WORDS * sentences)}, SignOff(closing=""))
        assert len(above_signature(page)) >= 12, sentences


def test_the_last_row_of_a_table_stays_above_the_signature() -> None:
    for rows in range(10, 40, 3):
        table = Table(tuple(((TextRun(f"Xã số {at}"),), (TextRun("Hội sách"),)) for at in range(rows)))
        page = signature_page({LAST: (table,)}, SignOff(closing=""))
        assert "Hội" in above_signature(page), rows


def test_recipients_stand_level_with_the_signer() -> None:
    page = signature_page({})
    word = next(word for word in page.words if word.text == "Nơi")
    title = next(word for word in page.words if word.text == "TM.")
    assert abs(word.top - title.top) < 4
    assert word.right < title.left


def test_there_are_thirty_millimetres_for_signature_and_stamp() -> None:
    page = signature_page({})
    note = next(word for word in page.words if word.text == "dấu)")
    name = next(word for word in page.words if word.text == "Thưởng")
    assert note.bottom - name.top >= 30 * 72 / 25.4


def test_a_list_of_recipients_as_long_as_a_page_goes_under_the_signer() -> None:
    many = SignOff(recipients=tuple(f"UBND xã số {at}" for at in range(90)))
    read = pages(pdf_bytes(Sample(FORM, signoff=many).document()))
    text = " ".join(page.text for page in read)
    assert all(f"- UBND xã số {at};" in text for at in range(89))
    assert "- UBND xã số 89." in text
