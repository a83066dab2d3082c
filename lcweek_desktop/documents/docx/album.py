"""The photo annex, paged as in the PDF: each picture over its caption and activity."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from io import BytesIO

from docx.document import Document as File
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from lcweek_desktop.documents.document import Document, Picture
from lcweek_desktop.documents.docx.masthead import evenly, gap
from lcweek_desktop.documents.docx.styles import TITLE
from lcweek_desktop.documents.docx.tables import cell, row, table
from lcweek_desktop.documents.docx.xml import Element, element, paragraph, run
from lcweek_desktop.documents.pdf import typeface
from lcweek_desktop.documents.pdf.album import layout, pages
from lcweek_desktop.documents.pdf.page import WIDTH
from lcweek_desktop.errors import KnownError


def album(document: Document, file: File) -> Iterator[Element]:
    """The annex under its title; nothing when there are no pictures.

    Raises KnownError `document-photo` for bytes that are no JPEG.
    """
    if not document.pictures:
        return
    yield paragraph(TITLE, run(document.pictures_title))
    yield from evenly("KemTheo", document.table.reference, typeface.REFERENCE, WIDTH)
    yield gap(9)
    for at, page in enumerate(pages(document.pictures)):
        if at:
            yield paragraph("KemTheo", more=(element("pageBreakBefore"),))
        yield _page(page, file)


def _page(pictures: Sequence[Picture], file: File) -> Element:
    across, box = layout(len(pictures))
    width = WIDTH / across
    rows = []
    for at in range(0, len(pictures), across):
        filled = [cell(width, *_cell(picture, box, file)) for picture in pictures[at : at + across]]
        rows.append(row([*filled, *(cell(width, paragraph("OGiua")) for _ in range(across - len(filled)))]))
    return table([width] * across, rows, lines=False)


def _cell(picture: Picture, box: tuple[float, float], file: File) -> Iterator[Element]:
    shown = paragraph("HoatDong")
    _draw(Paragraph(shown, file._body), picture.jpeg, box)
    yield shown
    if picture.caption:
        yield paragraph("ChuThichAnh", run(picture.caption))
    if picture.activity:
        yield paragraph("HoatDong", run(f"({picture.activity})"))
    yield gap(11)


def _draw(place: Paragraph, jpeg: bytes, box: tuple[float, float]) -> None:
    """As large as `box` (points) allows."""
    try:
        image = Image.from_blob(jpeg)
        scale = min(box[0] / image.px_width, box[1] / image.px_height)
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError, ZeroDivisionError):
        raise KnownError("document-photo", photo=hashlib.sha256(jpeg).hexdigest()[:8]) from None
    place.add_run().add_picture(BytesIO(jpeg), Pt(image.px_width * scale), Pt(image.px_height * scale))
