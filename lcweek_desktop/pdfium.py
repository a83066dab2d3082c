"""What the program needs of PDFium, and the only module that imports pypdfium2.

Importing it loads the library, which takes a tenth of a second. Code that may not need a PDF therefore
imports it only when there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from pypdfium2 import PdfAttachment, PdfBitmap, PdfDocument, PdfiumError, raw

_WHITE: Final = (255, 255, 255, 255)


class PdfError(Exception):
    """A PDF that PDFium cannot read: it is broken, or asks for a password."""


@dataclass(frozen=True)
class PageSize:
    """Width and height in points, 72 an inch."""

    width: float
    height: float


@dataclass(frozen=True)
class PageImage:
    """A page in pixels, or the part of one that begins with its row `top`.

    `pixels` holds `height` rows of `stride` bytes: one byte a pixel in grey, otherwise four (blue, green,
    red, unused).
    """

    width: int
    height: int
    stride: int
    pixels: bytes
    top: int = 0


class Attachment:
    """A file attached to an open PDF."""

    def __init__(self, attachment: PdfAttachment) -> None:
        self._attachment = attachment

    @property
    def name(self) -> str:
        """The name in the PDF, empty when there is none that can be read."""
        try:
            return str(self._attachment.get_name())
        except (PdfiumError, UnicodeDecodeError):
            return ""

    def read(self) -> bytes | None:
        """The content; None when the PDF names an attachment but holds none."""
        try:
            return bytes(self._attachment.get_data())
        except PdfiumError:
            return None


class Document:
    """An open PDF; pages are counted from 0."""

    def __init__(self, document: PdfDocument) -> None:
        self._document = document

    def __len__(self) -> int:
        """The number of pages."""
        return len(self._document)

    def page_size(self, page: int) -> PageSize:
        """The size of a page, turned as it is shown."""
        return PageSize(*self._document.get_page_size(page))

    def draw(
        self, page: int, size: tuple[int, int], rows: range | None = None, *, grey: bool = False
    ) -> PageImage:
        """Draw a page with its annotations, as on a screen.

        `size` is the width and height of the whole page in pixels; of it only `rows` are drawn, None for all.
        """
        return self._draw(page, size, rows, raw.FPDF_ANNOT, grey)

    def draw_for_printer(self, page: int, size: tuple[int, int], rows: range) -> PageImage:
        """Draw `rows` of a page as `draw` does, but with what is to appear on paper only."""
        return self._draw(page, size, rows, raw.FPDF_ANNOT | raw.FPDF_PRINTING, grey=False)

    def place_of(self, text: str) -> tuple[int, float] | None:
        """The first page that shows `text` on one line, and how far down it stands, from 0 at the top to 1;
        None where no page shows it."""
        for page in range(len(self)):
            with closing(self._document[page].get_textpage()) as words:
                with closing(words.search(text, match_case=True)) as found:
                    first = found.get_next()
                if first is not None:
                    bottom = words.get_charbox(first[0])[1]
                    return page, 1 - bottom / self.page_size(page).height
        return None

    def attachments(self) -> Iterator[Attachment]:
        """The attached files in the order of their names in the PDF; those out of reach are left out."""
        for index in range(self._document.count_attachments()):
            try:
                attachment = self._document.get_attachment(index)
            except PdfiumError:
                continue
            yield Attachment(attachment)

    def _draw(
        self, page: int, size: tuple[int, int], rows: range | None, flags: int, grey: bool
    ) -> PageImage:
        width, height = size
        drawn = range(height) if rows is None else rows
        pixel_format = raw.FPDFBitmap_Gray if grey else raw.FPDFBitmap_BGRx
        if grey:
            flags |= raw.FPDF_GRAYSCALE
        with closing(PdfBitmap.new_native(width, len(drawn), pixel_format)) as bitmap:
            bitmap.fill_rect(_WHITE, 0, 0, width, len(drawn))
            raw.FPDF_RenderPageBitmap(bitmap, self._document[page], 0, -drawn.start, width, height, 0, flags)
            return PageImage(width, len(drawn), bitmap.stride, bytes(bitmap.buffer), drawn.start)


@contextmanager
def open_pdf(source: bytes | Path) -> Iterator[Document]:
    """Open a PDF for reading, from its bytes or the file at a path, and close it at the end of the block.

    PDFium looks at a page only when it is asked for: both opening and using the document raise PdfError.
    """
    try:
        with closing(PdfDocument(source)) as document:
            yield Document(document)
    except PdfiumError as error:
        raise PdfError(str(error)) from error


def concatenate(pdfs: Iterable[bytes]) -> bytes:
    """A PDF of all pages of `pdfs`, one after the other, without their attachments. Raises PdfError."""
    whole = BytesIO()
    try:
        with closing(PdfDocument.new()) as document:
            for pdf in pdfs:
                with closing(PdfDocument(pdf)) as part:
                    document.import_pages(part)
            document.save(whole)
    except PdfiumError as error:
        raise PdfError(str(error)) from error
    return whole.getvalue()
