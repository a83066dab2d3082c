"""The photo annex: two to four pictures a page, each over its caption and activity. Source: decree-30.md."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFImageXObject
from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from lcweek_desktop.documents.document import Document, Picture
from lcweek_desktop.documents.pdf import typeface
from lcweek_desktop.documents.pdf.landmark import landmark
from lcweek_desktop.documents.pdf.page import WIDTH
from lcweek_desktop.documents.pdf.typeface import evenly, plain
from lcweek_desktop.errors import KnownError

_MOST: Final = 4
_GAP: Final = 4 * mm
_SMALL: Final = (WIDTH / 2 - _GAP, 84 * mm)
_LARGE: Final = (WIDTH - _GAP, 92 * mm)
_ALONE: Final = (WIDTH, 150 * mm)
_LONG_WORDS: Final = 300
"""More characters of caption and activity than this: the picture has a page to itself."""

_STYLE: Final = [
    typeface.TABLE_FACE,
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


def album(document: Document) -> list[Flowable]:
    """The annex under its title; nothing when there are no pictures.

    Raises KnownError `document-photo` for bytes that are no JPEG.
    """
    if not document.pictures:
        return []
    story: list[Flowable] = [
        landmark(document.pictures_title, typeface.TITLE, 0),
        *evenly(document.table.reference, typeface.REFERENCE, WIDTH),
        Spacer(0, 3 * mm),
    ]
    for at, page in enumerate(pages(document.pictures)):
        story += [PageBreak()] if at else []
        story += _page(page)
    return story


def pages(pictures: Sequence[Picture]) -> Iterator[Sequence[Picture]]:
    """As few pages as four a page allow, filled evenly: five pictures are three and two."""
    short: list[Picture] = []
    for picture in pictures:
        if len(picture.caption) + len(picture.activity) > _LONG_WORDS:
            yield from _even(short)
            short = []
            yield [picture]
        else:
            short.append(picture)
    yield from _even(short)


def _even(pictures: Sequence[Picture]) -> Iterator[Sequence[Picture]]:
    pages = -(-len(pictures) // _MOST)
    for page in range(pages):
        yield pictures[page * len(pictures) // pages : (page + 1) * len(pictures) // pages]


def layout(count: int) -> tuple[int, tuple[float, float]]:
    """How many of a page's `count` pictures stand side by side; how wide and high each may be, in points."""
    return {1: (1, _ALONE), 2: (1, _LARGE)}.get(count, (2, _SMALL))


def _page(pictures: Sequence[Picture]) -> Iterator[Flowable]:
    across, box = layout(len(pictures))
    if len(pictures) == 1:
        yield _Image(pictures[0].jpeg, box)
        yield from _words(pictures[0])
        return
    for at in range(0, len(pictures), across):
        row = pictures[at : at + across]
        cells = [[_Image(picture.jpeg, box) for picture in row], [[*_words(picture)] for picture in row]]
        yield Table(cells, [box[0] + _GAP] * len(row), style=_STYLE)


def _words(picture: Picture) -> Iterator[Flowable]:
    if picture.caption:
        yield plain(picture.caption, typeface.CAPTION)
    if picture.activity:
        yield plain(f"({picture.activity})", typeface.ACTIVITY)


class _Image(Flowable):  # type: ignore[misc]
    """A JPEG as large as `box` (points) allows, centred. Its bytes stand in the file as they are, once."""

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
