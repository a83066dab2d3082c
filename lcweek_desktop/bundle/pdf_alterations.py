"""What other programs did to the PDF of a report after ours wrote it: signed it, added to it, saved it anew.

None of it decides whether the bundle inside is valid. Source: docs/bundle-format.md, A bundle in a PDF;
ISO 32000-2, 7.5.6 (incremental updates), 12.8 (signatures), 14.4 (file identifiers).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Final

from lcweek_desktop.bundle.sent_file import is_pdf
from lcweek_desktop.pdfium import PdfError, Signature, open_pdf

_SEAL: Final = re.compile(rb"/ID\s*\[<([0-9a-f]{32})><\1>\].{0,400}?%%EOF\n", re.DOTALL)
"""Matches a file identifier as our program writes it, and what follows up to the end-of-file marker."""
_ZEROS: Final = b"0" * 32
"""Takes the place of the identifier while the hash that becomes the identifier is computed."""
_DIGESTS: Final = ("sha256", "sha1", "sha384", "sha512")
"""The hash functions that are tried when a signature is compared with the bytes that it covers."""
_PADDING: Final = b"\r\n \0"
"""Bytes that may follow the last signed byte without being a change."""
_SIGNATURE_COUNT: Final = 32
"""The most signatures that are compared: each may cover the whole file, and a forged file has any number."""
_UNREAD: Final = Signature((), b"")
"""Stands for the signatures of a file that has too many; it matches no bytes."""


def alteration_notes(data: bytes) -> tuple[str, ...]:
    """What a person should know about the PDF `data` beside its report, as codes of the catalogue (`pdf-…`).

    Empty for a PDF as our program wrote it, and for any other kind of file. A signature is not verified,
    only compared with the bytes that it says it covers: this program does not know who signed.
    """
    if not is_pdf(data):
        return ()
    signatures = _signatures(data)
    end = _sealed_end(data)
    if end is None:
        return (*_signature_notes(data, signatures), "pdf-rewritten")
    if signatures:
        return _signature_notes(data, signatures)
    return ("pdf-added",) if data[end:].strip(_PADDING) else ()


def _signature_notes(data: bytes, signatures: Sequence[Signature]) -> tuple[str, ...]:
    if not signatures:
        return ()
    if not all(_matches(data, signature) for signature in signatures):
        return ("pdf-signed-changed",)
    end = max(signature.byte_range[2] + signature.byte_range[3] for signature in signatures)
    return ("pdf-signed-added",) if data[end:].strip(_PADDING) else ("pdf-signed",)


def _matches(data: bytes, signature: Signature) -> bool:
    """Whether the signature contains the hash of its byte range, which leaves out only its own digits."""
    match signature.byte_range:
        case (0, first, second, length) if first < second and second + length <= len(data):
            covered = data[:first] + data[second : second + length]
        case _:
            return False
    gap = data[first:second]
    if gap[:1] + gap[-1:] != b"<>" or _from_hex(gap[1:-1]) != signature.contents:
        return False
    return any(hashlib.new(name, covered).digest() in signature.contents for name in _DIGESTS)


def _from_hex(digits: bytes) -> bytes | None:
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return None


def _sealed_end(data: bytes) -> int | None:
    """Where the PDF that our program wrote ends, if `data` still begins with it; None if it does not."""
    view, running, done = memoryview(data), hashlib.sha256(), 0
    for found in _SEAL.finditer(data):
        start, end = found.start(1), found.end()
        running.update(view[done:start])
        done = start
        whole = running.copy()
        whole.update(_ZEROS + b"><" + _ZEROS + data[found.end(1) + 34 : end])
        if whole.hexdigest()[:32].encode("ascii") == found[1]:
            return end
    return None


def _signatures(data: bytes) -> Sequence[Signature]:
    """The signatures in the PDF `data`; none when it cannot be opened."""
    try:
        with open_pdf(data) as document:
            few = document.signature_count <= _SIGNATURE_COUNT
            return tuple(document.signatures()) if few else (_UNREAD,)
    except PdfError:
        return ()
