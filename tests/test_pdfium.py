"""PDFium behind one door: its errors are one error, and a page in parts is the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.pdfium import PageSize, PdfError, concatenate, open_pdf
from tests.documents.samples import Sample
from tests.factories import FORM

PDF = pdf_bytes(Sample(FORM).document())
SIZE = (300, 424)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", PDF[: len(PDF) // 2]])
def test_a_broken_pdf_is_one_error_from_bytes_and_from_a_file(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "hỏng.pdf"
    file.write_bytes(data)
    for source in (data, file):
        with pytest.raises(PdfError), open_pdf(source):
            pass
    with pytest.raises(PdfError):
        concatenate([PDF, data])


def test_a_page_that_is_not_there_is_the_same_error() -> None:
    with pytest.raises(PdfError), open_pdf(PDF) as document:
        document.page_size(len(document))


def test_strips_of_a_page_are_the_page() -> None:
    with open_pdf(PDF) as document:
        whole = document.draw(0, SIZE)
        parts = [document.draw(0, SIZE, rows) for rows in (range(100), range(100, 424))]
    assert [(part.top, part.height) for part in parts] == [(0, 100), (100, 324)]
    assert b"".join(part.pixels for part in parts) == whole.pixels
    assert len(whole.pixels) == whole.stride * whole.height == 4 * 300 * 424


def test_in_grey_a_pixel_is_one_byte() -> None:
    with open_pdf(PDF) as document:
        grey = document.draw(0, SIZE, grey=True)
    assert len(grey.pixels) == grey.stride * grey.height == 300 * 424
    assert min(grey.pixels) < 128 < max(grey.pixels) == 255


def test_concatenated_pdfs_have_the_pages_of_all() -> None:
    with open_pdf(PDF) as document:
        sizes = [document.page_size(page) for page in range(len(document))]
    with open_pdf(concatenate([PDF, PDF])) as document:
        assert [document.page_size(page) for page in range(len(document))] == sizes * 2
    assert PageSize(*(round(points) for points in (sizes[0].width, sizes[0].height))) == PageSize(595, 842)


def test_words_are_found_on_the_page_and_at_the_height_where_they_stand() -> None:
    with open_pdf(PDF) as document:
        first = document.place_of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        second = document.place_of("Phụ lục II")
        assert document.place_of("không có ở đâu cả") is None
    assert first is not None and second is not None
    assert (first[0], first[1] < 0.2, second[0] > 0) == (0, True, True)
