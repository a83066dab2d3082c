"""The pages of a PDF as pictures, for the screen and the printer: what is seen is the very file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lcweek_desktop.pdfium import PageImage as PageImage
from lcweek_desktop.pdfium import PageSize as PageSize
from lcweek_desktop.pdfium import concatenate, open_pdf

_STRIP_PIXELS: Final = 4 << 20
"""The most pixels of a page for a printer that are in memory at once. A whole page has ten times as many,
which is too much for the memory of a school's computer."""


def page_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """The size of each page of `pdf`, a PDF of ours."""
    with open_pdf(pdf) as document:
        return tuple(document.page_size(page) for page in range(len(document)))


def place_of(pdf: bytes, text: str) -> tuple[int, float] | None:
    """The first page of `pdf`, a PDF of ours, that shows `text`, counted from 0, and how far down it stands,
    from 0 to 1; None where no page shows it, as where pages are pictures."""
    with open_pdf(pdf) as document:
        return document.place_of(text)


def joined(pdfs: Iterable[bytes]) -> bytes:
    """The pages of all `pdfs`, PDFs of ours, one after the other; to be looked at, not to be kept."""
    return concatenate(pdfs)


def rendered_page(pdf: bytes, page: int, width: int, height: int) -> PageImage:
    """The page with the index `page` of `pdf`, a PDF of ours, drawn for a screen."""
    with open_pdf(pdf) as document:
        return document.draw(page, (width, height))


def page_strips(pdf: bytes, page: int, width: int, height: int) -> Iterator[PageImage]:
    """The page with the index `page` of `pdf`, a PDF of ours, for a printer: `width` by `height` pixels, from
    top to bottom in strips that are small enough for any memory."""
    rows = max(1, _STRIP_PIXELS // width)
    with open_pdf(pdf) as document:
        for top in range(0, height, rows):
            yield document.draw_for_printer(page, (width, height), range(top, min(top + rows, height)))
