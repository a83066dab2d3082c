"""The photo annex in the PDF: two to four pictures on a page, each above its caption and activity.

Source: docs/decree-30.md, Table (photo annex).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final

from reportlab.lib.units import inch, mm
from reportlab.pdfbase.pdfdoc import PDFImageXObject
from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from lcweek_desktop.documents.document import Document, Picture
from lcweek_desktop.documents.pdf import styles
from lcweek_desktop.documents.pdf.page import WIDTH
from lcweek_desktop.documents.pdf.paragraphs import (
    balanced_paragraphs,
    bookmarked_paragraph,
    plain_paragraph,
)
from lcweek_desktop.errors import KnownError

_MAX_ON_PAGE: Final = 4
_GAP: Final = 4 * mm
_SMALL: Final = (WIDTH / 2 - _GAP, 84 * mm)
_LARGE: Final = (WIDTH - _GAP, 92 * mm)
_ALONE: Final = (WIDTH, 150 * mm)
_DOTS_AN_INCH: Final = 200
"""The resolution at which the annex prints its pictures."""
_LONG_WORDS: Final = 300
"""A picture whose caption and activity have more characters than this gets a page to itself."""

_STYLE: Final = [
    styles.TABLE_FONT,
    ("ALIGN", (0, 0), (-1, -1), "CENTER"),
    ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
    ("VALIGN", (0, 1), (-1, 1), "TOP"),
    ("NOSPLIT", (0, 0), (-1, -1)),
    ("LEFTPADDING", (0, 0), (-1, -1), _GAP / 2),
    ("RIGHTPADDING", (0, 0), (-1, -1), _GAP / 2),
    ("TOPPADDING", (0, 0), (-1, 0), 2 * mm),
    ("TOPPADDING", (0, 1), (-1, 1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, 0), 1 * mm),
    ("BOTTOMPADDING", (0, 1), (-1, 1), 4 * mm),
]


def photo_annex(document: Document) -> list[Flowable]:
    """The annex under its title; empty when there are no pictures.

    Raises KnownError `document-photo` for a picture that is no JPEG.
    """
    if not document.pictures:
        return []
    story: list[Flowable] = [
        bookmarked_paragraph(document.pictures_title, styles.TITLE, 0),
        *balanced_paragraphs(document.table.reference, styles.REFERENCE, WIDTH),
        Spacer(0, 3 * mm),
    ]
    for at, page in enumerate(photo_pages(document.pictures)):
        story += [PageBreak()] if at else []
        story += _page(page)
    return story


def photo_pages(pictures: Sequence[Picture]) -> Iterator[Sequence[Picture]]:
    """The pictures of each page: as few pages as four on each allow, evenly filled, so that five pictures are
    three and two."""
    short: list[Picture] = []
    for picture in pictures:
        if len(picture.caption) + len(picture.activity) > _LONG_WORDS:
            yield from _even_pages(short)
            short = []
            yield [picture]
        else:
            short.append(picture)
    yield from _even_pages(short)


def photo_layout(count: int) -> tuple[int, tuple[float, float]]:
    """How many of the `count` pictures on a page stand side by side, and the width and height that each may
    have, in points."""
    return {1: (1, _ALONE), 2: (1, _LARGE)}.get(count, (2, _SMALL))


def photo_pixels(pictures: Sequence[Picture]) -> Iterator[tuple[int, int]]:
    """For each picture the width and height in pixels that its place in the annex has room for."""
    for page in photo_pages(pictures):
        _, (width, height) = photo_layout(len(page))
        dots = _DOTS_AN_INCH / inch
        yield from [(round(width * dots), round(height * dots))] * len(page)


def _even_pages(pictures: Sequence[Picture]) -> Iterator[Sequence[Picture]]:
    pages = -(-len(pictures) // _MAX_ON_PAGE)
    for page in range(pages):
        yield pictures[page * len(pictures) // pages : (page + 1) * len(pictures) // pages]


def _page(pictures: Sequence[Picture]) -> Iterator[Flowable]:
    across, box = photo_layout(len(pictures))
    if len(pictures) == 1:
        yield _Jpeg(pictures[0].jpeg, box)
        yield from _words(pictures[0])
        return
    for at in range(0, len(pictures), across):
        row = pictures[at : at + across]
        cells = [[_Jpeg(picture.jpeg, box) for picture in row], [[*_words(picture)] for picture in row]]
        yield Table(cells, [box[0] + _GAP] * len(row), style=_STYLE)


def _words(picture: Picture) -> Iterator[Flowable]:
    if picture.caption:
        yield plain_paragraph(picture.caption, styles.CAPTION)
    if picture.activity:
        yield plain_paragraph(f"({picture.activity})", styles.ACTIVITY)


class _Jpeg(Flowable):  # type: ignore[misc]
    """A JPEG as large as `box` (points) allows, centred. The file holds its bytes as they are, once."""

    def __init__(self, jpeg: bytes, box: tuple[float, float]) -> None:
        super().__init__()
        self.hAlign = "CENTER"
        self._name = hashlib.sha256(jpeg).hexdigest()
        self._image = PDFImageXObject(self._name)
        if not (self._image.loadImageFromJPEG(BytesIO(jpeg)) and self._image.width and self._image.height):
            raise KnownError("document-photo", photo=self._name[:8])
        scale = min(box[0] / self._image.width, box[1] / self._image.height)
        self.width, self.height = self._image.width * scale, self._image.height * scale

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        document = self.canv._doc
        if document.getXObjectName(self._name) not in document.idToObject:
            document.addForm(self._name, self._image)
        self.canv.saveState()
        self.canv.scale(self.width, self.height)
        self.canv.doForm(self._name)
        self.canv.restoreState()
