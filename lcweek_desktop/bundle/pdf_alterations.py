"""What other programs did to a report's PDF after ours made it: signed it, added to it, wrote it anew.

Nothing of it decides whether the bundle inside is valid. Source: docs/bundle-format.md, A bundle in a PDF;
ISO 32000-2, 7.5.6 (incremental updates), 12.8 (signatures), 14.4 (file identifiers).
"""

from __future__ import annotations

import ctypes
import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Final, NamedTuple

from pypdfium2 import PdfDocument, PdfiumError, raw

from lcweek_desktop.bundle.source import is_pdf

_SEALED: Final = re.compile(rb"/ID\s*\[<([0-9a-f]{32})><\1>\].{0,400}?%%EOF\n", re.DOTALL)
_BLANK: Final = b"0" * 32
_DIGESTS: Final = ("sha256", "sha1", "sha384", "sha512")
_NOTHING: Final = b"\r\n \0"
"""What may stand after the last signed byte without being a change."""


class _Signature(NamedTuple):
    """`covered`: the /ByteRange, offsets and lengths in turn; `contents`: its CMS object, padded."""

    covered: Sequence[int]
    contents: bytes


_MOST: Final = 32
"""Signatures that are compared: each may cover the whole file, and a forged one have any number."""
_UNREAD: Final = _Signature((), b"")
"""Stands for too many of them; it matches nothing."""


def alteration_notes(data: bytes) -> tuple[str, ...]:
    """Codes of the catalogue (`pdf-…`) for what is to be said of the PDF `data` beside its report; none for a
    PDF as our program wrote it and for any other file.

    A signature is not verified, only compared with the bytes it says it covers: who signed is not known here.
    """
    if not is_pdf(data):
        return ()
    signatures = _signatures(data)
    end = _made_until(data)
    if end is None:
        return (*_signed(data, signatures), "pdf-rewritten")
    if signatures:
        return _signed(data, signatures)
    return ("pdf-added",) if data[end:].strip(_NOTHING) else ()


def _signed(data: bytes, signatures: Sequence[_Signature]) -> tuple[str, ...]:
    if not signatures:
        return ()
    if not all(_matches(data, each) for each in signatures):
        return ("pdf-signed-changed",)
    end = max(each.covered[2] + each.covered[3] for each in signatures)
    return ("pdf-signed-added",) if data[end:].strip(_NOTHING) else ("pdf-signed",)


def _matches(data: bytes, signature: _Signature) -> bool:
    """Whether the bytes outside the signature's own digits have the digest that it signed."""
    match signature.covered:
        case [0, first, second, length] if first < second and second + length <= len(data):
            signed = data[:first] + data[second : second + length]
        case _:
            return False
    gap = data[first:second]
    if gap[:1] + gap[-1:] != b"<>" or _hex(gap[1:-1]) != signature.contents:
        return False
    return any(hashlib.new(name, signed).digest() in signature.contents for name in _DIGESTS)


def _hex(digits: bytes) -> bytes | None:
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return None


def _made_until(data: bytes) -> int | None:
    """Where the PDF ends that our program wrote and `data` still begins with; None when it does not."""
    view, running, done = memoryview(data), hashlib.sha256(), 0
    for found in _SEALED.finditer(data):
        start, end = found.start(1), found.end()
        running.update(view[done:start])
        done = start
        whole = running.copy()
        whole.update(_BLANK + b"><" + _BLANK + data[found.end(1) + 34 : end])
        if whole.hexdigest()[:32].encode("ascii") == found[1]:
            return end
    return None


def _signatures(data: bytes) -> list[_Signature]:
    try:
        with closing(PdfDocument(data)) as document:
            count = raw.FPDF_GetSignatureCount(document)
            return [*_read_signatures(document, count)] if count <= _MOST else [_UNREAD]
    except PdfiumError:
        return []


def _read_signatures(document: PdfDocument, count: int) -> Iterator[_Signature]:
    """Those that were given; a field that waits for one is passed over."""
    for at in range(count):
        signature = raw.FPDF_GetSignatureObject(document, at)
        size = raw.FPDFSignatureObj_GetContents(signature, None, 0)
        if not size:
            continue
        contents = ctypes.create_string_buffer(size)
        raw.FPDFSignatureObj_GetContents(signature, contents, size)
        count = raw.FPDFSignatureObj_GetByteRange(signature, None, 0)
        covered = (ctypes.c_int * count)()
        raw.FPDFSignatureObj_GetByteRange(signature, covered, count)
        yield _Signature([*covered], contents.raw)
