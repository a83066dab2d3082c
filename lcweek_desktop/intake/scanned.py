"""A PDF from a scanner → pictures of its pages, light enough to travel; a picture of a sheet → a page.

Runs inside the worker process and nowhere else. Source: bundle.md, Container (caps).
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Final

from PIL import Image
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.picture import SCAN, scan

DOTS: Final = (200, 150, 100)
"""An inch of paper, from fine to coarse; small print and a stamp can be read at the last."""
PAGES: Final = 30
_QUALITY: Final = 60
_A4: Final = 11.69
"""Inches of its long side."""


def lighten(source: Path, target: Path) -> None:
    """Write the pages of the PDF `source` to `target` as pictures, at most 3000 px on the long side and 8 MiB
    in all, as fine as fits. Text, bookmarks, signatures and attachments do not go along.

    Raises KnownError `scan-unreadable` (broken, or locked by a password) or `scan-too-large` (also above 30
    pages, before one is drawn).
    """
    most = SCAN[1]
    try:
        with closing(PdfDocument(source)) as document:
            if len(document) <= PAGES and any(_fits(document, dots, target, most) for dots in DOTS):
                return
    except PdfiumError:
        raise KnownError("scan-unreadable", file=source.name) from None
    raise KnownError("scan-too-large", file=source.name, most=most >> 20)


def sheet(source: Path, target: Path) -> None:
    """Write the picture `source` to `target` as a PDF of one page as long as A4. Raises as `picture.scan`."""
    scan(source, target)
    with Image.open(target) as written:
        written.load()
    written.save(target, "PDF", resolution=max(written.size) / _A4, creationDate=None)


def _fits(document: PdfDocument, dots: int, target: Path, most: int) -> bool:
    """Write `target`; whether it is no larger than `most`."""
    target.unlink(missing_ok=True)
    for page in document:
        scale = min(dots / 72, SCAN[0] / max(page.get_size()))
        _picture(page, scale).save(
            target, "PDF", append=target.exists(), resolution=72 * scale, quality=_QUALITY, creationDate=None
        )
        if target.stat().st_size > most:
            return False
    return True


def _picture(page: PdfPage, scale: float) -> Image.Image:
    drawn: Image.Image = page.render(scale=scale).to_pil()
    return drawn.convert("RGB")
