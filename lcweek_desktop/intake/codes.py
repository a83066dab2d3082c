"""A photo or scan of the paper → the bytes of the QR codes on it.

Runs inside the worker process and nowhere else. Source: bundle.md, The paper code; docs/paper-code.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import zxingcpp
from PIL import Image, ImageFilter
from pypdfium2 import PdfDocument, PdfiumError

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.picture import opened_picture

LONG_SIDE: Final = 4000
PAGES: Final = 30
_DOTS: Final = 200
_QR: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def find(source: Path, target: Path) -> None:
    """Write the distinct codes of `source`, a picture or PDF, to `target`: a JSON list of hex strings in the
    order of pages, empty when none can be read.

    Raises KnownError `scan-unreadable` for a PDF that is broken or locked, and what `opened_picture` raises.
    """
    found = dict.fromkeys(code for page in _pages(source) for code in _codes(page))
    target.write_text(json.dumps([code.hex() for code in found]), encoding="ascii")


def _pages(source: Path) -> Iterator[Image.Image]:
    """Each page in colour, as large as is worth looking at."""
    with source.open("rb") as file:
        is_pdf = file.read(5) == b"%PDF-"
    if not is_pdf:
        yield opened_picture(source, LONG_SIDE)
        return
    try:
        with closing(PdfDocument(source)) as document:
            for at in range(min(len(document), PAGES)):
                page = document[at]
                scale = min(_DOTS / 72, LONG_SIDE / max(page.get_size()))
                yield page.render(scale=scale).to_pil().convert("RGB")
    except PdfiumError:
        raise KnownError("scan-unreadable", file=source.name) from None


def _codes(page: Image.Image) -> list[bytes]:
    """The codes of the first view of `page` that shows any."""
    for view in _views(page):
        if found := zxingcpp.read_barcodes(view, formats=_QR):
            return [code.bytes for code in found]
    return []


def _views(photo: Image.Image) -> Iterator[Image.Image]:
    """`photo` in grey, then in the ways that bring back what hides a code, the likelier first: in red light a
    stamp's ink is as pale as paper."""
    page = photo.convert("L")
    yield page
    yield photo.getchannel("R")
    double = page.resize((page.width * 2, page.height * 2), Image.Resampling.BICUBIC)
    if max(page.size) <= LONG_SIDE // 2:
        yield double
        yield double.filter(ImageFilter.UnsharpMask(3, 200, 0))
    yield page.filter(ImageFilter.UnsharpMask(2, 150, 2))
    yield page.filter(ImageFilter.GaussianBlur(1))
