"""The bundle attached to the PDF of a report, the only part of a PDF that is read as data.

Source: docs/bundle-format.md, A bundle in a PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.container import starts_container
from lcweek_desktop.errors import KnownError
from lcweek_desktop.pdfium import Document, PdfError, open_pdf

ATTACHMENT_NAME: Final = "bao-cao.lcweek"
"""The file name under which a writer attaches the bundle."""
ATTACHMENT_TYPE: Final = "application/vnd.lcweek+zip"
"""The media type that a writer gives the attachment; a reader ignores it."""

_UNPACKED: Final = 4 * caps.MAX_FILE_BYTES
"""The most bytes of attachments that are unpacked: a few tightly packed ones could fill any memory."""


def attached_bundle(data: bytes) -> bytes:
    """The bytes of the bundle that the PDF `data` carries; they are not checked.

    Raises KnownError `bundle-pdf-damaged` when it cannot be opened as a PDF, `bundle-pdf-plain` when it
    carries no bundle, `bundle-pdf-several` when it carries different ones, `bundle-too-large` when its
    attachments unpack to more than any bundle needs.
    """
    found: bytes | None = None
    try:
        with open_pdf(data) as document:
            for bundle in _bundles(document):
                if found not in (None, bundle):
                    raise KnownError("bundle-pdf-several")
                found = bundle
    except PdfError as error:
        raise KnownError("bundle-pdf-damaged") from error
    if found is None:
        raise KnownError("bundle-pdf-plain")
    return found


def _bundles(document: Document) -> Iterator[bytes]:
    """The attachments that begin like a bundle or, when they are damaged, have the name of one."""
    unpacked = 0
    for attachment in document.attachments():
        unpacked += attachment.size
        if unpacked > _UNPACKED:
            raise KnownError("bundle-too-large", part="tệp")
        content = attachment.read()
        if content is not None and (starts_container(content) or attachment.name == ATTACHMENT_NAME):
            yield content
