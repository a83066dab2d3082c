"""The neutral document as a DOCX: Phụ lục I, Phụ lục II and photos as in the PDF, to be edited by a clerk.

Source: docs/decree-30.md; docs/adr/0033-docx.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as File

from lcweek_desktop.documents.document import Document
from lcweek_desktop.documents.docx.body import body
from lcweek_desktop.documents.docx.elements import Element
from lcweek_desktop.documents.docx.figure_table import figure_table
from lcweek_desktop.documents.docx.file import filled_bytes, new_file
from lcweek_desktop.documents.docx.letterhead import masthead, with_signature
from lcweek_desktop.documents.docx.numbering import Lists
from lcweek_desktop.documents.docx.photo_annex import photo_annex
from lcweek_desktop.domain.narrative import Paragraph, TextRun


def docx_bytes(document: Document) -> bytes:
    """The report as a file for Word 2010 or later and LibreOffice; the same document gives the same bytes.

    Raises KnownError `document-photo` for a picture that is no JPEG.
    """
    file = new_file(document.letterhead)
    return filled_bytes(file, _sections(document, file), document.watermark)


def _sections(document: Document, file: File) -> Iterator[list[Element]]:
    if not document.table_only:
        yield _report(document, Lists(file))
    yield [*figure_table(document.table)]
    if document.pictures and not document.table_only:
        yield [*photo_annex(document, file)]


def _report(document: Document, lists: Lists) -> list[Element]:
    head = document.letterhead
    opening, closing = (
        [Paragraph((TextRun(text),))] if text else [] for text in (head.opening, head.closing)
    )
    story = [*masthead(head), *body([*opening, *document.parts, *closing], lists)]
    return with_signature(story, head)
