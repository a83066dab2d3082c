"""The PDF as a file: what it says of itself, its identifier, and the bundle inside.

A digest of the file is its identifier, by which a reader sees whether another program wrote to it. Source:
docs/bundle-format.md, A bundle in a PDF; ISO 32000-2, 7.11.4 (embedded files), 14.4 (file identifiers) and
14.13 (associated files); docs/adr/0035-seal-of-the-pdf.md.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFName,
    PDFStream,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

ATTACHMENT_NAME: Final = "bao-cao.lcweek"
"""The name of the bundle inside a hybrid PDF."""

ATTACHMENT_TYPE: Final = "application/vnd.lcweek+zip"
"""The media type of the bundle inside a hybrid PDF."""
_END_OF_STREAM: Final = b"endstream\n"
_ID_DIGITS: Final = 32

rl_config.useA85 = 0  # binary streams: ASCII85 would make every photo a quarter larger


def _identifier(digits: bytes) -> bytes:
    return b"[<%b><%b>]" % (digits, digits)


_BLANK_ID: Final = _identifier(b"0" * _ID_DIGITS)


def new_canvas(attachment: bytes | None, *args: object, **kwargs: object) -> Canvas:
    """A canvas for a document that carries `attachment`, None for nothing; other arguments are the canvas's.

    Its file is not finished before `with_identifier` took it.
    """
    canvas = Canvas(*args, **kwargs, pdfVersion=(1, 7))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas._doc.info.__class__ = _Info
    canvas._doc._ID = _BLANK_ID
    if attachment is not None:
        _attach(canvas, attachment)
    return canvas


def with_identifier(pdf: bytes) -> bytes:
    """`pdf`, written by a canvas of `new_canvas`, with the beginning of its own SHA-256 as its identifier."""
    before, _, after = pdf.rpartition(_BLANK_ID)
    return before + _identifier(sha256(pdf).hexdigest()[:_ID_DIGITS].encode("ascii")) + after


def _attach(canvas: Canvas, data: bytes) -> None:
    """Put `data`, uncompressed, among the document's embedded files, as data of the whole document (/AF)."""
    document = canvas._doc
    description = {
        "Type": PDFName("EmbeddedFile"),
        # in a PDFName the slash would begin another name
        "Subtype": f"/{ATTACHMENT_TYPE.replace('/', '#2F')}",
        "Params": PDFDictionary({"Size": len(data)}),
    }
    stream = document.Reference(_Stream(PDFDictionary(description), data))
    name = PDFString(ATTACHMENT_NAME)
    specification = {
        "Type": PDFName("Filespec"),
        "F": name,
        "UF": name,
        "AFRelationship": PDFName("Data"),
        "EF": PDFDictionary({"F": stream, "UF": stream}),
    }
    file = document.Reference(PDFDictionary(specification))
    catalog = document.Catalog
    catalog.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": PDFArray([name, file])})})
    catalog.AF = PDFArray([file])
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]  # the keys that reportlab writes


class _Info(PDFInfo):  # type: ignore[misc]
    """Title, author, subject and program, without a date: a school's computer may have a wrong clock."""

    def format(self, document: PDFDocument) -> bytes:
        texts = {"Title": self.title, "Author": self.author, "Subject": self.subject}
        programs = {"Creator": self.creator, "Producer": self.producer}
        entries = {key: PDFString(text) for key, text in (texts | programs).items()}
        written: bytes = PDFDictionary(entries).format(document)
        return written


class _Stream(PDFStream):  # type: ignore[misc]
    """A stream whose end is on a line of its own, as ISO 32000-2, 7.3.8.1 asks."""

    def format(self, document: PDFDocument) -> bytes:
        written: bytes = super().format(document)
        return written.removesuffix(_END_OF_STREAM) + b"\n" + _END_OF_STREAM
