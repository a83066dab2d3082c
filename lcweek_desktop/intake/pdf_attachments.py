"""The files attached to a PDF that another program saved. Runs inside the worker process and nowhere else.

Source: docs/bundle-format.md, A bundle in a PDF; ISO 32000-2, 7.11.4 (embedded files).
"""

from __future__ import annotations

import json
from pathlib import Path

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.foreign_pdf import UNPACKED_BYTES, has_cross_reference, open_foreign_pdf
from lcweek_desktop.pdfium import Document, PdfError


def write_attachments(source: Path, target: Path) -> None:
    """Write the files attached to the PDF `source` into the folder `target`, as `0`, `1`, … in their order.

    `names.json` lists their names. Raises KnownError `bundle-pdf-damaged` when the PDF is broken, or has
    attachments but a lost cross-reference: PDFium might then find those of a PDF inside it. Raises
    `intake-pdf-…` as `open_foreign_pdf`.
    """
    try:
        with open_foreign_pdf(source) as document:
            names = _written(document, source, target)
    except PdfError as error:
        raise KnownError("bundle-pdf-damaged") from error
    (target / "names.json").write_text(json.dumps(names), encoding="ascii", newline="\n")


def _written(document: Document, source: Path, target: Path) -> list[str]:
    names: list[str] = []
    attachments, left = [*document.attachments()], UNPACKED_BYTES
    if attachments and not has_cross_reference(source.read_bytes()):
        raise KnownError("bundle-pdf-damaged")
    for attachment in attachments:
        content = attachment.read()
        if content is None:
            continue
        left -= len(content)
        if left < 0:
            raise KnownError("intake-pdf-unpacks", file=source.name)
        (target / str(len(names))).write_bytes(content)
        names.append(attachment.name)
    return names
