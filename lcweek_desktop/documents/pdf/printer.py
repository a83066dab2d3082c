"""The neutral document → PDF: Phụ lục I, Phụ lục II, photos, and the bundle inside.

Source: decree-30.md; bundle.md, the hybrid PDF.
"""

from __future__ import annotations

from functools import partial
from io import BytesIO
from itertools import chain

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFInfo, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable
from reportlab.platypus.doctemplate import LayoutError

from lcweek_desktop.documents.document import Document
from lcweek_desktop.documents.pdf import typeface
from lcweek_desktop.documents.pdf.album import album
from lcweek_desktop.documents.pdf.attachment import attach
from lcweek_desktop.documents.pdf.body import body
from lcweek_desktop.documents.pdf.ending import signed
from lcweek_desktop.documents.pdf.grid import grid
from lcweek_desktop.documents.pdf.masthead import masthead
from lcweek_desktop.documents.pdf.page import Sheets, new_section
from lcweek_desktop.documents.pdf.papercode import CodeAtFoot
from lcweek_desktop.documents.pdf.seal import leave_room, sealed
from lcweek_desktop.domain.narrative import Paragraph, TextRun
from lcweek_desktop.errors import KnownError

rl_config.useA85 = 0  # binary streams: ASCII85 would make every photo a quarter larger

PROGRAM = "lcweek"


def pdf_bytes(document: Document, *, attachment: bytes | None = None) -> bytes:
    """The printable report; with `attachment` (a bundle) the hybrid PDF that carries it.

    The same document and attachment give the same bytes. Raises KnownError `document-photo` for a picture
    that is no JPEG, `document-too-tall` for a letterhead or signature that no page holds.
    """
    typeface.load()
    file = BytesIO()
    footer = "" if document.code is None else document.code.report
    sheets = Sheets(file, document.watermark, footer, **_metadata(document))
    try:
        sheets.build(_story(document), canvasmaker=partial(_canvas, attachment))
    except LayoutError:  # a letterhead or a signature as high as the sheet; all else is broken to fit
        raise KnownError("document-too-tall") from None
    return sealed(file.getvalue())


def _story(document: Document) -> list[Flowable]:
    first, *annexes = _sections(document)
    parted = ([*new_section(), *annex] for annex in annexes if annex)
    return [*first, *chain.from_iterable(parted)]


def _sections(document: Document) -> list[list[Flowable]]:
    foot = [] if document.code is None else [CodeAtFoot(document.code)]
    table = [*grid(document.table, sum(code.needed for code in foot)), *foot]
    return [table] if document.table_only else [_report(document), table, album(document)]


def _report(document: Document) -> list[Flowable]:
    head = document.letterhead
    opening, closing = (
        [Paragraph((TextRun(text),))] if text else [] for text in (head.opening, head.closing)
    )
    return signed([*masthead(head), *body([*opening, *document.parts, *closing])], head, document.code)


def _metadata(document: Document) -> dict[str, str]:
    head = document.letterhead
    return {
        "title": f"{head.title}: {head.subject}",
        "author": head.issuer,
        "subject": head.subject,
        "creator": PROGRAM,
        "producer": PROGRAM,
        "lang": "vi",
    }


class _Info(PDFInfo):  # type: ignore[misc]
    """What the file says of itself; no day, for the clock of a school's computer may be years off."""

    def format(self, document: PDFDocument) -> bytes:
        said = {"Title": self.title, "Author": self.author, "Subject": self.subject}
        programs = {"Creator": self.creator, "Producer": self.producer}
        texts = {key: PDFString(text) for key, text in (said | programs).items()}
        written: bytes = PDFDictionary(texts).format(document)
        return written


def _canvas(attachment: bytes | None, *args: object, **kwargs: object) -> Canvas:
    canvas = Canvas(*args, **kwargs, pdfVersion=(1, 7))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas._doc.info.__class__ = _Info
    leave_room(canvas)
    if attachment is not None:
        attach(canvas, attachment)
    return canvas
