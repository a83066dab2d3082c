"""The bundle attached to a report's PDF; nothing else of a PDF is read (docs/bundle-format.md)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from ctypes import c_ulong
from typing import Final

from pypdfium2 import PdfAttachment, PdfDocument, PdfiumError, raw

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.container import starts_container
from lcweek_desktop.errors import KnownError

ATTACHMENT_NAME: Final = "bao-cao.lcweek"
ATTACHMENT_TYPE: Final = "application/vnd.lcweek+zip"

_UNPACKED: Final = 4 * caps.MAX_FILE_BYTES
"""Bytes of all attachments as they are read: a few that are packed tightly could fill any memory."""


def attached_bundle(data: bytes) -> bytes:
    """The bytes of the bundle that the PDF `data` carries, not judged.

    Raises KnownError `bundle-pdf-damaged` when it cannot be opened as a PDF, `bundle-pdf-plain` when it
    carries no bundle, `bundle-pdf-several` when it carries different ones, `bundle-too-large` when its
    attachments unpack to more than any bundle needs.
    """
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        raise KnownError("bundle-pdf-damaged") from error
    found: bytes | None = None
    with closing(document):
        for bundle in _bundles(document):
            if found not in (None, bundle):
                raise KnownError("bundle-pdf-several")
            found = bundle
    if found is None:
        raise KnownError("bundle-pdf-plain")
    return found


def _bundles(document: PdfDocument) -> Iterator[bytes]:
    """The attachments that are a bundle by their beginning or, damaged, by their name."""
    unpacked = 0
    for at in range(document.count_attachments()):
        with suppress(PdfiumError):  # nothing is attached there
            attachment = document.get_attachment(at)
            unpacked += _size(attachment)
            if unpacked > _UNPACKED:
                raise KnownError("bundle-too-large", part="tệp")
            content = bytes(attachment.get_data())
            if starts_container(content) or _is_named(attachment):
                yield content


def _size(attachment: PdfAttachment) -> int:
    size = c_ulong()
    raw.FPDFAttachment_GetFile(attachment, None, 0, size)
    return size.value


def _is_named(attachment: PdfAttachment) -> bool:
    try:
        return bool(attachment.get_name() == ATTACHMENT_NAME)
    except (PdfiumError, UnicodeDecodeError):
        return False
