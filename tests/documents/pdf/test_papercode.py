"""The code on paper, found again on the drawn pages as a camera finds it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pypdfium2
import pytest
import zxingcpp

from lcweek_desktop.documents.document import PaperCode
from lcweek_desktop.documents.pdf import pdf_bytes
from tests.documents.reading import Page, pages
from tests.documents.samples import Sample
from tests.factories import FORM

SIZES = (156, 201, 240, 256, 363, 410)
DPI = 150
MM = DPI / 25.4
REPORT, KEY = "KTQM-ABCD-EFGH-KLMN", "WXYZ-BCDE-FGHK-LMNP"


@cache
def pdf(size: int) -> bytes:
    code = PaperCode(bytes(at * 7 % 256 for at in range(size)), REPORT, KEY)
    return pdf_bytes(replace(Sample(FORM).document(), code=code))


@cache
def read(size: int) -> tuple[Page, ...]:
    return tuple(pages(pdf(size)))


def codes(data: bytes) -> list[list[zxingcpp.Barcode]]:
    """What is found on each page."""
    with pypdfium2.PdfDocument(data) as document:
        drawn = (page.render(scale=DPI / 72, grayscale=True).to_pil() for page in document)
        return [zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode) for image in drawn]


@pytest.mark.parametrize("size", SIZES)
def test_it_stands_beside_the_signature_and_at_the_foot_of_the_last_page_of_the_table(size: int) -> None:
    found = codes(pdf(size))
    assert [len(page) for page in found] == [0, 1, 0, 0, 1]
    for (code,) in (found[1], found[4]):
        assert code.bytes == bytes(at * 7 % 256 for at in range(size))
        assert code.ec_level in ("M", "Q", "H")
        side = (code.position.top_right.x - code.position.top_left.x) / MM
        assert 39 <= side <= 60


@pytest.mark.parametrize("size", SIZES)
def test_no_stamp_reaches_it(size: int) -> None:
    (code,) = codes(pdf(size))[1]
    page = read(size)[1]
    recipients = next(word for word in page.words if word.text == "Nơi")
    signer = min(word.left for word in page.words if word.text in ("TM.", "KT.", "PHÓ", "Nguyễn"))
    right, top = code.position.top_right.x / DPI * 72, 842 - code.position.top_right.y / DPI * 72
    assert top < recipients.bottom
    assert signer - right >= 20 / 25.4 * 72


def test_every_page_names_the_report_and_the_code_the_key() -> None:
    every = read(201)
    assert all(page.holds(REPORT) for page in every)
    assert [page.holds(KEY) for page in every] == [False, True, False, False, True]


def test_a_draft_has_none() -> None:
    data = pdf_bytes(Sample(FORM, draft=True).document())
    assert not any(codes(data))
    assert not any(page.holds("Mã báo cáo") for page in pages(data))
