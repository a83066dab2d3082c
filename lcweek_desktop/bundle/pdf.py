"""The bundle attached to a report's PDF; nothing else of a PDF is read (docs/bundle-format.md)."""

from __future__ import annotations

from typing import Final

from pypdfium2 import PdfDocument, PdfiumError

from lcweek_desktop.bundle.container import starts_container
from lcweek_desktop.errors import KnownError

ATTACHMENT_NAME: Final = "bao-cao.lcweek"
ATTACHMENT_TYPE: Final = "application/vnd.lcweek+zip"


def attached_bundle(data: bytes) -> bytes:
    """The bytes of the bundle that the PDF `data` carries, not judged.

    Raises KnownError `bundle-pdf-damaged` when it cannot be opened as a PDF, `bundle-pdf-plain` when it
    carries no bundle, `bundle-pdf-several` when it carries different ones.
    """
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        raise KnownError("bundle-pdf-damaged") from error
    try:
        bundles = {
            content for at in range(document.count_attachments()) if (content := _bundle(document, at))
        }
    finally:
        document.close()
    if not bundles:
        raise KnownError("bundle-pdf-plain")
    if len(bundles) > 1:
        raise KnownError("bundle-pdf-several")
    return bundles.pop()


def _bundle(document: PdfDocument, at: int) -> bytes | None:
    """Attachment number `at` when it is a bundle by its beginning or, damaged, by its name."""
    try:
        attachment = document.get_attachment(at)
        name, content = attachment.get_name(), bytes(attachment.get_data())
    except PdfiumError:
        return None
    return content if starts_container(content) or name == ATTACHMENT_NAME else None
