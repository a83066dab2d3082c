"""The neutral document as a PDF: Phụ lục I, Phụ lục II, photos, and the bundle inside.

Source: docs/decree-30.md, Page; docs/bundle-format.md, A bundle in a PDF.
"""

from __future__ import annotations

from functools import partial
from io import BytesIO
from itertools import chain
from typing import Final

from reportlab.platypus import Flowable
from reportlab.platypus.doctemplate import LayoutError

from lcweek_desktop.documents.document import Document
from lcweek_desktop.documents.pdf.body import body
from lcweek_desktop.documents.pdf.figure_table import figure_table
from lcweek_desktop.documents.pdf.letterhead import masthead, with_signature
from lcweek_desktop.documents.pdf.page import PagedDocument, new_section
from lcweek_desktop.documents.pdf.paper_code import PaperCodeAtFoot
from lcweek_desktop.documents.pdf.pdf_file import new_canvas, with_identifier
from lcweek_desktop.documents.pdf.photo_annex import photo_annex
from lcweek_desktop.documents.pdf.styles import register_fonts
from lcweek_desktop.domain.narrative import Paragraph, TextRun
from lcweek_desktop.errors import KnownError

_PROGRAM: Final = "lcweek"


def pdf_bytes(document: Document, *, attachment: bytes | None = None) -> bytes:
    """The printable report; with `attachment`, a bundle, the hybrid PDF that carries it.

    The same document and attachment give the same bytes. Raises KnownError `document-photo` for a picture
    that is no JPEG, `document-too-tall` for a letterhead or signature higher than a page.
    """
    register_fonts()
    file = BytesIO()
    footer = "" if document.code is None else document.code.report
    paged = PagedDocument(file, document.watermark, footer, **_metadata(document))
    try:
        paged.build(_story(document), canvasmaker=partial(new_canvas, attachment))
    except LayoutError:  # only a letterhead or signature is never split to fit
        raise KnownError("document-too-tall") from None
    return with_identifier(file.getvalue())


def _story(document: Document) -> list[Flowable]:
    first, *annexes = _sections(document)
    later = ([*new_section(), *annex] for annex in annexes if annex)
    return [*first, *chain.from_iterable(later)]


def _sections(document: Document) -> list[list[Flowable]]:
    foot = [] if document.code is None else [PaperCodeAtFoot(document.code)]
    table = [*figure_table(document.table, sum(code.needed_height for code in foot)), *foot]
    return [table] if document.table_only else [_report(document), table, photo_annex(document)]


def _report(document: Document) -> list[Flowable]:
    head = document.letterhead
    opening, closing = (
        [Paragraph((TextRun(text),))] if text else [] for text in (head.opening, head.closing)
    )
    story = [*masthead(head), *body([*opening, *document.parts, *closing])]
    return with_signature(story, head, document.code)


def _metadata(document: Document) -> dict[str, str]:
    head = document.letterhead
    return {
        "title": f"{head.title}: {head.subject}",
        "author": head.issuer,
        "subject": head.subject,
        "creator": _PROGRAM,
        "producer": _PROGRAM,
        "lang": "vi",
    }
