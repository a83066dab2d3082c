"""The bundle inside a PDF: an embedded file that belongs to the whole document.

Source: bundle.md, the hybrid PDF; ISO 32000-2, 7.11.4 (embedded files) and 14.13 (associated files).
"""

from __future__ import annotations

from typing import Final

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

NAME: Final = "bao-cao.lcweek"
MIME: Final = "application/vnd.lcweek+zip"


def attach(canvas: Canvas, data: bytes) -> None:
    """Put `data` as it is, uncompressed, into the canvas's document: in /AF and among its EmbeddedFiles."""
    document = canvas._doc
    described = {
        "Type": PDFName("EmbeddedFile"),
        "Subtype": PDFName(MIME),
        "Params": PDFDictionary({"Size": len(data)}),
    }
    stream = document.Reference(PDFStream(PDFDictionary(described), data))
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
