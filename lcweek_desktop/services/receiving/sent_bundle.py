"""The bundle in a file that somebody sent, unpacked in the worker process where that is needed.

Source: docs/bundle-format.md, What kind of file; docs/adr/0038-foreign-files.md.
"""

from __future__ import annotations

from typing import Final

from lcweek_desktop.bundle.caps import MAX_FILE_BYTES
from lcweek_desktop.bundle.container import starts_container
from lcweek_desktop.bundle.embedded_bundle import ATTACHMENT_NAME
from lcweek_desktop.bundle.sent_file import bundle_in
from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.jobs import Attachment, attachments

_HEAD: Final = 64
"""So many bytes are enough to see whether a bundle begins."""


def sent_bundle(data: bytes, name: str) -> bytes:
    """The bytes of the bundle that the file `data` is or, as a PDF, carries; they are not checked.

    Errors call the file `name`. Raises KnownError as `bundle_in`; `bundle-pdf-damaged` when it cannot be
    opened as a PDF, `bundle-pdf-plain` when it carries no bundle, `bundle-pdf-several` when it carries
    different ones; `intake-…` when it could not be opened to the end.
    """
    stored = bundle_in(data)
    return _packed_bundle(data, name) if stored is None else stored


def _packed_bundle(pdf: bytes, name: str) -> bytes:
    found: bytes | None = None
    with attachments(pdf, name) as attached:
        for attachment in filter(_is_bundle, attached):
            if attachment.file.stat().st_size > MAX_FILE_BYTES:
                raise KnownError("bundle-too-large", part="tệp")
            bundle = attachment.file.read_bytes()
            if found not in (None, bundle):
                raise KnownError("bundle-pdf-several")
            found = bundle
    if found is None:
        raise KnownError("bundle-pdf-plain")
    return found


def _is_bundle(attachment: Attachment) -> bool:
    """Whether it begins like a bundle or, being damaged, has the name of one."""
    with attachment.file.open("rb") as file:
        return starts_container(file.read(_HEAD)) or attachment.name == ATTACHMENT_NAME
