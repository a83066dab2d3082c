"""The paper code, found again on the drawn pages as a camera finds it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pypdfium2
import pytest
import zxingcpp

from lcweek_desktop.documents.document import PaperCode
from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.documents.report_document import Watermark
from lcweek_desktop.domain.report import OwnLine
from tests.documents.reading import Page, pages
from tests.documents.samples import Sample
from tests.factories import FORM

SIZES = (156, 201, 240, 256, 363, 410)
DPI = 150
MM = DPI / 25.4
REPORT, KEY = "KTQM-ABCD-EFGH-KLMN", "WXYZ-BCDE-FGHK-LMNP"


def code(size: int) -> PaperCode:
    return PaperCode(bytes(at * 7 % 256 for at in range(size)), REPORT, KEY)


@cache
def pdf(size: int) -> bytes:
    return pdf_bytes(replace(Sample(FORM).document(), code=code(size)))


@cache
def read(size: int) -> tuple[Page, ...]:
    return tuple(pages(pdf(size)))


def codes(data: bytes) -> list[list[zxingcpp.Barcode]]:
    """What is found on each page."""
    with pypdfium2.PdfDocument(data) as document:
        drawn = (page.render(scale=DPI / 72, grayscale=True).to_pil() for page in document)
        return [
            zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
            for image in drawn
        ]


@pytest.mark.parametrize("size", SIZES)
def test_it_stands_beside_the_signature_and_at_the_foot_of_the_last_page_of_the_table(size: int) -> None:
    found = codes(pdf(size))
    assert [len(page) for page in found] == [0, 1, 0, 0, 1]
    for (drawn,) in (found[1], found[4]):
        assert drawn.bytes == code(size).payload
        assert drawn.ec_level in ("M", "Q", "H")
        side = (drawn.position.top_right.x - drawn.position.top_left.x) / MM
        assert 39 <= side <= 60


@pytest.mark.parametrize("size", SIZES)
def test_no_stamp_reaches_it(size: int) -> None:
    (drawn,) = codes(pdf(size))[1]
    page = read(size)[1]
    recipients = next(word for word in page.words if word.text == "Nơi")
    signer = min(word.left for word in page.words if word.text in ("TM.", "KT.", "PHÓ", "Nguyễn"))
    right, top = drawn.position.top_right.x / DPI * 72, 842 - drawn.position.top_right.y / DPI * 72
    assert top < recipients.bottom
    assert signer - right >= 20 / 25.4 * 72


@pytest.mark.parametrize("lines", range(26))
def test_it_never_has_a_page_to_itself(lines: int) -> None:
    """The last row of the table is above it, with the section that the row belongs to."""
    own = [(OwnLine(f"Việc {at}", "Cuộc"), None) for at in range(lines)]
    document = replace(Sample(FORM, own_lines=own, narrative={}).document(), code=code(240), table_only=True)
    *_, last = pages(pdf_bytes(document))
    assert last.holds(f"Việc {lines - 1}" if lines else "Các nội dung khác")
    assert last.holds(KEY)


def test_every_page_names_the_report_and_the_code_the_key() -> None:
    every = read(201)
    assert all(page.holds(REPORT) for page in every)
    assert [page.holds(KEY) for page in every] == [False, True, False, False, True]


def test_a_line_under_it_says_that_it_carries_no_figures() -> None:
    bare = replace(code(156), has_figures=False)
    every = pages(pdf_bytes(replace(Sample(FORM).document(), code=bare)))
    assert [page.holds("Mã không mang số liệu") for page in every] == [page.holds(KEY) for page in every]
    assert not any(page.holds("Mã không mang số liệu") for page in read(156))


def test_a_draft_has_none() -> None:
    data = pdf_bytes(Sample(FORM, watermark=Watermark.DRAFT).document())
    assert not any(codes(data))
    assert not any(page.holds("Mã báo cáo") for page in pages(data))
