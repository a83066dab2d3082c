"""Reports as PDFs whose album holds copies of the photos for print; the photos themselves are in the bundle.

Source: docs/adr/0131-photos-as-small-as-they-look.md.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from lcweek_desktop.documents.document import Document
from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.documents.pdf.photo_annex import photo_pixels
from lcweek_desktop.domain.report import MAX_PHOTOS
from lcweek_desktop.intake.jobs import reencode_printed_photo

_KEPT: Final = 2 * MAX_PHOTOS
"""Copies that are kept in memory, so that a preview that is drawn anew does not make them anew."""


def album_pdf(document: Document, *, attachment: bytes | None = None) -> bytes:
    """`pdf_bytes` of the document with a copy of each photo at the resolution of its place.

    The worker process opens the photos. Raises as `pdf_bytes`, and KnownError `photo-…` or `intake-…`.
    """
    if document.table_only:
        return pdf_bytes(document, attachment=attachment)
    places = zip(document.pictures, photo_pixels(document.pictures), strict=True)
    pictures = tuple(replace(picture, jpeg=_copy(picture.jpeg, box)) for picture, box in places)
    return pdf_bytes(replace(document, pictures=pictures), attachment=attachment)


@dataclass(frozen=True)
class _Place:
    """A photo in a box of its album; `jpeg` holds it only until its copy is made."""

    sha256: str
    box: tuple[int, int]
    jpeg: list[bytes] = field(compare=False)


def _copy(jpeg: bytes, box: tuple[int, int]) -> bytes:
    place = _Place(hashlib.sha256(jpeg).hexdigest(), box, [jpeg])
    return _kept_copy(place)


@lru_cache(_KEPT)
def _kept_copy(place: _Place) -> bytes:
    return reencode_printed_photo(place.jpeg.pop(), place.box)
