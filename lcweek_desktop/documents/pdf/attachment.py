"""The bundle inside a PDF: an embedded file that belongs to the whole document.

Source: bundle.md, the hybrid PDF; ISO 32000-2, 7.11.4 (embedded files) and 14.13 (associated files).
"""

from __future__ import annotations

from typing import Final

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

NAME: Final = "bao-cao.lcweek"
MIME: Final = "application/vnd.lcweek+zip"

_END: Final = b"endstream\n"


def attach(canvas: Canvas, data: bytes) -> None:
    """Put `data` as it is, uncompressed, into the canvas's document: in /AF and among its EmbeddedFiles."""
    document = canvas._doc
    described = {
        "Type": PDFName("EmbeddedFile"),
        "Subtype": f"/{MIME.replace('/', '#2F')}",  # PDFName would let the slash begin another name
        "Params": PDFDictionary({"Size": len(data)}),
    }
    stream = document.Reference(_Stream(PDFDictionary(described), data))
    name = PDFString(NAME)
    named = {
        "Type": PDFName("Filespec"),
        "F": name,
        "UF": name,
        "AFRelationship": PDFName("Data"),
        "EF": PDFDictionary({"F": stream, "UF": stream}),
    }
    file = document.Reference(PDFDictionary(named))
    catalog = document.Catalog
    catalog.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": PDFArray([name, file])})})
    catalog.AF = PDFArray([file])
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]  # the keys reportlab writes


class _Stream(PDFStream):  # type: ignore[misc]
    """A stream whose end stands on a line of its own, as ISO 32000-2, 7.3.8.1 asks."""

    def format(self, document: PDFDocument) -> bytes:
        written: bytes = super().format(document)
        return written.removesuffix(_END) + b"\n" + _END
