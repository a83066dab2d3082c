"""PDFs of signed paper: a scanner's PDF is made small enough to be sent, a picture becomes a PDF of one page.

Runs inside the worker process and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from PIL import Image

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.foreign_pdf import open_foreign_pdf
from lcweek_desktop.intake.picture import SCAN_LIMITS, write_scan
from lcweek_desktop.pdfium import Document, PageSize, PdfError

PAGE_COUNT: Final = 30
"""The most pages that are looked at."""

_RESOLUTIONS: Final = (200, 150, 100)
"""Dots an inch, from fine to coarse; small print and a stamp can still be read at the last."""
_QUALITY: Final = 60
"""JPEG quality of the pages."""
_A4_INCHES: Final = 11.69
"""The long side of A4, in inches."""
_NO_DATES: Final[Mapping[str, Any]] = MappingProxyType({"creationDate": None, "modDate": None})
"""Keeps Pillow from writing the time into a PDF: the same file gives the same bytes."""


def write_shrunk(source: Path, target: Path) -> None:
    """Write the pages of the PDF `source` to `target` as pictures, as fine as fits.

    They have at most 3000 pixels on the long side and 8 MiB together. Text, bookmarks, signatures and
    attachments are lost. Raises KnownError `scan-unreadable` when the PDF is broken, `scan-too-large` when
    the pages do not fit or there are more than 30, `intake-pdf-…` as `open_foreign_pdf`.
    """
    try:
        with open_foreign_pdf(source) as document:
            if len(document) <= PAGE_COUNT and any(_fits(document, dots, target) for dots in _RESOLUTIONS):
                return
    except PdfError:
        raise KnownError("scan-unreadable", file=source.name) from None
    raise KnownError("scan-too-large", file=source.name, most=SCAN_LIMITS.size >> 20)


def write_sheet(source: Path, target: Path) -> None:
    """Write the picture `source` to `target` as a PDF of one page as long as A4.

    Raises as `picture.write_photo`.
    """
    write_scan(source, target)
    with Image.open(target) as written:
        written.load()
    written.save(target, "PDF", resolution=max(written.size) / _A4_INCHES, **_NO_DATES)


def scale_of(size: PageSize, dots: int, long_side: int) -> float:
    """The scale in pixels a point at which a page is drawn with `dots` dots an inch.

    It is smaller where the long side of the page would have more than `long_side` pixels.
    """
    return min(dots / 72, long_side / max(size.width, size.height))


def draw_page(document: Document, page: int, scale: float, *, grey: bool = False) -> Image.Image:
    """The page with the index `page` in RGB, or in grey ("L"), at `scale` pixels a point."""
    size = document.page_size(page)
    pixels = (ceil(size.width * scale), ceil(size.height * scale))
    drawn = document.draw(page, pixels, grey=grey)
    mode, layout = ("L", "L") if grey else ("RGB", "BGRX")
    return Image.frombuffer(mode, pixels, drawn.pixels, "raw", layout, drawn.stride, 1)


def _fits(document: Document, dots: int, target: Path) -> bool:
    """Write the pages to `target` at `dots` dots an inch. Returns whether the file is small enough."""
    target.unlink(missing_ok=True)
    for page in range(len(document)):
        scale = scale_of(document.page_size(page), dots, SCAN_LIMITS.long_side)
        draw_page(document, page, scale).save(
            target, "PDF", append=target.exists(), resolution=72 * scale, quality=_QUALITY, **_NO_DATES
        )
        if target.stat().st_size > SCAN_LIMITS.size:
            return False
    return True
