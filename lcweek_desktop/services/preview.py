"""The pages of a PDF as pictures, for the screen and the printer: what is seen is the very file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pypdfium2 import PdfDocument


@dataclass(frozen=True)
class PageImage:
    """`pixels`: rows of `stride` bytes, four a pixel (blue, green, red, unused)."""

    width: int
    height: int
    stride: int
    pixels: bytes


def rendered_pages(pdf: bytes, width: int) -> Iterator[PageImage]:
    """Each page of `pdf`, a PDF of ours, `width` pixels wide."""
    document = PdfDocument(pdf)
    try:
        for page in document:
            bitmap = page.render(scale=width / page.get_width(), prefer_bgrx=True)
            yield PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        document.close()
