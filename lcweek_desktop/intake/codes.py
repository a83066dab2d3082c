"""A photo or scan of the paper → the bytes of the QR codes on it.

Runs inside the worker process and nowhere else. Source: bundle.md, The paper code; docs/paper-code.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import Final

import zxingcpp
from PIL import Image, ImageFilter

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.picture import opened_picture

LONG_SIDE: Final = 4000
PAGES: Final = 30
_PDF_WITHIN: Final = 1024
"""Readers of PDF find its first line this far into the file."""
_SMALL: Final = 3000
"""Pixels on the long side; a larger picture has enough of them for each module."""
_DOTS: Final = 200
_QR: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_PATIENCE: Final = 10.0
"""Seconds after which no further page is looked at: what was found must be told before the process ends."""


def find(source: Path, target: Path) -> None:
    """Write the distinct codes of `source`, a picture or PDF, to `target`: a JSON list of hex strings in the
    order of pages, empty when none can be read.

    Raises KnownError `scan-unreadable` for a PDF that is broken or locked, and what `opened_picture` raises.
    """
    until = monotonic() + _PATIENCE
    looks = [_read(page) for page in _until(until, _pages(source, "L"))]
    nothing = not any(codes for codes, _spoilt in looks)
    if nothing or any(spoilt and not codes for codes, spoilt in looks):
        for at, page in enumerate(_until(until, _pages(source, "RGB"))):
            codes, spoilt = looks[at]
            if not codes and (spoilt or nothing):
                looks[at] = _closely(page), spoilt
    found = dict.fromkeys(code for codes, _spoilt in looks for code in codes)
    target.write_text(json.dumps([code.hex() for code in found]), encoding="ascii")


def _until(time: float, pages: Iterator[Image.Image]) -> Iterator[Image.Image]:
    """The first page, and those after it while there is time."""
    for page in pages:
        yield page
        if monotonic() > time:
            return


def _pages(source: Path, mode: str) -> Iterator[Image.Image]:
    """Each page in grey ("L") or colour ("RGB"), as large as is worth looking at."""
    with source.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(_PDF_WITHIN)
    if is_pdf:
        yield from _pages_of_pdf(source, mode)
    else:
        yield opened_picture(source, LONG_SIDE).convert(mode)


def _pages_of_pdf(source: Path, mode: str) -> Iterator[Image.Image]:
    from pypdfium2 import PdfDocument, PdfiumError  # a third of the time that a photo takes

    try:
        with closing(PdfDocument(source)) as document:
            for at in range(min(len(document), PAGES)):
                page = document[at]
                scale = min(_DOTS / 72, LONG_SIDE / max(page.get_size()))
                yield page.render(scale=scale, grayscale=mode == "L").to_pil().convert(mode)
    except PdfiumError:
        raise KnownError("scan-unreadable", file=source.name) from None


def _read(view: Image.Image) -> tuple[list[bytes], bool]:
    """The codes that `view` shows, and whether it shows one that cannot be read."""
    seen = zxingcpp.read_barcodes(view, formats=_QR, try_invert=False, return_errors=True)
    return [code.bytes for code in seen if code.valid], any(not code.valid for code in seen)


def _closely(page: Image.Image) -> list[bytes]:
    """The codes of the first view of `page` that shows any."""
    return next((codes for view in _views(page) if (codes := _read(view)[0])), [])


def _views(photo: Image.Image) -> Iterator[Image.Image]:
    """`photo` in the ways that bring back what hides a code, the likelier first: in red light a stamp's ink
    is as pale as paper."""
    yield photo.getchannel("R")
    page = photo.convert("L")
    if max(page.size) <= _SMALL:
        double = page.resize((page.width * 2, page.height * 2), Image.Resampling.BICUBIC)
        yield double
        yield double.filter(ImageFilter.UnsharpMask(3, 200, 0))
    yield page.filter(ImageFilter.UnsharpMask(2, 150, 2))
    yield page.filter(ImageFilter.GaussianBlur(1))
