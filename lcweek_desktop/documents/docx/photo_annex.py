"""The photo annex in the DOCX, with the pages of the PDF: each picture above its caption and activity.

Source: docs/decree-30.md, Table (photo annex).
"""

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
from lcweek_desktop.documents.docx.elements import (
    Element,
    Style,
    balanced_paragraphs,
    cell,
    element,
    gap,
    paragraph,
    row,
    run,
    table,
)
from lcweek_desktop.documents.pdf import styles as pdf
from lcweek_desktop.documents.pdf.page import WIDTH
from lcweek_desktop.documents.pdf.photo_annex import photo_layout, photo_pages
from lcweek_desktop.errors import KnownError


def photo_annex(document: Document, file: File) -> Iterator[Element]:
    """The annex under its title; nothing when there are no pictures. `file` takes the pictures themselves.

    Raises KnownError `document-photo` for a picture that is no JPEG.
    """
    if not document.pictures:
        return
    yield paragraph(Style.TITLE, run(document.pictures_title))
    yield from balanced_paragraphs(Style.REFERENCE, document.table.reference, pdf.REFERENCE, WIDTH)
    yield gap(9)
    for at, page in enumerate(photo_pages(document.pictures)):
        if at:
            yield paragraph(Style.REFERENCE, properties=(element("pageBreakBefore"),))
        yield _page(page, file)


def _page(pictures: Sequence[Picture], file: File) -> Element:
    across, box = photo_layout(len(pictures))
    width = WIDTH / across
    rows = []
    for at in range(0, len(pictures), across):
        filled = [cell(width, *_picture(picture, box, file)) for picture in pictures[at : at + across]]
        empty = (cell(width, paragraph(Style.CELL_CENTER)) for _ in range(across - len(filled)))
        rows.append(row([*filled, *empty]))
    return table([width] * across, rows, ruled=False)


def _picture(picture: Picture, box: tuple[float, float], file: File) -> Iterator[Element]:
    holder = paragraph(Style.ACTIVITY)
    _add_jpeg(Paragraph(holder, file._body), picture.jpeg, box)
    yield holder
    if picture.caption:
        yield paragraph(Style.CAPTION, run(picture.caption))
    if picture.activity:
        yield paragraph(Style.ACTIVITY, run(f"({picture.activity})"))
    yield gap(11)


def _add_jpeg(holder: Paragraph, jpeg: bytes, box: tuple[float, float]) -> None:
    """Put the picture into `holder`, as large as `box` (points) allows."""
    try:
        image = Image.from_blob(jpeg)
        scale = min(box[0] / image.px_width, box[1] / image.px_height)
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError, ZeroDivisionError):
        raise KnownError("document-photo", photo=hashlib.sha256(jpeg).hexdigest()[:8]) from None
    holder.add_run().add_picture(BytesIO(jpeg), Pt(image.px_width * scale), Pt(image.px_height * scale))
