"""What kind of file somebody sent, and the bundle inside it.

Source: docs/bundle-format.md, What kind of file.
"""

from __future__ import annotations

from typing import Final

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.container import SIGNATURE, starts_container
from lcweek_desktop.bundle.embedded_bundle import embedded_bundle
from lcweek_desktop.errors import KnownError
from lcweek_desktop.pdf_bounds import is_pdf

_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*")
_ARCHIVE: Final = b"PK\x03\x04"
_HEAD_WITHIN: Final = caps.MAX_MANIFEST_BYTES + 1024
"""In a bundle the signature's entry begins within so many bytes, as only the manifest is before it."""


def bundle_in(data: bytes) -> bytes | None:
    """The bytes of the bundle that a file is or, as a PDF, stores; they are not checked, nothing is unpacked.

    None for a PDF that stores none as it is: only who unpacks its attachments can tell. Raises KnownError
    `bundle-empty`, `bundle-too-large`, `bundle-picture`, `bundle-container` (a bundle whose beginning is
    damaged), `bundle-foreign` (any other file), or what `embedded_bundle` raises.
    """
    if not data:
        raise KnownError("bundle-empty")
    if len(data) > caps.MAX_FILE_BYTES:
        raise KnownError("bundle-too-large", part="tệp")
    if starts_container(data):
        return data
    if is_pdf(data) and not data.startswith(_ARCHIVE):  # a PDF may stand at the beginning of an archive
        return embedded_bundle(data)
    if _is_picture(data):
        raise KnownError("bundle-picture")
    if SIGNATURE.encode("ascii") in data[:_HEAD_WITHIN]:
        raise KnownError("bundle-container", reason="beginning")
    raise KnownError("bundle-foreign")


def _is_picture(data: bytes) -> bool:
    bitmap = data[:2] == b"BM" and data[6:10] == bytes(4)
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    heif = data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"avif")
    return data.startswith(_PICTURES) or bitmap or webp or heif
