"""Reading the QR codes on a photo or scan of signed paper.

Runs inside the worker process and nowhere else. Source: docs/paper-code.md, Back from a picture.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Final, NamedTuple

import zxingcpp
from PIL import Image, ImageFilter

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.picture import open_picture
from lcweek_desktop.pdf_bounds import HEADER_WITHIN, is_pdf

_LONG_SIDE: Final = 4000
"""The most pixels that the long side of a page has while it is searched."""
_ENOUGH_PIXELS: Final = 3000
"""A page whose long side has more pixels than this is not enlarged: each module of a code has enough."""
_RESOLUTION: Final = 200
"""Dots an inch at which a page of a PDF is drawn."""
_SECONDS: Final = 10.0
"""Seconds after which no further page is searched, so that the result is written before the process is
ended."""
_QR: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


class _Reading(NamedTuple):
    """The codes read in one view of a page, and whether it shows one that could not be read."""

    codes: list[bytes]
    damaged: bool


def write_codes(source: Path, target: Path) -> None:
    """Write the distinct codes of `source`, a picture or PDF, to `target`, in the order of pages.

    `target` becomes a JSON list of hex strings, empty when no code can be read. Raises KnownError
    `scan-unreadable` for a PDF that is broken, and what `open_foreign_pdf` and `open_picture` raise.
    """
    deadline = monotonic() + _SECONDS
    readings = [_read(page) for page in _until(deadline, _pages(source, grey=True))]
    nothing = not any(reading.codes for reading in readings)
    if nothing or any(reading.damaged and not reading.codes for reading in readings):
        for index, page in enumerate(_until(deadline, _pages(source, grey=False))):
            codes, damaged = readings[index]
            if not codes and (damaged or nothing):
                readings[index] = _Reading(_read_closely(page), damaged)
    found = dict.fromkeys(code for reading in readings for code in reading.codes)
    target.write_text(json.dumps([code.hex() for code in found]), encoding="ascii")


def _until(deadline: float, pages: Iterator[Image.Image]) -> Iterator[Image.Image]:
    """The first of `pages`, and those after it until `deadline` (a time of `monotonic`) has passed."""
    for page in pages:
        yield page
        if monotonic() > deadline:
            return


def _pages(source: Path, *, grey: bool) -> Iterator[Image.Image]:
    """Each page, in grey ("L") or RGB."""
    with source.open("rb") as file:
        beginning = file.read(HEADER_WITHIN)
    if is_pdf(beginning):
        yield from _pages_of_pdf(source, grey)
    else:
        yield open_picture(source, _LONG_SIDE).convert("L" if grey else "RGB")


def _pages_of_pdf(source: Path, grey: bool) -> Iterator[Image.Image]:
    # Loading PDFium takes a third of the time that a photo takes.
    from lcweek_desktop.intake.foreign_pdf import open_foreign_pdf
    from lcweek_desktop.intake.pdf_pages import PAGE_COUNT, draw_page, scale_of
    from lcweek_desktop.pdfium import PdfError

    try:
        with open_foreign_pdf(source) as document:
            for page in range(min(len(document), PAGE_COUNT)):
                scale = scale_of(document.page_size(page), _RESOLUTION, _LONG_SIDE)
                yield draw_page(document, page, scale, grey=grey)
    except PdfError:
        raise KnownError("scan-unreadable", file=source.name) from None


def _read(view: Image.Image) -> _Reading:
    seen = zxingcpp.read_barcodes(view, formats=_QR, try_invert=False, return_errors=True)
    return _Reading([code.bytes for code in seen if code.valid], any(not code.valid for code in seen))


def _read_closely(page: Image.Image) -> list[bytes]:
    """The codes of the first view of `page` that shows any."""
    return next((codes for view in _views(page) if (codes := _read(view).codes)), [])


def _views(page: Image.Image) -> Iterator[Image.Image]:
    """Variants of the RGB picture `page` in which a hidden code may be readable, the most likely first."""
    yield page.getchannel("R")  # in the red channel a stamp is as pale as paper
    grey = page.convert("L")
    if max(grey.size) <= _ENOUGH_PIXELS:
        double = grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.BICUBIC)
        yield double
        yield double.filter(ImageFilter.UnsharpMask(3, 200, 0))
    yield grey.filter(ImageFilter.UnsharpMask(2, 150, 2))
    yield grey.filter(ImageFilter.GaussianBlur(1))
