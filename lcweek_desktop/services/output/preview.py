"""The pages of a PDF as pictures, for the screen and the printer: what is seen is the very file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from pypdfium2 import PdfBitmap, PdfDocument, PdfPage
from pypdfium2.raw import FPDF_ANNOT, FPDF_PRINTING, FPDF_RenderPageBitmap, FPDFBitmap_BGRx

_WHITE: Final = (255, 255, 255, 255)
_STRIP: Final = 4 << 20
"""Pixels drawn at once: a page for a printer has ten times as many, and a school's computer little memory."""


@dataclass(frozen=True)
class PageSize:
    """Points, 72 an inch."""

    width: float
    height: float


@dataclass(frozen=True)
class PageImage:
    """A page, or a part of one whose first row is row `top` of the page. `pixels`: rows of `stride` bytes,
    four a pixel (blue, green, red, unused)."""

    width: int
    height: int
    stride: int
    pixels: bytes
    top: int = 0


def page_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """The size of each page of `pdf`, a PDF of ours."""
    with closing(PdfDocument(pdf)) as document:
        return tuple(PageSize(*document.get_page_size(page)) for page in range(len(document)))


def joined(pdfs: Iterable[bytes]) -> bytes:
    """The pages of all `pdfs`, PDFs of ours, one after the other; to be looked at, not to be kept."""
    whole = BytesIO()
    with closing(PdfDocument.new()) as document:
        for pdf in pdfs:
            with closing(PdfDocument(pdf)) as part:
                document.import_pages(part)
        document.save(whole)
    return whole.getvalue()


def rendered_page(pdf: bytes, page: int, width: int, height: int) -> PageImage:
    """The page with the index `page` of `pdf`, a PDF of ours, drawn for a screen."""
    with closing(PdfDocument(pdf)) as document:
        return _drawn(document[page], width, height, 0, height, FPDF_ANNOT)


def page_strips(pdf: bytes, page: int, width: int, height: int) -> Iterator[PageImage]:
    """The page with the index `page` of `pdf`, a PDF of ours, for a printer: `width` by `height` pixels, from
    top to bottom in strips that are small enough for any memory."""
    rows = max(1, _STRIP // width)
    with closing(PdfDocument(pdf)) as document:
        for top in range(0, height, rows):
            flags = FPDF_ANNOT | FPDF_PRINTING
            yield _drawn(document[page], width, height, top, min(rows, height - top), flags)


def _drawn(page: PdfPage, width: int, height: int, top: int, rows: int, flags: int) -> PageImage:
    with closing(PdfBitmap.new_native(width, rows, FPDFBitmap_BGRx)) as bitmap:
        bitmap.fill_rect(_WHITE, 0, 0, width, rows)
        FPDF_RenderPageBitmap(bitmap, page, 0, -top, width, height, 0, flags)
        return PageImage(width, rows, bitmap.stride, bytes(bitmap.buffer), top)
